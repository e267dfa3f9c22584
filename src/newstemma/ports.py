"""What the archive needs from a store: one protocol, whose docstrings are its contract.

Every store passes the same tests (`tests/stores`). A store keeps and finds; it decides
nothing. Reports are named in it by their *lot*, a number drawn from the id by a hash: it
tells a fair sample (the smallest lots of a set) that does not depend on the order of arrival.
Days are counted from the year 1 (`date.toordinal`); a report without any date stands in the
day `UNDATED`, after all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Protocol

from newstemma.model import Counts, Report, Ruling

UNDATED = 10_000_000
"""The day of a report without any date: later than any that can be printed."""
NEVER = 0
"""The last day of a story whose reports all are undated: before any that can be printed."""


def lot_of(id: str) -> int:
    """The lot of a report id: 63 bits, the same on every machine."""
    return int.from_bytes(sha256(f"lot {id}".encode("utf-8", "replace")).digest()[:8], "big") >> 1


@dataclass(frozen=True, slots=True)
class Filed:
    """A report with what it is found by: its day, its keys, the address its versions share.

    `stamp` is its publication in ISO 8601, "" for none; `page` is "" where a report has no
    address; `added` is when it came to the archive.
    """

    report: Report
    lot: int
    day: int
    stamp: str
    keys: tuple[int, ...]
    page: str
    added: datetime


@dataclass(frozen=True, slots=True)
class Card:
    """A report as listed, and where it stands: its group by the machine, its story.

    `machine` is the lot of one of the group's first reports, 0 until it is placed; `story` is
    "" until then. `newer` is the id of the version that took its place, "" for the current one.
    """

    lot: int
    id: str
    day: int
    stamp: str
    title: str
    outlet: str
    machine: int = 0
    story: str = ""
    newer: str = ""

    @property
    def order(self) -> tuple[int, str, str]:
        """The order of a story's reports: by day, publication, id."""
        return self.day, self.stamp, self.id


@dataclass(frozen=True, slots=True)
class Tie:
    """Two of the machine's groups that became one on a day, through the report `by`."""

    day: int
    one: int
    other: int
    by: int


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story as listed. `first` and `last` are days, `changed` the number of its last change.

    Both are those of its dated reports: where no report is dated, `first` is `UNDATED` and
    `last` is `NEVER`, before all others.
    `merged_into` is "" while it stands; else the story that holds its first report now.
    `before` is the report it goes on from, "" for none. `counts` are those of the kept dossier,
    none where there is none or the story has changed since.
    """

    id: str
    title: str
    size: int
    first: int
    last: int
    opened: datetime | None = None
    last_seen: datetime | None = None
    before: str = ""
    merged_into: str = ""
    changed: int = 0
    counts: Counts | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the log: what happened to a story or a report, and when.

    `kind` is opened, placed, moved, merged, split, version, ruled or withdrawn; `other`
    the other story concerned, `report` the report, each "" for none.
    """

    number: int
    at: datetime
    kind: str
    story: str
    other: str = ""
    report: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeptDossier:
    """A dossier as kept: its bytes, the change of the story it was made from, who made it."""

    story: str
    changed: int
    maker: str
    counts: Counts
    body: bytes


class Descent(StrEnum):
    """How a report came by its text, as the dossier of its story shows it.

    `ORIGINAL`: copied from nobody in the story, and not one of several prints of one text.
    `COPY`: its witness has a source. `UNDETERMINED`: neither can be said.
    """

    ORIGINAL = "original"
    COPY = "copy"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Conduct:
    """What a kept dossier shows of one report: how it came by its text, what it changed.

    `source` names whom a copy was taken from, an outlet or an unseen source, "" where there
    is no name. `critical` and `major` count the changes that the report brought in.
    """

    report: str
    descent: Descent
    source: str = ""
    critical: int = 0
    major: int = 0


@dataclass(frozen=True, slots=True)
class OutletCard:
    """An outlet as listed. `reports` are its current ones; the rest tells of those whose story
    has a kept dossier, as it was last made: so many examined, original, copied (what is
    neither could not be said), so many critical and major changes brought in by them."""

    name: str
    reports: int
    examined: int = 0
    original: int = 0
    copied: int = 0
    critical: int = 0
    major: int = 0


