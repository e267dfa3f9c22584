"""What an archive answers with, beside the central types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from newstemma.model import Change, Rejected, Report, Ruling, Span, Story
from newstemma.model import Counts as Counts
from newstemma.ports import Card, Event, KeptRuling


class What(StrEnum):
    """What happened to a page that was handed to `Archive.add`."""

    ADDED = "added"
    KNOWN = "known"
    VERSION = "version"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Added:
    """What happened to one page: `report` its id and `story` where it stands, "" for rejected.

    `version`: the page was known under its address with other content; the later of the two
    stands in the story, both are kept. `rejected` says why there is no report.
    """

    what: What
    origin: str
    report: str = ""
    story: str = ""
    rejected: Rejected | None = None


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """A story as listed: without its reports, with how many there are.

    `counts` are those of the kept dossier; none where none was asked for since the story last
    changed. `first` and `last` are the days of its reports, none for undated ones.
    """

    id: str
    title: str
    size: int
    first: date | None
    last: date | None
    counts: Counts | None
    storyline: str
    merged_into: str | None
    changed: int


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A page of a list of stories; `cursor` asks for the next one, none at the end."""

    stories: tuple[StoryEntry, ...]
    cursor: str | None = None

    def __iter__(self) -> Iterator[StoryEntry]:
        return iter(self.stories)

    def __len__(self) -> int:
        return len(self.stories)


@dataclass(frozen=True, slots=True)
class Changes:
    """Stories that changed, each as it stands now; `cursor` asks for what comes later."""

    stories: tuple[StoryEntry, ...]
    cursor: int

    def __iter__(self) -> Iterator[StoryEntry]:
        return iter(self.stories)


@dataclass(frozen=True, slots=True)
class Version:
    """One content a page had; `changes` are those from the version before it."""

    report: Report
    current: bool
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A report found by words: the places of the words in its text, best reports first."""

    report: str
    story: str
    title: str
    outlet: str | None
    published: str | None
    text: str
    spans: tuple[Span, ...]


__all__ = [
    "Added",
    "Card",
    "Changes",
    "Event",
    "Found",
    "KeptRuling",
    "Ruling",
    "Story",
    "StoryEntry",
    "StoryPage",
    "Version",
    "What",
]
