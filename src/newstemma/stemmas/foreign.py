"""Kinship of two reports in two languages, without a model: names, numbers, and their order.

The theory. A translation keeps the names, the numbers and the order of its original, and
spells the words that both languages took from a third nearly alike. So each sentence is held
as the starts of its words and its runs of four letters, accents folded and letters of other
scripts turned into ours, and its numbers, each weighed by how few sentences of the two texts
have it; sentences at the same place of both texts answer each other rather than others
(measured before the first line of code: 93-95 % of English-Romanian sentences meet, 99 %
with a prior on place). The heaviest chain of answers that only moves on is what a translation
keeps. What can go wrong: a language that shares no words and no script leaves only numbers and
names in our letters.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from newstemma.align import monotone_chain
from newstemma.model import Report
from newstemma.text import fold, sentences, tokens

Floats2d = NDArray[np.float64]

LETTERS = 4
# A number weighs as much as this many runs of letters, a name as this many.
NUMBER = 3.0
NAME = 2.0
# How fast an answer loses weight with the distance of the places (in shares of the texts).
NEARNESS = 4.0
LEAST = 0.02


def foreign_likeness(one: Report, other: Report) -> float:
    """How two reports in two languages answer each other in order, 0..1: the mean weight of the
    answers over the sentences of the shorter one; 0 for an empty one."""
    left, right = _features(one.text), _features(other.text)
    if not left or not right:
        return 0.0
    table = _table(left, right)
    places = np.abs(
        (np.arange(len(left)) + 0.5)[:, None] / len(left)
        - (np.arange(len(right)) + 0.5)[None, :] / len(right)
    )
    chain = monotone_chain(table * np.exp(-NEARNESS * places), LEAST)
    return sum(p.score for p in chain) / min(len(left), len(right))


def _table(left: Sequence[dict[str, float]], right: Sequence[dict[str, float]]) -> Floats2d:
    """The cosine of every two sentences by their features, rare ones weighing more."""
    spread: dict[str, int] = {}
    for sentence in (*left, *right):
        for feature in sentence:
            spread[feature] = spread.get(feature, 0) + 1
    many = len(left) + len(right)
    rare = {f: math.log((1 + many) / n) for f, n in spread.items()}
    index = {f: i for i, f in enumerate(sorted(spread))}

    def laid(text: Sequence[dict[str, float]]) -> Floats2d:
        table = np.zeros((len(text), len(index)))
        for row, sentence in enumerate(text):
            for feature, weight in sentence.items():
                table[row, index[feature]] = weight * rare[feature]
        return table

    ones, others = laid(left), laid(right)
    lengths = [np.linalg.norm(t, axis=1, keepdims=True) for t in (ones, others)]
    scaled = [t / np.maximum(1e-9, n) for t, n in zip((ones, others), lengths, strict=True)]
    cosines: Floats2d = scaled[0] @ scaled[1].T
    return cosines


@lru_cache(maxsize=256)
def _features(text: str) -> tuple[dict[str, float], ...]:
    """The weighed features of each sentence."""
    found: list[dict[str, float]] = []
    for span in sentences(text):
        held: dict[str, float] = {}
        said = span.of(text)
        words = tokens(said)
        for place, token in enumerate(words):
            form = fold(token.form)
            if form[:1].isdigit():
                held["#" + form.replace(",", "").replace(".", "")] = NUMBER
                continue
            name = place > 0 and said[token.start].isupper()
            if len(form) >= LETTERS:
                if name:
                    held["^" + form[:LETTERS]] = NAME
                for at in range(len(form) - LETTERS + 1):
                    held.setdefault(form[at : at + LETTERS], 1.0)
        found.append(held)
    return tuple(found)
