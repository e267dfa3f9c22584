"""A dossier arranged for reading: the same order in the terminal, Markdown, HTML and SVG.

No verdict is made here. In goes a dossier; out come its parts under the names an editor
looks them up by: a siglum for every report, the stemma as a tree, changes with the gravest
first, and statements by how many origins make them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from newstemma.model import (
    Backing,
    Change,
    Contradiction,
    Copy,
    Counts,
    Dossier,
    EntryKind,
    Range,
    Reading,
    Report,
    Severity,
    Span,
    Standing,
    Statement,
    Support,
    TimelineEntry,
    Witness,
    WitnessKind,
)
from newstemma.serve.moments import shortest

SEVERITIES = tuple(Severity)
UNDATED = "undated"
LONGEST_NAME = 36  # code points of a title that stands in for an outlet


class Heading(StrEnum):
    """Who makes a statement, as a heading over the statements."""

    EVERY = "Every origin says"
    SEVERAL = "Several origins say"
    ONE = "Only one origin says"
    COPIES = "Only copies say"
    UNWEIGHED = "Not weighed"


_HEADINGS = {
    Backing.EVERY: Heading.EVERY,
    Backing.SEVERAL: Heading.SEVERAL,
    Backing.ONE: Heading.ONE,
    Backing.COPIES: Heading.COPIES,
    None: Heading.UNWEIGHED,
}


@dataclass(frozen=True)
class Branch:
    """A witness in the tree: the copy that brought its text, and its seconds.

    `rails` says for every level above whether more branches follow there; `last` whether
    this one is the last of its level.
    """

    witness: Witness
    copy: Copy | None
    seconds: tuple[Copy, ...]
    rails: tuple[bool, ...]
    last: bool


class Outline:
    """A dossier under the names and in the order it is shown."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.reports = {report.id: report for report in dossier.reports}
        self.witnesses = {witness.id: witness for witness in dossier.stemma.witnesses}
        self.supports = {support.statement: support for support in dossier.supports}
        self.statements = {made.id: made for made in dossier.collation.statements}
        self.numbers = {id: number for number, id in enumerate(self.statements, 1)}

    # --- names ---

    @cached_property
    def witness_of(self) -> dict[str, Witness]:
        """The witness that holds each report."""
        return {id: witness for witness in self.witnesses.values() for id in witness.reports}

    @cached_property
    def sigla(self) -> dict[str, str]:
        """A siglum for each report; the reports of one bundle are numbered: A1, A2."""
        found = {}
        for witness in self.witnesses.values():
            many = len(witness.reports) > 1
            for number, id in enumerate(witness.reports, 1):
                found[id] = f"{witness.siglum}{number if many else ''}"
        return {id: found.get(id, "?") for id in self.reports}

    def name(self, report: str) -> str:
        """What a reader calls a report, by its id."""
        return name_of(self.reports[report]) if report in self.reports else report

    def witness_name(self, witness: Witness) -> str:
        """What a reader calls a witness: its outlets, or the name its copies credit."""
        if witness.kind is WitnessKind.UNSEEN:
            return witness.name
        return ", ".join(self.name(id) for id in witness.reports)

    def entry(self, entry: TimelineEntry) -> str:
        """What the timeline says: the words that date an event, a report by its headline."""
        if entry.kind is not EntryKind.REPORT:
            return entry.text
        return f"reported: {self.reports[entry.report].title or entry.text}"

    def label(self, report: str) -> str:
        """The siglum and the name of a report."""
        return f"{self.sigla.get(report, '?')} {self.name(report)}"

    def number(self, statement: str) -> str:
        """The number a statement goes by: § 12."""
        return f"§ {self.numbers.get(statement, '?')}"

    # --- the stemma ---

    @cached_property
    def main(self) -> dict[str, Copy]:
        """The main copy into each witness that has one."""
        return {copy.target: copy for copy in self.dossier.stemma.copies if not copy.second}

    @cached_property
    def _seconds(self) -> dict[str, list[Copy]]:
        found: dict[str, list[Copy]] = {}
        for copy in self.dossier.stemma.copies:
            if copy.second:
                found.setdefault(copy.target, []).append(copy)
        return found

    def seconds(self, witness: str) -> tuple[Copy, ...]:
        """The copies into a witness beside its main one."""
        return tuple(self._seconds.get(witness, ()))

    @cached_property
    def _below(self) -> dict[str, list[Copy]]:
        found: dict[str, list[Copy]] = {}
        for copy in self.main.values():
            found.setdefault(copy.source, []).append(copy)
        for copies in found.values():
            copies.sort(key=lambda copy: self.order(self.witnesses[copy.target]))
        return found

    def copies_from(self, witness: str) -> list[Copy]:
        """The main copies out of a witness, earliest target first."""
        return self._below.get(witness, [])

    def order(self, witness: Witness) -> tuple[str, str, str]:
        """The key that puts witnesses in order: by time, undated last, then by siglum."""
        times = [self.reports[id].published for id in witness.reports if id in self.reports]
        dated = [shortest(moment) for moment in times if moment is not None]
        return min(dated, default="~"), witness.siglum.rjust(4), witness.id

    def published(self, witness: Witness) -> str:
        """When the first of a witness's reports was published, or "undated"."""
        return min((published_of(self.reports[id]) for id in witness.reports), default=UNDATED)

    @cached_property
    def tops(self) -> tuple[Witness, ...]:
        """The witnesses without a main source, largest origin first."""
        found = [witness for id, witness in self.witnesses.items() if id not in self.main]
        return tuple(sorted(found, key=lambda top: (-self.size(top.id), self.order(top))))

    def size(self, witness: str) -> int:
        """How many reports go back to a witness along main copies, itself included."""
        below = sum(self.size(copy.target) for copy in self.copies_from(witness))
        return len(self.witnesses[witness].reports) + below

    def tree(self) -> Iterator[Branch]:
        """The stemma from the top down, each witness before those that copy it."""
        for top in self.tops:
            yield from self._branches(top, None, (), True)

    def _branches(
        self, witness: Witness, copy: Copy | None, rails: tuple[bool, ...], last: bool
    ) -> Iterator[Branch]:
        yield Branch(witness, copy, self.seconds(witness.id), rails, last)
        below = self.copies_from(witness.id)
        deeper = rails if copy is None else (*rails, not last)
        for index, next_copy in enumerate(below):
            target = self.witnesses[next_copy.target]
            yield from self._branches(target, next_copy, deeper, index == len(below) - 1)

    # --- changes and statements ---

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every change, the gravest first, then in the order of the collation."""
        return tuple(sorted(self.dossier.collation.changes, key=_gravity))

    @cached_property
    def changes_of(self) -> dict[str, list[Change]]:
        """The changes to each statement that has any, the gravest first."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            found.setdefault(change.statement, []).append(change)
        return found

    @cached_property
    def readings_of(self) -> dict[str, list[tuple[Span, tuple[str, Reading]]]]:
        """Each report's readings with their places and the ids of their statements."""
        found: dict[str, list[tuple[Span, tuple[str, Reading]]]] = {}
        for statement in self.dossier.collation.statements:
            for reading in statement.readings:
                placed = reading.span, (statement.id, reading)
                found.setdefault(reading.report, []).append(placed)
        return found

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """What independent reports do not agree on, contradictions before updates."""
        found = self.dossier.contradictions
        return tuple(sorted(found, key=lambda made: _STANDINGS.index(made.standing)))

    def reading(self, statement: str, report: str) -> str | None:
        """How a report makes a statement, in its words; none where it does not."""
        made = self.statements.get(statement)
        found = (r.text for r in made.readings if r.report == report) if made else iter(())
        return next(found, None)

    @cached_property
    def backed(self) -> dict[Heading, list[Statement]]:
        """The statements by who makes them; no empty heading."""
        found: dict[Heading, list[Statement]] = {heading: [] for heading in Heading}
        for statement in self.dossier.collation.statements:
            found[self.heading(statement)].append(statement)
        return {heading: made for heading, made in found.items() if made}

    def heading(self, statement: Statement) -> Heading:
        """The heading a statement stands under."""
        support = self.supports.get(statement.id)
        return _HEADINGS[support.backing if support else None]

    def support(self, statement: str) -> Support | None:
        """The support of a statement, or none."""
        return self.supports.get(statement)


