"""Statements, readings and changes as tables: CSV for a spreadsheet, JSON lines for a program.

A spreadsheet takes a cell that begins with = + - @ for a formula; such words of a report get
an apostrophe before them. JSON lines hold the words as they are.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

from newstemma.model import Change, Examination, Statement, Words
from newstemma.serve.disputes import accounts
from newstemma.serve.exports.names import Told, first_reports, stories
from newstemma.serve.exports.whole import compact
from newstemma.serve.inert import inert
from newstemma.serve.outline import Outline, published_of

Row = dict[str, Any]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


# --- rows -------------------------------------------------------------------


def statements(examination: Examination) -> Iterator[Row]:
    """A row for each statement: who makes it, on how many origins it stands."""
    for told in stories(examination):
        for statement in told.outline.statements.values():
            yield _statement(told, statement)


def _statement(told: Told, statement: Statement) -> Row:
    outline = told.outline
    support = outline.support(statement.id)
    count = support.count if support else None
    makers = first_reports(outline, statement)
    return {
        **_head(told, statement.id),
        "gist": statement.gist,
        "backing": str(support.backing) if support and support.backing else None,
        "low": count and count.low,
        "likely": count and count.likely,
        "high": count and count.high,
        "origins": list(support.origins) if support else [],
        "reasons": list(count.reasons) if count else [],
        "reports": [outline.sigla[id] for id in makers],
        "first": outline.sigla.get(support.first or "") if support else None,
        "voices": list(support.voices) if support else [],
        "changes": len(outline.changes_of.get(statement.id, [])),
    }


def readings(examination: Examination) -> Iterator[Row]:
    """A row for each reading: the report's words, where they stand and who said so."""
    for told in stories(examination):
        for statement in told.outline.statements.values():
            for reading in statement.readings:
                yield {
                    **_head(told, statement.id),
                    **_report(told.outline, reading.report),
                    "start": reading.span.start,
                    "end": reading.span.end,
                    "text": reading.text,
                    "again": len(reading.again),
                }


def changes(examination: Examination) -> Iterator[Row]:
    """A row for each change, the gravest first in each story."""
    for told in stories(examination):
        for change in told.outline.changes:
            yield _change(told, change)


def _change(told: Told, change: Change) -> Row:
    sigla, innovator = told.outline.sigla, change.innovator
    return {
        **_head(told, change.statement),
        "severity": str(change.severity),
        "aspect": str(change.aspect),
        "kind": str(change.kind),
        "direction": str(change.direction),
        "source": sigla.get(change.source, change.source),
        "target": sigla.get(change.target, change.target),
        "before": _words(change.before),
        "after": _words(change.after),
        "before_start": change.before.span.start if change.before else None,
        "after_start": change.after.span.start if change.after else None,
        "innovator": sigla.get(innovator.report) if innovator else None,
        "probability": round(innovator.probability, 4) if innovator else None,
        "reason": change.reason or None,
    }


def _words(words: Words | None) -> str | None:
    return words.text if words else None


def _head(told: Told, statement: str) -> Row:
    return {
        "story": told.number,
        "title": told.outline.dossier.story.title,
        "statement": told.outline.numbers.get(statement),
    }


def _report(outline: Outline, id: str) -> Row:
    report = outline.reports[id]
    return {
        "report": outline.sigla[id],
        "outlet": report.outlet,
        "published": published_of(report) if report.published else None,
        "url": report.url,
        "file": report.origin,
    }


def contradictions(examination: Examination) -> Iterator[Row]:
    """A row for each side of each contradiction; `contradiction` numbers them in a story."""
    for told in stories(examination):
        for number, made in enumerate(told.outline.contradictions, 1):
            for account in accounts(told.outline, made):
                count = account.side.count
                yield {
                    **_head(told, account.side.statement),
                    "contradiction": number,
                    "kind": str(made.kind),
                    "standing": str(made.standing),
                    "words": account.words,
                    "reading": account.before + account.words + account.after,
                    "reports": [told.outline.sigla.get(id, "?") for id in account.reports],
                    "low": count.low,
                    "likely": count.likely,
                    "high": count.high,
                    "origins": list(account.side.origins),
                    "reason": made.reason,
                }


# --- forms ------------------------------------------------------------------

Rows = Callable[[Examination], Iterator[Row]]


COLUMNS = {
    "statements": "story title statement gist backing low likely high origins reasons reports "
    "first voices changes",
    "readings": "story title statement report outlet published url file start end text again",
    "changes": "story title statement severity aspect kind direction source target before after "
    "before_start after_start innovator probability reason",
    "contradictions": "story title statement contradiction kind standing words reading reports "
    "low likely high origins reason",
}
"""The columns of each table, so that a table without rows still says what would stand there."""


def _csv(name: str, rows: Iterator[Row]) -> str:
    columns = COLUMNS[name].split()
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    writer.writerow(columns)
    writer.writerows([cell(row[column]) for column in columns] for row in rows)
    return out.getvalue()


def cell(value: object) -> str:
    """A value as a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, list):
        return cell("; ".join(map(str, value)))
    text = inert(str(value))
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def _lines(rows: Iterator[Row]) -> str:
    return "".join(compact(row) + "\n" for row in rows)


def statements_csv(examination: Examination) -> str:
    """Statements as CSV."""
    return _csv("statements", statements(examination))


def readings_csv(examination: Examination) -> str:
    """Readings as CSV."""
    return _csv("readings", readings(examination))


def changes_csv(examination: Examination) -> str:
    """Changes as CSV."""
    return _csv("changes", changes(examination))


def statements_jsonl(examination: Examination) -> str:
    """Statements as JSON lines."""
    return _lines(statements(examination))


def readings_jsonl(examination: Examination) -> str:
    """Readings as JSON lines."""
    return _lines(readings(examination))


def changes_jsonl(examination: Examination) -> str:
    """Changes as JSON lines."""
    return _lines(changes(examination))


def contradictions_csv(examination: Examination) -> str:
    """Contradictions as CSV."""
    return _csv("contradictions", contradictions(examination))


def contradictions_jsonl(examination: Examination) -> str:
    """Contradictions as JSON lines."""
    return _lines(contradictions(examination))
