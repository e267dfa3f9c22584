"""What every route works with: the archive, opened for one request, and the guarded fetcher."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass

from newstemma.archive import Archive, StoryEntry, open_archive
from newstemma.dossiers import examine
from newstemma.errors import Misuse
from newstemma.fetchers import Fetcher, GuardedFetcher, page_at
from newstemma.model import Dossier, Examination, Page, Rejected
from newstemma.newsroom.newsroom import is_file, place_beside
from newstemma.serve.web.people.room import Room
from newstemma.serve.web.readers import Readers
from newstemma.serve.web.weighing import Apart, Here, Line, Made, Maker, unweighed

# Dossiers kept in memory, the last asked for: the parts of one are asked for one after another.
KEPT = 32
# Story pages kept ready, the last asked for, in characters: about 500 stories of ten reports. One
# that is not at hand is made anew, which takes its reader a tenth of a second or more.
MOST_READY = 32_000_000
# Reports kept as the line that lists them while their story is not weighed: 300 bytes each.
LINES = 20_000
MOST_PAGES = 200


class NoArchive(Misuse):
    """The server was started without an archive; only examining is possible."""

    def __init__(self) -> None:
        super().__init__("no archive is open here: start with newstemma serve --archive FILE")


@dataclass(frozen=True, slots=True)
class Kept:
    """A story as listed and its dossier, of one moment."""

    entry: StoryEntry
    dossier: Dossier


class Workbench:
    """The archive at an address, for many threads: each request reads it by itself.

    `apart`: stories are weighed in a process of their own, so that others need not wait. `room`
    is the newsroom; that beside the archive, without accounts, where not said.
    """

    def __init__(
        self,
        address: str | None,
        fetcher: Fetcher | None = None,
        *,
        apart: bool = False,
        room: Room | None = None,
    ) -> None:
        self.address = address
        self.room = room or Room(place_beside(address) if address and is_file(address) else None)
        self.fetcher = fetcher or GuardedFetcher()
        self.maker: Maker = Apart(address) if apart and address else Here(address or "")
        self._readers = Readers(address) if address else None
        self._writing = threading.Lock()
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, int], Dossier] = OrderedDict()
        self._made: OrderedDict[str, Made] = OrderedDict()
        self._ready = 0
        self._lines: OrderedDict[str, Line] = OrderedDict()

    @contextmanager
    def reading(self) -> Iterator[Archive]:
        """The archive, to read; raises `NoArchive`."""
        if self._readers is None:
            raise NoArchive
        with self._readers.reading() as archive:
            yield archive

    @contextmanager
    def writing(self) -> Iterator[Archive]:
        """The archive, to write; one request at a time."""
        if self.address is None:
            raise NoArchive
        with self._writing, open_archive(self.address, create=False) as archive:
            yield archive

    def story(self, archive: Archive, id: str) -> Kept:
        """A story and its dossier, made anew only where the story changed."""
        entry = archive.entry(id)
        key = entry.id, entry.changed
        with self._lock:
            dossier = self._kept.get(key)
        if dossier is None:
            if entry.counts is None:  # made once and kept, so that lists show its counts
                self.weighed(entry)
            dossier = archive.dossier(entry.id)
            with self._lock:
                self._kept[key] = dossier
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return Kept(entry, dossier)

    def shown(self, entry: StoryEntry, patience: float | None = None) -> Made | None:
        """What a story's page shows: of the story as listed, or, while that is being weighed,
        of an earlier change of it. Where nothing of it was ever made it waits, at most so many
        seconds if said; then there is none yet. Where others wait already it does not wait."""
        made = self.newest(entry)
        if made is not None:
            return made
        try:
            busy = patience is not None and not self.maker.idle
            return self.weighed(entry, 0.0 if busy else patience)
        except TimeoutError:
            return None

    def line(self, archive: Archive, report: str) -> Line:
        """A report as a line of a story that is not weighed; a report is read once for all who
        wait for its story."""
        with self._lock:
            found = self._lines.get(report)
        if found is None:
            found = unweighed(archive.report(report))
            with self._lock:
                self._lines[report] = found
                while len(self._lines) > LINES:
                    self._lines.popitem(last=False)
        return found

    def newest(self, entry: StoryEntry) -> Made | None:
        """What was made last of a story, none where nothing was; what is behind is made anew."""
        made = self._at_hand(entry)
        if made is None or made.changed < entry.changed:
            asked = self.weigh(entry)
            return asked.result() if asked.done() and not asked.exception() else made
        return made

    def _at_hand(self, entry: StoryEntry) -> Made | None:
        with self._lock:
            found = self._made.get(entry.id)
            if found is not None:
                self._made.move_to_end(entry.id)
            return found

    def weighed(self, entry: StoryEntry, patience: float | None = None) -> Made:
        """A story weighed as it stands now, once that is done; raises TimeoutError."""
        try:
            return self.weigh(entry).result(patience)
        except BrokenProcessPool:  # the process beside us was killed; another takes its place
            return self.weigh(entry).result(patience)

    def weigh(self, entry: StoryEntry) -> Future[Made]:
        """Has a story weighed as it stands now; it is at hand once that is done."""
        asked = self.maker.ask(entry.id, entry.changed)
        asked.add_done_callback(self._keep)
        return asked

    def weigh_ahead(self, entries: Iterable[StoryEntry]) -> None:
        """Has listed stories weighed that were not yet, a few at a time, while there is room:
        the list shows their counts the next time."""
        for entry in entries:
            if entry.counts is None and self.maker.idle:
                self.weigh(entry)

    def _keep(self, done: Future[Made]) -> None:
        if done.cancelled() or done.exception() is not None:
            return
        made = done.result()
        with self._lock:
            held = self._made.get(made.id)
            if held is None or held.changed <= made.changed:
                self._ready += len(made.body) - (len(held.body) if held else 0)
                self._made[made.id] = made
                self._made.move_to_end(made.id)
            while self._ready > MOST_READY and len(self._made) > 1:
                self._ready -= len(self._made.popitem(last=False)[1].body)

    def close(self) -> None:
        """Lets go of what works beside the server."""
        self.maker.close()
        if self._readers is not None:
            self._readers.close()
        self.room.close()

    def examine(
        self, pages: Sequence[Page | Rejected], urls: Sequence[str], *, one_story: bool = False
    ) -> Examination:
        """Pages handed in and addresses to fetch, examined and not kept."""
        every = [*pages, *(page_at(url, self.fetcher) for url in urls)]
        if not 0 < len(every) <= MOST_PAGES:
            raise Misuse(f"hand in 1 to {MOST_PAGES} reports, not {len(every)}")
        return examine(every, one_story=one_story)
