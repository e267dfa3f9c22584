"""How well stemmas are traced: simulated families with a known stemma, and real texts.

Every figure stands beside the plain rules a careful reader would try first: the earliest
similar report is the source; the earlier report that matches best is; containment of 0.30
outside quotes is kinship. Base stories of the test are not those of training.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from newstemma.families import (
    BRIEFS,
    HANDED,
    PLAIN,
    SHIFTED,
    Family,
    Setting,
    containment,
    simulate,
    stories_for,
)
from newstemma.model import CopyKind, Report, Stemma, WitnessKind
from newstemma.stemmas import trace

# Seeds of the test; training uses seeds below 100,000.
FIRST_SEED = 500_000
FAMILIES = 200


@dataclass(slots=True)
class Tally:
    """Rights and totals by name, and the sums behind means."""

    right: dict[str, float] = field(default_factory=dict)
    total: dict[str, float] = field(default_factory=dict)

    def add(self, name: str, right: float, total: float = 1.0) -> None:
        self.right[name] = self.right.get(name, 0.0) + right
        self.total[name] = self.total.get(name, 0.0) + total

    def rates(self) -> dict[str, float]:
        return {n: self.right[n] / self.total[n] for n in sorted(self.right) if self.total[n]}


# --- ours -----------------------------------------------------------------------


def main_sources(stemma: Stemma) -> dict[str, tuple[str, float]]:
    """Each witness's main source and the probability given."""
    return {c.target: (c.source, c.probability) for c in stemma.copies if not c.second}


def parent_is_right(family: Family, stemma: Stemma, report: str) -> bool:
    """True where the stemma hangs a report on its true source.

    In a bundle the source is right when it is in the bundle; where the true source is
    unseen any unseen main source is; where the report is an origin it has none.
    """
    truth = family.truth.parents[report]
    witness = stemma.witness_of(report)
    if truth in witness.reports:
        return True
    source = main_sources(stemma).get(witness.id)
    if truth is None:
        return source is None
    if source is None:
        return False
    found = next(w for w in stemma.witnesses if w.id == source[0])
    if truth.startswith("unseen:"):
        return found.kind is WitnessKind.UNSEEN
    return truth in found.reports


