"""How many independent sources stand behind each statement: low, likely, high.

In go the statements and the stemma; out come counts of origins. Copies never add. A
report that draws on two origins adds the one it does not share with another reading.
`low` is what is left if doubtful pairs of origins are one, `high` what there would be
if doubtful members of an origin were their own; so a doubt widens the range and never
moves the likely count. A report that says a thing only by what another origin of the story
said adds nothing to it (`voices`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newstemma.dossiers.ancestry import ancestors, copies
from newstemma.dossiers.timeline import first_of
from newstemma.dossiers.voices import Voices
from newstemma.model import (
    Backing,
    Collation,
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


class Weights:
    """What the stemma says about origins, laid out for counting."""

    def __init__(self, reports: Sequence[Report], stemma: Stemma) -> None:
        self.stemma = stemma
        self.reports = {report.id: report for report in reports}
        self.origins = {report.id: stemma.origins_of(report.id) for report in reports}
        self.one_text = {id: w.id for w in stemma.witnesses for id in w.reports}
        self._kinship = self._of_texts(stemma)

    def _of_texts(self, stemma: Stemma) -> dict[frozenset[str], float]:
        """The surest kinship of each two texts: a copy must not bring in a doubt of its own."""
        found: dict[frozenset[str], float] = {}
        for kin in stemma.kinships:
            pair = frozenset((self.one_text[kin.first], self.one_text[kin.second]))
            found[pair] = max(found.get(pair, 0.0), kin.probability)
        return found

    def kinship(self, left: str, right: str, unknown: float) -> float:
        """How surely two reports share a source of text; `unknown` where nothing was noted."""
        pair = frozenset((self.one_text[left], self.one_text[right]))
        return self._kinship.get(pair, unknown)

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
        return any(self.kinship(a, b, 0.0) >= DOUBTFUL_KIN for a in ours for b in theirs)

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
        return self.kinship(left, right, 1.0) >= DOUBTFUL_MEMBER

    def count(self, readers: Sequence[str]) -> tuple[Range, tuple[str, ...]]:
        """The origins behind the reports `readers`, how many and which, without reasons."""
        origins = self.likely(readers)
        likely = len(origins)
        low = max(1, min(self.low(readers, origins), likely, self.stemma.independent.likely))
        high = max(likely, min(self.high(readers), self.stemma.independent.high))
        names = tuple(self.stemma.origins[i].name for i in sorted(origins))
        return Range(low, likely, high), names


def weigh(reports: Sequence[Report], stemma: Stemma, collation: Collation) -> tuple[Support, ...]:
    """A support per statement, in their order; 1 <= low <= likely <= high.

    Never above the story's own counts. Unchanged by an added verbatim copy.
    """
    scales = _Scales(reports, stemma)
    return tuple(scales.support(statement) for statement in collation.statements)


class _Scales:
    """Weighs the statements of one story."""

    def __init__(self, reports: Sequence[Report], stemma: Stemma) -> None:
        self._weights = Weights(reports, stemma)
        self._voices = Voices(reports, stemma)
        self._copies = copies(stemma)
        self._ancestors = ancestors(stemma)

    def support(self, statement: Statement) -> Support:
        """The support of one statement, with its reasons in words."""
        own = [r for r in statement.readings if self._in_own_right(r, statement)]
        own = own or list(statement.readings)  # two that credit each other both stand
        count, names = self._weights.count([r.report for r in own])
        speakers = self._speakers(statement.readings)
        voices = tuple(sorted({self._voices.name(speaker) for speaker in speakers}))
        reasons = (
            *self._how_many(statement, count),
            *self._heard(statement, count, voices),
            *_doubts(count, len(statement.readings) - len(own)),
        )
        whole = Range(count.low, count.likely, count.high, reasons)
        makers = [self._weights.reports[reading.report] for reading in statement.readings]
        first = first_of(makers, self._ancestors)
        return Support(statement.id, whole, names, voices, self._backing(statement, count), first)

    def _in_own_right(self, reading: Reading, statement: Statement) -> bool:
        """False where the report gives it to an origin that makes the statement itself."""
        credited = self._voices.credited(reading)
        return credited is None or not any(
            credited in self._weights.origins[other.report] for other in statement.readings
        )

    def _how_many(self, statement: Statement, count: Range) -> Iterable[str]:
        texts = len({self._weights.one_text[reading.report] for reading in statement.readings})
        yield ", ".join(
            (
                counted(len(statement.readings), "report"),
                counted(texts, "text"),
                counted(count.likely, "origin") + " of text",
            )
        )

    def _speakers(self, readings: Sequence[Reading]) -> set[str]:
        """The speakers the readings give it to; none where any gives it to nobody."""
        found = {self._voices.speaker(reading) for reading in readings}
        return found if "" not in found else set()

    def _heard(self, statement: Statement, count: Range, voices: tuple[str, ...]) -> Iterable[str]:
        if len(voices) != 1:
            return
        heard = any(self._voices.quoted(reading) for reading in statement.readings)
        by = counted(count.likely, "origin")
        yield (
            f"one voice ({voices[0]}) heard by {by}"
            if heard
            else (f"a claim of {voices[0]} reported by {by}")
        )

    def _backing(self, statement: Statement, count: Range) -> Backing:
        if all(reading.report in self._copies for reading in statement.readings):
            return Backing.COPIES
        if count.likely < 2:
            return Backing.ONE
        every = count.likely >= self._weights.stemma.independent.likely
        return Backing.EVERY if every else Backing.SEVERAL


def _doubts(count: Range, by_another: int) -> Iterable[str]:
    if by_another:
        yield f"{counted(by_another, 'report')} only by what another origin said"
    if count.low < count.likely:
        yield "some of these origins may be one"
    if count.high > count.likely:
        yield "some of these copies may be origins of their own"


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 origin, 2 origins."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
