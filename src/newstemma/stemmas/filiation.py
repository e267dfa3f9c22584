"""The clues of filiation: within one origin, did this text come from that one?

The theory is the editor's of old texts. What a witness changed, its copies inherit
(*shared innovations*); a copy does not undo what its source changed alone, nor find again
what its source had lost. So for each pair the rare word pairs of both are held against
the rest of the group. Time and credits speak too; length never does, for a copy may be
longer than its source. Quotations count nothing here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newstemma.model import Place
from newstemma.stemmas.likeness import Likeness
from newstemma.stemmas.sheets import Sheet, name_key

Floats1d = NDArray[np.float64]
Floats2d = NDArray[np.float64]


class EdgeClue(NamedTuple):
    """A clue of filiation: name and reason; `edge_values` computes them all at once."""

    name: str
    reason: str


EDGE_CLUES: tuple[EdgeClue, ...] = (
    EdgeClue("its words stand there", "A copy's own words lie in its source."),
    EdgeClue("best of the group", "No other report accounts for more of it."),
    EdgeClue("runs of the same words", "Five own words in a row are seldom chosen twice."),
    EdgeClue("most runs of the group", "No other report shares more runs of words with it."),
    EdgeClue("source's words taken over", "Much of the source came along."),
    EdgeClue("rare words shared", "What few witnesses of this text have, these two have."),
    EdgeClue("source's own words missing", "A copy does not undo what its source alone changed."),
    EdgeClue("words found elsewhere", "A copy does not find again what its source had lost."),
    EdgeClue("printed earlier", "A source is out before its copy."),
    EdgeClue("printed later", "What is out later is no source."),
    EdgeClue("hours between", "Copies follow within hours."),
    EdgeClue("credits it", "A credit names the source."),
    EdgeClue("credited by it", "A report does not take from one that credits it."),
    EdgeClue("same source credited", "A copy often carries its source's credit on."),
    EdgeClue("credits a source it lacks", "A source further up is credited all the way down."),
    EdgeClue("figures not there", "A copy does not grow more exact than its source."),
    EdgeClue("quotations not there", "Quotations its source lacks came from elsewhere."),
)

ORIGIN_CLUES: tuple[EdgeClue, ...] = (
    EdgeClue("has what the others share", "The origin has what its copies have in common."),
    EdgeClue("accounts for the others", "The others' words stand in it."),
    EdgeClue("first of the group", "No other report is dated earlier."),
    EdgeClue("credited by others", "Others name it as their source."),
    EdgeClue("credits an unseen source", "It names a source that nobody handed us."),
    EdgeClue("credits a report here", "It names a source that is here."),
    EdgeClue("credits nobody", "It names no source."),
    EdgeClue("no date", "When it was out is not known."),
    EdgeClue("size of the group", "The more witnesses, the less likely that this is the first."),
)

UNSEEN_CLUES: tuple[EdgeClue, ...] = (
    EdgeClue("nobody accounts for it", "The share of its words no other report has."),
    EdgeClue("no report has all it shares", "What it has in common stands in no one report."),
    EdgeClue("credits an unseen source", "It names a source that nobody handed us."),
    EdgeClue("others credit that source too", "Several name one source that is not here."),
    EdgeClue("credits a report here", "It names a source that is here."),
    EdgeClue("credited by others", "Others name it as their source."),
    EdgeClue("credits nobody", "It names no source."),
    EdgeClue("a report here is credited", "The group has a source that others name."),
    EdgeClue("size of the group", "The more witnesses, the more come from one of them."),
)

# The weight of a credit by where it stands: measured ranks (tail line over in-text over
# byline over metadata).
CREDIT_WEIGHT = {
    Place.CREDIT_LINE: 1.0,
    Place.IN_TEXT: 0.8,
    Place.BYLINE: 0.7,
    Place.DATELINE: 0.6,
    Place.METADATA: 0.4,
}


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The clue values of one origin group: edges [source, target, clue]; of each member as
    the origin and as a child of an unseen source [target, clue]."""

    edges: NDArray[np.float64]
    origins: NDArray[np.float64]
    unseens: NDArray[np.float64]


