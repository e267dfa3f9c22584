"""All copies within a pile: kinds, places, direction, bundles, and what is furniture."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.copies import Direction, Document, Found, Kind, find
from newstemma.model import Report
from tests.copies.conftest import FOOTER, WIRE, own_words

RANDOM = Random(3)
OWN = own_words(RANDOM, 120)
SENTENCES = WIRE.split(". ")
REWRITTEN = (
    "Two quays at Brakkenmoor's harbour are shut since Tuesday because divers saw cracked "
    "stone along the eastern sea wall; ferries must leave from Oosterdam for now. Marta "
    "Vellinga and her engineers need nine days for measuring the wall. Closing costs the "
    "traders roughly 40,000 crowns daily, works minister Aron Tessel said, while fishing "
    "boats keep using the basin inside, with its calm water and older yet sound wall."
)
EDITED = (
    WIRE.replace("closed", "shut")
    .replace("harbour authority", "port office")
    .replace("about", "some")
    .replace("nine days", "more than a week")
    .replace("calm", "still")
)
CASES = [
    ("a copy", WIRE, WIRE, Kind.VERBATIM),
    ("other quotation marks", WIRE.replace("'", "’"), WIRE.upper(), Kind.VERBATIM),
    ("words changed", WIRE, EDITED, Kind.EDITED),
    ("sentences turned", WIRE, ". ".join(reversed(SENTENCES)), Kind.EDITED),
    ("sentences dropped", WIRE, f"{SENTENCES[0][:120]}. {SENTENCES[2]}.", Kind.CONDENSED),
    ("one sentence", WIRE, f"{OWN} {SENTENCES[2]}. {OWN[::-1]}", Kind.EXCERPT),
    ("a part alone", WIRE, SENTENCES[0], Kind.EXCERPT),
    ("other words", WIRE, REWRITTEN, Kind.PARAPHRASE),
]


@pytest.mark.parametrize(("why", "one", "other", "kind"), CASES, ids=[row[0] for row in CASES])
def test_the_kind_of_a_copy(why: str, one: str, other: str, kind: Kind) -> None:
    found = find([one, other, own_words(RANDOM, 90)])
    assert [(pair.first, pair.second, pair.kind) for pair in found.pairs] == [("0", "1", kind)]


NOT_COPIES = [
    ("nothing in common", own_words(RANDOM, 100), own_words(RANDOM, 100)),
    ("a phrase of the trade", f"{OWN} did not respond to a request for comment", WIRE),
    ("nothing at all", "", ""),
    ("a name", "Marta Vellinga of Brakkenmoor", WIRE),
]


@pytest.mark.parametrize(("why", "one", "other"), NOT_COPIES, ids=[row[0] for row in NOT_COPIES])
def test_no_copy(why: str, one: str, other: str) -> None:
    assert len(find([one, other]).pairs) == 0


def test_passages_are_places_in_both_texts() -> None:
    host = f"{OWN}. {SENTENCES[2]}. {OWN[::-1]}"
    [pair] = find([WIRE, host]).pairs
    [passage] = pair.passages
    here = WIRE[passage.here.start : passage.here.end]
    assert here == host[passage.there.start : passage.there.end] == SENTENCES[2]
    assert passage.words == len(SENTENCES[2].replace(",", " ").split())
    assert pair.first_share == pytest.approx(
        passage.words / len(WIRE.replace(",", " ").split()), abs=0.02
    )


DIRECTIONS = [
    ("two days", date(2031, 5, 1), date(2031, 5, 2), "ab"),
    ("the later given first", date(2031, 5, 2), date(2031, 5, 1), "ba"),
    ("one day", date(2031, 5, 1), date(2031, 5, 1), None),
    ("a minute of that day", date(2031, 5, 1), datetime(2031, 5, 1, 9, tzinfo=UTC), None),
    (
        "two minutes",
        datetime(2031, 5, 1, 9, 1, tzinfo=UTC),
        datetime(2031, 5, 1, 9, tzinfo=UTC),
        "ba",
    ),
    ("no date", None, date(2031, 5, 1), None),
]


@pytest.mark.parametrize(
    ("why", "one", "other", "order"), DIRECTIONS, ids=[r[0] for r in DIRECTIONS]
)
def test_the_direction(why: str, one: date, other: date, order: str | None) -> None:
    [pair] = find([Document("a", WIRE, when=one), Document("b", WIRE, when=other)]).pairs
    told = pair.direction is Direction.FIRST_TO_SECOND
    assert told == (order is not None)
    assert not order or (pair.first, pair.second) == tuple(order)


def test_reports_are_documents() -> None:
    found = find([Report(id="r1", text=WIRE), Report(id="r2", text=WIRE)])
    assert [(pair.first, pair.second) for pair in found.pairs] == [("r1", "r2")]
    assert [bundle.members for bundle in found.bundles] == [("r1", "r2")]


# --- the most printed wire, and the footer of every page -----------------------------


def crowd(count: int, outlets: int, *, known: bool = True) -> list[Document]:
    """A wire in so many papers, each with words of its own; and as many pages with one footer."""
    random = Random(5)
    begun = datetime(2031, 5, 1, tzinfo=UTC)
    found = []
    for number in range(count):
        outlet = f"Paper {number % outlets}" if known else None
        when = begun + timedelta(seconds=number) if known else None
        found.append(Document(f"wire {number}", f"{WIRE} {own_words(random, 8)}", outlet, when))
        page = f"{own_words(random, 70)}. {FOOTER}"
        later = begun + timedelta(hours=number) if known else None
        found.append(Document(f"page {number}", page, "Harbour Post" if known else None, later))
    return found


def check_crowd(found: Found, count: int) -> None:
    names = [(pair.first.split()[0], pair.second.split()[0]) for pair in found.pairs]
    assert set(names) == {("wire", "wire")}, "a footer makes no copy"
    assert count - 1 <= len(names) <= 4 * count, "no list of all pairs"
    [bundle] = found.bundles
    assert len(bundle.members) == count, "nobody who printed the wire is lost"


@pytest.mark.parametrize("known", [True, False], ids=["outlets known", "nothing known"])
def test_a_wire_is_bundled_and_a_footer_dropped(known: bool) -> None:
    check_crowd(find(crowd(100, 30, known=known)), 100)


@pytest.mark.slow
@pytest.mark.parametrize("known", [True, False], ids=["outlets known", "nothing known"])
def test_a_wire_in_twenty_thousand_papers(known: bool) -> None:
    check_crowd(find(crowd(20_000, 400, known=known)), 20_000)


def test_who_rewrites_what_everybody_printed_is_found() -> None:
    documents = [*crowd(60, 30), Document("rewritten", REWRITTEN, "Inland Gazette")]
    pairs = find(documents).pairs
    assert any("rewritten" in (pair.first, pair.second) for pair in pairs)


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_dated_documents_changes_nothing(order: list[int]) -> None:
    texts = [WIRE, REWRITTEN, SENTENCES[0], f"{OWN} {SENTENCES[2]}", OWN, WIRE + " " + OWN]
    documents = [
        Document(str(number), text, when=date(2031, 5, 1 + number))
        for number, text in enumerate(texts)
    ]
    straight, turned = find(documents), find([documents[place] for place in order])
    assert list(straight.pairs) == list(turned.pairs)
    assert straight.bundles == turned.bundles
