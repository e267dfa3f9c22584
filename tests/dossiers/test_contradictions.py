"""Contradictions by hand: what two reporters cannot both be right about, and what they can."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newstemma.collations import collate
from newstemma.dossiers import find_contradictions
from newstemma.model import (
    Contradiction,
    Copy,
    CopyKind,
    Moment,
    Origin,
    Precision,
    Range,
    Report,
    Stemma,
    Verdict,
    Voice,
    Witness,
    WitnessKind,
)
from newstemma.reports.marks import mark


def report(id: str, text: str, hour: int | None = 10) -> Report:
    when = None
    if hour is not None:
        at = datetime(2031, 10, 16, hour, tzinfo=UTC)
        when = Moment(at, Precision.MINUTE, Voice.METADATA, Verdict.PUBLISHED)
    marks = mark(text, "en", when)
    return Report(id, text, outlet=id, language="en", published=when, marks=marks)


def stemma(*origins: list[str], copies: tuple[tuple[str, str], ...] = ()) -> Stemma:
    ids = [id for origin in origins for id in origin]
    witnesses = tuple(Witness(id, id, WitnessKind.REPORT, id, (id,)) for id in ids)
    made = tuple(Copy(a, b, CopyKind.EDITED, 0.9, 0.9) for a, b in copies)
    named = tuple(Origin(origin[0], tuple(origin)) for origin in origins)
    return Stemma("s", witnesses, made, named, Range(1, len(origins), len(origins)))


def between(
    one: str, other: str, hours: tuple[int | None, int | None] = (10, 10)
) -> tuple[Contradiction, ...]:
    reports = [report("a", one, hours[0]), report("b", other, hours[1])]
    traced = stemma(["a"], ["b"])
    return find_contradictions(reports, traced, collate(reports, traced))


def told(found: tuple[Contradiction, ...]) -> list[tuple[str, str, str, str]]:
    return [(c.kind, c.standing, c.sides[0].words[0].text, c.sides[1].words[0].text) for c in found]


CONTRADICT = {
    "measured": (
        "The bridge at Velmark is 180 metres long.",
        "At Velmark the bridge is 214 metres long, the ministry said.",
        ("figure", "contradiction", "180 metres", "214 metres"),
    ),
    "money": (
        "The blaze at the Osk mill caused damage of 3 million marks.",
        "Damage caused by the blaze at the mill in Osk came to 8 million marks.",
        ("figure", "contradiction", "3 million marks", "8 million marks"),
    ),
    "a count of things": (
        "The flood swept away 19 bridges in the Ombra valley.",
        "In the Ombra valley 12 bridges were swept away by the flood.",
        ("figure", "contradiction", "19 bridges", "12 bridges"),
    ),
    "a toll that fell": (
        "The blast at the Osk mine injured 14 people on Thursday.",
        "The blast in the Osk mine hurt 9 people on Thursday, a doctor said.",
        ("figure", "contradiction", "14 people", "9 people"),
        (10, 15),
    ),
    "share": (
        "Turnout in the Osk vote was 61 per cent.",
        "Turnout in the vote at Osk was 48 percent.",
        ("figure", "contradiction", "61 per cent", "48 percent"),
    ),
    "day": (
        "The north wall of the Velmark dam collapsed on Monday.",
        "The north wall of the dam at Velmark collapsed on Tuesday.",
        ("date", "contradiction", "Monday", "Tuesday"),
    ),
    "year": (
        "The Lomas paper mill closed its gates in 2021.",
        "In 2019 the Lomas paper mill closed its gates.",
        ("date", "contradiction", "2021", "2019"),
    ),
    "place": (
        "Police arrested the smuggler Jonas Reik in Velmark.",
        "Police arrested the smuggler Jonas Reik in Halmsund.",
        ("place", "contradiction", "Velmark", "Halmsund"),
    ),
    "denial": (
        "The ferry captain had been drinking before the crash.",
        "The ferry captain had not been drinking before the crash.",
        (
            "denial",
            "contradiction",
            "The ferry captain had been drinking before the crash.",
            "The ferry captain had not been drinking before the crash.",
        ),
    ),
    "never": (
        "Inspectors visited the Osk mine before the blast.",
        "Inspectors never visited the Osk mine before the blast.",
        (
            "denial",
            "contradiction",
            "Inspectors visited the Osk mine before the blast.",
            "Inspectors never visited the Osk mine before the blast.",
        ),
    ),
    "opposite": (
        "The northern tunnel is open to lorries again.",
        "The northern tunnel is closed to lorries again.",
        (
            "denial",
            "contradiction",
            "The northern tunnel is open to lorries again.",
            "The northern tunnel is closed to lorries again.",
        ),
    ),
}


@pytest.mark.parametrize("case", CONTRADICT.values(), ids=CONTRADICT)
def test_what_cannot_both_be_right(case):
    one, other, expected, *hours = case
    (found,) = told(between(one, other, *hours))
    assert found == expected
    (turned,) = told(between(other, one, *[tuple(reversed(h)) for h in hours]))
    assert turned[:2] == expected[:2]
    assert set(turned[2:]) == set(expected[2:])


UPDATES = {
    "a toll that rose": (
        "The blast at the Osk mine injured 14 people on Thursday.",
        "The blast in the Osk mine injured 23 people on Thursday.",
    ),
    "at least, then at least more": (
        "At least 12 people were killed in the Osk mine.",
        "At least 15 people were killed in the mine at Osk.",
    ),
    "dead by other words": (
        "The fire at the Osk hotel killed 3 people.",
        "Five people died in the fire at the hotel in Osk.",
    ),
    "arrests": (
        "Police in Velmark arrested 40 people at the march.",
        "Police in Velmark detained 62 people at the march.",
    ),
}


@pytest.mark.parametrize("case", UPDATES.values(), ids=UPDATES)
def test_time_passing_is_an_update(case):
    one, other = case
    (found,) = between(one, other, (10, 18))
    assert (found.kind, found.standing) == ("figure", "update")
    assert "the later report says more of what only grows" in found.reason


@pytest.mark.parametrize("hours", [(None, 10), (10, None), (10, 10)])
def test_without_times_a_growing_toll_is_undetermined(hours):
    (found,) = between(*UPDATES["a toll that rose"], hours)
    assert found.standing == "undetermined"


def test_two_lower_bounds_without_times_are_no_news():
    assert between(*UPDATES["at least, then at least more"], (None, None)) == ()
    assert between(*UPDATES["at least, then at least more"], (18, 10)) == ()


NONE = {
    "rounding": (
        "The Osk bridge cost 3.5 million marks.",
        "The bridge at Osk cost 3,512,000 marks.",
    ),
    "nearly": (
        "The Osk bridge cost nearly 3.5 million marks.",
        "The bridge at Osk cost 3.46 million marks.",
    ),
    "about": (
        "About 200 people were injured in Osk.",
        "In Osk 212 people were injured.",
    ),
    "more than": (
        "More than 200 people were injured in Osk.",
        "In Osk 230 people were injured.",
    ),
    "at least and a number": (
        "At least 12 people were killed in the Osk mine.",
        "In the Osk mine 15 people were killed.",
    ),
    "number words": (
        "A dozen people were injured in the Osk mine.",
        "In the Osk mine 12 people were injured.",
    ),
    "units": (
        "The Osk tunnel is 30 miles long.",
        "The tunnel at Osk is 50 kilometres long.",
    ),
    "another money": (
        "The Osk bridge cost 3 million dollars.",
        "The Osk bridge cost 8 million euros.",
    ),
    "killed and injured": (
        "The Osk blast killed 3 people.",
        "The Osk blast injured 14 people.",
    ),
    "killed and injured in one": (
        "The Osk blast killed 3 people and injured 14 people.",
        "The Osk blast injured 14 people.",
    ),
    "two months": (
        "Prices in Orlavia rose 8 per cent in March.",
        "Prices in Orlavia rose 6 per cent in April.",
    ),
    "a part": (
        "Two of the injured people in Osk were children.",
        "In Osk 14 people were injured.",
    ),
    "others": (
        "Police in Osk arrested another 3 people.",
        "Police in Osk arrested 14 people.",
    ),
    "told elsewhere": (
        "Doctors in Osk treated 16 people. In all 23 people were injured in Osk.",
        "In Osk 16 people were injured.",
    ),
    "another town": (
        "The flood in Velmark swept away 19 bridges.",
        "The flood in Halmsund swept away 12 bridges.",
    ),
    "ages": (
        "A docker, aged 23, was burned in Osk.",
        "A docker, aged 58, was burned in Osk.",
    ),
    "a day in a month": (
        "The Velmark dam collapsed in October 2031.",
        "The Velmark dam collapsed on 12 October 2031.",
    ),
    "weekday and date": (
        "The Velmark dam collapsed on Monday.",
        "The Velmark dam collapsed on 13 October 2031.",
    ),
    "yesterday": (
        "The Velmark dam collapsed yesterday.",
        "The Velmark dam collapsed on Tuesday.",
    ),
    "two events": (
        "The Velmark dam was finished in 1962.",
        "The Velmark dam was repaired in 1988.",
    ),
    "a town in its land": (
        "The minister was arrested in Osk. Osk lies in Ombra province.",
        "The minister was arrested in Ombra.",
    ),
    "two arrests": (
        "Jonas Reik was arrested in Velmark.",
        "Ilse Tarn was arrested in Halmsund.",
    ),
    "hedge": (
        "The captain is not known to have left Osk harbour.",
        "The captain has left Osk harbour.",
    ),
    "both deny": (
        "The company refused to pay the Osk fine.",
        "The company did not pay the Osk fine.",
    ),
    "condition": (
        "The mine will close if the union has not voted by Friday.",
        "The mine will close, the union has voted by Friday.",
    ),
    "question": (
        "Had the captain not been drinking before the crash?",
        "The captain had been drinking before the crash.",
    ),
    "same": (
        "The blast at the Osk mine injured 14 people on Monday.",
        "The blast at the Osk mine injured 14 people on Monday.",
    ),
    "no more than": (
        "No more than 200 people live on the island of Osk.",
        "Some 180 people live on the island of Osk.",
    ),
    "a range": (
        "Between 12 and 15 houses burned in Osk.",
        "In Osk 14 houses burned.",
    ),
}


@pytest.mark.parametrize("case", NONE.values(), ids=NONE)
def test_what_can_both_be_right(case):
    one, other = case
    assert told(between(one, other)) == []
    assert told(between(one, other, (10, 18))) == []
    assert told(between(other, one, (10, 18))) == []


# --- who speaks for whom --------------------------------------------------------

WIRE = "The flood swept away 19 bridges in the Ombra valley."
SLIP = "The flood swept away 91 bridges in the Ombra valley."
OWN = "In the Ombra valley 19 bridges were swept away by the flood."
OTHER = "In the Ombra valley 12 bridges were swept away by the flood."


def found_in(texts: dict[str, str], traced: Stemma) -> tuple[Contradiction, ...]:
    reports = [report(id, text) for id, text in texts.items()]
    return find_contradictions(reports, traced, collate(reports, traced))


def test_what_a_copy_changed_is_no_contradiction():
    traced = stemma(["a", "b"], ["c"], copies=(("a", "b"),))
    assert found_in({"a": WIRE, "b": SLIP, "c": OWN}, traced) == ()


def test_reports_of_one_origin_never_contradict():
    assert found_in({"a": WIRE, "b": OTHER}, stemma(["a", "b"])) == ()


def test_each_side_has_its_readings_and_its_support():
    traced = stemma(["a", "b"], ["c"], ["d"], copies=(("a", "b"),))
    (found,) = found_in({"a": WIRE, "b": WIRE, "c": OWN, "d": OTHER}, traced)
    best, least = found.sides
    assert [words.report for words in best.words] == ["a", "b", "c"]
    assert (best.count.likely, best.origins) == (2, ("a", "c"))
    assert [words.report for words in least.words] == ["d"]
    assert (least.count.likely, least.origins) == (1, ("d",))


def test_a_report_of_two_origins_contradicts_neither():
    traced = Stemma(
        "s",
        tuple(Witness(id, id, WitnessKind.REPORT, id, (id,)) for id in "abc"),
        (),
        (Origin("a", ("a", "c")), Origin("b", ("b", "c"))),
        Range(2, 2, 2),
    )
    found = found_in({"a": WIRE, "b": WIRE, "c": OTHER}, traced)
    assert found == ()


def test_a_contradiction_has_two_sides():
    with pytest.raises(ValueError, match="two sides"):
        Contradiction("figure", "contradiction", (), "")
