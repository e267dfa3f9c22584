"""The literal evidence of a pair: runs of own words in both, and quotations that meet.

A run of five own words is seldom set twice by chance. Quotations prove no copy, for everybody
heard them, but one speech printed in other words has been through another language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newstemma.stemmas.own import OwnWords, Quotation, Run


@dataclass(frozen=True, slots=True)
class Quotes:
    """How two sets of quotations meet: word for word, in other words, or not at all."""

    same: tuple[tuple[Quotation, Quotation], ...]
    altered: tuple[tuple[Quotation, Quotation], ...]
    left: int
    right: int


class RunTable:
    """The runs of five own words that two texts or more have in common, by where they stand.

    Runs that stand in the same sentences of the same texts are one entry, so that two texts
    are compared by some dozens of entries and not by hundreds of runs.
    """

    def __init__(self, texts: Sequence[OwnWords]) -> None:
        places: dict[Run, list[int]] = {}
        for index, text in enumerate(texts):
            for run, sentence in text.runs.items():
                places.setdefault(run, []).append(index * MOST_SENTENCES + sentence)
        counts: dict[tuple[int, ...], int] = {}
        for where in places.values():
            if len(where) > 1:
                key = tuple(where)
                counts[key] = counts.get(key, 0) + 1
        self._entries: list[dict[int, tuple[int, int]]] = [{} for _ in texts]
        self._by_set: dict[tuple[int, ...], int] = {}
        for number, (key, count) in enumerate(counts.items()):
            for place in key:
                index, sentence = divmod(place, MOST_SENTENCES)
                self._entries[index][number] = sentence, count
            holders = tuple([place // MOST_SENTENCES for place in key])
            self._by_set[holders] = self._by_set.get(holders, 0) + count

    def counts(self) -> dict[tuple[int, int], int]:
        """How many runs each pair (left < right) has in common."""
        found: dict[tuple[int, int], int] = {}
        for holders, number in self._by_set.items():
            for place, left in enumerate(holders):
                for right in holders[place + 1 :]:
                    found[left, right] = found.get((left, right), 0) + number
        return found

    def by_sentence(self, here: int, there: int) -> tuple[dict[int, int], dict[int, int]]:
        """How many of the runs that two texts have in common begin in each sentence of either."""
        one, other = self._entries[here], self._entries[there]
        ours: dict[int, int] = {}
        theirs: dict[int, int] = {}
        for number in one.keys() & other.keys():
            sentence, count = one[number]
            ours[sentence] = ours.get(sentence, 0) + count
            sentence, count = other[number]
            theirs[sentence] = theirs.get(sentence, 0) + count
        return ours, theirs


# More than any report has; two numbers in one.
MOST_SENTENCES = 1_000_000


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
