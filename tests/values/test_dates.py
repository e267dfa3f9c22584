from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.values.dates import dates, resolve

THURSDAY = date(2023, 10, 12)

RESOLVED = [
    ("held talks on Thursday in Orvell", ["Thursday"], ["2023-10-12"]),
    ("will conclude in Orvell on Friday", ["Friday"], ["2023-10-13"]),
    ("spoke on Friday at length", ["Friday"], ["2023-10-06"]),
    ("was arrested on Monday", ["Monday"], ["2023-10-09"]),
    ("a warrant issued in March", ["March"], ["2023-03"]),
    ("In July, the ministry imposed a ban", ["July"], ["2023-07"]),
    ("Next week he travels", ["Next week"], ["2023-10-16/2023-10-22"]),
    ("Last week the bank asked", ["Last week"], ["2023-10-02/2023-10-08"]),
    ("Last year trade grew by 37%", ["Last year"], ["2022"]),
    ("since early 2022", ["early 2022"], ["2022-01-01/2022-04-30"]),
    ("in the first half of this year", ["the first half of this year"], ["2023-01-01/2023-06-30"]),
    ("October 13, 2023 03:33 am", ["October 13, 2023 03:33 am"], ["2023-10-13T03:33"]),
    ("on Oct. 12, 2023.", ["Oct. 12, 2023"], ["2023-10-12"]),
    ("yesterday and two days ago", ["yesterday", "two days ago"], ["2023-10-11", "2023-10-10"]),
    ("from 12 to 14 October", ["12 to 14 October"], ["2023-10-12/2023-10-14"]),
    ("from 26 June to 28 June 2020", ["26 June to 28 June 2020"], ["2020-06-26/2020-06-28"]),
    ("12.10.2023", ["12.10.2023"], ["2023-10-12"]),
    ("the 1990s", ["the 1990s"], ["1990/1999"]),
    ("The contract, signed on 9 May with the agency", ["9 May"], ["2023-05-09"]),
    ("The law was signed on 9 November", ["9 November"], ["2022-11-09"]),
    ("The hearing is set for 3 January", ["3 January"], ["2024-01-03"]),
    ("The fault had been reported to the council in March", ["March"], ["2023-03"]),
    ("broke the cable to Fole island on November 11", ["November 11"], ["2023-11-11"]),
    ("He was born on February 29", ["February 29"], ["2020-02-29"]),
    ("It may rain in May", ["May"], ["2023-05"]),
    ("Christmas Day", ["Christmas Day"], ["2023-12-25"]),
    ("in the last week of July", ["the last week of July"], ["2023-07-24/2023-07-30"]),
    ("the first week of Jan. 2015", ["the first week of Jan. 2015"], ["2014-12-29/2015-01-04"]),
    ("the week of October 3", ["the week of October 3"], ["2023-10-02/2023-10-08"]),
    ("rain in June-August 1992", ["June-August 1992"], ["1992-06/1992-08"]),
    ("the wet months Nov-Feb 2017", ["Nov-Feb 2017"], ["2016-11/2017-02"]),
    ("three days from today", ["three days from today"], ["2023-10-15"]),
    ("the third quarter of 2022", ["the third quarter of 2022"], ["2022-07-01/2022-09-30"]),
]


@pytest.mark.parametrize(("text", "words", "values"), RESOLVED, ids=[row[0] for row in RESOLVED])
def test_resolves(text: str, words: list[str], values: list[str]) -> None:
    found = dates(text)
    assert [one.span.of(text) for one in found] == words
    assert [resolve(one, THURSDAY) for one in found] == values


@pytest.mark.parametrize(
    "text", ["by 37%", "they march on", "it may fall", "2000 people", "at 6:30"]
)
def test_no_date(text: str) -> None:
    assert dates(text) == ()


def test_a_stretch_of_years_in_the_past_is_no_day_ahead() -> None:
    assert not dates("Demand has fallen by 40 percent in five years and the plant lost money.")


def test_without_reference_only_full_dates_have_a_value() -> None:
    text = "on Thursday, 12 October 2023, and in July"
    values = [resolve(one, None) for one in dates(text)]
    assert values == ["2023-10-12", None]


def test_a_day_that_is_not_in_the_calendar_has_no_value() -> None:
    (one,) = dates("on February 30, 2023")
    assert resolve(one, THURSDAY) is None


@given(st.text(alphabet="0123456789 -/.,ofMayOctuesdyhrn", max_size=80), st.dates())
def test_any_text_resolves_or_has_no_value(text: str, reference: date) -> None:
    for one in dates(text):
        value = resolve(one, reference)
        assert value is None or value[:2].isdigit()
        assert one.span.end <= len(text)
