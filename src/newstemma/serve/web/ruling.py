"""Rulings: forms on a story's page, and the list of what was ruled, each with its undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from newstemma.archive import KeptRuling
from newstemma.model import Ruling
from newstemma.newsroom import Scope
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.web import frame
from newstemma.serve.web.people.caller import caller, signed
from newstemma.serve.web.weighing import Line
from newstemma.serve.web.workbench import Workbench

VERDICTS = (
    ("copies", "took its text from"),
    ("not_copies", "did not take its text from"),
    ("same_origin", "goes back to one source with"),
    ("other_origin", "goes back to another source than"),
    ("other_story", "is another story than"),
)
Id = Annotated[str, Form(max_length=80)]
Name = Annotated[str, Form(max_length=200)]
Note = Annotated[str, Form(max_length=2000)]


def router_for(bench: Workbench) -> APIRouter:
    """The list of rulings, and what changes it."""
    router = APIRouter(include_in_schema=False)

    @router.get("/rulings")
    def rulings() -> Response:
        with bench.reading() as archive:
            made = archive.rulings()
            subjects = {id for kept in made for id in kept.ruling.subject}
            lines = {id: bench.line(archive, id) for id in subjects}
        return HTMLResponse(_rulings_page(made, lines))

    @router.post("/rulings")
    def rule(first: Id, verdict: Id, second: Id, who: Name = "", note: Note = "") -> Response:
        by = signed(who).name
        ruling = Ruling(by, datetime.now(UTC), (first, second), verdict, note)
        with bench.writing() as archive:
            archive.rule(ruling)
            story = archive.entry(archive.story_of(first))
        bench.weighed(story)  # who ruled is shown at once what came of it
        return RedirectResponse(f"/stories/{story.id}", 303)

    @router.post("/rulings/{number}/undo")
    def undo(number: int, who: Name = "") -> Response:
        with bench.writing() as archive:
            archive.undo(number, who=signed(who).name)
        return RedirectResponse("/rulings", 303)

    return router


def ruling_forms(reports: Sequence[tuple[str, str]]) -> Markup:
    """A form to rule on two reports of a story, given by id and label."""
    if not caller().may(Scope.RULE):
        return element("p", {"class": "note"}, "Editors rule; ask one.")
    if len(reports) < 2:
        return element("p", {"class": "note"}, "A story of one report has nothing to rule on.")
    return frame.form(
        "/rulings",
        element(
            "p",
            {"class": "note"},
            "A ruling outranks the machine, is kept beside it, and can be undone.",
        ),
        frame.choice("first", "This report", reports),
        frame.choice("verdict", "Verdict", VERDICTS),
        frame.choice("second", "That report", [*reports[1:], reports[0]]),
        frame.signature("Your name"),
        frame.field("note", "Why", maxlength=2000),
        frame.button("Rule"),
    )


def _rulings_page(rulings: tuple[KeptRuling, ...], lines: Mapping[str, Line]) -> str:
    items = [_ruling(kept, lines) for kept in reversed(rulings)]
    return frame.page_of(
        "Rulings",
        element("h1", None, "Rulings"),
        frame.listed(items, "Nobody has ruled on anything."),
        here="/rulings",
    )


def _ruling(kept: KeptRuling, lines: Mapping[str, Line]) -> Markup:
    ruling = kept.ruling
    first, *others = (
        join([f"{lines[id].label}, ", frame.link("reports", id, lines[id].title)])
        for id in ruling.subject
    )
    words = dict(VERDICTS).get(ruling.verdict, ruling.verdict.replace("_", " "))
    said = element("p", None, first, f" {words} ", join(others, "; "))
    when = ruling.when.strftime("%Y-%m-%d %H:%M UTC")
    about = element("p", {"class": "note"}, f"{ruling.who}, {when}. {ruling.note}")
    if kept.withdrawn is not None:
        gone = f"Withdrawn by {kept.withdrawn_by}, {kept.withdrawn:%Y-%m-%d %H:%M} UTC."
        return element("li", {"class": "withdrawn"}, said, about, element("p", None, gone))
    return element("li", None, said, about, _undo(kept) if caller().may(Scope.RULE) else None)


def _undo(kept: KeptRuling) -> Markup:
    button = element(
        "button", {"type": "submit", "aria-label": f"Undo ruling {kept.number}"}, "Undo"
    )
    return frame.form(
        f"/rulings/{kept.number}/undo",
        frame.signature(f"Your name, to undo ruling {kept.number}", kept.number),
        element("p", None, button),
    )
