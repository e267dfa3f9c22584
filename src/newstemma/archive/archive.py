"""The one object callers hold: every verb of an archive, each a few lines over its parts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newstemma.archive import listing
from newstemma.archive.rulings import SAME
from newstemma.archive.types import (
    Added,
    Changes,
    Found,
    OutletPage,
    OutletProfile,
    OutletReports,
    StoryEntry,
    StoryPage,
    Version,
)
from newstemma.closing import Closes
from newstemma.errors import Misuse
from newstemma.model import Dossier, Page, Rejected, Report, Ruling, Story
from newstemma.ports import Event, KeptRuling, Store, lot_of
from newstemma.stores import MEMORY, POSTGRES, open_store

if TYPE_CHECKING:  # half a second of imports that a list of stories does not need
    from newstemma.archive.copying import CopyFound
    from newstemma.archive.desk import Desk

# Pages a transaction: one flush to disk each. Larger is hardly faster and loses more of an
# unfinished run (measured: docs/stages/archive.md).
BATCH = 200


class Unknown(Misuse):
    """There is no story, report, outlet or ruling of that id in the archive."""

    def __init__(self, kind: str, id: object) -> None:
        super().__init__(f"there is no {kind} {id} in this archive")
        self.kind = kind
        self.id = id


def open_archive(
    address: str | os.PathLike[str],
    *,
    read_only: bool = False,
    create: bool = True,
    patience: float = 30.0,
    copies: str | os.PathLike[str] | None = None,
) -> Archive:
    """The archive at an address, made where there is none unless `create` is False.

    `address` is a file (SQLite), ":memory:" or "postgresql://...". Any number of processes
    may read while one adds; others that add wait for each batch, at most `patience` seconds.
    `copies` is the folder of the near-copy index, `ADDRESS.copies` for a file where not said;
    an archive elsewhere has none unless it is said.
    Raises `Misuse` (its kinds: `newstemma.stores.errors`) where there is none, it is not ours,
    a later release wrote it, it may not be written or another holds it.
    """
    place = os.fspath(address)
    store = open_store(place, read_only=read_only, create=create, patience=patience)
    if copies is None and not place.startswith((MEMORY, *POSTGRES)):
        copies = f"{place}.copies"
    return Archive(store, Path(copies) if copies is not None else None)


class Archive(Closes):
    """An open archive; a context manager. Not for several threads at once: open one each."""

    def __init__(self, store: Store, copies: Path | None = None) -> None:
        self._store = store
        self._copies = copies
        self._held_desk: Desk | None = None

    @property
    def _desk(self) -> Desk:
        if self._held_desk is None:
            from newstemma.archive.desk import Desk

            self._held_desk = Desk(self._store)
        return self._held_desk

    @property
    def address(self) -> str:
        """Where it was opened."""
        return self._store.address

    @property
    def read_only(self) -> bool:
        """True where nothing may be written through this object."""
        return self._store.read_only

    # --- adding ---

    def add(
        self, items: Iterable[Page | Report | Rejected], *, batch: int = BATCH
    ) -> Iterator[Added]:
        """Adds pages or reports; says of each, in order, what happened, after its commit.

        Lazy: nothing is added unless the answers are taken. A page known already costs little
        and changes nothing, so a run cut off is begun again. The order of pages changes no
        story. Raises `Misuse` where `batch` is under 1.
        """
        if batch < 1:
            raise Misuse(f"a batch of {batch} pages: give 1 or more")
        from newstemma.archive import adding

        return adding.add(self._store, self._desk, items, batch, self._copies)

    # --- stories ---

    def stories(
        self,
        *,
        day: date | None = None,
        query: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> StoryPage:
        """Stories by their last day, then size, the largest first; a page at a time.

        Only those with a report of `day` or a report that holds the words of `query` (then the
        best first), where given. Raises `Misuse` for a cursor that is not of ours.
        """
        return listing.stories(self._store, listing.Wanted(day, query, limit, cursor))

    def entry(self, id: str) -> StoryEntry:
        """A story as `stories` lists it; follows ids of stories that went into others."""
        return listing.entry(self._store, self._standing(id))

    def story(self, id: str) -> Story:
        """A story with its reports in order of publication; follows ids of merged stories.

        Raises `Unknown` where there never was one of that id.
        """
        return listing.story(self._store, self._standing(id))

    def reports(self, story: str) -> tuple[Report, ...]:
        """The current reports of a story, in order of publication."""
        return listing.reports(self._store, self._standing(story))

    def storyline(self, story: str) -> tuple[StoryEntry, ...]:
        """The chain of developments a story belongs to, the first one first."""
        return listing.storyline(self._store, self._standing(story))

    def _standing(self, id: str) -> str:
        found = listing.standing(self._store, id)
        if found is None:
            raise Unknown("story", id)
        return found

    # --- reports ---

    def report(self, id: str) -> Report:
        """A report, also one that a newer version replaced. Raises `Unknown`."""
        found = self._store.reports([lot_of(id)])
        if not found:
            raise Unknown("report", id)
        return found[lot_of(id)]

    def story_of(self, report: str) -> str:
        """The id of the story a report (or its newer version) stands in. Raises `Unknown`."""
        self.report(report)
        return listing.story_of(self._store, report)

    def versions(self, report: str) -> tuple[Version, ...]:
        """Every content the page of a report had, the first one first, each with its changes
        from the one before; one version where the page never changed."""
        from newstemma.archive import keeping

        return keeping.versions(self._store, self._desk, self.report(report))

    def copies_of(self, report: str, *, limit: int = 50) -> tuple[CopyFound, ...]:
        """Who else printed a report or part of it, in any story: the largest share of it first,
        each with the places. Raises `Unknown`; `Misuse` where there is no folder for copies."""
        from newstemma.archive import copying

        return copying.copies_of(self._store, self._copies, self.report(report), limit)

    def search(self, words: str, *, limit: int = 20, skip: int = 0) -> tuple[Found, ...]:
        """Current reports that hold every word, "a phrase" as it stands, the best first.

        Case and accents do not count; what is typed is never an order and never an error.
        """
        return listing.search(self._store, words, limit, skip)

    # --- outlets ---

    def outlets(self, *, limit: int = 50, cursor: str | None = None) -> OutletPage:
        """Outlets, those with most reports first, each with what kept dossiers show of it.

        Raises `Misuse` for a cursor that is not of ours.
        """
        from newstemma.archive import outlets

        return outlets.outlets(self._store, limit, cursor)

    def outlet(self, name: str) -> OutletProfile:
        """An outlet by its name as reports give it: its figures, whom it copies, who copies it.

        Raises `Unknown` where no current report names it.
        """
        from newstemma.archive import outlets

        found = outlets.profile(self._store, name)
        if found is None:
            raise Unknown("outlet", name)
        return found

    def reports_of(
        self, outlet: str, *, limit: int = 50, cursor: str | None = None
    ) -> OutletReports:
        """The current reports of an outlet, the latest first, each with its descent and the
        changes it brought in; none for a name nobody bears. `Misuse` for another's cursor."""
        from newstemma.archive import outlets

        return outlets.reports_of(self._store, outlet, limit, cursor)

    # --- dossiers ---

    def dossier(self, story: str) -> Dossier:
        """Everything about a story: kept, and made again only where the story or a ruling on
        it changed since. A read-only archive makes it and does not keep it."""
        from newstemma.archive import keeping

        return keeping.dossier(self._store, self._standing(story))

    # --- changes ---

    def changed_since(self, cursor: int = 0, *, limit: int = 100) -> Changes:
        """Stories that changed after a cursor, gone ones too, each once and as it stands now.

        Ask again with the cursor given; while stories come there may be more. 0 is the
        beginning. No change is missed, whoever made it.
        """
        return listing.changed_since(self._store, cursor, limit)

    def history(
        self, *, story: str = "", report: str = "", after: int = 0, limit: int = 1000
    ) -> tuple[Event, ...]:
        """The log: stories opened, merged, split, reports placed and moved, rulings; in order.

        Only lines of a story or a report, where given; only those numbered above `after`.
        """
        return self._store.events(story, report, after, limit)

    # --- rulings ---

    def rule(self, ruling: Ruling) -> int:
        """Keeps a person's ruling and acts on it at once; gives its number.

        On stories: `same_story` (all reports of the subject are one story), `other_story` (the
        first is in another story than each of the others). On copies: see `stemmas.trace`.
        Raises `Misuse` for an unknown verdict or a subject that does not fit it,
        `Unknown` for a report that is not here.
        """
        from newstemma.archive import ruling_of_stories

        return ruling_of_stories.rule(self._store, self._desk, self._checked(ruling))

    def undo(self, ruling: int, *, who: str = "") -> None:
        """Withdraws a ruling: its number stays in the list, its effect goes. Raises `Unknown`."""
        from newstemma.archive import ruling_of_stories

        if not ruling_of_stories.undo(self._store, self._desk, ruling, who):
            raise Unknown("ruling that holds of number", ruling)

    def rulings(self) -> tuple[KeptRuling, ...]:
        """All rulings in the order they were made, withdrawn ones too."""
        return self._store.rulings()

    def split(self, story: str, reports: Sequence[str], *, who: str, note: str = "") -> str:
        """Parts these reports from the rest of a story; gives the id of their new story.

        It holds for reports that come later. Raises `Misuse` where nothing would be parted.
        """
        from newstemma.archive import ruling_of_stories

        rulings = ruling_of_stories.splitting(
            self.story(story), reports, who=who, note=note, now=datetime.now(UTC)
        )
        for ruling in rulings:
            self.rule(ruling)
        return self.story_of(reports[0])

    def join(self, stories: Sequence[str], *, who: str, note: str = "") -> str:
        """Makes one story of several; gives its id. It holds for reports that come later."""
        firsts = tuple(self.story(id).reports[0] for id in stories)
        if len(set(firsts)) < 2:
            raise Misuse("give two stories or more to join")
        self.rule(Ruling(who, datetime.now(UTC), firsts, SAME, note))
        return self.story_of(firsts[0])

    def _checked(self, ruling: Ruling) -> Ruling:
        from newstemma.archive import ruling_of_stories

        ruling_of_stories.require_valid(ruling)
        known = self._store.known(ruling.subject)
        for id in ruling.subject:
            if id not in known:
                raise Unknown("report", id)
        return ruling

    # --- the whole ---

    def counts(self) -> Mapping[str, int]:
        """How many `reports` (all versions), `versions` (replaced ones) and `stories` it has."""
        return self._store.counts()

    def check(self) -> tuple[str, ...]:
        """What does not agree inside the archive, in words; empty where all is well."""
        return self._store.check()

    def backup(self, path: str | os.PathLike[str]) -> None:
        """Copies the whole archive to a new file, while others read and write it."""
        self._store.backup(os.fspath(path))

    def close(self) -> None:
        """Lets go of the archive; closing twice is no error."""
        self._store.close()
