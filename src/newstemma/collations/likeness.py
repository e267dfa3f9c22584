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
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newstemma import lexicon
from newstemma import text as texts
from newstemma.collations.clauses import Clause
from newstemma.model import Figure, Mark, MarkKind, Report, Span
from newstemma.values.names import same_name

Floats2d = NDArray[np.float32]

FUNCTION_WEIGHT = 0.06
"""A function word aligns next to nothing, but breaks ties between equal candidates."""
FIGURE_WEIGHT = 1.5
SMALL_NUMBER = 12
LEAST_QUOTED = 4
"""Fewer words inside quotation marks may be a title or a scare quote."""
MOST_NAMES = 400
"""Names are compared with the commonest names of the story only: a story has a few dozen."""
MOST_ROWS = 3000
"""Up to this many different clauses all pairs are compared at once: 110 MB at most."""
CONTAINED = 0.65
CONTAINED_MASS = 2.5
"""A clause of at least this weight that lies wholly in another is this like it: two reporters
cut the same facts into clauses at different places."""
LEAST_NEARNESS = lexicon.NEAR


class Terms:
    """The bags of terms of a story's clauses, with the weights they are compared by.

    Clauses of equal bags share a row: `row_of` [clauses] gives it. `own` is
    [rows, terms] of weights, `wide` the same with each term's near words filled in;
    `mass` is what a row weighs against itself. All below takes and gives rows. `quoted`
    [clauses] is what each has inside quotation marks, `figures` [clauses] its telling figures.
    """

    def __init__(self, clauses: Sequence[Clause], reports: Sequence[Report]) -> None:
        bags = _bags(clauses, reports)
        rows = {bag: i for i, bag in enumerate(dict.fromkeys(bags))}
        self.row_of = np.array([rows[bag] for bag in bags], dtype=np.intp)
        terms = sorted({term for bag in rows for term in bag})
        index = {term: i for i, term in enumerate(terms)}
        weight = _weights(terms, bags, clauses)
        near = _neighbours(terms)
        self.own = _filled(len(rows), len(terms), _own_cells(rows, index, weight))
        self.wide = _filled(len(rows), len(terms), _wide_cells(rows, index, weight, near))
        self.figures = [{term for term in bag if _telling(term)} for bag in bags]
        self.quoted = _all_quoted(clauses, reports)
        self._all: Alike | None = None
        self.mass = np.maximum((self.own * self.own).sum(axis=1), 1e-6)

    def against(self, rows: NDArray[np.intp]) -> Alike:
        """How alike some rows are to all rows, [rows, all rows].

        All pairs are compared at once, where the tables of them fit (`MOST_ROWS`).
        """
        if len(self.mass) > MOST_ROWS:
            return self._compared(rows)
        if self._all is None:
            self._all = self._compared(np.arange(len(self.mass), dtype=np.intp))
        return Alike(*(table[rows] for table in self._all))

    def _compared(self, rows: NDArray[np.intp]) -> Alike:
        """What a pair shares is the mean of both directions, no more than the lighter has."""
        forward = self.own[rows] @ self.wide.T
        backward = self.wide[rows] @ self.own.T
        ours, theirs = self.mass[rows][:, None], self.mass[None, :]
        least = np.minimum(ours, theirs)
        shared = np.minimum((forward + backward) / 2, least)
        part = np.where(least >= CONTAINED_MASS, CONTAINED * shared / least, np.float32(0.0))
        alike = np.maximum(shared / np.sqrt(ours * theirs), part)
        return Alike(alike, shared / theirs, shared / ours)


class Alike(NamedTuple):
    """Rows against others [rows, others], 0..1: how alike, the share of the other that the row
    holds, and the share of the row that the other holds."""

    alike: Floats2d
    held: Floats2d
    holding: Floats2d


_Cells = Iterator[tuple[int, dict[int, float]]]


def _own_cells(
    rows: Mapping[frozenset[str], int], index: Mapping[str, int], weight: Mapping[str, float]
) -> _Cells:
    for bag, row in rows.items():
        yield row, {index[term]: weight[term] for term in bag}


def _wide_cells(
    rows: Mapping[frozenset[str], int],
    index: Mapping[str, int],
    weight: Mapping[str, float],
    near: Mapping[str, list[tuple[str, float]]],
) -> _Cells:
    reach = {
        term: [(index[other], weight[term] * nearness) for other, nearness in others]
        for term, others in near.items()
    }
    for bag, row in rows.items():
        wide: dict[int, float] = {}
        for term in bag:
            for at, value in reach[term]:
                if value > wide.get(at, 0.0):
                    wide[at] = value
        yield row, wide


def _filled(rows: int, terms: int, cells: _Cells) -> Floats2d:
    """The table [rows, terms] of the cells of each row, other cells 0."""
    found: Floats2d = np.zeros((rows, terms), dtype=np.float32)
    places: list[int] = []
    values: list[float] = []
    for row, held in cells:
        first = row * terms
        places += [first + at for at in held]
        values += held.values()
    found.reshape(-1)[np.array(places, dtype=np.intp)] = values
    return found


def _bags(clauses: Sequence[Clause], reports: Sequence[Report]) -> list[frozenset[str]]:
    by_id = {report.id: report for report in reports}
    one_name = meeting_names(
        str(mark.value) for r in reports for mark in r.marks_of(MarkKind.NAME) if mark.value
    )
    marked = {report.id: _Marked(report, one_name) for report in reports}
    return [bag_of(by_id[clause.report], clause, marked[clause.report]) for clause in clauses]


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


def bag_of(report: Report, clause: Clause, marked: _Marked) -> frozenset[str]:
    """The terms of one clause: `@name`, `#figure`, `%date` and plain stems."""
    covered = marked.inside(clause.span)
    bag = {term for _, term in covered}
    spans = iter([*(span for span, _ in covered), Span(len(report.text), len(report.text))])
    span = next(spans)
    for token in texts.tokens(report.text, clause.span):
        while token.start >= span.end < len(report.text):
            span = next(spans)
        if token.start < span.start:
            bag.add(plain_term(token.form))
    return frozenset(bag)


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
    reports: dict[str, set[str]] = defaultdict(set)
    for bag, clause in zip(bags, clauses, strict=True):
        for term in bag:
            holders[term] += 1
            reports[term].add(clause.report)
    found = {}
    for term in terms:
        if term in texts.FUNCTION_WORDS:
            found[term] = FUNCTION_WEIGHT
        else:
            found[term] = _rank(term) / math.sqrt(holders[term] / len(reports[term]))
    return found


def _telling(term: str) -> bool:
    """A figure that two reports would not both have by chance: no small whole number."""
    return term[0] == "#" and (float(term[1:]) > SMALL_NUMBER or "." in term)


def _rank(term: str) -> float:
    """A figure says more than a word; a name says no more than one."""
    return FIGURE_WEIGHT if term[0] == "#" else 1.0


def _neighbours(terms: Sequence[str]) -> dict[str, list[tuple[str, float]]]:
    """For each term itself and the plain terms that can mean the same, with their nearness."""
    words = [t for t in terms if t.isascii() and t.isalpha() and t not in texts.FUNCTION_WORDS]
    by_sense: dict[str, list[str]] = defaultdict(list)
    found = {term: [(term, 1.0)] for term in terms}
    for word in words:
        senses = lexicon.senses_near(word)
        for other in {other for sense in senses for other in by_sense[sense]}:
            nearness = lexicon.nearness(word, other)
            if nearness >= LEAST_NEARNESS:
                found[word].append((other, nearness))
                found[other].append((word, nearness))
        for sense in senses:
            by_sense[sense].append(word)
    return found
