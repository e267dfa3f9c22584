"""Datelines with and without an agency, and the masthead above a headline."""

import pytest

from newstemma.model import Page, Report, Span
from newstemma.reports import clean
from newstemma.reports.datelines import dateline_match

DATELINES = [
    ("PORT SARN - The harbour", "PORT SARN", None),
    ("PORT SARN: The harbour", "PORT SARN", None),
    ("VELDT — The harbour", "VELDT", None),
    ("Port Sarn, 3 May – The harbour", "Port Sarn, 3 May", None),
    ("PORT SARN, Veldt, May 3 (NPA) - The harbour", "PORT SARN, Veldt, May 3", "NPA"),
    ("ST. SARN, Veldt — The harbour", "ST. SARN, Veldt", None),
    ("САРН, 3 мая - Гавань", "САРН, 3 мая", None),
]
NO_DATELINES = [
    "Dredging - what next for the harbour",
    "BREAKING - The harbour",
    "UPDATE: The harbour",
    "Port Sarn – The harbour",
    "VANE: The harbour is shut.\nREIL: Since when?",
    "The harbour - all of it - was closed.",
]


@pytest.mark.parametrize(("text", "place", "name"), DATELINES)
def test_a_dateline(text: str, place: str, name: str | None) -> None:
    match = dateline_match(text, Span(0, len(text)))
    assert match is not None
    assert (match["place"], match["name"]) == (place, name)


@pytest.mark.parametrize("text", NO_DATELINES)
def test_no_dateline(text: str) -> None:
    assert dateline_match(text, Span(0, len(text))) is None


PAGE = """{masthead}
Crane falls on two barges in the eastern basin

3 May 2026

The harbour of Port Sarn was closed on Tuesday after a crane fell on two barges in the basin.

Nobody was hurt, and the port hopes to reopen the eastern basin by Friday evening at the latest.
"""


def _read(masthead: str) -> Report:
    found = clean(Page(PAGE.format(masthead=masthead), "text/plain", "page.txt"))
    assert isinstance(found, Report)
    return found


def test_the_masthead_names_the_outlet() -> None:
    report = _read("The Veldt Ledger")
    assert report.outlet == "The Veldt Ledger"
    assert report.title == "Crane falls on two barges in the eastern basin"
    assert "masthead" in [entry.rule for entry in report.removed]


def test_a_headline_with_a_word_of_the_press_is_no_masthead() -> None:
    report = _read("Post office closes its counter after eighty years")
    assert report.outlet is None
    assert report.title == "Post office closes its counter after eighty years"


def test_a_headline_of_two_words_below_a_masthead_is_the_title() -> None:
    page = PAGE.replace("Crane falls on two barges in the eastern basin", "Crane falls")
    found = clean(Page(page.format(masthead="The Veldt Ledger"), "text/plain", "page.txt"))
    assert isinstance(found, Report)
    assert (found.outlet, found.title) == ("The Veldt Ledger", "Crane falls")
    assert found.published is not None
