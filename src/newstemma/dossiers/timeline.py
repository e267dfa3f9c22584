"""Events by their own dates, each at the place that dates it, and reports by theirs.

What an event's date is a report says; when a report came out its page says. Both stand in one
list, told apart by kind: an editor sees what happened, and who had it when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from newstemma.model import (
    Collation,
    EntryKind,
    Mark,
    MarkKind,
    Moment,
    Precision,
    Reading,
    Report,
    Span,
    TimelineEntry,
    Verdict,
    Voice,
)
from newstemma.text import sentences

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2})(?::?(\d{2}))?)?)?)?")
_PRECISIONS = (
    Precision.YEAR,
    Precision.MONTH,
    Precision.DAY,
    Precision.HOUR,
    Precision.MINUTE,
)


def timeline(reports: Sequence[Report], collation: Collation) -> tuple[TimelineEntry, ...]:
    """One entry per statement and date it names, and per dated report, in order of time.

    The text is the reading that names the date first in the collation's order. Of an
    interval the beginning counts. Dates that could not be resolved are left out. At one time
    what happened comes before who reported it, and events are in the order of the statements.
    """
    by_id = {report.id: report for report in reports}
    found: dict[tuple[str, str], TimelineEntry] = {}
    for statement in collation.statements:
        for reading in statement.readings:
            for mark in _dates(by_id[reading.report], reading):
                moment = moment_of(str(mark.value), mark.span.of(by_id[reading.report].text))
                if moment:
                    found.setdefault(
                        (statement.id, moment.iso), _entry(moment, reading, statement.id)
                    )
    entries = [*found.values(), *_published(reports)]
    return tuple(sorted(entries, key=lambda entry: entry.when.when))


def _published(reports: Sequence[Report]) -> Iterator[TimelineEntry]:
    for report in reports:
        if report.published is not None:
            first = next(iter(sentences(report.text)), Span(0, 0))
            text = first.of(report.text)
            yield TimelineEntry(report.published, text, report.id, first, EntryKind.REPORT)


def _dates(report: Report, reading: Reading) -> Iterator[Mark]:
    for mark in report.marks_of(MarkKind.DATE):
        if isinstance(mark.value, str) and reading.span.covers(mark.span):
            yield mark


def _entry(moment: Moment, reading: Reading, statement: str) -> TimelineEntry:
    return TimelineEntry(
        moment, reading.text, reading.report, reading.span, EntryKind.EVENT, statement
    )


def first_of(makers: Sequence[Report], ancestors: Mapping[str, frozenset[str]]) -> str | None:
    """The report among `makers` that had a statement first; none where it cannot be said.

    A report that took its text from another of them never had it first, whatever the clocks
    of the pages say. Of the others the earliest published; with an undated one among
    several, nobody knows.
    """
    ids = {report.id for report in makers}
    own = [report for report in makers if ids.isdisjoint(ancestors.get(report.id, frozenset()))]
    if len(own) == 1:
        return own[0].id
    times = [(report.published.when, report.id) for report in own if report.published]
    if len(times) < len(own) or not times:
        return None
    earliest = sorted(times)[:2]
    tied = len(earliest) > 1 and earliest[0][0] == earliest[1][0]
    return None if tied else earliest[0][1]


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
