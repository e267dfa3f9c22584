"""The heaviest chain of many tables at once: `align.heaviest_places` for all pairs of a story.

The plain way over cells, n * n / 2 steps a pair, but one step for all pairs: on tables of some
dozens of cells it is ten times as fast as the staircase pair by pair.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def heaviest_of_many(
    rights: NDArray[np.int64], weights: NDArray[np.float64], real: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Which cells [pair, cell] are on their pair's heaviest chain.

    Cells stand by left side, then right side downwards; those that are not `real` fill up the
    shorter tables. Ties go to the cell that comes last.
    """
    heights = np.where(real, weights, -1.0)
    before = np.full(rights.shape, -1, dtype=np.int64)
    every = np.arange(len(rights))
    for place in range(1, rights.shape[1]):
        lower = (rights[:, :place] < rights[:, place, None]) & real[:, :place]
        reached = np.where(lower, heights[:, :place], -1.0)
        best = _last_greatest(reached)
        height = reached[every, best]
        further = (height > 0.0) & real[:, place]
        before[further, place] = best[further]
        heights[further, place] += height[further]
    kept = np.zeros_like(real)
    at = np.where(real.any(axis=1), _last_greatest(heights), -1)
    while (on := np.flatnonzero(at >= 0)).size:
        kept[on, at[on]] = True
        at[on] = before[on, at[on]]
    return kept


def _last_greatest(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """The last place of the greatest value in each row."""
    return np.asarray(values.shape[1] - 1 - np.argmax(values[:, ::-1], axis=1), dtype=np.int64)
