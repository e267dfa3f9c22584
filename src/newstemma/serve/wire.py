"""Every type to and from the versioned JSON of the command line, the service and exports.

The one table of the format: a `Record` per type, from which writing, reading and the JSON
Schema follow (the parts are in `wire_reports` and `wire_stemmas`). Field names are fixed for
the life of `newstemma/1`; fields may be added. An unknown value is null.
`from_json(to_json(value), type(value)) == value` for every type here, given what `weigh`
guarantees: a statement has at most one support, in the order of the statements.
"""

from __future__ import annotations

from typing import Any, TypeVar, overload

from newstemma.model import (
    Backing,
    Change,
    Clue,
    Collation,
    Contradiction,
    Copy,
    Counts,
    Credit,
    Dossier,
    EntryKind,
    Examination,
    Figure,
    Innovator,
    Kinship,
    Mark,
    Moment,
    Origin,
    Page,
    Placement,
    Precision,
    Range,
    Reading,
    Rejected,
    Removed,
    Report,
    Ruling,
    Side,
    Span,
    Statement,
    Stemma,
    Story,
    Support,
    TimelineEntry,
    Witness,
    Words,
)
from newstemma.serve.codec import (
    TEXT,
    WHOLE,
    Definitions,
    Field,
    Json,
    Record,
    choice,
    constant,
    many,
    maybe,
)
from newstemma.serve.moments import shortest
from newstemma.serve.wire_disputes import CONTRADICTION, SIDE
from newstemma.serve.wire_reports import (
    BARE_MARK,
    CREDIT,
    END,
    FIGURE,
    MOMENT,
    PAGE,
    REJECTED,
    REMOVED,
    REPORT,
    SPAN,
    START,
    UNKNOWN,
)
from newstemma.serve.wire_stemmas import (
    CHANGE,
    CLUE,
    COLLATION,
    COPY,
    INNOVATOR,
    KINSHIP,
    ORIGIN,
    PLACEMENT,
    RANGE,
    READING,
    RULING,
    STATEMENT,
    STEMMA,
    STORY,
    WITNESS,
    WORDS,
)

FORMAT = "newstemma/1"

SUPPORT = Record(
    "Support",
    "Independent sources behind one statement, and which origins.",
    lambda statement, origins, voices, backing, first, **count: Support(
        statement, Range(**count), origins, voices, backing, first
    ),
    Field("statement", TEXT),
    Field("low", WHOLE, lambda support: support.count.low),
    Field("likely", WHOLE, lambda support: support.count.likely),
    Field("high", WHOLE, lambda support: support.count.high),
    Field("origins", many(TEXT)),
    Field("reasons", many(TEXT), lambda support: support.count.reasons),
    Field("voices", many(TEXT)),
    Field("backing", maybe(choice(Backing))),
    Field("first", UNKNOWN),
)
# In a dossier a statement carries its support: the pair (statement, support or none).
SUPPORTED = Record(
    "SupportedStatement",
    "One thing said, every report's reading of it, and the independent sources behind it.",
    lambda support, **rest: (Statement(**rest), support),
    Field("id", TEXT, lambda pair: pair[0].id),
    Field("gist", TEXT, lambda pair: pair[0].gist),
    Field("readings", many(READING), lambda pair: pair[0].readings),
    Field("support", maybe(SUPPORT), lambda pair: pair[1]),
)


def supported(dossier: Dossier) -> list[tuple[Statement, Support | None]]:
    """The statements of a dossier, each with its support or none, as `SUPPORTED` writes them."""
    supports = {support.statement: support for support in dossier.supports}
    return [(made, supports.get(made.id)) for made in dossier.collation.statements]