_STANDINGS = tuple(Standing)


def _gravity(change: Change) -> int:
    return SEVERITIES.index(change.severity)


def name_of(report: Report) -> str:
    """What a reader calls a report: its outlet, else its site, else its title cut short."""
    if report.outlet:
        return report.outlet
    site = report.url.split("/")[2:3] if report.url and "://" in report.url else []
    named = (site[0] if site else "") or report.title or report.origin or report.id
    return named if len(named) <= LONGEST_NAME else named[: LONGEST_NAME - 1].rstrip() + "…"


def many(count: int, noun: str) -> str:
    """A count with its noun: 1 report, 2 reports."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def interval(count: Range, dash: str = "–") -> str:
    """The likely count and its range: 2 (2–3)."""
    return f"{count.likely} ({count.low}{dash}{count.high})"


def counts_of(counts: Counts, dash: str = "–") -> tuple[str, ...]:
    """The counts that are always shown together, as words."""
    return (
        many(counts.reports, "report"),
        many(counts.distinct_texts, "text"),
        many(counts.outlets, "outlet"),
        many(counts.owners, "owner"),
        f"independent sources {interval(counts.independent, dash)}",
    )


def percent(probability: float) -> str:
    """A probability as a whole per cent, never 100 % or 0 % for what is not certain."""
    if 0 < probability < 1:
        return f"{min(99, max(1, round(probability * 100)))} %"
    return f"{probability * 100:.0f} %"


def published_of(report: Report) -> str:
    """When a report was published, as exactly as known, or "undated"."""
    if report.published is None:
        return UNDATED
    return shortest(report.published).replace("T", " ").replace("Z", " UTC")
