"""Grows small decision trees on slopes, for `train_stemma.py`; numpy only, no chance in it.

Gradient boosting as usual (Friedman 2001, with the second-order leaf values of Chen and
Guestrin 2016). Thresholds are cut to five digits before they are used and leaf values to
three places, so that the table written is the table trained.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newstemma.stemmas.boosted import DEPTH, INNER, NODES, Forest

Floats1d = NDArray[np.float64]
Floats2d = NDArray[np.float64]

BINS = 32
SHRINK = 5.0
LEAST_ROWS = 40
LEAST_MASS = 1.0


class Binned(NamedTuple):
    """Rows by bin [row, clue], and the upper bound of every bin of each clue."""

    bins: NDArray[np.int16]
    bounds: list[Floats1d]


class Tree(NamedTuple):
    """One tree in heap order: clues, thresholds, values; and the leaf of each row."""

    clues: NDArray[np.int64]
    thresholds: Floats1d
    values: Floats1d
    leaves: NDArray[np.int64]


def binned(rows: Floats2d) -> Binned:
    """The rows cut at up to 31 quantiles of each clue."""
    inner = np.linspace(0, 1, BINS + 1)[1:-1]
    bounds = []
    for clue in range(rows.shape[1]):
        cuts = np.quantile(rows[:, clue], inner)
        bounds.append(np.unique([float(f"{cut:.5g}") for cut in cuts]))
    table = [np.searchsorted(b, rows[:, c], side="left") for c, b in enumerate(bounds)]
    return Binned(np.stack(table, axis=1).astype(np.int16), bounds)


def grow(data: Binned, slope: Floats1d, curve: Floats1d, rate: float, signs: Floats1d) -> Tree:
    """One tree that follows the slope (truth minus expectation) with the given curvature.

    A clue with a sign (1 or -1) may only be asked where a greater value raises (or lowers)
    the score.
    """
    node = np.zeros(len(slope), dtype=np.int64)
    clues, cuts = np.full(INNER, -1, dtype=np.int64), np.zeros(INNER)
    for level in range(DEPTH):
        first = 2**level - 1
        found = _best_splits(data, node - first, 2**level, slope, curve, signs)
        for at, split in enumerate(found):
            if split is not None:
                clues[first + at], cuts[first + at] = split[0], data.bounds[split[0]][split[1]]
        asked = clues[node]
        bins = np.array([0 if s is None else s[1] for s in found])[node - first]
        right = (asked >= 0) & (data.bins[np.arange(len(node)), asked] > bins)
        node = 2 * node + 1 + right
    return Tree(clues, cuts, _values(node, slope, curve, rate), node)


def _best_splits(
    data: Binned,
    node: NDArray[np.int64],
    count: int,
    slope: Floats1d,
    curve: Floats1d,
    signs: Floats1d,
) -> list[tuple[int, int] | None]:
    """The best (clue, bin) of each node of a level, none where no split gains."""
    best = [1e-6] * count
    found: list[tuple[int, int] | None] = [None] * count
    base = node * (BINS + 1)
    for clue in range(data.bins.shape[1]):
        cells = base + data.bins[:, clue]
        size = count * (BINS + 1)
        g, h, n = (
            np.bincount(cells, w, size).reshape(count, -1).cumsum(axis=1)
            for w in (slope, curve, None)
        )
        gain = _gains(g, h, n, float(signs[clue]))
        for at in range(count):
            place = int(gain[at].argmax())
            if gain[at, place] > best[at] + 1e-9 and place < len(data.bounds[clue]):
                best[at], found[at] = float(gain[at, place]), (clue, place)
    return found


def _gains(g: Floats2d, h: Floats2d, n: Floats2d, sign: float) -> Floats2d:
    left, right = (
        g[:, :-1] / (h[:, :-1] + SHRINK),
        (g[:, -1:] - g[:, :-1]) / (h[:, -1:] - h[:, :-1] + SHRINK),
    )
    gain = (
        left * g[:, :-1] + right * (g[:, -1:] - g[:, :-1]) - g[:, -1:] ** 2 / (h[:, -1:] + SHRINK)
    )
    few = (h[:, :-1] < LEAST_MASS) | (h[:, -1:] - h[:, :-1] < LEAST_MASS)
    small = (n[:, :-1] < LEAST_ROWS / 2) | (n[:, -1:] - n[:, :-1] < LEAST_ROWS / 2)
    wrong = sign * (right - left) < 0
    return np.asarray(np.where(few | small | wrong, 0.0, gain), dtype=np.float64)


def _values(node: NDArray[np.int64], slope: Floats1d, curve: Floats1d, rate: float) -> Floats1d:
    """The value of every node: the step its rows want, inner nodes as the mean of their rows."""
    g, h, n = (np.bincount(node, w, NODES) for w in (slope, curve, None))
    values = np.asarray(np.round(rate * g / (h + SHRINK), 3), dtype=np.float64)
    rows = n.astype(float)
    for inner in reversed(range(INNER)):
        one, two = 2 * inner + 1, 2 * inner + 2
        rows[inner] = rows[one] + rows[two]
        if rows[inner]:
            both = rows[one] * values[one] + rows[two] * values[two]
            values[inner] = np.round(both / rows[inner], 3)
    return values


def planted(trees: list[Tree], bias: float) -> Forest:
    """The trees as one forest."""
    return Forest(
        np.array([t.clues for t in trees]).reshape(-1, INNER),
        np.array([t.thresholds for t in trees]).reshape(-1, INNER),
        np.array([t.values for t in trees]).reshape(-1, NODES),
        bias,
    )
