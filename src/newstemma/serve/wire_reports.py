"""The wire form of reports: pages as read, their header, credits, dates and marks."""

from __future__ import annotations

from base64 import b64decode, b64encode
from functools import partial
from typing import Any

from newstemma.model import (
    Approximator,
    Credit,
    Figure,
    Mark,
    MarkKind,
    Moment,
    Page,
    Place,
    Precision,
    Rejected,
    Removed,
    Report,
    Role,
    Span,
    Verdict,
    Voice,
)
from newstemma.serve.codec import (
    BLANK,
    INSTANT,
    REAL,
    TEXT,
    TRUTH,
    WHOLE,
    Codec,
    Field,
    Json,
    NotWire,
    Record,
    choice,
    fixed,
    many,
    maybe,
)
from newstemma.serve.moments import WHEN, shortest

UNKNOWN = maybe(TEXT)
START = Field("start", WHOLE, lambda value: value.span.start)
END = Field("end", WHOLE, lambda value: value.span.end)


def placed(kind: type) -> Any:
    """A maker for a type whose span is written flat, as start and end."""
    return lambda start, end, **rest: kind(span=Span(start, end), **rest)


SPAN = Record(
    "Span",
    "A place in a report's text: code points, half open.",
    Span,
    Field("start", WHOLE),
    Field("end", WHOLE),
)
MOMENT = Record(
    "Moment",
    "A point in time, ISO 8601 cut to its precision, with who says it and what it was judged.",
    Moment,
    Field("when", WHEN, shortest),
    Field("precision", choice(Precision)),
    Field("said_by", choice(Voice)),
    Field("verdict", choice(Verdict)),
    Field("text", TEXT),
)
CREDIT = Record(
    "Credit",
    "A name the report gives as its source, and the line it stood in.",
    Credit,
    Field("name", TEXT),
    Field("source", TEXT),
    Field("role", choice(Role)),
    Field("place", choice(Place)),
    Field("text", TEXT),
    Field("span", maybe(SPAN)),
)
REMOVED = Record(
    "Removed",
    "Something taken out of a page's text, with the rule that took it.",
    Removed,
    Field("text", TEXT),
    Field("rule", TEXT),
    Field("reason", TEXT),
)
FIGURE = Record(
    "Figure",
    "A number after words and multipliers, its unit and its bound; upper ends a range.",
    Figure,
    Field("number", REAL),
    Field("unit", BLANK),
    Field("approximator", choice(Approximator)),
    Field("upper", maybe(REAL)),
)


def _read_value(raw: Json) -> str | Figure | None:
    if isinstance(raw, dict):
        figure: Figure = FIGURE.read(raw)
        return figure
    return None if raw is None else TEXT.read(raw)


_MARK_VALUE = Codec(
    lambda value: FIGURE.write(value) if isinstance(value, Figure) else value,
    _read_value,
    lambda definitions: {"anyOf": [FIGURE.schema(definitions), {"type": ["string", "null"]}]},
)


def _of_mark(field: Field, pair: tuple[Mark, str]) -> Any:
    return field.value_of(pair[0])


BARE_MARK = Record(
    "BareMark",
    "A mark without the text of its report beside it.",
    placed(Mark),
    Field("kind", choice(MarkKind)),
    START,
    END,
    Field("value", _MARK_VALUE),
    Field("speaker", UNKNOWN),
    Field("cue", maybe(SPAN)),
    Field("modality", UNKNOWN),
    Field("scope", maybe(SPAN)),
    Field("negated", TRUTH),
)
# In a report a mark is written as the pair (mark, text): its words stand beside its place.
MARK = Record(
    "Mark",
    "A quote, figure, date, name, hedge or attribution; text is exactly that slice.",
    lambda text, **rest: BARE_MARK.make(**rest),
    *(Field(field.name, field.codec, partial(_of_mark, field)) for field in BARE_MARK.fields),
    Field("text", TEXT, lambda pair: pair[0].span.of(pair[1])),
)
REPORT = Record(
    "Report",
    "A page read as an editor would; text starts with the body, never the title.",
    lambda file, **rest: Report(origin=file, **rest),
    Field("id", TEXT),
    Field("file", BLANK, lambda report: report.origin),
    Field("url", UNKNOWN),
    Field("outlet", UNKNOWN),
    Field("owner", UNKNOWN),
    Field("language", UNKNOWN),
    Field("title", BLANK),
    Field("authors", many(TEXT)),
    Field("dateline", UNKNOWN),
    Field("fetched", maybe(INSTANT)),
    Field("published", maybe(MOMENT)),
    Field("dates", many(MOMENT)),
    Field("event_date", maybe(MOMENT)),
    Field("credits", many(CREDIT)),
    Field("text", TEXT),
    Field("removed", many(REMOVED)),
    Field("marks", many(MARK), lambda report: [(mark, report.text) for mark in report.marks]),
)


def _read_content(raw: Json) -> str | bytes:
    if not isinstance(raw, dict):
        return TEXT.read(raw)  # type: ignore[no-any-return]
    try:
        return b64decode(TEXT.read(raw.get("base64")), validate=True)
    except ValueError as error:
        raise NotWire("base64") from error


_CONTENT = Codec(
    lambda content: (
        content if isinstance(content, str) else {"base64": b64encode(content).decode()}
    ),
    _read_content,
    fixed({"type": ["string", "object"]}),
)
_PAIR = Codec(
    list,
    lambda raw: tuple(many(TEXT).read(raw)),
    fixed({"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}),
)
PAGE = Record(
    "Page",
    "A page as received; binary content as base64.",
    Page,
    Field("content", _CONTENT),
    Field("media_type", TEXT),
    Field("origin", TEXT),
    Field("url", UNKNOWN),
    Field("fetched", maybe(INSTANT)),
    Field("given", many(_PAIR)),
    Field("given_by", choice(Voice)),
)
REJECTED = Record(
    "Rejected",
    "A page that gave no report: a short stable reason, and a sentence that says what to do.",
    lambda file, **rest: Rejected(origin=file, **rest),
    Field("file", BLANK, lambda rejected: rejected.origin),
    Field("line", maybe(WHOLE)),
    Field("url", UNKNOWN),
    Field("reason", TEXT),
    Field("detail", TEXT),
)
