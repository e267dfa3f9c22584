"""The first thing that must work, always: three real pages, two sources."""

from pathlib import Path

import pytest

from newstemma import dossiers, pages
from newstemma.model import Aspect, Dossier, Severity, Verdict, WitnessKind


@pytest.fixture(scope="module")
def dossier(shared: Path) -> Dossier:
    examination = dossiers.examine(pages.read_all([shared / "seeds"]))
    assert not examination.rejected
    (dossier,) = examination
    return dossier


def _id(dossier: Dossier, file: str) -> str:
    return next(r.id for r in dossier.reports if Path(r.origin).name.startswith(file))


def test_three_reports_two_sources(dossier: Dossier) -> None:
    count = dossier.counts.independent
    assert dossier.counts.reports == 3
    assert count.likely == 2
    assert count.low <= 2 <= count.high


def test_the_copy_and_the_copy_of_the_translation_share_an_origin(dossier: Dossier) -> None:
    wire, translated, other = (_id(dossier, name) for name in ("001", "000", "004"))
    stemma = dossier.stemma
    assert stemma.origins_of(wire) == stemma.origins_of(translated)
    assert set(stemma.origins_of(other)).isdisjoint(stemma.origins_of(wire))


def test_the_unseen_sources_are_named_and_the_photo_agency_is_none(dossier: Dossier) -> None:
    unseen = [w.name for w in dossier.stemma.witnesses if w.kind is WitnessKind.UNSEEN]
    assert sorted(name.replace(" ", "").lower() for name in unseen) == [
        "hotnews",
        "news.ro",
        "reuters",
    ]


def test_the_day_the_page_was_rendered_is_not_its_date(dossier: Dossier) -> None:
    wire = dossier.report(_id(dossier, "001"))
    assert wire.published is None
    assert [m.iso for m in wire.dates if m.verdict is Verdict.RENDERED] == ["2024-06-25"]
    assert {r.event_date.iso for r in dossier.reports if r.event_date} == {"2023-10-12"}


def test_the_dropped_hedge_is_found_at_the_right_door(dossier: Dossier) -> None:
    hedges = [
        change
        for change in dossier.collation.changes
        if change.aspect is Aspect.HEDGE and change.severity is Severity.CRITICAL
    ]
    assert len(hedges) == 1
    assert hedges[0].innovator is not None
    assert hedges[0].innovator.report == _id(dossier, "000")


def test_another_form_of_a_value_is_no_change_of_substance(dossier: Dossier) -> None:
    for change in dossier.collation.changes:
        if change.aspect in (Aspect.FIGURE, Aspect.NAME):
            words = {w.text.casefold() for w in (change.before, change.after) if w}
            if any("3.5" in w for w in words) or any("united states" in w for w in words):
                assert change.severity is Severity.COSMETIC
