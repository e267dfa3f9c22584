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

from newstemma.model import Clue, Kinship, Ruling
from newstemma.stemmas.clues import BITS, kin_odds, told
from newstemma.stemmas.foreign import foreign_likeness
from newstemma.stemmas.guests import drawn_on, grouped
from newstemma.stemmas.likeness import Likeness
from newstemma.stemmas.pair_values import Pairing
from newstemma.stemmas.sheets import Sheet

# Log-odds are kept within this, so that no pair outvotes several; a pair that shares
# nothing has the least.
MOST = 4.0
# A person's word.
CERTAIN = 60.0
# It outvotes all pairs of the groups it keeps apart.
RULED = 1e9
# Groups become one while their mean log-odds are above even; training set where even lies, on
# stories the trees had not seen.
EVEN = 0.0
# How many clues of a kinship are told, the heaviest; fewer where it is plain.
TOLD = 6
PLAINLY = 4.0
# A kinship less likely than this is not told.
LEAST_SHOWN = 0.02

Odds = Mapping[tuple[int, int], float]


class Kin(NamedTuple):
    """The verdict on all pairs: log-odds by pair of sheet indexes (lower first), pairings,
    the kinships to show, and the groups (sheet indexes, main members; then guests, the
    members whose main group is another)."""

    odds: dict[tuple[int, int], float]
    kinships: tuple[Kinship, ...]
    groups: tuple[Group, ...]


class Group(NamedTuple):
    """An origin's main members, those that draw on it beside their main source, and the nats
    that they do."""

    members: tuple[int, ...]
    guests: tuple[int, ...]
    drawn: Mapping[int, float]


class Pile(NamedTuple):
    """A story's sheets with their letters, their likenesses and their kinship."""

    sheets: Sequence[Sheet]
    sigla: Sequence[str]
    alike: Mapping[tuple[int, int], Likeness]
    kin: Kin


def judge(
    sheets: Sequence[Sheet],
    alike: Mapping[tuple[int, int], Likeness],
    rulings: Sequence[Ruling] = (),
) -> Kin:
    """Which sheets are kin; a ruling outranks the clues."""
    pairs = {(i, j): Pairing(sheets[i], sheets[j], alike[i, j]) for i, j in sorted(alike)}
    judged = dict(zip(pairs, kin_odds(list(pairs.values())), strict=True))
    odds = {pair: verdict.odds for pair, verdict in judged.items()}
    across = _across_languages(sheets)
    for pair, (nats, _) in across.items():
        odds[pair] = max(nats, odds.get(pair, nats))
    for pair, ruled in _ruled(sheets, rulings):
        odds[pair] = ruled
    kinships = []
    for pair, nats in sorted(odds.items()):
        if (chance := probability(nats)) < LEAST_SHOWN:
            continue
        clues = told(pairs[pair], judged[pair], _many(nats)) if pair in judged else ()
        beyond = (across[pair][1],) if pair in across else ()
        ends = sheets[pair[0]].id, sheets[pair[1]].id
        kinships.append(Kinship(*ends, chance, (*beyond, *clues)))
    return Kin(odds, tuple(kinships), _groups(sheets, alike, odds))


def probability(nats: float) -> float:
    """The probability of natural log-odds, rounded to four places."""
    return round(1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, nats)))), 4)


# Across languages: what a credit of the one to the other is worth, and how the likeness of
# names, numbers and order turns into nats. Even odds lie where one in a hundred originals
# with the translation of another text does not reach by far (.02 on Icelandic and Romanian
# news) and half of all translations do twice (.11, .22); two reports of one event share names.
# A low likeness proves little, for scripts share nothing: the pair stays undetermined.
ACROSS_CREDITED = 1.8
ACROSS_EVEN = 0.06
ACROSS_SLOPE = 40.0
ACROSS_MOST = 2.5
ACROSS_LEAST = -1.2


def _across_languages(sheets: Sequence[Sheet]) -> dict[tuple[int, int], tuple[float, Clue]]:
    """The pairs in two languages, judged by names, numbers and order, and by their credits."""
    found: dict[tuple[int, int], tuple[float, Clue]] = {}
    spoken = [sheet.reports[0].language for sheet in sheets]
    if len({language for language in spoken if language}) < 2:
        return found
    for j, right in enumerate(sheets):
        for i, left in enumerate(sheets[:j]):
            if not spoken[i] or not spoken[j] or spoken[i] == spoken[j]:
                continue
            like = foreign_likeness(left.reports[0], right.reports[0])
            nats = ACROSS_SLOPE * (like - ACROSS_EVEN)
            nats = max(ACROSS_LEAST, min(ACROSS_MOST, nats))
            name = "names, numbers and order across languages"
            if left.credited & right.outlets or right.credited & left.outlets:
                nats, name = max(nats, ACROSS_CREDITED), "credits it in another language"
            detail = f"answers in order weigh {round(100 * like)} of 100"
            found[i, j] = nats, Clue(name, round(nats * BITS, 2), detail)
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


def _many(nats: float) -> int:
    """How many clues to tell: two where nobody would doubt the verdict."""
    return 2 if nats >= PLAINLY else TOLD


def _capped(nats: float) -> float:
    """Log-odds as they count for a group: a pair never outvotes several, a person who keeps
    two reports apart always does."""
    return -RULED if nats <= -CERTAIN else max(-MOST, min(MOST, nats))


def _groups(
    sheets: Sequence[Sheet], alike: Mapping[tuple[int, int], Likeness], odds: Odds
) -> tuple[Group, ...]:
    members = merged(len(sheets), odds, EVEN)
    guests: list[dict[int, float]] = [{} for _ in members]
    for report, group, nats in drawn_on(sheets, grouped(sheets, alike, members), odds):
        guests[group][report] = nats
    return tuple(
        Group(tuple(group), tuple(g for g in visiting if not _kept_apart(g, group, odds)), visiting)
        for group, visiting in zip(members, guests, strict=True)
    )


def _kept_apart(guest: int, group: Sequence[int], odds: Odds) -> bool:
    """True where a person said that a report is of another origin than a member."""
    return any(odds.get((min(guest, m), max(guest, m)), 0.0) <= -CERTAIN for m in group)


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
    return _ruled_one([sorted(g) for _, g in sorted(groups.items())], odds)


def _ruled_one(groups: list[list[int]], odds: Odds) -> list[list[int]]:
    """The groups, those made one that a person's word joins: each whole, as it stood."""
    for pair in sorted(pair for pair, nats in odds.items() if nats >= CERTAIN):
        meeting = [g for g in groups if set(pair) & set(g)]
        if len(meeting) > 1:
            groups = [g for g in groups if g not in meeting] + [sorted(meeting[0] + meeting[1])]
    return sorted(groups)


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
