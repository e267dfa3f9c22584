"""Trees over scores: the best one, and how sure each of its edges is.

`best_tree` is the maximum arborescence (Chu and Liu 1965, Edmonds 1967), own code because
the usual library's answer moves with the order of nodes (networkx #4951). `edge_chances`
is the matrix-tree theorem (Tutte 1948): with every tree weighted by the product of its
edges, the chance of each edge comes out of one matrix inverse.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

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


def edge_chances(scores: Floats2d) -> Floats2d:
    """The chance [source, target] of every edge over all trees from node 0.

    `scores` are log weights, minus infinity where no edge may be. Columns of targets sum
    to one; column 0 is zero.
    """
    size = len(scores)
    if size == 1:
        return np.zeros((1, 1))
    usable = scores.copy()
    np.fill_diagonal(usable, NO_EDGE)
    usable[:, 0] = NO_EDGE
    top = usable[:, 1:].max(axis=0)
    weights = np.zeros((size, size))
    weights[:, 1:] = np.exp(np.maximum(usable[:, 1:] - top, -60.0)) * np.isfinite(usable[:, 1:])
    laplacian = np.diag(weights[:, 1:].sum(axis=0)) - weights[1:, 1:]
    inverse = np.linalg.inv(laplacian)
    chances = np.zeros((size, size))
    diagonal = np.diag(inverse)
    chances[0, 1:] = weights[0, 1:] * diagonal
    chances[1:, 1:] = weights[1:, 1:] * (diagonal[None, :] - inverse.T)
    return np.clip(chances, 0.0, 1.0)
