"""The story's events by their own dates, each at the place that dates it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from newstemma.model import (
    Collation,
    Mark,
    MarkKind,
    Moment,
    Precision,
    Reading,
    Report,
    TimelineEntry,
    Verdict,
    Voice,
)

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2})(?::?(\d{2}))?)?)?)?")
_PRECISIONS = (
    Precision.YEAR,
    Precision.MONTH,
    Precision.DAY,
    Precision.HOUR,
    Precision.MINUTE,
)


def timeline(reports: Sequence[Report], collation: Collation) -> tuple[TimelineEntry, ...]:
    """One entry per statement and date it names, in order of time, then of statements.

    The text is the reading that names the date first in the collation's order. Of an
    interval the beginning counts. Dates that could not be resolved are left out.
    """
    by_id = {report.id: report for report in reports}
    found: dict[tuple[str, str], TimelineEntry] = {}
    for statement in collation.statements:
        for reading in statement.readings:
            for mark in _dates(by_id[reading.report], reading):
                moment = moment_of(str(mark.value), mark.span.of(by_id[reading.report].text))
                if moment:
                    found.setdefault((statement.id, moment.iso), _entry(moment, reading))
    return tuple(sorted(found.values(), key=lambda entry: entry.when.when))


def _dates(report: Report, reading: Reading) -> Iterator[Mark]:
    for mark in report.marks_of(MarkKind.DATE):
        if isinstance(mark.value, str) and reading.span.covers(mark.span):
            yield mark


def _entry(moment: Moment, reading: Reading) -> TimelineEntry:
    return TimelineEntry(moment, reading.text, reading.report, reading.span)


def moment_of(value: str, text: str = "") -> Moment | None:
    """The moment an ISO 8601 value or the beginning of an interval names; none for others."""
    match = _ISO.fullmatch(value.split("/")[0])
    if match is None:
        return None
    given = [int(part) for part in match.groups() if part is not None]
    year, month, day, hour, minute = [*given, *(1, 1, 1, 0, 0)[len(given) :]]
    try:
        when = datetime(year, month, day, hour, minute, tzinfo=UTC)
    except ValueError:
        return None
    return Moment(when, _PRECISIONS[len(given) - 1], Voice.INFERRED, Verdict.EVENT, text)
