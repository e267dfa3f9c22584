"""Who else printed a report, in any story of the archive, since when, and which words."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, JSONResponse, Response

from newstemma.archive.copying import CopyFound
from newstemma.copies import Passage
from newstemma.model import Report, Span
from newstemma.serve import wire_copies
from newstemma.serve.markup import Markup, element
from newstemma.serve.outline import many, name_of, percent, published_of
from newstemma.serve.web import frame
from newstemma.serve.web.describing import described
from newstemma.serve.web.rest import Id, Limit
from newstemma.serve.web.workbench import Workbench

SHOWN = 50
# Passages shown of each copy, the longest first, and characters of each.
PASSAGES, LONGEST = 3, 400
FIRST = {"theirs": "they had it first", "asked": "this report had it first"}


def router_for(bench: Workbench) -> APIRouter:
    """The page and the route."""
    router = APIRouter()

    @router.get("/reports/{id}/copies", include_in_schema=False)
    def page(id: Id) -> Response:
        with bench.reading() as archive:
            asked, found = archive.report(id), archive.copies_of(id, limit=SHOWN)
        return HTMLResponse(copies_page(asked, found))

    @router.get(
        "/api/v1/reports/{id}/copies",
        responses=described(wire_copies.COPIES_FOUND),
        tags=["reports"],
    )
    def copies(id: Id, limit: Limit = 50) -> Response:
        """Who else printed a report or part of it, in any story: the largest share of it first."""
        with bench.reading() as archive:
            found = archive.copies_of(id, limit=limit)
        return JSONResponse(wire_copies.COPIES_FOUND.write(found))

    return router


def copies_page(asked: Report, found: tuple[CopyFound, ...]) -> str:
    """Who else printed it, the largest share first, with the longest shared passages."""
    return frame.page_of(
        f"Who else printed: {asked.title or 'a report'}",
        element("p", {"class": "kicker"}, frame.link("reports", asked.id, "The report")),
        element("h1", None, "Who else printed this"),
        element("p", {"dir": "auto"}, f"{name_of(asked)}: {asked.title or '(no title)'}, "
                f"{published_of(asked)}"),
        element("p", {"class": "tally"}, _tally(asked, found)),
        frame.listed([_copy(asked, one) for one in found],
                     "Nobody else printed this, as far as this archive knows.", "ol"),
    )  # fmt: skip


def _tally(asked: Report, found: tuple[CopyFound, ...]) -> str:
    outlets = len({one.outlet for one in found if one.outlet})
    days = sorted(one.published for one in found if one.published)
    since = f", from {frame.time_of(days[0])} to {frame.time_of(days[-1])}" if days else ""
    most = " at least" if len(found) == SHOWN else ""
    return f"{most} {many(len(found), 'report')} of {many(outlets, 'outlet')}{since}".strip()


def _copy(asked: Report, one: CopyFound) -> Markup:
    about = [
        frame.time_of(one.published),
        FIRST.get(one.source or "", "which was first is not known"),
        f"{one.kind}: {percent(one.share)} of this report, {percent(one.share_there)} of theirs",
    ]
    longest = sorted(one.passages, key=lambda passage: -passage.words)[:PASSAGES]
    left = len(one.passages) - len(longest)
    return element(
        "li",
        None,
        element("span", {"class": "outlet"}, one.outlet or "(no outlet)"),
        " ",
        frame.link("reports", one.report, one.title or "(no title)"),
        element("p", {"class": "note"}, ", ".join(about), ", ",
                frame.link("stories", one.story, "in its story")),
        *(_passage(asked, passage) for passage in longest),
        element("p", {"class": "note"}, f"and {many(left, 'passage')} more") if left else None,
    )  # fmt: skip


def _passage(asked: Report, passage: Passage) -> Markup:
    """Words of the asked report that stand in the other too, with their places in both."""
    words = passage.here.of(asked.text)
    shown = words if len(words) <= LONGEST else words[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
    places = f"{_place(passage.here)} here, {_place(passage.there)} there"
    return element(
        "blockquote",
        {"class": "shared"},
        element("p", {"dir": "auto"}, shown),
        element("p", {"class": "note"}, f"{many(passage.words, 'word')}, characters {places}"),
    )


def _place(span: Span) -> str:
    return f"{span.start} to {span.end}"
