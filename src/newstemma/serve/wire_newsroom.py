"""The wire form of what a newsroom holds: notes, saved stories, tokens, the audit log."""

from __future__ import annotations

from typing import Any

from newstemma.model import Report
from newstemma.newsroom import Anchor, Entry, Note, Saved, Scope, Token
from newstemma.serve.codec import INSTANT, TEXT, WHOLE, Field, Json, Record, choice, many, maybe
from newstemma.serve.exports.names import SPACE, address_of, language_of
from newstemma.serve.wire import COUNTS
from newstemma.serve.wire_reports import SPAN

ANCHOR = Record(
    "Anchor",
    "Where a note stands: a report (one version of a text), a place in it, the words there.",
    Anchor,
    Field("report", TEXT),
    Field("span", SPAN),
    Field("quote", TEXT),
)
NOTE = Record(
    "Note",
    "A person's words at a place of a text; a hidden one says who hid it, when and why.",
    Note,
    Field("number", WHOLE),
    Field("anchor", ANCHOR),
    Field("who", TEXT),
    Field("when", INSTANT),
    Field("text", TEXT),
    Field("reply_to", maybe(WHOLE)),
    Field("hidden", maybe(INSTANT)),
    Field("hidden_by", TEXT),
    Field("reason", TEXT),
)
SAVED = Record(
    "SavedStory",
    "A story as it stood when it was saved; its dossier is under .../dossier.",
    Saved,
    Field("number", WHOLE),
    Field("story", TEXT),
    Field("title", TEXT),
    Field("counts", COUNTS),
    Field("who", TEXT),
    Field("when", INSTANT),
    Field("note", TEXT),
    Field("removed", maybe(INSTANT)),
    Field("removed_by", TEXT),
)
TOKEN = Record(
    "Token",
    "A token as listed: its first characters, never its word.",
    Token,
    Field("number", WHOLE),
    Field("account", TEXT),
    Field("name", TEXT),
    Field("prefix", TEXT),
    Field("scopes", many(choice(Scope)), lambda token: sorted(token.scopes)),
    Field("made", INSTANT),
    Field("expires", maybe(INSTANT)),
    Field("used", maybe(INSTANT)),
    Field("revoked", maybe(INSTANT)),
)
ENTRY = Record(
    "AuditEntry",
    "A line of the audit log: who did what to what, and through what they came.",
    Entry,
    Field("at", INSTANT),
    Field("who", TEXT),
    Field("did", TEXT),
    Field("subject", TEXT),
    Field("detail", TEXT),
    Field("through", TEXT),
)
NEWSROOM_RECORDS: dict[type, Record] = {
    Anchor: ANCHOR,
    Note: NOTE,
    Saved: SAVED,
    Token: TOKEN,
    Entry: ENTRY,
}


def newsroom_json(value: Any) -> Json:
    """A value of any type in `NEWSROOM_RECORDS` as JSON; a hidden note without its words."""
    raw = NEWSROOM_RECORDS[type(value)].write(value)
    return raw | {"text": ""} if isinstance(value, Note) and value.hidden else raw


# --- Web Annotations ----------------------------------------------------------------------

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
NAMES = f"{SPACE}note:"
AROUND = 32  # code points before and after the words, by which they are found again


def annotations_json(notes: tuple[Note, ...], reports: dict[str, Report]) -> Json:
    """Notes as one page of W3C Web Annotations; hidden ones left out.

    Each points at the page by its words and those around them, for the page has more on it
    than the text we kept; a reply points at what it answers.
    """
    shown = [note for note in notes if note.hidden is None]
    return {
        "@context": CONTEXT,
        "id": f"{SPACE}notes",
        "type": "AnnotationPage",
        "items": [_annotation(note, reports.get(note.anchor.report)) for note in shown],
    }


def _annotation(note: Note, report: Report | None) -> Json:
    reply = note.reply_to is not None
    return {
        "id": f"{NAMES}{note.number}",
        "type": "Annotation",
        "motivation": "replying" if reply else "commenting",
        "creator": {"type": "Person", "name": note.who},
        "created": INSTANT.write(note.when),
        "body": {"type": "TextualBody", "value": note.text, "format": "text/plain"},
        "target": f"{NAMES}{note.reply_to}" if reply else _target(note.anchor, report),
    }


def _target(anchor: Anchor, report: Report | None) -> Json:
    selector: Json = {"type": "TextQuoteSelector", "exact": anchor.quote}
    if report is None:
        return {"source": f"{SPACE}report:{anchor.report}", "selector": selector}
    text, span = report.text, anchor.span
    selector["prefix"] = text[max(0, span.start - AROUND) : span.start]
    selector["suffix"] = text[span.end : span.end + AROUND]
    target = {"source": address_of(report), "selector": selector}
    language = language_of(report)
    return target | {"language": language} if language else target
