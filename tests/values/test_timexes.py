"""Time expressions in the form of TIMEX3, on sentences of our own, written of a Friday."""

from datetime import date

import pytest

from newstemma.values.timexes import RULES, timexes

FRIDAY = date(2013, 3, 22)

# sentence, its expression, kind, value
EXPRESSIONS = [
    ("The talks began Friday.", "Friday", "DATE", "2013-03-22"),
    ("He left Thursday night.", "Thursday night", "TIME", "2013-03-21TNI"),
    ("Sales rose last month.", "last month", "DATE", "2013-02"),
    ("Profit fell in the second quarter of 2012.", "the second quarter of 2012", "DATE", "2012-Q2"),
    ("Profit fell in the first quarter.", "the first quarter", "DATE", "2013-Q1"),
    ("The fourth quarter was weak.", "The fourth quarter", "DATE", "2012-Q4"),
    ("Sales rose from a year earlier.", "a year earlier", "DATE", "2012"),
    ("The strike lasted three days.", "three days", "DURATION", "P3D"),
    ("It took more than three hours.", "more than three hours", "DURATION", "PT3H"),
    ("They sell a 10-year bond.", "10-year", "DURATION", "P10Y"),
    ("They meet every week.", "every week", "SET", "P1W"),
    ("They meet every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
    ("It held its annual meeting.", "annual", "SET", "P1Y"),
    ("Trade grew in the 1990s.", "the 1990s", "DATE", "199"),
    ("Trade grew in the late 1980s.", "the late 1980s", "DATE", "198"),
    ("Taxes rise this fiscal year.", "this fiscal year", "DATE", "2013"),
    ("Taxes rise in early 2024.", "early 2024", "DATE", "2024"),
    ("The port is now shut.", "now", "DATE", "PRESENT_REF"),
    ("The port was recently shut.", "recently", "DATE", "PAST_REF"),
    ("Nobody knows the future.", "the future", "DATE", "FUTURE_REF"),
    ("It rained earlier this week.", "earlier this week", "DATE", "2013-W12"),
    ("It grew for the past five years.", "the past five years", "DURATION", "P5Y"),
    ("It grew a decade ago.", "a decade ago", "DATE", "2003"),
    ("It was dry last summer.", "last summer", "DATE", "2012-SU"),
    ("They met at 9 a.m. Friday.", "9 a.m. Friday", "TIME", "2013-03-22T09:00"),
    ("Last year’s harvest was poor.", "Last year", "DATE", "2012"),
    ("The 20th century was long.", "The 20th century", "DATE", "19"),
    ("Sales rose over the past year.", "the past year", "DURATION", "P1Y"),
    ("They speak twice a week.", "twice a week", "SET", "P1W"),
    ("It lasted half an hour.", "half an hour", "DURATION", "PT30M"),
    ("It lasted a year and a half.", "a year and a half", "DURATION", "P1Y6M"),
    ("It is cold these days.", "these days", "DATE", "PRESENT_REF"),
    ("It is due soon.", "soon", "DATE", "FUTURE_REF"),
    ("It was built decades ago.", "decades ago", "DATE", "PAST_REF"),
    ("Profit fell in the fiscal third quarter.", "the fiscal third quarter", "DATE", "2012-Q3"),
    ("He met them on the morning of March 5.", "the morning of March 5", "TIME", "2013-03-05TMO"),
    ("The 2012 election was close.", "2012", "DATE", "2012"),
    ("Rain fell overnight.", "overnight", "TIME", "2013-03-22TNI"),
    ("It works at the moment.", "the moment", "DATE", "PRESENT_REF"),
    ("He left nearly four years ago.", "nearly four years ago", "DATE", "2009"),
    ("They meet every four years.", "every four years", "SET", "P4Y"),
    ("It fell in recent weeks.", "recent weeks", "DATE", "PAST_REF"),
    ("It was shut in fall 2010.", "fall 2010", "DATE", "2010-FA"),
    ("He left yesterday evening.", "yesterday evening", "TIME", "2013-03-21TEV"),
    ("It fell in the winter.", "the winter", "DATE", "2013-WI"),
]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"), EXPRESSIONS, ids=[row[0] for row in EXPRESSIONS]
)
def test_a_time_expression_has_its_extent_and_value(
    text: str, words: str, kind: str, value: str
) -> None:
    found = [(one.span.of(text), one.kind, one.value) for one in timexes(text, FRIDAY)]
    assert found == [(words, kind, value)]


def test_two_years_with_a_word_between_are_two() -> None:
    text = "It was held from 2009 to 2011."
    assert [one.span.of(text) for one in timexes(text, FRIDAY)] == ["2009", "2011"]


def test_without_a_reference_only_what_hangs_on_none_has_a_value() -> None:
    text = "It rained for two days last week."
    assert [one.value for one in timexes(text, None)] == ["P2D", None]


@pytest.mark.parametrize("text", ["Sales rose by 37%.", "She may march.", "They second the plan."])
def test_what_is_no_time(text: str) -> None:
    assert timexes(text, FRIDAY) == ()


def test_every_form_has_an_example_of_its_own() -> None:
    for rule in RULES:
        assert rule.pattern.search(rule.example)
