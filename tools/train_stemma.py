"""Trains the trees over the stemma's clues and writes `stemmas/forests.tsv`.

    python tools/train_stemma.py           writes it, in about five minutes of CPU
    python tools/train_stemma.py --check   fails where what it would write is not what stands there

The families are those of `training_families.py`; no other text is read. Kinship follows the
slope of the logistic loss over pairs; filiation that of the likelihood of whole histories, with
the chances of the matrix-tree theorem as the expectation. There is no chance in it: the same
source code gives the same table to the byte.

Trees know the base stories they grew on too well: the loss of a pair is .04 there and .11 on a
story left out. So whatever is decided by the odds of kinship is learned from odds of stories left
out (`LeftOut`): where even odds lie, and second sources.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from boosting import Binned, Tree, binned, grow, planted
from numpy.typing import NDArray
from training_families import (
    ToldAlike,
    Traced,
    given_families,
    kin_families,
    root_of,
    short_families,
    told_alike,
    traced_families,
)

from newstemma.stemmas.arborescence import chances
from newstemma.stemmas.boosted import Forest, scores, written
from newstemma.stemmas.clues import CREDITED, CREDITS_AT, KIN_CLUES, kin_values
from newstemma.stemmas.filiation import GroupTable, group_table
from newstemma.stemmas.guests import GUEST_CLUES, grouped, guest_values
from newstemma.stemmas.kin import EVEN, merged
from newstemma.stemmas.pair_values import Pairing
from newstemma.stemmas.tree import TABLES

Floats = NDArray[np.float64]

TABLE = Path(__file__).resolve().parents[1] / "src/newstemma/stemmas/forests.tsv"
# How often a pair of short texts counts: their pairs are few.
SHORT_TIMES = 2
# Trees of kinship, and rounds of filiation: a tree each for edges and children of an unseen
# source, half as many for origins. Past 60 and 80 nothing is gained on other base stories.
KIN_TREES = 80
GUEST_TREES = 60
ROUNDS = 100
RATE = 0.2
# The least curvature of a pair or an edge that is already as it should be.
FLAT = 1e-3
# Even odds are looked for among these.
EVENS = tuple(round(0.1 * step, 1) for step in range(-20, 21))
# How often a pair of two reporters who tell the same facts counts. With more, reports that share
# a source are parted; with fewer, BASIL's rivals (three outlets, one event, no copies; read, not
# trained on) come out kin.
TOLD_ALIKE_TIMES = 4


# --- kinship ----------------------------------------------------------------------

Row = tuple[list[float], bool]


def kin_rows(traced: Traced) -> Iterator[Row]:
    """Clue values and truth of each pair that shares anything; pairs kin only through a
    second source are left out, for they are both."""
    family, texts, alike = traced
    groups = family.truth.origins
    for (i, j), likeness in alike.items():
        one, other = texts[i].id, texts[j].id
        same = root_of(family, one) == root_of(family, other)
        if not same and any(one in g and other in g for g in groups):
            continue
        yield kin_values(Pairing(texts[i], texts[j], likeness)), same


def told_alike_rows(told: ToldAlike) -> Iterator[Row]:
    """Pairs that are not kin and tell many of the same facts, as two reporters of one event
    do."""
    pile, fellow, apart = told
    for (i, j), likeness in pile.alike.items():
        if fellow in (i, j) and not {i, j} <= apart:
            yield kin_values(Pairing(pile.sheets[i], pile.sheets[j], likeness)), False


def fit_kin(rows: Sequence[Row]) -> Forest:
    """The trees of kinship; what a credit is worth is given, not learned."""
    signs = np.array([float(clue.sign) for clue in KIN_CLUES])
    values = np.array([v for v, _ in rows])
    return _fit(rows, KIN_TREES, signs, CREDITED * values[:, CREDITS_AT])


def _fit(rows: Sequence[Row], count: int, signs: Floats, given: Floats) -> Forest:
    """Trees on the slope of the logistic loss, beside nats that are given."""
    data = binned(np.array([v for v, _ in rows]))
    truth = np.array([float(t) for _, t in rows])
    bias = round(float(np.log(truth.mean() / (1.0 - truth.mean()))), 3)
    nats = bias + given
    trees = []
    for _ in range(count):
        chance = 1.0 / (1.0 + np.exp(-nats))
        curve = np.maximum(chance * (1.0 - chance), FLAT)
        tree = grow(data, truth - chance, curve, RATE, signs)
        nats += tree.values[tree.leaves]
        trees.append(tree)
    return planted(trees, bias)


class Example(NamedTuple):
    """A family of the training of kinship: with the pile in which two reporters tell the same,
    where it has one; and its rows, each as often as it counts."""

    traced: Traced
    told: ToldAlike | None
    rows: list[Row]


def example(traced: Traced, times: int = 1) -> Example:
    """A family whose pairs count that many times."""
    told = told_alike(traced)
    rows = list(kin_rows(traced))
    if told is not None:
        rows += list(told_alike_rows(told)) * TOLD_ALIKE_TIMES
    return Example(traced, told, rows * times)


class LeftOut:
    """Kinship as it is judged in stories that training had not seen: for each base story the
    trees grown on all others."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.examples = examples
        stories = sorted({e.traced.family.story for e in examples})
        self.trees = {story: fit_kin(self._without(story)) for story in stories}
        self.shift = 0.0
        self.shift = self._even()

    def _without(self, story: str) -> list[Row]:
        return [r for e in self.examples if e.traced.family.story != story for r in e.rows]

    def odds(self, traced: Traced) -> dict[tuple[int, int], float]:
        """The odds of all pairs of a pile, even odds at nought."""
        pairs = sorted(traced.alike)
        if not pairs:
            return {}
        texts = traced.sheets
        pairings = [Pairing(texts[i], texts[j], traced.alike[i, j]) for i, j in pairs]
        rows = np.array([kin_values(pairing) for pairing in pairings])
        nats = scores(self.trees[traced.family.story], rows) + CREDITED * rows[:, CREDITS_AT]
        return {pair: float(n) - self.shift for pair, n in zip(pairs, nats, strict=True)}

    def _even(self) -> float:
        """Where groups should become one for the fewest wrong counts: the middle of all places
        that are no worse than the best by more than its standard error."""
        wrong = np.array([self._wrong(e) for e in self.examples])
        shares = wrong.mean(axis=0)
        best = int(shares.argmin())
        least = shares[best] + wrong[:, best].std() / np.sqrt(len(wrong))
        good = [even for even, share in zip(EVENS, shares, strict=True) if share <= least]
        return round(float(np.mean(good)), 3)

    def _wrong(self, example: Example) -> list[float]:
        """The share of a family's piles counted wrong at each place where even odds may lie."""
        piles = [(example.traced, example.traced.family.truth.independent)]
        if example.told is not None:
            sheets, alike, _ = example.told.pile
            piles.append((Traced(example.traced.family, sheets, alike), 2))
        judged = [(len(traced.sheets), self.odds(traced), truth) for traced, truth in piles]
        return [
            float(np.mean([len(merged(n, odds, even)) != truth for n, odds, truth in judged]))
            for even in EVENS
        ]


