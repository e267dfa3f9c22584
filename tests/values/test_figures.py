from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.model import Approximator, Figure
from newstemma.values.figures import figures, same_figure

B = Approximator

FOUND = [
    (
        "a 120Hz screen and a 640bhp engine",
        ["120Hz", "640bhp"],
        [Figure(120, "Hz"), Figure(640, "hp")],
    ),
    ("500mg tablets, 50ml of acid", ["500mg", "50ml"], [Figure(500, "mg"), Figure(50, "ml")]),
    ("up 5pc to 118.5p", ["5pc", "118.5p"], [Figure(5, "%"), Figure(118.5, "penny")]),
    ("sold for $US55,931,000", ["$US55,931,000"], [Figure(55931000, "USD")]),
    ("fell to minus 38 degrees", ["minus 38 degrees"], [Figure(-38, "degree")]),
    ("a rate of .5 per cent", [".5 per cent"], [Figure(0.5, "%")]),
    ("between 5% and 6%", ["5% and 6%"], [Figure(5, "%", upper=6)]),
    ("the iPhone 11 and the S&P 500", [], []),
    ("its 2018 sales fell in the final third of the year", [], []),
    ("a record of nearly $3.5 billion", ["nearly $3.5 billion"], [Figure(3.5e9, "USD", B.BELOW)]),
    ("almost 3.5 billion dollars", ["almost 3.5 billion dollars"], [Figure(3.5e9, "USD", B.BELOW)]),
    (
        "grew 37% and then 17.9 per cent",
        ["37%", "17.9 per cent"],
        [Figure(37, "%"), Figure(17.9, "%")],
    ),
    ("against four Vardian companies", ["four Vardian companies"], [Figure(4, "company")]),
    ("at least 1,200 people fled", ["at least 1,200 people"], [Figure(1200, "person", B.AT_LEAST)]),
    (
        "between 5 and 7 million people",
        ["5 and 7 million people"],
        [Figure(5e6, "person", upper=7e6)],
    ),
    ("earned about $88,000, the form says", ["about $88,000"], [Figure(88e3, "USD", B.ABOUT)]),
    ("20-30 percent", ["20-30 percent"], [Figure(20, "%", upper=30)]),
    ("half a million tonnes", ["half a million tonnes"], [Figure(5e5, "tonne")]),
    ("three and a half million euros", ["three and a half million euros"], [Figure(3.5e6, "EUR")]),
    ("two thirds of voters", ["two thirds"], [Figure(2 / 3, "fraction")]),
    ("hundreds of houses", ["hundreds of houses"], [Figure(100, "house", B.ABOUT, 999)]),
    ("a two-day visit", ["two-day"], [Figure(2, "day")]),
    ("a 45-year-old man", ["45-year-old"], [Figure(45, "year")]),
    ("the 20th anniversary", ["20th"], [Figure(20, "ordinal")]),
    ("50 or more trucks", ["50 or more"], [Figure(50, "", B.AT_LEAST)]),
    ("€3bn and 3.5m euros", ["€3bn", "3.5m euros"], [Figure(3e9, "EUR"), Figure(3.5e6, "EUR")]),
    (
        "one hundred and twenty-five ships",
        ["one hundred and twenty-five ships"],
        [Figure(125, "ship")],
    ),
    ("at 15 °C", ["15 °C"], [Figure(15, "°C")]),
    ("one company left", ["one company"], [Figure(1, "company")]),
]


@pytest.mark.parametrize(("text", "words", "values"), FOUND, ids=[row[0] for row in FOUND])
def test_finds(text: str, words: list[str], values: list[Figure]) -> None:
    found = figures(text)
    assert [one.span.of(text) for one in found] == words
    assert [one.value for one in found] == values


NONE = [
    "on October 12, 2023, and in 2022",
    "one of the best, one another, no one",
    "call +40 721 123 456 at 6:30 pm",
    "Article 5 and the Boeing 737",
    "a 3-2 victory",
    "COVID-19 and the G20",
    "version 1.2.3",
    "first and second",
]


@pytest.mark.parametrize("text", NONE)
def test_finds_nothing(text: str) -> None:
    assert figures(text) == ()


SAME = [
    (Figure(3.5e9, "USD", B.BELOW), Figure(3.5e9, "USD", B.BELOW), True),
    (Figure(30, "mile"), Figure(50, "km"), True),
    (Figure(0.5, "fraction"), Figure(50, "%"), True),
    (Figure(90, "minute"), Figure(1.5, "hour"), True),
    (Figure(4, "company"), Figure(4, "firm"), True),
    (Figure(4, "company"), Figure(5, "company"), False),
    (Figure(4, "company"), Figure(4, "company", B.ABOUT), False),
    (Figure(3, "USD"), Figure(3, "EUR"), False),
    (Figure(37, "%"), Figure(37), False),
    (Figure(3, "ordinal"), Figure(3, "company"), False),
    (Figure(20, "%", upper=30), Figure(20, "%"), False),
]


@pytest.mark.parametrize(("first", "second", "same"), SAME)
def test_same_figure(first: Figure, second: Figure, same: bool) -> None:
    assert same_figure(first, second) is same
    assert same_figure(second, first) is same


@given(st.text(alphabet="0123456789 ,.$%-–/:abot millionhdre", max_size=120))
def test_spans_hold_any_text(text: str) -> None:
    found = figures(text)
    assert all(one.span.of(text).strip() for one in found)
    assert all(not a.span.overlaps(b.span) for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The deal was worth 14 million crowns.", "crown"),
        ("He won a 14 million crown dredging contract.", "crown"),
        ("It cost 30 Swedish crowns.", "SEK"),
        ("The fund lost 900 million won.", "KRW"),
        ("The side won 14 won games.", "game"),
    ],
)
def test_a_currency_of_several_countries_is_not_guessed(text: str, unit: str) -> None:
    assert figures(text)[0].value.unit == unit


def test_crowns_agree_with_one_countrys_crowns() -> None:
    (bare,), (swedish,) = figures("It cost 30 crowns."), figures("It cost 30 Swedish crowns.")
    assert same_figure(bare.value, swedish.value)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("The law covers 3m people.", 3e6, "person"),
        ("The field gives 2m barrels a day.", 2e6, "barrel/day"),
        ("They met 2m waves off the cape.", 2.0, "m"),
        ("A 3m wall fell.", 3.0, "m"),
        ("Rates rose by half a percentage point.", 0.5, "point"),
        ("It was half a mile away.", 0.5, "mile"),
        ("Half of voters agreed.", 0.5, "fraction"),
    ],
)
def test_short_millions_and_halves(text: str, number: float, unit: str) -> None:
    value = figures(text)[0].value
    assert (value.number, value.unit) == (number, unit)


def test_a_short_million_agrees_with_the_long_one() -> None:
    (short,), (full,) = figures("Sales rose to 3m."), figures("Sales rose to 3 million.")
    assert same_figure(short.value, full.value)
