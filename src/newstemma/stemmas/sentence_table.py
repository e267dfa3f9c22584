"""The sentences of a story's reports in one table: what each weighs and which are alike.

The theory. A sentence is the set of its stems, each weighed by its rarity, lowered for what
nearly every report of the story says. Two sentences are alike by the cosine of those sets, and
only stems in common count towards it: so an inverted index from stem to sentences finds every
pair in one sweep, at a cost that grows with what is shared. Copies repeat sentences word for
word; equal sets have one number and are swept once. What a sentence of one report holds of a
sentence in the other is the weight of the stems it answers for, by its two best answers at most.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newstemma.rarity import rarity
from newstemma.stemmas.cells import Cell, by_pair, laid
from newstemma.stemmas.own import OwnWords

# A cell counts when the two sentences are this alike (cosine of weighted stems) and share
# this much weight (two rare words). Set on translated texts against other outlets' reports
# of the same event; lower likeness finds more of a translation and more chance.
LEAST_LIKE = 0.30
LEAST_SHARED = 1.7
# A loose cell is no match by itself; many of them in one order are what translation leaves.
LOOSE_LIKE = 0.13
LOOSE_SHARED = 0.9
# In a smaller pile "in nearly every report" says nothing yet.
SMALL_PILE = 8

Attested = Sequence[Sequence[int]]


class SentenceTable:
    """The sentences of all reports of a story over one vocabulary of weighted stems.

    By report and place: `sets` the weighted stems of a sentence, `masses` their weight, `number`
    the number of the sentence, one for all that say the same. `total` is the weight of a report;
    `common` by sentence number the stems that are no names and no numbers.
    """

    def __init__(self, texts: Sequence[OwnWords]) -> None:
        self.texts = texts
        self.weight = _stem_weights(texts)
        self.first = np.cumsum([0] + [len(t.stems) for t in texts])
        self.sets = [[{s: self.weight[s] for s in sentence} for sentence in t.stems] for t in texts]
        masses = [sum(s.values()) for sets in self.sets for s in sets]
        bounds = [(int(a), int(b)) for a, b in pairwise(self.first)]
        self.masses = [[float(m) for m in masses[a:b]] for a, b in bounds]
        self.total = [sum(held) for held in self.masses]
        self.lengths = [len(t.sentences) for t in texts]
        self.alike: dict[frozenset[str], int] = {}
        self.number = [
            [self.alike.setdefault(frozenset(one), len(self.alike)) for one in sets]
            for sets in self.sets
        ]
        names = frozenset[str]().union(*(t.names for t in texts))
        self.common = [
            frozenset(s for s in one if s not in names and not s[0].isdigit()) for one in self.alike
        ]
        self._held_of: dict[tuple[int, ...], float] = {}

    def cells(self) -> dict[tuple[int, int], list[Cell]]:
        """The cells of every pair of reports, by one sweep over the postings.

        The same sentence in many reports is swept once, for copies are full of them.
        """
        said = np.array([n for numbers in self.number for n in numbers], dtype=np.int64)
        owner = np.repeat(np.arange(len(self.texts)), np.diff(self.first))
        place = np.arange(len(said)) - self.first[owner] if len(said) else said
        found = [part for part in self._sweep() if len(part)]
        if not found:
            return {}
        cells = laid(np.concatenate(found), said, len(self.alike))
        return by_pair(cells, owner, place)

    def _sweep(self) -> Iterator[NDArray[np.float64]]:
        """Each sentence with those from itself on that are like it: both numbers, likeness,
        shared weight [cell, 4]."""
        sentences = [dict.fromkeys(sorted(one), 0.0) for one in self.alike]
        places: dict[str, list[int]] = {}
        for number, sentence in enumerate(sentences):
            for stemmed in sentence:
                places.setdefault(stemmed, []).append(number)
        postings = {s: np.array(p) for s, p in places.items()}
        mass = np.array([sum(self.weight[s] for s in one) for one in sentences])
        for number, sentence in enumerate(sentences):
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

    def attested(self, cells: Mapping[tuple[int, int], list[Cell]]) -> list[list[int]]:
        """For each sentence of each report, in how many other reports it has a match."""
        found = [[0] * len(t.stems) for t in self.texts]
        for (left, right), pairs in cells.items():
            matches = [p for p in pairs if p[2] >= LEAST_LIKE]
            ours, theirs = found[left], found[right]
            for at in {p[0] for p in matches}:
                ours[at] += 1
            for at in {p[1] for p in matches}:
                theirs[at] += 1
        return found

    def held_words(
        self, one: int, other: int, matches: Sequence[tuple[int, int, float, float]]
    ) -> dict[int, float]:
        """For each matched sentence the weight its two best answers account for.

        A match is a sentence of the one, a sentence of the other, a score, the weight shared.
        """
        held: dict[int, float] = {}
        again: dict[int, list[tuple[float, int]]] = {}
        for at, _, _, shared in matches:
            if at in held:
                again[at] = []
            held[at] = shared
        if again:
            for at, answer, score, _ in matches:
                if at in again:
                    again[at].append((-score, answer))
            for at, found in again.items():
                held[at] = self._held_in(one, at, other, [a for _, a in sorted(found)[:2]])
        return held

    def _held_in(self, one: int, at: int, other: int, places: Sequence[int]) -> float:
        """The weight of a sentence that some sentences of another text hold; copies of one
        sentence ask the same, so it is answered once."""
        numbers = self.number[other]
        key = (self.number[one][at], *sorted(numbers[place] for place in places))
        known = self._held_of.get(key)
        if known is None:
            there: set[str] = set().union(*(self.sets[other][place] for place in places))
            known = sum(w for s, w in self.sets[one][at].items() if s in there)
            self._held_of[key] = known
        return known


def _stem_weights(texts: Sequence[OwnWords]) -> dict[str, float]:
    """Rarity, lowered gently for what nearly every report of the story says.

    Counted over reports, so that a long report weighs no more than a short one.
    """
    spread: dict[str, int] = {}
    for text in texts:
        for stemmed in {s for sentence in text.stems for s in sentence}:
            spread[stemmed] = spread.get(stemmed, 0) + 1
    many = max(SMALL_PILE, len(texts))
    return {s: rarity(s) * (1.0 - 0.5 * math.log(n) / math.log(many)) for s, n in spread.items()}
