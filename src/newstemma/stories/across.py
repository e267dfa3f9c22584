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
from collections.abc import Callable
from functools import lru_cache

from newstemma.text import fold

LEAD_CHARACTERS = 400
READ_CHARACTERS = 5000
TIMES = (3, 2, 1)
"""How often a name counts in the title, in the lead and below it."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_GROUPING = re.compile(r"[.,](?=\d{3}(?!\d))")
_SOUNDS = (
    ("tsch", "c"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("zh", "j"), ("dzh", "j"),
    ("dj", "j"), ("dz", "j"), ("ph", "f"), ("th", "t"), ("kh", "k"), ("ck", "k"), ("qu", "k"),
    ("ts", "s"), ("tz", "s"), ("w", "v"), ("c", "k"), ("q", "k"), ("x", "ks"), ("z", "s"),
    ("y", "i"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouh]")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
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
    title: str, text: str, is_name: Callable[[str, str, int], bool]
) -> dict[str, float]:
    """Names and numbers of a report by weight, of unit length; empty when it has none."""
    counts: Counter[str] = Counter()
    parts = (title, text[:LEAD_CHARACTERS], text[LEAD_CHARACTERS:READ_CHARACTERS])
    for part, times in zip(parts, TIMES, strict=True):
        for match in _WORD.finditer(part):
            term = _term(match.group(), part, match.start(), is_name)
            if term:
                counts[term] += times
    weights = {term: 1.0 + math.log(count) for term, count in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()}


def _term(word: str, part: str, start: int, is_name: Callable[[str, str, int], bool]) -> str:
    if word[0].isdigit():
        number = _GROUPING.sub("", word).replace(",", ".")
        return "#" + number if len(number) > 1 else ""
    return skeleton(word) if len(word) > 2 and is_name(word, part, start) else ""
