"""When and how bindingly: the small words before a verb that both sides say.

In go two sides laid over each other; out come verbs told as done on one side and as to come on
the other ("will cut", "has cut"), and duties of another force ("should", "must"). These words
say nothing alone, so the comparison of wording passes over them.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

from newstemma.collations.difference import Difference, graded
from newstemma.collations.sides import Side
from newstemma.collations.slots import CHANGED
from newstemma.collations.words import Laid, means
from newstemma.model import Direction, MarkKind, Span


class Time(IntEnum):
    """What a verb's helpers say of when."""

    OPEN = 0
    TO_COME = 1
    DONE = 2


_TO_COME = frozenset("will shall 'll won't".split())
_DONE = frozenset("has have had was were 've hasn't haven't hadn't wasn't weren't".split())
_IF = frozenset("would could might may if to".split())
_DUTIES = {"should": 1, "ought": 1, "must": 2, "shall": 2}
_HELPERS = _TO_COME | _DONE | _IF | _DUTIES.keys() | frozenset("be been being not also".split())
REACH = 4
"""Helpers before a verb that are looked at: "will not have been"."""


def tense_differences(laid: Laid) -> Iterator[Difference]:
    """Verbs both sides say whose helpers differ in time or in duty, outside quotes and hedges."""
    if _HELPERS.isdisjoint(laid.source.forms) or _HELPERS.isdisjoint(laid.target.forms):
        return
    before, after = laid.source.forms, laid.target.forms
    for i, j in laid.answer.items():
        if not (i and j and before[i - 1] in _HELPERS and after[j - 1] in _HELPERS):
            continue
        if not means(laid.source.tokens[i]) or i in laid.source.quoted:
            continue
        ours, theirs = _helpers(laid.source, i), _helpers(laid.target, j)
        if ours == theirs or not (ours and theirs):
            continue
        found = _compared(ours, theirs)
        places = laid.source.span(i - len(ours), i + 1), laid.target.span(j - len(theirs), j + 1)
        if found and not _hedged(laid.source, places[0]) and not _hedged(laid.target, places[1]):
            yield graded(found[0], CHANGED, *places, found[1])


def _helpers(side: Side, verb: int) -> list[str]:
    first = verb
    while first > max(verb - REACH, 0) and side.forms[first - 1] in _HELPERS:
        first -= 1
    return side.forms[first:verb]


def _compared(ours: list[str], theirs: list[str]) -> tuple[str, Direction] | None:
    was, now = _time(ours), _time(theirs)
    if was and now and was is not now:
        told = "to come told as done" if now is Time.DONE else "done told as to come"
        return told, Direction.STRONGER if now is Time.DONE else Direction.WEAKER
    duty, other = _duty(ours), _duty(theirs)
    if duty and other and duty != other:
        return "duty changed", Direction.STRONGER if other > duty else Direction.WEAKER
    return None


def _time(helpers: list[str]) -> Time:
    if _IF.intersection(helpers):
        return Time.OPEN
    if _TO_COME.intersection(helpers):
        return Time.TO_COME
    return Time.DONE if _DONE.intersection(helpers) else Time.OPEN


def _duty(helpers: list[str]) -> int:
    return max((_DUTIES.get(word, 0) for word in helpers), default=0)


def _hedged(side: Side, place: Span | None) -> bool:
    return place is not None and any(m.span.overlaps(place) for m in side.marks(MarkKind.HEDGE))
