"""Whole stemmas: hand-made cases, and what must hold on every simulated family."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.families import Setting, simulate, stories_for
from newstemma.model import (
    Credit,
    Moment,
    Place,
    Precision,
    Report,
    Role,
    Ruling,
    Span,
    Voice,
    WitnessKind,
)
from newstemma.stemmas import trace

DISPATCH = """The parliament of Tarnow voted on Thursday to dissolve itself after long deadlock.
Speaker Odile Marrant announced 71 votes for and 38 against shortly after noon.
Elections must follow within sixty days under article 14 of the charter.
The outgoing cabinet of Pavel Renk stays in office without power to borrow.
Renk lost his majority in August when the Reed Party left over the price of grain.
Crown bonds fell by two points in Calder before recovering at the close."""

TRANSLATED = """Deputies in Tarnow decided on Thursday by vote to dissolve a deadlocked parliament.
According to the speaker, Odile Marrant, 71 were in favour and 38 opposed.
Article 14 of the charter requires that elections be held inside sixty days.
Pavel Renk's cabinet remains in office until then but may not borrow.
In August the Reed Party had abandoned Renk because of grain prices, costing him the majority.
In Calder the crown bonds lost two points and then recovered by the close."""

OWN_STORY = """Candles stood in the windows of the old mint as shopkeepers talked of little else.
“We voted for bread and got speeches,” said Jana Olt, who sells buttons on Weir Street.
Her neighbours expect the grain guild to put up a list of its own.
A retired judge, Amadeus Fink, recalled the three ballots of 1998 and laughed.
Soldiers at the gate said their leave had been cancelled until spring."""


def report(id, text, outlet, *credits, hours=None):
    day = datetime(2031, 5, 8, tzinfo=UTC)
    published = None
    if hours is not None:
        published = Moment(day + timedelta(hours=hours), Precision.MINUTE, Voice.PAGE)
    return Report(id, text, outlet=outlet, credits=credits, published=published)


def credit(name, place=Place.CREDIT_LINE, role=Role.AGENCY, at=None):
    span = None if at is None else Span(at, at + 1)
    return Credit(name, name, role, place, f"Source: {name}", span)


def main_copies(stemma):
    return {(c.source, c.target) for c in stemma.copies if not c.second}


def test_no_reports_give_an_empty_stemma():
    stemma = trace([])
    assert (stemma.witnesses, stemma.copies, stemma.origins) == ((), (), ())
    assert stemma.independent.likely == 0


def test_one_report_is_one_source():
    stemma = trace([report("a", DISPATCH, "Tarnow Post")])
    assert (stemma.independent.low, stemma.independent.high) == (1, 1)


def test_translation_is_kin_and_a_reporters_own_story_is_not():
    stemma = trace(
        [
            report("wire", DISPATCH, "Tarnow Post", hours=13),
            report("back", TRANSLATED, "Litoral Daily", hours=20),
            report("own", OWN_STORY, "Weir Courier", hours=22),
        ]
    )
    assert stemma.independent.likely == 2
    assert [o.witnesses[:2] for o in stemma.origins] == [("wire", "back"), ("own",)]
    assert any("in the same order" in reason for reason in stemma.independent.reasons)


def test_credits_chain_from_the_source_further_up_to_the_line_at_the_tail():
    copied = report(
        "back",
        TRANSLATED,
        "Litoral Daily",
        credit("Norvane", Place.IN_TEXT, at=10),
        credit("Kestrel.ro", Place.IN_TEXT, Role.OUTLET, at=30),
        credit("Halden Online", role=Role.OUTLET),
    )
    stemma = trace([report("wire", DISPATCH, None, credit("Norvane")), copied])
    names = {w.id: w.name for w in stemma.witnesses}
    found = {(names[s], names[t]) for s, t in main_copies(stemma)}
    assert found == {
        ("Norvane", names["wire"]),
        ("Norvane", "Kestrel.ro"),
        ("Kestrel.ro", "Halden Online"),
        ("Halden Online", "Litoral Daily"),
    }
    assert [o.name for o in stemma.origins] == ["Norvane"]
    assert {w.siglum for w in stemma.witnesses} == {"A", "B", "α", "β", "γ"}


def test_a_credit_crosses_languages_where_words_cannot():
    french = "Les députés de Tarnow ont voté jeudi la dissolution du parlement, 71 contre 38."
    copied = replace(
        report("fr", french, "Matin", credit("Tarnow Post", role=Role.OUTLET), hours=19),
        language="fr",
    )
    wire = replace(report("wire", DISPATCH, "Tarnow Post", hours=13), language="en")
    stemma = trace([copied, wire])
    assert stemma.independent.likely == 1
    assert [(c.source, c.target, c.kind) for c in stemma.copies] == [("wire", "fr", "translated")]


def test_a_photo_credit_is_no_source():
    stemma = trace([report("a", DISPATCH, "Tarnow Post", credit("Optik", role=Role.PHOTO))])
    assert all(w.kind is not WitnessKind.UNSEEN for w in stemma.witnesses)


def test_a_credit_of_a_lone_report_adds_no_origin():
    stemma = trace([report("own", OWN_STORY, "Weir Courier", credit("Norvane"))])
    assert [w.name for w in stemma.witnesses] == ["Weir Courier", "Norvane"]
    assert len(stemma.origins) == 1


def test_one_agency_credited_by_two_unlike_texts_is_no_kinship_by_itself():
    stemma = trace(
        [
            report("wire", DISPATCH, "Tarnow Post", credit("Norvane")),
            report("own", OWN_STORY, "Weir Courier", credit("Norvane")),
        ]
    )
    assert stemma.independent.likely == 2
    ids = [w.id for w in stemma.witnesses if w.kind is WitnessKind.UNSEEN]
    assert len(ids) == len(set(ids)) == 2


def test_the_same_text_is_one_bundle_whatever_its_articles_and_case():
    again = DISPATCH.replace("The outgoing", "Outgoing").upper()
    stemma = trace(
        [report("a", DISPATCH, "Tarnow Post", hours=5), report("b", again, "Weir Courier", hours=9)]
    )
    assert [w.kind for w in stemma.witnesses] == [WitnessKind.BUNDLE]
    assert stemma.witnesses[0].reports == ("a", "b")


@pytest.mark.parametrize("change", [("71", "17"), ("stays", "does not stay")])
def test_another_figure_or_a_denial_is_not_the_same_text(change):
    stemma = trace([report("a", DISPATCH, "A"), report("b", DISPATCH.replace(*change), "B")])
    assert len(stemma.witnesses) >= 2


# --- rulings ------------------------------------------------------------------


def ruling(verdict, *subject):
    return Ruling("editor", datetime(2031, 5, 9, tzinfo=UTC), subject, verdict)


PAIR = (
    report("wire", DISPATCH, "Tarnow Post", hours=13),
    report("back", TRANSLATED, "Litoral Daily", hours=20),
)


def test_a_ruling_on_kinship_outranks_the_clues():
    apart = trace(PAIR, rulings=[ruling("other_origin", "wire", "back")])
    assert (apart.independent.low, apart.independent.high) == (2, 2)
    unlike = (PAIR[0], report("own", OWN_STORY, "Weir Courier"))
    assert trace(unlike, rulings=[ruling("same_origin", "wire", "own")]).independent.likely == 1


@pytest.mark.parametrize(("target", "source"), [("wire", "back"), ("back", "wire")])
def test_a_ruling_on_a_copy_sets_its_direction(target, source):
    stemma = trace(PAIR, rulings=[ruling("copies", target, source)])
    assert (source, target) in main_copies(stemma)


def test_a_forbidden_copy_is_not_drawn():
    for target, source in (("wire", "back"), ("back", "wire")):
        stemma = trace(PAIR, rulings=[ruling("not_copies", target, source)])
        assert (source, target) not in main_copies(stemma)


def test_a_person_names_the_source_nobody_handed_us():
    named = Ruling("ed", datetime(2031, 5, 9, tzinfo=UTC), ("back",), "unseen_source", "Norvane")
    stemma = trace(PAIR, rulings=[named])
    (source,) = [
        w for w in stemma.witnesses if w.kind is WitnessKind.UNSEEN and w.name == "Norvane"
    ]
    found = [c for c in stemma.copies if c.target == "back" and not c.second]
    assert [(c.source, c.probability) for c in found] == [(source.id, 1.0)]


def test_a_ruling_joins_and_parts_whole_groups():
    more = [replace(r, id=r.id + "2", text=r.text.split("\n", 1)[1]) for r in PAIR]
    others = [report("own", OWN_STORY, "Weir Courier"), *PAIR, *more]
    assert trace(others).independent.likely == 2
    joined = trace(others, rulings=[ruling("same_origin", "own", "wire2")])
    assert (joined.independent.low, joined.independent.likely) == (1, 1)
    parted = trace(others, rulings=[ruling("other_origin", "wire", "back")])
    homes = [set(o.witnesses) for o in parted.origins]
    assert parted.independent.likely == 3
    assert not any({"wire", "back"} <= home for home in homes)


# --- properties over simulated families ------------------------------------------


@lru_cache(maxsize=64)
def family(seed):
    return simulate(seed, setting=Setting(reports=3 + seed % 7), stories=stories_for("train"))


SEEDS = st.integers(0, 40)
FEW = settings(max_examples=12, deadline=None)


@given(seed=SEEDS, shuffle=st.integers(0, 1000))
@FEW
def test_the_order_of_reports_changes_nothing(seed, shuffle):
    reports = list(family(seed).reports)
    expected = trace(reports)
    Random(shuffle).shuffle(reports)
    assert trace(reports) == expected


@given(seed=SEEDS)
@FEW
def test_a_stemma_has_no_cycle_and_one_main_source(seed):
    stemma = trace(family(seed).reports)
    mains = [c.target for c in stemma.copies if not c.second]
    assert len(mains) == len(set(mains))
    above = {w.id: {c.source for c in stemma.copies if c.target == w.id} for w in stemma.witnesses}
    while tops := [w for w, sources in above.items() if not sources & above.keys()]:
        for top in tops:
            del above[top]
    assert not above


@given(seed=SEEDS, choice=st.integers(0, 100))
@FEW
def test_a_verbatim_copy_never_raises_the_count(seed, choice):
    reports = family(seed).reports
    copied = reports[choice % len(reports)]
    copy = replace(copied, id="0copy", outlet="Copycat", credits=(), published=None)
    before, after = trace(reports).independent, trace([*reports, copy]).independent
    assert (after.low, after.likely, after.high) == (before.low, before.likely, before.high)


@given(seed=SEEDS)
@FEW
def test_witnesses_hold_every_report_once_and_origins_every_witness(seed):
    reports = family(seed).reports
    stemma = trace([*reports, *reports])
    held = [r for w in stemma.witnesses for r in w.reports]
    assert sorted(held) == sorted(r.id for r in reports)
    assert {w for o in stemma.origins for w in o.witnesses} == {w.id for w in stemma.witnesses}
    count = stemma.independent
    assert count.low <= count.likely == len(stemma.origins) <= count.high
    assert count.likely >= 1


@given(seed=SEEDS)
@FEW
def test_an_independent_report_raises_the_count_by_one(seed):
    reports = family(seed).reports
    own = report("own", OWN_STORY, "Weir Courier")
    assert trace([*reports, own]).independent.likely == trace(reports).independent.likely + 1


# --- the same over many families --------------------------------------------------

# 30 families in the quick profile, 1,000 in the thorough one.
MANY = settings(deadline=None)
WIDE = st.integers(0, 100_000)


def any_family(seed):
    return simulate(seed, setting=Setting(reports=3 + seed % 6), stories=stories_for("train"))


@pytest.mark.slow
@given(seed=WIDE, choice=st.integers(0, 100), times=st.sampled_from([1, 10]))
@MANY
def test_copies_of_one_report_change_no_count_in_many_families(seed, choice, times):
    reports = any_family(seed).reports
    copied = reports[choice % len(reports)]
    copies = [
        replace(copied, id=f"{n}copy", outlet=f"Copycat {n}", credits=(), published=None)
        for n in range(times)
    ]
    before, after = trace(reports).independent, trace([*reports, *copies]).independent
    assert (after.low, after.likely, after.high) == (before.low, before.likely, before.high)


@pytest.mark.slow
@given(seed=WIDE, shuffle=st.integers(0, 1000))
@MANY
def test_order_and_an_independent_report_in_many_families(seed, shuffle):
    reports = list(any_family(seed).reports)
    expected = trace(reports)
    Random(shuffle).shuffle(reports)
    assert trace(reports) == expected
    own = report("own", OWN_STORY, "Weir Courier")
    assert trace([*reports, own]).independent.likely == expected.independent.likely + 1
