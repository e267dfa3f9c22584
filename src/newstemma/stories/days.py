"""One day of a stream: which of its reports are one story, and which go on with an open one.

The theory. Days are taken in order. The reports of one day, and the stories still open, are
brought together by agreement: the mean nearness of all pairs between two groups, the nearest
two first. Two groups of the day may become one; a group of the day may join an open story,
which then takes no further part, and two open stories never become one. So what a day brings
moves no report of an earlier day, the clock within the day does not count, and a stream of
days gives what a batch gives, whatever the order of arrival. What can go wrong: two stories
that look unlike on their first day stay two.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newstemma.stories.agreement import JOIN, pair_score
from newstemma.stories.near import Sketch

# A report looks back over so many days. Set on BASIL (B-cubed .993 at 2, 1.0 at 3) and
# AllSides (.878 at 2, .867 at 3, .858 at 7).
WINDOW = 3
# An open story answers for itself by so many of its reports; all, where it has fewer.
SPOKESMEN = 12

Bits = Callable[[Sketch, Sketch], float]


@dataclass(frozen=True, slots=True)
class Settled:
    """Reports of the day that are one story, as places in what was given; `into` is the open
    story they join, none where they open one."""

    reports: tuple[int, ...]
    into: int | None = None


def bits_between(one: Sketch, other: Sketch) -> float:
    """The nearness of two reports in bits, whichever comes first."""
    return pair_score(one, other) if one.report <= other.report else pair_score(other, one)


def settle(
    reports: Sequence[Sketch], stories: Sequence[Sequence[Sketch]], bits: Bits = bits_between
) -> tuple[Settled, ...]:
    """Where the reports of one day go among the open stories, each given by its spokesmen.

    Ties are decided by the order given, so give both in an order of their own. Every report
    is in exactly one of the answers, which are in order of their first report.
    """
    table = _Table(reports, stories, bits)
    while (nearest := table.nearest()) is not None:
        one, other = nearest
        if other < len(reports):
            table.unite(one, other)
        else:
            table.join(one, other)
    return table.answer()


class _Table:
    """Sums of bits between groups of the day, and between them and the open stories.

    A group is named by its first report; an open story by its place behind all reports.
    """

    def __init__(
        self, reports: Sequence[Sketch], stories: Sequence[Sequence[Sketch]], bits: Bits
    ) -> None:
        count = len(reports)
        self._members = {i: [i] for i in range(count)}
        self._size = {count + i: len(spokesmen) for i, spokesmen in enumerate(stories)}
        self._first_story = count
        self._sums: dict[int, dict[int, float]] = {i: {} for i in range(count)}
        self._done: list[Settled] = []
        self._heap: list[tuple[float, int, int, int]] = []
        for i, one in enumerate(reports):
            for j in range(i):
                self._sums[i][j] = self._sums[j][i] = bits(reports[j], one)
            for k, spokesmen in enumerate(stories):
                self._sums[i][count + k] = sum(bits(one, other) for other in spokesmen)
        for i in self._members:
            self._offer(i)

    def _pairs(self, one: int, other: int) -> int:
        size = self._size.get(other) or len(self._members[other])
        return len(self._members[one]) * size

    def _offer(self, one: int) -> None:
        for other, total in self._sums[one].items():
            pairs = self._pairs(one, other)
            if total / pairs > JOIN:
                first, second = min(one, other), max(one, other)
                heapq.heappush(self._heap, (-total / pairs, first, second, pairs))

    def nearest(self) -> tuple[int, int] | None:
        """The two groups that agree most and both still stand, or none above `JOIN`."""
        while self._heap:
            _, one, other, pairs = heapq.heappop(self._heap)
            stands = other in self._members or other >= self._first_story
            if one in self._members and stands and self._pairs(one, other) == pairs:
                return one, other
        return None

    def unite(self, one: int, other: int) -> None:
        """Two groups of the day become one, under the name of the first."""
        self._members[one] += self._members.pop(other)
        gone = self._sums.pop(other)
        for third, total in gone.items():
            if third < self._first_story:
                del self._sums[third][other]
            if third != one:
                self._sums[one][third] += total
                if third < self._first_story:
                    self._sums[third][one] = self._sums[one][third]
        self._offer(one)

    def join(self, one: int, story: int) -> None:
        """A group of the day joins an open story and takes no further part."""
        for third in self._sums.pop(one):
            if third < self._first_story:
                del self._sums[third][one]
        self._done.append(Settled(tuple(sorted(self._members.pop(one))), story - self._first_story))

    def answer(self) -> tuple[Settled, ...]:
        """Every group as it stands now."""
        rest = [Settled(tuple(sorted(members))) for members in self._members.values()]
        return tuple(sorted([*self._done, *rest], key=lambda settled: settled.reports))
