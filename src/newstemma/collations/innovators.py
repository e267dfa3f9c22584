"""Who brought a reading in: read off the stemma and the other witnesses.

In go a change between two reports and what every other witness of the origin reads
there; out comes the report that innovated, with a probability, or nobody. A reading
that a third witness shares, outside what descends from its bearer, is older than the
other. Where there is no third witness, a copy innovated against what it copied, and of
two sisters the one that came the longer and rougher way, if that way is much rougher.
"""

from __future__ import annotations

from newstemma.collations.pairs import Comparison, Descent
from newstemma.model import Innovator

DECIDED = 0.92
"""Probability where a third witness decides, none against it."""
ALSO_NEW = 0.7
"""A copy whose reading others share, against what it copied: either it innovated as they did
("is not known to" is dropped by many), or it copied one of them."""
APART = 2.0
"""By how much the odds move for a report of another origin that reads the same: it saw the
event, not the text."""
SURE_ENOUGH = 0.65
"""Below this nobody is named: "cannot say" is the answer."""


class Deciding:
    """What decides between the two sides of a comparison, the same for all their changes.

    `barred` are the witnesses that go back to either side and say nothing about which is
    older; `relatives` those that share an origin with the target.
    """

    def __init__(self, comparison: Comparison, descent: Descent) -> None:
        source = descent.holder[comparison.source]
        target = descent.holder[comparison.target]
        below = {source} if comparison.copied is not None else descent.below(source)
        self.comparison = comparison
        self.descent = descent
        self.barred = below | descent.below(target)
        self.relatives = descent.relatives(target)
        self._known: dict[tuple[bool, bool, bool, bool], Innovator | None] = {}

    def innovator(self, with_source: set[str], with_target: set[str]) -> Innovator | None:
        """The innovator of a change, given the witnesses (ids) that read with each side."""
        if not self.comparison.kin:
            return None
        older, newer = with_source - self.barred, with_target - self.barred
        asked = (
            not older.isdisjoint(self.relatives),
            not newer.isdisjoint(self.relatives),
            bool(older),
            bool(newer),
        )
        if asked not in self._known:
            self._known[asked] = self._decided(*asked)
        return self._known[asked]

    def _decided(
        self, older_kin: bool, newer_kin: bool, older: bool, newer: bool
    ) -> Innovator | None:
        comparison = self.comparison
        by_target = _probability(comparison, self.descent, older_kin, newer_kin)
        if not older_kin and not newer_kin:
            by_target = _leaning(by_target, older, newer)
        if by_target >= SURE_ENOUGH:
            return Innovator(comparison.target, round(by_target, 3))
        if 1.0 - by_target >= SURE_ENOUGH:
            return Innovator(comparison.source, round(1.0 - by_target, 3))
        return None


def _leaning(by_target: float, older: bool, newer: bool) -> float:
    """Another origin that reads so makes the reading likelier to be the older, no more."""
    if older == newer:
        return by_target
    odds = by_target / max(1.0 - by_target, 1e-6) * (APART if older else 1.0 / APART)
    return odds / (1.0 + odds)


def _probability(comparison: Comparison, descent: Descent, older: bool, newer: bool) -> float:
    """That the target innovated."""
    if comparison.copied is not None:
        likely = 0.5 + comparison.copied / 2
        return likely * ALSO_NEW if newer and not older else likely
    if older and not newer:
        return DECIDED
    if newer and not older:
        return 1.0 - DECIDED
    source = descent.holder[comparison.source]
    target = descent.holder[comparison.target]
    meeting = descent.meeting(source, target)
    ours, theirs = descent.changes_on(source, meeting), descent.changes_on(target, meeting)
    if ours + theirs == 0.0:
        return 0.5
    return theirs / (ours + theirs)