DOSSIER_COLLATION = Record(
    "DossierCollation",
    "A story's statements with their support, and the changes between their readings.",
    lambda **fields: fields,
    Field("story", TEXT, lambda dossier: dossier.collation.story),
    Field("statements", many(SUPPORTED), supported),
    Field("changes", many(CHANGE), lambda dossier: dossier.collation.changes),
)
TIMELINE = Record(
    "TimelineEntry",
    "Something dated: an event by a date in a report's text, or a report by its own.",
    lambda when, precision, moment, start, end, **rest: TimelineEntry(
        when=moment, span=Span(start, end), **rest
    ),
    Field("when", TEXT, lambda entry: shortest(entry.when)),
    Field("precision", choice(Precision), lambda entry: entry.when.precision),
    Field("text", TEXT),
    Field("report", TEXT),
    START,
    END,
    Field("moment", MOMENT, lambda entry: entry.when),
    Field("kind", choice(EntryKind)),
    Field("statement", UNKNOWN),
)
COUNTS = Record(
    "Counts",
    "The counts that are always given together.",
    Counts,
    Field("reports", WHOLE),
    Field("distinct_texts", WHOLE),
    Field("outlets", WHOLE),
    Field("owners", WHOLE),
    Field("independent", RANGE),
)


def _make_dossier(collation: dict[str, Any], **rest: Any) -> Dossier:
    pairs = collation.pop("statements")
    statements = tuple(statement for statement, _ in pairs)
    supports = tuple(support for _, support in pairs if support is not None)
    return Dossier(
        collation=Collation(statements=statements, **collation), supports=supports, **rest
    )


DOSSIER = Record(
    "Dossier",
    "Everything known about one story.",
    _make_dossier,
    Field("story", STORY),
    Field("counts", COUNTS),
    Field("reports", many(REPORT)),
    Field("stemma", STEMMA),
    Field("collation", DOSSIER_COLLATION, lambda dossier: dossier),
    Field("timeline", many(TIMELINE)),
    Field("contradictions", many(CONTRADICTION)),
)


def _make_examination(**fields: Any) -> Examination:
    del fields["format"]
    return Examination(**fields)


EXAMINATION = Record(
    "Examination",
    "What newstemma examine found: a dossier per story, largest first, and what was rejected.",
    _make_examination,
    Field("format", constant(FORMAT), lambda examination: FORMAT),
    Field("dossiers", many(DOSSIER)),
    Field("rejected", many(REJECTED)),
)

RECORDS: dict[type, Record] = {
    Span: SPAN,
    Moment: MOMENT,
    Credit: CREDIT,
    Removed: REMOVED,
    Figure: FIGURE,
    Mark: BARE_MARK,
    Page: PAGE,
    Report: REPORT,
    Rejected: REJECTED,
    Story: STORY,
    Clue: CLUE,
    Placement: PLACEMENT,
    Ruling: RULING,
    Range: RANGE,
    Witness: WITNESS,
    Copy: COPY,
    Origin: ORIGIN,
    Kinship: KINSHIP,
    Stemma: STEMMA,
    Reading: READING,
    Statement: STATEMENT,
    Words: WORDS,
    Innovator: INNOVATOR,
    Change: CHANGE,
    Collation: COLLATION,
    Support: SUPPORT,
    TimelineEntry: TIMELINE,
    Side: SIDE,
    Contradiction: CONTRADICTION,
    Counts: COUNTS,
    Dossier: DOSSIER,
    Examination: EXAMINATION,
}

Value = TypeVar("Value")


def to_json(value: Any) -> Json:
    """A value of any type in `RECORDS` as plain JSON objects; a KeyError for any other type."""
    return RECORDS[type(value)].write(value)


@overload
def from_json(raw: Json) -> Examination: ...


@overload
def from_json(raw: Json, kind: type[Value]) -> Value: ...


def from_json(raw: Json, kind: Any = Examination) -> Any:
    """The value that plain JSON objects describe; fields we do not know are passed over.

    Raises `NotWire`, with the path of the trouble, when `raw` is not in our format.
    """
    return RECORDS[kind].read(raw)


def schema() -> Json:
    """The JSON Schema (2020-12) of what `newstemma examine --json` prints."""
    definitions: Definitions = {}
    top = EXAMINATION.schema(definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        "description": "An unknown value is null. Offsets are code points, half open.",
        **top,
        "$defs": dict(sorted(definitions.items())),
    }
