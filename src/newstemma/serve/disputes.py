"""Contradictions laid out for reading: each side's words inside what its reports say."""

from __future__ import annotations

from typing import NamedTuple

from newstemma.model import Contradiction, Side, Words
from newstemma.serve.outline import Outline


class Account(NamedTuple):
    """One side: who gives it, the words before, the words that differ, the words after."""

    side: Side
    reports: tuple[str, ...]
    before: str
    words: str
    after: str


def accounts(outline: Outline, contradiction: Contradiction) -> list[Account]:
    """The sides in their order, each in the words of the first report that gives it."""
    return [_account(outline, side) for side in contradiction.sides]


def _account(outline: Outline, side: Side) -> Account:
    reports = tuple(dict.fromkeys(words.report for words in side.words))
    first = side.words[0]
    before, after = _around(outline, side, first)
    return Account(side, reports, before, first.text, after)


def _around(outline: Outline, side: Side, words: Words) -> tuple[str, str]:
    """The rest of the reading; nothing where the words are all of it."""
    made = outline.statements.get(side.statement)
    reading = next((r for r in made.readings if r.report == words.report), None) if made else None
    if reading is None or not reading.span.covers(words.span):
        return "", ""
    start, end = words.span.start - reading.span.start, words.span.end - reading.span.start
    return reading.text[:start], reading.text[end:]
