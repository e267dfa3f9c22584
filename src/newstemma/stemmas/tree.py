"""The tree inside one origin group: who took it from whom, and how sure each edge is.

The theory. Each member either comes from another member or from outside the pile. Learned
log-odds of the clues (`filiation`) weigh every possibility; the matrix-tree theorem gives
the chance of each edge over all trees at once; the tree that gets most edges right is the
best arborescence over those chances. Two members or more that come from outside share an
unseen source. An edge less likely than even is not drawn: its report hangs on what the
group goes back to.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newstemma.model import Clue
from newstemma.stemmas.arborescence import NO_EDGE, best_tree, edge_chances
from newstemma.stemmas.clues import BITS
from newstemma.stemmas.filiation import EDGE_CLUES, ROOT_CLUES, GroupTable, group_table
from newstemma.stemmas.likeness import Likeness
from newstemma.stemmas.sheets import Sheet
from newstemma.stemmas.weights import weight

Floats2d = NDArray[np.float64]

FORCED = 40.0


class Edge(NamedTuple):
    """Sheet `target` comes from sheet `source` (none: from outside the pile)."""

    source: int | None
    target: int
    probability: float
    clues: tuple[Clue, ...]


def grow(
    sheets: Sequence[Sheet],
    members: Sequence[int],
    alike: Mapping[tuple[int, int], Likeness],
    ruled: Mapping[tuple[int, int], bool],
) -> tuple[Edge, ...]:
    """One edge for each member, in order of `members`; never a cycle.

    `ruled` maps (source, target) to what a person said of that copy.
    """
    if len(members) == 1:
        return (Edge(None, members[0], 1.0, ()),)
    table = group_table(sheets, members, alike)
    scores = tree_scores(table)
    _obey(scores, members, ruled)
    chances = edge_chances(scores * weight("sure", "sharpness"))
    with np.errstate(divide="ignore"):
        logs = np.where(np.isfinite(scores), np.log(np.maximum(chances, 1e-12)), NO_EDGE)
    parents = best_tree(np.round(logs, 9))
    edges = []
    for place, member in enumerate(members):
        parent = parents[place + 1]
        source = members[parent - 1] if parent else None
        chance = round(float(chances[parent, place + 1]), 4)
        edges.append(Edge(source, member, chance, _clues(table, parent, place)))
    return tuple(edges)


def tree_scores(table: GroupTable) -> Floats2d:
    """Log-odds [source, target] over the members with the outside world as node 0."""
    edge_weights = np.array([weight("edge", clue.name) for clue in EDGE_CLUES])
    root_weights = np.array([weight("root", clue.name) for clue in ROOT_CLUES])
    size = len(table.roots)
    scores = np.full((size + 1, size + 1), NO_EDGE)
    scores[0, 1:] = table.roots @ root_weights + weight("root", "bias")
    scores[1:, 1:] = table.edges @ edge_weights
    np.fill_diagonal(scores, NO_EDGE)
    return scores


def _obey(scores: Floats2d, members: Sequence[int], ruled: Mapping[tuple[int, int], bool]) -> None:
    """A person's word on an edge: forced edges far up, forbidden ones far down."""
    place = {member: index + 1 for index, member in enumerate(members)}
    for (source, target), holds in ruled.items():
        if source in place and target in place and source != target:
            scores[place[source], place[target]] += FORCED if holds else -FORCED


def _clues(table: GroupTable, parent: int, place: int) -> tuple[Clue, ...]:
    if parent:
        names, values, kind = EDGE_CLUES, table.edges[parent - 1, place], "edge"
    else:
        names, values, kind = ROOT_CLUES, table.roots[place], "root"
    found = []
    for clue, value in zip(names, values, strict=True):
        bits = float(value) * weight(kind, clue.name) * BITS
        if abs(bits) >= 0.1:
            found.append(Clue(clue.name, round(bits, 2), _say(clue.name, float(value))))
    return tuple(sorted(found, key=lambda c: (-abs(c.weight), c.name)))


_SHARES = frozenset(
    {"its words stand there", "runs of the same words", "source's words taken over",
     "words found elsewhere", "figures not there", "quotations not there",
     "nobody accounts for it"}
)  # fmt: skip


def _say(name: str, value: float) -> str:
    if name in _SHARES:
        return f"{round(100 * value)} %"
    if name == "hours between":
        return f"about {round(6 * math.expm1(value))} hours"
    return ""
