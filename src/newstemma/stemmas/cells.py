"""Cells: which sentence of one report is like which of another, for all pairs of a story.

Copies are full of the same sentences, so sentences are compared once each and every two rows
that say them share the answer.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Cell(NamedTuple):
    """Two sentences that are somewhat alike: their places, their likeness (cosine of weighted
    stems), the weight they share."""

    left: int
    right: int
    score: float
    shared: float


def laid(found: NDArray[np.float64], said: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    """The cells of sentences as cells of rows; `said` is the number of each row's sentence."""
    order = np.argsort(said, kind="stable")
    starts = np.searchsorted(said[order], np.arange(count + 1))
    many = np.diff(starts)
    ones, others = found[:, 0].astype(np.int64), found[:, 1].astype(np.int64)
    sizes = many[ones] * many[others]
    cell = np.repeat(np.arange(len(found)), sizes)
    at = np.arange(len(cell)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    left = order[starts[ones[cell]] + at // many[others[cell]]]
    right = order[starts[others[cell]] + at % many[others[cell]]]
    kept = (ones[cell] != others[cell]) | (left < right)
    cells = np.column_stack([left, right, found[cell, 2], found[cell, 3]])
    return np.asarray(cells[kept], dtype=np.float64)


class Cells(NamedTuple):
    """The cells of a story by pair of reports (lower first), each pair's by left side, then right
    side downwards: the cells of `pairs[i]` stand from `bounds[i]` to `bounds[i + 1]`."""

    pairs: list[tuple[int, int]]
    bounds: NDArray[np.int64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    score: NDArray[np.float64]
    shared: NDArray[np.float64]


def by_pair(
    cells: NDArray[np.float64], owner: NDArray[np.int64], place: NDArray[np.int64]
) -> Cells:
    """The cells of different reports, from those of rows."""
    rows = np.sort(cells[:, :2].astype(np.int64), axis=1)
    apart = owner[rows[:, 0]] != owner[rows[:, 1]]
    rows, values = rows[apart], cells[apart, 2:]
    order = np.lexsort((-rows[:, 1], rows[:, 0], owner[rows[:, 1]], owner[rows[:, 0]]))
    rows, values = rows[order], values[order]
    ends = owner[rows]
    new = np.flatnonzero((ends[1:] != ends[:-1]).any(axis=1)) + 1
    starts = np.concatenate([[0], new]) if len(rows) else np.zeros(0, dtype=np.int64)
    pairs = [(one, other) for one, other in ends[starts].tolist()]
    left, right = place[rows].T
    return Cells(pairs, np.append(starts, len(rows)), left, right, values[:, 0], values[:, 1])
