"""Groups by agreement: the nearness of every pair, and who stands together by it.

Two groups become one while the pairs between them, averaged over all of them, speak for it;
the nearest two first. Two groups that each agree within far better than with each other are
two developments of one saga, and stay two (`cores`). A mean above `JOIN` needs one pair
above it, so groups never cross from one set of reports linked by such pairs to another: each
set can be grouped alone, and a newcomer concerns only the set it is linked to (decision 0011).
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from functools import lru_cache

from newstemma.stories.cores import Between, Core, pairs_within, two_cores
from newstemma.stories.near import (
    LEAST,
    closeness,
    cosine_of_words,
    nearness,
    news_shared,
    same_language,
    wording_shared,
)
from newstemma.stories.sketches import Sketch, Weights

# Groups become one while their mean nearness is above this, in bits; higher splits more.
JOIN = 0.0

Scores = dict[tuple[int, int], float]

# --- scores of pairs ------------------------------------------------------------


def pair_scores(sketches: Sequence[Sketch]) -> Scores:
    """The nearness of each pair that shares anything; a pair left out has `LEAST`."""
    scores: Scores = {}
    words = _cosines([s.words for s in sketches], LEAST_WORDS)
    for pair in sorted({*words, *_across(sketches)}):
        one, other = sketches[pair[0]], sketches[pair[1]]
        close = closeness(one, other, words.get(pair))
        bits = round(nearness(one, other, close), DIGITS)
        if bits > LEAST:
            scores[pair] = bits
    return scores


def _across(sketches: Sequence[Sketch]) -> list[tuple[int, int]]:
    """The pairs in two languages that share enough of what crosses languages."""
    if len({s.language for s in sketches}) < 2:
        return []
    pairs = _cosines([s.across for s in sketches], LEAST_ACROSS)
    return [(i, j) for i, j in pairs if not same_language(sketches[i], sketches[j])]


def score_between(one: Sketch, other: Sketch) -> float:
    """The same for one pair, the earlier report first."""
    words = cosine_of_words(one, other)
    if words < LEAST_WORDS and same_language(one, other):
        return LEAST
    close = closeness(one, other, words)
    far = words < LEAST_WORDS and close.across < LEAST_ACROSS
    return LEAST if far else round(nearness(one, other, close), DIGITS)


pair_score = lru_cache(maxsize=1 << 18)(score_between)


ASKED: Between[Sketch] = Between(pair_score, news_shared, wording_shared)

# Sums taken in two orders differ in the last bits; so many digits of a score count.
DIGITS = 9


def _cosines(vectors: Sequence[Weights], least: float) -> Scores:
    """The cosines of all pairs (earlier, later) that reach `least`, by one sweep of postings."""
    import numpy as np

    found: Scores = {}
    postings: dict[str, tuple[list[int], list[float]]] = {}
    for j, vector in enumerate(vectors):
        total = np.zeros(j)
        for word, weight in vector.items():
            ids, weights = postings.setdefault(word, ([], []))
            if ids:
                total[ids] += weight * np.asarray(weights)
            ids.append(j)
            weights.append(weight)
        for i in np.flatnonzero(total >= least):
            found[int(i), j] = float(total[i])
    return found


# Cosines under these are not looked at: no sum of the other clues reaches zero from there.
LEAST_WORDS = 0.05
LEAST_ACROSS = 0.25


def linked(here: int, sketches: Sequence[Sketch]) -> set[int]:
    """The places reached from one by pairs above `JOIN`, at any remove, its own with them."""
    reached, rest, ends = {here}, set(range(len(sketches))) - {here}, [here]
    while ends:
        end = ends.pop()
        found = [i for i in rest if _between(sketches, end, i) > JOIN]
        rest.difference_update(found)
        reached.update(found)
        ends += found
    return reached


def scores_among(sketches: Sequence[Sketch]) -> Scores:
    """`pair_scores`, each pair by itself and remembered: for one newcomer among known ones."""
    pairs = ((i, j) for j in range(len(sketches)) for i in range(j))
    scores = {(i, j): pair_score(sketches[i], sketches[j]) for i, j in pairs}
    return {pair: bits for pair, bits in scores.items() if bits > LEAST}


def _between(sketches: Sequence[Sketch], i: int, j: int) -> float:
    return pair_score(sketches[min(i, j)], sketches[max(i, j)])


# --- agreement ------------------------------------------------------------------


def agreed(sketches: Sequence[Sketch], scores: Scores) -> list[list[int]]:
    """Groups by mean nearness over all pairs, the nearest two first; ties by order.

    What stands aside is left out and then hung on the group each agrees with most; what agrees
    with none is grouped by itself, as the prints of one column are.
    """
    groups = _groups(sketches, scores, [i for i, one in enumerate(sketches) if not one.aside])
    told = [tuple(group) for group in groups]
    alone = []
    for i, one in enumerate(sketches):
        if one.aside:
            means = [(_mean(i, group, scores), -at) for at, group in enumerate(told)]
            best, at = max(means, default=(JOIN, 0))
            if best > JOIN:
                groups[-at].append(i)
            else:
                alone.append(i)
    return [sorted(group) for group in (*groups, *_groups(sketches, scores, alone))]


def _mean(place: int, group: Sequence[int], scores: Scores) -> float:
    pairs = ((min(place, other), max(place, other)) for other in group)
    return sum(scores.get(pair, LEAST) for pair in pairs) / len(group)


def _groups(sketches: Sequence[Sketch], scores: Scores, places: Sequence[int]) -> list[list[int]]:
    table = _Table(sketches, scores, places)
    while (nearest := table.nearest()) is not None:
        table.unite(*nearest)
    return list(table.members.values())


class _Table:
    """Groups under their first place, and the nearness within and between them.

    `links` hold the sums of what is above `LEAST`, so that a pair without a score adds nothing.
    """

    def __init__(self, sketches: Sequence[Sketch], scores: Scores, places: Sequence[int]) -> None:
        self._sketches = sketches
        self.members = {i: [i] for i in places}
        self._links: dict[int, dict[int, float]] = {i: {} for i in places}
        self._within = dict.fromkeys(places, 0.0)
        inside = {pair: bits for pair, bits in scores.items() if self.members.keys() >= set(pair)}
        for (i, j), bits in inside.items():
            self._links[i][j] = self._links[j][i] = bits - LEAST
        self._heap = [(-(bits - LEAST), i, j, 1) for (i, j), bits in inside.items() if bits > JOIN]
        heapq.heapify(self._heap)

    def nearest(self) -> tuple[int, int] | None:
        """The two groups that agree most and may be one, or none above `JOIN`."""
        while self._heap:
            _, i, j, pairs = heapq.heappop(self._heap)
            if i not in self.members or j not in self.members:
                continue
            if pairs != len(self.members[i]) * len(self.members[j]):
                continue
            if not two_cores(self._core(i), self._core(j), self._links[i][j] / pairs, ASKED):
                return i, j
        return None

    def _core(self, name: int) -> Core[Sketch]:
        members = self.members[name]
        mean = self._within[name] / max(1, pairs_within(len(members)))
        return Core(lambda: [self._sketches[i] for i in sorted(members)], len(members), mean)

    def unite(self, i: int, j: int) -> None:
        """Two groups become one, under the name of the first."""
        self.members[i] += self.members.pop(j)
        self._within[i] += self._within.pop(j) + self._links[i][j]
        for k, total in self._links.pop(j).items():
            del self._links[k][j]
            if k != i:
                self._links[i][k] = self._links[k][i] = self._links[i].get(k, 0.0) + total
        for k, total in self._links[i].items():
            pairs = len(self.members[i]) * len(self.members[k])
            if total / pairs + LEAST > JOIN:
                heapq.heappush(self._heap, (-total / pairs, min(i, k), max(i, k), pairs))
