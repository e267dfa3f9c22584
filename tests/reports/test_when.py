"""Dates: printed forms, who says them, which one is the publication, and a story's event day."""

from datetime import UTC, datetime

import pytest

from newstemma.model import MarkKind, Page, Precision, Report, Verdict, Voice
from newstemma.reports import clean, date_reports
from newstemma.reports.clock import find_dates, parse_moment
from newstemma.reports.datebars import date_bar

BODY = "The harbour of Port Sarn was closed after a crane fell on two barges in the eastern basin."
ON_SUNDAY = (
    "The harbour of Port Sarn was closed on Sunday after a crane fell on two barges in the basin."
)

FORMS = [
    ("October 13, 2023 03:33 am IST", "2023-10-12T22:03Z"),
    ("13 Oct 2023", "2023-10-13"),
    ("2023-10-13T03:33:00+05:30", "2023-10-12T22:03Z"),
    ("2023-10-13T03:33:00.123Z", "2023-10-13T03:33Z"),
    ("Fri, 13 Oct 2023 03:33:00 GMT", "2023-10-13T03:33Z"),
    ("20231013T101500Z", "2023-10-13T10:15Z"),
    ("12 octombrie 2023, 14:05", "2023-10-12T14:05Z"),
    ("12.10.2023", "2023-10-12"),
    ("25/06/2024", "2024-06-25"),
    ("8/13/2018", "2018-08-13"),
    ("25 de junho de 2024 às 14h30", "2024-06-25T14:30Z"),
    ("12 mars 2025 à 7 h 10", "2025-03-12T07:10Z"),
    ("1. Mai 2031", "2031-05-01"),
    ("4 мая 2031, 10:00", "2031-05-04T10:00Z"),
    ("2031年5月4日", "2031-05-04"),
    ("May 4, 2031 | 10 p.m. EST", "2031-05-05T03:00Z"),
    ("May 4th, 2031 at 12:05 am", "2031-05-04T00:05Z"),
    ("1699999999", None),
    ("4/5/2031", None),
    ("31 June 2031", None),
    ("by 37%", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "iso"), FORMS)
def test_printed_dates(text, iso):
    found = parse_moment(text)
    told = found.moment(Voice.PAGE, Verdict.UNKNOWN, text).iso if found else None
    assert told == iso


BARS = [
    ("| 25 June 2024, Tuesday |", True),
    ("May 4, 2031", True),
    ("Published: May 4, 2031 at 5:55 AM", False),
    ("Veldt Courier, May 4, 2031", False),
    ("May 4, 2031 03:33 am | Updated 03:50 am IST - Port Sarn, Veldt", False),
    ("4 May 2031, 9.40 pm | By Ana Brel", False),
    ("Posted on May 4, 2031 by Newsroom", False),
]


@pytest.mark.parametrize(("text", "bare"), BARS)
def test_lines_that_only_say_when(text, bare):
    bar = date_bar(text)
    assert bar is not None
    assert bar.bare is bare


@pytest.mark.parametrize(
    "text",
    [
        "Weather forecast for 12 May 2031",
        "On 12 May 2031 the mayor resigned",
        "The court will rule on May 4, 2031.",
        "2031 budget",
        "Room 12",
    ],
)
def test_lines_that_say_more(text):
    assert date_bar(text) is None


def test_the_names_beside_a_date_are_told_apart():
    bar = date_bar("May 4, 2031 03:33 am | Updated 03:50 am IST - Port Sarn, Veldt")
    assert (bar.place, bar.outlet) == ("Port Sarn, Veldt", "")
    assert [verdict for _, verdict in bar.dates] == [Verdict.UNKNOWN, Verdict.UPDATED]
    assert date_bar("Veldt Courier, May 4, 2031").outlet == "Veldt Courier"
    assert date_bar("4 May 2031 | By Ana Brel").names == ("Ana Brel",)


def report_of(text, origin="case", **given):
    report = clean(Page(text, "text/plain", origin, given=tuple(given.items())))
    assert isinstance(report, Report)
    return report


def verdicts(report):
    return [(d.iso, str(d.said_by), str(d.verdict)) for d in report.dates]


def test_a_bare_day_above_the_headline_is_the_render_clock():
    report = report_of(f"| 6 June 2031, Friday |\n\nCrane falls in Port Sarn\n\n{BODY}")
    assert report.published is None
    assert verdicts(report) == [("2031-06-06", "render", "rendered")]


