"""Marks of twice the text take about twice the work: counted calls, not time."""

import sys
from types import FrameType

import pytest

from newstemma.reports.marks import mark

UNITS = [
    '"A bc d," he said. ',
    "Anna Tevin Bo ",
    "Anna Tevin, ",
    "said A. ",
    "The minister said. ",
    "opposes the plan ",
    "National Union Bank (NUB) ",
    "“a ‘b “c",
]


def calls(text: str, language: str) -> int:
    """How many functions, ours and built in, are called while a text is marked."""
    counted = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        mark(text, language, None)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("language", ["en", "ro"])
@pytest.mark.parametrize("unit", UNITS)
def test_work_grows_with_the_text(unit: str, language: str) -> None:
    once, twice = unit * (2_000 // len(unit)), unit * (4_000 // len(unit))
    mark(unit + once, language, None)  # patterns are compiled before the count
    assert calls(twice, language) < 2.6 * calls(once, language)
