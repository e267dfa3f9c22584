"""Notes beside a text: read, written, answered, hidden."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, NamedTuple
from urllib.parse import quote

from fastapi import APIRouter, Form, Path, Query
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from newstemma.errors import Misuse
from newstemma.model import Report, Span
from newstemma.newsroom import Note, Scope
from newstemma.newsroom.notes import LONGEST_QUOTE, anchor_of, carried
from newstemma.serve.html.frame import Noted
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.web import frame
from newstemma.serve.web.people.caller import caller, signed
from newstemma.serve.web.people.room import Room
from newstemma.serve.web.rest import Id
from newstemma.serve.web.workbench import Workbench

SHOWN = 50
Number = Annotated[int, Path(ge=1, le=2**53)]
Who = Annotated[str, Form(max_length=200)]
Text = Annotated[str, Form(max_length=20_000)]


class Sheet(NamedTuple):
    """A note as it is being written."""

    words: str = ""
    which: int = 1
    text: str = ""


def router_for(bench: Workbench) -> APIRouter:
    """Notes as a list and one by one, and what changes them."""
    router = APIRouter(include_in_schema=False)
    _reading(router, bench)
    _writing(router, bench)
    _moderating(router, bench)
    return router


def _reading(router: APIRouter, bench: Workbench) -> None:
    @router.get("/notes")
    def notes(before: Annotated[int | None, Query(ge=1, le=2**53)] = None) -> Response:
        newsroom = bench.room.at_hand()
        found = newsroom.notes.list(before, SHOWN) if newsroom else ()
        return HTMLResponse(_list_page(found))

    @router.get("/notes/{number}")
    def note(number: Number) -> Response:
        newsroom = bench.room.kept()
        found = newsroom.notes.get(number)
        around = newsroom.notes.on([found.anchor.report])
        thread = [one for one in around if number in (one.number, one.reply_to)]
        return HTMLResponse(_note_page(found, thread))

    @router.get("/static/notes.js")
    def script() -> Response:
        kept = {"Cache-Control": "max-age=3600"}
        return PlainTextResponse(_script(), media_type="text/javascript", headers=kept)


def _writing(router: APIRouter, bench: Workbench) -> None:
    @router.post("/reports/{id}/notes")
    def write(
        id: Id,
        text: Text,
        words: Annotated[str, Form(max_length=4 * LONGEST_QUOTE)] = "",
        which: Annotated[int, Form(ge=1, le=10_000)] = 1,
        who: Who = "",
        reply_to: Annotated[int | None, Form(ge=1, le=2**53)] = None,
    ) -> Response:
        with bench.reading() as archive:
            report = archive.report(id)
        notes = bench.room.newsroom().notes
        try:
            anchor = notes.get(reply_to).anchor if reply_to else anchor_of(report, words, which)
            made = notes.add(anchor, text, signed(who), reply_to)
        except Misuse as error:
            sheet = Sheet(words, which, text)
            return HTMLResponse(_again_page(str(error), report.id, sheet, reply_to), 400)
        return RedirectResponse(f"/reports/{quote(id, safe='')}#note-{made.number}", 303)


def _moderating(router: APIRouter, bench: Workbench) -> None:
    @router.post("/notes/{number}/hide")
    def hide(
        number: Number, reason: Annotated[str, Form(max_length=500)], who: Who = ""
    ) -> Response:
        bench.room.newsroom().notes.hide(number, reason, signed(who))
        return RedirectResponse(f"/notes/{number}", 303)

    @router.post("/notes/{number}/show")
    def show(number: Number, who: Who = "") -> Response:
        bench.room.newsroom().notes.show(number, signed(who))
        return RedirectResponse(f"/notes/{number}", 303)


@lru_cache(maxsize=1)
def _script() -> str:
    return files("newstemma.serve").joinpath("web/notes.js").read_text("utf-8")


# --- beside a text ------------------------------------------------------------------------


class Shown(NamedTuple):
    """The notes of a report's page: their marks in its text, and what stands below it."""

    marks: tuple[Noted, ...]
    parts: tuple[Markup, ...]


def shown_on(room: Room, report: Report, versions: Sequence[Report]) -> Shown:
    """The notes on a report and on the other versions of its page.

    Those on another version are marked where their words still stand, and say which they
    were written on.
    """
    by_id = {one.id: one for one in versions} | {report.id: report}
    newsroom = room.at_hand()
    notes = newsroom.notes.on(by_id) if newsroom else ()
    firsts = [note for note in notes if note.reply_to is None]
    replies: dict[int, list[Note]] = {}
    for note in notes:
        replies.setdefault(note.reply_to or 0, []).append(note)
    marks, items = [], []
    for note in firsts:
        span: Span | None = note.anchor.span
        if note.anchor.report != report.id:
            span = carried(note.anchor, by_id[note.anchor.report], report)
        if span is not None and note.hidden is None:
            here = f"/reports/{quote(report.id, safe='')}#note-{note.number}"
            marks.append(Noted(span, here, f"note {note.number}"))
        said = _standing(note, report, span is not None)
        items.append(_thread(note, replies.get(note.number, []), said))
    return Shown(tuple(marks), _part(report.id, items))


def _standing(note: Note, report: Report, stands: bool) -> str | None:
    if note.anchor.report == report.id:
        return None
    if stands:
        return "Written on another version of this page; these words stand here too."
    return "Written on another version of this page; these words do not stand here any more."


def _part(report: str, items: list[Markup]) -> tuple[Markup, ...]:
    listed = frame.listed(items, "Nobody has written one.")
    if not caller().may(Scope.NOTE):
        return element("h3", {"id": "notes"}, "Notes"), listed
    script = element("script", {"src": "/static/notes.js", "defer": True})
    form = _form(report, Sheet())
    return element("h3", {"id": "notes"}, "Notes"), listed, form, script


