"""Sentences of two reports that say the same, and blocks of them that stand in another order.

In go the groups in the order of the source; out come the blocks that left the order. What
keeps the order is the heaviest chain of groups (by their letters), so of two blocks that
changed places the shorter one was moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newstemma.align import Pair, heaviest_chain
from newstemma.collations.difference import Difference, graded
from newstemma.model import ChangeKind, Span


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of the source and of the target that share statements."""

    ours: tuple[Span, ...]
    theirs: tuple[Span, ...]


def moved_blocks(groups: Sequence[Group]) -> Iterator[Difference]:
    """A difference for each block said at another place; `groups` in order of the source."""
    by_target = sorted(range(len(groups)), key=lambda i: groups[i].theirs[0])
    rank = {i: place for place, i in enumerate(by_target)}
    weights = [float(sum(map(len, group.ours))) for group in groups]
    cells = [Pair(i, rank[i], weight) for i, weight in enumerate(weights)]
    kept = {pair.left for pair in heaviest_chain(cells)}
    block: list[int] = []
    for i in range(len(groups)):
        if block and (i in kept or rank[i] != rank[block[-1]] + 1):
            yield _moved(groups, block)
            block = []
        if i not in kept:
            block.append(i)
    if block:
        yield _moved(groups, block)


def _moved(groups: Sequence[Group], block: Sequence[int]) -> Difference:
    first, last = groups[block[0]], groups[block[-1]]
    before = Span(first.ours[0].start, last.ours[-1].end)
    after = Span(first.theirs[0].start, last.theirs[-1].end)
    return graded("moved", ChangeKind.CHANGED, before, after)
