"""Outlets: what each originates, what it copies and from whom, and how much it changes."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse, JSONResponse, Response

from newstemma.archive import (
    Archive,
    Descent,
    NamedReports,
    OutletEntry,
    OutletPage,
    OutletProfile,
    OutletReport,
    OutletReports,
)
from newstemma.serve import wire_archive, wire_outlets
from newstemma.serve.html.frame import facts
from newstemma.serve.markup import Markup, element
from newstemma.serve.outline import many
from newstemma.serve.web import frame
from newstemma.serve.web.describing import described
from newstemma.serve.web.rest import Limit, Words
from newstemma.serve.web.workbench import Workbench

SHOWN = 50
# A name is the rest of the address, for it may hold a slash.
Name = Annotated[str, Path(max_length=400)]
TOLD = "Only stories whose dossier was asked for are examined; of the others nothing is said here."


def router_for(bench: Workbench) -> APIRouter:
    """The list of outlets and the page of each, for people and for programs."""
    router = APIRouter()
    _pages(router, bench)
    _rest(router, bench)
    return router


def _pages(router: APIRouter, bench: Workbench) -> None:
    @router.get("/outlets", include_in_schema=False)
    def outlets(cursor: Words = "") -> Response:
        with bench.reading() as archive:
            page = archive.outlets(limit=SHOWN, cursor=cursor or None)
        return HTMLResponse(_list_page(page))

    @router.get("/outlets/{name:path}", include_in_schema=False)
    def outlet(name: Name, cursor: Words = "") -> Response:
        with bench.reading() as archive:
            profile = archive.outlet(name)
            reports = archive.reports_of(name, limit=SHOWN, cursor=cursor or None)
            here = {one.name for one in profile.sources if _has_reports(archive, one.name)}
        return HTMLResponse(_outlet_page(profile, reports, here))


def _rest(router: APIRouter, bench: Workbench) -> None:
    @router.get("/api/v1/outlets", responses=described(wire_outlets.OUTLET_PAGE), tags=["outlets"])
    def outlets(limit: Limit = 50, cursor: Words = "") -> Response:
        """Outlets, those with most reports first, with what kept dossiers show of each."""
        with bench.reading() as archive:
            page = archive.outlets(limit=limit, cursor=cursor or None)
        return JSONResponse(wire_archive.archive_json(page))

    @router.get(
        "/api/v1/outlets/{name:path}",
        responses=described(wire_outlets.OUTLET_PROFILE),
        tags=["outlets"],
    )
    def outlet(name: Name) -> Response:
        """An outlet: its figures, whom it copies, who copies it."""
        with bench.reading() as archive:
            return JSONResponse(wire_archive.archive_json(archive.outlet(name)))

    @router.get(
        "/api/v1/outlet-reports/{name:path}",
        responses=described(wire_outlets.OUTLET_REPORTS),
        tags=["outlets"],
    )
    def reports(name: Name, limit: Limit = 50, cursor: Words = "") -> Response:
        """The reports of an outlet, the latest first, each with its descent."""
        with bench.reading() as archive:
            archive.outlet(name)  # a name nobody bears is not found
            page = archive.reports_of(name, limit=limit, cursor=cursor or None)
        return JSONResponse(wire_archive.archive_json(page))


def _has_reports(archive: Archive, name: str) -> bool:
    """True for an outlet that has a page: a source may be an agency nobody handed in."""
    return bool(name) and len(archive.reports_of(name, limit=1)) > 0


# --- pages ------------------------------------------------------------------------------


def outlet_link(name: str) -> Markup:
    """A link to the page of an outlet."""
    return element("a", {"href": address_of(name), "dir": "auto"}, name)


def address_of(name: str) -> str:
    """Where the page of an outlet stands."""
    return f"/outlets/{quote(name, safe='')}"


def _list_page(page: OutletPage) -> str:
    items = [_item(entry) for entry in page]
    more = frame.way("/outlets", "More outlets", cursor=page.cursor) if page.cursor else None
    return frame.page_of(
        "Outlets",
        element("h1", None, "Outlets"),
        element("p", {"class": "note"}, TOLD),
        frame.listed(items, "No report in this archive names an outlet."),
        element("p", None, more) if more else None,
        here="/outlets",
    )


def _item(entry: OutletEntry) -> Markup:
    figures = element("p", {"class": "tally"}, ", ".join(figures_of(entry)))
    return element("li", None, outlet_link(entry.name), figures)


def figures_of(entry: OutletEntry) -> list[str]:
    """How many reports an outlet has and what is known of them, in words."""
    found = many(entry.reports, "report")
    if not entry.examined:
        return [found, "none examined"]
    return [
        f"{found}, {entry.examined} examined: {entry.original} its own",
        f"{entry.copied} copied",
        f"{entry.undetermined} undetermined",
    ]


def _outlet_page(profile: OutletProfile, reports: OutletReports, here: set[str]) -> str:
    entry = profile.entry
    more = None
    if reports.cursor:
        more = frame.way(address_of(entry.name), "Older reports", cursor=reports.cursor)
    return frame.page_of(
        entry.name,
        element("h1", {"dir": "auto"}, entry.name),
        facts(_facts(entry)),
        element("p", {"class": "note"}, TOLD),
        element("h2", None, "Whom it copies"),
        frame.listed([_named(one, here) for one in profile.sources], "No copy of its is known."),
        element("h2", None, "Who copies it"),
        frame.listed(
            [_named(one, {one.name}) for one in profile.takers], "No copy from it is known."
        ),
        element("h2", None, "Its reports, the latest first"),
        frame.listed([_report(one) for one in reports], "No report here."),
        element("p", None, more) if more else None,
        here="/outlets",
    )


def _facts(entry: OutletEntry) -> tuple[tuple[str, str], ...]:
    rows: tuple[tuple[str, str], ...] = (("Reports", str(entry.reports)),)
    if not entry.examined:
        return (*rows, ("Examined", "none"))
    return (
        *rows,
        ("Examined", str(entry.examined)),
        ("Its own", _share(entry.original, entry)),
        ("Copied", _share(entry.copied, entry)),
        ("Undetermined", _share(entry.undetermined, entry)),
        ("Changes it brought in", f"{entry.critical} critical, {entry.major} major"),
        ("Changes a copy", _per_copy(entry)),
    )


def _share(number: int, entry: OutletEntry) -> str:
    return f"{number} ({number / entry.examined:.0%})"


def _per_copy(entry: OutletEntry) -> str:
    if not entry.copied:
        return "no copy is known"
    return f"{(entry.critical + entry.major) / entry.copied:.1f} critical or major"


def _named(one: NamedReports, here: set[str]) -> Markup:
    name = outlet_link(one.name) if one.name in here else one.name or "a source without a name"
    return element("li", None, name, f": {many(one.reports, 'report')}")


def _report(one: OutletReport) -> Markup:
    title = frame.link("reports", one.report, one.title or "(no title)")
    story = frame.link("stories", one.story, "its story")
    changes = f"{one.critical} critical and {one.major} major changes brought in"
    known = [frame.time_of(one.published), _descent(one)]
    if one.critical or one.major:
        known.append(changes)
    return element(
        "li", None, title, element("p", {"class": "note"}, ", ".join(known), ", ", story)
    )


def _descent(one: OutletReport) -> str:
    if one.descent is None:
        return "not examined"
    told = f"copied from {one.source or 'a source without a name'}"
    return told if one.descent is Descent.COPY else str(one.descent)
