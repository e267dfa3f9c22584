"""Dates in a text, and what they mean beside a reference date.

The theory. Words find a date ("on Thursday"), a reference date gives it a value: the
nearest Thursday not after the report when the sentence tells the past, the next one
when it tells what is to come. So finding and resolving are two steps, and a report
whose publication is learned later can be dated again without being read again.
A span covers the date's own words, not the preposition before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from newstemma.model import Span
from newstemma.text import sentences
from newstemma.values.date_reading import Parts
from newstemma.values.date_rules import RULES, Rule
from newstemma.values.date_values import RESOLVERS
from newstemma.values.patterns import when_needed


@dataclass(frozen=True, slots=True)
class Expression:
    """A date as written.

    `kind` is day, range, week, month, months, year, years, decade, weekday, shift, window or
    portion; `parts` what the rule read; `tense` past, future or "" as the sentence tells it; `last`
    the date a stretch runs up to ("from 26 June to 28 June").
    """

    span: Span
    kind: str
    parts: Parts
    tense: str = ""
    last: Expression | None = None


_WORD = when_needed(r"[a-z]+\d?")
_DIGITS = when_needed(r"\d\d")
_FUTURE = when_needed(
    r"\b(?:will|won['’]t|shall|would|"
    r"(?-i:to (?!(?:have|the|an?|his|her|its|their|this|that|these|those)\b)[a-z]{2,}e?)"
    r"(?: \w+){0,6} (?:on|by|in|until|next)\b|due|"
    r"scheduled|expected|upcoming|planned|plans|planning|set (?:to|for)|slated|later|ahead of|"
    r"until|by(?=\s*$)|coming|going to|forthcoming)\b",
    re.IGNORECASE,
)
_PAST = when_needed(
    r"\b(?:was|were|had|said|told|did|came|took|went|began|made|held|left|met|saw|gave|won|lost|"
    r"fell|rose|been|gone|fallen|risen|grown|born|[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
_LEADING = when_needed(
    r"(?:in|since|until|till|by|of|from|to|through|throughout|during|before|after|between|and|for|"
    r"or|its|his|her|their|around|circa|year|that|late|as|\(|,)\s*$",
    re.IGNORECASE,
)


def dates(text: str, places: Sequence[Span] | None = None) -> tuple[Expression, ...]:
    """The date expressions of a text, in order of place, none overlapping.

    Clock times and durations alone are not dates; neither are percentages, sums, phone
    numbers, or "may" and "march" as verbs. `places` are the text's sentences, found here
    when not given.
    """
    found: list[Expression] = []
    for sentence in sentences(text) if places is None else places:
        found.extend(_in_sentence(text, sentence))
    return tuple(found)


def _in_sentence(text: str, sentence: Span) -> list[Expression]:
    words = set(_WORD.findall(text[sentence.start : sentence.end].casefold()))
    if _DIGITS.search(text, sentence.start, sentence.end):
        words.add("#")
    called = {index for word in words.intersection(_CALLED) for index in _CALLED[word]}
    taken: list[Expression] = []
    for index in sorted(called):
        taken.extend(_by_rule(text, sentence, RULES[index], taken))
    return _joined(text, sorted(taken, key=lambda expression: expression.span))


def _by_rule(text: str, sentence: Span, rule: Rule, taken: list[Expression]) -> list[Expression]:
    found: list[Expression] = []
    if rule.part is not None and not rule.part.search(text, sentence.start, sentence.end):
        return found
    for match in rule.pattern.finditer(text, sentence.start, sentence.end):
        span = _own_words(match)
        if any(span.overlaps(other.span) for other in taken):
            continue
        parts = rule.read(match)
        if parts is None:
            continue
        tense = _tense(text, sentence, span, rule.kind)
        if rule.kind != "ahead" or tense == "future":
            found.append(Expression(span, rule.kind, parts, tense))
    return found


_CALLED: dict[str, list[int]] = {}
for _index, _rule in enumerate(RULES):
    for _word in _rule.triggers:
        _CALLED.setdefault(_word, []).append(_index)
_TENSED = {"weekday": 120, "month": 120, "ahead": 120, "day": 24}
"""Kinds whose value hangs on the tense, and how many letters before them tell it. A day without
a year is the nearest one unless the verb right before it says otherwise: "signed on 9 October"."""
_NEAR = 24  # letters; who looks no further back does not look ahead either
_UP_TO = when_needed(r" to (?:the )?| ?[-–—] ?| (?:until|through|till) (?:the )?")


def _joined(text: str, found: list[Expression]) -> list[Expression]:
    """Two days or two months with "to" or a dash between them as one stretch."""
    joined: list[Expression] = []
    for one in found:
        first = joined[-1] if joined else None
        if (
            first is not None
            and first.last is None
            and first.kind == one.kind
            and one.kind in ("day", "month")
            and _UP_TO.fullmatch(text, first.span.end, one.span.start)
        ):
            parts = first.parts if first.parts[0] is not None else (one.parts[0], *first.parts[1:])
            span = Span(first.span.start, one.span.end)
            joined[-1] = replace(first, span=span, parts=parts, last=one)
        else:
            joined.append(one)
    return joined


def _own_words(match: re.Match[str]) -> Span:
    """The span of a match without the preposition some rules need to be sure of it."""
    for name in ("modifier", "which", "month", "year"):
        if match.groupdict().get(name) is not None:
            place = match.start(name)
            if place > match.start() and _LEADING.fullmatch(match.group()[: place - match.start()]):
                return Span(place, match.end())
            break
    return Span(match.start(), match.end())


def _tense(text: str, sentence: Span, span: Span, kind: str) -> str:
    reach = _TENSED.get(kind, 0)
    before = text[max(sentence.start, span.start - reach) : span.start]
    after = text[span.end : min(sentence.end, span.end + reach // 2)] if reach > _NEAR else ""
    future = [m.start() for m in _FUTURE.finditer(before)]
    past = [m.start() for m in _PAST.finditer(before)]
    if future and (not past or future[-1] > past[-1]):
        return "future"
    if past:
        return "past"
    if _FUTURE.search(after):
        return "future"
    return "past" if _PAST.search(after) else ""


def resolve(expression: Expression, reference: date | None) -> str | None:
    """The ISO 8601 value of an expression: a day, month, year or an interval "a/b".

    Both ends of an interval belong to it. None where the value hangs on a reference
    date that is not known, or no such day is in the calendar.
    """
    try:
        first = RESOLVERS[expression.kind](expression.parts, expression.tense, reference)
    except (ValueError, OverflowError):  # 31 February, or the year 0
        return None
    if first is None or expression.last is None:
        return first
    last = resolve(expression.last, reference)
    return f"{first[:10]}/{last[:10]}" if last and last > first else None
