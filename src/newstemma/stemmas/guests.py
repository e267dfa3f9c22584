"""Second sources: reports of one origin that draw on another beside their main source.

The theory. Kinship asks what two texts have in common as a whole, and a report that took a
quarter of its text from elsewhere is unlike its second source as a whole. So once the origins
stand, each report is read again: the sentences that its own origin does not account for and
another one does, how alike they are and whether they stand together, how many members of that
origin have them, and whom the report credits. Small trained trees say what it is worth
(`boosted`). What can go wrong: a member that itself took the passage from this report; the
others of its origin then lack it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from newstemma.stemmas.boosted import forest, scores
from newstemma.stemmas.likeness import Likeness
from newstemma.stemmas.sheets import Sheet

# A sentence stands there when it is this alike, and only there when it is so much less alike
# to any of its own origin.
THERE = 0.4
LESS = 0.15
WORD_FOR_WORD = 0.85
# Log-odds of pairs count up to this, as in kinship.
MOST = 4.0


class GuestClue(NamedTuple):
    """A clue that a report draws on an origin beside its own: name and reason."""

    name: str
    reason: str


GUEST_CLUES: tuple[GuestClue, ...] = (
    GuestClue("sentences only there", "Its own origin does not account for them."),
    GuestClue("in a row", "A block taken over stands together."),
    GuestClue("how alike", "What was taken over is alike throughout."),
    GuestClue("word for word", "Blocks are seldom reworded."),
    GuestClue("share only there", "A quarter of a text is no chance."),
    GuestClue("runs only there", "Five own words in a row are seldom chosen twice."),
    GuestClue("members that have it", "A passage of that origin stands in most of its texts."),
    GuestClue("best member's share", "One of its texts has all of the passage."),
    GuestClue("fellows that have it", "Its copies carried the passage on."),
    GuestClue("sentences there", "Also those that its own origin has."),
    GuestClue("how many there", "In a large origin most texts have what was taken over."),
    GuestClue("how many fellows", "Alone, it has no fellows to account for it."),
    GuestClue("credits one there", "It names a report of that origin."),
    GuestClue("credits what they credit", "It names that origin's source."),
    GuestClue("kin of the members", "The odds of the pairs, as a whole."),
    GuestClue("kin of the nearest member", "The odds of its nearest pair, as a whole."),
)


class Groups(NamedTuple):
    """The origins so far: each one's members, each report's origin, what they have in common."""

    members: Sequence[Sequence[int]]
    home: Sequence[int]
    answers: list[dict[int, dict[int, float]]]
    runs: list[dict[tuple[str, ...], int]]


def grouped(
    sheets: Sequence[Sheet],
    alike: Mapping[tuple[int, int], Likeness],
    members: Sequence[Sequence[int]],
) -> Groups:
    """The origins with what is asked of them."""
    home = [0] * len(sheets)
    for number, group in enumerate(members):
        for member in group:
            home[member] = number
    answers: list[dict[int, dict[int, float]]] = [{} for _ in sheets]
    for (i, j), likeness in alike.items():
        if likeness.chain:
            answers[i][j] = {p.left: p.score for p in likeness.chain}
            answers[j][i] = {p.right: p.score for p in likeness.chain}
    runs: list[dict[tuple[str, ...], int]] = []
    for group in members:
        counts: dict[tuple[str, ...], int] = {}
        for member in group:
            for run in sheets[member].own.runs:
                counts[run] = counts.get(run, 0) + 1
        runs.append(counts)
    return Groups(members, home, answers, runs)


def drawn_on(
    sheets: Sequence[Sheet],
    groups: Groups,
    odds: Mapping[tuple[int, int], float],
) -> list[tuple[int, int, float]]:
    """Each (report, group, nats) where a report draws on a group beside its own."""
    asked, rows = [], []
    for report in range(len(sheets)):
        near = {groups.home[other] for other in groups.answers[report]}
        for group in sorted(near - {groups.home[report]}):
            row = guest_values(sheets, groups, odds, report, group)
            if row[0]:
                asked.append((report, group))
                rows.append(row)
    if not rows:
        return []
    nats = scores(forest("guest", [clue.name for clue in GUEST_CLUES]), np.array(rows))
    return [(r, g, float(n)) for (r, g), n in zip(asked, nats, strict=True) if n > 0.0]


def guest_values(
    sheets: Sequence[Sheet],
    groups: Groups,
    odds: Mapping[tuple[int, int], float],
    report: int,
    group: int,
) -> list[float]:
    """The value of every clue that a report draws on a group, in table order."""
    members = groups.members[group]
    fellows = [f for f in groups.members[groups.home[report]] if f != report]
    there, here = _best(groups, report, members), _best(groups, report, fellows)
    only = [s for s, like in sorted(there.items()) if like >= max(THERE, here.get(s, 0.0) + LESS)]
    weights = [len(stems) for stems in sheets[report].own.stems]
    held = [_held(groups.answers[report].get(m, {}), only) for m in members]
    pairs = [_odds(odds, report, m) for m in members]
    likes = [there[s] for s in only]
    return [
        float(len(only)),
        float(_row(only)),
        sum(likes) / len(likes) if likes else 0.0,
        float(sum(like > WORD_FOR_WORD for like in likes)),
        sum(weights[s] for s in only) / max(1, sum(weights)),
        math.log1p(_runs_only(sheets, groups, report, group)) if only else 0.0,
        sum(h >= 0.5 for h in held) / len(members),
        max(held),
        _fellows_with(groups, fellows, members, len(only)),
        float(sum(like >= THERE for like in there.values())),
        math.log1p(len(members)),
        math.log1p(len(fellows)),
        float(any(sheets[report].credited & sheets[m].outlets for m in members)),
        _credit(sheets, report, members, fellows),
        sum(pairs) / len(pairs),
        max(pairs),
    ]


def _best(groups: Groups, report: int, others: Sequence[int]) -> dict[int, float]:
    """The likeness of each sentence's best answer among some reports."""
    found: dict[int, float] = {}
    for other in others:
        for sentence, like in groups.answers[report].get(other, {}).items():
            if like > found.get(sentence, 0.0):
                found[sentence] = like
    return found


