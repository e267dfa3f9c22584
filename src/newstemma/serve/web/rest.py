"""REST: the archive's answers as JSON, described by OpenAPI 3.1.

Resources are stories, their dossiers and parts, reports, search, changes, rulings. Lists come
a page at a time; what changes with a story carries its ETag; errors are RFC 9457 problems.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Path, Query
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from pydantic import BaseModel, BeforeValidator, Field
from starlette.exceptions import HTTPException

from newstemma.model import Dossier, Examination, Page, Ruling
from newstemma.serve import (
    wire,
    wire_archive,
    wire_reports,
    wire_stemmas,
)
from newstemma.serve.codec import Record
from newstemma.serve.exports import BY_NAME, export
from newstemma.serve.handed_in import page_of
from newstemma.serve.web.describing import described, described_list, described_part
from newstemma.serve.web.people.caller import signed
from newstemma.serve.web.workbench import Kept, Workbench

Id = Annotated[str, Path(max_length=80, pattern=r"^[0-9A-Za-z_.:-]+$")]
Limit = Annotated[int, Query(ge=1, le=200)]
Skip = Annotated[int, Query(ge=0, le=1_000_000)]
Words = Annotated[str, Query(max_length=400)]
# A change of a story, and how many of the list come before.
Cursor = Annotated[str, Query(max_length=40, pattern=r"^(?:[0-9]{1,15}\.[0-9]{1,15})?$")]
Day = Annotated[date | None, BeforeValidator(lambda given: _iso_day(given))]
# A form sends its empty fields too.
FormDay = Annotated[date | None, BeforeValidator(lambda given: _iso_day(given or None))]
Tag = Annotated[str | None, Header(alias="If-None-Match", max_length=200)]

MEDIA = {"csv": "text/csv", "md": "text/markdown", "svg": "image/svg+xml", "xml": "application/xml",
         "html": "text/html", "json": "application/json", "jsonl": "application/jsonl",
         "jsonld": "application/ld+json"}  # fmt: skip


def _iso_day(given: object) -> object:
    """A day as a program writes it; a bare number, which could be a time, is none."""
    if isinstance(given, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", given):
        raise ValueError("write a day as 2031-05-12")
    return given


class Given(BaseModel):
    """One report handed in: text or HTML, and what is known of it."""

    text: str = Field(max_length=2_000_000)
    title: str = Field("", max_length=1000)
    outlet: str = Field("", max_length=200)
    url: str = Field("", max_length=2000)
    published: str = Field("", max_length=40)

    def page(self, number: int) -> Page:
        """The report as a page."""
        return page_of(number=number, **self.model_dump())


class HandedIn(BaseModel):
    """Reports, addresses to fetch, or both; 200 at most. `one_story`: they are not grouped."""

    reports: list[Given] = Field(default_factory=list, max_length=200)
    urls: list[Annotated[str, Field(max_length=2000)]] = Field(default_factory=list, max_length=50)
    one_story: bool = False


class Ruled(BaseModel):
    """A person's ruling: on which reports, what, and why; who, where there are no accounts."""

    who: str = Field("", max_length=200)
    subject: list[Annotated[str, Field(max_length=80)]] = Field(min_length=1, max_length=500)
    verdict: str = Field(max_length=40)
    note: str = Field("", max_length=2000)


def router_for(bench: Workbench) -> APIRouter:
    """Every route under /api/v1, over a workbench."""
    router = APIRouter(prefix="/api/v1", default_response_class=JSONResponse)
    _stories(router, bench)
    _around(router, bench)
    _parts(router, bench)
    _lists(router, bench)
    _whole(router, bench)
    _reports(router, bench)
    _rulings(router, bench)
    _examining(router, bench)
    return router


def _stories(router: APIRouter, bench: Workbench) -> None:
    @router.get("/stories", responses=described(wire_archive.STORY_PAGE), tags=["stories"])
    def stories(
        day: Day = None, query: Words = "", limit: Limit = 50, cursor: Words = ""
    ) -> Response:
        """Stories by their last day, then size; of a day or with words where given."""
        with bench.reading() as archive:
            page = archive.stories(day=day, query=query or None, limit=limit, cursor=cursor or None)
            return JSONResponse(wire_archive.archive_json(page))

    @router.get("/stories/{id}", responses=described(wire_archive.STORY_ENTRY), tags=["stories"])
    def story(id: Id) -> Response:
        """A story as listed."""
        with bench.reading() as archive:
            return JSONResponse(wire_archive.archive_json(archive.entry(id)))


