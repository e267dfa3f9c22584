"""REST for what people write: notes, saved stories; and who one is, tokens, the audit log."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from newstemma.errors import Misuse
from newstemma.model import Report, Span
from newstemma.newsroom import Anchor, Scope
from newstemma.newsroom.notes import LONGEST_QUOTE, anchor_at, anchor_of
from newstemma.newsroom.saved import LONGEST_NOTE, LONGEST_TITLE
from newstemma.serve import wire
from newstemma.serve.web.describing import described
from newstemma.serve.web.people.admin import entries
from newstemma.serve.web.people.caller import caller, is_open, signed
from newstemma.serve.web.people.saved import counts_now
from newstemma.serve.web.rest import Id, Limit, Skip, export_answer
from newstemma.serve.web.workbench import Workbench
from newstemma.serve.wire_newsroom import NOTE, SAVED, annotations_json, newsroom_json

Number = Annotated[int, Path(ge=1, le=2**53)]
Before = Annotated[int | None, Query(ge=1, le=2**53)]
Who = Annotated[str, Query(max_length=200)]
ANNOTATIONS = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'


class Written(BaseModel):
    """A note: on which place (start and end in code points, or words and which of them), or in
    answer to which note; who, where there are no accounts."""

    text: str = Field(max_length=20_000)
    start: int | None = Field(None, ge=0, le=2**31)
    end: int | None = Field(None, ge=0, le=2**31)
    quote: str = Field("", max_length=4 * LONGEST_QUOTE)
    which: int = Field(1, ge=1, le=10_000)
    reply_to: int | None = Field(None, ge=1, le=2**53)
    who: str = Field("", max_length=200)

    def anchor(self, report: Report) -> Anchor:
        """The place in the report. Raises `Misuse` where it is none, or the quote is another."""
        if self.start is None or self.end is None:
            return anchor_of(report, self.quote, self.which)
        if self.start >= self.end:
            raise Misuse("a place begins before it ends")
        anchor = anchor_at(report, Span(self.start, self.end))
        if self.quote and self.quote != anchor.quote:
            raise Misuse("other words than the quote stand at that place")
        return anchor


class Why(BaseModel):
    """A reason; who, where there are no accounts."""

    reason: str = Field("", max_length=500)
    who: str = Field("", max_length=200)


class Saving(BaseModel):
    """A title and a note for a saved story; who, where there are no accounts."""

    title: str = Field("", max_length=LONGEST_TITLE)
    note: str = Field("", max_length=LONGEST_NOTE)
    who: str = Field("", max_length=200)


def router_for(bench: Workbench) -> APIRouter:
    """The routes under /api/v1 that the newsroom answers."""
    router = APIRouter(prefix="/api/v1", default_response_class=JSONResponse)
    _notes(router, bench)
    _note_changes(router, bench)
    _saved(router, bench)
    _saved_parts(router, bench)
    _people(router, bench)
    _log(router, bench)
    return router


def _notes(router: APIRouter, bench: Workbench) -> None:
    @router.get("/notes", responses=described(None), tags=["notes"])
    def notes(before: Before = None, limit: Limit = 50) -> Response:
        """Notes, the latest first; `next` is the `before` of the following page."""
        newsroom = bench.room.at_hand()
        found = newsroom.notes.list(before, limit) if newsroom else ()
        following = found[-1].number if len(found) == limit else None
        return JSONResponse({"items": [newsroom_json(one) for one in found], "next": following})

    @router.get("/notes/{number}", responses=described(NOTE), tags=["notes"])
    def note(number: Number) -> Response:
        """A note."""
        return JSONResponse(newsroom_json(bench.room.kept().notes.get(number)))

    @router.get("/reports/{id}/notes", responses=described(None), tags=["notes"])
    def report_notes(id: Id) -> Response:
        """The notes on a report and on every other version of its page, with their replies."""
        found, _ = _on(bench, id)
        return JSONResponse({"items": [newsroom_json(one) for one in found]})

    @router.get("/reports/{id}/annotations", responses=described(None, media=ANNOTATIONS),
                tags=["notes"])  # fmt: skip
    def annotations(id: Id) -> Response:
        """The same notes as one page of W3C Web Annotations."""
        return JSONResponse(annotations_json(*_on(bench, id)), media_type=ANNOTATIONS)


def _on(bench: Workbench, id: str) -> tuple[Any, dict[str, Report]]:
    with bench.reading() as archive:
        reports = {one.report.id: one.report for one in archive.versions(id)}
    newsroom = bench.room.at_hand()
    return (newsroom.notes.on(reports) if newsroom else ()), reports


def _note_changes(router: APIRouter, bench: Workbench) -> None:
    @router.post("/reports/{id}/notes", responses=described(NOTE), tags=["notes"])
    def write(id: Id, written: Annotated[Written, Body()]) -> Response:
        """Writes a note on a place of a report; refuses what breaks a rule of the house."""
        by = signed(written.who)
        with bench.reading() as archive:
            report = archive.report(id)
        notes = bench.room.newsroom().notes
        answered = notes.get(written.reply_to).anchor if written.reply_to else None
        made = notes.add(answered or written.anchor(report), written.text, by, written.reply_to)
        return JSONResponse(newsroom_json(made))

    @router.post("/notes/{number}/hide", responses=described(NOTE), tags=["notes"])
    def hide(number: Number, why: Annotated[Why, Body()]) -> Response:
        """Hides a note, with the reason; its writer or an editor may."""
        notes = bench.room.newsroom().notes
        notes.hide(number, why.reason, signed(why.who))
        return JSONResponse(newsroom_json(notes.get(number)))

    @router.post("/notes/{number}/show", responses=described(NOTE), tags=["notes"])
    def show(number: Number, why: Annotated[Why, Body()]) -> Response:
        """Shows a hidden note again."""
        notes = bench.room.newsroom().notes
        notes.show(number, signed(why.who))
        return JSONResponse(newsroom_json(notes.get(number)))


def _saved(router: APIRouter, bench: Workbench) -> None:
    @router.get("/saved", responses=described(None), tags=["saved"])
    def saved(before: Before = None, limit: Limit = 50) -> Response:
        """Saved stories, the latest first; `next` is the `before` of the following page."""
        newsroom = bench.room.at_hand()
        found = newsroom.saved.list(before, limit) if newsroom else ()
        following = found[-1].number if len(found) == limit else None
        return JSONResponse({"items": [newsroom_json(one) for one in found], "next": following})

    @router.post("/stories/{id}/saved", responses=described(SAVED), tags=["saved"])
    def save(id: Id, saving: Annotated[Saving, Body()]) -> Response:
        """Saves a story as it stands now."""
        by = signed(saving.who)
        with bench.reading() as archive:
            kept = bench.story(archive, id)
        made = bench.room.newsroom().saved.save(kept.dossier, by, saving.title, saving.note)
        return JSONResponse(newsroom_json(made))

    @router.delete("/saved/{number}", responses=described(SAVED), tags=["saved"])
    def remove(number: Number, who: Who = "") -> Response:
        """Takes a saved story off the list; it stays under its number."""
        stories = bench.room.newsroom().saved
        stories.remove(number, signed(who))
        return JSONResponse(newsroom_json(stories.get(number)))


def _saved_parts(router: APIRouter, bench: Workbench) -> None:
    @router.get("/saved/{number}", responses=described(None), tags=["saved"])
    def one(number: Number) -> Response:
        """A saved story as listed, and the counts of the story as it stands `now`."""
        found = bench.room.kept().saved.get(number)
        now = counts_now(bench, found.story)
        raw = newsroom_json(found) | {"now": wire.to_json(now) if now else None}
        return JSONResponse(raw)

    @router.get("/saved/{number}/dossier", responses=described(wire.DOSSIER), tags=["saved"])
    def dossier(number: Number) -> Response:
        """The dossier as it stood when it was saved."""
        return JSONResponse(wire.to_json(bench.room.kept().saved.dossier(number)))

    @router.get("/saved/{number}/export/{form}", responses=described(None), tags=["saved"])
    def exported(number: Number, form: Id) -> Response:
        """The dossier as it stood, in another format."""
        return export_answer(bench.room.kept().saved.dossier(number), form)


def _people(router: APIRouter, bench: Workbench) -> None:
    @router.get("/me", responses=described(None), tags=["accounts"])
    def me() -> Response:
        """Who this request comes from and what it may do; without accounts, everything."""
        who = caller()
        scopes = [scope for scope in Scope if who.may(scope)]
        raw = {
            "name": who.name,
            "scopes": scopes,
            "through": who.through,
            "accounts": not is_open(),
        }
        return JSONResponse(raw)

    @router.get("/tokens", responses=described(None), tags=["accounts"])
    def tokens() -> Response:
        """All tokens as listed, the latest first; for admins."""
        return JSONResponse([newsroom_json(one) for one in bench.room.accounts().tokens.list()])

    @router.delete("/tokens/{number}", responses=described(None), tags=["accounts"])
    def revoke(number: Number) -> Response:
        """Makes a token open nothing any more; for admins."""
        bench.room.accounts().tokens.revoke(number, caller())
        return JSONResponse({"number": number})


def _log(router: APIRouter, bench: Workbench) -> None:
    @router.get("/audit", responses=described(None), tags=["accounts"])
    def audit(skip: Skip = 0, limit: Limit = 100) -> Response:
        """Who did what, the latest first; for admins."""
        log = entries(bench)
        following = skip + limit if skip + limit < len(log) else None
        shown = [newsroom_json(one) for one in log[skip : skip + limit]]
        return JSONResponse({"items": shown, "total": len(log), "next": following})
