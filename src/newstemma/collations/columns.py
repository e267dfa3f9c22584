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

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from newstemma.align import monotone_chain
from newstemma.collations.clauses import Clause
from newstemma.collations.likeness import Floats2d, Terms
from newstemma.model import Span

APART = 0.45
"""Least likeness for reports of different origins, who share facts but no wording."""
KIN = 0.40
"""Least likeness for reports of one origin where the order does not speak for the pair."""
IN_ORDER = 0.20
"""Least likeness for reports of one origin where the pair keeps the common order."""
HELD = 0.60
"""Share of a clause's weight found in another clause for it to be a part of that clause."""
SAME_QUOTE = 0.95
AGAIN = 0.65
"""Likeness at which a report's second clause repeats what its first one said."""


@dataclass(slots=True, eq=False)
class Column:
    """A statement in the making: clause indexes by report, the first reading first."""

    readings: dict[str, int] = field(default_factory=dict)
    again: dict[str, list[int]] = field(default_factory=dict)
    wider: dict[str, Span] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)


class Columns:
    """The columns of a story, grown report by report.

    `kin` tells for two report ids whether they share an origin.
    """

    def __init__(self, clauses: Sequence[Clause], terms: Terms, kin: set[frozenset[str]]) -> None:
        self.clauses = clauses
        self.terms = terms
        self.kin = kin
        self.columns: list[Column] = []
        self._of_clause: dict[int, int] = {}
        self._taken: list[str] = []

    def add(self, report: str, indexes: Sequence[int]) -> None:
        """Lays one report's clauses (indexes, in order of place) against the columns."""
        if indexes and self.columns:
            self._assign(report, list(indexes))
        for index in indexes:
            if index not in self._of_clause:
                self._open(report, index)
        self._taken.append(report)

    def _open(self, report: str, index: int) -> None:
        self.columns.append(Column({report: index}, rows=[int(self.terms.row_of[index])]))
        self._of_clause[index] = len(self.columns) - 1

    def _assign(self, report: str, indexes: list[int]) -> None:
        scores = self._scores(indexes)
        least = self._least(report, indexes, scores)
        self._join_best(report, indexes, scores, least)
        self._join_parts(report, indexes)
        self._note_again(report, indexes, scores)

    def _scores(self, indexes: list[int]) -> Floats2d:
        """Likeness [clauses, columns]: that of the column's likest reading."""
        rows = self.terms.row_of[indexes]
        flat = [row for column in self.columns for row in column.rows]
        starts = np.cumsum([0, *(len(column.rows) for column in self.columns)])[:-1]
        alike = self.terms.alike(rows, np.array(flat, dtype=np.intp))
        scores = np.asarray(np.maximum.reduceat(alike, starts, axis=1))
        self._hear_quotes(indexes, scores)
        return scores

    def _hear_quotes(self, indexes: list[int], scores: Floats2d) -> None:
        """The same words inside quotation marks are one statement, however they are framed."""
        heard: dict[str, list[int]] = {}
        for j, column in enumerate(self.columns):
            for words in {w for k in column.readings.values() for w in self.terms.quoted[k]}:
                heard.setdefault(words, []).append(j)
        for i, index in enumerate(indexes):
            for words in self.terms.quoted[index]:
                for j in heard.get(words, ()):
                    scores[i, j] = max(scores[i, j], SAME_QUOTE)

    def _least(self, report: str, indexes: list[int], scores: Floats2d) -> Floats2d:
        """The likeness asked of each pair [clauses, columns]: less where kin and in order."""
        least = np.full(scores.shape, APART, dtype=np.float32)
        relatives = [r for r in self._taken if frozenset((r, report)) in self.kin]
        for j, column in enumerate(self.columns):
            if any(relative in column.readings for relative in relatives):
                least[:, j] = KIN
        for relative in self._closest(relatives, scores):
            order = sorted(
                (column.readings[relative], j)
                for j, column in enumerate(self.columns)
                if relative in column.readings
            )
            kept = [j for _, j in order]
            for pair in monotone_chain(scores[:, kept].astype(np.float64), IN_ORDER):
                at = (pair.left, kept[pair.right])
                least[at] = min(least[at], IN_ORDER)
        return least

    def _closest(self, relatives: list[str], scores: Floats2d) -> list[str]:
        """The relatives whose order is worth following: at most three, the likest first."""
        best = scores.max(axis=0)
        weight = dict.fromkeys(relatives, 0.0)
        for j, column in enumerate(self.columns):
            for relative in relatives:
                if relative in column.readings:
                    weight[relative] += float(best[j])
        return sorted(relatives, key=lambda r: (-round(weight[r], 6), r))[:3]

    def _join_best(
        self, report: str, indexes: list[int], scores: Floats2d, least: Floats2d
    ) -> None:
        lead = np.where(scores >= least, scores + (least == IN_ORDER) * 0.1, 0.0)
        order = np.argsort(-lead, axis=None, kind="stable")
        for flat in order:
            i, j = divmod(int(flat), lead.shape[1])
            if lead[i, j] <= 0.0:
                break
            free = report not in self.columns[j].readings and indexes[i] not in self._of_clause
            if free and self._same_voice(indexes[i], j):
                self._join(report, indexes[i], j)

    def _same_voice(self, index: int, j: int) -> bool:
        """A quote answers a quote or, where wording is close, its report in indirect speech."""
        quoted = self.clauses[index].quoted
        others = [self.clauses[i].quoted for i in self.columns[j].readings.values()]
        if quoted in others:
            return True
        rows = self.terms.row_of[[index]]
        return bool(self.terms.alike(rows, np.array(self.columns[j].rows)).max() >= APART)

    def _join(self, report: str, index: int, j: int) -> None:
        column = self.columns[j]
        column.readings[report] = index
        self._of_clause[index] = j
        row = int(self.terms.row_of[index])
        if row not in column.rows and len(column.rows) < 8:
            column.rows.append(row)

    def _join_parts(self, report: str, indexes: list[int]) -> None:
        """Splits and fusions: a clause that is part of a reading beside it, or holds one."""
        rows = self.terms.row_of[indexes]
        for j, column in enumerate(self.columns):
            if not self._has_kin(report, column):
                continue
            others = np.array(column.rows, dtype=np.intp)
            if report not in column.readings:
                beside = self._sentences_beside(report, column)
                holding = self.terms.held(others, rows).max(axis=0)
                for i, index in enumerate(indexes):
                    if self.clauses[index].sentence not in beside:
                        holding[i] = 0.0
                i = int(holding.argmax())
                if holding[i] >= HELD:
                    column.readings[report] = indexes[i]
                    self._of_clause.setdefault(indexes[i], j)
            else:
                self._widen(report, indexes, column, self.terms.held(rows, others).max(axis=1))

    def _sentences_beside(self, report: str, column: Column) -> set[Span]:
        """The report's sentences that answer the sentences of the column's readings.

        A clause can only have been fused into a sentence that holds its neighbours.
        """
        found = set()
        for other, index in column.readings.items():
            sentence = self.clauses[index].sentence
            for beside in self.columns:
                held = beside.readings.get(other)
                answer = beside.readings.get(report)
                if answer is None or held is None:
                    continue
                if self.clauses[held].sentence == sentence:
                    found.add(self.clauses[answer].sentence)
        return found

    def _has_kin(self, report: str, column: Column) -> bool:
        return any(frozenset((r, report)) in self.kin for r in column.readings)

    def _widen(self, report: str, indexes: list[int], column: Column, held: Floats2d) -> None:
        """A free clause beside a reading of the same sentence, whose words that column has."""
        main = column.readings[report]
        for i, index in enumerate(indexes):
            beside = abs(index - main) == 1 and (
                self.clauses[index].sentence == self.clauses[main].sentence
            )
            if beside and index not in self._of_clause and held[i] >= HELD:
                a, b = self.clauses[main].span, self.clauses[index].span
                column.wider[report] = Span(min(a.start, b.start), max(a.end, b.end))
                self._of_clause[index] = self.columns.index(column)

    def _note_again(self, report: str, indexes: list[int], scores: Floats2d) -> None:
        for i, index in enumerate(indexes):
            if index in self._of_clause:
                continue
            j = int(scores[i].argmax())
            if scores[i, j] >= AGAIN and report in self.columns[j].readings:
                self.columns[j].again.setdefault(report, []).append(index)
                self._of_clause[index] = j

    def span(self, column: Column, report: str) -> Span:
        """The place of a report's reading in a column."""
        return column.wider.get(report) or self.clauses[column.readings[report]].span
