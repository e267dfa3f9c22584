"""Two sequences laid side by side: scores, paths, word differences.

The theory. A copy, however edited, condensed or translated, mostly keeps the order of
what it says; two independent reports of one event do not. So sentences are compared by
their rare words and the heaviest chain that never goes back through the table of scores is
what a copy kept (measured before the first line of code: AUC .989-.998 for translated
copies, where word 5-grams see nothing). The same chain is the first step of collation.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
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
    for code in Indel.opcodes(left, right):
        step = Step(code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end)
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
    reach = max((c.right for c in ordered), default=-1) + 2
    best: list[tuple[float, int]] = [(0.0, -1)] * (reach + 1)
    before: list[int] = []
    top = (0.0, -1)
    for index, cell in enumerate(ordered):
        weight, previous = _best_before(best, cell.right)
        before.append(previous)
        _raise_from(best, cell.right + 1, (weight + cell.score, index))
        if weight + cell.score > top[0]:
            top = (weight + cell.score, index)
    found: list[Pair] = []
    index = top[1]
    while index >= 0:
        found.append(ordered[index])
        index = before[index]
    return tuple(reversed(found))


def _best_before(best: list[tuple[float, int]], place: int) -> tuple[float, int]:
    """The heaviest chain that ends at a right side before `place` (a Fenwick tree)."""
    found = (0.0, -1)
    while place > 0:
        if best[place][0] > found[0]:
            found = best[place]
        place -= place & -place
    return found


def _raise_from(best: list[tuple[float, int]], place: int, value: tuple[float, int]) -> None:
    while place < len(best):
        if value[0] > best[place][0]:
            best[place] = value
        place += place & -place