def group_table(
    sheets: Sequence[Sheet], members: Sequence[int], alike: Mapping[tuple[int, int], Likeness]
) -> GroupTable:
    """All clue values among the members of one origin, in the order of `members`."""
    shares, runs = _shares(members, alike)
    held = [sheets[m] for m in members]
    readings = _readings(held)
    innovations = _innovations(readings)
    edges = np.stack(
        [
            shares,
            _margin(shares),
            runs,
            _margin(runs),
            shares.T,
            *innovations,
            *_times(held),
            *_credits(held),
            _missing([set(sheets[m].own.figures) for m in members]),
            _missing([{f for q in sheets[m].own.quotations for f in q.forms} for m in members]),
        ],
        axis=2,
    )
    edges[_two_languages(held)] *= CROSSES_LANGUAGES
    elsewhere = innovations[2] + np.diag(np.full(len(members), np.inf))
    return GroupTable(
        edges, _origins(held, shares, readings), _unseens(held, shares, elsewhere.min(axis=0))
    )


CROSSES_LANGUAGES = np.array(
    [name in ("printed earlier", "printed later", "hours between", "credits it", "credited by it")
     for name, _ in EDGE_CLUES],
    dtype=np.float64,
)  # fmt: skip
"""Between two languages only time and credits speak: words, figures and quotations that are
not there are there in other letters."""


def _two_languages(sheets: Sequence[Sheet]) -> NDArray[np.bool_]:
    """[source, target]: the two are known to be written in two languages."""
    spoken = [sheet.reports[0].language for sheet in sheets]
    return np.array([[bool(a and b and a != b) for b in spoken] for a in spoken])


def _shares(
    members: Sequence[int], alike: Mapping[tuple[int, int], Likeness]
) -> tuple[Floats2d, Floats2d]:
    """[source, target]: how much of the target the source accounts for, in words and runs."""
    size = len(members)
    shares, runs = np.zeros((size, size)), np.zeros((size, size))
    for a, left in enumerate(members):
        for b, right in enumerate(members):
            likeness = alike.get((left, right)) if left < right else None
            if likeness:
                shares[b, a], shares[a, b] = likeness.share_left, likeness.share_right
                runs[b, a], runs[a, b] = likeness.runs_left, likeness.runs_right
    return shares, runs


def _margin(values: Floats2d) -> Floats2d:
    """How far each source falls behind the best source of the target (0 for the best)."""
    best: Floats1d = values.max(axis=0)
    return values - best[None, :]


# --- innovations --------------------------------------------------------------


def _readings(sheets: Sequence[Sheet]) -> NDArray[np.bool_]:
    """Which member [member, reading] has which pair of neighbouring content stems."""
    index: dict[tuple[str, str], int] = {}
    rows: list[list[int]] = []
    for sheet in sheets:
        row: set[int] = set()
        for sentence in sheet.own.stems:
            for pair in pairwise(sentence):
                row.add(index.setdefault(pair, len(index)))
        rows.append(sorted(row))
    table = np.zeros((len(sheets), max(1, len(index))), dtype=bool)
    for number, row_ids in enumerate(rows):
        table[number, row_ids] = True
    return table


def _innovations(readings: NDArray[np.bool_]) -> tuple[Floats2d, Floats2d, Floats2d]:
    """Rare readings shared; the source's private readings missing; readings of the target
    the source lacks and others have. Each as a share of the target's (or source's) readings."""
    has = readings.astype(np.float64)
    holders = has.sum(axis=0)
    size = len(has)
    own = np.maximum(1.0, has.sum(axis=1))
    rare = np.where(
        (holders >= 2) & (holders <= max(2.0, size / 2)), 1.0 / np.maximum(1, holders - 1), 0.0
    )
    shared_rare = (has * rare) @ has.T / own[None, :]
    private = has * (holders == 1)
    undone = np.repeat((private.sum(axis=1) / own)[:, None], size, axis=1)
    common = has * (holders >= 2)
    total = common.sum(axis=1)
    elsewhere = total[None, :] - has @ common.T
    return shared_rare, undone, np.maximum(0.0, elsewhere) / own[None, :]


# --- time and credits ---------------------------------------------------------


# A page that says it was corrected is later than its outlet's page that does not, whatever
# stamp both bear: worth this many plain differences of time.
CORRECTED = 5.0


