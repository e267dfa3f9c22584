"""Sentences are cut where one statement ends and the next begins."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma import text as texts
from newstemma.collations.clauses import clauses, headings, split
from newstemma.model import Mark, MarkKind, Report, Span

CUTS = [
    (
        "The minister visited Tolvik, a port on the northern coast, and promised new money.",
        ["The minister visited Tolvik", "a port on the northern coast", "promised new money."],
    ),
    (
        "Rask, who leads the party, said the vote would be repeated in May.",
        ["Rask, who leads the party, said the vote would be repeated in May."],
    ),
    (
        "The court rejected the appeal and ordered a new trial before the summer.",
        ["The court rejected the appeal", "ordered a new trial before the summer."],
    ),
    (
        "In July, the bank raised its rate to four percent.",
        ["In July, the bank raised its rate to four percent."],
    ),
    (
        "Since the bridge over the Vell collapsed in March, ferries have carried all traffic.",
        [
            "Since the bridge over the Vell collapsed in March",
            "ferries have carried all traffic.",
        ],
    ),
    (
        "Police searched the house, accusing the owner of hiding weapons.",
        ["Police searched the house", "accusing the owner of hiding weapons."],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CUTS)
def test_cuts(sentence: str, expected: list[str]) -> None:
    found = [span.of(sentence) for span in split(sentence, Span(0, len(sentence)))]
    assert found == expected


def test_a_quotation_stays_with_the_phrase_that_attributes_it() -> None:
    text = "“We came, and we saw, and we left,” said Rask, who had promised to stay for a week."
    quote = Mark(MarkKind.QUOTE, Span(1, text.index("”")))
    found = clauses(Report("r", text, marks=(quote,)))
    assert [clause.span.of(text) for clause in found] == [
        "“We came, and we saw, and we left,” said Rask",
        "who had promised to stay for a week.",
    ]
    assert [clause.quoted for clause in found] == [True, False]


@given(st.text(alphabet="ab and, which said. “”()-\n", max_size=120))
def test_clauses_never_overlap_and_stay_inside_their_sentence(text: str) -> None:
    text = texts.normal(text)
    found = clauses(Report("r", text))
    for clause in found:
        assert clause.sentence.covers(clause.span)
        assert len(clause.span)
    for left, right in pairwise(found):
        assert left.span.end <= right.span.start


HEADED = """The council of Osk will close the northern pier for the winter.
The harbour office counts nine cracks in its wall.
Why the pier matters
The pier carries half of the trade of the islands.
Two ferries will sail from the old quay instead."""


def test_a_heading_between_paragraphs_claims_nothing() -> None:
    assert [place.of(HEADED) for place in headings(HEADED)] == ["Why the pier matters"]
    found = clauses(Report("r", HEADED))
    assert [c.span.of(HEADED) for c in found if c.heading] == ["Why the pier matters"]


@pytest.mark.parametrize(
    "text",
    [
        "Nine boats\nTwo cranes\nOne pier\nA quay\nThe mole\n",
        HEADED.replace("Why the", "- Why the"),
        "The council met.\nWhy the pier matters\n",
    ],
)
def test_lists_and_short_texts_have_no_headings(text: str) -> None:
    assert headings(text) == frozenset()


@pytest.mark.parametrize(
    "dateline",
    ["OSK (Norwire) - ", "TOLVIK, Orlavia, March 3 (Norwire) — ", "HALMSUND — "],
)
def test_a_dateline_is_no_part_of_what_is_said(dateline: str) -> None:
    said = "The council of Osk will close the northern pier for the winter."
    (clause,) = clauses(Report("r", dateline + said))
    assert clause.span.of(dateline + said) == said
