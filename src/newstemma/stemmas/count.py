"""How many independent sources: low, likely, high, with the reasons in plain words.

`likely` counts the origins; `low` what is left when the doubtful pairs are kin after all,
`high` when the doubtful kin are not. Thin evidence (short texts, one agency credited by
both and nothing shared) widens the range downwards: a wrong "independent" is the worst error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newstemma.model import Range
from newstemma.stemmas.handed import Passage
from newstemma.stemmas.kin import MOST, Kin, Pile, merged
from newstemma.stemmas.likeness import Likeness
from newstemma.stemmas.sheets import Sheet

Pair = tuple[int, int]

# How far the mean log-odds (nats) of two groups may lie from even and still be doubtful:
# 1.4 nats is four to one.
DOUBT = 1.4
# What thin evidence adds to the odds of a pair when the low end is counted.
SHORT_TEXT = 60
THIN = 1.5
ONE_AGENCY = 1.5


def independent(pile: Pile, passages: Sequence[Passage] = ()) -> Range:
    """The count of independent sources of text in a story; no sheets, none.

    `passages` were set aside as handed to everybody; the reasons say so.
    """
    sheets, sigla, alike, kin = pile
    likely = len(kin.groups)
    wide = {pair: nats + _thinness(sheets, pair) for pair, nats in _all_pairs(sheets, kin).items()}
    low = min(likely, len(merged(len(sheets), wide, -DOUBT)))
    high = max(likely, len(merged(len(sheets), kin.odds, DOUBT)))
    reasons = [*_kin_reasons(alike, kin, sigla), *_apart_reasons(sheets, alike, kin, sigla)]
    reasons += _passage_reasons(passages, kin, sigla)
    if low < high:
        reasons += _doubt_reasons(kin, wide, sheets, sigla)
    return Range(low, likely, high, tuple(reasons))


def _all_pairs(sheets: Sequence[Sheet], kin: Kin) -> dict[Pair, float]:
    """The odds, with pairs that only share a credit put in at the least."""
    found = dict(kin.odds)
    for i, left in enumerate(sheets):
        for j in range(i + 1, len(sheets)):
            if (i, j) not in found and left.credited & sheets[j].credited:
                found[i, j] = -MOST
    return found


def _thinness(sheets: Sequence[Sheet], pair: Pair) -> float:
    left, right = (sheets[i] for i in pair)
    added = THIN if min(left.own.size, right.own.size) < SHORT_TEXT else 0.0
    return added + (ONE_AGENCY if left.credited & right.credited else 0.0)


# --- reasons --------------------------------------------------------------------


def _kin_reasons(alike: Mapping[Pair, Likeness], kin: Kin, sigla: Sequence[str]) -> list[str]:
    """For each origin of several texts, the surest pair and who else belongs to it."""
    found = []
    for group in kin.groups:
        pairs = [p for p in kin.odds if p[0] in group.members and p[1] in group.members]
        if not pairs:
            continue
        i, j = min(pairs, key=lambda p: (-kin.odds[p], p))
        found.append(_shared(alike.get((i, j)), sigla[i], sigla[j]))
        if len(group.members) > 2:
            names = _listed([sigla[m] for m in group.members])
            found.append(f"{names} go back to one source of text")
    return found


def _shared(likeness: Likeness | None, one: str, other: str) -> str:
    if likeness is None or not likeness.chain:
        return f"{one} and {other} are held to be of one origin, by a credit or a ruling"
    fewer = min(likeness.sentences)
    return f"{one} and {other} share {len(likeness.chain)} of {fewer} sentences in the same order"


def _apart_reasons(
    sheets: Sequence[Sheet], alike: Mapping[Pair, Likeness], kin: Kin, sigla: Sequence[str]
) -> list[str]:
    """For each origin, what its first report has in common with the first of the others."""
    firsts = [g.members[0] for g in kin.groups]
    found = []
    for place, later in enumerate(firsts[1:], 1):
        nearest = max(firsts[:place], key=lambda f: (_odds(kin, f, later), -f))
        likeness = alike.get((min(nearest, later), max(nearest, later)))
        found.append(_apart(likeness, sigla[later], sigla[nearest]))
    return found


def _odds(kin: Kin, one: int, other: int) -> float:
    return kin.odds.get((min(one, other), max(one, other)), -MOST)


def _apart(likeness: Likeness | None, later: str, earlier: str) -> str:
    if likeness is None:
        return f"{later} shares no sentence with {earlier}"
    quotes = len(likeness.quotes.same) + len(likeness.quotes.altered)
    if quotes and len(likeness.chain) <= 2:
        speakers = {q.speaker for q, _ in (*likeness.quotes.same, *likeness.quotes.altered)}
        whose = "quotes of one speaker" if len(speakers) == 1 else "quotes"
        return f"{later} shares only {whose} with {earlier}"
    if likeness.chain:
        count = len(likeness.chain)
        sentences = "1 sentence" if count == 1 else f"{count} sentences"
        return f"{later} shares no more than {sentences} in order with {earlier}"
    return f"{later} shares no sentence in order with {earlier}"


def _passage_reasons(passages: Sequence[Passage], kin: Kin, sigla: Sequence[str]) -> list[str]:
    """For each passage that reports of several origins print, who they are."""
    home = {m: g for g, group in enumerate(kin.groups) for m in group.members}
    return [
        f"{_listed([sigla[h] for h in passage.holders])} print one passage and agree in nothing "
        "outside it: shared material, not copying"
        for passage in passages
        if len({home[h] for h in passage.holders}) > 1
    ]


def _doubt_reasons(
    kin: Kin, wide: Mapping[Pair, float], sheets: Sequence[Sheet], sigla: Sequence[str]
) -> list[str]:
    """The pairs that make the range wide, the most doubtful three."""
    home = {m: g for g, group in enumerate(kin.groups) for m in group.members}
    doubtful = [p for p, nats in wide.items() if home[p[0]] != home[p[1]] and nats > -DOUBT]
    found = []
    for i, j in sorted(doubtful, key=lambda p: (-wide[p], p))[:3]:
        why = _why(sheets[i], sheets[j])
        found.append(f"undetermined: {sigla[i]} and {sigla[j]} may share a source ({why})")
    loose = [(nats, p) for p, nats in kin.odds.items() if home[p[0]] == home[p[1]] and nats < DOUBT]
    for _, (i, j) in sorted(loose)[:2]:
        if len(kin.groups[home[i]].members) == 2:
            found.append(f"undetermined: {sigla[i]} and {sigla[j]} may yet be two sources")
    return found


def _why(left: Sheet, right: Sheet) -> str:
    if left.credited & right.credited:
        return "both credit one source"
    if min(left.own.size, right.own.size) < SHORT_TEXT:
        return "too short to tell"
    return "some sentences agree"


MOST_NAMED = 12


def _listed(names: Sequence[str]) -> str:
    if len(names) > MOST_NAMED:
        return ", ".join(names[:MOST_NAMED]) + f" and {len(names) - MOST_NAMED} more"
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
