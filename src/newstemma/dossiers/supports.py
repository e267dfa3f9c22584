"""How many independent sources stand behind each statement: low, likely, high.

In go the statements and the stemma; out come counts of origins. Copies never add. A
report that draws on two origins adds the one it does not share with another reading.
`low` is what is left if doubtful pairs of origins are one, `high` what there would be
if doubtful members of an origin were their own; so a doubt widens the range and never
moves the likely count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from newstemma.model import (
    Collation,
    Mark,
    MarkKind,
    Range,
    Reading,
    Report,
    Statement,
    Stemma,
    Support,
)

DOUBTFUL_KIN = 0.20
"""From this probability two origins may yet be one (the same as the stemma's own range)."""
DOUBTFUL_MEMBER = 0.80
"""Below this probability a member of an origin may yet stand by itself."""


NEAR = 12
"""Quotations and attributions before the end of a reading that may yet reach into it."""


class Weights:
    """What the stemma says about origins, laid out for counting."""

    def __init__(self, reports: Sequence[Report], stemma: Stemma) -> None:
        self.stemma = stemma
        self.reports = {report.id: report for report in reports}
        self.origins = {report.id: stemma.origins_of(report.id) for report in reports}
        self.kinship = {frozenset((k.first, k.second)): k.probability for k in stemma.kinships}
        self.one_text = {id: stemma.witness_of(id).id for id in self.reports}

        self._said: dict[str, list[Mark]] = {
            report.id: [
                mark
                for mark in report.marks
                if mark.speaker and mark.kind in (MarkKind.QUOTE, MarkKind.ATTRIBUTION)
            ]
            for report in reports
        }
        self._starts = {id: [m.span.start for m in marks] for id, marks in self._said.items()}

    def voice(self, reading: Reading) -> str:
        """The speaker a reading gives its words to, "" for nobody."""
        said = self._said[reading.report]
        stop = bisect_left(self._starts[reading.report], reading.span.end)
        near = said[max(0, stop - NEAR) : stop]
        return next((str(m.speaker) for m in near if m.span.overlaps(reading.span)), "")

    def likely(self, readers: Sequence[str]) -> frozenset[int]:
        """The origins behind the reports `readers`, the fewest that account for all."""
        found = {self.origins[id][0] for id in readers if len(self.origins[id]) == 1}
        for id in readers:
            if not found.intersection(self.origins[id]):
                found.update(self.origins[id][:1])
        return frozenset(found)

    def low(self, readers: Sequence[str], origins: Iterable[int]) -> int:
        """How many origins are left when every doubtful pair of them is one."""
        groups: list[set[int]] = []
        for origin in sorted(origins):
            joined = [g for g in groups if any(self._may_be_one(readers, origin, o) for o in g)]
            groups = [g for g in groups if g not in joined]
            groups.append({origin}.union(*joined))
        return len(groups)

    def _may_be_one(self, readers: Sequence[str], left: int, right: int) -> bool:
        ours = [id for id in readers if left in self.origins[id]]
        theirs = [id for id in readers if right in self.origins[id]]
        return any(
            self.kinship.get(frozenset((a, b)), 0.0) >= DOUBTFUL_KIN for a in ours for b in theirs
        )

    def high(self, readers: Sequence[str]) -> int:
        """How many there would be if every doubtful member stood by itself."""
        sure: list[set[str]] = []
        for id in dict.fromkeys(readers):
            held = [g for g in sure if any(self._surely_kin(id, other) for other in g)]
            sure = [g for g in sure if g not in held]
            sure.append({id}.union(*held))
        return len(sure)

    def _surely_kin(self, left: str, right: str) -> bool:
        if self.one_text[left] == self.one_text[right]:
            return True
        if not set(self.origins[left]) & set(self.origins[right]):
            return False
        return self.kinship.get(frozenset((left, right)), 1.0) >= DOUBTFUL_MEMBER


def weigh(reports: Sequence[Report], stemma: Stemma, collation: Collation) -> tuple[Support, ...]:
    """A support per statement, in their order; 1 <= low <= likely <= high.

    Never above the story's own counts. Unchanged by an added verbatim copy.
    """
    weights = Weights(reports, stemma)
    return tuple(_support(weights, statement) for statement in collation.statements)


def _support(weights: Weights, statement: Statement) -> Support:
    readers = [reading.report for reading in statement.readings]
    origins = weights.likely(readers)
    likely = len(origins)
    low = max(1, min(weights.low(readers, origins), likely, weights.stemma.independent.likely))
    high = max(likely, min(weights.high(readers), weights.stemma.independent.high))
    names = tuple(weights.stemma.origins[i].name for i in sorted(origins))
    reasons = tuple(_reasons(weights, statement, likely, low, high))
    return Support(statement.id, Range(low, likely, high, reasons), names)


def _reasons(
    weights: Weights, statement: Statement, likely: int, low: int, high: int
) -> Iterable[str]:
    texts = len({weights.one_text[reading.report] for reading in statement.readings})
    yield f"{len(statement.readings)} reports, {texts} texts, {likely} origins of text"
    voices = _voices(weights, statement.readings)
    if len(voices) == 1 and likely > 1:
        yield f"one voice ({next(iter(voices))}) heard by {likely} origins"
    elif len(voices) == 1:
        yield f"all give it to {next(iter(voices))}"
    if low < likely:
        yield "some of these origins may be one"
    if high > likely:
        yield "some of these copies may be origins of their own"


def _voices(weights: Weights, readings: Sequence[Reading]) -> set[str]:
    """The speakers the readings give it to; "" stands for a reading that gives it to nobody."""
    found = {weights.voice(reading) for reading in readings}
    return found if "" not in found else set()
