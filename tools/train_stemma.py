"""Trains the trees over the stemma's clues and writes `stemmas/forests.tsv`.

    python tools/train_stemma.py

The families are those of `training_families.py`; no other text is read. Kinship follows the
slope of the logistic loss over pairs; filiation that of the likelihood of whole histories, with
the chances of the matrix-tree theorem as the expectation. There is no chance in it: the same
source code gives the same table to the byte.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from boosting import Binned, Tree, binned, grow, planted
from numpy.typing import NDArray
from training_families import (
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
from newstemma.stemmas.clues import CREDITED, CREDITS, KIN_CLUES, kin_values
from newstemma.stemmas.filiation import GroupTable, group_table
from newstemma.stemmas.guests import GUEST_CLUES, grouped, guest_values
from newstemma.stemmas.kin import JOIN, merged
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
# How often a pair of two reporters who tell the same facts counts. With more, reports that share
# a source are parted; with fewer, BASIL's rivals (three outlets, one event, no copies; read, not
# trained on) come out kin.
TOLD_ALIKE_TIMES = 4


# --- kinship ----------------------------------------------------------------------


def kin_rows(traced: Traced) -> Iterator[tuple[list[float], bool]]:
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


def told_alike_rows(traced: Traced) -> Iterator[tuple[list[float], bool]]:
    """Pairs that are not kin and tell many of the same facts, as two reporters of one event
    do."""
    told = told_alike(traced)
    if told is None:
        return
    pile, fellow, apart = told
    for (i, j), likeness in pile.alike.items():
        if fellow in (i, j) and not {i, j} <= apart:
            yield kin_values(Pairing(pile.sheets[i], pile.sheets[j], likeness)), False


def fit_kin(rows: Sequence[tuple[list[float], bool]]) -> Forest:
    """The trees of kinship; what a credit is worth is given, not learned."""
    values = np.array([v for v, _ in rows])
    truth = np.array([float(t) for _, t in rows])
    names = [clue.name for clue in KIN_CLUES]
    signs = np.array([float(clue.sign) for clue in KIN_CLUES])
    data = binned(values)
    bias = round(float(np.log(truth.mean() / (1.0 - truth.mean()))), 3)
    scores = bias + CREDITED * values[:, names.index(CREDITS)]
    trees = []
    for _ in range(KIN_TREES):
        chance = 1.0 / (1.0 + np.exp(-scores))
        curve = np.maximum(chance * (1.0 - chance), FLAT)
        tree = grow(data, truth - chance, curve, RATE, signs)
        scores += tree.values[tree.leaves]
        trees.append(tree)
    return planted(trees, bias)


# --- second sources ---------------------------------------------------------------


def guest_rows(traced: Traced, kin: Forest) -> Iterator[tuple[list[float], bool]]:
    """Clue values and truth of each report and each origin, as kinship groups them, that it is
    no member of and that accounts for some of it alone."""
    family, texts, alike = traced
    odds = odds_of(traced, kin)
    members = merged(len(texts), odds, JOIN)
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


def told_alike_guests(traced: Traced, kin: Forest) -> Iterator[tuple[list[float], bool]]:
    """The same of reports that draw on nobody else and tell the same facts."""
    told = told_alike(traced)
    if told is None:
        return
    texts, alike, _ = told.pile
    odds = odds_of(Traced(traced.family, texts, alike), kin)
    members = [sorted(set(range(len(texts))) - told.apart), sorted(told.apart)]
    groups = grouped(texts, alike, members)
    for report in range(len(texts)):
        other = 1 - groups.home[report]
        values = guest_values(texts, groups, odds, report, other)
        if values[0]:
            yield values, False


def odds_of(traced: Traced, kin: Forest) -> dict[tuple[int, int], float]:
    """The odds of all pairs under the trees of kinship."""
    pairs = sorted(traced.alike)
    if not pairs:
        return {}
    texts = traced.sheets
    rows = np.array([kin_values(Pairing(texts[i], texts[j], traced.alike[i, j])) for i, j in pairs])
    credits = CREDITED * rows[:, [clue.name for clue in KIN_CLUES].index(CREDITS)]
    nats = scores(kin, rows) + credits
    return {pair: float(odds) for pair, odds in zip(pairs, nats, strict=True)}


def fit_guests(rows: Sequence[tuple[list[float], bool]]) -> Forest:
    """The trees of second sources."""
    data = binned(np.array([v for v, _ in rows]))
    truth = np.array([float(t) for _, t in rows])
    bias = round(float(np.log(truth.mean() / (1.0 - truth.mean()))), 3)
    nats = np.full(len(truth), bias)
    trees = []
    for _ in range(GUEST_TREES):
        chance = 1.0 / (1.0 + np.exp(-nats))
        curve = np.maximum(chance * (1.0 - chance), FLAT)
        tree = grow(data, truth - chance, curve, RATE, np.zeros(len(GUEST_CLUES)))
        nats += tree.values[tree.leaves]
        trees.append(tree)
    return planted(trees, bias)


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
    """Trains all tables."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    main, short, given = (list(f()) for f in (kin_families, short_families, given_families))
    rows = [*_rows_of(main), *_rows_of(short) * SHORT_TIMES, *_rows_of(given)]
    kin = fit_kin(rows)
    guests = [row for traced in (*main, *given) for row in guest_rows(traced, kin)]
    guests += [row for traced in main for row in told_alike_guests(traced, kin)]
    all_groups = [group for traced in traced_families() for group in groups(traced)]
    lines = [HEAD]
    lines += written("kin", [c.name for c in KIN_CLUES], kin)
    lines += written("guest", [c.name for c in GUEST_CLUES], fit_guests(guests))
    for table, forest in fit_trees(all_groups).items():
        lines += written(table, [c.name for c in TABLES[table]], forest)
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} pairs, {len(guests)} guests, {len(all_groups)} groups, wrote {TABLE.name}")


def _rows_of(families: Sequence[Traced]) -> list[tuple[list[float], bool]]:
    """The pairs of some families, those of two reporters who tell the same many times."""
    kin = [row for traced in families for row in kin_rows(traced)]
    told_alike = [row for traced in families for row in told_alike_rows(traced)]
    return kin + told_alike * TOLD_ALIKE_TIMES


if __name__ == "__main__":
    main()
