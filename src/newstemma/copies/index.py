"""The index of near copies on disk: add documents, ask who else printed a text.

    with Index.open("copies", write=True) as index:
        index.add("r1", text, outlet="Harbour Post", when=datetime(...))
    for match in Index.open("copies").copies_of(another_text).matches:
        print(match.id, match.kind, match.passages)

One process writes, any number read. What `commit` has returned for is safe from kill -9 and
from power loss, whole; what was added since is not there at all. Each commit is one segment;
four of a size are merged into one. Memory does not grow with the index.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import IO

import numpy as np

from newstemma.copies.answers import Answer, answer
from newstemma.copies.lookup import Shelf
from newstemma.copies.merging import Numbers, merge
from newstemma.copies.pairs import Document
from newstemma.copies.pending import Pending
from newstemma.copies.segments import Segment
from newstemma.copies.storage import (
    MANIFEST,
    Entry,
    Manifest,
    NotAnIndex,
    lock,
    read_manifest,
    sweep,
    write_manifest,
)
from newstemma.copies.words import Kernels
from newstemma.errors import Misuse

TOGETHER = 4
"""Segments of like size that are merged: fewer merges more often, more makes lookups slower."""
FULL = 8_192
"""Documents after which an `add` commits by itself, so that memory stays flat."""
LARGEST = 1 << 19
"""Documents of a segment that is merged no further."""


class Index:
    """An index of near copies in a folder. `Index.open` makes one; use it as a context."""

    def __init__(self, folder: Path, held: IO[bytes] | None) -> None:
        self._folder = folder
        self._lock = held
        self._kernels = Kernels()
        self._manifest = Manifest()
        self._segments: list[Segment] = []
        self._pending = Pending()
        self._read(read_manifest(folder))

    @classmethod
    def open(cls, path: str | PathLike[str], *, write: bool = False) -> Index:
        """The index in the folder `path`, made when it is not there and `write` is true.

        Raises `NotAnIndex` where there is none to read, or the folder holds other things,
        and `IndexBusy` where another process writes it.
        """
        folder = Path(path)
        if not write:
            return cls(folder, None)
        fresh = not (folder / MANIFEST).exists()
        if fresh and folder.exists() and not _ours(folder):
            raise NotAnIndex(folder, "this folder holds other files; choose an empty or new one")
        folder.mkdir(parents=True, exist_ok=True)
        held = lock(folder)
        if not (folder / MANIFEST).exists():
            write_manifest(folder, Manifest())
        index = cls(folder, held)
        sweep(folder, index._manifest)
        return index

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.commit()
        self.close()

    def close(self) -> None:
        """Gives up the right to write, and what was added since the last commit."""
        self._pending = Pending()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    # --- writing ----------------------------------------------------------------

    def add(
        self,
        id: str,
        text: str,
        outlet: str | None = None,
        when: datetime | date | None = None,
    ) -> None:
        """Adds a document; one of the same id is replaced. It is found after `commit`.

        The same id with the same words, outlet and time changes nothing.
        """
        self._require_writer()
        self._pending.add(Document(id, text, outlet, when))
        if len(self._pending) >= FULL:
            self.commit()

    def delete(self, id: str) -> None:
        """Takes a document out, at the next commit; an id that is not there is no error."""
        self._require_writer()
        self._pending.delete(id)

    def commit(self) -> int:
        """Makes all that was added and deleted last, in one step; the new generation.

        Where nothing changed the generation stays. Raises `OSError` where the disk is full
        or may not be written; the index is then as it was, and what was added is kept for
        another try.
        """
        self._require_writer()
        fresh, gone = self._pending.changes(self._segments, self._deleted())
        if fresh or gone:
            self._write(fresh, gone)
        self._pending = Pending()
        return self._manifest.generation

    def _write(self, fresh: list[Document], gone: set[tuple[int, int]]) -> None:
        entries = [
            Entry(e.file, e.size, e.documents, _joined(e.deleted, number, gone))
            for number, e in enumerate(self._manifest.segments)
        ]
        named = self._manifest.named
        if fresh:
            named += 1
            path = self._folder / f"{named}.segment"
            entries.append(
                Entry(path.name, self._pending.write(fresh, path, self._kernels), len(fresh))
            )
        self._publish(Manifest(self._manifest.generation + 1, named, tuple(entries)))
        while group := _to_merge(self._manifest.segments):
            self._merge(group)

    def _publish(self, manifest: Manifest) -> None:
        write_manifest(self._folder, manifest)
        self._read(manifest)
        sweep(self._folder, manifest)

    def _merge(self, group: tuple[int, int]) -> None:
        """Merges the segments from group[0] up to group[1]; they keep their place in order."""
        first, stop = group
        old = self._manifest.segments
        kept = [_alive(entry) for entry in old[first:stop]]
        named = self._manifest.named + 1
        path = self._folder / f"{named}.segment"
        count = sum(map(len, kept))
        size = merge(self._segments[first:stop], kept, path) if count else 0
        merged = (Entry(path.name, size, count),) if count else ()
        self._publish(
            Manifest(self._manifest.generation, named, (*old[:first], *merged, *old[stop:]))
        )

    def _require_writer(self) -> None:
        if self._lock is None:
            raise Misuse(f"{self._folder}: this index is open for reading; open it with write=True")

    # --- reading ----------------------------------------------------------------

    @property
    def generation(self) -> int:
        """The number of commits that this object sees."""
        return self._manifest.generation

    def refresh(self) -> int:
        """Sees what other processes have committed since; the generation seen now."""
        manifest = read_manifest(self._folder)
        if manifest != self._manifest:
            self._read(manifest)
        return self.generation

    def __len__(self) -> int:
        return sum(entry.documents - len(entry.deleted) for entry in self._manifest.segments)

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self.find(id) is not None

    def find(self, id: str) -> tuple[int, int] | None:
        """The segment and number of a committed document; none where it is not there."""
        for number, (segment, dead) in enumerate(zip(self._segments, self._deleted(), strict=True)):
            place = segment.place_of(id)
            if place is not None and place not in dead:
                return number, place
        return None

    def ids(self) -> Iterable[str]:
        """The ids of all committed documents, oldest addition first."""
        for segment, entry in zip(self._segments, self._manifest.segments, strict=True):
            yield from (segment.id_of(number) for number in _alive(entry).tolist())

    def copies_of(
        self,
        text: str,
        *,
        when: datetime | date | None = None,
        leave_out: Iterable[str] = (),
        limit: int = 50,
    ) -> Answer:
        """Who else printed this text, or part of it, and where: at most `limit` documents.

        Matches stand with the largest share of the text first. `when` the text was published
        lets the direction be told; `leave_out` names documents that are not to be found, such
        as the report itself.
        """
        asked = Document("", text, None, when)
        shelf = Shelf(self._segments, self._deleted())
        return answer(asked, shelf, (set(leave_out), limit), self._kernels)

    def _deleted(self) -> list[Numbers]:
        return [np.array(entry.deleted, np.int64) for entry in self._manifest.segments]

    def _read(self, manifest: Manifest) -> None:
        known = {segment.name: segment for segment in self._segments}
        for _ in range(100):
            try:
                self._segments = [
                    known.get(entry.file) or Segment(self._folder / entry.file, entry.size)
                    for entry in manifest.segments
                ]
            except FileNotFoundError:  # merged away since the manifest was read
                manifest = read_manifest(self._folder)
            else:
                self._manifest = manifest
                return
        raise NotAnIndex(self._folder, "a segment that the manifest names is missing")


def _ours(folder: Path) -> bool:
    """True where a folder holds nothing but what a killed writer of ours may have left."""
    return all(path.suffix in (".lock", ".writing", ".segment") for path in folder.iterdir())


def _joined(deleted: tuple[int, ...], segment: int, gone: set[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(sorted({*deleted, *(number for owner, number in gone if owner == segment)}))


def _alive(entry: Entry) -> Numbers:
    return np.setdiff1d(np.arange(entry.documents), np.array(entry.deleted, np.int64))


def _to_merge(segments: tuple[Entry, ...]) -> tuple[int, int] | None:
    """The last stretch of `TOGETHER` segments or more none of which is larger than the others
    together, or one that is mostly deleted.

    So each merge at least doubles the segment a document stands in: it is written again about
    log2 of the documents times, however few of them a commit brings.
    """
    for number, entry in enumerate(segments):
        if 2 * len(entry.deleted) > entry.documents:
            return number, number + 1
    sizes = [entry.documents for entry in segments]
    for first in range(len(sizes) - TOGETHER, -1, -1):
        for stop in range(first + TOGETHER, len(sizes) + 1):
            stretch = sizes[first:stop]
            if 2 * max(stretch) <= sum(stretch) <= LARGEST:
                return first, stop
    return None