def _around(router: APIRouter, bench: Workbench) -> None:
    @router.get(
        "/stories/{id}/storyline",
        responses=described_list(wire_archive.STORY_ENTRY),
        tags=["stories"],
    )
    def storyline(id: Id) -> Response:
        """The chain of developments a story belongs to, the first one first."""
        with bench.reading() as archive:
            entries = archive.storyline(id)
            return JSONResponse([wire_archive.archive_json(entry) for entry in entries])

    @router.get(
        "/stories/{id}/history", responses=described_list(wire_archive.EVENT), tags=["stories"]
    )
    def history(id: Id) -> Response:
        """What happened to a story: opened, grown, merged, split, ruled."""
        with bench.reading() as archive:
            events = archive.history(story=archive.entry(id).id)
            return JSONResponse([wire_archive.archive_json(event) for event in events])

    @router.get("/changes", responses=described(wire_archive.CHANGES), tags=["stories"])
    def changes(since: Skip = 0, limit: Limit = 100) -> Response:
        """Stories that changed after a cursor."""
        with bench.reading() as archive:
            return JSONResponse(
                wire_archive.archive_json(archive.changed_since(since, limit=limit))
            )


def _answer(bench: Workbench, id: str, tag: str | None, part: Callable[[Kept], Any]) -> Response:
    """A part of a story's dossier with its ETag, or 304 where the caller has it."""
    with bench.reading() as archive:
        kept = bench.story(archive, id)
    etag = f'W/"{kept.entry.id}-{kept.entry.changed}"'
    if tag and etag in [one.strip() for one in tag.split(",")]:
        return Response(status_code=304, headers={"ETag": etag})
    return JSONResponse(part(kept), headers={"ETag": etag})


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a list is asked for: from a place on, or from where a cursor points."""

    skip: int
    limit: int
    cursor: str

    def of(self, record: Record, values: Sequence[Any], changed: int) -> Any:
        """That part of the values, as of a change of their story, and the way to the next.

        Raises `HTTPException` (409) where the story changed since the cursor was given: places
        in the list may be others now.
        """
        given, _, place = self.cursor.partition(".")
        if self.cursor and int(given) != changed:
            raise HTTPException(409, "the story changed since this cursor was given; begin again")
        skip = int(place) if self.cursor else self.skip
        shown = [record.write(value) for value in values[skip : skip + self.limit]]
        following = skip + self.limit if skip + self.limit < len(values) else None
        cursor = None if following is None else f"{changed}.{following}"
        return {"items": shown, "total": len(values), "next": following, "cursor": cursor}


def _parts(router: APIRouter, bench: Workbench) -> None:
    @router.get("/stories/{id}/dossier", responses=described(wire.DOSSIER), tags=["dossiers"])
    def dossier(id: Id, tag: Tag = None) -> Response:
        """Everything about a story."""
        return _answer(bench, id, tag, lambda kept: wire.to_json(kept.dossier))

    @router.get("/stories/{id}/stemma", responses=described(wire_stemmas.STEMMA), tags=["dossiers"])
    def stemma(id: Id, tag: Tag = None) -> Response:
        """Who took the text from whom."""
        return _answer(bench, id, tag, lambda kept: wire.to_json(kept.dossier.stemma))

    @router.get("/stories/{id}/counts", responses=described(wire.COUNTS), tags=["dossiers"])
    def counts(id: Id, tag: Tag = None) -> Response:
        """The counts that are always given together."""
        return _answer(bench, id, tag, lambda kept: wire.to_json(kept.dossier.counts))


def _lists(router: APIRouter, bench: Workbench) -> None:
    @router.get(
        "/stories/{id}/statements", responses=described_part(wire.SUPPORTED), tags=["dossiers"]
    )
    def statements(
        id: Id, skip: Skip = 0, limit: Limit = 50, cursor: Cursor = "", tag: Tag = None
    ) -> Response:
        """Statements with their readings and supports, a page at a time."""
        part = Part(skip, limit, cursor)
        return _answer(
            bench,
            id,
            tag,
            lambda kept: part.of(wire.SUPPORTED, wire.supported(kept.dossier), kept.entry.changed),
        )

    @router.get(
        "/stories/{id}/changes", responses=described_part(wire_stemmas.CHANGE), tags=["dossiers"]
    )
    def story_changes(
        id: Id, skip: Skip = 0, limit: Limit = 50, cursor: Cursor = "", tag: Tag = None
    ) -> Response:
        """Changes between readings, a page at a time."""
        part = Part(skip, limit, cursor)
        return _answer(
            bench,
            id,
            tag,
            lambda kept: part.of(
                wire_stemmas.CHANGE, kept.dossier.collation.changes, kept.entry.changed
            ),
        )

    @router.get(
        "/stories/{id}/reports", responses=described_part(wire_reports.REPORT), tags=["dossiers"]
    )
    def story_reports(
        id: Id, skip: Skip = 0, limit: Limit = 20, cursor: Cursor = "", tag: Tag = None
    ) -> Response:
        """The reports of a story as cleaned and marked, a page at a time."""
        part = Part(skip, limit, cursor)
        return _answer(
            bench,
            id,
            tag,
            lambda kept: part.of(wire_reports.REPORT, kept.dossier.reports, kept.entry.changed),
        )


def _whole(router: APIRouter, bench: Workbench) -> None:
    @router.get("/stories/{id}/export/{form}", responses=described(None), tags=["dossiers"])
    def exported(id: Id, form: Id) -> Response:
        """A story's dossier in another format: csv, TEI, GraphML, Markdown and others."""
        with bench.reading() as archive:
            kept = bench.story(archive, id)
        return export_answer(kept.dossier, form)