@dataclass(frozen=True, slots=True)
class KeptRuling:
    """A ruling with its number; withdrawn ones are kept too, with when and by whom."""

    number: int
    ruling: Ruling
    withdrawn: datetime | None = None
    withdrawn_by: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A report found by words, best first; a higher `score` is better."""

    lot: int
    id: str
    story: str
    score: float


class Store(Protocol):
    """Where an archive lives. Readers see whole transactions only.

    Everything that writes is called inside `writing()`; what raises inside it leaves nothing
    behind. Raises `ArchiveBusy` where another writer holds the store for too long,
    `ArchiveUnwritable` where the disk is full or may not be written.
    """

    read_only: bool
    address: str

    def writing(self) -> AbstractContextManager[None]:
        """One transaction: all of it is kept on leaving, or none where something raises."""

    def reading(self) -> AbstractContextManager[None]:
        """Everything read inside comes from one moment of the store."""

    # --- reports ---

    def file(self, reports: Sequence[Filed]) -> None:
        """Adds reports; one whose id is known already is passed over."""

    def known(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of the ids that are filed."""

    def reports(self, lots: Iterable[int]) -> dict[int, Report]:
        """Reports by lot; what is not there is left out."""

    def cards(self, lots: Iterable[int]) -> dict[int, Card]:
        """Where reports stand, by lot; what is not there is left out."""

    def of_page(self, page: str) -> tuple[int, ...]:
        """The lots of all versions of a page, in order of lot; none for ""."""

    def filed_since(self, number: int, limit: int) -> tuple[tuple[int, int], ...]:
        """Reports filed after that number, each with its own number and its lot, in order.

        Numbers grow in the order of filing; 0 is before the first.
        """

    def mark(self, name: str) -> int:
        """A number kept under a name; 0 where none was."""

    def set_mark(self, name: str, number: int) -> None:
        """Keeps a number under a name."""

    def supersede(self, filed: Filed, newer: str) -> None:
        """Marks a report replaced by `newer`: it keeps its place in the history, loses its
        keys, its group, its story and its words in the search; "" takes that back."""

    # --- keys ---

    def sharing(
        self, days: Iterable[int], keys: Iterable[int], limit: int
    ) -> dict[int, frozenset[int]]:
        """By key, the `limit` smallest lots filed under it on each of the days, all together.

        A key that nothing is filed under is left out.
        """

    def days(self, first: int, last: int) -> tuple[int, ...]:
        """The days from first to last on which any report stands, in order."""

    # --- places ---

    def groups(self, machines: Iterable[int]) -> dict[int, tuple[Card, ...]]:
        """The members of the machine's groups, in the order of `Card.order`; an
        empty group is left out."""

    def members(self, stories: Iterable[str]) -> dict[str, tuple[Card, ...]]:
        """The reports of stories, in the order of `Card.order`; an empty story is left out."""

    def place(self, cards: Iterable[Card]) -> None:
        """Sets group and story of reports."""

    def ties(self, machines: Iterable[int]) -> frozenset[Tie]:
        """The ties of these groups, to either side."""

    def tie(self, ties: Iterable[Tie]) -> None:
        """Keeps ties; one that is kept already is passed over."""

    def untie(self, day: int, by: Iterable[int]) -> tuple[Tie, ...]:
        """Takes away the ties of a day made by these reports; gives them."""

    def put_story(self, card: StoryCard) -> None:
        """Keeps a story under a new change number; what it says of `changed` is not looked at."""

    def story(self, id: str) -> StoryCard | None:
        """A story, also one that has gone into another; none where it never was."""

    def stories(
        self, day: int | None, after: tuple[int, int, str] | None, limit: int
    ) -> tuple[StoryCard, ...]:
        """Standing stories by last day, then size, both descending, then id.

        Only those with a report of `day`, where given; only those after (last, size, id).
        """

    def story_cards(self, ids: Sequence[str]) -> tuple[StoryCard, ...]:
        """The standing stories of these ids, in the order given."""

    def followers(self, reports: Iterable[str]) -> tuple[StoryCard, ...]:
        """The stories that go on from any of these reports, by id; gone ones too."""

    def changed_since(self, number: int, limit: int) -> tuple[StoryCard, ...]:
        """Stories, gone ones too, whose last change has a higher number, in order of it."""

    # --- outlets ---

    def outlets(self, after: tuple[int, str] | None, limit: int) -> tuple[OutletCard, ...]:
        """Outlets with a current report by number of reports, descending, then name.

        Only those after (reports, name), where given. Reports that name none are no outlet's.
        """

    def outlet(self, name: str) -> OutletCard | None:
        """An outlet by its name as reports give it; none where no current report does."""

    def reports_of(
        self, outlet: str, after: tuple[int, str, int] | None, limit: int
    ) -> tuple[tuple[Card, Conduct | None], ...]:
        """The current reports of an outlet, the latest first, the undated last, each with what
        a dossier shows of it; only those after (day, stamp, lot), where given."""

    def sources_of(self, outlet: str, limit: int) -> tuple[tuple[str, int], ...]:
        """Whom the copies of an outlet were taken from, how many from each: most first, then
        by name; "" stands for sources without a name."""

    def takers_of(self, source: str, limit: int) -> tuple[tuple[str, int], ...]:
        """The outlets whose copies were taken from that name, how many each; the same order."""

    # --- words ---

    def search(self, words: str, limit: int, skip: int) -> tuple[Hit, ...]:
        """Current reports that hold every word, "a phrase" as it stands, best first, then lot.

        Case and accents do not count. Nothing to look for finds nothing; never raises for what
        is typed.
        """

    # --- dossiers, rulings, log ---

    def keep_dossier(self, kept: KeptDossier, conducts: Iterable[Conduct] = ()) -> None:
        """Keeps a dossier in place of an older one of its story, and what it shows of reports
        in place of what any dossier showed of them before."""

    def dossier(self, story: str) -> KeptDossier | None:
        """The kept dossier of a story, stale or not."""

    def add_ruling(self, ruling: Ruling) -> int:
        """Keeps a ruling; gives its number, higher than any before."""

    def withdraw_ruling(self, number: int, who: str, when: datetime) -> bool:
        """Marks a ruling withdrawn; False where there is none to withdraw of that number."""

    def rulings(self) -> tuple[KeptRuling, ...]:
        """All rulings in order of number, withdrawn ones too."""

    def log(self, events: Iterable[Event]) -> None:
        """Adds lines to the log; their numbers are given by the store, in order."""

    def events(self, story: str = "", report: str = "", after: int = 0, limit: int = 1000
    ) -> tuple[Event, ...]:  # fmt: skip
        """Lines of the log in order of number; only of a story or report, where given."""

    # --- the whole ---

    def counts(self) -> Mapping[str, int]:
        """How many `reports` (all versions), `versions` (replaced ones) and `stories` stand."""

    def check(self) -> tuple[str, ...]:
        """What does not agree inside the store, in words; nothing where all is well."""

    def backup(self, path: str) -> None:
        """Copies the whole to a new file while others read and write; raises `Misuse` where
        the file is there already or the store has its own way (PostgreSQL: pg_dump)."""

    def close(self) -> None:
        """Lets go of everything; closing twice is no error."""
