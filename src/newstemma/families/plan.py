"""The stemma of a family, drawn before a word is written.

Origins are roots; copies hang under roots or other copies, each later than what it was
made from, so there can be no cycle. Some roots and intermediates are lost. A lost witness
that left only one copy leaves no trace a reader could find, so it is taken out and its
copy hangs where it hung.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from newstemma.families.model import Setting
from newstemma.model import CopyKind

KINDS = tuple(CopyKind)
# Shares of families with 1, 2, 3, 4 origins: most stories have few real sources.
_ORIGINS = (0.3, 0.34, 0.23, 0.13)
# A wire is copied about three times as often as a reporter's own story.
_WIRE_WEIGHT = 3.0
_LAG_HOURS = (0.4, 0.9)  # log-normal: median 1.5 h, as outlets pick up a wire


@dataclass(frozen=True, slots=True)
class Node:
    """A witness to be written: `origin` indexes the sources, `hours` count from the event."""

    index: int
    origin: int
    parent: int | None
    kind: CopyKind | None
    seen: bool
    hours: float
    second: int | None = None


def draw(random: Random, setting: Setting, sources: int) -> tuple[Node, ...]:
    """The nodes of a family, each after its parent; `setting.reports` of them are seen."""
    origins = _origin_count(random, setting, sources)
    nodes: list[Node] = []
    for origin, size in enumerate(_sizes(random, setting.reports, origins)):
        nodes.extend(_group(random, setting, origin, size, len(nodes)))
    return tuple(_with_seconds(random, setting, nodes))


def _origin_count(random: Random, setting: Setting, sources: int) -> int:
    wanted = setting.origins or random.choices((1, 2, 3, 4), _ORIGINS)[0]
    return min(wanted, sources, setting.reports)


def _sizes(random: Random, reports: int, origins: int) -> list[int]:
    weights = [_WIRE_WEIGHT] + [1.0] * (origins - 1)
    sizes = [1] * origins
    for chosen in random.choices(range(origins), weights, k=reports - origins):
        sizes[chosen] += 1
    return sizes


def _group(random: Random, setting: Setting, origin: int, size: int, first: int) -> list[Node]:
    lost = size >= 2 and random.random() < setting.lost_roots
    root = Node(first, origin, None, None, not lost, random.uniform(0.3, 6.0))
    nodes = [root]
    while sum(node.seen for node in nodes) < size:
        # the first two copies of a lost root come straight from it, or it left no trace
        direct = lost and sum(node.parent == first for node in nodes) < 2
        above = root if direct else _above(random, setting, nodes)
        hidden = not direct and random.random() < setting.lost_copies
        nodes.append(_copy(random, setting, above, first + len(nodes), not hidden))
    return _without_traceless(nodes, first)


def _above(random: Random, setting: Setting, nodes: list[Node]) -> Node:
    copies = nodes[1:]
    if copies and random.random() < setting.chains:
        return random.choice(copies)
    return nodes[0]


def _copy(random: Random, setting: Setting, above: Node, index: int, seen: bool) -> Node:
    kind = random.choices(KINDS, setting.weights)[0]
    hours = above.hours + random.lognormvariate(*_LAG_HOURS)
    return Node(index, above.origin, above.index, kind, seen, hours)


def _without_traceless(nodes: list[Node], first: int) -> list[Node]:
    """Lost copies with fewer than two copies taken out, the rest numbered anew."""
    kept = list(nodes)
    while True:
        counts = [sum(n.parent == node.index for n in kept) for node in kept]
        bare = [
            node
            for node, count in zip(kept, counts, strict=True)
            if not node.seen and node.parent is not None and count < 2
        ]
        if not bare:
            break
        gone = bare[0]
        kept = [
            replace(n, parent=gone.parent) if n.parent == gone.index else n
            for n in kept
            if n is not gone
        ]
    number = {node.index: first + i for i, node in enumerate(kept)}
    return [
        replace(
            node,
            index=number[node.index],
            parent=None if node.parent is None else number[node.parent],
        )
        for node in kept
    ]


def _with_seconds(random: Random, setting: Setting, nodes: list[Node]) -> list[Node]:
    return [
        replace(node, second=_second(random, node, nodes))
        if node.seen
        and node.kind is not CopyKind.VERBATIM
        and random.random() < setting.second_sources
        else node
        for node in nodes
    ]


def _second(random: Random, node: Node, nodes: list[Node]) -> int | None:
    earlier = [n.index for n in nodes if n.origin != node.origin and n.hours < node.hours]
    return random.choice(earlier) if earlier else None
