"""Routine pages are known by their titles, hang on a story and draw none together."""

from dataclasses import replace

import pytest

from newstemma.languages import packs
from newstemma.model import Report
from newstemma.stories import group
from newstemma.stories.days import Settled, settle
from newstemma.stories.roundups import is_round_up
from tests.stories.test_group import FIRE, FIRE_AGAIN, VOTE
from tests.stories.test_opinions import between


@pytest.mark.parametrize(
    "title",
    [
        "Morning briefing",
        "Morning Briefing: mill burns, ministers quarrel",
        "The week ahead",
        "Week in review | Quay Courier",
        "Evening digest for Tuesday, 3 May",
        "What to watch this week",
        "Five things to know this morning",
        "Market wrap: grain falls, copper climbs",
        "Stocks to watch - 3 May",
        "Mill burns in Wexmoor | News in brief",
        "Presseschau vom 3. Mai",
        "Aktien Frankfurt Schluss: Kaum bewegt",
        "Nachrichtenüberblick",
        "Revue de presse",
        "Les titres du jour : Wexmoor",
        "Resumen del día",
        "Rassegna stampa",
        "Știrile zilei",
        "Итоги дня: главное",
        "Головне за добу",
    ],
)
def test_a_routine_page_is_known_by_its_title(title):
    assert is_round_up(Report(id="a", text="Rain.", title=title))


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Markets close higher after grain deal",
        "Briefing room burns",
        "Minister cancels morning briefing",
        "Week of rain floods Wexmoor",
        "Weather forecast errors cost farmers millions",
        "Five things went wrong at the Wexmoor mill, report says",
        "Daily headlines drove officer to despair, court hears",
        "Head of press review board resigns",
        "In brief letter, king thanks nation",
    ],
)
def test_a_report_is_none(title):
    assert not is_round_up(Report(id="a", text="Rain.", title=title))


def test_every_language_has_titles():
    assert all(pack.entries("round_ups", "titles") for pack in packs().values())


def test_a_round_up_of_two_events_draws_no_two_stories_together():
    both = Report("both", f"{FIRE.text} {VOTE.text}", "Morning briefing", published=FIRE.published)
    found = {frozenset(story.reports) for story in group([FIRE, FIRE_AGAIN, VOTE, both])}
    assert len(found) == 2
    assert not any({"fire", "vote"} <= story for story in found)


def test_prints_of_one_round_up_are_one_story():
    text = "Rain in Velm. A cow in Orrin harbour. Eggs dearer in Fole, where Ebba Wren bakes pies."
    one = Report("one", text, "Evening digest", published=VOTE.published)
    two = replace(one, id="two")
    found = {frozenset(story.reports) for story in group([VOTE, one, two])}
    assert found == {frozenset({"vote"}), frozenset({"one", "two"})}


def test_pieces_aside_that_agree_with_nothing_are_grouped_by_themselves():
    settled = settle(["a1", "b1", "b2"], [["a0"]], between, {"b1", "b2"})
    assert settled == (Settled((0,), (0,)), Settled((1, 2)))
