"""The tree inside one origin group: who took it from whom, and how sure each edge is.

The theory. Either one member is the origin and all others come from members, or the origin
is one nobody handed us and at least two members come straight from it. Learned log weights
of the clues (`filiation`) weigh every such history; the matrix-tree theorem gives the chance
of each edge over all of them at once; the tree that gets most edges right is the best
arborescence over those chances. What can go wrong: near-verbatim sisters cannot be ordered,
and the chances say so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newstemma.model import Clue
from newstemma.stemmas.arborescence import NO_EDGE, Chances, best_tree, chances
from newstemma.stemmas.boosted import Forest, forest, parts
from newstemma.stemmas.boosted import scores as scores_of
from newstemma.stemmas.clues import BITS
from newstemma.stemmas.filiation import (
    EDGE_CLUES,
    ORIGIN_CLUES,
    UNSEEN_CLUES,
    GroupTable,
    group_table,
)
from newstemma.stemmas.likeness import Likeness
from newstemma.stemmas.plainness import PLAINER, plainness
from newstemma.stemmas.sheets import Sheet

Floats1d = NDArray[np.float64]
Floats2d = NDArray[np.float64]

FORCED = 40.0
# How likely a source nobody handed us must be to be drawn: where a credit names one, and where
# none does, for a reader asks more of a source that nobody names.
NAMED = 0.5
UNNAMED = 0.65
_NAMES_ONE = [clue.name for clue in UNSEEN_CLUES].index("credits an unseen source")
# How many clues of an edge are told, the heaviest.
TOLD = 8


class Edge(NamedTuple):
    """Sheet `target` comes from sheet `source` (none: from outside the pile)."""

    source: int | None
    target: int
    probability: float
    clues: tuple[Clue, ...]


class Tree(NamedTuple):
    """The edges of one origin group, one for each member in order, and the chance that its
    source is one nobody handed us."""

    edges: tuple[Edge, ...]
    lost: float


class Scores(NamedTuple):
    """Log weights: of edges [source, target], of each member as origin, as a child of an
    unseen source."""

    edges: Floats2d
    origins: Floats1d
    unseens: Floats1d


def grow(
    sheets: Sequence[Sheet],
    members: Sequence[int],
    alike: Mapping[tuple[int, int], Likeness],
    ruled: Mapping[tuple[int, int], bool],
) -> Tree:
    """The tree of a group; never a cycle.

    `ruled` maps (source, target) to what a person said of that copy.
    """
    if len(members) == 1:
        return Tree((Edge(None, members[0], 1.0, ()),), 0.0)
    table = group_table(sheets, members, alike)
    scores = tree_scores(table)
    plainer = plainness([sheets[m] for m in members])
    scores.edges[...] += plainer
    _obey(scores.edges, members, ruled)
    sure = chances(*scores)
    unseen = sure.lost > (NAMED if table.unseens[:, _NAMES_ONE].any() else UNNAMED)
    parents = _parents(sure, scores, unseen)
    edges = []
    for place, member in enumerate(members):
        parent = parents[place + 1] - 1
        source = members[parent] if parent >= 0 else None
        outside = sure.unseen[place] if unseen else sure.origin[place]
        chance = float(sure.edges[parent, place] if parent >= 0 else outside)
        edges.append(
            Edge(
                source,
                member,
                round(chance, 4),
                _clues(table, parent, place, unseen) + _plain(plainer, parent, place),
            )
        )
    return Tree(tuple(edges), round(sure.lost, 4))


def _parents(sure: Chances, scores: Scores, unseen: bool) -> list[int]:
    """The tree that gets most edges right: one origin, or children of one unseen source."""
    size = len(sure.origin)
    table = np.full((size + 1, size + 1), NO_EDGE)
    table[0, 1:] = sure.unseen if unseen else sure.origin - ONE_ORIGIN
    table[1:, 1:] = np.where(np.isfinite(scores.edges), sure.edges, NO_EDGE)
    return best_tree(np.round(table, 9))


# Taken from the chance of being the origin where there is to be one: no tree gains by two.
ONE_ORIGIN = 1000.0


def tree_scores(table: GroupTable) -> Scores:
    """The log weights of a group by the trained trees."""
    size, _, clues = table.edges.shape
    edges = scores_of(trees("edge"), table.edges.reshape(-1, clues)).reshape(size, size)
    np.fill_diagonal(edges, NO_EDGE)
    return Scores(
        edges,
        scores_of(trees("origin"), table.origins),
        scores_of(trees("unseen"), table.unseens),
    )


TABLES = {"edge": EDGE_CLUES, "origin": ORIGIN_CLUES, "unseen": UNSEEN_CLUES}


def trees(table: str) -> Forest:
    """The trained trees of edges, of origins, or of children of an unseen source."""
    return forest(table, [clue.name for clue in TABLES[table]])


def _obey(edges: Floats2d, members: Sequence[int], ruled: Mapping[tuple[int, int], bool]) -> None:
    """A person's word on an edge: forced edges far up, forbidden ones far down."""
    place = {member: index for index, member in enumerate(members)}
    for (source, target), holds in ruled.items():
        if source in place and target in place and source != target:
            edges[place[source], place[target]] += FORCED if holds else -FORCED


def _clues(table: GroupTable, parent: int, place: int, unseen: bool) -> tuple[Clue, ...]:
    kind, values = "edge", table.edges[parent, place]
    if parent < 0 and unseen:
        kind, values = "unseen", table.unseens[place]
    elif parent < 0:
        kind, values = "origin", table.origins[place]
    given = parts(trees(kind), values[None, :])[0] * BITS
    heavy = sorted(range(len(values)), key=lambda c: (-abs(given[c]), c))
    names = TABLES[kind]
    return tuple(
        Clue(names[at].name, round(float(given[at]), 2), _say(names[at].name, float(values[at])))
        for at in heavy[:TOLD]
        if abs(given[at]) >= 0.1
    )


def _plain(plainer: Floats2d, parent: int, place: int) -> tuple[Clue, ...]:
    nats = float(plainer[parent, place]) if parent >= 0 else 0.0
    return (Clue(PLAINER, round(nats * BITS, 2)),) if abs(nats) >= 0.1 else ()


_SHARES = frozenset(
    {"its words stand there", "runs of the same words", "source's words taken over",
     "words found elsewhere", "figures not there", "quotations not there",
     "nobody accounts for it", "accounts for the others", "share of readings found again",
     "share that none explains", "share of what it has in common", "headlines alike",
     "share in common with the nearest", "its headline among the others"}
)  # fmt: skip
_COUNTS = frozenset(
    {"readings it has and the source lacks", "readings the source has and it lacks",
     "readings of the source alone", "readings found again", "readings lost that others keep",
     "readings of these two alone", "readings of few", "none stands between",
     "shared beyond any third", "changes the nearest text would need", "readings it has alone",
     "readings the nearest text lacks", "readings with one other alone", "none stands above it"}
)  # fmt: skip


def _say(name: str, value: float) -> str:
    if name in _SHARES:
        return f"{round(100 * value)} %"
    if name in _COUNTS:
        return f"{round(math.expm1(value))} runs of three words"
    if name == "hours between":
        return f"about {round(6 * math.expm1(value))} hours"
    return ""
