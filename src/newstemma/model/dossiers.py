"""Supports, counts, timeline, dossier; and what a person ruled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from newstemma.model.collations import Collation, Words
from newstemma.model.pages import Rejected
from newstemma.model.places import Span, require
from newstemma.model.reports import Moment, Report
from newstemma.model.stemmas import Range, Stemma
from newstemma.model.stories import Story


class Backing(StrEnum):
    """Who makes a statement: every origin of the story, several, one, or only copies that
    had it from nobody they copied."""

    EVERY = "every"
    SEVERAL = "several"
    ONE = "one"
    COPIES = "copies"


@dataclass(frozen=True, slots=True)
class Support:
    """How many independent sources stand behind one statement, and which origins.

    `voices` are the people or bodies all readings give it to, as the reports name them; empty
    where any report says it in its own voice. One voice heard by many origins is still one.
    `first` is the report that had it first, none where that cannot be said.
    """

    statement: str
    count: Range
    origins: tuple[str, ...]
    voices: tuple[str, ...] = ()
    backing: Backing | None = None
    first: str | None = None


class Dispute(StrEnum):
    """What independent reports do not agree on."""

    FIGURE = "figure"
    DATE = "date"
    PLACE = "place"
    DENIAL = "denial"


class Standing(StrEnum):
    """How two accounts stand to each other: both cannot be true; the later one brings the
    earlier up to date; or it cannot be said which of the two."""

    CONTRADICTION = "contradiction"
    UPDATE = "update"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Side:
    """One account in a contradiction: the words of each report that gives it, in order of
    the dossier, and how many independent sources give it."""

    statement: str
    words: tuple[Words, ...]
    count: Range
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Accounts of one thing by reports that share no source of text.

    Two sides or more, the best supported first. What a copy changed is a `Change`, never
    a contradiction. `reason` is in fixed words.
    """

    kind: Dispute
    standing: Standing
    sides: tuple[Side, ...]
    reason: str

    def __post_init__(self) -> None:
        require(len(self.sides) > 1, "a contradiction has two sides or more")


class EntryKind(StrEnum):
    """What a timeline dates: something told, by its own date; or a report, by its own."""

    EVENT = "event"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something dated: an event by a date in a report's text, or a report by its own.

    `text` is the words at `span`: of the statement that is dated, or a report's first sentence.
    """

    when: Moment
    text: str
    report: str
    span: Span
    kind: EntryKind = EntryKind.EVENT
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts that are always printed together."""

    reports: int
    distinct_texts: int
    outlets: int
    owners: int
    independent: Range


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything known about one story."""

    story: Story
    reports: tuple[Report, ...]
    stemma: Stemma
    collation: Collation
    supports: tuple[Support, ...]
    timeline: tuple[TimelineEntry, ...]
    counts: Counts
    contradictions: tuple[Contradiction, ...] = ()

    def report(self, id: str) -> Report:
        """The report of that id; KeyError when it is not in the story."""
        for report in self.reports:
            if report.id == id:
                return report
        raise KeyError(id)


@dataclass(frozen=True, slots=True)
class Examination:
    """What `examine` gives: a dossier per story, largest first, and the pages rejected."""

    dossiers: tuple[Dossier, ...]
    rejected: tuple[Rejected, ...] = field(default=())

    def __iter__(self) -> Iterator[Dossier]:
        return iter(self.dossiers)

    def __len__(self) -> int:
        return len(self.dossiers)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's word on a stemma or a story; outranks the machine, can be taken back.

    `verdict` is one of copies, not_copies, same_origin, other_origin; `subject` two
    report ids (target first for copies). `unseen_source` has one report id, and its `note` names
    the source of that report that nobody handed us. In an archive also same_story (all of the
    subject are one story) and other_story (the first is in another story than each of the others).
    """

    who: str
    when: datetime
    subject: tuple[str, ...]
    verdict: str
    note: str = ""
