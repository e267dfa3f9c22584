"""The best tree and the chances of edges, against listing every tree."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.stemmas.arborescence import best_tree, chances


def every_tree(size):
    """Every list of parents that hangs all nodes on node 0."""
    for choice in product(range(size), repeat=size - 1):
        parents = [-1, *choice]
        if all(_reaches_root(parents, node) for node in range(1, size)):
            yield parents


def _reaches_root(parents, node):
    seen = set()
    while node > 0 and node not in seen:
        seen.add(node)
        node = parents[node]
    return node == 0


def random_scores(seed, size):
    return np.random.default_rng(seed).normal(size=(size, size)) * 2


@given(seed=st.integers(0, 10_000), size=st.integers(2, 5))
@settings(max_examples=60, deadline=None)
def test_best_tree_has_the_greatest_sum(seed, size):
    scores = random_scores(seed, size)

    def total(parents):
        return sum(scores[parents[t], t] for t in range(1, size))

    found = best_tree(scores)
    assert found[0] == -1
    assert total(found) == pytest.approx(max(total(p) for p in every_tree(size)))


def test_ties_go_to_the_lower_source():
    assert best_tree(np.zeros((4, 4))) == [-1, 0, 0, 0]


@given(seed=st.integers(0, 10_000), size=st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_chances_are_those_of_every_history_listed(seed, size):
    generator = np.random.default_rng(seed)
    edges, origin = generator.normal(size=(size, size)), generator.normal(size=size)
    unseen = generator.normal(size=size)
    mass, lost = 0.0, 0.0
    expected = np.zeros((size, size))
    origins, unseens = np.zeros(size), np.zeros(size)
    for parents in every_tree(size + 1):
        roots = [t for t in range(1, size + 1) if parents[t] == 0]
        tops, into = (origin, origins) if len(roots) == 1 else (unseen, unseens)
        inner = [(parents[t] - 1, t - 1) for t in range(1, size + 1) if parents[t]]
        log = sum(edges[e] for e in inner) + sum(tops[r - 1] for r in roots)
        mass += np.exp(log)
        lost += np.exp(log) * (len(roots) > 1)
        for edge in inner:
            expected[edge] += np.exp(log)
        for root in roots:
            into[root - 1] += np.exp(log)
    found = chances(edges, origin, unseen)
    assert found.edges == pytest.approx(expected / mass)
    assert found.origin == pytest.approx(origins / mass)
    assert found.unseen == pytest.approx(unseens / mass, abs=1e-9)
    assert found.lost == pytest.approx(lost / mass, abs=1e-9)
