"""How two reports of one story are alike outside quotation marks: the measures under the clues.

The theory. Sentences are laid side by side by their weighted stems; cells of the table that
are like enough are matches; the heaviest chain of matches that only moves on is what a copy
keeps. Shares say how much of one text's own words its matched sentences in the other account
for, so a condensed text lies wholly in its source and not the other way. All pairs of a story
are done in one sweep over an inverted index: the cost grows with what is shared, not with
the number of sentence pairs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newstemma.align import Pair, heaviest_places
from newstemma.rarity import rarity
from newstemma.stemmas.cells import Cell, by_pair, laid
from newstemma.stemmas.literal import Quotes, RunTable, shared_quotes
from newstemma.stemmas.own import OwnWords

# A cell counts when the two sentences are this alike (cosine of weighted stems) and share
# this much weight (two rare words). Set on translated texts against other outlets' reports
# of the same event; lower likeness finds more of a translation and more chance.
LEAST_LIKE = 0.30
LEAST_SHARED = 1.7
# A loose cell is no match by itself; many of them in one order are what translation leaves.
LOOSE_LIKE = 0.13
LOOSE_SHARED = 0.9
# The first sentences that tell the event as a whole, and how short a brief is.
LEADS = 2
BRIEF = 4
# In a smaller pile "in nearly every report" says nothing yet.
SMALL_PILE = 8


@dataclass(frozen=True, slots=True)
class Likeness:
    """The measures of a pair; `left` and `right` are the reports in the order asked for.

    `matches` are all sentence matches, `chain` those in one order. Shares and runs are of
    own words, 0..1: `share_left` is how much of the left text the right accounts for. `chained`
    is the share of the lesser text on the chain, `loose` that on a chain of looser cells,
    `apart` the share of either text (the lesser share) that other reports tell too and this
    pair does not share, `block` how plainly the pair shares a part word by word and nothing
    of the rest. What the first sentences share
    counts in `chained`, `loose`, `bodies` (shares of the texts after their leads) and
    `answers` (links of the chain) only in a brief: by trade two leads tell one event alike.
    `told` is the mean share of the other reports that tell the sentences of the chain too.
    `weight` is the weight of the words shared on the chain, after leads like `answers`;
    `beyond_names` that of those that are no names and no numbers; `handed` the share of the
    chain's weight in sentences that both name a document.
    """

    matches: tuple[Pair, ...]
    chain: tuple[Pair, ...]
    share_left: float
    share_right: float
    runs_left: float
    runs_right: float
    quotes: Quotes
    in_order: float
    chained: float
    sentences: tuple[int, int]
    loose: float = 0.0
    apart: float = 0.0
    block: float = 0.0
    bodies: tuple[float, float] = (0.0, 0.0)
    answers: int = 0
    told: tuple[float, float] = (0.5, 0.5)
    weight: float = 0.0
    beyond_names: float = 0.0
    handed: float = 0.0

    def turned(self) -> Likeness:
        """The same pair seen from the other side."""
        return Likeness(
            matches=tuple(sorted(Pair(p.right, p.left, p.score) for p in self.matches)),
            chain=tuple(Pair(p.right, p.left, p.score) for p in self.chain),
            share_left=self.share_right,
            share_right=self.share_left,
            runs_left=self.runs_right,
            runs_right=self.runs_left,
            quotes=Quotes(
                tuple((b, a) for a, b in self.quotes.same),
                tuple((b, a) for a, b in self.quotes.altered),
                self.quotes.right,
                self.quotes.left,
            ),
            in_order=self.in_order,
            chained=self.chained,
            sentences=(self.sentences[1], self.sentences[0]),
            loose=self.loose,
            apart=self.apart,
            block=self.block,
            bodies=(self.bodies[1], self.bodies[0]),
            answers=self.answers,
            told=(self.told[1], self.told[0]),
            weight=self.weight,
            beyond_names=self.beyond_names,
            handed=self.handed,
        )


Likenesses = Mapping[tuple[int, int], Likeness]


def likenesses(
    texts: Sequence[OwnWords], runs: Mapping[tuple[int, int], int] | None = None
) -> dict[tuple[int, int], Likeness]:
    """The likeness of every pair (left < right) that shares a sentence, a run or a quotation.

    A pair left out shares none of them. `runs` are the runs in common, where known already.
    """
    table = _SentenceTable(texts)
    found: dict[tuple[int, int], Likeness] = {}
    quotes = shared_quotes(texts)
    cells = table.cells()
    runs = RunTable(texts).counts() if runs is None else runs
    attested = table.attested(cells)
    for pair in sorted({*cells, *quotes, *runs}):
        shared = _Shared(cells.get(pair, []), runs.get(pair, 0), quotes.get(pair))
        found[pair] = table.measure(pair, shared, attested)
    return found


class _Shared(NamedTuple):
    """What a pair shares before it is measured: all cells by left side, then right side
    downwards; runs in both; quotations."""

    cells: list[Cell]
    runs: int
    quotes: Quotes | None


Attested = Sequence[Sequence[int]]


class _SentenceTable:
    """The sentences of all reports over one vocabulary of weighted stems."""

    def __init__(self, texts: Sequence[OwnWords]) -> None:
        self.texts = texts
        self.weight = _stem_weights(texts)
        self.first = np.cumsum([0] + [len(t.stems) for t in texts])
        self.sets = [[{s: self.weight[s] for s in sentence} for sentence in t.stems] for t in texts]
        masses = [sum(s.values()) for sets in self.sets for s in sets]
        bounds = [(int(a), int(b)) for a, b in pairwise(self.first)]
        self.masses = [[float(m) for m in masses[a:b]] for a, b in bounds]
        self.total = [sum(held) for held in self.masses]
        self.bodies = [sum(held[LEADS:]) for held in self.masses]
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
        self._common_of: dict[tuple[int, int], float] = {}
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

    def measure(self, pair: tuple[int, int], shared: _Shared, attested: Attested) -> Likeness:
        """The measures of one pair from what it shares."""
        left, right = pair
        one, other = self.texts[left], self.texts[right]
        matches = [c for c in shared.cells if c[2] >= LEAST_LIKE]
        chain = self._chain(pair, matches)
        loose = chain if len(matches) == len(shared.cells) else self._chain(pair, shared.cells)
        start = self._start(pair)
        bodies = self._body(left, start), self._body(right, start)
        lesser = min(bodies) or 1.0
        held = (
            self._held_words(left, right, matches),
            self._held_words(right, left, [(b, a, score, w) for a, b, score, w in matches]),
        )
        whole = self._share(left, held[0], 0), self._share(right, held[1], 0)
        body = whole
        if start:
            body = self._share(left, held[0], start), self._share(right, held[1], start)
        return Likeness(
            matches=tuple([Pair(a, b, score) for a, b, score, _ in sorted(matches)]),
            chain=tuple([Pair(a, b, score) for a, b, score, _ in chain]),
            share_left=whole[0],
            share_right=whole[1],
            runs_left=shared.runs / max(1, len(one.runs)),
            runs_right=shared.runs / max(1, len(other.runs)),
            quotes=shared.quotes or Quotes((), (), len(one.quotations), len(other.quotations)),
            in_order=_in_order(matches, chain),
            chained=min(1.0, self._weight(pair, chain, start) / lesser),
            sentences=(len(one.sentences), len(other.sentences)),
            loose=min(1.0, self._weight(pair, loose, start) / lesser),
            apart=min(
                self._remainder(left, {c.left for c in shared.cells}, attested),
                self._remainder(right, {c.right for c in shared.cells}, attested),
            ),
            block=self._block(pair, matches, chain, loose),
            bodies=body,
            answers=sum(c.left >= start or c.right >= start for c in chain),
            told=(
                self._told([attested[left][c[0]] for c in chain]),
                self._told([attested[right][c[1]] for c in chain]),
            ),
            weight=sum([c.shared for c in chain if c.left >= start or c.right >= start]),
            beyond_names=self._beyond_names(pair, chain, start),
            handed=self._handed(pair, chain),
        )

    def _beyond_names(self, pair: tuple[int, int], chain: Sequence[Cell], start: int) -> float:
        """The weight shared on the chain in words that are no names and no numbers."""
        ours, theirs = self.number[pair[0]], self.number[pair[1]]
        total = 0.0
        for cell in chain:
            if cell.left >= start or cell.right >= start:
                one, other = ours[cell.left], theirs[cell.right]
                key = (one, other) if one < other else (other, one)
                held = self._common_of.get(key)
                if held is None:
                    shared = self.common[one] & self.common[other]
                    held = self._common_of[key] = math.fsum(self.weight[s] for s in shared)
                total += held
        return total

    def _handed(self, pair: tuple[int, int], chain: Sequence[Cell]) -> float:
        """The share of the chain's weight in sentences that name a document on both sides."""
        ours, theirs = self.texts[pair[0]].handed, self.texts[pair[1]].handed
        if not any(ours) or not any(theirs):
            return 0.0
        named = sum([c.shared for c in chain if ours[c.left] and theirs[c.right]])
        return named / (sum([c.shared for c in chain]) or 1.0)

    def _told(self, tellers: Sequence[int]) -> float:
        """The mean share of the other reports that tell a sentence; even odds of one pair."""
        others = len(self.texts) - 1
        if others < 2:
            return 0.5
        return sum(tellers) / max(1, len(tellers)) / others

    def _chain(self, pair: tuple[int, int], cells: Sequence[Cell]) -> list[Cell]:
        """The heaviest chain of cells given by left side, then right side downwards."""
        ours, theirs = self.masses[pair[0]], self.masses[pair[1]]
        weights = [c[2] * min(ours[c[0]], theirs[c[1]]) for c in cells]
        return [cells[place] for place in heaviest_places([c[1] for c in cells], weights)]

    def _weight(self, pair: tuple[int, int], chain: Sequence[Cell], start: int) -> float:
        ours, theirs = self.masses[pair[0]], self.masses[pair[1]]
        return sum(
            [c[2] * min(ours[c[0]], theirs[c[1]]) for c in chain if c[0] >= start or c[1] >= start]
        )

    def _start(self, pair: tuple[int, int]) -> int:
        """The first sentence after the leads; 0 in a brief, where the lead is the text."""
        brief = min(self.lengths[pair[0]], self.lengths[pair[1]]) < BRIEF
        return 0 if brief else LEADS

    def _body(self, one: int, start: int) -> float:
        """The weight of a text from that sentence on."""
        return self.bodies[one] if start else self.total[one]

    def _block(
        self,
        pair: tuple[int, int],
        matches: Sequence[Cell],
        chain: Sequence[Cell],
        loose: Sequence[Cell],
    ) -> float:
        """Mean likeness on the chain times what lies outside it in the better held text."""
        if not chain:
            return 0.0
        both = (*matches, *loose)
        held = self._held(pair[0], {c[0] for c in both}), self._held(pair[1], {c[1] for c in both})
        return sum([c[2] for c in chain]) / len(chain) * (1.0 - max(held))

    def _held(self, one: int, sentences: set[int]) -> float:
        """The share of a text's weight in these sentences."""
        if not self.total[one]:
            return 0.0
        masses = self.masses[one]
        return math.fsum([masses[at] for at in sentences]) / self.total[one]

    def _remainder(self, one: int, held: set[int], attested: Attested) -> float:
        """The share of a text that other reports tell too and no cell of this pair holds."""
        if not self.total[one]:
            return 0.0
        masses = self.masses[one]
        told = [masses[at] for at, n in enumerate(attested[one]) if n and at not in held]
        return sum(told) / self.total[one]

    def _share(self, one: int, held: Mapping[int, float], start: int) -> float:
        """How much of one text's weight from a sentence on is held by the other."""
        total = self._body(one, start)
        if not total or not held:
            return 0.0
        weights = held.values() if not start else [w for at, w in held.items() if at >= start]
        return min(1.0, sum(weights) / total)

    def _held_words(
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


def _in_order(matches: Sequence[Cell], chain: Sequence[Cell]) -> float:
    """How much longer the chain is than chance makes it: 1 kept order, 0 a shuffle.

    A random order of n things has an increasing run of about 2 * sqrt(n).
    """
    sides = min(len({m[0] for m in matches}), len({m[1] for m in matches}))
    if sides < 4:
        return 0.0
    chance = min(2.0 * math.sqrt(sides), sides - 1.0)
    return max(0.0, (len(chain) - chance) / (sides - chance))
