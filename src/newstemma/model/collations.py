"""Statements, readings, and the changes between them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from newstemma.model.places import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """How one report makes a statement: a place in its text and the words there.

    `sentence` is the place of the sentence it stands in. A report that says the same
    thing twice has one reading; `again` holds the other places.
    """

    report: str
    span: Span
    text: str
    sentence: Span | None = None
    again: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said, with every report's reading of it; at most one per report.

    `gist` is one of the readings, verbatim. Readings are in order of report id as
    the collation was given them.
    """

    id: str
    gist: str
    readings: tuple[Reading, ...]


class ChangeKind(StrEnum):
    """What happened to a reading between source and target."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"


class Aspect(StrEnum):
    """Which side of a statement a change touches."""

    HEDGE = "hedge"
    ATTRIBUTION = "attribution"
    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    QUOTE = "quote"
    SPEAKER = "speaker"
    POLARITY = "polarity"
    WORDING = "wording"
    ORDER = "order"


class Direction(StrEnum):
    """Which way a change moves the claim."""

    STRONGER = "stronger"
    WEAKER = "weaker"
    VAGUER = "vaguer"
    SPECIFIC = "more specific"
    JUDGED = "judged"
    NONE = "none"


class Severity(StrEnum):
    """How much a change matters to someone who must defend the line."""

    CRITICAL = "critical"
    MAJOR = "major"
    MODERATE = "moderate"
    MINOR = "minor"
    COSMETIC = "cosmetic"


@dataclass(frozen=True, slots=True)
class Words:
    """Exact words at a place of a report."""

    report: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Innovator:
    """The report that brought a reading in, with the probability that it did."""

    report: str
    probability: float


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between two readings of one statement.

    `source` and `target` are report ids: where the stemma has the target copying the
    source, the change lies along that copy; where both go back to an unseen source, the
    source is the report nearer to it. `innovator` none means it cannot be said.
    """

    statement: str
    source: str
    target: str
    kind: ChangeKind
    aspect: Aspect
    before: Words | None
    after: Words | None
    direction: Direction
    severity: Severity
    innovator: Innovator | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Collation:
    """A story's statements and the changes between their readings."""

    story: str
    statements: tuple[Statement, ...]
    changes: tuple[Change, ...]
