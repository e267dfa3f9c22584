"""Keys under which the spellings of one name meet.

The theory. Every script is brought to Latin letters (anyascii), then the few letters that
romanisations of one sound disagree about are brought to one: Japarov, Dzaparov,
Zhaparov and Жапаров differ in how one Cyrillic letter was written down. A key stays a
readable word, so that Japan and Japarov stay apart. What keys leave apart is compared
by sound (see `sounds`), which is safe only among the names of one story.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from newstemma.values.countries import COUNTRIES, COUNTRY_OF
from newstemma.values.patterns import when_needed
from newstemma.values.sounds import likeness, outline, spelling_of_its_own

_FOLDS: tuple[tuple[str, str, str], ...] = (
    (r"dzh|dsch|dj(?=[aeiou])|dz(?=[aeiou])|zh", "j", "Dzaparov, Zhaparov"),
    (r"shch", "sch", "Khrushchev, Khruschev"),
    (r"tch", "ch", "Kravtchuk, Kravchuk"),
    (r"kh", "h", "Mikhail, Mihail"),
    (r"(?<=[bcdfghklmnprstvz])ye", "e", "Medvedyev, Medvedev"),
    (r"ks", "x", "Aleksei, Alexei"),
    (r"off$", "ov", "Karpoff, Karpov"),
    (r"(?:iy|ij|yy|yi|ii|skyj|i)$", "y", "Zelenskiy, Zelenskyy, Zelenski"),
    (r"e[iyj]$", "ey", "Sergei, Sergey"),
    (r"a[iyj]$", "ay", "Nikolai, Nikolay"),
    (r"[iy]?[iyj]a$", "ia", "Natalya, Natalia"),
)
"""What romanisations write in several ways: pattern, letters, example; in this order."""

_PATTERNS = tuple((when_needed(pattern), into) for pattern, into, _ in _FOLDS)
_FOLDED = 4
"""Letters of the shortest word folded: May is not Mai."""
_HARD_YO = when_needed("(?<=[жчшщ])ё", re.IGNORECASE)
_YO = when_needed("ё", re.IGNORECASE)
_NOT_LETTERS = when_needed(r"[^a-z0-9]+")
_POSSESSIVE = when_needed(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def latin(name: str) -> str:
    """A name in plain small Latin letters: words apart, no accents, no possessive."""
    plain = _POSSESSIVE.sub("", name.strip())
    if not plain.isascii():
        plain = "".join(map(_bare, unicodedata.normalize("NFC", plain)))
    if not plain.isascii():
        from anyascii import anyascii  # 10 ms of import, only for other scripts

        plain = anyascii(_YO.sub("yo", _HARD_YO.sub("e", plain)))
    lowered = re.sub(r"['’‘.]", "", plain.casefold())
    return _NOT_LETTERS.sub(" ", lowered).strip()


@lru_cache(maxsize=5_000)
def _bare(letter: str) -> str:
    """A Latin letter without its accent; letters of other scripts stay whole (ё is not е)."""
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else letter


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """One word of a name in Latin letters, spellings of one sound brought together."""
    plain = latin(word)
    if len(plain) < _FOLDED:
        return plain
    for pattern, into in _PATTERNS:
        plain = pattern.sub(into, plain)
    return plain


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """The key of a name: a country under its English name, anything else by its words.

    "the U.S." and "American" give "united states"; Japarov, Dzaparov and Жапаров one
    key, Japan another. Words of several-word names are folded each on its own.
    """
    plain = latin(name).removeprefix("the ")
    country = COUNTRY_OF.get(plain)
    return country if country else " ".join(folded(word) for word in plain.split())


_SAME = 0.90
"""Keys of one outline at least this alike by sound are one name; looked at on
`names/latin-cyrillic-1500`: what is left there of different keys that meet are spellings of one
name (Victor, Viktor), and lower lets in no more."""
_SHORT = 5


@lru_cache(maxsize=50_000)
def same_name(first: str, second: str) -> bool:
    """True where two keys of one story name the same: equal, one a part of the other, or near.

    Tolerant: for the closed set of names of one story, not for the world. Countries are
    the same only as the same key; a place is not what is "of" it (Orrin, the Bank of Orrin).
    """
    if first == second:
        return True
    if first in COUNTRIES or second in COUNTRIES:
        return False
    short, long = sorted((first.split(), second.split()), key=len)
    if len(short) < len(long):
        head = long[: long.index("of")] if "of" in long[1:] else long
        ends = len(short) == 1 and _same_word(short[0], head[-1])
        return ends or (len(short) > 1 and set(short) < set(long))
    return all(_same_word(a, b) for a, b in zip(short, long, strict=True))


def _same_word(first: str, second: str) -> bool:
    if first == second:
        return True
    if min(len(first), len(second)) < _SHORT or abs(len(first) - len(second)) > 2:
        return False
    if spelling_of_its_own(first) != spelling_of_its_own(second):
        return False
    return outline(first) == outline(second) and likeness(first, second) >= _SAME
