"""Which reports are laid beside which.

A copy is compared with what it copied, where that was handed to us. Where two copies go
back to a source nobody handed us, the one fewer and lighter steps away from it stands in
for it, and the other is compared with that one. Across origins only what both claim is
compared, never their wording: independent reporters owe each other no words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from newstemma.model import Copy, CopyKind, Stemma, Witness

INNOVATION = {
    CopyKind.VERBATIM: 0.03,
    CopyKind.EDITED: 0.15,
    CopyKind.CONDENSED: 0.25,
    CopyKind.REWRITTEN: 0.5,
    CopyKind.TRANSLATED: 0.7,
}
"""How readily a copy of each kind changes a given reading: the share of aligned
sentences with any new wording in simulated families, by kind, rounded. Only their order
matters to who is taken for the innovator."""
UNSEEN_STEP = 0.1
"""What each unseen hand on the way adds: it cannot be looked at."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Source and target report ids; `copied` when the stemma has target copy source;
    `kin` when they share an origin; `foreign` when they are written in two languages."""

    source: str
    target: str
    copied: float | None
    kin: bool
    foreign: bool = False


class Descent:
    """The stemma as paths: from a report up its main sources. `holder` gives a report's
    witness."""

    def __init__(self, stemma: Stemma) -> None:
        self.witnesses = {witness.id: witness for witness in stemma.witnesses}
        self.main: dict[str, Copy] = {c.target: c for c in stemma.copies if not c.second}
        self.stemma = stemma
        self.holder = {report: w.id for w in stemma.witnesses for report in w.reports}
        self._relatives: dict[str, set[str]] = {}
        self._up = {witness: self._climb(witness) for witness in self.witnesses}
        self._below: dict[str, set[str]] = {witness: set() for witness in self.witnesses}
        for witness, path in self._up.items():
            for above in path:
                self._below[above].add(witness)

    def _climb(self, witness: str) -> list[str]:
        path = [witness]
        while path[-1] in self.main:
            path.append(self.main[path[-1]].source)
        return path

    def relatives(self, witness: str) -> set[str]:
        """The witnesses that share an origin with one, itself among them."""
        if witness not in self._relatives:
            held = (set(o.witnesses) for o in self.stemma.origins if witness in o.witnesses)
            self._relatives[witness] = {witness}.union(*held)
        return self._relatives[witness]

    def up(self, witness: str) -> list[str]:
        """The witness and its main sources, nearest first."""
        return self._up[witness]

    def changes_on(self, witness: str, stop: str | None) -> float:
        """How much was likely changed on the way down to a witness, from `stop` or the top."""
        total = 0.0
        for step in self.up(witness):
            if step == stop or step not in self.main:
                break
            edge = self.main[step]
            total += INNOVATION[edge.kind]
            if not self.witnesses[edge.source].reports:
                total += UNSEEN_STEP
        return total

    def meeting(self, left: str, right: str) -> str | None:
        """The nearest witness both go back to, none when they meet nowhere."""
        ours = self.up(left)
        return next((step for step in self.up(right) if step in ours), None)

    def below(self, witness: str) -> set[str]:
        """The witness and all that go back to it."""
        return self._below[witness]


def order(stemma: Stemma) -> list[str]:
    """All report ids, sources before copies; among equals by siglum, so by no input order."""
    descent = Descent(stemma)
    seen = [witness for witness in stemma.witnesses if witness.reports]
    ranked = sorted(seen, key=lambda w: (_rank(descent, w), len(w.siglum), w.siglum))
    return [report for witness in ranked for report in witness.reports]


def _rank(descent: Descent, witness: Witness) -> float:
    return round(descent.changes_on(witness.id, None), 6)


def comparisons(stemma: Stemma, languages: Mapping[str, str | None]) -> tuple[Comparison, ...]:
    """The pairs of reports to compare within origins, each pair once, in a fixed order.

    `languages` by report id. Where a text came through another language it is compared
    with the nearest text above that is written in its own.
    """
    descent = Descent(stemma)
    found: dict[frozenset[str], Comparison] = {}
    own = [*_bundled(stemma), *_copied(descent), *_sisters(descent)]
    marked = [_with_languages(one, languages) for one in own]
    back = [_own_language(descent, one, languages) for one in marked if one.foreign]
    for comparison in [*marked, *(one for one in back if one)]:
        pair = frozenset((comparison.source, comparison.target))
        found.setdefault(pair, comparison)
    return tuple(found.values())


def _with_languages(one: Comparison, languages: Mapping[str, str | None]) -> Comparison:
    here, there = languages.get(one.source), languages.get(one.target)
    return replace(one, foreign=bool(here and there and here != there))


def _own_language(
    descent: Descent, one: Comparison, languages: Mapping[str, str | None]
) -> Comparison | None:
    """The target against the nearest report further up that is written in its language."""
    for witness in descent.up(descent.holder[one.target])[1:]:
        for report in descent.witnesses[witness].reports:
            if languages.get(report) == languages.get(one.target):
                return Comparison(report, one.target, one.copied, kin=True)
    return None


def _bundled(stemma: Stemma) -> Iterator[Comparison]:
    for witness in stemma.witnesses:
        for report in witness.reports[1:]:
            yield Comparison(witness.reports[0], report, None, kin=True)


def _copied(descent: Descent) -> Iterator[Comparison]:
    for copy in descent.stemma.copies:
        source, target = descent.witnesses[copy.source], descent.witnesses[copy.target]
        if source.reports and target.reports:
            yield Comparison(source.reports[0], target.reports[0], copy.probability, kin=True)


def _sisters(descent: Descent) -> Iterator[Comparison]:
    """Per origin, the reports with no main source among the seen, against the nearest to it."""
    for origin in descent.stemma.origins:
        heads = [descent.witnesses[id] for id in origin.witnesses if _is_head(descent, id)]
        heads.sort(key=lambda w: (_rank(descent, w), len(w.siglum), w.siglum))
        for other in heads[1:]:
            yield Comparison(heads[0].reports[0], other.reports[0], None, kin=True)


def _is_head(descent: Descent, witness: str) -> bool:
    if not descent.witnesses[witness].reports:
        return False
    edge = descent.main.get(witness)
    return edge is None or not descent.witnesses[edge.source].reports


def kin_of(stemma: Stemma) -> dict[str, set[str]]:
    """For each report id the others that share an origin with it."""
    reports = {witness.id: witness.reports for witness in stemma.witnesses}
    found: dict[str, set[str]] = {id: set() for held in reports.values() for id in held}
    for origin in stemma.origins:
        members = {report for id in origin.witnesses for report in reports[id]}
        for report in members:
            found[report] |= members - {report}
    return found
