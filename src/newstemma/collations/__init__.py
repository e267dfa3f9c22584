"""From a story's reports and their stemma: statements, readings and changes.

The theory. Each report is cut into clauses (`clauses`); clauses that say the same are
readings of one statement (`likeness`, `columns`); readings are compared along the stemma
(`pairs`), typed values first and wording last (`slots`, `voices`, `wording`), and each
difference is graded (`difference`) and, where the witnesses decide it, laid at the door
of the report that made it (`innovators`). No report is the measure of the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from newstemma.collations.alignment import side_by_side
from newstemma.collations.changes import Comparer, in_order
from newstemma.collations.clauses import Clause, Known, clauses
from newstemma.collations.columns import Column, Columns
from newstemma.collations.likeness import Terms, meeting_names
from newstemma.collations.pairs import Comparison, comparisons, kin_of, order
from newstemma.model import (
    Change,
    Collation,
    MarkKind,
    Reading,
    Report,
    Statement,
    Stemma,
)

__all__ = ["collate", "order", "side_by_side"]


def collate(reports: Sequence[Report], stemma: Stemma) -> Collation:
    """The collation of a story's reports over its stemma.

    Every clause of every report is a reading of exactly one statement or lies inside a
    wider one; a statement has at most one reading per report. Statements come in the order
    of the report nearest the top of the stemma, each later report's own after what
    precedes them. The order of `reports` changes nothing. Empty for no reports.
    """
    by_id = {report.id: report for report in reports}
    ordered = [by_id[id] for id in order(stemma) if id in by_id]
    one_name = meeting_names(
        str(mark.value) for r in ordered for mark in r.marks_of(MarkKind.NAME) if mark.value
    )
    statements = _statements(ordered, stemma, one_name)
    changes = _changes(ordered, statements, stemma, one_name)
    return Collation(stemma.story, statements, changes)


def _statements(
    ordered: Sequence[Report], stemma: Stemma, one_name: dict[str, str]
) -> tuple[Statement, ...]:
    all_clauses: list[Clause] = []
    indexes: dict[str, range] = {}
    known: Known = {}
    for report in ordered:
        found = clauses(report, known)
        indexes[report.id] = range(len(all_clauses), len(all_clauses) + len(found))
        all_clauses.extend(found)
    if not all_clauses:
        return ()
    columns = Columns(all_clauses, Terms(all_clauses, ordered, one_name), kin_of(stemma))
    for report in ordered:
        columns.add(report.id, indexes[report.id])
    texts = {report.id: report.text for report in ordered}
    arranged = _arranged(columns, [report.id for report in ordered])
    return tuple(_statement(columns, column, texts, ordered) for column in arranged)


def _arranged(columns: Columns, ordered: Sequence[str]) -> list[Column]:
    """Columns in reading order: each new report's own columns follow what stands before them."""
    found: list[int] = []
    placed: set[int] = set()
    for report in ordered:
        own = columns.read_by(report)
        at = 0
        for _, j in own:
            if j in placed:
                at = found.index(j) + 1
            else:
                found.insert(at, j)
                placed.add(j)
                at += 1
    return [columns.columns[j] for j in found]


def _statement(
    columns: Columns, column: Column, texts: dict[str, str], ordered: Sequence[Report]
) -> Statement:
    readings = []
    for report in ordered:
        if report.id in column.readings:
            span = columns.span(column, report.id)
            sentence = columns.clauses[column.readings[report.id]].sentence
            again = tuple(columns.clauses[i].span for i in column.again.get(report.id, ()))
            readings.append(Reading(report.id, span, span.of(texts[report.id]), sentence, again))
    gist = readings[0]
    digest = hashlib.sha256(f"{gist.report}:{gist.span.start}:{gist.text}".encode()).hexdigest()
    return Statement(digest[:12], gist.text, tuple(readings))


def _changes(
    ordered: Sequence[Report],
    statements: Sequence[Statement],
    stemma: Stemma,
    one_name: dict[str, str],
) -> tuple[Change, ...]:
    comparer = Comparer(ordered, statements, stemma, one_name)
    languages = {report.id: report.language for report in ordered}
    pairs = [*comparisons(stemma, languages), *_across(statements, stemma)]
    found = [change for pair in pairs for change in comparer.changes(pair)]
    return in_order(found, {statement.id: i for i, statement in enumerate(statements)})


def _across(statements: Sequence[Statement], stemma: Stemma) -> list[Comparison]:
    """Reports of different origins that make a statement in common: the first of each origin."""
    kin = kin_of(stemma)
    found: dict[tuple[str, str], Comparison] = {}
    for statement in statements:
        first = statement.readings[0].report
        apart: list[str] = []
        for reading in statement.readings[1:]:
            heads = [first, *apart]
            if kin[reading.report].isdisjoint(heads):
                apart.append(reading.report)
                found[first, reading.report] = Comparison(first, reading.report, None, kin=False)
    return list(found.values())