def kin_pairs(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    """The pairs that share a group."""
    return {pair for group in groups for pair in combinations(sorted(set(group)), 2)}


def our_pairs(stemma: Stemma) -> set[tuple[str, str]]:
    """The pairs of reports that share an origin of the stemma."""
    held = {w.id: w.reports for w in stemma.witnesses}
    return kin_pairs([[r for w in o.witnesses for r in held[w]] for o in stemma.origins])


def score_family(family: Family, stemma: Stemma, tally: Tally) -> None:
    """Adds one family's rights and wrongs."""
    truth = family.truth
    likely = stemma.independent.likely
    tally.add("count exact", likely == truth.independent)
    tally.add("count error", abs(likely - truth.independent))
    tally.add("count too high", likely > truth.independent)
    inside = stemma.independent.low <= truth.independent <= stemma.independent.high
    tally.add("count within range", inside)
    ours, gold = our_pairs(stemma), kin_pairs(truth.origins)
    tally.add("kin pairs precision", len(ours & gold), len(ours))
    tally.add("kin pairs recall", len(ours & gold), len(gold))
    sources = main_sources(stemma)
    for report in family.reports:
        right = parent_is_right(family, stemma, report.id)
        tally.add("parent", right)
        if truth.kinds.get(report.id) is CopyKind.TRANSLATED:
            tally.add("parent, translated", right)
        source = sources.get(stemma.witness_of(report.id).id)
        if source:
            tally.add("sure edges right", right * (source[1] >= 0.9), source[1] >= 0.9)
            tally.add("sure edges, share of reports", source[1] >= 0.9)
            tally.add(f"chance {min(9, int(10 * source[1]))}", right)
            tally.add(f"said {min(9, int(10 * source[1]))}", source[1])
    _score_unseen(family, stemma, tally)


def _score_unseen(family: Family, stemma: Stemma, tally: Tally) -> None:
    names = {w.name for w in stemma.witnesses if w.kind is WitnessKind.UNSEEN}
    mains = {s for s, _ in main_sources(stemma).values()}
    tops = {w.name for w in stemma.witnesses if w.id in mains and w.id.startswith("unseen:")}
    for parent in {p for p in family.truth.parents.values() if p and p.startswith("unseen:")}:
        tally.add("unseen source named", parent.removeprefix("unseen:") in names)
        tally.add("unseen source named, as a main source", parent.removeprefix("unseen:") in tops)


# --- the plain rules --------------------------------------------------------------


def score_plain(family: Family, tally: Tally) -> None:
    """The three plain rules on one family."""
    held = {
        (a.id, b.id): containment(a.text, b.text)
        for a in family.reports
        for b in family.reports
        if a is not b
    }
    groups = _components([r.id for r in family.reports], held, 0.30)
    tally.add("count exact, containment 0.30", groups == family.truth.independent)
    for report in family.reports:
        earlier = [r for r in family.reports if r is not report and _before(r, report)]
        alike = [r for r in earlier if held[report.id, r.id] >= 0.30]
        first = min(alike, key=lambda r: (_hour(r), r.id), default=None)
        best = max(alike, key=lambda r: (held[report.id, r.id], r.id), default=None)
        truth = family.truth.parents[report.id]
        expected = None if truth is None or truth.startswith("unseen:") else truth
        tally.add("parent, earliest similar", (first.id if first else None) == expected)
        tally.add("parent, best earlier", (best.id if best else None) == expected)


def _hour(report: Report) -> float:
    return report.published.when.timestamp() if report.published else math.inf


def _before(one: Report, other: Report) -> bool:
    return _hour(one) < _hour(other)


def _components(ids: Sequence[str], held: Mapping[tuple[str, str], float], least: float) -> int:
    home = {id: id for id in ids}

    def root(id: str) -> str:
        while home[id] != id:
            id = home[id]
        return id

    for (a, b), share in held.items():
        if share >= least:
            home[root(a)] = root(b)
    return len({root(id) for id in ids})


# --- tables -----------------------------------------------------------------------


def families(setting: Setting, purpose: str, first: int, count: int) -> Iterable[Family]:
    """Families of the base stories kept for a purpose."""
    told = stories_for(purpose)
    return (simulate(seed, setting=setting, stories=told) for seed in range(first, first + count))


def simulated(
    setting: Setting, purpose: str, first: int, count: int, plain: bool
) -> dict[str, float]:
    """The rates over `count` families."""
    tally = Tally()
    for family in families(setting, purpose, first, count):
        score_family(family, trace(family.reports), tally)
        if plain:
            score_plain(family, tally)
    rates = tally.rates()
    precision, recall = rates["kin pairs precision"], rates["kin pairs recall"]
    rates["kin pairs F1"] = 2 * precision * recall / (precision + recall)
    rates["calibration error"] = _calibration(tally, rates)
    return {n: v for n, v in rates.items() if not n.startswith(("chance ", "said "))}


def _calibration(tally: Tally, rates: Mapping[str, float]) -> float:
    """Expected calibration error of the drawn edges, over ten bins."""
    bins = [n for n in rates if n.startswith("chance ")]
    total = sum(tally.total[n] for n in bins)
    gaps = (abs(rates[n] - rates["said " + n[7:]]) * tally.total[n] for n in bins)
    return sum(gaps) / total if total else 0.0


def scores() -> dict[str, float]:
    """Ours and the plain rules' on the test families, plain and shifted setting."""
    table: dict[str, float] = {}
    for name, setting, plain in (
        ("families", PLAIN, True),
        ("shifted families", SHIFTED, False),
        ("short texts", BRIEFS, True),
        ("one document for all", HANDED, True),
    ):
        for rate, value in simulated(setting, "test", FIRST_SEED, FAMILIES, plain).items():
            table[f"stemmas {name}: {rate}"] = value
    return table


if __name__ == "__main__":
    for name, value in scores().items():
        print(f"{name:70s} {value:.3f}")
