"""Trains the weights of the stemma's clues and writes `stemmas/weights.tsv`.

    python tools/train_stemma.py

Families are simulated from the base stories kept for training, in the plain and the
shifted setting and in several sizes; no other text is read. Kinship is a logistic regression
over pairs; filiation maximises the likelihood of whole histories, with the chances of the
matrix-tree theorem as the expectation. The same source code gives the same table to the
byte: weights are rounded to two places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newstemma.families import PLAIN, SHIFTED, Family, Setting, simulate, stories_for
from newstemma.families.base import tell
from newstemma.model import Report
from newstemma.stemmas.arborescence import chances
from newstemma.stemmas.clues import KIN_CLUES, Pairing, kin_values
from newstemma.stemmas.filiation import (
    EDGE_CLUES,
    ORIGIN_CLUES,
    UNSEEN_CLUES,
    GroupTable,
    group_table,
)
from newstemma.stemmas.likeness import Likeness, likenesses
from newstemma.stemmas.sheets import Sheet, sheets

Floats = NDArray[np.float64]

TABLE = Path(__file__).resolve().parents[1] / "src/newstemma/stemmas/weights.tsv"
FAMILIES = 400
STEPS = 1500
TREE_STEPS = 150
# How often a pair of two reporters who tell the same facts counts. With 1, a third of
# BASIL's pairs (three outlets, one event, no copies) come out kin; with 10, one in fifteen,
# and translations of one text are still found in 98 of 100 (both sets read, not trained on).
TOLD_ALIKE_TIMES = 8
SIZES = (3, 5, 8, 11, 11, 16, 24)


class Traced(NamedTuple):
    """A family with everything the clues need."""

    family: Family
    sheets: tuple[Sheet, ...]
    alike: Mapping[tuple[int, int], Likeness]


def traced_families() -> Iterator[Traced]:
    """The training families."""
    told = stories_for("train")
    for seed in range(FAMILIES):
        setting: Setting = replace(SHIFTED if seed % 3 == 0 else PLAIN, reports=SIZES[seed % 7])
        family = simulate(seed, setting=setting, stories=told)
        texts = sheets(family.reports)
        yield Traced(family, texts, likenesses([s.own for s in texts]))


def root_of(family: Family, report: str) -> str:
    """The top of a report's main line."""
    at = report
    while (above := family.truth.parents[at]) is not None:
        at = above
    return at


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
    do: to a report of another origin come facts of this one, in other words and places."""
    family, texts, _ = traced
    random = Random(f"facts in common {family.seed}")
    first = random.choice(texts)
    others = [t for t in texts if root_of(family, t.id) != root_of(family, first.id)]
    apart = [t for t in others if not any({first.id, t.id} <= g for g in family.truth.origins)]
    if not apart:
        return
    facts = facts_of(family, first.id)
    fellow = with_facts(random, random.choice(apart).reports[0], facts)
    kin = [t.reports[0] for t in texts if root_of(family, t.id) == root_of(family, first.id)]
    if random.random() < 0.5:  # a reporter whose text is copied too
        top = root_of(family, fellow.id.rstrip("+"))
        kin += [t.reports[0] for t in apart if root_of(family, t.id) == top]
    pile = sheets([*(r for r in kin if r.id + "+" != fellow.id), fellow])
    home = next(i for i, sheet in enumerate(pile) if sheet.id == fellow.id)
    for (i, j), likeness in likenesses([s.own for s in pile]).items():
        other = pile[i if j == home else j]
        if home in (i, j) and root_of(family, other.id) == root_of(family, first.id):
            yield kin_values(Pairing(pile[i], pile[j], likeness)), False


def facts_of(family: Family, report: str) -> list[str]:
    """The sentences a report says, each in one of its other hand-written forms."""
    random = Random(f"newstemma family {family.seed}")
    told = stories_for("train")
    forms = tell(random.choice(told), random).sentences
    bases = dict.fromkeys(b for said in family.truth.statements[report] for b in said.bases)
    texts = [(forms[b].rewritten, *forms[b].translated[:1]) for b in bases if b in forms]
    return [random.choice([t for t in pair if t]) for pair in texts if any(pair)]


def with_facts(random: Random, report: Report, facts: Sequence[str]) -> Report:
    """A report with up to a third of the facts of another among its paragraphs."""
    many = random.randint(1, max(1, len(facts) // 3))
    chosen = sorted(random.sample(range(len(facts)), min(many, len(facts))))
    if random.random() < 0.5:
        random.shuffle(chosen)
    lines = report.text.split("\n")
    places = sorted(random.randint(0, len(lines)) for _ in chosen)
    if random.random() < 0.6:  # two leads tell the event alike
        chosen, places = sorted({0, *chosen}), [0, *places][: len({0, *chosen})]
    for place, fact in sorted(zip(places, chosen, strict=True), reverse=True):
        lines.insert(place, facts[fact])
    return replace(report, id=report.id + "+", text="\n".join(lines), marks=())


def logistic(values: Floats, truth: Floats, bounds: Floats, penalty: float) -> Floats:
    """Weights with a bias first, by gradient steps within the bounds [2, clue]."""
    table = np.hstack([np.ones((len(values), 1)), values])
    weights = np.zeros(table.shape[1])
    low = np.concatenate([[-np.inf], bounds[0]])
    high = np.concatenate([[np.inf], bounds[1]])

    def slope(at: Floats) -> Floats:
        chance = 1.0 / (1.0 + np.exp(-(table @ at)))
        shrink = penalty * at
        shrink[0] = 0.0
        return table.T @ (chance - truth) / len(truth) + shrink

    return climb(weights, slope, low, high, STEPS)


def climb(
    weights: Floats, slope: Callable[[Floats], Floats], low: Floats, high: Floats, steps: int
) -> Floats:
    """Adam with the usual constants (Kingma and Ba 2015), projected onto the bounds."""
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        gradient = slope(weights)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        rate = 0.1 * (1.0 - step / (steps + 1.0))
        move = rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        weights = np.clip(weights - move, low, high)
    return weights


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


def fit_trees(all_groups: Sequence[Group], penalty: float) -> Floats:
    """The weights of edges, origins (bias first) and unseens (bias first) under which the
    true histories are likeliest; the gradient is truth minus expectation."""
    widths = len(EDGE_CLUES), len(ORIGIN_CLUES) + 1, len(UNSEEN_CLUES) + 1
    size = sum(widths)

    def slope(at: Floats) -> Floats:
        gradient = np.zeros(size)
        for group in all_groups:
            gradient += _gap(group, at, widths)
        return gradient / len(all_groups) + penalty * at

    unbounded = np.full(size, np.inf)
    return climb(np.zeros(size), slope, -unbounded, unbounded, TREE_STEPS)


def _gap(group: Group, at: Floats, widths: tuple[int, int, int]) -> Floats:
    """Expected minus true clue values of one group."""
    split = np.cumsum(widths)
    table = group.table
    based = [np.hstack([np.ones((len(v), 1)), v]) for v in (table.origins, table.unseens)]
    edges = table.edges @ at[: split[0]]
    np.fill_diagonal(edges, -np.inf)
    expected = chances(edges, based[0] @ at[split[0] : split[1]], based[1] @ at[split[1] :])
    off_edges, off_origin, off_unseen = expected.edges, expected.origin, expected.unseen
    for target, source in enumerate(group.right):
        if source == ORIGIN:
            off_origin[target] -= 1.0
        elif source == UNSEEN:
            off_unseen[target] -= 1.0
        else:
            off_edges[source, target] -= 1.0
    return np.concatenate(
        [
            np.einsum("st,stc->c", off_edges, table.edges),
            based[0].T @ off_origin,
            based[1].T @ off_unseen,
        ]
    )


# --- the table --------------------------------------------------------------------


def write(kin: Floats, tree: Floats) -> None:
    """Writes the table of weights."""
    first, second = len(EDGE_CLUES), len(EDGE_CLUES) + len(ORIGIN_CLUES) + 1
    lines = ["# table\tclue\tweight (natural log-odds per unit); written by tools/train_stemma.py"]
    lines += _lines("kin", ["bias", *(c.name for c in KIN_CLUES)], kin)
    lines += _lines("edge", [c.name for c in EDGE_CLUES], tree[:first])
    lines += _lines("origin", ["bias", *(c.name for c in ORIGIN_CLUES)], tree[first:second])
    lines += _lines("unseen", ["bias", *(c.name for c in UNSEEN_CLUES)], tree[second:])
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(table: str, names: Sequence[str], weights: Floats) -> list[str]:
    return [f"{table}\t{n}\t{round(w, 2) + 0.0:.2f}" for n, w in zip(names, weights, strict=True)]


def main() -> None:
    """Trains all tables."""
    traced = list(traced_families())
    rows = [row for t in traced for row in kin_rows(t)]
    rows += [row for t in traced for row in told_alike_rows(t)] * TOLD_ALIKE_TIMES
    bounds = np.array([[c.least for c in KIN_CLUES], [c.most for c in KIN_CLUES]])
    values = np.array([v for v, _ in rows])
    kin = logistic(values, np.array([float(t) for _, t in rows]), bounds, 1e-4)
    tree = fit_trees([g for t in traced for g in groups(t)], 1e-3)
    write(kin, tree)
    print(f"{len(rows)} pairs, wrote {TABLE.name}")


if __name__ == "__main__":
    main()
