"""The heaviest chains of many tables at once are those of each table by itself."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newstemma.align import heaviest_places
from newstemma.stemmas.chains import heaviest_of_many

# A cell: how far its left side is from the last one's, its right side, its weight.
CELL = st.tuples(st.integers(0, 2), st.integers(0, 9), st.integers(1, 4))


def table(cells):
    """Rights and weights in order of left side, then right side downwards."""
    left, found = 0, set()
    for step, right, weight in cells:
        left += step
        found.add((left, -right, weight))
    kept = {(a, b): w for a, b, w in sorted(found)}
    return [-b for _, b in sorted(kept)], [kept[cell] / 4 for cell in sorted(kept)]


@given(st.lists(st.lists(CELL, max_size=12), min_size=1, max_size=6))
def test_many_chains_are_the_chains_of_each(many):
    tables = [table(cells) for cells in many]
    width = max(len(rights) for rights, _ in tables)
    shape = len(tables), max(1, width)
    rights, weights, real = np.zeros(shape, int), np.zeros(shape), np.zeros(shape, bool)
    for row, (ours, worth) in enumerate(tables):
        rights[row, : len(ours)], weights[row, : len(ours)] = ours, worth
        real[row, : len(ours)] = True
    kept = heaviest_of_many(rights, weights, real)
    for row, (ours, worth) in enumerate(tables):
        assert np.flatnonzero(kept[row]).tolist() == heaviest_places(ours, worth)