def test_a_bare_day_that_something_agrees_with_is_the_publication():
    text = f"| 6 June 2031, Friday |\n\nCrane falls in Port Sarn\n\n{BODY}"
    report = report_of(text, url="https://veldt.example/2031/06/06/crane")
    assert report.published is not None
    assert report.published.iso == "2031-06-06"


def test_a_day_under_the_headline_is_believed():
    report = report_of(f"Crane falls in Port Sarn\n\nMay 4, 2031\n\n{BODY}")
    assert (report.published.iso, report.published.precision) == ("2031-05-04", Precision.DAY)


def test_structured_data_outweighs_the_masthead():
    text = f"| 6 June 2031, Friday |\n\nCrane falls in Port Sarn\n\n{BODY}"
    report = report_of(text, published="2031-05-04T10:00:00Z", updated="2031-05-05T08:00:00Z")
    assert report.published.iso == "2031-05-04T10:00Z"
    assert set(verdicts(report)) == {
        ("2031-05-04T10:00Z", "metadata", "published"),
        ("2031-05-05T08:00Z", "metadata", "updated"),
        ("2031-06-06", "render", "rendered"),
    }


def test_a_dateline_without_year_takes_it_from_the_page():
    report = report_of(
        f"Crane falls in Port Sarn\n\nMay 5, 2031\n\nPORT SARN, May 4 (NPA) - {BODY}"
    )
    assert ("2031-05-04", "page", "published") in verdicts(report)
    assert report.dateline == "PORT SARN"


def story():
    """A wire of Monday at dawn that says "on Sunday", an undated copy, a page rendered later."""
    dated = report_of(
        f"Crane falls in Port Sarn\n\nMay 5, 2031 03:33 am IST\n\n{ON_SUNDAY}", "dated.txt"
    )
    undated = report_of(f"{ON_SUNDAY}\n\nSource: Veldt Courier", "undated.txt")
    rendered = report_of(
        f"Crane falls in the port of Sarn\n\nJune 20, 2032\n\n{BODY}", "rendered.txt"
    )
    return dated, undated, rendered


def test_the_event_is_dated_from_the_words_of_the_dated_report():
    assert [r.event_date.iso for r in date_reports(story())] == ["2031-05-04"] * 3


def test_a_page_date_far_from_the_story_is_judged_rendered():
    rendered = date_reports(story())[2]
    assert rendered.published is None
    assert ("2032-06-20", "render", "rendered") in verdicts(rendered)


def test_the_order_of_reports_changes_nothing():
    forward = date_reports(story())
    backward = date_reports(story()[::-1])
    assert forward == backward[::-1]


def test_dates_in_the_text_are_resolved_against_the_event():
    for report in date_reports(story())[:2]:
        days = [
            m.value
            for m in report.marks_of(MarkKind.DATE)
            if m.span.of(report.text).endswith("Sunday")
        ]
        assert days == ["2031-05-04"]


def test_reports_of_several_days_keep_their_own_event():
    text = (
        "Crane falls in Port Sarn\n\nMay {day}, 2031 10:00 am\n\nThe port spoke on "
        "{weekday} of what comes next for the eastern basin and its cranes."
    )
    reports = [
        report_of(text.format(day=day, weekday=weekday), f"{day}.txt")
        for day, weekday in ((5, "Monday"), (8, "Thursday"))
    ]
    assert [r.event_date.iso for r in date_reports(reports)] == ["2031-05-05", "2031-05-08"]


def test_a_caption_taken_out_dates_the_event():
    text = f"The crane in the basin on May 4, 2031. | Photo Credit: AP\n\n{BODY}"
    (report,) = date_reports([report_of(text)])
    assert report.event_date.iso == "2031-05-04"


def test_nothing_dated_gives_no_event_and_no_reports_give_none():
    (report,) = date_reports([report_of(BODY)])
    assert report.event_date is None
    assert date_reports([]) == ()


def test_moments_are_in_utc():
    (dated,) = find_dates("May 5, 2031 03:33 am IST")
    assert dated.when == datetime(2031, 5, 4, 22, 3, tzinfo=UTC)
    assert dated.day.isoformat() == "2031-05-05"
