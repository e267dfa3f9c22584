"""Marks that the reading of a report does not make, and the comparison of two readings needs.

"A year and a half" and "18 months", "the nineties" and "the 1990s", "maybe" and "perhaps" are
forms of one value; a report is read without the first of each. In go a text and its marks; out
come the marks with those of spans of time, decades and hedges in the place of what stood there.
Closed tables; what is not in them is compared as wording.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from newstemma.model import Figure, Mark, MarkKind, Span

_NUMBERS = {word: float(n) for n, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve".split())}  # fmt: skip
_NUMBERS |= {"a": 1.0, "an": 1.0}
_COUNT = rf"(?P<count>{'|'.join(_NUMBERS)}|\d+)"
_UNITS = "year|month|week|day|hour|minute"
_SPAN_OF_TIME = re.compile(
    rf"\b(?:{_COUNT} (?P<unit>{_UNITS}) and a half|{_COUNT.replace('count', 'many')} and a half "
    rf"(?P<units>{_UNITS})s|{_COUNT.replace('count', 'long')} (?P<name>decade|century|fortnight)"
    r"(?:s)?|(?P<centuries>\w+) centuries)\b",
    re.IGNORECASE,
)
_TO = "(?:will|would|to|can|could|may|might|should|must|not)"
_NAMED = {"decade": (10.0, "year"), "century": (100.0, "year"), "fortnight": (2.0, "week")}
_LASTING = re.compile(
    rf"\b(?:{_TO} last|last(?:s|ed|ing)) ({_COUNT} (?:{_UNITS})s?)\b", re.IGNORECASE
)
_PART_OF = re.compile(
    r"\b(?P<part>a quarter|three quarters) of a (?P<scale>million|billion)\b", re.I
)
_DECADE = re.compile(r"\bthe (?P<name>twenties|thirties|forties|fifties|sixties|seventies|eighties"
                     r"|nineties)\b", re.IGNORECASE)  # fmt: skip
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_HEDGES = re.compile(r"\b(?:maybe|(?:look|seem|appear)(?:s|ed)? (?:likely|set|poised) to)\b", re.I)


def unread_marks(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks with those that were not read put in, in no special order."""
    new = list(_unread(text))
    if not new:
        return list(marks)
    held = [
        mark
        for mark in marks
        if mark.kind not in _REPLACED or not any(one.span.overlaps(mark.span) for one in new)
    ]
    hedges = [mark.span for mark in held if mark.kind is MarkKind.HEDGE]
    fresh = (m for m in new if not any(m.span.overlaps(hedge) for hedge in hedges))
    return [*held, *fresh]


_REPLACED = (MarkKind.FIGURE, MarkKind.DATE)


def _unread(text: str) -> Iterator[Mark]:
    """Each table where one of its words stands: to try them all on every text is dear."""
    folded = text.casefold()
    for words, read in _READERS:
        if any(word in folded for word in words):
            yield from read(text)


def _spans_of_time(text: str) -> Iterator[Mark]:
    for match in _SPAN_OF_TIME.finditer(text):
        if match["unit"] or match["units"]:
            number = _number(match["count"] or match["many"]) + 0.5
            figure = Figure(number, (match["unit"] or match["units"]).casefold())
        elif match["name"]:
            worth, unit = _NAMED[match["name"].casefold()]
            figure = Figure(worth * _number(match["long"]), unit)
        elif match["centuries"].casefold() in _NUMBERS:
            figure = Figure(100.0 * _number(match["centuries"]), "year")
        else:
            continue
        yield Mark(MarkKind.FIGURE, Span(*match.span()), figure)


def _lasting(text: str) -> Iterator[Mark]:
    """What something lasts: "will last six months" dates nothing."""
    for match in _LASTING.finditer(text):
        words = match[1].split()
        figure = Figure(_number(words[0]), words[1].casefold().removesuffix("s"))
        yield Mark(MarkKind.FIGURE, Span(*match.span(1)), figure)


def _number(word: str) -> float:
    return float(word) if word.isdigit() else _NUMBERS[word.casefold()]


def _parts(text: str) -> Iterator[Mark]:
    for match in _PART_OF.finditer(text):
        scale = 1e6 if match["scale"].casefold() == "million" else 1e9
        part = 0.25 if match["part"].casefold() == "a quarter" else 0.75
        yield Mark(MarkKind.FIGURE, Span(*match.span()), Figure(part * scale))


def _decades(text: str) -> Iterator[Mark]:
    for match in _DECADE.finditer(text):
        first = 1920 + 10 * _DECADES.index(match["name"].casefold())
        yield Mark(MarkKind.DATE, Span(*match.span()), f"{first}/{first + 9}")


def _hedges(text: str) -> Iterator[Mark]:
    for match in _HEDGES.finditer(text):
        yield Mark(MarkKind.HEDGE, Span(*match.span()), "possibility")


_READERS: tuple[tuple[tuple[str, ...], Callable[[str], Iterator[Mark]]], ...] = (
    (("and a half", "decade", "centur", "fortnight"), _spans_of_time),
    ((" last",), _lasting),
    (("of a million", "of a billion"), _parts),
    (tuple(_DECADES), _decades),
    (("maybe", "look", "seem", "appear"), _hedges),
)
"""The tables, each with words without which it finds nothing."""
_UNIT_NAMES = {"km/hour": "km/h", "mile/hour": "mph"}


def one_unit(mark: Mark) -> Mark:
    """The mark with the unit's name that its spellings share."""
    if isinstance(mark.value, Figure) and mark.value.unit in _UNIT_NAMES:
        return replace(mark, value=replace(mark.value, unit=_UNIT_NAMES[mark.value.unit]))
    return mark
