"""How alike two clauses are: by their words, names and numbers, whatever the language.

In go the clauses of a story; out come scores in 0..1. A clause is a bag of terms: the
key of each name, the value of each figure and date, and the stem of each other word
that carries meaning. A term weighs the less the more of the story's clauses hold it (a
story says its main name in every line, so that name aligns nothing). Words that can
mean the same (`newstemma.lexicon`) count in part. Two clauses are as alike as the
weight of what they share, each measured against its own, so a short clause inside a
long one is seen by `held` and not taken for an equal.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newstemma import lexicon
from newstemma import text as texts
from newstemma.collations.clauses import Clause
from newstemma.model import Figure, Mark, MarkKind, Report, Span
from newstemma.rarity import rarity
from newstemma.values.names import same_name

Floats2d = NDArray[np.float32]

FUNCTION_WEIGHT = 0.06
"""A function word aligns next to nothing, but breaks ties between equal candidates."""
FIGURE_WEIGHT = 1.5
SMALL_NUMBER = 12
VAGUE = 0.45
"""What a small number or a date is worth beside a name."""
LEAST_QUOTED = 4
"""Fewer words inside quotation marks may be a title or a scare quote."""
MOST_NAMES = 400
"""Names are compared with the commonest names of the story only: a story has a few dozen."""
MOST_ROWS = 3000
"""Up to this many different clauses all pairs are compared at once: 110 MB at most."""
NOTHING = ""
"""The one term of a clause without words, of no weight."""
CONTAINED = 0.65
CONTAINED_MASS = 2.5
"""A clause of at least this weight that lies wholly in another is this like it: two reporters
cut the same facts into clauses at different places."""


class Terms:
    """The bags of terms of a story's clauses, with the weights they are compared by.

    Clauses of equal bags share a row: `row_of` [clauses] gives it. `own` are the weights of
    each row's terms, `wide` [terms, rows] the same with each term's near words filled in;
    `mass` is what a row weighs against itself. All below takes and gives rows. `quoted`
    [clauses] is what each has inside quotation marks, `figures` [clauses] its telling figures.
    """

    def __init__(
        self, clauses: Sequence[Clause], reports: Sequence[Report], one_name: dict[str, str]
    ) -> None:
        bags = _bags(clauses, reports, one_name)
        rows = {bag: i for i, bag in enumerate(dict.fromkeys(bags))}
        self.row_of = np.array([rows[bag] for bag in bags], dtype=np.intp)
        terms = sorted({term for bag in rows for term in bag})
        weight = _weights(terms, bags, clauses)
        self.own = _own(list(rows), weight)
        self.wide = _wide(self.own, _neighbours(terms))
        self.worth = np.array([_worth(term) for term in terms], dtype=np.float32)
        telling = frozenset(term for term in terms if _telling(term))
        self.figures = [bag & telling for bag in bags]
        self.quoted = _all_quoted(clauses, reports)
        self._all: Alike | None = None
        squares = np.add.reduceat(self.own.weight**2, self.own.first[:-1])
        self.mass = np.maximum(squares, np.float32(1e-6))

    def against(self, rows: NDArray[np.intp]) -> Alike:
        """How alike some rows are to all rows, [rows, all rows].

        All pairs are compared at once, where the tables of them fit (`MOST_ROWS`).
        """
        if len(self.mass) > MOST_ROWS:
            forward, backward = self._forward(rows), _products(self.own, self.wide[:, rows]).T
            return self._compared(rows, forward, backward)
        if self._all is None:
            every = np.arange(len(self.mass), dtype=np.intp)
            forward = _products(self.own, self.wide)
            self._all = self._compared(every, forward, forward.T)
        return Alike(*(table[rows] for table in self._all))

    def told(self, row: int, other: int) -> float:
        """What the words two rows share are worth: about 1 for each rare word, little for those of
        the trade ("minister") and those the story says over and over."""
        forward = self._worth_in(row, other)
        return (forward + self._worth_in(other, row)) / 2

    def _worth_in(self, row: int, other: int) -> float:
        places = self.own.at[self.own.first[row] : self.own.first[row + 1]]
        return float(self.worth[places] @ self.wide[places, other])

    def _forward(self, rows: NDArray[np.intp]) -> Floats2d:
        """What some rows have of the words of all rows, nearness counted."""
        first = self.own.first
        cells = [np.arange(first[row], first[row + 1]) for row in rows]
        places = np.concatenate(cells)
        starts = np.concatenate(([0], np.cumsum([len(some) for some in cells])))
        chosen = Cells(starts, self.own.at[places], self.own.weight[places])
        return _products(chosen, self.wide)

    def _compared(self, rows: NDArray[np.intp], forward: Floats2d, backward: Floats2d) -> Alike:
        """What a pair shares is the mean of both directions, no more than the lighter has."""
        ours, theirs = self.mass[rows][:, None], self.mass[None, :]
        shared = forward + backward
        shared *= 0.5
        np.minimum(shared, np.minimum(ours, theirs), out=shared)
        held: Floats2d = np.divide(shared, theirs, dtype=np.float32)
        holding: Floats2d = np.divide(shared, ours, dtype=np.float32)
        part = np.maximum(held, holding)
        part *= CONTAINED * (ours >= CONTAINED_MASS).astype(np.float32)
        part *= theirs >= CONTAINED_MASS
        shared /= np.sqrt(ours)
        shared /= np.sqrt(theirs)
        return Alike(np.maximum(shared, part, out=part), held, holding)


class Alike(NamedTuple):
    """Rows against others [rows, others], 0..1: how alike, the share of the other that the row
    holds, and the share of the row that the other holds."""

    alike: Floats2d
    held: Floats2d
    holding: Floats2d


class Cells(NamedTuple):
    """A table of few cells: those of row i are `first[i]` up to `first[i + 1]`, in order of
    `at`, the term's place; `weight` is what stands there. No row is empty."""

    first: NDArray[np.intp]
    at: NDArray[np.intp]
    weight: NDArray[np.float32]


