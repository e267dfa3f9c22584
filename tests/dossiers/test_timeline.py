"""Events by their own dates and reports by theirs, in one list, told apart."""

from datetime import UTC, datetime

import pytest

from newstemma.dossiers import timeline
from newstemma.dossiers.timeline import moment_of
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
    Statement,
    Voice,
)

TEXT = "The pier burned on Monday. It reopened on Friday."
FIRST = Span(0, len("The pier burned on Monday."))


def made(id: str, day: int | None) -> Report:
    when = None
    if day is not None:
        when = Moment(datetime(2031, 1, day, 10, tzinfo=UTC), Precision.MINUTE, Voice.METADATA)
    marks = (
        Mark(MarkKind.DATE, Span(19, 25), "2031-01-06"),
        Mark(MarkKind.DATE, Span(42, 48), "2031-01-10"),
    )
    return Report(id, TEXT, published=when, marks=marks)


def entries(*reports: Report) -> list[tuple[str, str, str]]:
    second = Span(FIRST.end + 1, len(TEXT))
    statements = tuple(
        Statement(id, span.of(TEXT), tuple(Reading(r.id, span, span.of(TEXT)) for r in reports))
        for id, span in (("s1", FIRST), ("s2", second))
    )
    found = timeline(reports, Collation("s", statements, ()))
    for entry in found:
        assert entry.span.of(TEXT) == entry.text
    return [(entry.when.iso, entry.kind.value, entry.statement or entry.report) for entry in found]


def test_events_and_reports_stand_in_order_of_time():
    assert entries(made("a", 7), made("b", 11)) == [
        ("2031-01-06", "event", "s1"),
        ("2031-01-07T10:00Z", "report", "a"),
        ("2031-01-10", "event", "s2"),
        ("2031-01-11T10:00Z", "report", "b"),
    ]


def test_an_undated_report_has_no_entry_of_its_own():
    assert [kind for _, kind, _ in entries(made("a", None))] == ["event", "event"]


def test_a_report_without_words_has_a_place_still():
    when = Moment(datetime(2031, 1, 1, tzinfo=UTC), Precision.DAY, Voice.METADATA)
    (entry,) = timeline([Report("a", "", published=when)], Collation("s", (), ()))
    assert (entry.kind, entry.span, entry.text) == (EntryKind.REPORT, Span(0, 0), "")


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2031", "2031"),
        ("2031-02", "2031-02"),
        ("2031-02-03/2031-02-09", "2031-02-03"),
        ("2031-02-03T10:30", "2031-02-03T10:30Z"),
        ("2031-02-30", None),
        ("P3D", None),
    ],
)
def test_a_value_names_its_beginning(value, iso):
    moment = moment_of(value)
    assert (moment.iso if moment else None) == iso
