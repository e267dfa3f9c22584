"""The families that `train_stemma.py` learns from, and pairs that only look like kin.

Families are simulated from the base stories kept for training, each kind from seeds of its own:
of all sizes for filiation; smaller ones, short texts, and families in which many print one
document for kinship and second sources. Two reporters who see one event tell the same facts
without copying, which the simulation does not make by itself: so reports are also given facts
of another origin, in other words and places. There is no chance in it: every draw is seeded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

from newstemma.families import (
    BRIEFS,
    HANDED,
    PLAIN,
    SHIFTED,
    Family,
    Setting,
    simulate,
    stories_for,
)
from newstemma.families.base import tell
from newstemma.model import Report
from newstemma.stemmas.comparison import Comparison, compare
from newstemma.stemmas.likeness import Likeness
from newstemma.stemmas.sheets import Sheet

# Families for filiation; for kinship and second sources smaller ones, short texts, and families
# in which many print one document. Kinship needs many hands and no large piles.
FAMILIES = 600
KIN = 300
SHORT = 250
GIVEN = 80
SIZES = (3, 5, 8, 11, 11, 16, 24)
MIDDLING = (3, 5, 4, 8, 6, 11, 7)
FEW = (3, 3, 4, 5, 6, 8)
SOME = (4, 6, 8)
# In every second family this share of copies has sentences of a reporter of its own, and this
# share of the reports of other origins credits the first one's agency: an agency sends many
# dispatches about one event.
LOCAL = 0.2
ONE_AGENCY = 0.25
# How often facts told in common stand together, as one thing leads to another.
TOGETHER = 0.5


class Traced(NamedTuple):
    """A family with everything the clues need."""

    family: Family
    sheets: tuple[Sheet, ...]
    alike: Mapping[tuple[int, int], Likeness]


def traced_families() -> Iterator[Traced]:
    """The training families of filiation."""
    for seed in range(FAMILIES):
        yield traced(seed, replace(SHIFTED if seed % 3 == 0 else PLAIN, reports=SIZES[seed % 7]))


def kin_families() -> Iterator[Traced]:
    """The training families of kinship and of second sources, from seeds of their own."""
    for seed in range(KIN):
        setting = replace(SHIFTED if seed % 3 == 0 else PLAIN, reports=MIDDLING[seed % 7])
        if seed % 2:
            setting = replace(setting, local_ends=LOCAL, one_agency=ONE_AGENCY)
        yield traced(10_000 + seed, setting)


def traced(seed: int, setting: Setting) -> Traced:
    """One training family, compared."""
    family = simulate(seed, setting=setting, stories=stories_for("train"))
    texts, alike, _ = compare(family.reports)
    return Traced(family, texts, alike)


def short_families() -> Iterator[Traced]:
    """Training families of short texts, from seeds of their own."""
    for seed in range(SHORT):
        yield traced(20_000 + seed, replace(BRIEFS, reports=FEW[seed % len(FEW)]))


def given_families() -> Iterator[Traced]:
    """Training families in which many print one document, from seeds of their own."""
    for seed in range(GIVEN):
        yield traced(40_000 + seed, replace(HANDED, reports=SOME[seed % len(SOME)]))


def root_of(family: Family, report: str) -> str:
    """The top of a report's main line."""
    at = report
    while (above := family.truth.parents[at]) is not None:
        at = above
    return at


# --- facts in common ---------------------------------------------------------------


class ToldAlike(NamedTuple):
    """Two groups of reports of one event, of which the `fellow` in the second (`apart`) tells
    facts of the first."""

    pile: Comparison
    fellow: int
    apart: frozenset[int]


def told_alike(traced: Traced) -> ToldAlike | None:
    """To a report of another origin come facts of this one, in other words and places."""
    family, texts, _ = traced
    random = Random(f"facts in common {family.seed}")
    first = random.choice(texts)
    others = [t for t in texts if root_of(family, t.id) != root_of(family, first.id)]
    apart = [t for t in others if not any({first.id, t.id} <= g for g in family.truth.origins)]
    if not apart:
        return None
    facts = facts_of(family, first.id)
    fellow = with_facts(random, random.choice(apart).reports[0], facts)
    kin = [t.reports[0] for t in texts if root_of(family, t.id) == root_of(family, first.id)]
    copies: list[Report] = []
    if random.random() < 0.5:  # a reporter whose text is copied too
        top = root_of(family, fellow.id.rstrip("+"))
        copies = [t.reports[0] for t in apart if root_of(family, t.id) == top]
        copies = [copy for copy in copies if copy.id + "+" != fellow.id]
    pile = compare([*kin, *copies, fellow])
    place = {report.id: at for at, sheet in enumerate(pile.sheets) for report in sheet.reports}
    ends = frozenset(place[report.id] for report in (*copies, fellow))
    return ToldAlike(pile, place[fellow.id], ends)


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
    if random.random() < TOGETHER:  # one thing leads to another
        start = random.randint(0, len(facts) - len(chosen))
        chosen = list(range(start, start + len(chosen)))
        places = places[:1] * len(chosen)
    if random.random() < 0.6:  # two leads tell the event alike
        chosen, places = sorted({0, *chosen}), [0, *places][: len({0, *chosen})]
    for place, fact in sorted(zip(places, chosen, strict=True), reverse=True):
        lines.insert(place, facts[fact])
    return replace(report, id=report.id + "+", text="\n".join(lines), marks=())
