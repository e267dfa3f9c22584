"""The day a text opens with: "PORT ORRIN, 3 May 2031 (Meridian) --", "5 de noviembre de 2030.".

A report whose page bears no date often says the day in its first line, in any language. Only
a date at the head of the text counts, with nothing before it but names and marks: a date
further on may be any day of history.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from newstemma.languages import any_of, names_of
from newstemma.rarity import rarity
from newstemma.text import fold, stem

# The head of a text, in code points, and how far into it the date may stand: a place or two
# and an agency. Set by hand; no set of ours moves with it.
HEAD = 120
FURTHEST = 60

_WORD = re.compile(r"[^\W\d_]+")
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b")


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """The folded names of months in all languages; a name of two months names neither."""
    found: dict[str, int] = {}
    for number, names in enumerate(names_of("months"), 1):
        for name in map(fold, names):
            found[name] = number if found.get(name, number) == number else 0
    return {name: number for name, number in found.items() if number}


@lru_cache(maxsize=1)
def _written() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{any_of(tuple(_months()))})\.?"
    day, year = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?", r"(?P<year>(?:19|20)\d\d)\b"
    of = r"(?:\s+(?:of|de|del|di|van|des))?"
    return (
        _ISO,
        re.compile(rf"\b{day}{of}\s+{month},?{of}\s+{year}"),
        re.compile(rf"\b{month}\s+{day}\s*,?\s+{year}"),
    )


def opening_day(text: str) -> date | None:
    """The day that stands at the head of a text; none where there is no such day."""
    head = text[:HEAD]
    if not any(sign.isdigit() for sign in head):
        return None
    plain = fold(head)
    if len(plain) != len(head):  # places no longer agree; so odd a head is left alone
        return None
    found = [match for pattern in _written() if (match := pattern.search(plain))]
    first = min(found, key=lambda match: match.start(), default=None)
    if first is None or not _only_names(head[: first.start()]):
        return None
    month = first["month"]
    try:
        number = int(month) if month.isdigit() else _months()[month]
        return date(int(first["year"]), number, int(first["day"]))
    except ValueError:
        return None


def _only_names(before: str) -> bool:
    """Whether what stands before a date is a place or an agency, and no part of a sentence."""
    words = _WORD.findall(before)
    return len(before) <= FURTHEST and all(
        not word[0].islower() and rarity(stem(fold(word))) for word in words
    )
