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


class Split(NamedTuple):
    """Where a node parts its rows: the clue asked, its bin, and what either side wants."""

    clue: int
    bin: int
    left: float
    right: float


class Limits(NamedTuple):
    """The least and the greatest value each node may take."""

    least: Floats1d
    most: Floats1d

    def part(self, node: int, split: Split | None, sign: float) -> None:
        """Hands a node's limits down; a clue with a sign keeps its two sides apart for good."""
        left, right = 2 * node + 1, 2 * node + 2
        for side in (left, right):
            self.least[side], self.most[side] = self.least[node], self.most[node]
        if split is None or not sign:
            return
        middle = (split.left + split.right) / 2.0
        lower, upper = (left, right) if sign > 0 else (right, left)
        self.most[lower] = min(self.most[lower], middle)
        self.least[upper] = max(self.least[upper], middle)


def grow(data: Binned, slope: Floats1d, curve: Floats1d, rate: float, signs: Floats1d) -> Tree:
    """One tree that follows the slope (truth minus expectation) with the given curvature.

    A clue with a sign (1 or -1) never lowers (or raises) the score as it grows, whatever the
    other clues say: what lies below its question stays on its side of the middle.
    """
    node = np.zeros(len(slope), dtype=np.int64)
    clues, cuts = np.full(INNER, -1, dtype=np.int64), np.zeros(INNER)
    limits = Limits(np.full(NODES, -np.inf), np.full(NODES, np.inf))
    for level in range(DEPTH):
        first = 2**level - 1
        held = slice(first, first + 2**level)
        search = _Search(data, slope, curve, Limits(limits.least[held], limits.most[held]))
        found = search.best(node - first, signs)
        for at, split in enumerate(found, first):
            limits.part(at, split, 0.0 if split is None else float(signs[split.clue]))
            if split is not None:
                clues[at], cuts[at] = split.clue, data.bounds[split.clue][split.bin]
        asked = clues[node]
        bins = np.array([0 if s is None else s.bin for s in found])[node - first]
        right = (asked >= 0) & (data.bins[np.arange(len(node)), asked] > bins)
        node = 2 * node + 1 + right
    return Tree(clues, cuts, _values(node, slope, curve, rate, limits), node)


class _Search(NamedTuple):
    """The search for the best split of every node of a level."""

    data: Binned
    slope: Floats1d
    curve: Floats1d
    limits: Limits

    def best(self, node: NDArray[np.int64], signs: Floats1d) -> list[Split | None]:
        """The best split of each node, none where no split gains."""
        count = len(self.limits.least)
        best = [1e-6] * count
        found: list[Split | None] = [None] * count
        size = count * (BINS + 1)
        for clue in range(self.data.bins.shape[1]):
            cells = node * (BINS + 1) + self.data.bins[:, clue]
            g, h, n = (
                np.bincount(cells, w, size).reshape(count, -1).cumsum(axis=1)
                for w in (self.slope, self.curve, None)
            )
            gain, left, right = self._gains(g, h, n, float(signs[clue]))
            for at, place in enumerate(gain.argmax(axis=1).tolist()):
                if gain[at, place] > best[at] + 1e-9 and place < len(self.data.bounds[clue]):
                    best[at] = float(gain[at, place])
                    found[at] = Split(clue, place, float(left[at, place]), float(right[at, place]))
        return found

    def _gains(
        self, g: Floats2d, h: Floats2d, n: Floats2d, sign: float
    ) -> tuple[Floats2d, Floats2d, Floats2d]:
        """What each cut gains, and what its two sides want within their limits."""
        left_h, right_h = h[:, :-1], h[:, -1:] - h[:, :-1]
        right_n = n[:, -1:] - n[:, :-1]
        left, left_gain = self._wanted(g[:, :-1], left_h)
        right, right_gain = self._wanted(g[:, -1:] - g[:, :-1], right_h)
        gain = left_gain + right_gain - self._wanted(g[:, -1:], h[:, -1:])[1]
        few = (left_h < LEAST_MASS) | (right_h < LEAST_MASS)
        small = (n[:, :-1] < LEAST_ROWS / 2) | (right_n < LEAST_ROWS / 2)
        wrong = sign * (right - left) < 0
        return np.where(few | small | wrong, 0.0, gain), left, right

    def _wanted(self, g: Floats2d, h: Floats2d) -> tuple[Floats2d, Floats2d]:
        """The value that some rows want within the limits of their node, and its gain."""
        least, most = self.limits.least[:, None], self.limits.most[:, None]
        value = np.clip(g / (h + SHRINK), least, most)
        return value, 2.0 * g * value - (h + SHRINK) * value**2


def _values(
    node: NDArray[np.int64], slope: Floats1d, curve: Floats1d, rate: float, limits: Limits
) -> Floats1d:
    """The value of every node: the step its rows want, inner nodes as the mean of their rows."""
    g, h, n = (np.bincount(node, w, NODES) for w in (slope, curve, None))
    wanted = np.clip(g / (h + SHRINK), limits.least, limits.most)
    values = np.asarray(np.round(rate * wanted, 3), dtype=np.float64)
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
