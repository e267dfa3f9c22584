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
CONTAINED = 0.65
CONTAINED_MASS = 2.5
"""A clause of at least this weight that lies wholly in another is this like it: two reporters
cut the same facts into clauses at different places."""
KIN = 0.40
"""Least likeness for reports of one origin where the order does not speak for the pair."""
IN_ORDER = 0.20
"""Least likeness for reports of one origin where the pair keeps the common order."""
HELD = 0.60
"""Share of a clause's weight found in another clause for it to be a part of that clause."""
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
        self._of_clause: dict[int, int] = {}
        self._of_sentence: dict[tuple[str, Span], set[int]] = defaultdict(set)
        self._taken: list[str] = []

    def add(self, report: str, indexes: Sequence[int]) -> None:
        """Lays one report's clauses (indexes, in order of place) against the columns."""
        if indexes and self.columns:
            self._assign(report, list(indexes))
        for index in indexes:
            if index not in self._of_clause:
                self.columns.append(Column(rows=[int(self.terms.row_of[index])]))
                self._read(report, index, len(self.columns) - 1)
        self._taken.append(report)

    def _assign(self, report: str, indexes: list[int]) -> None:
        scores = self._scores(indexes)
        least = self._least(report, scores.alike)
        for i, j in self._same_figures(indexes):
            least[i, j] = min(least[i, j], ONE_FIGURE)
        self._join_best(report, indexes, scores.alike, least)
        self._join_parts(report, indexes, scores)
        self._note_again(report, indexes, scores.alike)

    def _read(self, report: str, index: int, j: int) -> None:
        """Makes the clause the report's reading of column `j`."""
        self.columns[j].readings[report] = index
        self._of_sentence[report, self.clauses[index].sentence].add(j)
        self._of_clause.setdefault(index, j)

    # --- scores ---

    def _scores(self, indexes: list[int]) -> Scores:
        rows = self.terms.row_of[indexes]
        flat = np.array([row for column in self.columns for row in column.rows], dtype=np.intp)
        starts = np.cumsum([0, *(len(column.rows) for column in self.columns)])[:-1]
        shared = self.terms.shared(rows, flat)
        ours, theirs = self.terms.mass[rows][:, None], self.terms.mass[flat][None, :]
        alike, held, holding = (
            np.asarray(np.maximum.reduceat(np.minimum(shared / mass, 1.0), starts, axis=1))
            for mass in (np.sqrt(ours * theirs), ours, theirs)
        )
        small = np.minimum(ours, theirs) >= CONTAINED_MASS
        part = np.where(small, CONTAINED * np.minimum(shared / np.minimum(ours, theirs), 1.0), 0.0)
        alike = np.maximum(alike, np.maximum.reduceat(part, starts, axis=1))
        self._hear_quotes(indexes, alike)
        return Scores(alike, held, holding)

    def _same_figures(self, indexes: list[int]) -> Iterator[tuple[int, int]]:
        """Clause and column, by position, that have a telling figure in common."""
        told: dict[str, set[int]] = defaultdict(set)
        for j, column in enumerate(self.columns):
            for k in column.readings.values():
                for figure in self.terms.figures[k]:
                    told[figure].add(j)
        for i, index in enumerate(indexes):
            for figure in self.terms.figures[index]:
                yield from ((i, j) for j in told.get(figure, ()))

    def _hear_quotes(self, indexes: list[int], alike: Floats2d) -> None:
        """The same words inside quotation marks are one statement, however they are framed."""
        heard: dict[str, list[int]] = {}
        for j, column in enumerate(self.columns):
            for words in {w for k in column.readings.values() for w in self.terms.quoted[k]}:
                heard.setdefault(words, []).append(j)
        for i, index in enumerate(indexes):
            for words in self.terms.quoted[index]:
                for j in heard.get(words, ()):
                    alike[i, j] = max(alike[i, j], SAME_QUOTE)

    def _least(self, report: str, alike: Floats2d) -> Floats2d:
        """The likeness asked of each pair [clauses, columns]: less where kin and in order."""
        least = np.full(alike.shape, APART, dtype=np.float32)
        relatives = [r for r in self._taken if r in self.kin[report]]
        for j, column in enumerate(self.columns):
            if self._has_kin(report, column):
                least[:, j] = KIN
        for relative in self._closest(relatives, alike):
            order = sorted(
                (column.readings[relative], j)
                for j, column in enumerate(self.columns)
                if relative in column.readings
            )
            kept = [j for _, j in order]
            for pair in monotone_chain(alike[:, kept].astype(np.float64), IN_ORDER):
                least[pair.left, kept[pair.right]] = IN_ORDER
        return least

    def _closest(self, relatives: list[str], alike: Floats2d) -> list[str]:
        """The relatives whose order is worth following: at most three, the likest first."""
        best = alike.max(axis=0)
        weight = dict.fromkeys(relatives, 0.0)
        for j, column in enumerate(self.columns):
            for relative in column.readings:
                if relative in weight:
                    weight[relative] += float(best[j])
        return sorted(relatives, key=lambda r: (-round(weight[r], 6), r))[:3]

    # --- joining ---

    def _join_best(self, report: str, indexes: list[int], alike: Floats2d, least: Floats2d) -> None:
        """One clause to one column, the likest pairs first."""
        lead = np.where(alike >= least, alike + (least == IN_ORDER) * ORDER_LEAD, 0.0)
        for flat in np.argsort(-lead, axis=None, kind="stable"):
            i, j = divmod(int(flat), lead.shape[1])
            if lead[i, j] <= 0.0:
                break
            free = report not in self.columns[j].readings and indexes[i] not in self._of_clause
            if free and (alike[i, j] >= APART or self._same_voice(indexes[i], j)):
                self._join(report, indexes[i], j)

    def _same_voice(self, index: int, j: int) -> bool:
        """A quote answers a quote; words not close enough never cross quotation marks."""
        quoted = self.clauses[index].quoted
        return any(self.clauses[i].quoted == quoted for i in self.columns[j].readings.values())

    def _join(self, report: str, index: int, j: int) -> None:
        self._read(report, index, j)
        rows, row = self.columns[j].rows, int(self.terms.row_of[index])
        if row not in rows and len(rows) < MOST_READINGS:
            rows.append(row)

    def _join_parts(self, report: str, indexes: list[int], scores: Scores) -> None:
        """Splits and fusions: a clause that is part of a reading beside it, or holds one."""
        for j in range(scores.alike.shape[1]):
            column = self.columns[j]
            if not self._has_kin(report, column):
                continue
            if report in column.readings:
                self._widen(report, indexes, j, scores.held[:, j])
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
            if holding[i] >= HELD and self.clauses[index].sentence in beside
        ]
        if fitting:
            self._read(report, indexes[-max(fitting)[1]], j)

    def _sentences_beside(self, report: str, column: Column) -> set[Span]:
        """The report's sentences that answer the sentences of the column's readings.

        A clause can only have been fused into a sentence that holds its neighbours.
        """
        beside = {
            j
            for other, index in column.readings.items()
            for j in self._of_sentence[other, self.clauses[index].sentence]
        }
        answers = (self.columns[j].readings.get(report) for j in beside)
        return {self.clauses[answer].sentence for answer in answers if answer is not None}

    def _has_kin(self, report: str, column: Column) -> bool:
        return not self.kin[report].isdisjoint(column.readings)

    def _widen(self, report: str, indexes: list[int], j: int, held: NDArray[np.float32]) -> None:
        """A free clause beside a reading of the same sentence, whose words that column has."""
        column = self.columns[j]
        main = column.readings[report]
        for i, index in enumerate(indexes):
            beside = abs(index - main) == 1 and (
                self.clauses[index].sentence == self.clauses[main].sentence
            )
            if beside and index not in self._of_clause and held[i] >= HELD:
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