def _own(bags: Sequence[frozenset[str]], weights: Mapping[str, float]) -> Cells:
    """The weights of each bag's terms, places counted in the order of `weights`."""
    index = {term: i for i, term in enumerate(weights)}
    value = np.array(list(weights.values()), dtype=np.float32)
    rows = [sorted([index[term] for term in bag]) for bag in bags]
    first = np.zeros(len(rows) + 1, dtype=np.intp)
    np.cumsum([len(row) for row in rows], out=first[1:])
    at = np.fromiter(chain.from_iterable(rows), dtype=np.intp, count=int(first[-1]))
    return Cells(first, at, value[at])


def _wide(own: Cells, near: Sequence[tuple[list[int], list[float]]]) -> Floats2d:
    """The table [terms, rows] of what each row has of a term: the most that one of its own terms
    gives, by the places and nearness of what is `near` each term."""
    reach = np.array([len(places) for places, _ in near], dtype=np.intp)
    start = np.cumsum(reach) - reach
    places = np.fromiter(chain.from_iterable(p for p, _ in near), dtype=np.intp)
    values = np.fromiter(chain.from_iterable(v for _, v in near), dtype=np.float32)
    many = reach[own.at]
    cells = np.repeat(np.arange(len(own.at)), many)
    steps = np.arange(len(cells)) - np.repeat(np.cumsum(many) - many, many)
    reached = start[own.at][cells] + steps
    weight = own.weight[cells] * values[reached]
    rows = len(own.first) - 1
    row = np.repeat(np.arange(rows), np.diff(own.first))[cells]
    found: Floats2d = np.zeros((len(near), rows), dtype=np.float32)
    rising = np.argsort(weight, kind="stable")  # of several values at one place the last stays
    found.reshape(-1)[(places[reached] * rows + row)[rising]] = weight[rising]
    return found


