"""Keys under which the spellings of one name meet.

The theory. Every script is brought to Latin letters (anyascii), then the letters that
romanisations disagree about are folded: Japarov, Dzaparov, Zhaparov and Жапаров differ
in how one Cyrillic letter was written down. A key stays a readable word, so that Japan
and Japarov stay apart; what folding leaves is measured by edit distance, which is safe
only inside the closed set of one story's names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from newstemma.values.countries import COUNTRY_OF

_FOLDS: tuple[tuple[str, str], ...] = (
    (r"^th", "t"),
    (r"shch|sch(?=[^aeiouy])|sch|sh|sz(?=[aeiouy])", "s"),
    (r"tch|tsch|ch(?=r|l)", "c"),
    (r"dzh|dsch|dj|dz|zh|dž|gi(?=[aou])|g(?=[ei])|j", "j"),
    (r"kh|gh|ch(?=[tk]|$)", "h"),
    (r"ph|pf", "f"),
    (r"ts|tz|cz|c(?=[eiy])", "c"),
    (r"ck|cq|qu|q|c(?=[aoulrnskt]|$)", "k"),
    (r"ks|x", "ks"),
    (r"w", "v"),
    (r"th", "t"),
    (r"(?:iy|ij|yi|ii|yy|ie|ei|ey|ye|ay|ai)(?=$| )", "i"),
    (r"y|ee", "i"),
    (r"oo|ou|yu|iu", "u"),
    (r"ff(?=$| )|v(?=$| )", "f"),
    (r"(.)\1+", r"\1"),
    (r"(?<=[aeiou])h(?=[^aeiou]|$)", ""),
)
"""What romanisations write in several ways, in this order; set by eye on Russian, Ukrainian,
Bulgarian, Kyrgyz, Japanese, Chinese and Arabic names and measured on `names/latin-cyrillic`."""

_PATTERNS = tuple((re.compile(pattern), into) for pattern, into in _FOLDS)
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def latin(name: str) -> str:
    """A name in plain small Latin letters: words apart, no accents, no possessive."""
    plain = _POSSESSIVE.sub("", name.strip())
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFD", plain.replace("’", "'").replace("‘", "'"))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    if not plain.isascii():
        from anyascii import anyascii  # 10 ms of import, only for other scripts

        plain = anyascii(plain)
    lowered = plain.casefold().replace("'", "").replace(".", "")
    return _NOT_LETTERS.sub(" ", lowered).strip()


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """The Latin form of a name with the letters romanisations disagree about folded."""
    word = latin(name)
    for pattern, into in _PATTERNS:
        word = pattern.sub(into, word)
    return word


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """The key of a name: a country under its English name, anything else folded.

    "the U.S." and "American" give "united states"; Japarov, Dzaparov and Жапаров one
    key, Japan another. A key of a key is itself for countries and plain names.
    """
    plain = latin(name).removeprefix("the ")
    return COUNTRY_OF.get(plain) or folded(plain)


_SAME = 0.80
_SHORT = 5
"""Keys shorter than this must agree to the letter; longer ones to a ratio of 0.80.
Set on `names/latin-cyrillic-1500`: lower merges common names, higher splits spellings."""


def likeness(first: str, second: str) -> float:
    """How alike two keys are, 0 to 1: edit ratio of the keys and of their consonants."""
    from rapidfuzz.distance import Indel

    whole = Indel.normalized_similarity(first, second)
    bones = Indel.normalized_similarity(_bones(first), _bones(second))
    return 0.7 * whole + 0.3 * bones


@lru_cache(maxsize=50_000)
def _bones(word: str) -> str:
    return word[:1] + re.sub(r"[aeiou]", "", word[1:])


def same_name(first: str, second: str) -> bool:
    """True where two keys of one story name the same: equal, one a part of the other, or near.

    Tolerant: for the closed set of names of one story, not for the world.
    """
    if first == second:
        return True
    if first in COUNTRY_OF.values() or second in COUNTRY_OF.values():
        return False
    short, long = sorted((first.split(), second.split()), key=len)
    if len(short) < len(long):
        return (len(short) == 1 and _same_word(short[0], long[-1])) or set(short) < set(long)
    return all(_same_word(a, b) for a, b in zip(short, long, strict=True))


def _same_word(first: str, second: str) -> bool:
    if first == second:
        return True
    if min(len(first), len(second)) < _SHORT or abs(len(first) - len(second)) > 2:
        return False
    return likeness(first, second) >= _SAME
