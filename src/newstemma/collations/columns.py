"""Which clauses of which reports are readings of one statement.

In go the clauses of all witnesses; out come columns, one a statement, with at most one
reading per report. Reports are taken in the order of the stemma (sources before copies),
never in the order they were handed in. Each new report is laid against all columns so
far: by likeness alone where it is of another origin, and, where it shares an origin with
the readings, also by order, for a copy keeps the order of what it says even when it
keeps few of the words. What can go wrong: two like sentences of one report (a toll
given twice) compete for a column; the better wins and the other is noted as said again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from newstemma.align import monotone_chain
from newstemma.collations.clauses import Clause
from newstemma.collations.likeness import Floats2d, Terms
from newstemma.model import Span

APART = 0.45
"""Least likeness for reports of different origins, who share facts but no wording."""
ONE_FIGURE = 0.25
"""Least likeness where both have one telling figure ("640 million marks", "1,250")."""
COMMON_GROUND = 4.0
TOLD_PER_LIKENESS = 4.0
"""Reports of different origins must also say something telling in common: what the words they
share are worth (`Terms.told`, about 1 for a rare word) and this many times their likeness must
reach `COMMON_GROUND`. At a likeness of .45 that is two rare words, between equals nothing. Set
by reading 700 joins of BASIL in order of worth: of those left out one in five was right."""
KIN = 0.40
"""Least likeness for reports of one origin where the order does not speak for the pair."""
IN_ORDER = 0.20
"""Least likeness for reports of one origin where the pair keeps the common order."""
HELD = 0.60
"""Share of a clause's weight found in another clause for it to be a part of that clause."""
WHOLE = 0.75
"""Share of a reading found in a clause from which nothing of it is missing there."""
SAME_QUOTE = 0.95
"""Likeness of clauses with the same words inside quotation marks, whoever frames them."""
ORDER_LEAD = 0.10
"""What the common order adds where two pairs compete."""
MOST_READINGS = 8
"""Different readings of a column that a new clause is laid against."""
AGAIN = 0.65
"""Likeness at which a report's second clause repeats what its first one said."""


@dataclass(slots=True, eq=False)
class Column:
    """A statement in the making: clause indexes by report, the first reading first."""

    readings: dict[str, int] = field(default_factory=dict)
    again: dict[str, list[int]] = field(default_factory=dict)
    wider: dict[str, Span] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scores:
    """A report's clauses against the columns so far, each [clauses, columns], 0..1.

    `alike` is the likeness to the column's likest reading, `held` the share of the clause
    that a reading holds, `holding` the share of a reading that the clause holds.
    """

    alike: Floats2d
    held: Floats2d
    holding: Floats2d


class Best:
    """For each column and each row of terms the best of its readings [columns, rows].

    Kept up as readings come in, for the same rows are asked about for every report that
    prints them.
    """

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._tables = [np.zeros((64, len(terms.mass)), dtype=np.float32) for _ in range(3)]

    def raise_by(self, added: Sequence[tuple[int, int]]) -> None:
        """Takes in new readings: pairs of a column and a row."""
        if not added:
            return
        most = max(j for j, _ in added)
        while most >= len(self._tables[0]):
            self._tables = [np.concatenate([table, np.zeros_like(table)]) for table in self._tables]
        rows = np.array([row for _, row in added], dtype=np.intp)
        for table, values in zip(self._tables, self.terms.against(rows), strict=True):
            for (j, _), line in zip(added, values, strict=True):
                np.maximum(table[j], line, out=table[j])

    def of(self, rows: NDArray[np.intp], columns: int) -> Scores:
        """The rows against the first so many columns."""
        return Scores(*(np.ascontiguousarray(table[:columns, rows].T) for table in self._tables))


