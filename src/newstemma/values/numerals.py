"""Numbers in words and digits: "three and a half million" is 3500000.

The theory. English number words form a small grammar (a unit follows tens, a hundred
follows a unit, a multiplier closes a group), so a run of number words is read from left
to right and ends where the next word cannot follow.
"""

from __future__ import annotations

from newstemma.values.patterns import when_needed

SMALL = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
MULTIPLIERS = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "mln": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "bln": 1e9,
    "tn": 1e12,
    "trn": 1e12,
    "crore": 1e7,
    "lakh": 1e5,
}
SHORT_MULTIPLIERS = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
"""Letters that multiply only beside a currency: "$5m"; elsewhere m is a metre."""

CROWDS = {
    "dozens": (24.0, 99.0),
    "scores": (40.0, 99.0),
    "hundreds": (100.0, 999.0),
    "thousands": (1e3, 9999.0),
    "millions": (1e6, 1e7),
    "billions": (1e9, 1e10),
    "trillions": (1e12, 1e13),
}
"""Plural multipliers that stand for a vague range, as "hundreds of people"."""

FRACTIONS = {
    "half": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourth": 4,
    "fourths": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "sixths": 6,
    "eighth": 8,
    "eighths": 8,
    "tenth": 10,
    "tenths": 10,
}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=3,
    )
}
"""Ordinals in words; first and second say order more often than count and are left out."""

GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_WORD = when_needed(r"[a-z]+")


def digits_value(digits: str) -> float:
    """The value of digits as English prints them: the comma groups, the point divides."""
    return float(digits.replace(",", ""))


def words_value(phrase: str) -> tuple[float, int] | None:
    """The value of the number words a lower-case phrase opens with, and where they end.

    None where the phrase opens with no number. "two three" is 2: three cannot follow two.
    """
    total, group, end = 0.0, 0.0, 0
    last = ""
    for match in _WORD.finditer(phrase):
        word = match.group()
        if word in ("and", "a"):
            continue
        step = _kind(word)
        if not step or not _follows(last, step):
            break
        total, group = _take(total, group, word)
        last, end = step, match.end()
    return (total + group, end) if end else None


def _kind(word: str) -> str:
    if word in SMALL:
        return "teen" if SMALL[word] > 9 or not SMALL[word] else "unit"
    if word in TENS:
        return "tens"
    if word in MULTIPLIERS:
        return "hundred" if word == "hundred" else "multiplier"
    return ""


_MAY_FOLLOW = {
    "": {"unit", "teen", "tens", "hundred", "multiplier"},
    "unit": {"hundred", "multiplier"},
    "teen": {"hundred", "multiplier"},
    "tens": {"unit", "hundred", "multiplier"},
    "hundred": {"unit", "teen", "tens", "multiplier"},
    "multiplier": {"unit", "teen", "tens", "multiplier"},
}


def _follows(last: str, step: str) -> bool:
    return step in _MAY_FOLLOW[last]


def _take(total: float, group: float, word: str) -> tuple[float, float]:
    if word in SMALL:
        return total, group + SMALL[word]
    if word in TENS:
        return total, group + TENS[word]
    factor = MULTIPLIERS[word]
    if word in ("hundred", "dozen"):
        return total, (group or 1.0) * factor
    if group:
        return total + group * factor, 0.0
    return (total or 1.0) * factor, 0.0