def export_answer(dossier: Dossier, form: str) -> Response:
    """A dossier in a format, as a file to save."""
    text = export(Examination((dossier,)), form)
    ending = BY_NAME[form].ending
    media = MEDIA.get(ending, "text/plain")
    name = f'attachment; filename="{dossier.story.id}-{form}.{ending}"'
    return PlainTextResponse(text, media_type=media, headers={"Content-Disposition": name})


def _reports(router: APIRouter, bench: Workbench) -> None:
    @router.get("/reports/{id}", responses=described(wire_reports.REPORT), tags=["reports"])
    def report(id: Id) -> Response:
        """A report as cleaned and marked."""
        with bench.reading() as archive:
            return JSONResponse(wire.to_json(archive.report(id)))

    @router.get(
        "/reports/{id}/versions", responses=described_list(wire_archive.VERSION), tags=["reports"]
    )
    def versions(id: Id) -> Response:
        """Every content the page of a report had, with the changes from one to the next."""
        with bench.reading() as archive:
            found = archive.versions(id)
            return JSONResponse([wire_archive.archive_json(version) for version in found])

    @router.get("/search", responses=described_list(wire_archive.FOUND), tags=["reports"])
    def search(q: Words, limit: Limit = 20, skip: Skip = 0) -> Response:
        """Reports that hold every word, "a phrase" as it stands, the best first."""
        with bench.reading() as archive:
            found = archive.search(q, limit=limit, skip=skip)
            return JSONResponse([wire_archive.archive_json(one) for one in found])


def _rulings(router: APIRouter, bench: Workbench) -> None:
    @router.get("/rulings", responses=described_list(wire_archive.KEPT_RULING), tags=["rulings"])
    def rulings() -> Response:
        """All rulings in the order they were made, withdrawn ones too."""
        with bench.reading() as archive:
            return JSONResponse([wire_archive.archive_json(one) for one in archive.rulings()])

    @router.get(
        "/stories/{id}/rulings",
        responses=described_list(wire_archive.KEPT_RULING),
        tags=["rulings"],
    )
    def rulings_on(id: Id) -> Response:
        """The rulings on reports of a story, in the order they were made."""
        with bench.reading() as archive:
            reports = set(archive.story(id).reports)
            made = [one for one in archive.rulings() if reports & set(one.ruling.subject)]
        return JSONResponse([wire_archive.archive_json(one) for one in made])

    @router.post("/rulings", responses=described(None), tags=["rulings"])
    def rule(ruled: Ruled) -> Response:
        """Keeps a ruling and acts on it; gives its number."""
        ruling = Ruling(
            signed(ruled.who).name,
            datetime.now(UTC),
            tuple(ruled.subject),
            ruled.verdict,
            ruled.note,
        )
        with bench.writing() as archive:
            return JSONResponse({"number": archive.rule(ruling)})

    @router.delete("/rulings/{number}", responses=described(None), tags=["rulings"])
    def undo(
        number: Annotated[int, Path(ge=0, le=2**53)],
        who: Annotated[str, Query(max_length=200)] = "",
    ) -> Response:
        """Withdraws a ruling; it stays in the list. Who, where there are no accounts."""
        with bench.writing() as archive:
            archive.undo(number, who=signed(who).name)
            return JSONResponse({"number": number})


def _examining(router: APIRouter, bench: Workbench) -> None:
    @router.post("/examine", responses=described(wire.EXAMINATION), tags=["examine"])
    def examine(handed_in: Annotated[HandedIn, Body()]) -> Response:
        """Examines reports handed in, as `newstemma examine --json` does; keeps nothing."""
        pages = [given.page(number) for number, given in enumerate(handed_in.reports, 1)]
        found = bench.examine(pages, handed_in.urls, one_story=handed_in.one_story)
        return JSONResponse(wire.to_json(found))
