"""The words of all reports on disk, a file a part; the words of any few of them in memory.

A file is the arrays of `copies.words.Words` end to end, so on a disk it is mapped into memory
and only the pages of the reports asked for are read.
"""

from __future__ import annotations

from functools import lru_cache
from types import ModuleType
from typing import Any

import numpy as np

from newstemma.batch.exchange import Array, places_from
from newstemma.batch.folders import Disk, Folder, open_folder
from newstemma.batch.job import WORK
from newstemma.batch.numbering import Numbers
from newstemma.copies import plain
from newstemma.copies.words import LONG, PAIR, Kernels, Words, compiled

_TYPES = (np.uint32, np.uint16, np.uint32, np.uint16, np.int64)
_ALIGN = 8


def kernels_for(characters: int) -> Kernels:
    """The loops for a corpus of so many characters: compiled where it is long."""
    return Kernels(0 if characters > LONG else max(LONG, 2 * characters))


def loops_for(characters: int, pairs: int = 0) -> ModuleType:
    """The same as bare loops; `pairs` are how many there are to compare."""
    return (compiled() or plain) if characters + pairs * PAIR > LONG else plain


def keep_words(folder: Folder, part: str, words: Words) -> None:
    """Keeps the words of a part's reports, in order of row."""
    with folder.writing(f"{WORK}/words/{part}.bin") as file:
        file.write(np.array([len(one) for one in words], np.int64).tobytes())
        for one, kind in zip(words, _TYPES, strict=True):
            raw = np.ascontiguousarray(one, kind).tobytes()
            file.write(raw + bytes(-len(raw) % _ALIGN))


def keep_shown(folder: Folder, part: str, hashes: Array) -> None:
    """Keeps the hashes of a part with its furniture made 0."""
    with folder.writing(f"{WORK}/shown/{part}.bin") as file:
        file.write(np.ascontiguousarray(hashes, np.uint32).tobytes())


def words_of_part(folder: Folder, part: str, *, shown: bool = False) -> Words:
    """The words of a part; with `shown`, without its furniture where it has any."""
    kept = _kept(folder.address, part)
    path = f"{WORK}/shown/{part}.bin"
    if shown and folder.has(path):
        return kept._replace(hashes=_raw(folder, path).view(np.uint32))
    return kept


@lru_cache(maxsize=1)
def _kept(address: str, part: str) -> Words:
    """The words of a part; of one at a time, for what is read of a mapped file is memory too."""
    return _words(_raw(open_folder(address), f"{WORK}/words/{part}.bin"))


def _raw(folder: Folder, path: str) -> Array:
    if isinstance(folder, Disk):
        if not folder.size(path):
            return np.empty(0, np.uint8)
        mapped: Any = np.memmap(folder.path(path), np.uint8, mode="r")
        return np.asarray(mapped)
    with folder.read(path) as file:
        return np.frombuffer(file.read(), np.uint8)


def _words(raw: Array) -> Words:
    head = len(_TYPES) * 8
    sizes = raw[:head].view(np.int64).tolist()
    columns: list[Any] = []
    at = head
    for size, kind in zip(sizes, _TYPES, strict=True):
        length = size * np.dtype(kind).itemsize
        columns.append(raw[at : at + length].view(kind))
        at += length + -length % _ALIGN
    return Words._make(columns)


def words_of(folder: Folder, names: list[str], numbers: Numbers, wanted: Array) -> Words:
    """The words of some reports, without furniture, in the order of `wanted` (distinct,
    ascending numbers)."""
    parts, rows = numbers.parts[wanted], numbers.rows[wanted]
    sizes = np.empty(len(wanted), np.int64)
    every = np.unique(parts).tolist()
    for part in every:
        mine = parts == part
        sizes[mine] = np.diff(words_of_part(folder, names[part]).bounds)[rows[mine]]
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    columns = [np.empty(bounds[-1], kind) for kind in _TYPES[:4]]
    for part in every:
        mine = np.flatnonzero(parts == part)
        words = words_of_part(folder, names[part], shown=True)
        there = places_from(words.bounds[:-1][rows[mine]], sizes[mine])
        here = places_from(bounds[:-1][mine], sizes[mine])
        for column, source in zip(columns, words[:4], strict=True):
            column[here] = np.asarray(source)[there]
    return Words(columns[0], columns[1], columns[2], columns[3], bounds)
