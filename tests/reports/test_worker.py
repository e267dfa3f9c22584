"""Pages read under limits: what breaks one is refused, and the next page is read."""

import pytest

from newstemma import reports
from newstemma.model import Page, Rejected, Report
from newstemma.reports import cleaning, crew
from newstemma.reports.worker import Limits, Worker

BODY = "The harbour of Port Sarn was closed on Tuesday after a crane fell, the port said."
PAGE = Page(f"<html><body><p>{BODY}</p></body></html>", "text/html", "case")


def page(number, tags=0):
    return Page(f"<html><body><p>{BODY} {number}.</p>{'<i>' * tags}", "text/html", str(number))


@pytest.fixture
def worker():
    made = []

    def start(**limits):
        made.append(Worker(Limits(**limits)))
        return made[-1]

    yield start
    for each in made:
        each.close()


@pytest.mark.slow
def test_a_worker_reads_as_we_do(worker):
    hand = worker()
    assert hand.read(PAGE) == cleaning.clean(PAGE)
    empty = Page("<html>", "text/html", "empty")
    assert hand.read(empty) == cleaning.clean(empty)
    assert hand.read(PAGE, fast=True) == cleaning.clean(PAGE, fast=True)


@pytest.mark.slow
def test_too_much_memory_is_a_reason_and_the_next_page_is_read(worker):
    hand = worker(mebibytes=260)
    hungry = Page(f"<p>{BODY}</p>" + "<p>x" * 1_000_000, "text/html", "hungry")
    assert hand.read(hungry).reason == "too_hungry"
    assert hand.read(PAGE) == cleaning.clean(PAGE)


@pytest.mark.slow
def test_too_much_patience_is_a_reason(worker):
    found = worker(wall_seconds=0.01).read(PAGE)
    assert (found.reason, found.origin) == ("too_slow", "case")
    assert "give the text" in found.detail


def test_only_a_heavy_page_needs_a_worker():
    assert not crew.is_heavy(PAGE)
    assert not crew.is_heavy(Page("<" * 99_999, "text/plain", "text"))
    assert crew.is_heavy(Page("<" * 99_999, "text/html", "tags"))
    assert crew.is_heavy(Page(b"<" * 99_999, "text/html", "bytes"))
    assert crew.is_heavy(Page("a" * 2_000_000, "text/html", "long"))


@pytest.mark.slow
def test_a_heavy_page_is_read_by_the_helper():
    found = reports.clean(page(1, tags=crew.MOST_TAGS))
    assert isinstance(found, Report)
    assert found.text == f"{BODY} 1."


@pytest.mark.slow
def test_a_long_pile_is_read_in_its_order(monkeypatch):
    monkeypatch.setattr(crew, "LONG_PILE", 3)
    monkeypatch.setattr(crew, "cores", lambda: 2)
    missing = Rejected("gone", "missing", "gone")
    pile = [page(1), page(2), missing, *map(page, range(3, 20)), missing, page(1)]
    found = list(crew.clean_each(pile))
    assert found == [p if p is missing else cleaning.clean(p) for p in pile]
    assert len(list(reports.clean_all(pile))) == len(pile) - 1


@pytest.mark.slow
def test_a_pile_may_be_left_in_the_middle(monkeypatch):
    monkeypatch.setattr(crew, "LONG_PILE", 1)
    monkeypatch.setattr(crew, "cores", lambda: 2)
    found = reports.clean_all(map(page, range(1_000)))
    assert [next(found).origin for _ in range(3)] == ["0", "1", "2"]
    found.close()


def test_pages_are_asked_for_one_by_one():
    asked = []

    def pile():
        for number in range(50):
            asked.append(number)
            yield page(number)

    found = crew.clean_each(pile())
    next(found)
    assert asked == [0]
