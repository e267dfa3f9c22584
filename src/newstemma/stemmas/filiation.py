"""The clues of filiation: within one origin, did this text come from that one?

The theory is the editor's of old texts. What a witness changed, its copies inherit
(*shared innovations*); a copy does not undo what its source changed alone, nor find again
what its source had lost (`readings`). Time, credits and headlines speak too
(`circumstances`); length never does, for a copy may be longer than its source. What a copy
took from its source is weighed against the rest of the group, for one origin's texts all
share much. A clue may be asked after another (`boosted`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newstemma.stemmas.circumstances import credited, credits, group_size, headlines, times
from newstemma.stemmas.likeness import Likeness
from newstemma.stemmas.readings import reading_values, readings_of
from newstemma.stemmas.sheets import Sheet

Floats1d = NDArray[np.float64]
Floats2d = NDArray[np.float64]


class EdgeClue(NamedTuple):
    """A clue of filiation: name and reason; `group_table` computes them all at once."""

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
    EdgeClue("readings it has and the source lacks", "Every change costs a hand some trouble."),
    EdgeClue("more such than from the best source", "A nearer source would need fewer changes."),
    EdgeClue("fewer such than from any other source", "One source is nearer than all others."),
    EdgeClue("readings the source has and it lacks", "What a copy leaves out, it once had."),
    EdgeClue("more such than in the nearest text", "A nearer text has less that it leaves out."),
    EdgeClue("readings of the source alone", "What one text alone has, no copy took from it."),
    EdgeClue("readings found again", "A hand does not find the lost words of others."),
    EdgeClue("share of readings found again", "Much found again came from elsewhere."),
    EdgeClue("readings lost that others keep", "Older readings lie nearer to the origin."),
    EdgeClue("readings of these two alone", "One of the two brought them in."),
    EdgeClue("readings of few", "What few have, few hands brought in."),
    EdgeClue("such by chance", "Where others rewrote it all, two who did not agree alone."),
    EdgeClue("beyond chance", "More readings alone than the others' rewriting explains."),
    EdgeClue("share of what it has in common", "What it has from others stands in its source."),
    EdgeClue("less than with the nearest", "Another text has more of what it has from others."),
    EdgeClue("none stands between", "Each two of three agree against the third (Quentin)."),
    EdgeClue("none stands between, by all thirds", "So by most third texts."),
    EdgeClue("share that none explains", "So for much of the text."),
    EdgeClue("shared beyond any third", "No third text has all that these two share."),
    EdgeClue("printed earlier", "A source is out before its copy."),
    EdgeClue("printed later", "What is out later is no source."),
    EdgeClue("hours between", "Copies follow within hours."),
    EdgeClue("printed soon after", "A desk that copies does so soon."),
    EdgeClue("days apart", "One of two dates many days apart is wrong."),
    EdgeClue("credits it", "A credit names the source."),
    EdgeClue("credited by it", "A report does not take from one that credits it."),
    EdgeClue("same source credited", "A copy often carries its source's credit on."),
    EdgeClue("credits a source it lacks", "A source further up is credited all the way down."),
    EdgeClue("credits another here", "It names a source, and that is not this one."),
    EdgeClue("same headline", "A copy often keeps the headline."),
    EdgeClue("same headline and few have it", "A headline few have was taken from one of them."),
    EdgeClue("headlines alike", "A headline is edited like the text."),
    EdgeClue("figures not there", "A copy does not grow more exact than its source."),
    EdgeClue("quotations not there", "Quotations its source lacks came from elsewhere."),
    EdgeClue("reports in the group", "In a large group each one is less likely the source."),
    EdgeClue("nobody accounts for it", "The share of its words no other report has."),
    EdgeClue("credits an unseen source", "It names a source that nobody handed us."),
    EdgeClue("others credit that source too", "Several name one source that is not here."),
    EdgeClue("it credits a report here", "It names a source that is here."),
    EdgeClue("it credits nobody", "It names no source."),
    EdgeClue("source credited by others", "Others name it as their source."),
    EdgeClue("source credits an unseen source", "The source names one nobody handed us."),
    EdgeClue("source credits nobody", "The source names no source."),
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
    EdgeClue("what the others need from it", "From the origin every text needs few changes."),
    EdgeClue("readings it has alone", "An origin's readings live on in its copies."),
    EdgeClue("readings others have more of", "Another has more of what all share."),
    EdgeClue("its headline among the others", "An origin's headline lives on."),
    EdgeClue("none below it", "Others agree against it, and it with others (Quentin)."),
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
    EdgeClue("changes the nearest text would need", "No text here is near to it."),
    EdgeClue("readings the nearest text lacks", "What others have is not in any one text."),
    EdgeClue("none stands above it", "For every source here a third speaks against it (Quentin)."),
    EdgeClue("readings it has alone", "What it has alone may be its lost source's."),
    EdgeClue("readings with one other alone", "It has a near relation here."),
    EdgeClue("same headline here", "Its headline stands above another text."),
    EdgeClue("nearer to one than to all others", "It has one near relation here."),
    EdgeClue("beyond chance with one", "With one text it shares more than others explain."),
    EdgeClue("share in common with the nearest", "How much of what it shares one text has."),
)


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
    held = [sheets[m] for m in members]
    values = _own_words(held, _shares(members, alike))
    readings = readings_of([sheet.own.phrases for sheet in held])
    values |= reading_values(readings)
    values |= times(held) | credits(held) | headlines(held)
    values["figures not there"] = _missing([set(s.own.figures) for s in held])
    quoted = [{f for q in s.own.quotations for f in q.forms} for s in held]
    values["quotations not there"] = _missing(quoted)
    origins, unseens = _origins(held, values, readings.alone), _unseens(held, values)
    values |= _company(origins, unseens)
    edges = np.stack([values[clue.name] for clue in EDGE_CLUES], axis=2)
    edges[_two_languages(held)] *= CROSSES_LANGUAGES
    edges[np.arange(len(held)), np.arange(len(held))] = 0.0
    return GroupTable(edges, origins, unseens)


_ACROSS = frozenset(
    {"printed earlier", "printed later", "hours between", "printed soon after", "days apart",
     "credits it", "credited by it", "credits another here", "reports in the group",
     "it credits a report here", "it credits nobody", "source credited by others"}
)  # fmt: skip
CROSSES_LANGUAGES = np.array([clue.name in _ACROSS for clue in EDGE_CLUES], dtype=np.float64)
"""Between two languages only time and credits speak: words, figures and quotations that are
not there are there in other letters."""


def _two_languages(sheets: Sequence[Sheet]) -> NDArray[np.bool_]:
    """[source, target]: the two are known to be written in two languages."""
    spoken = [sheet.reports[0].language for sheet in sheets]
    return np.array([[bool(a and b and a != b) for b in spoken] for a in spoken])


def _company(origins: Floats2d, unseens: Floats2d) -> dict[str, Floats2d]:
    """What is known of either end of an edge, for clues that are asked after another."""
    size = len(origins)
    of_origin = {clue.name: origins[:, at] for at, clue in enumerate(ORIGIN_CLUES)}
    of_unseen = {clue.name: unseens[:, at] for at, clue in enumerate(UNSEEN_CLUES)}

    def target(name: str) -> Floats2d:
        return np.repeat(of_unseen[name][None, :], size, axis=0)

    def source(name: str) -> Floats2d:
        return np.repeat(of_origin[name][:, None], size, axis=1)

    return {
        "reports in the group": np.full((size, size), group_size(size)),
        "nobody accounts for it": target("nobody accounts for it"),
        "credits an unseen source": target("credits an unseen source"),
        "others credit that source too": target("others credit that source too"),
        "it credits a report here": target("credits a report here"),
        "it credits nobody": target("credits nobody"),
        "source credited by others": source("credited by others"),
        "source credits an unseen source": source("credits an unseen source"),
        "source credits nobody": source("credits nobody"),
    }


# --- own words ------------------------------------------------------------------


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


def _own_words(
    sheets: Sequence[Sheet], shares_and_runs: tuple[Floats2d, Floats2d]
) -> dict[str, Floats2d]:
    """The values that rest on words outside quotation marks, by clue name."""
    shares, runs = shares_and_runs
    rare, undone, elsewhere = _innovations(_neighbours(sheets))
    return {
        "its words stand there": shares,
        "best of the group": shares - shares.max(axis=0)[None, :],
        "runs of the same words": runs,
        "most runs of the group": runs - runs.max(axis=0)[None, :],
        "source's words taken over": shares.T,
        "rare words shared": rare,
        "source's own words missing": undone,
        "words found elsewhere": elsewhere,
    }


def _neighbours(sheets: Sequence[Sheet]) -> NDArray[np.bool_]:
    """Which member [member, pair] has which pair of neighbouring content stems."""
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


def _innovations(pairs: NDArray[np.bool_]) -> tuple[Floats2d, Floats2d, Floats2d]:
    """Rare pairs shared; the source's private pairs missing; pairs of the target
    the source lacks and others have. Each as a share of the target's (or source's) pairs."""
    has = pairs.astype(np.float64)
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


def _origins(sheets: Sequence[Sheet], values: Mapping[str, Floats2d], alone: Floats1d) -> Floats2d:
    here = _outlets(sheets)
    first = min((s.hours for s in sheets if s.hours is not None), default=None)
    size = len(sheets)
    others = max(1, size - 1)
    pairs = _neighbours(sheets)
    common = pairs[:, pairs.sum(axis=0) >= 2].sum(axis=1).astype(np.float64)
    kept = np.expm1(values["readings lost that others keep"]).max(axis=1)
    columns = [
        (common - common.max()) / max(1.0, float((pairs.sum(axis=0) >= 2).sum())),
        values["its words stand there"].sum(axis=1) / others,
        np.array([float(s.hours is not None and s.hours == first) for s in sheets]),
        np.array([min(2.0, credited(s, sheets)) for s in sheets]),
        np.array([float(bool(s.credited - here)) for s in sheets]),
        np.array([float(bool(s.credited & here)) for s in sheets]),
        np.array([float(not s.credited) for s in sheets]),
        np.array([float(s.hours is None) for s in sheets]),
        np.full(size, group_size(size)),
        values["readings it has and the source lacks"].sum(axis=1) / others,
        np.log1p(alone),
        np.log1p(np.maximum(0.0, kept.max(initial=0.0) - kept)),
        values["same headline"].sum(axis=1) / others,
        values["none stands between"].sum(axis=1) / others,
    ]
    return np.stack(columns, axis=1)


def _unseens(sheets: Sequence[Sheet], values: Mapping[str, Floats2d]) -> Floats2d:
    here = _outlets(sheets)
    size = len(sheets)
    most = max((credited(sheet, sheets) for sheet in sheets), default=0.0)
    away = [sheet.credited - here for sheet in sheets]
    with_it = [
        sum(bool(o.credited & gone) for o in sheets if o is not s)
        for s, gone in zip(sheets, away, strict=True)
    ]
    columns = [
        1.0 - values["its words stand there"].max(axis=0),
        _least(values["words found elsewhere"]),
        np.array([float(bool(gone)) for gone in away]),
        np.array(with_it) / max(1, size - 1),
        np.array([float(bool(s.credited & here)) for s in sheets]),
        np.array([min(2.0, credited(s, sheets)) for s in sheets]),
        np.array([float(not s.credited) for s in sheets]),
        np.full(size, min(2.0, most)),
        np.full(size, group_size(size)),
        _least(values["readings it has and the source lacks"]),
        _least(values["readings found again"]),
        _least(values["none stands between"]),
        values["readings of the source alone"].max(axis=1),
        values["readings of these two alone"].max(axis=0),
        values["same headline"].max(axis=0),
        values["fewer such than from any other source"].max(axis=0),
        values["beyond chance"].max(axis=0),
        -_least(-values["share of what it has in common"]),
    ]
    return np.stack(columns, axis=1)


def _least(table: Floats2d) -> Floats1d:
    """For each target the least value over all other texts; 0 for a text alone."""
    if len(table) < 2:
        return np.zeros(len(table))
    others = table.copy()
    np.fill_diagonal(others, np.inf)
    least: Floats1d = others.min(axis=0)
    return least


def _outlets(sheets: Sequence[Sheet]) -> frozenset[str]:
    return frozenset(o for sheet in sheets for o in sheet.outlets)
