"""Trees over scores: the best one, and how sure each of its edges is.

`best_tree` is the maximum arborescence (Chu and Liu 1965, Edmonds 1967), own code because
the usual library's answer moves with the order of nodes (networkx #4951). `chances` is the
matrix-tree theorem: with every tree weighted by the product of its edges, the chance of each
edge comes out of a matrix inverse, for no tree is ever listed.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats1d = NDArray[np.float64]
Floats2d = NDArray[np.float64]
NO_EDGE = -np.inf


def best_tree(scores: Floats2d) -> list[int]:
    """The parent of every node in the tree of the greatest sum; node 0 is the root (-1).

    `scores` [source, target]; minus infinity where no edge may be. Every node must be
    reachable from 0. Ties go to the lower source, so the answer is one.
    """
    scores = scores.copy()
    np.fill_diagonal(scores, NO_EDGE)
    scores[:, 0] = NO_EDGE
    size = len(scores)
    parents = [-1] + [int(np.argmax(scores[:, t])) for t in range(1, size)]
    cycle = _cycle(parents)
    if not cycle:
        return parents
    return _expand(scores, parents, cycle)


def _cycle(parents: list[int]) -> list[int]:
    done: set[int] = set()
    for start in range(1, len(parents)):
        path: list[int] = []
        node = start
        while node > 0 and node not in done and node not in path:
            path.append(node)
            node = parents[node]
        if node in path:
            return path[path.index(node) :]
        done.update(path)
    return []


def _expand(scores: Floats2d, parents: list[int], cycle: list[int]) -> list[int]:
    """Solves with the cycle as one node, then opens it where the best edge enters."""
    inside = set(cycle)
    outside = [n for n in range(len(scores)) if n not in inside]
    ring = sorted(cycle)
    held = np.array([scores[parents[n], n] for n in ring])
    small = np.full((len(outside) + 1, len(outside) + 1), NO_EDGE)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    entering = scores[np.ix_(outside, ring)] - held
    leaving = scores[np.ix_(ring, outside)]
    small[:-1, -1] = entering.max(axis=1)
    small[-1, :-1] = leaving.max(axis=0)
    solved = best_tree(small)
    answer = list(parents)
    last = len(outside)
    for place, parent in enumerate(solved[:-1]):
        if parent == last:
            answer[outside[place]] = ring[int(np.argmax(leaving[:, place]))]
        elif parent >= 0:
            answer[outside[place]] = outside[parent]
    door = ring[int(np.argmax(entering[solved[last]]))]
    answer[door] = outside[solved[last]]
    return answer


class Chances(NamedTuple):
    """The chance of every edge [source, target], of every member being the origin, of its
    coming from an unseen source, and of the group having an unseen source at all."""

    edges: Floats2d
    origin: Floats1d
    unseen: Floats1d
    lost: float
    log_mass: float


def chances(edges: Floats2d, origin: Floats1d, unseen: Floats1d) -> Chances:
    """The chances over all histories of a group, from log weights.

    A history is either a tree below one member that is the origin, or a tree below one
    unseen source with two children or more; its weight is the product of its edges'. The
    matrix-tree theorem (Tutte 1948; for one root Koo and others 2007) sums them all.
    Minus infinity where an edge may not be.
    """
    size = len(origin)
    inner = edges.copy()
    np.fill_diagonal(inner, NO_EDGE)
    top = np.maximum(inner.max(axis=0), np.maximum(origin, unseen))
    weights = _weights(inner - top)
    seen = _one_root(weights, _weights(origin - top))
    many = _any_roots(weights, _weights(unseen - top))
    single = _one_root(weights, _weights(unseen - top))
    mass = max(seen.log_mass, many.log_mass)
    here, lost, less = (float(np.exp(s.log_mass - mass)) for s in (seen, many, single))
    if size == 1:
        lost = less = 0.0
    total = here + lost - less
    return Chances(
        np.clip((here * seen.edges + lost * many.edges - less * single.edges) / total, 0, 1),
        np.clip(here * seen.roots / total, 0, 1),
        np.clip((lost * many.roots - less * single.roots) / total, 0, 1),
        max(0.0, (lost - less) / total),
        mass + float(np.log(total)) + float(top.sum()),
    )


class _Sum(NamedTuple):
    edges: Floats2d
    roots: Floats1d
    log_mass: float


def _weights(logs: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(np.isfinite(logs), np.exp(np.maximum(logs, -60.0)), 0.0)


def _any_roots(weights: Floats2d, roots: Floats1d) -> _Sum:
    """All forests whose roots hang on one point: the Laplacian with the roots in it."""
    laplacian = np.diag(weights.sum(axis=0) + roots) - weights
    inverse, log_mass = _inverse(laplacian)
    diagonal = np.diag(inverse)
    return _Sum(weights * (diagonal[None, :] - inverse.T), roots * diagonal, log_mass)


def _one_root(weights: Floats2d, roots: Floats1d) -> _Sum:
    """All trees below exactly one root: the root weights take the place of the first row."""
    hat = np.diag(weights.sum(axis=0)) - weights
    hat[0] = roots
    inverse, log_mass = _inverse(hat)
    diagonal = np.diag(inverse).copy()
    diagonal[0] = 0.0
    back = inverse.T.copy()
    back[0] = 0.0
    return _Sum(weights * (diagonal[None, :] - back), roots * inverse[:, 0], log_mass)


def _inverse(matrix: Floats2d) -> tuple[Floats2d, float]:
    sign, log_mass = np.linalg.slogdet(matrix)
    if sign <= 0 or not np.isfinite(log_mass):
        return np.zeros_like(matrix), -700.0
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64), float(log_mass)
