"""Texts as arrays of words: a hash, a content and a place for each.

A million words take 10 MB, whatever the texts were, so a corpus streams in and only its
words are kept. Short work is done with numpy; once there is more than `LONG` characters of
it, and numba is installed (the extra `fast`), by the compiled kernels, with equal results.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from types import ModuleType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newstemma.copies import constants as c
from newstemma.copies import plain
from newstemma.copies.folding import FOLDING, UInts1d
from newstemma.text import FUNCTION_WORDS

LONG = 5_000_000
"""Characters from which compiled code pays for its import: some 3 CPU s with numpy. Compiling,
once for each machine, takes some 10."""
PAIR = 4_000
"""Characters that cost as much as comparing one pair of texts (1.8 ms in Python)."""
CHUNK = 2_000_000


class Words(NamedTuple):
    """The words of a pile of texts, end to end; text t holds bounds[t]..bounds[t + 1].

    `contents` is 0 for a word without content, `starts` counts code points from the start
    of the word's own text, `lengths` code points.
    """

    hashes: NDArray[np.uint32]
    contents: NDArray[np.uint16]
    starts: NDArray[np.uint32]
    lengths: NDArray[np.uint16]
    bounds: NDArray[np.int64]

    @property
    def texts(self) -> int:
        """How many texts there are."""
        return len(self.bounds) - 1

    def of(self, text: int) -> Words:
        """The words of one text."""
        low, high = int(self.bounds[text]), int(self.bounds[text + 1])
        bounds = np.array([0, high - low], np.int64)
        return Words._make([*(part[low:high] for part in self[:4]), bounds])


class Kernels:
    """The inner loops: numpy first, compiled code once the work is long and numba is there."""

    def __init__(self, long: int = LONG) -> None:
        self._left = long
        self.loops: ModuleType = plain

    def expect(self, characters: int) -> ModuleType:
        """The loops to use from here on, after so many more characters."""
        self._left -= characters
        if self._left < 0 and self.loops is plain:
            self.loops = compiled() or plain
        return self.loops


@lru_cache(maxsize=1)
def compiled() -> ModuleType | None:
    """The compiled kernels; none where numba is not installed."""
    try:
        from newstemma.copies import kernels
    except ImportError:
        return None
    return kernels


def cut_all(texts: Iterable[str], kernels: Kernels | None = None) -> Words:
    """The words of all the texts, in order; the texts are read once and not kept."""
    kernels = kernels or Kernels()
    parts: list[Words] = []
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= CHUNK:
            parts.append(_cut(waiting, kernels))
            waiting, size = [], 0
    if waiting or not parts:
        parts.append(_cut(waiting, kernels))
    return joined(parts)


def cut_one(text: str) -> Words:
    """The words of one text."""
    return _cut([text], Kernels(long=max(LONG, len(text))))


def _cut(texts: Sequence[str], kernels: Kernels) -> Words:
    loops = kernels.expect(sum(map(len, texts)))
    return _cut_points(texts) if loops is plain else _cut_bytes(texts, loops)


def _cut_points(texts: Sequence[str]) -> Words:
    whole = "\n".join(texts) + "\n"
    points = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), np.uint32)
    edges = np.cumsum([0] + [len(text) + 1 for text in texts], dtype=np.int64)
    folds = FOLDING.of(points)[points]
    return Words(*plain.cut(folds, edges[: len(texts) + 1], empty_words()))


def _cut_bytes(texts: Sequence[str], loops: ModuleType) -> Words:
    raw = [text.encode("utf-8", "surrogatepass") for text in texts]
    edges = np.cumsum([0] + [len(one) + 1 for one in raw], dtype=np.int64)[: len(texts) + 1]
    whole = np.frombuffer(b"\n".join(raw) + b"\n", np.uint8)
    while True:
        *columns, strange = loops.cut(whole, edges, FOLDING.table, empty_words())
        if not strange:
            return Words(*columns)
        # Seldom: the script of this code point is new to us. All of the chunk's are learnt.
        FOLDING.of(np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32))


def joined(parts: Sequence[Words]) -> Words:
    """Several piles as one, in order."""
    if len(parts) == 1:
        return parts[0]
    columns = [np.concatenate([part[index] for part in parts]) for index in range(4)]
    ends, size = [np.zeros(1, np.int64)], 0
    for part in parts:
        ends.append(part.bounds[1:] + size)
        size += len(part.hashes)
    return Words(columns[0], columns[1], columns[2], columns[3], np.concatenate(ends))


def in_order(words: Words, order: NDArray[np.int64]) -> Words:
    """The same texts in another order."""
    if np.array_equal(order, np.arange(len(order))):
        return words
    sizes = np.diff(words.bounds)[order]
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    taken = np.repeat(words.bounds[:-1][order] - bounds[:-1], sizes) + np.arange(bounds[-1])
    return Words._make([*(part[taken] for part in words[:4]), bounds])


@lru_cache(maxsize=1)
def empty_words() -> NDArray[np.uint8]:
    """Which slots hold a word without content; one other word in 3,000 falls into one."""
    folded = "\n".join(sorted(FUNCTION_WORDS)) + "\n"
    points = np.frombuffer(folded.encode("utf-32-le"), np.uint32)
    nothing = np.zeros(c.EMPTY_SLOTS, np.uint8)
    folds: UInts1d = FOLDING.of(points)[points]
    hashes = plain.cut(folds, np.array([0, len(points)], np.int64), nothing)[0]
    nothing[hashes >> 12] = 1
    return nothing
