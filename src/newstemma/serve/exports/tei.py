"""The collation as TEI: parallel segmentation with typed `<app>`.

A statement is an `<ab>`. Where all its readings have the same letters the words stand as
they are; where they differ stands an `<app>`, its lemma the reading of the first report. So
each report's words come out verbatim when its readings are followed. The type of an `<app>` is
the aspect of the gravest change there, `form` where only letters differ, else `wording`; its
notes say what was done and by whom. A report that does not make the statement has an empty
reading of all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from newstemma.dossiers.parallel import Word, WordTable, lay_parallel
from newstemma.model import Change, Examination, Span, Statement
from newstemma.serve.exports.names import Told, happened, stories
from newstemma.serve.exports.tei_parts import division, document, witness
from newstemma.serve.grouping import who
from newstemma.serve.markup import Markup, element, escape, join

Cells = tuple[Word | None, ...]


def tei_of(examination: Examination) -> str:
    """All collations, a division for each story."""
    told = list(stories(examination))
    listed = [witness(one, report) for one in told for report in one.outline.reports.values()]
    sources = element("listWit", None, join(listed, "\n"))
    if not listed:
        sources = element("p", None, "Pages of the press")
    body = [
        division(one, "collation", *(_statement(one, s) for s in one.outline.statements.values()))
        for one in told
    ]
    return document(examination, "collation", body, sources)


def _statement(told: Told, statement: Statement) -> Markup:
    table = lay_parallel(statement.readings, told.outline.reports)
    attributes: dict[str, str | int] = {
        "type": "statement",
        "xml:id": told.statement_id(statement.id),
        "n": told.outline.numbers[statement.id],
    }
    changes = told.outline.changes_of.get(statement.id, [])
    made = join(_segments(told, table, changes))
    absent = [id for id in told.outline.reports if id not in table.reports]
    if not absent:
        return element("ab", attributes, made)
    lemma = element("lem", {"wit": _wit(told, table.reports)}, made)
    nothing = element("rdg", {"wit": _wit(told, absent)})
    gone = [change for change in changes if change.target in absent or change.source in absent]
    notes = join(_notes(told, gone))
    return element("ab", attributes, element("app", {"type": "absence"}, lemma, nothing, notes))


def _segments(told: Told, table: WordTable, changes: list[Change]) -> Iterator[Markup]:
    for agreed, run in groupby(table.columns, key=_agree):
        columns = list(run)
        if agreed:
            yield escape("".join(str(column[0].text) for column in columns if column[0]))
        else:
            yield _app(told, table, columns, changes)


def _agree(column: Cells) -> bool:
    first = column[0]
    return first is not None and all(w is not None and w.text == first.text for w in column)


def _app(told: Told, table: WordTable, columns: list[Cells], changes: list[Change]) -> Markup:
    texts: dict[str, list[int]] = {}
    for row in range(len(table.reports)):
        words = [column[row] for column in columns]
        texts.setdefault("".join(w.text for w in words if w), []).append(row)
    touched = [change for change in changes if _touches(change, table, columns)]
    readings = [
        element("rdg" if place else "lem", {"wit": _wit(told, [table.reports[r] for r in rows])},
                text)
        for place, (text, rows) in enumerate(texts.items())
    ]  # fmt: skip
    kind = str(touched[0].aspect) if touched else _kind(table, columns)
    grave = str(touched[0].severity) if touched else None
    notes = join(_notes(told, touched))
    return element("app", {"type": kind, "subtype": grave}, join(readings), notes)


def _touches(change: Change, table: WordTable, columns: list[Cells]) -> bool:
    for words in (change.before, change.after):
        if words is not None and words.report in table.reports:
            row = table.reports.index(words.report)
            if any(c is not None and _meets(c.span, words.span) for c in _of(columns, row)):
                return True
    return False


def _of(columns: list[Cells], row: int) -> Iterator[Word | None]:
    return (column[row] for column in columns)


def _meets(word: Span, changed: Span) -> bool:
    """True where changed words reach into a word; a stretch of none never does."""
    return len(changed) > 0 and word.overlaps(changed)


def _kind(table: WordTable, columns: list[Cells]) -> str:
    """What differs where no change was found: letters only, or words without weight."""
    rows = range(len(table.reports))
    forms = {tuple(w.form for w in _of(columns, row) if w) for row in rows}
    return "form" if len(forms) == 1 else "wording"


def _notes(told: Told, changes: Iterable[Change]) -> Iterator[Markup]:
    for change in changes:
        by = who(told.outline, [change])
        words = "; ".join(part for part in (happened(change), by, change.reason) if part)
        target = f"#{told.report_id(change.target)}"
        yield element("note", {"type": "change", "target": target}, words)


def _wit(told: Told, reports: Iterable[str]) -> str:
    return " ".join(f"#{told.report_id(id)}" for id in reports)
