"""The measures of all pairs of a story at once, from the table of their cells.

The theory of each measure stands in `likeness`; here every pair is a number, a cell belongs to
one, and a measure is a sum over cells. Copies repeat each other, so what two sentences have in
common is asked once for all pairs that say them.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newstemma.stemmas.cells import Cell, Cells
from newstemma.stemmas.chains import heaviest_of_many
from newstemma.stemmas.sentence_table import LEADS, LEAST_LIKE, SentenceTable

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

# A text of fewer sentences is a brief, where the lead is the text.
BRIEF = 4
# Pairs of like size whose chains are looked for at once.
BATCH = 256


class Measures:
    """What the pairs of a story measure, one number a pair, in the order of `cells.pairs`."""

    def __init__(self, table: SentenceTable, cells: Cells) -> None:
        self.table = table
        self.cells = cells
        self.of = np.repeat(np.arange(len(cells.pairs)), np.diff(cells.bounds))
        ends = np.array(cells.pairs, dtype=np.int64).reshape(-1, 2)
        self.texts = ends[:, 0], ends[:, 1]
        self.rows = (
            table.first[self.texts[0]][self.of] + cells.left,
            table.first[self.texts[1]][self.of] + cells.right,
        )
        masses = table.mass[self.rows[0]], table.mass[self.rows[1]]
        self.worth = cells.score * np.minimum(*masses)
        self.match = cells.score >= LEAST_LIKE
        self.chain = self._heaviest(self.match)
        self.loose = self._heaviest(np.ones_like(self.match))
        lengths = np.array(table.lengths)
        brief = np.minimum(lengths[self.texts[0]], lengths[self.texts[1]]) < BRIEF
        # the first sentence after the leads; 0 in a brief, where the lead is the text
        self.start = np.where(brief, 0, LEADS)
        start = self.start[self.of]
        self.late = self.chain & ((cells.left >= start) | (cells.right >= start))
        self.late_loose = self.loose & ((cells.left >= start) | (cells.right >= start))

    def total(self, mask: Mask, values: Floats | None = None) -> Floats:
        """The sum of some values over the cells of a mask, by pair."""
        weights = None if values is None else values[mask]
        found = np.bincount(self.of[mask], weights, len(self.cells.pairs))
        return np.asarray(found, dtype=np.float64)

    def _heaviest(self, mask: Mask) -> Mask:
        """The heaviest chain among the cells of a mask, of each pair."""
        found = mask.copy()
        at = np.flatnonzero(mask)
        of, right = self.of[at], self.cells.right[at]
        turns = (of[1:] == of[:-1]) & (right[1:] <= right[:-1])
        tangled = np.unique(of[1:][turns])
        low, high = np.searchsorted(of, tangled), np.searchsorted(of, tangled + 1)
        order = np.argsort(high - low, kind="stable")
        for some in np.array_split(order, max(1, len(order) // BATCH)):
            if len(some):
                size = int((high - low)[some].max())
                places = low[some, None] + np.arange(size)
                real = places < high[some, None]
                held = at[np.where(real, places, 0)]
                kept = heaviest_of_many(self.cells.right[held], self.worth[held], real)
                found[held[real]] = kept[real]
        return found

    # --- sums ---------------------------------------------------------------------

    @cached_property
    def lesser(self) -> Floats:
        """The weight of the lesser text after its leads; 1 where there is none."""
        least = np.minimum(*(self._body(side) for side in (0, 1)))
        return np.where(least > 0.0, least, 1.0)

    def _body(self, side: int) -> Floats:
        total, body = self.table.total, self.table.body
        return np.where(self.start > 0, body[self.texts[side]], total[self.texts[side]])

    def chained(self) -> Floats:
        """The share of the lesser text on the chain."""
        return np.minimum(1.0, self.total(self.late, self.worth) / self.lesser)

    def loosely(self) -> Floats:
        """The share of the lesser text on the chain of looser cells."""
        return np.minimum(1.0, self.total(self.late_loose, self.worth) / self.lesser)

    def in_order(self) -> Floats:
        """How many more answers the chain has than chance would put in one order, as a logarithm.

        A random order of n things has an increasing run of about 2 * sqrt(n) - 1. It is a number
        and no share: four of four in order is one chance in 24, ten of ten one in three million.
        """
        sides = np.minimum(*(self.total(self._once(self.match, side)) for side in (0, 1)))
        chance = np.maximum(1.0, 2.0 * np.sqrt(sides) - 1.0)
        return np.log1p(np.maximum(0.0, self.total(self.chain) - chance))

    def block(self) -> Floats:
        """Mean likeness on the chain times what lies outside it in the better held text."""
        both = self.match | self.loose
        held = np.maximum(*(self._held_share(both, side) for side in (0, 1)))
        links = np.maximum(1.0, self.total(self.chain))
        return self.total(self.chain, self.cells.score) / links * (1.0 - held)

    def _held_share(self, mask: Mask, side: int) -> Floats:
        """The share of a text's weight in the sentences of these cells."""
        held = self.total(self._once(mask, side), self.table.mass[self.rows[side]])
        return held / np.maximum(1e-9, self.table.total[self.texts[side]])

    def _once(self, mask: Mask, side: int) -> Mask:
        """Of the cells of a mask one for each sentence of a side."""
        at = np.flatnonzero(mask)
        place = (self.cells.left, self.cells.right)[side][at]
        _, first = np.unique(self.of[at] * (place.max(initial=0) + 1) + place, return_index=True)
        found = np.zeros_like(mask)
        found[at[first]] = True
        return found

    def handed(self) -> Floats:
        """The share of the chain's weight in sentences that name a document on both sides."""
        named = self.table.handed[self.rows[0]] & self.table.handed[self.rows[1]]
        whole = self.total(self.chain, self.cells.shared)
        return self.total(self.chain & named, self.cells.shared) / np.where(whole > 0, whole, 1.0)

    def beyond_names(self) -> Floats:
        """The weight shared on the chain in words that are no names and no numbers."""
        number = self.table.numbers
        ends = np.stack([number[rows][self.late] for rows in self.rows])
        keys, where = np.unique(np.sort(ends, axis=0), axis=1, return_inverse=True)
        worth = np.array([self.table.in_common(*key) for key in keys.T.tolist()])
        values = np.zeros(len(self.of))
        values[self.late] = worth[where.ravel()] if len(worth) else 0.0
        return self.total(self.late, values)

    # --- shares -------------------------------------------------------------------

    def shares(self, side: int) -> tuple[Floats, Floats]:
        """How much of a side's text the other accounts for: of the whole, and after its leads.

        A sentence is accounted for by its two best answers at most.
        """
        at = np.flatnonzero(self.match)
        place = (self.cells.left, self.cells.right)[side][at]
        answer = (self.cells.right, self.cells.left)[side][at]
        order = np.lexsort((answer, -self.cells.score[at], place, self.of[at]))
        at, place = at[order], place[order]
        of = self.of[at]
        new = np.concatenate([[True], (of[1:] != of[:-1]) | (place[1:] != place[:-1])])[: len(at)]
        first = np.flatnonzero(new)
        many = np.diff(np.append(first, len(at)))
        held = self.cells.shared[at[first]]
        several = many > 1
        held[several] = self._by_two(at[first[several]], at[first[several] + 1], side)
        whole = np.bincount(of[first], held, len(self.cells.pairs))
        late = place[first] >= self.start[of[first]]
        rest = np.bincount(of[first][late], held[late], len(self.cells.pairs))
        total = np.maximum(1e-9, self.table.total[self.texts[side]])
        body = np.maximum(1e-9, self._body(side))
        return np.minimum(1.0, whole / total), np.minimum(1.0, rest / body)

    def _by_two(self, best: Ints, next_best: Ints, side: int) -> Floats:
        """The weight of sentences that their two best answers hold between them."""
        number = self.table.numbers
        ours, theirs = self.rows[side], self.rows[1 - side]
        answers = np.sort(np.stack([number[theirs[best]], number[theirs[next_best]]]), axis=0)
        asked = np.vstack([number[ours[best]], answers])
        keys, where = np.unique(asked, axis=1, return_inverse=True)
        worth = np.array([self.table.held_by(*key) for key in keys.T.tolist()])
        return np.asarray(worth[where.ravel()] if len(worth) else np.zeros(0), dtype=np.float64)

    # --- chains -------------------------------------------------------------------

    def chains(self) -> list[tuple[Cell, ...]]:
        """The cells of each pair's chain, in order."""
        kept = np.flatnonzero(self.chain)
        table = self.cells
        columns = (table.left, table.right, table.score, table.shared)
        links = list(map(Cell._make, zip(*(c[kept].tolist() for c in columns), strict=True)))
        bounds = np.searchsorted(kept, table.bounds).tolist()
        return [tuple(links[one:after]) for one, after in pairwise(bounds)]
