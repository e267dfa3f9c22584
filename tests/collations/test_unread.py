"""Values that the reading of a report does not mark, and the comparison needs."""

from __future__ import annotations

import pytest

from newstemma.collations.unread import unread_marks
from newstemma.model import Figure, Mark, MarkKind, Span

FOUND = {
    "a year and a half": ("It took a year and a half.", "a year and a half", Figure(1.5, "year")),
    "two and a half years": (
        "It took two and a half years.", "two and a half years", Figure(2.5, "year"),
    ),
    "a decade": ("It took a decade.", "a decade", Figure(10.0, "year")),
    "three decades": ("It took three decades.", "three decades", Figure(30.0, "year")),
    "a length, no date": ("It will last six months.", "six months", Figure(6.0, "month")),
    "a part of a million": ("It cost a quarter of a million.", "a quarter of a million",
                            Figure(250_000.0)),
    "a decade by name": ("It was the nineties.", "the nineties", "1990/1999"),
    "a hedge": ("It looks set to fail.", "looks set to", "possibility"),
    "another hedge": ("Maybe it fails.", "Maybe", "possibility"),
}  # fmt: skip


@pytest.mark.parametrize("case", FOUND.values(), ids=FOUND)
def test_what_is_marked(case):
    text, words, value = case
    (mark,) = unread_marks(text, ())
    assert (mark.span.of(text), mark.value) == (words, value)


@pytest.mark.parametrize("text", ["In the last six months it fell.", "It is 40.", "He looks on."])
def test_what_is_left_alone(text):
    assert unread_marks(text, ()) == []


def test_a_date_read_where_a_length_stands_is_taken_out():
    text = "It will last six months."
    date = Mark(MarkKind.DATE, Span(8, 23))
    name = Mark(MarkKind.NAME, Span(0, 2), "it")
    found = unread_marks(text, (date, name))
    assert [mark.kind for mark in found] == [MarkKind.NAME, MarkKind.FIGURE]
