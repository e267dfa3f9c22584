"""How well witnesses are collated: simulated families whose every change is known.

Statements: two sentences that say the same base sentence belong in one column. Changes: each
edit that a desk made on the way, of an aspect a correction would be printed for, must be
found with its aspect, and laid at the right door where anybody is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from newstemma.collations import collate
from newstemma.dossiers import weigh
from newstemma.families import Family, Innovation, Setting, simulate, stories_for
from newstemma.model import Change, Collation, Report, Span, Words
from newstemma.reports.marks import mark
from newstemma.stemmas import trace
from newstemma.text import tokens

FIRST_SEED = 800_000
FAMILIES = 40
SUBSTANCE = (
    "hedge dropped",
    "hedge added",
    "cue loaded",
    "digits turned",
    "figure rounded",
    "negation lost",
    "day slipped",
    "quote altered",
)


@dataclass(slots=True)
class Tally:
    """Rights of totals by name."""

    right: dict[str, int] = field(default_factory=dict)
    total: dict[str, int] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)

    def add(self, name: str, right: bool, note: str = "") -> None:
        self.right[name] = self.right.get(name, 0) + right
        self.total[name] = self.total.get(name, 0) + 1
        if not right and note:
            self.missed.append(f"{name}: {note}")


def marked(report: Report) -> Report:
    return replace(report, marks=mark(report.text, report.language, report.published))


def overlaps(words: Words | None, report: str, place: Span | None) -> bool:
    return bool(words and place and words.report == report and words.span.overlaps(place))


def told(change: Change, family: Family, innovation: Innovation) -> bool:
    """The change stands at the place where the edit was made, on either side of it."""
    source = family.truth.parents[innovation.innovator] or ""
    return any(
        overlaps(words, innovation.innovator, innovation.place)
        or overlaps(words, source, innovation.source_place)
        for words in (change.before, change.after)
    )


def bases_of(family: Family, report: str, span: Span) -> set[str]:
    return {
        base
        for said in family.truth.statements[report]
        if min(said.span.end, span.end) - max(said.span.start, span.start) >= 0.5 * len(span)
        for base in said.bases
    }


def pairs_joined(family: Family, collation: Collation) -> Iterator[tuple[str, str, str]]:
    """(report, report, base) for every column that holds a base sentence of both."""
    for statement in collation.statements:
        held = [(r.report, bases_of(family, r.report, r.span)) for r in statement.readings]
        for i, (left, ours) in enumerate(held):
            for right, theirs in held[i + 1 :]:
                for base in ours & theirs:
                    yield min(left, right), max(left, right), base


def judge(tally: Tally, family: Family) -> None:
    """Adds one family to the tally."""
    stemma = trace(family.reports)
    collation = collate(family.reports, stemma)
    _judge_statements(tally, family, collation)
    for innovation in family.truth.innovations:
        asked = innovation.rule in SUBSTANCE and _both_seen(family, innovation)
        if asked and _forms(innovation.before) != _forms(innovation.after):
            _judge_change(tally, family, collation, innovation)
    for statement, support in zip(
        collation.statements, weigh(family.reports, stemma, collation), strict=True
    ):
        readers = [reading.report for reading in statement.readings]
        tally.add("support exact", support.count.likely == true_support(family, readers))


def true_support(family: Family, readers: list[str]) -> int:
    """The fewest true origins that account for all the reports that make a statement."""
    drawn = [{i for i, o in enumerate(family.truth.origins) if id in o} for id in readers]
    held = {next(iter(own)) for own in drawn if len(own) == 1}
    for own in drawn:
        if not own & held:
            held.add(min(own))
    return len(held)


def _judge_statements(tally: Tally, family: Family, collation: Collation) -> None:
    found = set(pairs_joined(family, collation))
    says = {
        id: {base for one in said for base in one.bases if "." in base}
        for id, said in family.truth.statements.items()
    }
    ids = sorted(says)
    for i, left in enumerate(ids):
        for right in ids[i + 1 :]:
            for base in says[left] & says[right]:
                tally.add("sentences joined", (left, right, base) in found)
    for statement in collation.statements:
        held = [(r.report, bases_of(family, r.report, r.span)) for r in statement.readings]
        for i, (left, ours) in enumerate(held):
            for right, theirs in held[i + 1 :]:
                if ours and theirs:
                    _judge_join(tally, family, (left, right), bool(ours & theirs))


def _judge_join(tally: Tally, family: Family, pair: tuple[str, str], right: bool) -> None:
    """Two tellings of one event hold sentences of different names that say the same (a quotation
    both heard), so across origins the share can only be compared with itself."""
    kin = any(set(pair) <= set(origin) for origin in family.truth.origins)
    tally.add("joins right" if kin else "joins right across origins", right)


def _forms(words: str) -> list[str]:
    """Words without their points: a comma for a full stop is no altered quotation."""
    return [token.form for token in tokens(words)]


def _both_seen(family: Family, innovation: Innovation) -> bool:
    return bool(innovation.place and innovation.source_place) and not (
        innovation.innovator.startswith("unseen:")
        or (family.truth.parents[innovation.innovator] or "unseen:").startswith("unseen:")
    )


def _judge_change(
    tally: Tally, family: Family, collation: Collation, innovation: Innovation
) -> None:
    at = [c for c in collation.changes if told(c, family, innovation)]
    same = [c for c in at if c.aspect is innovation.aspect]
    note = f"{innovation.rule}: {innovation.before!r} -> {innovation.after!r}: told " + ", ".join(
        f"{c.aspect.value} {c.severity.value}" for c in at
    )
    tally.add("changes found", bool(same), note)
    named = {c.innovator.report for c in same if c.innovator}
    if named:
        tally.add("innovators right", innovation.innovator in named)


def tallied() -> Tally:
    tally = Tally()
    told_for_test = stories_for("test")
    for seed in range(FIRST_SEED, FIRST_SEED + FAMILIES):
        setting = Setting(reports=6 + seed % 6)
        judge(tally, simulate(seed, setting=setting, stories=told_for_test, mark=marked))
    return tally


def scores() -> dict[str, float]:
    """Shares in 0..1, by name."""
    tally = tallied()
    return {name: tally.right[name] / total for name, total in tally.total.items()}


def main() -> None:
    tally = tallied()
    print("\n".join(tally.missed))
    for name, total in tally.total.items():
        print(f"{name}: {tally.right[name] / total:.3f} of {total}")


if __name__ == "__main__":
    main()
