"""Two sequences laid side by side: scores, paths, word differences.

The theory. A copy, however edited, condensed or translated, mostly keeps the order of
what it says; two independent reports of one event do not. So sentences are compared by
their rare words and the heaviest chain that never goes back through the table of scores is
what a copy kept (measured before the first line of code: AUC .989-.998 for translated
copies, where word 5-grams see nothing). The same chain is the first step of collation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats2d = NDArray[np.float64]


class Pair(NamedTuple):
    """Item `left` answers item `right` with `score`."""

    left: int
    right: int
    score: float


class Step(NamedTuple):
    """`tag` is equal, replace, insert or delete; the places are item indexes, half open."""

    tag: str
    left_start: int
    left_end: int
    right_start: int
    right_end: int


def monotone_chain(scores: Floats2d, least: float) -> tuple[Pair, ...]:
    """The heaviest chain through `scores` [left, right] that only moves on.

    Each item is used at most once, and the chain goes forward on both sides at every
    step; a cell under `least` is never used. Empty input, empty chain. A sentence that
    was split or fused keeps its heavier half here; collation finds the other.
    """
    rows, columns = scores.shape
    if not rows or not columns:
        return ()
    gain = np.where(scores >= least, scores, 0.0)
    best = np.zeros((rows + 1, columns + 1))
    for i in range(rows):
        taken = np.maximum(best[i, :-1] + gain[i], best[i, 1:])
        best[i + 1, 1:] = np.maximum.accumulate(taken)
    return _trace_back(best, gain, scores)


def _trace_back(best: Floats2d, gain: Floats2d, scores: Floats2d) -> tuple[Pair, ...]:
    i, j = gain.shape
    found: list[Pair] = []
    while i and j:
        if best[i, j] == best[i, j - 1]:
            j -= 1
        elif best[i, j] == best[i - 1, j]:
            i -= 1
        else:
            found.append(Pair(i - 1, j - 1, float(scores[i - 1, j - 1])))
            i -= 1
    return tuple(reversed(found))


def differences(left: Sequence[Hashable], right: Sequence[Hashable]) -> tuple[Step, ...]:
    """The steps that turn `left` into `right`, equal runs included, in order.

    Longest common subsequence (rapidfuzz Indel); adjacent deletes and inserts are one
    replace. Swapping the sides swaps insert and delete.
    """
    from rapidfuzz.distance import Indel  # 40 ms of import, only where words are compared

    steps: list[Step] = []
    for code in Indel.opcodes(left, right).as_list():
        step = Step(*code)
        if steps and step.tag != "equal" and steps[-1].tag != "equal":
            last = steps.pop()
            step = last._replace(tag="replace", left_end=step.left_end, right_end=step.right_end)
        steps.append(step)
    return tuple(steps)


def heaviest_chain(cells: Sequence[Pair]) -> tuple[Pair, ...]:
    """What `monotone_chain` gives, from the cells worth using alone; any order of cells.

    Fast where most of the table is empty: n cells cost n log n. Ties go to the chain
    whose last cell comes first.
    """
    ordered = sorted(cells, key=lambda c: (c.left, -c.right))
    places = heaviest_places([c.right for c in ordered], [c.score for c in ordered])
    return tuple(ordered[place] for place in places)


def heaviest_places(rights: Sequence[int], weights: Sequence[float]) -> list[int]:
    """The places of the heaviest chain in cells ordered by left side, then right side downwards.

    A staircase holds, by right side, the heaviest chain that ends there; a step that is no
    heavier than one further left is taken out, so each step is put in and taken out once.
    """
    if all(one < other for one, other in pairwise(rights)) and min(weights, default=1.0) > 0.0:
        return list(range(len(rights)))  # all in order already, as in a copy that cut nothing
    stairs: list[int] = []
    heights: list[float] = []
    ends: list[int] = []
    before: list[int] = []
    for place, right in enumerate(rights):
        step = bisect_left(stairs, right)
        height = weights[place] + (heights[step - 1] if step else 0.0)
        before.append(ends[step - 1] if step else -1)
        last = step
        while last < len(stairs) and heights[last] <= height:
            last += 1
        if last == step and step < len(stairs) and stairs[step] == right:
            continue
        stairs[step:last], heights[step:last], ends[step:last] = [right], [height], [place]
    found: list[int] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]
