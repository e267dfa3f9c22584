"""What surrounds the texts of a group: when they were out, whom they credit, their headlines.

Each function gives tables [source, target] by clue name. What can go wrong: a page's date may
be the day it was rendered, a credit may name a source further up, and a desk may keep the
headline of another's report on its screen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newstemma.model import Place
from newstemma.stemmas.sheets import Sheet, name_key
from newstemma.text import tokens

Floats2d = NDArray[np.float64]

# The weight of a credit by where it stands: measured ranks (tail line over in-text over
# byline over metadata).
CREDIT_WEIGHT = {
    Place.CREDIT_LINE: 1.0,
    Place.IN_TEXT: 0.8,
    Place.BYLINE: 0.7,
    Place.DATELINE: 0.6,
    Place.METADATA: 0.4,
}
# A page that says it was corrected is later than its outlet's page that does not, whatever
# stamp both bear: worth this many plain differences of time.
CORRECTED = 5.0
# A date without a clock may be off by half a day.
HALF_DAY = 12.0
# A copy is mostly out within some hours; ten days apart one of the dates is wrong.
SOON = 6.0
WRONG = 240.0


def times(sheets: Sequence[Sheet]) -> dict[str, Floats2d]:
    """What the dates say; nothing where one is missing."""
    hours = np.array([np.nan if s.hours is None else s.hours for s in sheets])
    vague = np.array([s.day_only for s in sheets])
    slack = np.where(vague[:, None] | vague[None, :], HALF_DAY, 0.0)
    gap = hours[None, :] - hours[:, None]
    known = ~np.isnan(gap) & ~np.eye(len(sheets), dtype=bool)
    gap = np.where(known, gap, 0.0)
    earlier = (known & (gap > slack)).astype(float)
    later = (known & (gap < -slack)).astype(float)
    for s, t in _corrected(sheets):
        earlier[s, t], later[s, t] = 0.0, CORRECTED
        earlier[t, s], later[t, s] = CORRECTED, 0.0
    apart = np.minimum(3.0, np.log1p(np.maximum(0.0, np.abs(gap) - slack) / SOON))
    return {
        "printed earlier": earlier,
        "printed later": later,
        "hours between": np.where(known, apart, 0.0),
        "printed soon after": (known & (gap >= -slack) & (gap <= SOON + slack)).astype(float),
        "days apart": (known & (np.abs(gap) > WRONG)).astype(float),
    }


def _corrected(sheets: Sequence[Sheet]) -> list[tuple[int, int]]:
    """The pairs (corrected page, the same outlet's page that is not)."""
    if not any(sheet.corrected for sheet in sheets):
        return []
    return [
        (s, t)
        for s, source in enumerate(sheets)
        for t, target in enumerate(sheets)
        if source.corrected and not target.corrected and source.outlets & target.outlets
    ]


def credits(sheets: Sequence[Sheet]) -> dict[str, Floats2d]:
    """What the credits say."""
    size = len(sheets)
    names = (
        "credits it", "credited by it", "same source credited", "credits a source it lacks",
        "credits another here",
    )  # fmt: skip
    found = {name: np.zeros((size, size)) for name in names}
    here = frozenset[str]().union(*(s.outlets for s in sheets))
    for s, source in enumerate(sheets):
        for t, target in enumerate(sheets):
            if s == t or not (source.credited or target.credited):
                continue
            found["credits it"][s, t] = credit_of(target, source)
            found["credited by it"][s, t] = credit_of(source, target)
            found["same source credited"][s, t] = float(bool(source.credited & target.credited))
            lacks = source.credited - target.credited - target.outlets - here
            found["credits a source it lacks"][s, t] = float(bool(lacks))
            other = (target.credited & here) - source.outlets - target.outlets
            named = target.credited & source.outlets
            found["credits another here"][s, t] = float(bool(other) and not named)
    return found


def credit_of(target: Sheet, source: Sheet) -> float:
    """How plainly a report credits another, 0 where it does not."""
    if not target.credited & source.outlets:
        return 0.0
    return max(
        (
            CREDIT_WEIGHT[c.place]
            for c in target.credits
            if name_key(c.source or c.name) in source.outlets
        ),
        default=0.0,
    )


def credited(sheet: Sheet, sheets: Sequence[Sheet]) -> float:
    """How often and how plainly the others of a group credit a report."""
    return sum(credit_of(other, sheet) for other in sheets if other is not sheet)


def headlines(sheets: Sequence[Sheet]) -> dict[str, Floats2d]:
    """How alike the headlines are: the same, the same and rare, words in common."""
    words = [frozenset(t.form for t in tokens(s.reports[0].title)) for s in sheets]
    size = len(sheets)
    same, alike = np.zeros((size, size)), np.zeros((size, size))
    for s, one in enumerate(words):
        for t in range(s + 1, size):
            other = words[t]
            if one and other:
                same[s, t] = same[t, s] = float(one == other)
                alike[s, t] = alike[t, s] = len(one & other) / len(one | other)
    return {
        "same headline": same,
        "same headline and few have it": same / np.maximum(1.0, same.sum(axis=0))[None, :],
        "headlines alike": alike,
    }


def group_size(size: int) -> float:
    """The size of a group as the clues take it."""
    return math.log(max(2, size))