def _times(sheets: Sequence[Sheet]) -> tuple[Floats2d, Floats2d, Floats2d]:
    size = len(sheets)
    earlier, later, gap = (np.zeros((size, size)) for _ in range(3))
    for s, source in enumerate(sheets):
        for t, target in enumerate(sheets):
            if source.hours is None or target.hours is None or s == t:
                continue
            slack = 12.0 if source.day_only or target.day_only else 0.0
            hours = target.hours - source.hours
            earlier[s, t] = float(hours > slack)
            later[s, t] = float(hours < -slack)
            gap[s, t] = min(3.0, math.log1p(max(0.0, abs(hours) - slack) / 6.0))
    for s, source in enumerate(sheets):
        for t, target in enumerate(sheets):
            if source.corrected and not target.corrected and source.outlets & target.outlets:
                earlier[s, t], later[s, t] = 0.0, CORRECTED
                earlier[t, s], later[t, s] = CORRECTED, 0.0
    return earlier, later, gap


def _credits(sheets: Sequence[Sheet]) -> tuple[Floats2d, Floats2d, Floats2d, Floats2d]:
    size = len(sheets)
    credits, credited, same, lacks = (np.zeros((size, size)) for _ in range(4))
    here = set().union(*(s.outlets for s in sheets)) if sheets else set()
    for s, source in enumerate(sheets):
        for t, target in enumerate(sheets):
            if s == t:
                continue
            credits[s, t] = credit_of(target, source)
            credited[s, t] = credit_of(source, target)
            same[s, t] = float(bool(source.credited & target.credited))
            lacks[s, t] = float(bool(source.credited - target.credited - target.outlets - here))
    return credits, credited, same, lacks


def credit_of(target: Sheet, source: Sheet) -> float:
    """How plainly a report credits another, 0 where it does not."""
    return max(
        (
            CREDIT_WEIGHT[c.place]
            for c in target.credits
            if name_key(c.source or c.name) in source.outlets
        ),
        default=0.0,
    )


def _missing(sets: Sequence[set[str]]) -> Floats2d:
    """The share of the target's items the source lacks."""
    size = len(sets)
    table = np.zeros((size, size))
    for s, there in enumerate(sets):
        for t, here in enumerate(sets):
            if here:
                table[s, t] = len(here - there) / len(here)
    return table


# --- origin and unseen ----------------------------------------------------------


def _origins(sheets: Sequence[Sheet], shares: Floats2d, readings: NDArray[np.bool_]) -> Floats2d:
    here = _outlets(sheets)
    first = min((s.hours for s in sheets if s.hours is not None), default=None)
    common = readings[:, readings.sum(axis=0) >= 2]
    has_common = common.sum(axis=1) / max(1, common.shape[1])
    size = len(sheets)
    others = max(1, size - 1)
    rows = []
    for t, sheet in enumerate(sheets):
        rows.append(
            [
                float(has_common[t] - has_common.max()),
                float(shares[t].sum() / others),
                float(sheet.hours is not None and sheet.hours == first),
                min(2.0, _credited(sheet, sheets)),
                float(bool(sheet.credited - here)),
                float(bool(sheet.credited & here)),
                float(not sheet.credited),
                float(sheet.hours is None),
                math.log(max(2, size)),
            ]
        )
    return np.array(rows).reshape(size, len(ORIGIN_CLUES))


def _unseens(sheets: Sequence[Sheet], shares: Floats2d, elsewhere: Floats1d) -> Floats2d:
    here = _outlets(sheets)
    size = len(sheets)
    most = max((_credited(sheet, sheets) for sheet in sheets), default=0.0)
    rows = []
    for t, sheet in enumerate(sheets):
        away = sheet.credited - here
        with_it = sum(bool(o.credited & away) for o in sheets if o is not sheet)
        rows.append(
            [
                1.0 - float(shares[:, t].max(initial=0.0)),
                float(elsewhere[t]) if size > 1 else 0.0,
                float(bool(away)),
                with_it / max(1, size - 1),
                float(bool(sheet.credited & here)),
                min(2.0, _credited(sheet, sheets)),
                float(not sheet.credited),
                min(2.0, most),
                math.log(max(2, size)),
            ]
        )
    return np.array(rows).reshape(size, len(UNSEEN_CLUES))


def _outlets(sheets: Sequence[Sheet]) -> frozenset[str]:
    return frozenset(o for sheet in sheets for o in sheet.outlets)


def _credited(sheet: Sheet, sheets: Sequence[Sheet]) -> float:
    """How often and how plainly the others of a group credit a report."""
    return sum(credit_of(other, sheet) for other in sheets if other is not sheet)
