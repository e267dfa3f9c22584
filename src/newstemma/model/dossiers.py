"""Supports, counts, timeline, dossier; and what a person ruled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from newstemma.model.collations import Collation
from newstemma.model.pages import Rejected
from newstemma.model.places import Span
from newstemma.model.reports import Moment, Report
from newstemma.model.stemmas import Range, Stemma
from newstemma.model.stories import Story


@dataclass(frozen=True, slots=True)
class Support:
    """How many independent sources stand behind one statement, and which origins."""

    statement: str
    count: Range
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something dated: an event by a date in a report's text, or a report by its own."""

    when: Moment
    text: str
    report: str
    span: Span


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
    report ids (target first for copies).
    """

    who: str
    when: datetime
    subject: tuple[str, ...]
    verdict: str
    note: str = ""
