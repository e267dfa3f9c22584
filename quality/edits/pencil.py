"""An edit: a pattern in a sentence, what is put in its place, and what should be told of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from newstemma.model import Aspect, Direction, Span
from newstemma.text import quoted

Put = Callable[[re.Match[str], Random], str | None]
"""What stands in the place of a match; none where this match is not to be edited."""
ANY: frozenset[Direction] = frozenset()


class Rule(NamedTuple):
    """A kind of edit. `aspects` are right answers, `directions` too (`ANY`: not asked).

    `inside` says whether it is made inside quotation marks, outside (none: either).
    An edit of form has no aspects: nothing of substance should be told of it.
    """

    name: str
    pattern: re.Pattern[str]
    put: Put
    aspects: frozenset[Aspect] = frozenset()
    directions: frozenset[Direction] = ANY
    inside: bool | None = False


class Edit(NamedTuple):
    """One edit made: the sentence after it, the words gone and the words put, as places."""

    rule: Rule
    before: Span
    after: Span
    text: str


def rule(
    name: str,
    pattern: str,
    put: Put | str,
    aspects: str = "",
    directions: str = "",
    inside: bool | None = False,
) -> Rule:
    """A rule from words: `aspects` and `directions` by name, parted by commas."""
    return Rule(
        name,
        re.compile(pattern),
        put if callable(put) else _expanding(put),
        frozenset(Aspect(one) for one in aspects.split(",") if one),
        frozenset(Direction(one) for one in directions.split(",") if one),
        inside,
    )


def _expanding(template: str) -> Put:
    return lambda match, _: match.expand(template)


def one_of(words: str) -> Put:
    """Any of some words parted by bars, `\\1` and the like filled in."""
    return lambda match, dice: match.expand(dice.choice(words.split("|")))


def swapped(pairs: str) -> Put:
    """The other word of its pair, in the match's own case; pairs as "rose/fell lost/won"."""
    other: dict[str, str] = {}
    for pair in pairs.split():
        left, right = pair.replace("_", " ").split("/")
        other[left], other[right] = right, left
    return lambda match, _: _cased(match.group(), other.get(match.group().lower()))


def _cased(model: str, word: str | None) -> str | None:
    return word.capitalize() if word and model[0].isupper() else word


def words_of(pairs: str) -> str:
    """A pattern of all the words of pairs."""
    single = [word.replace("_", " ") for pair in pairs.split() for word in pair.split("/")]
    return r"(?i:\b(?:" + "|".join(sorted(map(re.escape, single), key=len, reverse=True)) + r")\b)"


def edits(sentence: str, rule: Rule, dice: Random) -> Iterator[Edit]:
    """Every edit that a rule makes of a sentence, one at a time."""
    marks = quoted(sentence)
    for match in rule.pattern.finditer(sentence):
        held = any(span.start <= match.start() < span.end for span in marks)
        if rule.inside is not None and held != rule.inside:
            continue
        put = rule.put(match, dice)
        if put is None or put == match.group():
            continue
        text = sentence[: match.start()] + put + sentence[match.end() :]
        if match.start() == 0:
            text = text[:1].upper() + text[1:]
        yield Edit(rule, Span(*match.span()), Span(match.start(), match.start() + len(put)), text)