def _products(cells: Cells, table: Floats2d) -> Floats2d:
    """The rows of few cells times a table [terms, columns].

    Row by row, for what knows of the empty cells does a tenth of the work.
    """
    found: Floats2d = np.empty((len(cells.first) - 1, table.shape[1]), dtype=np.float32)
    bounds = cells.first.tolist()
    for row, (start, stop) in enumerate(pairwise(bounds)):
        np.matmul(cells.weight[start:stop], table[cells.at[start:stop]], out=found[row])
    return found


def _bags(
    clauses: Sequence[Clause], reports: Sequence[Report], one_name: dict[str, str]
) -> list[frozenset[str]]:
    by_id = {report.id: report for report in reports}
    marked = {report.id: _Marked(report, one_name) for report in reports}
    known: dict[tuple[str, tuple[tuple[int, int, str], ...]], frozenset[str]] = {}
    found = []
    for clause in clauses:
        text, start = by_id[clause.report].text, clause.span.start
        covered = marked[clause.report].inside(clause.span)
        places = tuple((s.start - start, s.end - start, term) for s, term in covered)
        asked = clause.span.of(text), places  # most clauses are printed by several reports
        if asked not in known:
            known[asked] = bag_of(text, clause.span, covered)
        found.append(known[asked])
    return found


class _Marked:
    """A report's marks laid out so that those of one place are found without reading all."""

    def __init__(self, report: Report, one_name: dict[str, str]) -> None:
        kept = [(m.span.start, m.span, term_of(m, one_name)) for m in report.marks]
        self.terms = sorted((at, span, term) for at, span, term in kept if term)
        self.starts = [at for at, _, _ in self.terms]

    def inside(self, place: Span) -> list[tuple[Span, str]]:
        """The spans and terms of the marks that lie in a place."""
        first, stop = bisect_left(self.starts, place.start), bisect_left(self.starts, place.end)
        return [(span, term) for _, span, term in self.terms[first:stop] if span.end <= place.end]


def bag_of(text: str, place: Span, covered: Sequence[tuple[Span, str]]) -> frozenset[str]:
    """The terms of one clause: `@name`, `#figure`, `%date` of the places `covered` by marks, and
    plain stems of the words between them."""
    bag = {term for _, term in covered}
    spans = iter([*(span for span, _ in covered), Span(len(text), len(text))])
    span = next(spans)
    for token in texts.tokens(text, place):
        while token.start >= span.end < len(text):
            span = next(spans)
        if token.start < span.start:
            bag.add(plain_term(token.form))
    return frozenset(bag or {NOTHING})


def quoted_words(report: Report, clauses: Sequence[Clause]) -> list[set[str]]:
    """What each clause of a report has inside quotation marks, in the form it is compared by."""
    quotes = sorted(mark.span for mark in report.marks_of(MarkKind.QUOTE))
    starts = [span.start for span in quotes]
    longest = max((len(span) for span in quotes), default=0)
    found: list[set[str]] = []
    for clause in clauses:
        first = bisect_left(starts, clause.span.start - longest)
        near = quotes[first : bisect_left(starts, clause.span.end)]
        found.append({words for span in near if (words := _heard(report, clause.span, span))})
    return found


def _all_quoted(clauses: Sequence[Clause], reports: Sequence[Report]) -> list[set[str]]:
    by_id = {report.id: report for report in reports}
    found: list[set[str]] = []
    for id, some in groupby(clauses, key=lambda clause: clause.report):
        found += quoted_words(by_id[id], list(some))
    return found


def _heard(report: Report, place: Span, quote: Span) -> str:
    """The words of a quotation that stand in a place; "" for fewer than `LEAST_QUOTED`."""
    start, end = max(quote.start, place.start), min(quote.end, place.end)
    if start >= end:
        return ""
    words = texts.tokens(report.text, Span(start, end))
    if len(words) < LEAST_QUOTED:
        return ""
    return " ".join(lexicon.spelling(word.form) for word in words)


