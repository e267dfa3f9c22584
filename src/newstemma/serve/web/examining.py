"""Paste texts, name addresses or drop files, and read the dossier."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from fastapi.responses import HTMLResponse, Response

from newstemma.model import Examination, Page, Rejected
from newstemma.serve.html import dossier_of
from newstemma.serve.html.frame import rejected_part
from newstemma.serve.markup import element
from newstemma.serve.outline import many
from newstemma.serve.web import frame
from newstemma.serve.web.uploads import pages_in
from newstemma.serve.web.workbench import Workbench

# A line of its own that parts the texts pasted into one box.
BREAK = "====="
MOST_TEXT = 5_000_000
Box = Annotated[str, Form(max_length=MOST_TEXT)]


def router_for(bench: Workbench) -> APIRouter:
    """The form and its answer; nothing is kept."""
    router = APIRouter(include_in_schema=False)

    @router.get("/examine")
    def ask() -> Response:
        return HTMLResponse(frame.page_of("Examine", *_form(), here="/examine"))

    @router.post("/examine")
    def answer(
        texts: Box = "",
        urls: Box = "",
        files: Annotated[list[UploadFile] | None, File()] = None,
        one_story: Annotated[str, Form(max_length=10)] = "",
    ) -> Response:
        dropped = [(file.filename or "page", file.file) for file in files or [] if file.size]
        pages = [*pasted(texts), *pages_in(dropped)]
        found = bench.examine(pages, urls.split()[:50], one_story=bool(one_story))
        return HTMLResponse(_answer_page(found))

    return router


def pasted(texts: str) -> list[Page | Rejected]:
    """The texts of one box, parted by lines of five equals signs; the first line is the title."""
    parts: list[list[str]] = [[]]
    for line in texts.splitlines():
        if line.strip() == BREAK:
            parts.append([])
        else:
            parts[-1].append(line)
    found = ["\n".join(part).strip() for part in parts]
    return [
        Page(text, "text/plain", f"pasted text {number}")
        for number, text in enumerate((text for text in found if text), 1)
    ]


def _form() -> tuple[str, ...]:
    return (
        element("h1", None, "Examine reports"),
        element("p", None, "How many independent sources stand behind them? Nothing is kept."),
        frame.form(
            "/examine",
            frame.area("texts", f"Paste texts; put a line of {BREAK} between one and the next", 14),
            frame.area("urls", "Addresses, one a line", 3),
            frame.field(
                "files", "Files: pages, texts, JSON lines, archives", type="file", multiple=True
            ),
            frame.tick("one_story", "yes", "All of them tell of one event: do not group them"),
            frame.button("Examine"),
            enctype="multipart/form-data",
        ),
    )


def _answer_page(found: Examination) -> str:
    heading = many(len(found), "story").replace("storys", "stories")
    return frame.page_of(
        heading,
        element("h1", None, f"{heading} in what you handed in"),
        *(dossier_of(dossier) for dossier in found),
        rejected_part(found.rejected),
        *(_form() if not len(found) else ()),
        here="/examine",
    )
