"""Witnesses, copies, origins: who took the text from whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from newstemma.model.places import require
from newstemma.model.stories import Clue


class WitnessKind(StrEnum):
    """A report, several reports of the same text, or a source nobody handed us."""

    REPORT = "report"
    BUNDLE = "bundle"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Witness:
    """A node of the stemma. `reports` is empty for an unseen witness, one id for a
    report, two or more for a bundle; `siglum` is its letter in drawings and tables."""

    id: str
    siglum: str
    kind: WitnessKind
    name: str
    reports: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        count = len(self.reports)
        fits = {
            WitnessKind.UNSEEN: count == 0,
            WitnessKind.REPORT: count == 1,
            WitnessKind.BUNDLE: count > 1,
        }[self.kind]
        require(fits, f"a {self.kind} with {count} reports")


class CopyKind(StrEnum):
    """What was done to the text on its way."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    CONDENSED = "condensed"
    REWRITTEN = "rewritten"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True)
class Copy:
    """Target took its text from source (both witness ids).

    `share` is the share of the target's words outside quotes that the source accounts
    for, none where the source is unseen; `second` is true for a source beside the main one.
    """

    source: str
    target: str
    kind: CopyKind
    share: float | None
    probability: float
    second: bool = False
    clues: tuple[Clue, ...] = ()

    def __post_init__(self) -> None:
        require(0.0 <= self.probability <= 1.0, "a probability lies in 0..1")
        require(self.source != self.target, "no witness copies itself")


@dataclass(frozen=True, slots=True)
class Origin:
    """Witnesses that share a source of text; a witness of two sources is in two origins."""

    name: str
    witnesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kinship:
    """Whether two reports share a source of text, decided before any tree is drawn.

    `probability` that they do. Pairs not listed were found to share nothing.
    """

    first: str
    second: str
    probability: float
    clues: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """A count with its uncertainty: low <= likely <= high, reasons in words."""

    low: int
    likely: int
    high: int
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(0 <= self.low <= self.likely <= self.high, "low <= likely <= high")


@dataclass(frozen=True, slots=True)
class Stemma:
    """Who took the text from whom. Never a cycle; at most one main source per witness.

    `independent` counts origins of text, low - likely - high. `main` edges form a
    forest over witnesses; `kinships` is the evidence behind the origins.
    """

    story: str
    witnesses: tuple[Witness, ...]
    copies: tuple[Copy, ...]
    origins: tuple[Origin, ...]
    independent: Range
    kinships: tuple[Kinship, ...] = ()

    def witness_of(self, report: str) -> Witness:
        """The witness that holds a report; KeyError when none does."""
        for witness in self.witnesses:
            if report in witness.reports:
                return witness
        raise KeyError(report)

    def origins_of(self, report: str) -> tuple[int, ...]:
        """Indexes into `origins` of the origins a report draws on."""
        witness = self.witness_of(report).id
        return tuple(i for i, o in enumerate(self.origins) if witness in o.witnesses)
