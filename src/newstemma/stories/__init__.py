"""Reports into stories: one development each, a day or two of news.

The theory. A pile is taken in order of publication. Each pair of reports gets its nearness
in bits (`near`); two groups become one while the pairs between them, averaged over all of
them, speak for it. So a story holds by agreement of several members: no chain of a like b,
b like c, and no centre that drifts. `place` asks the same question for one newcomer and
decides; whoever keeps the stories acts. What can go wrong: a saga told with the same names
for weeks; the days between keep its developments apart.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from hashlib import sha256

from newstemma.model import Placement, Report, Story
from newstemma.stories.near import LEAST, Sketch, Weights, cached_sketch, closeness, clues, nearness

__all__ = ["group", "place"]

# Groups become one while their mean nearness is above this, in bits. Set on BASIL, ECB+ and
# AllSides together; higher splits more.
JOIN = 0.0
# A newcomer near at least this many bits to two stories at once says that they are one.
MERGE = 1.0

Scores = dict[tuple[int, int], float]


def group(reports: Sequence[Report]) -> tuple[Story, ...]:
    """The stories of a pile, largest first, then by opening and id.

    The order of the input changes nothing; a report given twice counts once; no report,
    no story. Every report is in exactly one story, alone if need be.
    """
    ordered = sorted({r.id: r for r in reports}.values(), key=_publication)
    sketches = [cached_sketch(r) for r in ordered]
    scores = _pair_scores(sketches)
    groups = _agree(len(ordered), scores)
    stories = [_story([ordered[i] for i in g], g, scores) for g in groups]
    return tuple(sorted(stories, key=lambda s: (-len(s.reports), str(s.opened or ""), s.id)))


def place(report: Report, near: Sequence[tuple[Story, Sequence[Report]]]) -> Placement:
    """Where a report goes among the stories given with some of their reports.

    `opened`: it is near to none. `joined`: the story whose members agree best. `merged`:
    it agrees with two stories, and they with each other; the one opened first stays.
    """
    newcomer = cached_sketch(report)
    agreed: list[tuple[float, str, list[Sketch]]] = []
    for story, members in near:
        sketches = [cached_sketch(m) for m in members if m.id != report.id]
        if sketches and (mean := _mean_nearness([newcomer], sketches)) > JOIN:
            agreed.append((-mean, story.id, sketches))
    if not agreed:
        return Placement(report.id, "opened")
    agreed.sort(key=lambda entry: entry[:2])
    best = max(agreed[0][2], key=lambda s: (nearness(newcomer, s), s.report))
    because = clues(newcomer, best)
    joined = [agreed[0][1]]
    for mean, story_id, sketches in agreed[1:]:
        if -mean >= MERGE and _mean_nearness(agreed[0][2], sketches) > JOIN:
            joined.append(story_id)
    return Placement(report.id, "merged" if len(joined) > 1 else "joined", tuple(joined), because)


def _publication(report: Report) -> tuple[bool, str, str]:
    published = report.published
    return published is None, published.when.isoformat() if published else "", report.id


def _mean_nearness(ones: Sequence[Sketch], others: Sequence[Sketch]) -> float:
    pairs = [nearness(one, other) for one in ones for other in others]
    return sum(pairs) / len(pairs)


# --- scores of all pairs ------------------------------------------------------


def _pair_scores(sketches: Sequence[Sketch]) -> Scores:
    """The nearness of each pair that shares anything; a pair left out has `LEAST`."""
    scores: Scores = {}
    words = _cosines([s.words for s in sketches], LEAST_WORDS)
    bridge = _cosines([s.bridge for s in sketches], LEAST_BRIDGE)
    across: Scores = {}
    if len({s.language for s in sketches}) > 1:
        across = _cosines([s.across for s in sketches], LEAST_ACROSS)
    for pair in sorted({*words, *bridge, *across}):
        one, other = sketches[pair[0]], sketches[pair[1]]
        bits = nearness(one, other, closeness(one, other, words.get(pair), bridge.get(pair)))
        if bits > LEAST:
            scores[pair] = bits
    return scores


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
LEAST_WORDS = 0.08
LEAST_BRIDGE = 0.15
LEAST_ACROSS = 0.25


# --- agreement ----------------------------------------------------------------


def _agree(count: int, scores: Scores) -> list[list[int]]:
    """Groups by mean nearness over all pairs, the nearest two first; ties by order."""
    members = {i: [i] for i in range(count)}
    links: dict[int, dict[int, float]] = {i: {} for i in range(count)}
    for (i, j), bits in scores.items():
        links[i][j] = links[j][i] = bits - LEAST
    heap = [(-(bits - LEAST), i, j, 1) for (i, j), bits in scores.items() if bits > JOIN]
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
    return [sorted(group) for group in members.values()]


def _join(
    i: int, j: int, members: dict[int, list[int]], links: dict[int, dict[int, float]]
) -> None:
    members[i] += members.pop(j)
    for k, total in links.pop(j).items():
        del links[k][j]
        if k != i:
            links[i][k] = links[k][i] = links[i].get(k, 0.0) + total


# --- the story itself ---------------------------------------------------------


def _story(reports: Sequence[Report], places: Sequence[int], scores: Scores) -> Story:
    times = sorted(r.published.when for r in reports if r.published)
    return Story(
        id=sha256(f"story {reports[0].id}".encode()).hexdigest()[:16],
        reports=tuple(r.id for r in reports),
        title=reports[_central(places, scores)].title,
        opened=times[0] if times else None,
        last_seen=times[-1] if times else None,
    )


def _central(places: Sequence[int], scores: Scores) -> int:
    def agreement(here: int) -> float:
        pairs = ((min(here, k), max(here, k)) for k in places if k != here)
        return sum(scores.get(pair, LEAST) for pair in pairs)

    return max(range(len(places)), key=lambda i: (agreement(places[i]), -i))
