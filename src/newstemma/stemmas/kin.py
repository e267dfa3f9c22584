"""Kin first: which reports share a source of text, decided before any tree is drawn.

The theory. Whether two texts go back to one text is a question by itself, and its answer is
the count; read off a finished tree the count is right in 31 % of families, decided apart in
89 %. Each pair gets log-odds from its clues. An origin then holds by agreement: two groups
become one while the mean over all pairs between them speaks for it, so a report that stands
between two origins cannot fuse them; it becomes a member of both. What can go wrong: two
condensed translations of one wire share little; the middle of the range says so.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from newstemma.model import Clue, Kinship, Ruling
from newstemma.stemmas.clues import BITS, Pairing, kin_odds
from newstemma.stemmas.likeness import Likeness
from newstemma.stemmas.sheets import Sheet

# Log-odds are kept within this, so that no pair outvotes several; a pair that shares
# nothing has the least.
MOST = 4.0
# What a pair of groups may reach after third reports have spoken.
FULL = 9.0
# A person's word.
CERTAIN = 60.0
# Groups become one while their mean log-odds are above this.
JOIN = 0.0
# How many clues of a kinship are told, the heaviest.
TOLD = 6

Odds = Mapping[tuple[int, int], float]


class Kin(NamedTuple):
    """The verdict on all pairs: log-odds by pair of sheet indexes (lower first), pairings,
    the kinships to show, and the groups (sheet indexes, main members; then guests, the
    members whose main group is another)."""

    odds: dict[tuple[int, int], float]
    kinships: tuple[Kinship, ...]
    groups: tuple[Group, ...]


class Group(NamedTuple):
    """An origin's main members and those that draw on it beside their main source."""

    members: tuple[int, ...]
    guests: tuple[int, ...]


def judge(
    sheets: Sequence[Sheet],
    alike: Mapping[tuple[int, int], Likeness],
    rulings: Sequence[Ruling] = (),
) -> Kin:
    """Which sheets are kin; a ruling outranks the clues."""
    odds: dict[tuple[int, int], float] = {}
    because: dict[tuple[int, int], tuple[Clue, ...]] = {}
    for (i, j), likeness in alike.items():
        odds[i, j], because[i, j] = kin_odds(Pairing(sheets[i], sheets[j], likeness))
    for pair, (nats, clue) in _across_languages(sheets).items():
        odds[pair] = max(nats, odds.get(pair, nats))
        because[pair] = (clue, *because.get(pair, ()))
    odds = agreed(len(sheets), odds)
    for pair, verdict in _ruled(sheets, rulings):
        odds[pair] = verdict
    kinships = tuple(
        Kinship(sheets[i].id, sheets[j].id, probability(nats), _told(because.get((i, j), ()), nats))
        for (i, j), nats in sorted(odds.items())
        if probability(nats) >= 0.02
    )
    return Kin(odds, kinships, _groups(len(sheets), odds))


# How much third reports weigh in (nats), and the share of either's kin that must be kin of
# both for them to speak for a pair. Set on simulated training families: without it the
# count is exact in 5 of 100 families fewer.
THIRD = 5.0
COMMON_KIN = 0.15


def agreed(count: int, odds: Odds) -> dict[tuple[int, int], float]:
    """The odds with the word of third reports: who is kin of the one should be kin of the other.

    Two copies of one text that changed it in opposite ways share little but both their kin;
    two reports with a block in common share none. With two reports nothing changes.
    """
    table = np.full((count, count), -MOST)
    for (i, j), nats in odds.items():
        table[i, j] = table[j, i] = max(-MOST, min(MOST, nats))
    if count < 3:
        return dict(odds)
    chance = 1.0 / (1.0 + np.exp(-table))
    chance = np.maximum(0.0, 2.0 * chance - 1.0)  # who is half kin of all speaks for nobody
    np.fill_diagonal(chance, 0.0)
    both = chance @ chance
    sums = chance.sum(axis=1)
    either = sums[:, None] + sums[None, :] - 2.0 * chance - both
    said = THIRD * (both - COMMON_KIN * either) / (0.5 + either)
    return {
        (i, j): float(table[i, j] + said[i, j])
        for i in range(count)
        for j in range(i + 1, count)
        if (i, j) in odds or said[i, j] > 0.0
    }


def probability(nats: float) -> float:
    """The probability of natural log-odds, rounded to four places."""
    return round(1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, nats)))), 4)


