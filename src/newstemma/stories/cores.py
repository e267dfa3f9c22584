"""Whether two groups are two developments of one saga, though each agrees with the other.

The theory. Two days of one trial, two fights of one boxer: every pair of reports shares names
and words enough to be one story, and only a look at the groups shows two cores, each agreeing
within far better than with the other. Copies of two wires about one event are two cores as
well, for copying makes words agree. So of texts that are nearly the same one answers for all,
and the cores must differ in their news too: in the names and figures of their leads, or in
their days. What can go wrong: reports of a second event that come one by one, before there
are three tellings of it, join the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Generic, TypeVar

# Two groups stay two where the looser one's mean nearness within is above that between them by
# more than `APART` bits, and by `APART_OF_FEW` shared by the reports of the smaller (the mean
# of few pairs is soon high by chance), and the same of their news by more than `NEWS`. On
# AllSides and ECB+ `APART` of 1 to 1.5, `APART_OF_FEW` of 2 to 4 and `NEWS` of .2 to .5 are all
# better than no such rule; BASIL and MEANTIME do not move (decision 0022).
APART = 1.0
APART_OF_FEW = 3.0
NEWS = 0.3
# Texts worded more alike than this are one telling, and a core has so many tellings: with
# copies counted, seven of 120 simulated families of several wires fall apart, so one (with .7
# four, with .5 one, and ECB+ at .925 instead of .935).
ONE_TELLING = 0.6
LEAST = 3
# So many tellings of a group answer for it.
ANSWERING = 12

Item = TypeVar("Item")
Asked = Callable[[Item, Item], float]


@dataclass(frozen=True, slots=True)
class Between(Generic[Item]):
    """What is asked of two reports: their nearness in bits, the part of it that is news, and
    how alike they are worded, 0..1."""

    bits: Asked[Item]
    news: Asked[Item]
    wording: Asked[Item]


@dataclass(frozen=True, slots=True)
class Core(Generic[Item]):
    """A group: its members in an order of their own, asked for only where it matters; how many
    they are; their mean nearness."""

    members: Callable[[], Sequence[Item]]
    size: int
    within: float


def pairs_within(size: int) -> int:
    """The pairs that a group of so many has."""
    return size * (size - 1) // 2


def two_cores(one: Core[Item], other: Core[Item], between: float, asked: Between[Item]) -> bool:
    """Whether two groups are two developments; `between` is the mean nearness across."""
    smaller = min(one.size, other.size)
    if smaller < LEAST or not _apart(min(one.within, other.within) - between, smaller):
        return False
    here, there = _tellings(one.members(), asked.wording), _tellings(other.members(), asked.wording)
    smaller = min(len(here), len(there))
    if smaller < LEAST or not _apart(_difference(here, there, asked.bits), smaller):
        return False
    return _difference(here, there, asked.news) > NEWS


def _apart(bits: float, smaller: int) -> bool:
    return bits > APART + APART_OF_FEW / smaller


def _tellings(members: Iterable[Item], wording: Asked[Item]) -> list[Item]:
    """The first members that are no near copies of one another."""
    found: list[Item] = []
    for member in members:
        if all(wording(kept, member) <= ONE_TELLING for kept in found):
            found.append(member)
            if len(found) == ANSWERING:
                break
    return found


def _difference(here: Sequence[Item], there: Sequence[Item], asked: Asked[Item]) -> float:
    """How far the looser of two groups agrees better within than with the other."""
    within = min(_mean(asked, combinations(some, 2)) for some in (here, there))
    return within - _mean(asked, product(here, there))


def _mean(asked: Asked[Item], pairs: Iterable[tuple[Item, Item]]) -> float:
    found = [asked(one, other) for one, other in pairs]
    return sum(found) / len(found)
