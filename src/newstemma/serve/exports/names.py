"""What every export calls the things it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newstemma.model import Change, Examination, Report, Statement
from newstemma.serve.outline import Outline

SPACE = "urn:x-newstemma:"


class Told(NamedTuple):
    """A story of the file: its number from 1 and its outline."""

    number: int
    outline: Outline

    def report_id(self, report: str) -> str:
        """An id unlike any other in the file that XML takes too: s1r3."""
        place = list(self.outline.reports).index(report) + 1
        return f"s{self.number}r{place}"

    def witness_id(self, witness: str) -> str:
        """The same for a witness: s1w3."""
        return f"s{self.number}w{list(self.outline.witnesses).index(witness) + 1}"

    def statement_id(self, statement: str) -> str:
        """The same for a statement: s1t3."""
        return f"s{self.number}t{self.outline.numbers.get(statement, 0)}"


def stories(examination: Examination) -> Iterator[Told]:
    """Each story of an examination with its number."""
    for number, dossier in enumerate(examination, 1):
        yield Told(number, Outline(dossier))


def address_of(report: Report) -> str:
    """The report's own address where it has one, else a name that is no address."""
    given = report.url or ""
    return given if given.startswith(("https://", "http://")) else f"{SPACE}report:{report.id}"


def language_of(report: Report) -> str | None:
    """The language of a report as BCP 47 has it, where it is known."""
    known = report.language or ""
    return known if known.replace("-", "").isalnum() else None


def happened(change: Change) -> str:
    """What a change did, in fixed words: "major: figure changed, vaguer"."""
    from newstemma.serve.grouping import what_happened

    return f"{change.severity}: {what_happened(change)}"


def first_reports(outline: Outline, statement: Statement) -> list[str]:
    """The reports that make a statement, in order of publication, the undated last."""
    return sorted(
        (reading.report for reading in statement.readings),
        key=lambda id: outline.order(outline.witness_of[id]) if id in outline.witness_of else (),
    )
