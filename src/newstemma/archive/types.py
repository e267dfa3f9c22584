"""What an archive answers with, beside the central types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from newstemma.model import Change, Rejected, Report, Ruling, Span, Story
from newstemma.model import Counts as Counts
from newstemma.ports import Card, Descent, Event, KeptRuling


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
    changed. `first` and `last` are the days of its dated reports, none
    where no report is dated.
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


@dataclass(frozen=True, slots=True)
class OutletEntry:
    """An outlet as listed: how many reports it has, and what kept dossiers show of them.

    `examined` reports stand in a story with a kept dossier: `original` ones copied nobody,
    `copied` ones have a source, of `undetermined` ones neither can be said. `critical` and
    `major` count the changes these reports brought in.
    """

    name: str
    reports: int
    examined: int
    original: int
    copied: int
    undetermined: int
    critical: int
    major: int


@dataclass(frozen=True, slots=True)
class OutletPage:
    """A page of a list of outlets; `cursor` asks for the next one, none at the end."""

    outlets: tuple[OutletEntry, ...]
    cursor: str | None = None

    def __iter__(self) -> Iterator[OutletEntry]:
        return iter(self.outlets)

    def __len__(self) -> int:
        return len(self.outlets)


@dataclass(frozen=True, slots=True)
class NamedReports:
    """A name and how many reports have to do with it; "" stands for one without a name."""

    name: str
    reports: int


@dataclass(frozen=True, slots=True)
class OutletProfile:
    """An outlet; `sources` whom its copies were taken from, `takers` the outlets whose copies
    were taken from it, most first."""

    entry: OutletEntry
    sources: tuple[NamedReports, ...]
    takers: tuple[NamedReports, ...]


@dataclass(frozen=True, slots=True)
class OutletReport:
    """A report in the list of its outlet; `descent` is none where its story has no kept
    dossier. `source` names whom a copy was taken from, "" where there is no name."""

    report: str
    story: str
    title: str
    published: str | None
    descent: Descent | None
    source: str
    critical: int
    major: int


@dataclass(frozen=True, slots=True)
class OutletReports:
    """A page of an outlet's reports; `cursor` asks for the next one, none at the end."""

    reports: tuple[OutletReport, ...]
    cursor: str | None = None

    def __iter__(self) -> Iterator[OutletReport]:
        return iter(self.reports)

    def __len__(self) -> int:
        return len(self.reports)


__all__ = [
    "Added",
    "Card",
    "Changes",
    "Descent",
    "Event",
    "Found",
    "KeptRuling",
    "NamedReports",
    "OutletEntry",
    "OutletPage",
    "OutletProfile",
    "OutletReport",
    "OutletReports",
    "Ruling",
    "Story",
    "StoryEntry",
    "StoryPage",
    "Version",
    "What",
]
