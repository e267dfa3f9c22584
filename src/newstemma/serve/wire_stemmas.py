"""The wire form of stories, stemmas and collations."""

from __future__ import annotations

from newstemma.model import (
    Aspect,
    Change,
    ChangeKind,
    Clue,
    Collation,
    Copy,
    CopyKind,
    Direction,
    Innovator,
    Kinship,
    Origin,
    Placement,
    Range,
    Reading,
    Ruling,
    Severity,
    Statement,
    Stemma,
    Story,
    Witness,
    WitnessKind,
    Words,
)
from newstemma.serve.codec import (
    BLANK,
    INSTANT,
    REAL,
    TEXT,
    TRUTH,
    WHOLE,
    Field,
    Record,
    choice,
    many,
    maybe,
)
from newstemma.serve.wire_reports import (
    END,
    SPAN,
    START,
    UNKNOWN,
    placed,
)

STORY = Record(
    "Story",
    "The reports of one development, in order of publication.",
    Story,
    Field("id", TEXT),
    Field("title", BLANK),
    Field("storyline", UNKNOWN),
    Field("reports", many(TEXT)),
    Field("opened", maybe(INSTANT)),
    Field("last_seen", maybe(INSTANT)),
    Field("merged_into", UNKNOWN),
)
CLUE = Record(
    "Clue",
    "One reason for a verdict; weight is log-odds in bits.",
    Clue,
    Field("name", TEXT),
    Field("weight", REAL),
    Field("detail", TEXT),
    Field("here", maybe(SPAN)),
    Field("there", maybe(SPAN)),
)
PLACEMENT = Record(
    "Placement",
    "Where a report goes.",
    Placement,
    Field("report", TEXT),
    Field("action", TEXT),
    Field("stories", many(TEXT)),
    Field("clues", many(CLUE)),
    Field("groups", many(many(TEXT))),
)
RULING = Record(
    "Ruling",
    "A person's word on a stemma or a story.",
    Ruling,
    Field("who", TEXT),
    Field("when", INSTANT),
    Field("subject", many(TEXT)),
    Field("verdict", TEXT),
    Field("note", TEXT),
)
RANGE = Record(
    "Range",
    "A count with its uncertainty: low <= likely <= high, and why.",
    Range,
    Field("low", WHOLE),
    Field("likely", WHOLE),
    Field("high", WHOLE),
    Field("reasons", many(TEXT)),
)
WITNESS = Record(
    "Witness",
    "A report, several reports of one text, or a source nobody handed us.",
    Witness,
    Field("id", TEXT),
    Field("siglum", TEXT),
    Field("kind", choice(WitnessKind)),
    Field("name", TEXT),
    Field("reports", many(TEXT)),
)
COPY = Record(
    "Copy",
    "Target took its text from source (witness ids); second for a source beside the main one.",
    Copy,
    Field("source", TEXT),
    Field("target", TEXT),
    Field("kind", choice(CopyKind)),
    Field("share", maybe(REAL)),
    Field("probability", REAL),
    Field("second", TRUTH),
    Field("clues", many(CLUE)),
)
ORIGIN = Record(
    "Origin",
    "Witnesses that share a source of text.",
    Origin,
    Field("name", TEXT),
    Field("witnesses", many(TEXT)),
)
KINSHIP = Record(
    "Kinship",
    "Whether two reports share a source of text, decided before any tree is drawn.",
    Kinship,
    Field("first", TEXT),
    Field("second", TEXT),
    Field("probability", REAL),
    Field("clues", many(CLUE)),
)
STEMMA = Record(
    "Stemma",
    "Who took the text from whom.",
    Stemma,
    Field("story", TEXT),
    Field("witnesses", many(WITNESS)),
    Field("copies", many(COPY)),
    Field("origins", many(ORIGIN)),
    Field("independent", RANGE),
    Field("kinships", many(KINSHIP)),
)

# --- collations -------------------------------------------------------------

READING = Record(
    "Reading",
    "How one report makes a statement; again holds other places where it says the same.",
    placed(Reading),
    Field("report", TEXT),
    START,
    END,
    Field("text", TEXT),
    Field("sentence", maybe(SPAN)),
    Field("again", many(SPAN)),
)
STATEMENT = Record(
    "Statement",
    "One thing said, with every report's reading of it.",
    Statement,
    Field("id", TEXT),
    Field("gist", TEXT),
    Field("readings", many(READING)),
)
WORDS = Record(
    "Words",
    "Exact words at a place of a report.",
    placed(Words),
    Field("report", TEXT),
    START,
    END,
    Field("text", TEXT),
)
INNOVATOR = Record(
    "Innovator",
    "The report that brought a reading in.",
    Innovator,
    Field("report", TEXT),
    Field("probability", REAL),
)
CHANGE = Record(
    "Change",
    "A difference between two readings of one statement; source and target are report ids.",
    Change,
    Field("statement", TEXT),
    Field("source", TEXT),
    Field("target", TEXT),
    Field("kind", choice(ChangeKind)),
    Field("aspect", choice(Aspect)),
    Field("before", maybe(WORDS)),
    Field("after", maybe(WORDS)),
    Field("direction", choice(Direction)),
    Field("innovator", maybe(INNOVATOR)),
    Field("severity", choice(Severity)),
    Field("reason", TEXT),
)
COLLATION = Record(
    "Collation",
    "A story's statements and the changes between their readings.",
    Collation,
    Field("story", TEXT),
    Field("statements", many(STATEMENT)),
    Field("changes", many(CHANGE)),
)
