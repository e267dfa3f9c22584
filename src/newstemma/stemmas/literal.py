"""The literal evidence of a pair: runs of own words in both, and quotations that meet.

A run of five own words is seldom set twice by chance. Quotations prove no copy, for everybody
heard them, but one speech printed in other words has been through another language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

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
        counts = Counter(tuple(where) for where in places.values() if len(where) > 1)
        self._sentences = [len(text.sentences) for text in texts]
        self._worth = np.array(list(counts.values()), dtype=np.float64)
        sizes = np.array([len(key) for key in counts], dtype=np.int64)
        flat = np.fromiter(chain.from_iterable(counts), np.int64, int(sizes.sum()))
        self._holder, self._sentence = flat // MOST_SENTENCES, flat % MOST_SENTENCES
        self._entry = np.repeat(np.arange(len(sizes)), sizes)
        self._starts = np.cumsum(sizes) - sizes
        self._sizes = sizes
        order = np.argsort(self._holder, kind="stable")
        ends = np.searchsorted(self._holder[order], np.arange(len(texts) + 1))
        self._of_text = [order[one:after] for one, after in pairwise(ends)]

    def with_others(self, index: int) -> NDArray[np.int64]:
        """How many of a text's runs begin in each of its sentences and stand in each text
        [sentence, text]."""
        mine = self._of_text[index]
        entries = self._entry[mine]
        many = self._sizes[entries]
        at = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
        there = np.repeat(self._starts[entries], many) + at
        width = len(self._of_text)
        cells = np.repeat(self._sentence[mine], many) * width + self._holder[there]
        size = self._sentences[index] * width
        counts = np.bincount(cells, np.repeat(self._worth[entries], many), size)
        return counts.astype(np.int64).reshape(-1, width)

    def counts(self) -> dict[tuple[int, int], int]:
        """How many runs each pair (left < right) has in common."""
        found: dict[tuple[int, int], int] = {}
        for left in range(len(self._of_text)):
            shared = self.with_others(left).sum(axis=0)
            for right in (np.flatnonzero(shared[left + 1 :]) + left + 1).tolist():
                found[left, right] = int(shared[right])
        return found


# More than any report has; two numbers in one.
MOST_SENTENCES = 1_000_000


# Two quotations are one speech when this share of the shorter one's words is shared. One
# speech in other words, unlike a longer and a shorter cut of it, is of like length.
SAME_SPEECH = 0.5
LIKE_LENGTH = 0.6


def shared_quotes(texts: Sequence[OwnWords]) -> dict[tuple[int, int], Quotes]:
    """The quotations in which each pair meets; a pair that meets in none is left out."""
    owner = [at for at, text in enumerate(texts) for _ in text.quotations]
    quotations = [q for text in texts for q in text.quotations]
    found: dict[tuple[int, int], tuple[list[Meeting], list[Meeting]]] = {}
    for one, other, alike in _near(quotations):
        left, right = owner[one], owner[other]
        if left == right:
            continue
        pair = quotations[one], quotations[other]
        if _word_for_word(*pair):
            found.setdefault((left, right), ([], []))[0].append(pair)
        elif alike:
            found.setdefault((left, right), ([], []))[1].append(pair)
    return {
        (left, right): Quotes(
            tuple(same), tuple(altered), len(texts[left].quotations), len(texts[right].quotations)
        )
        for (left, right), (same, altered) in found.items()
    }


Meeting = tuple[Quotation, Quotation]


def _near(quotations: Sequence[Quotation]) -> Iterator[tuple[int, int, bool]]:
    """The quotations that share most words of the shorter one, each two once and in order, and
    whether they are of like length."""
    forms = [frozenset(quotation.forms) for quotation in quotations]
    sizes = np.array([len(said) for said in forms])
    held: dict[str, list[int]] = {}
    for place, said in enumerate(forms):
        for form in said:
            held.setdefault(form, []).append(place)
    postings = {form: np.array(places) for form, places in held.items()}
    for place, said in enumerate(forms):
        common = np.bincount(np.concatenate([postings[form] for form in said]), None, len(forms))
        shorter = np.minimum(sizes, sizes[place])
        near = (common >= 3) & (common >= SAME_SPEECH * shorter)
        alike = shorter >= LIKE_LENGTH * np.maximum(sizes, sizes[place])
        for other in (np.flatnonzero(near[place + 1 :]) + place + 1).tolist():
            yield place, other, bool(alike[other])


def _word_for_word(one: Quotation, other: Quotation) -> bool:
    """True where the shorter quotation stands in the longer, but for one word in twelve."""
    shorter, longer = sorted((one.forms, other.forms), key=len)
    if len(shorter) == len(longer) and shorter == longer:
        return True
    from rapidfuzz.distance import LCSseq  # 40 ms of import, only where quotations meet

    return LCSseq.similarity(shorter, longer) >= len(shorter) - len(shorter) // 12
