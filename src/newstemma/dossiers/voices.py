"""In whose voice a report says a thing: its own, a speaker's, or another's it names.

A report that gives words to a speaker, or to a body ("according to the port office"), has
heard a voice; ten that heard the same voice are ten reports of one voice. And a report that
says a thing only by what an agency or an outlet said ("Tidewire reported") does not say it in
its own right: if that agency is an origin of the story, it is counted there, once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from newstemma.model import Mark, MarkKind, Reading, Report, Role, Span, Stemma

NEAR = 12
"""Quotations and attributions before the end of a reading that may yet reach into it."""


class Voices:
    """The speakers and credited sources of a story's reports, looked up by reading."""

    def __init__(self, reports: Sequence[Report], stemma: Stemma) -> None:
        self._said: dict[str, list[Mark]] = {
            report.id: [
                mark
                for mark in report.marks
                if mark.speaker and mark.kind in (MarkKind.QUOTE, MarkKind.ATTRIBUTION)
            ]
            for report in reports
        }
        self._starts = {id: [m.span.start for m in marks] for id, marks in self._said.items()}
        self._names = _full_names(reports)
        self._credited = _credited(reports, stemma)

    def speaker(self, reading: Reading) -> str:
        """The key of the speaker a reading gives its words to, "" for nobody."""
        said = self._said[reading.report]
        stop = bisect_left(self._starts[reading.report], reading.span.end)
        near = said[max(0, stop - NEAR) : stop]
        return next((str(m.speaker) for m in near if m.span.overlaps(reading.span)), "")

    def quoted(self, reading: Reading) -> bool:
        """True where the reading has words of its speaker inside quotation marks."""
        return any(
            mark.kind is MarkKind.QUOTE and mark.span.overlaps(reading.span)
            for mark in self._said[reading.report]
        )

    def name(self, speaker: str) -> str:
        """The fullest name the reports give a speaker; the key itself where none names it."""
        return self._names.get(speaker, speaker)

    def credited(self, reading: Reading) -> int | None:
        """The origin a reading credits in its own sentence for what it says, by index."""
        place = reading.sentence or reading.span
        for span, origin in self._credited.get(reading.report, ()):
            if span.overlaps(place):
                return origin
        return None


def _full_names(reports: Sequence[Report]) -> dict[str, str]:
    found: dict[str, str] = {}
    for report in reports:
        for mark in report.marks_of(MarkKind.NAME):
            words = mark.span.of(report.text)
            if isinstance(mark.value, str) and len(words) > len(found.get(mark.value, "")):
                found[mark.value] = words
    return found


def _credited(reports: Sequence[Report], stemma: Stemma) -> dict[str, list[tuple[Span, int]]]:
    """For each report, the places in its text that credit an origin of the story, not its own."""
    origins = _origin_of_name(reports, stemma)
    found: dict[str, list[tuple[Span, int]]] = {}
    for report in reports:
        own = stemma.origins_of(report.id)
        for credit in report.credits:
            origin = origins.get(credit.source.casefold(), origins.get(credit.name.casefold()))
            text = credit.span is not None and credit.role in (Role.AGENCY, Role.OUTLET)
            if text and credit.span is not None and origin is not None and origin not in own:
                found.setdefault(report.id, []).append((credit.span, origin))
    return found


def _origin_of_name(reports: Sequence[Report], stemma: Stemma) -> dict[str, int]:
    """The origin a name stands for: of an unseen source, or of the one outlet that has it."""
    outlets = {report.id: report.outlet for report in reports}
    found: dict[str, set[int]] = {}
    for place, origin in enumerate(stemma.origins):
        for witness in stemma.witnesses:
            if witness.id in origin.witnesses:
                named = [outlets[id] for id in witness.reports] or [witness.name]
                for name in named:
                    if name:
                        found.setdefault(name.casefold(), set()).add(place)
    return {name: next(iter(places)) for name, places in found.items() if len(places) == 1}
