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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newstemma.align import Pair, heaviest_places
from newstemma.stemmas.cells import Cell
from newstemma.stemmas.literal import Quotes, RunTable, shared_quotes
from newstemma.stemmas.own import OwnWords
from newstemma.stemmas.sentence_table import LEAST_LIKE, Attested, SentenceTable

# The first sentences that tell the event as a whole, and how short a brief is.
LEADS = 2
BRIEF = 4


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
    table = SentenceTable(texts)
    measures = _Measures(table)
    found: dict[tuple[int, int], Likeness] = {}
    quotes = shared_quotes(texts)
    cells = table.cells()
    runs = RunTable(texts).counts() if runs is None else runs
    attested = table.attested(cells)
    for pair in sorted({*cells, *quotes, *runs}):
        shared = _Shared(cells.get(pair, []), runs.get(pair, 0), quotes.get(pair))
        found[pair] = measures.measure(pair, shared, attested)
    return found


class _Shared(NamedTuple):
    """What a pair shares before it is measured: all cells by left side, then right side
    downwards; runs in both; quotations."""

    cells: list[Cell]
    runs: int
    quotes: Quotes | None


class _Measures:
    """The measures of pairs over the table of a story's sentences."""

    def __init__(self, table: SentenceTable) -> None:
        self.table = table
        self.bodies = [sum(held[LEADS:]) for held in table.masses]
        self._common_of: dict[tuple[int, int], float] = {}

    def measure(self, pair: tuple[int, int], shared: _Shared, attested: Attested) -> Likeness:
        """The measures of one pair from what it shares."""
        left, right = pair
        one, other = self.table.texts[left], self.table.texts[right]
        matches = [c for c in shared.cells if c[2] >= LEAST_LIKE]
        chain = self._chain(pair, matches)
        loose = chain if len(matches) == len(shared.cells) else self._chain(pair, shared.cells)
        start = self._start(pair)
        bodies = self._body(left, start), self._body(right, start)
        lesser = min(bodies) or 1.0
        held = (
            self.table.held_words(left, right, matches),
            self.table.held_words(right, left, [(b, a, score, w) for a, b, score, w in matches]),
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
        ours, theirs = self.table.number[pair[0]], self.table.number[pair[1]]
        total = 0.0
        for cell in chain:
            if cell.left >= start or cell.right >= start:
                one, other = ours[cell.left], theirs[cell.right]
                key = (one, other) if one < other else (other, one)
                held = self._common_of.get(key)
                if held is None:
                    shared = self.table.common[one] & self.table.common[other]
                    held = self._common_of[key] = math.fsum(self.table.weight[s] for s in shared)
                total += held
        return total

    def _handed(self, pair: tuple[int, int], chain: Sequence[Cell]) -> float:
        """The share of the chain's weight in sentences that name a document on both sides."""
        ours, theirs = self.table.texts[pair[0]].handed, self.table.texts[pair[1]].handed
        if not any(ours) or not any(theirs):
            return 0.0
        named = sum([c.shared for c in chain if ours[c.left] and theirs[c.right]])
        return named / (sum([c.shared for c in chain]) or 1.0)

    def _told(self, tellers: Sequence[int]) -> float:
        """The mean share of the other reports that tell a sentence; even odds of one pair."""
        others = len(self.table.texts) - 1
        if others < 2:
            return 0.5
        return sum(tellers) / max(1, len(tellers)) / others

    def _chain(self, pair: tuple[int, int], cells: Sequence[Cell]) -> list[Cell]:
        """The heaviest chain of cells given by left side, then right side downwards."""
        ours, theirs = self.table.masses[pair[0]], self.table.masses[pair[1]]
        weights = [c[2] * min(ours[c[0]], theirs[c[1]]) for c in cells]
        return [cells[place] for place in heaviest_places([c[1] for c in cells], weights)]

    def _weight(self, pair: tuple[int, int], chain: Sequence[Cell], start: int) -> float:
        ours, theirs = self.table.masses[pair[0]], self.table.masses[pair[1]]
        return sum(
            [c[2] * min(ours[c[0]], theirs[c[1]]) for c in chain if c[0] >= start or c[1] >= start]
        )

    def _start(self, pair: tuple[int, int]) -> int:
        """The first sentence after the leads; 0 in a brief, where the lead is the text."""
        brief = min(self.table.lengths[pair[0]], self.table.lengths[pair[1]]) < BRIEF
        return 0 if brief else LEADS

    def _body(self, one: int, start: int) -> float:
        """The weight of a text from that sentence on."""
        return self.bodies[one] if start else self.table.total[one]

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
        if not self.table.total[one]:
            return 0.0
        masses = self.table.masses[one]
        return math.fsum([masses[at] for at in sentences]) / self.table.total[one]

    def _remainder(self, one: int, held: set[int], attested: Attested) -> float:
        """The share of a text that other reports tell too and no cell of this pair holds."""
        if not self.table.total[one]:
            return 0.0
        masses = self.table.masses[one]
        told = [masses[at] for at, n in enumerate(attested[one]) if n and at not in held]
        return sum(told) / self.table.total[one]

    def _share(self, one: int, held: Mapping[int, float], start: int) -> float:
        """How much of one text's weight from a sentence on is held by the other."""
        total = self._body(one, start)
        if not total or not held:
            return 0.0
        weights = held.values() if not start else [w for at, w in held.items() if at >= start]
        return min(1.0, sum(weights) / total)


def _in_order(matches: Sequence[Cell], chain: Sequence[Cell]) -> float:
    """How much longer the chain is than chance makes it: 1 kept order, 0 a shuffle.

    A random order of n things has an increasing run of about 2 * sqrt(n).
    """
    sides = min(len({m[0] for m in matches}), len({m[1] for m in matches}))
    if sides < 4:
        return 0.0
    chance = min(2.0 * math.sqrt(sides), sides - 1.0)
    return max(0.0, (len(chain) - chance) / (sides - chance))
