"""What a report is found by: pairs of its heaviest words, and of its names across languages.

Two reports of one event share several of the words that weigh most in each; two of two events
seldom share two. So each pair of a report's heaviest words is a key, a number, and only
reports that share a key are compared. Nothing is counted in anyone's texts, so a report has
the same keys whatever stands beside it.
"""

from __future__ import annotations

from hashlib import blake2b
from itertools import combinations

from newstemma.model import Report
from newstemma.stories.sketches import Sketch, Weights, cached_sketch

# Of the pairs that are one story on BASIL, ECB+, MEANTIME and AllSides, what share a key: see
# `docs/stages/archive.md`. More words find little more and cost in square.
HEAVIEST = 10
ACROSS = 6
SAGA = 6


def keys_of(report: Report) -> tuple[int, ...]:
    """The keys of a report, each a whole number of 63 bits, in order; none for no words."""
    found = cached_sketch(report)
    return tuple(sorted({*_pairs(found.words, HEAVIEST), *_pairs(found.across, ACROSS)}))


def sketch_keys(found: Sketch) -> tuple[int, ...]:
    """The same from a sketch."""
    return tuple(sorted({*_pairs(found.words, HEAVIEST), *_pairs(found.across, ACROSS)}))


def heavy_keys(found: Sketch) -> tuple[int, ...]:
    """The keys of the few heaviest words alone: enough to find a saga again."""
    return tuple(sorted(_pairs(found.words, SAGA)))


def _pairs(weights: Weights, count: int) -> list[int]:
    heaviest = sorted(weights, key=lambda word: (-weights[word], word))[:count]
    return [_number(f"{one} {other}") for one, other in combinations(sorted(heaviest), 2)]


def _number(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "replace"), digest_size=8).digest()) >> 1
