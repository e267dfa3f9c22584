"""The three real reports at hand, where they are: what must come out, checked by shape alone."""

from pathlib import Path

import pytest

from newstemma import pages
from newstemma.model import Page, Report, Role
from newstemma.reports import clean, date_reports

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not at hand")


def seeds():
    found = [clean(page) for page in pages.read(SEEDS)]
    assert all(isinstance(report, Report) for report in found)
    return date_reports(found)


def test_every_paragraph_of_body_is_kept_and_no_junk():
    assert [len(report.text.split("\n\n")) for report in seeds()] == [14, 15, 6]
    for report in seeds():
        assert clean(Page(report.text, "text/plain", "again")).text == report.text


def test_sources_outlets_and_the_photo():
    first, second, third = seeds()
    assert {c.source for c in first.sources} == {"Hot News", "Reuters", "News.ro"}
    assert {c.source for c in second.sources} == {"Reuters"}
    assert third.sources == ()
    assert [c.role for c in third.credits] == [Role.PHOTO]
    assert (first.outlet, second.outlet, third.outlet) == ("247 news reel", None, "The Hindu")


def test_dates():
    first, second, third = seeds()
    assert [r.event_date.iso for r in (first, second, third)] == ["2023-10-12"] * 3
    assert (first.published, second.published) == (None, None)
    assert third.published.iso == "2023-10-12T22:03Z"
    assert "rendered" in [str(d.verdict) for d in second.dates]
