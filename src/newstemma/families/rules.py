"""The form of an edit rule, and the ways to find a place for it outside quotation marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from newstemma.model import Aspect

QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")


class Swap(NamedTuple):
    """Put `after` in place of `start`..`end`."""

    start: int
    end: int
    after: str

    def on(self, text: str) -> str:
        """The text with the swap made."""
        return text[: self.start] + self.after + text[self.end :]


Find = Callable[[str, Random], Swap | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """An edit: its name, the aspect it touches, how to find a place for it, an example.

    `find` gives none when the sentence has no place for it, and never touches the words
    inside quotation marks.
    """

    name: str
    aspect: Aspect
    find: Find
    reason: str
    example: tuple[str, str]


def unquoted(text: str, start: int, end: int) -> bool:
    """True where start..end touches nothing inside quotation marks."""
    if "“" not in text and '"' not in text:
        return True
    return not any(m.start() < end and start < m.end() for m in QUOTED.finditer(text))


_START = re.compile(r"(?:^|[.!?:;] |[“”\"])$")


def names_somebody(text: str, start: int, end: int) -> bool:
    """True for a capital that no sentence start explains: part of a name, left alone."""
    return text[start].isupper() and not _START.search(text, max(0, start - 2), start)


def like(model: str, word: str) -> str:
    """`word` with a capital where `model` has one."""
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


_A_BEFORE_VOWEL = re.compile(r"\b([Aa]) (?=(?!one|once|eu)[aeio][a-z])")
_AN_BEFORE_CONSONANT = re.compile(
    r"\b([Aa])n (?=(?!hour|honest|honour|heir)[b-df-hj-np-tv-z][a-z])"
)


def with_articles(text: str) -> str:
    """The text with "a" and "an" as the word after them wants it."""
    text = _A_BEFORE_VOWEL.sub(r"\1n ", text)
    return _AN_BEFORE_CONSONANT.sub(r"\1 ", text)


def by_pattern(pattern: str, *templates: str, quotes: bool = False) -> Find:
    """A finder that expands one of `templates` at a place where `pattern` matches.

    With `quotes` the match may hold a whole quote, which the templates keep as it is.
    """
    compiled = re.compile(pattern)

    def find(text: str, random: Random) -> Swap | None:
        places = [
            m for m in compiled.finditer(text) if quotes or unquoted(text, m.start(), m.end())
        ]
        if not places:
            return None
        match = random.choice(places)
        after = match.expand(random.choice(templates))
        return Swap(match.start(), match.end(), like(match.group(), after))

    return find


def by_table(table: Mapping[str, tuple[str, ...]]) -> Find:
    """A finder that swaps a word or phrase of `table` for one of its alternatives."""
    pattern = table_pattern(table)

    def find(text: str, random: Random) -> Swap | None:
        places = [
            m
            for m in pattern.finditer(text)
            if unquoted(text, m.start(), m.end()) and not names_somebody(text, *m.span())
        ]
        if not places:
            return None
        match = random.choice(places)
        found = match.group()
        after = random.choice(table[found if found in table else found[:1].lower() + found[1:]])
        return Swap(match.start(), match.end(), like(found, after))

    return find


def table_pattern(table: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    """One expression for every key of a table, longest first, capital or not.

    Keys are grouped by their first letter: an alternation of hundreds is tried in order at
    every place of a text, one of a few dozen letters is not (five times as fast).
    """
    groups: dict[str, list[str]] = {}
    for key in sorted(table, key=lambda key: (-len(key), key)):
        groups.setdefault(key[0], []).append(re.escape(key[1:]))
    parts = [f"{_either_case(first)}(?:{'|'.join(tails)})" for first, tails in groups.items()]
    return re.compile(rf"(?<![\w$€£.,-])(?:{'|'.join(parts)})(?![\w-]|[.,]\d)")


def _either_case(first: str) -> str:
    return f"[{first.upper()}{first}]" if first.islower() else re.escape(first)
