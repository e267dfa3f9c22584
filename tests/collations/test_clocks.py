"""Times of day are read as times, whatever their form."""

from collections.abc import Callable

import pytest

from newstemma.collations.clocks import clock_marks
from newstemma.model import Aspect, Collation, Severity, Span

TIMES = [
    ("at 5 p.m. sharp", ["T1700"]),
    ("at 5pm and at 5:30 pm", ["T1700", "T1730"]),
    ("at 17:00, not 12 a.m.", ["T1700", "T0000"]),
    ("between noon and midnight", ["T1200", "T0000"]),
    ("a 3:1 win, $5 million, 4:30 in the log", []),
]


@pytest.mark.parametrize(("text", "values"), TIMES)
def test_times(text: str, values: list[str]) -> None:
    assert [mark.value for mark in clock_marks(text, [])] == values


def test_a_time_inside_a_date_is_not_read_twice() -> None:
    assert list(clock_marks("noon on Friday", [Span(0, 14)])) == []


@pytest.mark.parametrize("other", ["6 p.m.", "5 a.m."])
def test_another_time_is_a_critical_change_of_date(
    copied: Callable[..., Collation], other: str
) -> None:
    text = "The ferry left the old pier at {} with the last of the pilgrims."
    (change,) = copied(text.format("5 p.m."), text.format(other)).changes
    assert (change.aspect, change.severity) == (Aspect.DATE, Severity.CRITICAL)