# --- second sources ---------------------------------------------------------------


def guest_rows(traced: Traced, kin: LeftOut) -> Iterator[Row]:
    """Clue values and truth of each report and each origin, as kinship groups them, that it is
    no member of and that accounts for some of it alone."""
    family, texts, alike = traced
    odds = kin.odds(traced)
    members = merged(len(texts), odds, EVEN)
    groups = grouped(texts, alike, members)
    drawn = dict(zip(family.truth.roots, family.truth.origins, strict=True))
    for number, group in enumerate(members):
        roots = [root_of(family, texts[m].id) for m in group]
        root = max(sorted(set(roots)), key=roots.count)
        for report in range(len(texts)):
            if report in group or not any(m in groups.answers[report] for m in group):
                continue
            values = guest_values(texts, groups, odds, report, number)
            if values[0]:
                guest = texts[report].id
                yield values, guest in drawn[root] and root_of(family, guest) != root


def told_alike_guests(example: Example, kin: LeftOut) -> Iterator[Row]:
    """The same of reports that draw on nobody else and tell the same facts."""
    if example.told is None:
        return
    texts, alike, _ = example.told.pile
    odds = kin.odds(Traced(example.traced.family, texts, alike))
    apart = example.told.apart
    members = [sorted(set(range(len(texts))) - apart), sorted(apart)]
    groups = grouped(texts, alike, members)
    for report in range(len(texts)):
        other = 1 - groups.home[report]
        values = guest_values(texts, groups, odds, report, other)
        if values[0]:
            yield values, False


def fit_guests(rows: Sequence[Row]) -> Forest:
    """The trees of second sources."""
    return _fit(rows, GUEST_TREES, np.zeros(len(GUEST_CLUES)), np.zeros(len(rows)))


# --- filiation --------------------------------------------------------------------


class Group(NamedTuple):
    """A true origin group: its clue values and the true source of each member: a place in
    the group, `ORIGIN` or `UNSEEN`."""

    table: GroupTable
    right: tuple[int, ...]


ORIGIN = -1
UNSEEN = -2


def groups(traced: Traced) -> Iterator[Group]:
    """The groups of two sheets or more whose truth is a possible history."""
    for members in true_groups(traced):
        right = right_sources(traced, members)
        lost, origins = right.count(UNSEEN), right.count(ORIGIN)
        if len(members) > 1 and (origins, lost > 1) in ((1, False), (0, True)):
            yield Group(group_table(traced.sheets, members, traced.alike), tuple(right))


def true_groups(traced: Traced) -> list[list[int]]:
    """The sheets by the root of their first report."""
    found: dict[str, list[int]] = {}
    for index, sheet in enumerate(traced.sheets):
        found.setdefault(root_of(traced.family, sheet.id), []).append(index)
    return list(found.values())


