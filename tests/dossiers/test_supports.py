"""Copies never add to support; a doubt widens the range and moves nothing else."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.collations import collate
from newstemma.dossiers import weigh
from newstemma.families import Setting, simulate
from newstemma.model import (
    Backing,
    Collation,
    Copy,
    CopyKind,
    Credit,
    Kinship,
    Mark,
    MarkKind,
    Moment,
    Origin,
    Place,
    Precision,
    Range,
    Reading,
    Report,
    Role,
    Span,
    Statement,
    Stemma,
    Support,
    Voice,
    Witness,
    WitnessKind,
)
from newstemma.stemmas import trace

TEXT = "The pier burned."


def story(
    origins: list[list[str]], kinships: tuple[Kinship, ...] = ()
) -> tuple[list[Report], Stemma, Collation]:
    """One statement that every report makes, under the given origins."""
    ids = sorted({id for origin in origins for id in origin})
    reports = [Report(id, TEXT) for id in ids]
    witnesses = tuple(Witness(id, id, WitnessKind.REPORT, id, (id,)) for id in ids)
    named = tuple(Origin(f"origin {o[0]}", tuple(o)) for o in origins)
    copies = tuple(Copy(o[0], id, CopyKind.EDITED, 1.0, 0.9) for o in origins for id in o[1:])
    stemma = Stemma("s", witnesses, copies, named, Range(1, len(origins), 9), kinships)
    span = Span(0, len(TEXT))
    readings = tuple(Reading(id, span, TEXT, span) for id in ids)
    return reports, stemma, Collation("s", (Statement("1", TEXT, readings),), ())


def counted(origins: list[list[str]], kinships: tuple[Kinship, ...] = ()) -> tuple[int, int, int]:
    (support,) = weigh(*story(origins, kinships))
    return support.count.low, support.count.likely, support.count.high


def test_copies_do_not_add() -> None:
    assert counted([["a"]]) == (1, 1, 1)
    assert counted([["a", "b", "c"]]) == (1, 1, 1)
    assert counted([["a", "b"], ["c"]]) == (2, 2, 2)


def test_a_report_of_two_origins_adds_nothing_where_both_are_heard() -> None:
    assert counted([["a", "x"], ["b", "x"]])[1] == 2


def test_doubtful_origins_lower_the_low_only() -> None:
    assert counted([["a"], ["b"]], (Kinship("a", "b", 0.4),)) == (1, 2, 2)


def test_a_doubtful_member_raises_the_high_only() -> None:
    assert counted([["a", "b"]], (Kinship("a", "b", 0.6),)) == (1, 1, 2)


def test_the_origins_are_named() -> None:
    (support,) = weigh(*story([["a", "b"], ["c"]]))
    assert support.origins == ("origin a", "origin c")
    assert support.count.reasons[0] == "3 reports, 3 texts, 2 origins of text"


# --- voices ---------------------------------------------------------------------


def heard(quote: str, cue: str, *origins: str, credit: str = "") -> Support:
    """One statement in reports of their own, each giving it to a speaker."""
    text = f"{quote} {cue}"
    name = Span(text.index("Ilse"), len(text) - 1) if "Ilse" in text else Span(0, 0)
    kind = MarkKind.QUOTE if "“" in quote else MarkKind.ATTRIBUTION
    marks = (
        Mark(kind, Span(1, len(quote)), "neutral", speaker="tarn"),
        Mark(MarkKind.NAME, name, "tarn"),
    )
    _, stemma, _ = story([[id] for id in origins])
    reports = [Report(id, text, marks=marks, outlet=f"Outlet {id}") for id in origins]
    if credit:
        span = Span(0, len(text))
        named = Credit(credit, credit.casefold(), Role.AGENCY, Place.IN_TEXT, text, span)
        reports[0] = replace(reports[0], credits=(named,))
    span = Span(0, len(text))
    readings = tuple(Reading(id, span, text, span) for id in origins)
    (support,) = weigh(reports, stemma, Collation("s", (Statement("1", text, readings),), ()))
    return support


def test_one_speaker_is_one_voice_however_many_heard_it():
    support = heard("“The pier burned,”", "said Ilse Tarn.", "a", "b")
    assert support.voices == ("Ilse Tarn",)
    assert support.count.likely == 2
    assert "one voice (Ilse Tarn) heard by 2 origins" in support.count.reasons


def test_according_to_somebody_is_a_claim_of_theirs():
    support = heard("The pier burned,", "according to Ilse Tarn.", "a", "b")
    assert "a claim of Ilse Tarn reported by 2 origins" in support.count.reasons


def test_what_a_report_says_in_its_own_voice_has_no_voice_of_another():
    (support,) = weigh(*story([["a"], ["b"]]))
    assert support.voices == ()


def test_what_another_origin_is_credited_for_is_counted_there_once():
    alone = heard("The pier burned,", "Ilse Tarn said.", "a", "b")
    by_b = heard("The pier burned,", "Ilse Tarn said.", "a", "b", credit="Outlet b")
    assert (alone.count.likely, by_b.count.likely) == (2, 1)
    assert by_b.origins == ("origin b",)
    assert "1 report only by what another origin said" in by_b.count.reasons


def test_a_credit_to_nobody_in_the_story_takes_nothing_away():
    support = heard("The pier burned,", "Ilse Tarn said.", "a", "b", credit="Tidewire")
    assert support.count.likely == 2


# --- who says it, and first -------------------------------------------------------


def published(id: str, hour: int | None) -> Report:
    when = None
    if hour is not None:
        when = Moment(datetime(2031, 1, 1, hour, tzinfo=UTC), Precision.HOUR, Voice.METADATA)
    return Report(id, TEXT, published=when)


@pytest.mark.parametrize(
    ("origins", "hours", "first"),
    [
        ([["a"], ["b"]], {"a": 9, "b": 8}, "b"),
        ([["a", "b"]], {"a": 9, "b": 8}, "a"),  # b took it from a, whatever the clocks say
        ([["a"], ["b"]], {"a": 9, "b": None}, None),
        ([["a", "b"]], {"a": None, "b": None}, "a"),
        ([["a"], ["b"]], {"a": 9, "b": 9}, None),
    ],
)
def test_who_had_it_first(origins, hours, first):
    _, stemma, collation = story(origins)
    reports = [published(id, hour) for id, hour in hours.items()]
    (support,) = weigh(reports, stemma, collation)
    assert support.first == first


def said_by(origins: list[list[str]], *makers: str) -> Backing | None:
    reports, stemma, collation = story(origins)
    (statement,) = collation.statements
    kept = tuple(r for r in statement.readings if r.report in makers)
    made = Collation("s", (replace(statement, readings=kept),), ())
    stemma = replace(stemma, independent=Range(1, len(origins), len(origins)))
    return weigh(reports, stemma, made)[0].backing


def test_every_several_one_or_only_copies():
    three = [["a", "x"], ["b"], ["c"]]
    assert said_by(three, "a", "b", "c") is Backing.EVERY
    assert said_by(three, "x", "b", "c") is Backing.EVERY
    assert said_by(three, "a", "b") is Backing.SEVERAL
    assert said_by(three, "a", "x") is Backing.ONE
    assert said_by(three, "x") is Backing.COPIES


# --- properties -------------------------------------------------------------------


@given(st.integers(0, 100_000), st.integers(0, 9), st.integers(1, 3))
@settings(deadline=None)
def test_an_added_copy_changes_no_support_and_none_is_above_the_origins(seed, which, count):
    """On simulated families, the stemma as traced: only the copies are added to it."""
    family = simulate(seed, setting=Setting(reports=6))
    stemma = trace(family.reports)
    collation = collate(family.reports, stemma)
    before = weigh(family.reports, stemma, collation)
    copied = family.reports[which % len(family.reports)]
    copies = [replace(copied, id=f"copy {n}", outlet=f"Copyist {n}") for n in range(count)]
    after = weigh(
        [*family.reports, *copies],
        with_copies(stemma, copied.id, [copy.id for copy in copies]),
        read_again(collation, copied.id, [copy.id for copy in copies]),
    )
    for one, other in zip(before, after, strict=True):
        assert (one.count.low, one.count.likely) == (other.count.low, other.count.likely)
        assert one.count.high == other.count.high
        assert one.origins == other.origins
        assert 1 <= one.count.low <= one.count.likely <= one.count.high
        assert one.count.likely <= len(stemma.origins)


def with_copies(stemma: Stemma, report: str, copies: list[str]) -> Stemma:
    """The stemma with verbatim copies in the witness that holds a report."""
    held = stemma.witness_of(report)
    bundle = replace(held, kind=WitnessKind.BUNDLE, reports=(*held.reports, *copies))
    return replace(stemma, witnesses=tuple(bundle if w is held else w for w in stemma.witnesses))


def read_again(collation: Collation, report: str, copies: list[str]) -> Collation:
    """The collation with the readings of a report given by its copies too."""
    statements = []
    for made in collation.statements:
        own = [r for r in made.readings if r.report == report]
        more = tuple(replace(r, report=id) for r in own for id in copies)
        statements.append(replace(made, readings=made.readings + more))
    return replace(collation, statements=tuple(statements))
