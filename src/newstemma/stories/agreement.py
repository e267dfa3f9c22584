"""Groups by agreement: the nearness of every pair, and who stands together by it.

Two groups become one while the pairs between them, averaged over all of them, speak for it;
the nearest two first. A mean above `JOIN` needs one pair above it, so groups never cross
from one set of reports linked by such pairs to another: each set can be grouped alone, and a
newcomer concerns only the set it is linked to (decision 0011).
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from functools import lru_cache

from newstemma.stories.near import (
    LEAST,
    Sketch,
    Weights,
    closeness,
    cosine_of_words,
    nearness,
    same_language,
)

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

    Opinion pieces are left out and then hung on the group each agrees with most, if any.
    """
    groups = _groups([i for i, one in enumerate(sketches) if not one.opinion], scores)
    told = [tuple(group) for group in groups]
    for i, one in enumerate(sketches):
        if one.opinion:
            means = [(_mean(i, group, scores), -at) for at, group in enumerate(told)]
            best, at = max(means, default=(JOIN, 0))
            if best > JOIN:
                groups[-at].append(i)
            else:
                groups.append([i])
    return [sorted(group) for group in groups]


def _mean(place: int, group: Sequence[int], scores: Scores) -> float:
    pairs = ((min(place, other), max(place, other)) for other in group)
    return sum(scores.get(pair, LEAST) for pair in pairs) / len(group)


def _groups(places: Sequence[int], scores: Scores) -> list[list[int]]:
    members = {i: [i] for i in places}
    links: dict[int, dict[int, float]] = {i: {} for i in places}
    inside = {pair: bits for pair, bits in scores.items() if members.keys() >= set(pair)}
    for (i, j), bits in inside.items():
        links[i][j] = links[j][i] = bits - LEAST
    heap = [(-(bits - LEAST), i, j, 1) for (i, j), bits in inside.items() if bits > JOIN]
    heapq.heapify(heap)
    while heap:
        _, i, j, size = heapq.heappop(heap)
        if i not in members or j not in members or size != len(members[i]) * len(members[j]):
            continue
        _join(i, j, members, links)
        for k, total in links[i].items():
            pairs = len(members[i]) * len(members[k])
            if total / pairs + LEAST > JOIN:
                heapq.heappush(heap, (-total / pairs, min(i, k), max(i, k), pairs))
    return list(members.values())


def _join(
    i: int, j: int, members: dict[int, list[int]], links: dict[int, dict[int, float]]
) -> None:
    members[i] += members.pop(j)
    for k, total in links.pop(j).items():
        del links[k][j]
        if k != i:
            links[i][k] = links[k][i] = links[i].get(k, 0.0) + total
