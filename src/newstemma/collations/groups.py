"""Sentences of two reports that say the same, and blocks of them that stand in another order.

In go the groups in the order of the source; out come the blocks that left the order. What
keeps the order is the heaviest chain of groups (by their letters), so of two blocks that
changed places the shorter one was moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newstemma.align import Pair, heaviest_chain
from newstemma.collations.difference import Difference, graded
from newstemma.model import ChangeKind, Span


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of the source and of the target that share statements."""

    ours: tuple[Span, ...]
    theirs: tuple[Span, ...]


def grouped(links: Iterable[tuple[Span, Span]]) -> list[Group]:
    """Groups of sentences linked with each other, in order of the source.

    `links` pair a sentence of the source with one of the target; a sentence split in two or
    fused with its neighbour makes one group with them.
    """
    groups: list[tuple[set[Span], set[Span]]] = []
    of_ours: dict[int, tuple[set[Span], set[Span]]] = {}
    of_theirs: dict[int, tuple[set[Span], set[Span]]] = {}
    for ours, theirs in links:
        group = of_ours.get(ours.start) or of_theirs.get(theirs.start) or (set(), set())
        other = of_theirs.get(theirs.start, group)
        if other is not group:
            group[0].update(other[0])
            group[1].update(other[1])
            groups = [one for one in groups if one is not other]
        elif not group[0]:
            groups.append(group)
        group[0].add(ours)
        group[1].add(theirs)
        of_ours.update((span.start, group) for span in (*other[0], ours))
        of_theirs.update((span.start, group) for span in (*other[1], theirs))
    found = [Group(tuple(sorted(a)), tuple(sorted(b))) for a, b in groups]
    return sorted(found, key=lambda group: group.ours[0])


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