class Columns:
    """The columns of a story, grown report by report.

    `kin` tells for a report id which others share an origin with it.
    """

    def __init__(
        self, clauses: Sequence[Clause], terms: Terms, kin: Mapping[str, set[str]]
    ) -> None:
        self.clauses = clauses
        self.terms = terms
        self.kin = kin
        self.columns: list[Column] = []
        self._best = Best(terms)
        self._added: list[tuple[int, int]] = []
        self._of_clause: dict[int, int] = {}
        self._of_sentence: dict[tuple[str, int], set[int]] = defaultdict(set)
        self._of_report: dict[str, dict[int, int]] = {}
        self._told: dict[str, set[int]] = defaultdict(set)
        self._heard: dict[str, set[int]] = defaultdict(set)

    def add(self, report: str, indexes: Sequence[int]) -> None:
        """Lays one report's clauses (indexes, in order of place) against the columns."""
        self._of_report[report] = {}
        if indexes and self.columns:
            self._assign(report, list(indexes))
        for index in indexes:
            if index not in self._of_clause and not self.clauses[index].heading:
                self.columns.append(Column())
                self._read(report, index, len(self.columns) - 1)
                self._compare_with(index, len(self.columns) - 1)
        self._best.raise_by(self._added)
        self._added.clear()

    def _assign(self, report: str, indexes: list[int]) -> None:
        scores = self._scores(indexes)
        kin = self._read_by_kin(report)
        least = self._least(report, scores.alike, kin)
        for i, j in self._same_figures(indexes):
            least[i, j] = min(least[i, j], ONE_FIGURE)
        self._join_best(report, indexes, scores.alike, least, kin)
        self._join_parts(report, indexes, scores, kin)
        self._note_again(report, indexes, scores.alike)

    def _read(self, report: str, index: int, j: int) -> None:
        """Makes the clause the report's reading of column `j`."""
        self.columns[j].readings[report] = index
        self._of_report[report][j] = index
        self._of_sentence[report, self.clauses[index].sentence.start].add(j)
        self._of_clause.setdefault(index, j)
        for figure in self.terms.figures[index]:
            self._told[figure].add(j)
        for words in self.terms.quoted[index]:
            self._heard[words].add(j)

    def read_by(self, report: str) -> list[tuple[int, int]]:
        """The clauses of a report that are readings, in order, each with its column's place."""
        return sorted((index, j) for j, index in self._of_report.get(report, {}).items())

    def _compare_with(self, index: int, j: int) -> None:
        """Lets later clauses be laid against this reading of column `j`."""
        rows, row = self.columns[j].rows, int(self.terms.row_of[index])
        if row not in rows and len(rows) < MOST_READINGS:
            rows.append(row)
            self._added.append((j, row))

    # --- scores ---

    def _scores(self, indexes: list[int]) -> Scores:
        """A report's clauses against the columns so far."""
        found = self._best.of(self.terms.row_of[indexes], len(self.columns))
        self._hear_quotes(indexes, found.alike)
        return found

    def _same_figures(self, indexes: list[int]) -> Iterator[tuple[int, int]]:
        """Clause and column, by position, that have a telling figure in common."""
        for i, index in enumerate(indexes):
            for figure in self.terms.figures[index]:
                yield from ((i, j) for j in self._told.get(figure, ()))

    def _hear_quotes(self, indexes: list[int], alike: Floats2d) -> None:
        """The same words inside quotation marks are one statement, however they are framed."""
        for i, index in enumerate(indexes):
            for words in self.terms.quoted[index]:
                for j in self._heard.get(words, ()):
                    alike[i, j] = max(alike[i, j], SAME_QUOTE)

    def _read_by_kin(self, report: str) -> NDArray[np.bool_]:
        """For each column whether a relative of the report has a reading in it."""
        found = np.zeros(len(self.columns), dtype=np.bool_)
        for relative in self.kin[report]:
            found[list(self._of_report.get(relative, ()))] = True
        return found

    def _least(self, report: str, alike: Floats2d, kin: NDArray[np.bool_]) -> Floats2d:
        """The likeness asked of each pair [clauses, columns]: less where kin and in order."""
        least = np.full(alike.shape, APART, dtype=np.float32)
        least[:, kin] = KIN
        for relative in self._closest(report, alike):
            kept = [j for _, j in self.read_by(relative)]
            for pair in monotone_chain(alike[:, kept].astype(np.float64), IN_ORDER):
                least[pair.left, kept[pair.right]] = IN_ORDER
        return least

    def _closest(self, report: str, alike: Floats2d) -> list[str]:
        """The relatives whose order is worth following: at most three, the likest first."""
        best = alike.max(axis=0)
        weight = {
            relative: float(best[list(self._of_report[relative])].sum())
            for relative in self.kin[report]
            if self._of_report.get(relative)
        }
        return sorted(weight, key=lambda r: (-round(weight[r], 4), r))[:3]

    # --- joining ---

    def _join_best(
        self,
        report: str,
        indexes: list[int],
        alike: Floats2d,
        least: Floats2d,
        kin: NDArray[np.bool_],
    ) -> None:
        """One clause to one column, the likest pairs first."""
        lead = np.where(alike >= least, alike + (least == IN_ORDER) * ORDER_LEAD, 0.0)
        for flat in np.argsort(-lead, axis=None, kind="stable"):
            i, j = divmod(int(flat), lead.shape[1])
            if lead[i, j] <= 0.0:
                break
            free = report not in self.columns[j].readings and self._claims(indexes[i])
            if free and self._one_thing(indexes[i], j, float(alike[i, j]), bool(kin[j])):
                self._join(report, indexes[i], j)

    def _claims(self, index: int) -> bool:
        """A clause that is in no column yet and says something: a heading can only say again."""
        return index not in self._of_clause and not self.clauses[index].heading

    def _one_thing(self, index: int, j: int, alike: float, kin: bool) -> bool:
        if not kin and not self._common_ground(index, j, alike):
            return False
        return alike >= APART or self._same_voice(index, j)

    def _common_ground(self, index: int, j: int, alike: float) -> bool:
        """The words that a clause and a column of other origins share are more than chance."""
        if alike >= SAME_QUOTE or any(
            j in self._told.get(f, ()) for f in self.terms.figures[index]
        ):
            return True
        row = int(self.terms.row_of[index])
        told = max(self.terms.told(row, other) for other in self.columns[j].rows)
        return told + TOLD_PER_LIKENESS * alike >= COMMON_GROUND

    def _same_voice(self, index: int, j: int) -> bool:
        """A quote answers a quote; words not close enough never cross quotation marks."""
        quoted = self.clauses[index].quoted
        return any(self.clauses[i].quoted == quoted for i in self.columns[j].readings.values())

    def _join(self, report: str, index: int, j: int) -> None:
        self._read(report, index, j)
        self._compare_with(index, j)

    def _join_parts(
        self, report: str, indexes: list[int], scores: Scores, kin: NDArray[np.bool_]
    ) -> None:
        """Splits and fusions: a clause that is part of a reading beside it, or holds one."""
        parts = (scores.held >= HELD).any(axis=0) | (scores.holding >= HELD).any(axis=0)
        for j in np.flatnonzero(kin & parts).tolist():
            if report in self.columns[j].readings:
                self._widen(report, indexes, j, scores)
            else:
                self._fuse(report, indexes, j, scores.holding[:, j])

    def _fuse(self, report: str, indexes: list[int], j: int, holding: NDArray[np.float32]) -> None:
        """A column whose words stand in a clause of the sentence that holds its neighbours."""
        if holding.max() < HELD:
            return
        beside = self._sentences_beside(report, self.columns[j])
        fitting = [
            (float(holding[i]), -i)
            for i, index in enumerate(indexes)
            if holding[i] >= HELD
            and self.clauses[index].sentence in beside
            and not self.clauses[index].heading
        ]
        if fitting:
            self._read(report, indexes[-max(fitting)[1]], j)

    def _sentences_beside(self, report: str, column: Column) -> set[Span]:
        """The report's sentences that answer what stands beside the column's readings.

        A clause can only have been fused into a sentence that holds its neighbours.
        """
        beside: set[int] = set()
        for other, index in column.readings.items():
            beside |= self._of_sentence[other, self.clauses[index].sentence.start]
            beside.update(
                self._of_clause[near]
                for near in (index - 1, index + 1)
                if near in self._of_clause and self.clauses[near].report == other
            )
        answers = (self.columns[j].readings.get(report) for j in beside)
        return {self.clauses[answer].sentence for answer in answers if answer is not None}

    def _widen(self, report: str, indexes: list[int], j: int, scores: Scores) -> None:
        """A free clause beside a reading, whose words that column has.

        One of another sentence only where the reading alone does not say all of the column.
        """
        column = self.columns[j]
        main = column.readings[report]
        for index in (main - 1, main + 1):
            i = index - indexes[0]
            if not 0 <= i < len(indexes) or not self._claims(index) or scores.held[i, j] < HELD:
                continue
            one_sentence = self.clauses[index].sentence == self.clauses[main].sentence
            if one_sentence or scores.holding[main - indexes[0], j] < WHOLE:
                a, b = self.span(column, report), self.clauses[index].span
                column.wider[report] = Span(min(a.start, b.start), max(a.end, b.end))
                self._of_clause[index] = j

    def _note_again(self, report: str, indexes: list[int], alike: Floats2d) -> None:
        for i, index in enumerate(indexes):
            if index in self._of_clause:
                continue
            j = int(alike[i].argmax())
            if alike[i, j] >= AGAIN and report in self.columns[j].readings:
                self.columns[j].again.setdefault(report, []).append(index)
                self._of_clause[index] = j

    def span(self, column: Column, report: str) -> Span:
        """The place of a report's reading in a column."""
        return column.wider.get(report) or self.clauses[column.readings[report]].span
