"""What every route works with: the archive, opened for one request, and the guarded fetcher."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from newstemma.archive import Archive, StoryEntry, open_archive
from newstemma.dossiers import examine
from newstemma.errors import Misuse
from newstemma.fetchers import Fetcher, GuardedFetcher, page_at
from newstemma.model import Dossier, Examination, Page, Rejected

# Dossiers kept in memory, the last asked for: a story page asks for the same one many times.
KEPT = 32
Value = TypeVar("Value")
Shelf = OrderedDict[tuple[str, int], Value]
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
    """The archive at an address, for many threads: each request opens it for itself."""

    def __init__(self, address: str | None, fetcher: Fetcher | None = None) -> None:
        self.address = address
        self.fetcher = fetcher or GuardedFetcher()
        self._writing = threading.Lock()
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, int], Dossier] = OrderedDict()
        self._pages: OrderedDict[tuple[str, int], str] = OrderedDict()

    @contextmanager
    def reading(self) -> Iterator[Archive]:
        """The archive, to read; raises `NoArchive`."""
        if self.address is None:
            raise NoArchive
        with open_archive(self.address, read_only=True, create=False) as archive:
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
        dossier = self._remembered(self._kept, key)
        if dossier is None:
            if entry.counts is None:  # made once and kept, so that lists show its counts
                with self.writing() as writer:
                    writer.dossier(entry.id)
            dossier = self._remember(self._kept, key, archive.dossier(entry.id))
        return Kept(entry, dossier)

    def page(self, entry: StoryEntry, make: Callable[[], str]) -> str:
        """A story's page, written anew only where the story changed."""
        key = entry.id, entry.changed
        found = self._remembered(self._pages, key)
        return found if found is not None else self._remember(self._pages, key, make())

    def _remembered(self, shelf: Shelf[Value], key: tuple[str, int]) -> Value | None:
        with self._lock:
            return shelf.get(key)

    def _remember(self, shelf: Shelf[Value], key: tuple[str, int], value: Value) -> Value:
        with self._lock:
            shelf[key] = value
            while len(shelf) > KEPT:
                shelf.popitem(last=False)
        return value

    def examine(self, pages: Sequence[Page | Rejected], urls: Sequence[str]) -> Examination:
        """Pages handed in and addresses to fetch, examined and not kept."""
        every = [*pages, *(page_at(url, self.fetcher) for url in urls)]
        if not 0 < len(every) <= MOST_PAGES:
            raise Misuse(f"hand in 1 to {MOST_PAGES} reports, not {len(every)}")
        return examine(every)
