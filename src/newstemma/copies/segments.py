"""Segments: the sorted, unchanging files that the index on disk is made of.

A segment is one file: a line of JSON that says which arrays follow, then the arrays, mapped
into memory when read. It is written under another name, forced to disk, and only then
given its name; it is never changed afterwards. What a segment holds of each document:

    fingerprints, pairs   key << 32 | document, sorted: who holds this key
    hashes, contents, starts, lengths, bounds     its words, to find the passages again
    names, name_edges     its id and its outlet, as UTF-8
    digests, order        64 bits of each id, sorted, and whose they are: is it there
    earliest, latest      seconds between which it was published
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from newstemma.copies.storage import IndexBroken, sync_folder
from newstemma.copies.words import Words

Array: TypeAlias = NDArray[Any]
MAGIC = "newstemma-copies-segment/1"
_ALIGNED = 64


def digest_of(id: str) -> int:
    """64 bits that stand for an id."""
    return int.from_bytes(blake2b(id.encode("utf-8", "surrogatepass"), digest_size=8).digest())


class Writer:
    """Writes one segment, array by array, each in as many parts as it comes in.

    Nothing is under the segment's name before `finish`.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._waiting = path.with_suffix(".writing")
        self._file = self._waiting.open("wb")
        self._arrays: dict[str, dict[str, Any]] = {}

    def put(self, name: str, parts: Iterable[Array], kind: str) -> None:
        """Adds an array of the given dtype, end to end from its parts."""
        self._file.write(b"\0" * (-self._file.tell() % _ALIGNED))
        begin, count = self._file.tell(), 0
        for part in parts:
            self._file.write(np.ascontiguousarray(part, dtype=kind).data)
            count += len(part)
        self._arrays[name] = {"kind": kind, "begin": begin, "count": count}

    def finish(self) -> int:
        """Puts the segment in its place, safe on disk; its size in bytes."""
        head = json.dumps({"format": MAGIC, "arrays": self._arrays}).encode()
        self._file.write(head + len(head).to_bytes(8, "little"))
        self._file.flush()
        os.fsync(self._file.fileno())
        size = self._file.tell()
        self._file.close()
        os.replace(self._waiting, self._path)
        sync_folder(self._path.parent)
        return size

    def abandon(self) -> None:
        """Takes away what was written so far."""
        self._file.close()
        self._waiting.unlink(missing_ok=True)


class Segment:
    """One segment, read through memory maps; arrays are touched only where asked for."""

    def __init__(self, path: Path, size: int) -> None:
        self.name = path.name
        if not path.exists():
            raise FileNotFoundError(path)
        raw = np.memmap(path, np.uint8, "r")
        if len(raw) != size:
            raise IndexBroken(path, f"it has {len(raw)} bytes, not the {size} it was written with")
        self._arrays = _arrays_of(raw, path)
        self.words = Words(*(self[name] for name in Words._fields))

    def __getitem__(self, name: str) -> Array:
        return self._arrays[name]

    def __len__(self) -> int:
        return len(self["order"])

    def holders(self, name: str, keys: NDArray[np.uint32]) -> tuple[Array, Array]:
        """Where in the sorted postings `name` the documents of each key begin and end."""
        postings = self[name]
        wide = keys.astype(np.uint64) << np.uint64(32)
        begins = np.searchsorted(postings, wide)
        ends = np.searchsorted(postings, wide + np.uint64(0xFFFFFFFF), side="right")
        return begins, ends

    def place_of(self, id: str) -> int | None:
        """The number of the document of that id; none where it is not here."""
        digest = np.uint64(digest_of(id))
        place = int(np.searchsorted(self["digests"], digest))
        while place < len(self) and self["digests"][place] == digest:
            number = int(self["order"][place])
            if self.id_of(number) == id:
                return number
            place += 1
        return None

    def id_of(self, number: int) -> str:
        """The id of a document."""
        return self._name(2 * number)

    def outlet_of(self, number: int) -> str | None:
        """The outlet of a document; none where it is not known."""
        return self._name(2 * number + 1) or None

    def _name(self, place: int) -> str:
        edges = self["name_edges"]
        raw = self["names"][int(edges[place]) : int(edges[place + 1])]
        return raw.tobytes().decode("utf-8", "surrogatepass")


def _arrays_of(raw: Array, path: Path) -> dict[str, Array]:
    length = int.from_bytes(raw[-8:].tobytes(), "little")
    try:
        head = json.loads(raw[-8 - length : -8].tobytes())
        arrays: Mapping[str, Any] = head["arrays"]
    except (ValueError, KeyError) as error:
        raise IndexBroken(path, "its table of contents cannot be read") from error
    if head.get("format") != MAGIC:
        raise IndexBroken(path, f"its format is {head.get('format')!r}, not {MAGIC!r}")
    found = {}
    for name, place in arrays.items():
        kind = np.dtype(place["kind"])
        stop = place["begin"] + place["count"] * kind.itemsize
        found[name] = raw[place["begin"] : stop].view(kind)
    return found
