"""What two reports in different languages have in common: names by their consonants, numbers.

A name that crosses a language changes its vowels, its endings and its spelling of sounds
(Djandarov, Dzhandarov, Jandarov; Orlavie, Orlavia) and keeps its consonants; a number keeps
its digits and changes its points (14,6 and 14.6). So each capitalised word is reduced to
the skeleton of its consonants. Two names may share a skeleton by chance; a dozen do not:
between the two languages of MEANTIME the cosine is above .53 for 98 of 100 pairs of one
story and below .54 for 999 of 1,000 others.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from newstemma.text import fold

LEAD_CHARACTERS = 400
READ_CHARACTERS = 5000
TIMES = (3, 2, 1)
"""How often a name counts in the title, in the lead and below it."""

Names = Sequence[tuple[str, int]]
"""Names with the places where they begin."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPING = re.compile(r"[.,](?=\d{3}(?!\d))")
_SOUNDS = (
    ("tsch", "c"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("zh", "j"), ("dzh", "j"),
    ("dj", "j"), ("dz", "j"), ("ph", "f"), ("th", "t"), ("kh", "k"), ("ck", "k"), ("qu", "k"),
    ("ts", "s"), ("tz", "s"), ("w", "v"), ("c", "k"), ("q", "k"), ("x", "ks"), ("z", "s"),
    ("y", "i"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouh]")
_DOUBLE = re.compile(r"(.)\1+")


def skeleton(name: str) -> str:
    """The consonants of a name under which its spellings in other languages meet."""
    word = fold(name)
    if not word.isascii():
        from anyascii import anyascii

        word = anyascii(word).casefold() or word
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return _DOUBLE.sub(r"\1", word[:1] + _VOWELS.sub("", word[1:]))


def across_languages(
    title: str, text: str, title_names: Names, text_names: Names
) -> dict[str, float]:
    """Names and numbers of a report by weight, of unit length; empty when it has none.

    The names are given with their places, those of the text of its first `READ_CHARACTERS`.
    """
    counts: Counter[str] = Counter()
    for word, _ in title_names:
        _count(word, TIMES[0], counts)
    for word, start in text_names:
        _count(word, TIMES[1] if start < LEAD_CHARACTERS else TIMES[2], counts)
    for match in _NUMBER.finditer(title):
        _count(match.group(), TIMES[0], counts)
    for match in _NUMBER.finditer(text, 0, READ_CHARACTERS):
        _count(match.group(), TIMES[1] if match.start() < LEAD_CHARACTERS else TIMES[2], counts)
    weights = {term: 1.0 + math.log(count) for term, count in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()}


def _count(word: str, times: int, counts: Counter[str]) -> None:
    term = _term(word)
    if term:
        counts[term] += times


@lru_cache(maxsize=50_000)
def _term(word: str) -> str:
    if word[0].isdigit():
        number = _GROUPING.sub("", word).replace(",", ".")
        return "#" + number if len(number) > 1 else ""
    return skeleton(word) if len(word) > 2 else ""
