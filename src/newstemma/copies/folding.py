"""Characters as numbers to compare by: one table for every code point, filled as texts need it.

Upper and lower case, accents and the many apostrophes must not part two copies of one
text, nor must invisible marks (C2PA text manifests are variation selectors inside words).
A value is 0 where a word ends, 1 for what is passed over inside a word, 2 where the table
does not know the code point yet, else the folded letter or digit; `LONE` is set where a
character is a word of its own, as in Chinese.
"""

from __future__ import annotations

import unicodedata
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

UInts1d: TypeAlias = NDArray[np.uint32]

BREAK, PASSED, UNKNOWN = 0, 1, 2
LONE = 1 << 31
_POINTS = 0x110000
# Latin letters, Greek, Cyrillic, and punctuation: known from the start, in a millisecond.
_COMMON = ((0, 0x250), (0x370, 0x500), (0x2000, 0x2070))
_APOSTROPHES = frozenset("'’‘ʼ＇`´")
# Scripts written without spaces: a character is a word there.
_LONE = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FDF),  # radicals
    (0x3005, 0x3007),
    (0x3040, 0x30FF),  # kana
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


class Folding:
    """The table; `of(points)` makes sure that it knows every one of them first."""

    def __init__(self) -> None:
        self.table = np.full(_POINTS, UNKNOWN, dtype=np.uint32)
        for low, high in _COMMON:
            self.learn(np.arange(low, high, dtype=np.uint32))

    def of(self, points: UInts1d) -> UInts1d:
        """The table, good for these code points at least."""
        rare = points[points > 127]
        if rare.size:
            self.learn(np.unique(rare[self.table[rare] == UNKNOWN]))
        return self.table

    def learn(self, points: UInts1d) -> None:
        """Enters these code points."""
        for point in points.tolist():
            self.table[point] = _folded(chr(point))


def _folded(character: str) -> int:
    if character in _APOSTROPHES:
        return PASSED
    kind = unicodedata.category(character)
    if kind in ("Mn", "Me", "Cf"):
        return PASSED
    if kind[0] not in "LN" and kind != "Mc":
        return BREAK
    point = ord(character)
    if any(low <= point <= high for low, high in _LONE):
        return point | LONE
    plain = unicodedata.normalize("NFKD", character.casefold())
    return ord(plain[0]) if plain[0].isalnum() else point


FOLDING = Folding()
