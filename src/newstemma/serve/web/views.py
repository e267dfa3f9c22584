"""The pages for people: stories, a story, a report, two side by side, search."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from newstemma.archive import Found, StoryEntry
from newstemma.model import Span
from newstemma.serve.markup import Markup, element
from newstemma.serve.web import frame
from newstemma.serve.web.live import waiting_page
from newstemma.serve.web.people.notes import shown_on
from newstemma.serve.web.pulse import state_of
from newstemma.serve.web.report import comparison, report_page
from newstemma.serve.web.rest import FormDay, Id, Skip, Words, export_answer
from newstemma.serve.web.story import story_page
from newstemma.serve.web.style import style_sheet
from newstemma.serve.web.workbench import Workbench

SHOWN = 30
# Seconds a reader waits for a story that was never weighed before a page says so instead.
PATIENCE = 0.1


def router_for(bench: Workbench) -> APIRouter:
    """The pages that only read."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    _stories(router, bench)
    _reports(router, bench)
    _search(router, bench)

    @router.get("/static/style.css")
    def style() -> Response:
        kept = {"Cache-Control": "max-age=3600"}
        return PlainTextResponse(style_sheet(), media_type="text/css", headers=kept)

    return router


def _stories(router: APIRouter, bench: Workbench) -> None:
    @router.get("/")
    def stories(day: FormDay = None, query: Words = "", cursor: Words = "") -> Response:
        if bench.address is None:
            return RedirectResponse("/examine", 303)
        with bench.reading() as archive:
            page = archive.stories(day=day, query=query or None, limit=SHOWN, cursor=cursor or None)
        bench.weigh_ahead(page)
        return HTMLResponse(_stories_page(list(page), day, query, page.cursor))

    @router.get("/stories/{id}")
    def story(id: Id) -> Response:
        with bench.reading() as archive:
            entry = archive.entry(id)
            made = bench.shown(entry, PATIENCE)
            if made is None:
                state = state_of(bench, archive, entry, None)
                return HTMLResponse(waiting_page(entry.title, state))
            return HTMLResponse(story_page(archive, entry, made))

    @router.get("/stories/{id}/export/{form}")
    def export(id: Id, form: Id) -> Response:
        with bench.reading() as archive:
            return export_answer(bench.story(archive, id).dossier, form)


def _reports(router: APIRouter, bench: Workbench) -> None:
    @router.get("/reports/{id}")
    def report(id: Id) -> Response:
        with bench.reading() as archive:
            found = archive.report(id)
            kept = bench.story(archive, archive.story_of(id))
            versions = archive.versions(id)
        current = next((v.report.id for v in versions if v.current), found.id)
        shown = kept.dossier.report(current)
        notes = shown_on(bench.room, shown, [version.report for version in versions])
        parts = report_page(kept.dossier, shown, versions, notes)
        return HTMLResponse(frame.page_of(shown.title or "A report", *parts))

    @router.get("/compare/{id}")
    def compare(id: Id, other: Words) -> Response:
        with bench.reading() as archive:
            archive.report(other)
            kept = bench.story(archive, archive.story_of(id))
        inside = {report.id for report in kept.dossier.reports}
        if not {id, other} <= inside:
            return HTMLResponse(
                frame.page_of("Two stories", element("p", None, "The two are not in one story.")),
                404,
            )
        parts = comparison(kept.dossier, id, other)
        return HTMLResponse(frame.page_of("Two reports side by side", *parts))


def _search(router: APIRouter, bench: Workbench) -> None:
    @router.get("/search")
    def search(q: Words = "", skip: Skip = 0) -> Response:
        found: tuple[Found, ...] = ()
        if q.strip():
            with bench.reading() as archive:
                found = archive.search(q, limit=SHOWN + 1, skip=skip)
        return HTMLResponse(_search_page(q, found, skip))


# --- parts of pages -------------------------------------------------------------------


def _stories_page(
    entries: list[StoryEntry], day: date | None, query: str, cursor: str | None
) -> str:
    shown_day = day.isoformat() if day else ""
    filters = frame.form(
        "/",
        frame.field("query", "Words in a report", type="search", value=query, maxlength=400),
        frame.field("day", "With a report of", type="date", value=shown_day),
        frame.button("Show"),
        method="get",
        role="search",
    )
    more = None
    if cursor:
        asked = {"query": query, "day": shown_day, "cursor": cursor}
        more = element("p", None, frame.way("/", "Older stories", **asked))
    return frame.page_of(
        "Stories",
        element("h1", None, "Stories"),
        filters,
        frame.listed([frame.story_item(entry) for entry in entries], "No story fits."),
        more,
        here="/",
    )


def _search_page(q: str, found: tuple[Found, ...], skip: int) -> str:
    form = frame.form(
        "/search",
        frame.field(
            "q", "Words; a “phrase” in quotation marks", type="search", value=q, maxlength=400
        ),
        frame.button("Search"),
        method="get",
        role="search",
    )
    shown = [_found(one) for one in found[:SHOWN]]
    more = len(found) > SHOWN
    nothing = "No report holds these words." if q else "Case and accents do not count."
    return frame.page_of(
        "Search",
        element("h1", None, "Search the reports"),
        form,
        frame.listed(shown, nothing),
        element("p", None, frame.way("/search", "More", q=q, skip=str(skip + SHOWN)))
        if more
        else None,
        here="/search",
    )


def _found(found: Found) -> Markup:
    about = ", ".join(part for part in (found.outlet, frame.time_of(found.published)) if part)
    return element(
        "li",
        None,
        frame.link("reports", found.report, found.title or "(no title)"),
        element("p", {"class": "note"}, about),
        element("p", {"dir": "auto"}, *_excerpt(found)),
    )


AROUND = 90


def _excerpt(found: Found) -> list[Markup | str]:
    """The words around the first place found, every place in them marked."""
    first = found.spans[0] if found.spans else Span(0, 0)
    start, stop = max(0, first.start - AROUND), min(len(found.text), first.end + AROUND)
    parts: list[Markup | str] = ["…" if start else ""]
    place = start
    for span in found.spans:
        if place <= span.start and span.end <= stop:
            parts += [found.text[place : span.start], element("mark", None, span.of(found.text))]
            place = span.end
    return [*parts, found.text[place:stop], "…" if stop < len(found.text) else ""]