def right_sources(traced: Traced, members: Sequence[int]) -> list[int]:
    """For each member its true source; a lost intermediate counts as unseen.

    A bundle's source is that of its first report whose source is not in the bundle.
    """
    place = {r.id: p for p, m in enumerate(members) for r in traced.sheets[m].reports}
    found = []
    for at, member in enumerate(members):
        parents = [traced.family.truth.parents[r.id] for r in traced.sheets[member].reports]
        above = next((p for p in parents if p is None or place.get(p) != at), None)
        found.append(ORIGIN if above is None else place.get(above, UNSEEN))
    return found


class Pile(NamedTuple):
    """Rows of one table over all groups: clue values by bin, truth, and each group's slice."""

    data: Binned
    truth: Floats
    slices: list[slice]


def fit_trees(all_groups: Sequence[Group]) -> dict[str, Forest]:
    """The trees of edges, origins and children of an unseen source under which the true
    histories are likeliest; the slope is truth minus expectation."""
    piles = {table: _pile(table, all_groups) for table in TABLES}
    scores = {table: np.zeros(len(pile.truth)) for table, pile in piles.items()}
    grown: dict[str, list[Tree]] = {table: [] for table in TABLES}
    for turn in range(ROUNDS):
        expected = _expected(all_groups, piles, scores)
        for table, pile in piles.items():
            if table == "origin" and turn >= ROUNDS // 2:
                continue
            chance = expected[table]
            curve = np.maximum(chance * (1.0 - chance), FLAT)
            free = np.zeros(len(TABLES[table]))
            tree = grow(pile.data, pile.truth - chance, curve, RATE, free)
            scores[table] += tree.values[tree.leaves]
            grown[table].append(tree)
    return {table: planted(trees, 0.0) for table, trees in grown.items()}


def _pile(table: str, all_groups: Sequence[Group]) -> Pile:
    rows = [_rows(table, group) for group in all_groups]
    ends = np.cumsum([0, *(len(values) for values, _ in rows)])
    return Pile(
        binned(np.concatenate([values for values, _ in rows])),
        np.concatenate([truth for _, truth in rows]),
        [slice(int(a), int(b)) for a, b in pairwise(ends)],
    )


def _rows(table: str, group: Group) -> tuple[Floats, Floats]:
    """The clue values and the truth of a group's edges, origins or unseens."""
    right = np.array(group.right)
    if table == "origin":
        return group.table.origins, (right == ORIGIN).astype(float)
    if table == "unseen":
        return group.table.unseens, (right == UNSEEN).astype(float)
    sources, targets = np.nonzero(_apart(len(right)))
    return group.table.edges[sources, targets], (right[targets] == sources).astype(float)


def _apart(size: int) -> NDArray[np.bool_]:
    return ~np.eye(size, dtype=bool)


def _expected(
    all_groups: Sequence[Group], piles: Mapping[str, Pile], scores: Mapping[str, Floats]
) -> dict[str, Floats]:
    """The chances of all rows under the scores so far."""
    found: dict[str, list[Floats]] = {table: [] for table in TABLES}
    for number, group in enumerate(all_groups):
        held = {table: scores[table][pile.slices[number]] for table, pile in piles.items()}
        apart = _apart(len(group.right))
        edges = np.full(apart.shape, -np.inf)
        edges[apart] = held["edge"]
        sure = chances(edges, held["origin"], held["unseen"])
        found["edge"].append(sure.edges[apart])
        found["origin"].append(sure.origin)
        found["unseen"].append(sure.unseen)
    return {table: np.concatenate(parts) for table, parts in found.items()}


# --- the table --------------------------------------------------------------------


HEAD = "# trees over clues, thresholds and values in nats; written by tools/train_stemma.py"


def main() -> None:
    """Trains all tables and writes them, or checks those that stand there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check = parser.parse_args().check
    table = trained()
    if not check:
        TABLE.write_text(table, encoding="utf-8")
    elif TABLE.read_text(encoding="utf-8") != table:
        sys.exit(f"{TABLE.name} is not what this script writes")


def trained() -> str:
    """The whole table."""
    long = [*map(example, kin_families()), *map(example, given_families())]
    examples = [*long, *(example(family, SHORT_TIMES) for family in short_families())]
    left_out = LeftOut(examples)
    kin = fit_kin([row for e in examples for row in e.rows])
    kin = kin._replace(bias=round(kin.bias - left_out.shift, 3))
    guests = [row for e in long for row in guest_rows(e.traced, left_out)]
    guests += [row for e in long for row in told_alike_guests(e, left_out)]
    all_groups = [group for traced in traced_families() for group in groups(traced)]
    print(f"even odds at {left_out.shift}, {len(guests)} guests, {len(all_groups)} groups")
    lines = [HEAD]
    lines += written("kin", [c.name for c in KIN_CLUES], kin)
    lines += written("guest", [c.name for c in GUEST_CLUES], fit_guests(guests))
    for name, forest in fit_trees(all_groups).items():
        lines += written(name, [c.name for c in TABLES[name]], forest)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
