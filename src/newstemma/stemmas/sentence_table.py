"""The sentences of a story's reports in one table: what each weighs and which are alike.

The theory. A sentence is the set of its stems, each weighed by its rarity in the language and not
in the story: what two reports have in common is no matter of how many others lie beside them.
Two sentences are alike by the cosine of those sets, and only stems in common count towards it:
so an inverted index from stem to sentences finds every pair in one sweep, at a cost that grows
with what is shared. Copies repeat sentences word for word; equal sets have one number and are
swept once. What a sentence of one report holds of a sentence in the other is the weight of the
stems it answers for, by its two best answers at most.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from newstemma.rarity import rarity
from newstemma.stemmas.cells import Cells, by_pair, laid
from newstemma.stemmas.own import OwnWords

# A cell counts when the two sentences are this alike (cosine of weighted stems) and share
# this much weight (two rare words). Set on translated texts against other outlets' reports
# of the same event; lower likeness finds more of a translation and more chance.
LEAST_LIKE = 0.30
LEAST_SHARED = 1.7
# A loose cell is no match by itself; many of them in one order are what translation leaves.
LOOSE_LIKE = 0.13
LOOSE_SHARED = 0.9
# The first sentences that tell the event as a whole.
LEADS = 2


class SentenceTable:
    """The sentences of all reports of a story over one vocabulary of weighted stems.

    A row is a sentence of a report, from `first` of the report on: `mass` its weight, `numbers`
    the number of the sentence, one for all that say the same, `handed` whether it names a
    document. By report: `total` its weight, `body` its weight after the leads, `lengths` its
    sentences. By sentence number: `alike` its stems, `common` those that are no names and no
    numbers.
    """

    def __init__(self, texts: Sequence[OwnWords]) -> None:
        self.texts = texts
        rows = [said for text in texts for said in text.stems]
        self.weight = {s: rarity(s) for said in rows for s in said}
        self.first = np.cumsum([0] + [len(t.stems) for t in texts])
        self.owner = np.repeat(np.arange(len(texts)), np.diff(self.first))
        self.place = np.arange(len(rows)) - self.first[self.owner]
        self.lengths = [len(t.sentences) for t in texts]
        found: dict[tuple[frozenset[str], frozenset[str]], int] = {}
        names = [text.names for text in texts for _ in text.stems]
        keys = [(frozenset(s), _common(s, held)) for s, held in zip(rows, names, strict=True)]
        self.numbers = np.array([found.setdefault(key, len(found)) for key in keys], dtype=np.int64)
        self.alike = [sorted(stems) for stems, _ in found]
        self.common = [common for _, common in found]
        masses = np.array([sum(self.weight[s] for s in stems) for stems in self.alike])
        self.mass = masses[self.numbers] if len(rows) else np.zeros(0)
        self.handed = np.array([names for text in texts for names in text.handed], dtype=np.bool_)
        self.total = np.bincount(self.owner, self.mass, len(texts))
        late = self.place >= LEADS
        self.body = np.bincount(self.owner[late], self.mass[late], len(texts))

    def in_common(self, one: int, other: int) -> float:
        """The weight of the stems of two sentences that are no names and no numbers."""
        return math.fsum(self.weight[s] for s in self.common[one] & self.common[other])

    def held_by(self, one: int, answer: int, other: int) -> float:
        """The weight of a sentence that two others hold between them."""
        there = {*self.alike[answer], *self.alike[other]}
        return sum(self.weight[s] for s in self.alike[one] if s in there)

    def cells(self) -> Cells:
        """The cells of every pair of reports, by one sweep over the postings.

        The same sentence in many reports is swept once, for copies are full of them.
        """
        found = [part for part in self._sweep() if len(part)]
        cells = np.concatenate(found) if found else np.zeros((0, 4))
        return by_pair(laid(cells, self.numbers, len(self.alike)), self.owner, self.place)

    def _sweep(self) -> Iterator[NDArray[np.float64]]:
        """Each sentence with those from itself on that are like it: both numbers, likeness,
        shared weight [cell, 4]."""
        places: dict[str, list[int]] = {}
        for number, sentence in enumerate(self.alike):
            for stemmed in sentence:
                places.setdefault(stemmed, []).append(number)
        postings = {s: np.array(p) for s, p in places.items()}
        mass = np.array([sum(self.weight[s] for s in one) for one in self.alike])
        for number, sentence in enumerate(self.alike):
            if not sentence:
                continue
            lists = [postings[s][np.searchsorted(postings[s], number) :] for s in sentence]
            weights = np.repeat([self.weight[s] for s in sentence], [len(p) for p in lists])
            shared = np.bincount(np.concatenate(lists) - number, weights)
            hits = np.flatnonzero(shared >= LOOSE_SHARED)
            held = shared[hits]
            like = held / np.sqrt(mass[number] * mass[number + hits])
            # too little shared for a match, however alike: it stays loose
            like = np.where(held < LEAST_SHARED, np.minimum(like, LEAST_LIKE - 0.01), like)
            close = like >= LOOSE_LIKE
            near = number + hits[close]
            yield np.stack(
                [np.full(len(near), number), near, np.minimum(1.0, like[close]), held[close]],
                axis=1,
            )


def _common(stems: Iterable[str], names: Collection[str]) -> frozenset[str]:
    """The stems that are no names of their text and no numbers."""
    return frozenset(s for s in stems if s not in names and not s[0].isdigit())
