"""One day of a stream: which of its reports are one story, and which go on with an open one.

The theory. Days are taken in order. The reports of one day, and the stories still open, are
brought together by agreement: the mean nearness of all pairs between two groups, the nearest
two first. A group takes in reports of the day and open stories; two open stories become one
only through reports of the day that agree with both. So what is settled depends on the days
before and on this one, the clock within the day does not count, and a stream of days ends
with the same stories whatever the order of arrival. What can go wrong: two stories that look
unlike stay two when nobody tells them together while they are open.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Generic, TypeVar

from newstemma.stories.agreement import JOIN, score_between
from newstemma.stories.cores import Between, Core, pairs_within, two_cores
from newstemma.stories.near import clues
from newstemma.stories.sketches import Sketch

# A report looks back over so many days. Set on BASIL (B-cubed .993 at 2, 1.0 at 3) and
# AllSides (.878 at 2, .867 at 3, .858 at 7).
WINDOW = 3
# Bits above `JOIN` that reports of a day need to go on with an open story: what came before was
# settled without a look at them, where a batch would have weighed all at once. Streamed AllSides
# .917 B-cubed at 0, .920 at .3, .923 at .6 (its batch .925), BASIL .984, .982, .979.
GOES_ON = 0.5
# An open story answers for itself by so many of its reports; all, where it has fewer.
SPOKESMEN = 12

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Settled:
    """Reports of the day that are one story, as places in what was given.

    `stories` are the open stories they go on with, none where they open one, several where
    those become one through them.
    """

    reports: tuple[int, ...]
    stories: tuple[int, ...] = ()


def bits_between(one: Sketch, other: Sketch) -> float:
    """The nearness of two reports in bits, whichever comes first, as `agreement` counts it."""
    first, second = (one, other) if one.report <= other.report else (other, one)
    return score_between(first, second)


def bits_beside_days(one: Sketch, other: Sketch) -> float:
    """The nearness of two reports in bits, their days left out: one saga, not one event."""
    first, second = (one, other) if one.report <= other.report else (other, one)
    found = clues(replace(first, day=None, event_day=None), replace(second, day=None))
    return sum(clue.weight for clue in found)


def settle(
    reports: Sequence[Item],
    stories: Sequence[Sequence[Item]],
    asked: Between[Item],
    asides: Collection[Item] = (),
) -> tuple[Settled, ...]:
    """Where the reports of one day go among the open stories, each given by its spokesmen.

    Ties are decided by the order given, so give both in an order of their own. Every report
    is in exactly one of the answers, which are in order of their first report. Those that are
    `asides` are hung on what the others make, or grouped by themselves where they agree with
    none of it; none of them is a spokesman.
    """
    told = [i for i, one in enumerate(reports) if one not in asides]
    settled = _settled(reports, told, stories, asked)
    if len(told) < len(reports):
        hung = sorted(set(range(len(reports))) - set(told))
        settled, alone = _hang(hung, settled, (reports, stories, asked.bits))
        settled += _settled(reports, alone, (), asked)
    return tuple(sorted(settled, key=lambda one: one.reports))


def _settled(
    reports: Sequence[Item],
    places: Sequence[int],
    stories: Sequence[Sequence[Item]],
    asked: Between[Item],
) -> list[Settled]:
    """What the reports at some places and the stories are brought to."""
    table = _Table([reports[i] for i in places], stories, asked)
    while (nearest := table.nearest()) is not None:
        table.unite(*nearest)
    return [replace(s, reports=tuple(places[i] for i in s.reports)) for s in table.answer()]


def _hang(
    hung: Sequence[int],
    settled: Sequence[Settled],
    given: tuple[Sequence[Item], Sequence[Sequence[Item]], Callable[[Item, Item], float]],
) -> tuple[list[Settled], list[int]]:
    """Pieces that stand aside hung each on the group it agrees with most, and those that agree
    with none. A story that goes on with such pieces alone is among the groups."""
    reports, stories, bits = given
    on = {k for one in settled for k in one.stories}
    bases = [*settled, *(Settled((), (k,)) for k in range(len(stories)) if k not in on)]
    members = [
        [*(reports[i] for i in base.reports), *(o for k in base.stories for o in stories[k])]
        for base in bases
    ]
    more: dict[int, list[int]] = {}
    alone = []
    for i in hung:
        at = _agreeing_most(reports[i], members, bits)
        if at is None:
            alone.append(i)
        else:
            more.setdefault(at, []).append(i)
    grown = [
        replace(base, reports=tuple(sorted([*base.reports, *more.get(at, ())])))
        for at, base in enumerate(bases)
    ]
    return [one for one in grown if one.reports], alone


def _agreeing_most(
    report: Item, members: Sequence[Sequence[Item]], bits: Callable[[Item, Item], float]
) -> int | None:
    """The group a report agrees with most, the first of equals; none where it agrees with none."""
    means = [
        (sum(bits(report, other) for other in some) / len(some), -at)
        for at, some in enumerate(members)
    ]
    best, at = max(means, default=(JOIN, 0))
    return -at if best > JOIN else None


@dataclass(slots=True)
class _Group:
    """Reports of the day and open stories that are one so far; `size` counts spokesmen too.

    `within` is the sum over the pairs that were brought together today.
    """

    reports: list[int]
    stories: list[int]
    size: int
    within: float = 0.0
    sums: dict[int, float] = field(default_factory=dict)


class _Table(Generic[Item]):
    """Sums of bits between groups, over the pairs that a report of the day is part of.

    Groups are named by whole numbers: a report by its place, a story by its place behind all
    reports. The sums between two open stories are found only where they are asked for.
    """

    def __init__(
        self,
        reports: Sequence[Item],
        stories: Sequence[Sequence[Item]],
        asked: Between[Item],
    ) -> None:
        self._reports = reports
        self._stories = stories
        self._asked = asked
        self._bits = bits = asked.bits
        self._between: dict[tuple[int, int], float] = {}
        self._inside: dict[int, float] = {}
        self._heap: list[tuple[float, int, int, int]] = []
        self._groups = {i: _Group([i], [], 1) for i in range(len(reports))}
        for k, spokesmen in enumerate(stories):
            self._groups[len(reports) + k] = _Group([], [k], len(spokesmen))
        for i, one in enumerate(reports):
            for j in range(i):
                self._set(i, j, bits(reports[j], one))
            for k, spokesmen in enumerate(stories):
                self._set(i, len(reports) + k, sum(bits(one, other) for other in spokesmen))
        for i in range(len(reports)):
            self._offer(i)

    def _set(self, one: int, other: int, total: float) -> None:
        self._groups[one].sums[other] = self._groups[other].sums[one] = total

    def _offer(self, name: int) -> None:
        """Puts what a group may be united with among the candidates."""
        one = self._groups[name]
        for other_name, told in one.sums.items():
            if told <= JOIN:  # the mean over the same pairs is not above it either
                continue
            other = self._groups[other_name]
            silent = sum(len(self._stories[k]) for k in one.stories) * sum(
                len(self._stories[k]) for k in other.stories
            )
            pairs = one.size * other.size
            if silent == pairs or told / (pairs - silent) <= JOIN:
                continue
            mean = (told + self._untold(one, other)) / pairs
            least = JOIN + GOES_ON if bool(one.stories) != bool(other.stories) else JOIN
            if mean > least:
                first, second = min(name, other_name), max(name, other_name)
                heapq.heappush(self._heap, (-mean, first, second, pairs))

    def _untold(self, one: _Group, other: _Group) -> float:
        """The sum over the pairs of two open stories, one in each group."""
        return sum(self._sum_between(k, m) for k in one.stories for m in other.stories)

    def _sum_between(self, one: int, other: int) -> float:
        pair = min(one, other), max(one, other)
        if pair not in self._between:
            here, there = (self._stories[k] for k in pair)
            self._between[pair] = sum(self._bits(a, b) for a in here for b in there)
        return self._between[pair]

    def nearest(self) -> tuple[int, int] | None:
        """The two groups that agree most and both still stand, or none above `JOIN`."""
        while self._heap:
            less, one, other, pairs = heapq.heappop(self._heap)
            here, there = self._groups.get(one), self._groups.get(other)
            if not here or not there or here.size * there.size != pairs:
                continue
            if not two_cores(self._core(here), self._core(there), -less, self._asked):
                return one, other
        return None

    def _core(self, group: _Group) -> Core[Item]:
        stories = sum(self._sum_inside(k) for k in group.stories) if group.size > 1 else 0.0
        mean = (group.within + stories) / max(1, pairs_within(group.size))
        return Core(lambda: self._members(group), group.size, mean)

    def _members(self, group: _Group) -> list[Item]:
        spokesmen = [one for k in sorted(group.stories) for one in self._stories[k]]
        return spokesmen + [self._reports[i] for i in sorted(group.reports)]

    def _sum_inside(self, story: int) -> float:
        """The sum over the pairs of one open story's spokesmen."""
        if story not in self._inside:
            pairs = combinations(self._stories[story], 2)
            self._inside[story] = sum(self._bits(one, other) for one, other in pairs)
        return self._inside[story]

    def unite(self, one: int, other: int) -> None:
        """Two groups become one, under the name of the first."""
        kept, gone = self._groups[one], self._groups.pop(other)
        kept.within += gone.within + kept.sums[other] + self._untold(kept, gone)
        kept.reports += gone.reports
        kept.stories += gone.stories
        kept.size += gone.size
        del kept.sums[other]
        for third, total in gone.sums.items():
            if third != one:
                del self._groups[third].sums[other]
                self._set(one, third, kept.sums.get(third, 0.0) + total)
        self._offer(one)

    def answer(self) -> tuple[Settled, ...]:
        """Every group with a report of the day, as it stands now."""
        found = [
            Settled(tuple(sorted(group.reports)), tuple(sorted(group.stories)))
            for group in self._groups.values()
            if group.reports
        ]
        return tuple(sorted(found, key=lambda settled: settled.reports))
