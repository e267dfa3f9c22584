import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.model import Figure, Mark, MarkKind, Moment, Precision, Voice
from newstemma.reports.marks import mark, redate

THURSDAY = Moment(datetime(2023, 10, 12, tzinfo=UTC), Precision.DAY, Voice.PAGE)
FRIDAY = Moment(datetime(2023, 10, 20, tzinfo=UTC), Precision.DAY, Voice.PAGE)
TEXT = (
    "President Orla Tevin met farmers on Thursday, the Coast Wire reported.\n"
    "“We sold almost 3.5 million tonnes,” Tevin boasted. The harvest may fail, officials said."
)


def values(marks: tuple[Mark, ...], kind: MarkKind) -> list[object]:
    return [one.value for one in marks if one.kind is kind]


def test_every_kind_is_marked() -> None:
    marks = mark(TEXT, "en", THURSDAY)
    assert values(marks, MarkKind.QUOTE) == ["loaded"]
    assert values(marks, MarkKind.DATE) == ["2023-10-12"]
    assert values(marks, MarkKind.HEDGE) == ["possibility"]
    assert values(marks, MarkKind.ATTRIBUTION) == ["coast wire", "official"]
    (figure,) = values(marks, MarkKind.FIGURE)
    assert isinstance(figure, Figure)
    assert (figure.number, figure.unit) == (3.5e6, "tonne")
    assert values(marks, MarkKind.NAME) == ["tevin", "coast wire", "tevin"]


def test_marks_are_in_order_of_place() -> None:
    marks = mark(TEXT, "en", THURSDAY)
    assert [one.span.start for one in marks] == sorted(one.span.start for one in marks)


def test_redate_changes_dates_alone() -> None:
    marks = mark(TEXT, "en", None)
    assert values(marks, MarkKind.DATE) == [None]
    dated = redate(TEXT, marks, FRIDAY)
    assert values(dated, MarkKind.DATE) == ["2023-10-19"]
    assert redate(TEXT, dated, None) == marks
    assert dated == mark(TEXT, "en", FRIDAY)


def test_a_language_without_a_pack_takes_the_neutral_path() -> None:
    text = "„Nem engedünk”, mondta Orla Tevin. A kivitel 37% 2023-10-12."
    marks = mark(text, "hu", THURSDAY)
    assert values(marks, MarkKind.QUOTE) == [None]
    assert values(marks, MarkKind.DATE) == ["2023-10-12"]
    assert len(values(marks, MarkKind.FIGURE)) == 1


HOSTILE = ['"', "“", "'", "1", "1 ", " ", "A ", "1,", "said ", "“a\n\n", "(ICC)", "12.10."]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = (unit * 20_000)[:20_000]
    start = time.process_time()
    mark(text, "en", THURSDAY)
    assert time.process_time() - start < 2.0


@given(st.text(max_size=200))
def test_spans_hold_any_text(text: str) -> None:
    for one in mark(text, "en", THURSDAY):
        assert 0 <= one.span.start < one.span.end <= len(text)