def _held(answers: Mapping[int, float], only: Sequence[int]) -> float:
    return sum(s in answers for s in only) / max(1, len(only))


def _odds(odds: Mapping[tuple[int, int], float], one: int, other: int) -> float:
    nats = odds.get((min(one, other), max(one, other)), -MOST)
    return max(-MOST, min(MOST, nats))


def _row(sentences: Sequence[int]) -> int:
    """The longest run of neighbours among some sentences."""
    longest = run = 0
    before = -2
    for sentence in sentences:
        run = run + 1 if sentence == before + 1 else 1
        longest, before = max(longest, run), sentence
    return longest


def _runs_only(sheets: Sequence[Sheet], groups: Groups, report: int, group: int) -> int:
    """How many runs of five words a report shares with a group and none of its fellows has."""
    there, home = groups.runs[group], groups.runs[groups.home[report]]
    return sum(run in there and home[run] == 1 for run in sheets[report].own.runs)


def _fellows_with(
    groups: Groups, fellows: Sequence[int], members: Sequence[int], count: int
) -> float:
    """The share of fellows that answer one of the members as often as the report does."""
    least = max(2, count)
    having = sum(any(len(groups.answers[f].get(m, ())) >= least for m in members) for f in fellows)
    return having / max(1, len(fellows))


def _credit(
    sheets: Sequence[Sheet], report: int, members: Sequence[int], fellows: Sequence[int]
) -> float:
    """The greatest share of members that credit a source this report credits and no fellow."""
    ours = frozenset[str]().union(*(sheets[f].credited for f in fellows))
    named = sheets[report].credited - ours
    counts = [sum(key in sheets[m].credited for m in members) for key in sorted(named)]
    return max(counts, default=0) / len(members)
