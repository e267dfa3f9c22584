"""A reading with the words that changed picked out, the same in every output."""

from __future__ import annotations

from typing import NamedTuple

from newstemma.model import Change, Words
from newstemma.serve.outline import Outline

CONTEXT = 90  # code points kept on each side of the changed words


class Picked(NamedTuple):
    """The words before, the words that changed, the words after."""

    before: str
    words: str
    after: str


def side(outline: Outline, change: Change, report: str, words: Words | None) -> Picked | None:
    """What to show of a report beside a change: its words with those that changed picked out,
    its whole reading where nothing is there to pick, none where it does not say it at all."""
    if words is not None:
        return picked(outline, change, words)
    reading = outline.reading(change.statement, report)
    return None if reading is None else Picked(_head(reading, 2 * CONTEXT), "", "")


def picked(outline: Outline, change: Change, words: Words) -> Picked:
    """The changed words inside their reading, cut at word ends to a line or two."""
    text = outline.reports[words.report].text if words.report in outline.reports else words.text
    statement = outline.statements.get(change.statement)
    for reading in statement.readings if statement else ():
        if reading.report == words.report and reading.span.covers(words.span):
            before = text[reading.span.start : words.span.start]
            after = text[words.span.end : reading.span.end]
            return Picked(_tail(before), words.text, _head(after))
    return Picked("", words.text, "")


def _tail(text: str) -> str:
    if len(text) <= CONTEXT:
        return text
    return "… " + text[-CONTEXT:].split(" ", 1)[-1]


def _head(text: str, most: int = CONTEXT) -> str:
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0] + " …"