# Across languages words prove nothing either way: a credit of the one to the other is the
# evidence left, and without it the pair stays undetermined.
ACROSS_CREDITED = 1.8
ACROSS_OPEN = -0.2


def _across_languages(sheets: Sequence[Sheet]) -> dict[tuple[int, int], tuple[float, Clue]]:
    """The pairs in two languages, judged by their credits."""
    found: dict[tuple[int, int], tuple[float, Clue]] = {}
    for j, right in enumerate(sheets):
        for i, left in enumerate(sheets[:j]):
            languages = {s.reports[0].language for s in (left, right)}
            if len(languages) < 2 or None in languages:
                continue
            credits = left.credited & right.outlets or right.credited & left.outlets
            nats = ACROSS_CREDITED if credits else ACROSS_OPEN
            name = "credits it in another language" if credits else "in another language"
            found[i, j] = nats, Clue(name, round(nats * BITS, 2))
    return found


_SAME = {"same_origin": CERTAIN, "copies": CERTAIN, "other_origin": -CERTAIN}


def _ruled(
    sheets: Sequence[Sheet], rulings: Sequence[Ruling]
) -> list[tuple[tuple[int, int], float]]:
    """The rulings on kinship as log-odds, later ones last; unknown reports are passed over."""
    home = {r.id: i for i, sheet in enumerate(sheets) for r in sheet.reports}
    found: list[tuple[tuple[int, int], float]] = []
    for ruling in sorted(rulings, key=lambda r: (r.when, r.subject)):
        if ruling.verdict not in _SAME or not all(s in home for s in ruling.subject[:2]):
            continue
        i, j = sorted(home[s] for s in ruling.subject[:2])
        if i != j:
            found.append(((i, j), _SAME[ruling.verdict]))
    return found


def _told(clues: tuple[Clue, ...], nats: float) -> tuple[Clue, ...]:
    """The heaviest clues of a pair; two where nobody would doubt the verdict."""
    return clues[: 2 if nats >= FULL / 2 else TOLD]


def _capped(nats: float) -> float:
    return nats if abs(nats) >= CERTAIN else max(-FULL, min(FULL, nats))


def _groups(count: int, odds: Odds) -> tuple[Group, ...]:
    members = merged(count, odds, JOIN)
    found = []
    for group in members:
        guests = tuple(g for g in range(count) if g not in group and _draws_on(g, group, odds))
        found.append(Group(tuple(group), guests))
    return tuple(found)


def _draws_on(guest: int, group: Sequence[int], odds: Odds) -> bool:
    """True where a report outside agrees with half the group's members or more."""
    pairs = [odds.get((min(guest, m), max(guest, m)), -MOST) for m in group]
    return sum(nats > 0.0 for nats in pairs) * 2 >= len(pairs)


def merged(count: int, odds: Odds, least: float) -> list[list[int]]:
    """Groups by mean log-odds between all their pairs, the surest first; ties by order.

    A heap holds every pair of groups with its mean; an entry whose groups have grown since
    is stale and passed over, for their new mean was put in when they grew.
    """
    groups: dict[int, list[int]] = {i: [i] for i in range(count)}
    total = {pair: _capped(nats) for pair, nats in odds.items()}
    heap = [(-nats, i, j) for (i, j), nats in total.items() if nats > least]
    heapq.heapify(heap)
    while heap:
        mean, i, j = heapq.heappop(heap)
        if (i, j) not in total or mean != -_mean(i, j, groups, total):
            continue
        _join(i, j, groups, total)
        for k in groups:
            pair = (min(i, k), max(i, k))
            if k != i and pair in total and _mean(*pair, groups, total) > least:
                heapq.heappush(heap, (-_mean(*pair, groups, total), *pair))
    return [sorted(g) for _, g in sorted(groups.items())]


def _mean(
    i: int, j: int, groups: dict[int, list[int]], total: dict[tuple[int, int], float]
) -> float:
    return total[i, j] / (len(groups[i]) * len(groups[j]))


def _join(
    i: int, j: int, groups: dict[int, list[int]], total: dict[tuple[int, int], float]
) -> None:
    for k in groups:
        if k in (i, j):
            continue
        left, right = (min(i, k), max(i, k)), (min(j, k), max(j, k))
        if left in total or right in total:
            total[left] = total.get(left, -MOST * len(groups[i]) * len(groups[k])) + total.pop(
                right, -MOST * len(groups[j]) * len(groups[k])
            )
    del total[i, j]
    groups[i] += groups.pop(j)