def _form(report: str, sheet: Sheet) -> Markup:
    return frame.form(
        f"/reports/{quote(report, safe='')}/notes",
        frame.area("words", "The words of the text it stands on, as they are there", 2,
                   value=sheet.words, required=True, maxlength=LONGEST_QUOTE),
        frame.field("which", "Where they stand more than once: which, from 1", type="number",
                    value=sheet.which, min=1, max=10_000),
        frame.area("text", "Your note, in whole sentences", 4, value=sheet.text, required=True),
        frame.signature("Your name"),
        frame.button("Write the note"),
        id="write-note",
    )  # fmt: skip


def _reply_form(note: Note, text: str = "") -> Markup:
    return frame.form(
        f"/reports/{quote(note.anchor.report, safe='')}/notes",
        element("input", {"type": "hidden", "name": "reply_to", "value": note.number}),
        frame.area("text", f"Your answer to note {note.number}", 3, number=note.number,
                   value=text, required=True),
        frame.signature("Your name", note.number),
        frame.button("Answer"),
    )  # fmt: skip


# --- one note -----------------------------------------------------------------------------


def _thread(note: Note, replies: Sequence[Note], standing: str | None = None) -> Markup:
    answers = element("ul", {"class": "listed"}, join(map(_one, replies))) if replies else None
    about = element("p", {"class": "note"}, standing) if standing else None
    return _one(note, element("blockquote", {"dir": "auto"}, note.anchor.quote), about, answers)


def _one(note: Note, *around: Markup | None) -> Markup:
    """A note with its words, or who hid it and why; and what one may do with it."""
    quoted, *rest = around or (None,)
    number = element("a", {"href": f"/notes/{note.number}"}, f"Note {note.number}")
    when = f"{note.when:%Y-%m-%d %H:%M} UTC"
    head = element("p", None, element("strong", None, note.who), f", {when}. ", number)
    parts = (head, quoted, _words(note), *rest, _ways(note))
    return element("li", {"id": f"note-{note.number}", "class": "a-note"}, *parts)


def _words(note: Note) -> Markup:
    if note.hidden is None:
        lines = note.text.split("\n")
        return element("div", {"dir": "auto"}, *(element("p", None, line) for line in lines))
    said = f"Hidden by {note.hidden_by}, {note.hidden:%Y-%m-%d %H:%M} UTC: {note.reason}"
    return element("p", {"class": "withdrawn"}, said)


def _ways(note: Note) -> Markup | None:
    who = caller()
    if note.hidden is not None:
        return _show_form(note) if who.may(Scope.RULE) else None
    answer = note.reply_to is None and who.may(Scope.NOTE)
    parts = [_fold(f"Answer note {note.number}", _reply_form(note)) if answer else None]
    if who.may(Scope.RULE) or (who.may(Scope.NOTE) and who.name == note.who):
        parts.append(_fold(f"Hide note {note.number}", _hide_form(note)))
    return join(parts)


def _fold(title: str, form: Markup) -> Markup:
    return element("details", None, element("summary", None, title), form)


def _hide_form(note: Note) -> Markup:
    return frame.form(
        f"/notes/{note.number}/hide",
        frame.field("reason", f"Why note {note.number} is hidden", note.number, required=True,
                    maxlength=500),
        frame.signature(f"Your name, to hide note {note.number}", -note.number),
        frame.button("Hide"),
    )  # fmt: skip


def _show_form(note: Note) -> Markup:
    return frame.form(
        f"/notes/{note.number}/show",
        frame.signature(f"Your name, to show note {note.number}", -note.number),
        frame.button(f"Show note {note.number} again"),
    )


# --- pages --------------------------------------------------------------------------------


def _list_page(notes: Sequence[Note]) -> str:
    items = [_one(note, _context(note)) for note in notes]
    older = None
    if len(notes) == SHOWN:
        older = element("p", None, frame.way("/notes", "Older", before=str(notes[-1].number)))
    return frame.page_of(
        "Notes",
        element("h1", None, "Notes"),
        element("p", {"class": "note"}, "What was written beside the texts, the latest first."),
        frame.listed(items, "Nobody has written one."),
        older,
        here="/notes",
    )


def _context(note: Note) -> Markup:
    words = element("blockquote", {"dir": "auto"}, note.anchor.quote)
    return join([frame.link("reports", note.anchor.report, "The report it stands on"), words])


def _note_page(note: Note, thread: Sequence[Note]) -> str:
    others = [one for one in thread if one.number != note.number]
    return frame.page_of(
        f"Note {note.number}",
        element("h1", None, f"Note {note.number}"),
        element("p", None, frame.link("reports", note.anchor.report, "The report it stands on")),
        frame.listed([_thread(note, others)], ""),
        here="/notes",
    )


def _again_page(said: str, report: str, sheet: Sheet, reply_to: int | None) -> str:
    """What was written, with what the house asks, to be written again."""
    form = _form(report, sheet)
    if reply_to is not None:
        form = frame.form(
            f"/reports/{quote(report, safe='')}/notes",
            element("input", {"type": "hidden", "name": "reply_to", "value": reply_to}),
            frame.area("text", "Your answer", 4, value=sheet.text, required=True),
            frame.signature("Your name"),
            frame.button("Answer"),
        )
    return frame.page_of(
        "Not yet",
        element("h1", None, "Not yet"),
        element("p", {"class": "behind", "role": "alert"}, said),
        form,
        here="/notes",
    )