def term_of(mark: Mark, one_name: dict[str, str]) -> str:
    """The term a name, figure or date is compared by; "" for other marks."""
    if mark.kind is MarkKind.NAME and isinstance(mark.value, str):
        return "@" + one_name.get(mark.value, mark.value)
    if mark.kind is MarkKind.FIGURE and isinstance(mark.value, Figure):
        return f"#{mark.value.number:.6g}"
    if mark.kind is MarkKind.DATE and isinstance(mark.value, str):
        return "%" + mark.value
    return ""


@lru_cache(maxsize=100_000)
def plain_term(form: str) -> str:
    """The dictionary form of a word, its stem where the lexicon does not know it."""
    known = lexicon.lemmas(form)
    return known[0] if known else texts.stem(form)


def meeting_names(keys: Iterable[str]) -> dict[str, str]:
    """For each name key of a story, the commonest key it meets (transliterations, short forms)."""
    counts = Counter(keys)
    order = sorted(counts, key=lambda key: (-counts[key], key))
    chosen: list[str] = []
    found: dict[str, str] = {}
    for key in order:
        meets = next((c for c in chosen[:MOST_NAMES] if same_name(c, key)), None)
        found[key] = meets or key
        if meets is None:
            chosen.append(key)
    return found


def _weights(
    terms: list[str], bags: list[frozenset[str]], clauses: Sequence[Clause]
) -> dict[str, float]:
    """A term's weight falls with the number of clauses that hold it in a report that has it."""
    holders: Counter[str] = Counter()
    bearers: Counter[str] = Counter()
    seen: set[tuple[frozenset[str], ...]] = set()
    for _, some in groupby(zip(clauses, bags, strict=True), key=lambda pair: pair[0].report):
        own = tuple(bag for _, bag in some)
        if own not in seen:  # a word for word copy moves no weight
            seen.add(own)
            holders.update(chain.from_iterable(own))
            bearers.update(frozenset().union(*own))
    found = {}
    for term in terms:
        if term == NOTHING:
            found[term] = 0.0
        elif term in texts.FUNCTION_WORDS:
            found[term] = FUNCTION_WEIGHT
        else:
            found[term] = _rank(term) / math.sqrt(holders[term] / bearers[term])
    return found


def _worth(term: str) -> float:
    """What sharing a term tells, however often the story says it: a name or figure that could be
    any is worth less."""
    if term == NOTHING or term in texts.FUNCTION_WORDS:
        return 0.0
    if term[0] == "@":
        return 1.0
    if term[0] in "#%":
        return 1.0 if _telling(term) else VAGUE
    return rarity(texts.stem(term))


def _telling(term: str) -> bool:
    """A figure that two reports would not both have by chance: no small whole number."""
    if term[:1] != "#" or "inf" in term:
        return False
    number = float(term[1:])
    return (number > SMALL_NUMBER and not _bare_multiple(number)) or "." in term


def _bare_multiple(number: float) -> bool:
    """Tells a hundred, a thousand, "billions" from a count."""
    return number >= 100 and f"{number:e}".startswith("1.000000e")


def _rank(term: str) -> float:
    """A figure says more than a word; a name says no more than one."""
    return FIGURE_WEIGHT if term[0] == "#" else 1.0


def _neighbours(terms: Sequence[str]) -> list[tuple[list[int], list[float]]]:
    """For each term the places of itself and of the plain terms that can mean the same, and
    how near each is."""
    words = [t for t in terms if t.isascii() and t.isalpha() and t not in texts.FUNCTION_WORDS]
    index = {term: i for i, term in enumerate(terms)}
    near = lexicon.near_words(words)
    found: list[tuple[list[int], list[float]]] = []
    for place, term in enumerate(terms):
        others = near.get(term, ())
        places = [place, *(index[other] for other, _ in others)]
        found.append((places, [1.0, *(nearness for _, nearness in others)]))
    return found
