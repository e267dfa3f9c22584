"""The literal evidence of a pair: runs of own words in both, and quotations that meet.

A run of five own words is seldom set twice by chance. Quotations prove no copy, for everybody
heard them, but one speech printed in other words has been through another language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newstemma.stemmas.own import OwnWords, Quotation


@dataclass(frozen=True, slots=True)
class Quotes:
    """How two sets of quotations meet: word for word, in other words, or not at all."""

    same: tuple[tuple[Quotation, Quotation], ...]
    altered: tuple[tuple[Quotation, Quotation], ...]
    left: int
    right: int


def shared_runs(texts: Sequence[OwnWords]) -> dict[tuple[int, int], int]:
    """How many runs of five own words each pair (left < right) has in common."""
    holders: dict[tuple[str, ...], list[int]] = {}
    for index, text in enumerate(texts):
        for run in text.runs:
            holders.setdefault(run, []).append(index)
    by_set: dict[tuple[int, ...], int] = {}
    for holding in holders.values():
        if len(holding) > 1:
            by_set[tuple(holding)] = by_set.get(tuple(holding), 0) + 1
    counts: dict[tuple[int, int], int] = {}
    for holding_set, number in by_set.items():
        for place, left in enumerate(holding_set):
            for right in holding_set[place + 1 :]:
                counts[left, right] = counts.get((left, right), 0) + number
    return counts


# Two quotations are one speech when this share of the shorter one's words is shared. One
# speech in other words, unlike a longer and a shorter cut of it, is of like length.
SAME_SPEECH = 0.5
LIKE_LENGTH = 0.6


def shared_quotes(texts: Sequence[OwnWords]) -> dict[tuple[int, int], Quotes]:
    """The quotations in which each pair meets; a pair that meets in none is left out."""
    sets = [[frozenset(q.forms) for q in t.quotations] for t in texts]
    found: dict[tuple[int, int], Quotes] = {}
    for left in range(len(texts)):
        for right in range(left + 1, len(texts)):
            quotes = _meet(texts[left], texts[right], sets[left], sets[right])
            if quotes.same or quotes.altered:
                found[left, right] = quotes
    return found


def _meet(
    one: OwnWords,
    other: OwnWords,
    ones: Sequence[frozenset[str]],
    others: Sequence[frozenset[str]],
) -> Quotes:
    same: list[tuple[Quotation, Quotation]] = []
    altered: list[tuple[Quotation, Quotation]] = []
    for i, left in enumerate(ones):
        for j, right in enumerate(others):
            common = len(left & right)
            if common < 3 or common < SAME_SPEECH * min(len(left), len(right)):
                continue
            pair = one.quotations[i], other.quotations[j]
            if _word_for_word(*pair):
                same.append(pair)
            elif min(len(left), len(right)) >= LIKE_LENGTH * max(len(left), len(right)):
                altered.append(pair)
    return Quotes(tuple(same), tuple(altered), len(ones), len(others))


def _word_for_word(one: Quotation, other: Quotation) -> bool:
    """True where the shorter quotation stands in the longer, but for one word in twelve."""
    shorter, longer = sorted((one.forms, other.forms), key=len)
    if len(shorter) == len(longer) and shorter == longer:
        return True
    from rapidfuzz.distance import LCSseq  # 40 ms of import, only where quotations meet

    return LCSseq.similarity(shorter, longer) >= len(shorter) - len(shorter) // 12
