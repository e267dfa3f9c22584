"""Reports into stories: hand-made piles, and what must hold for every pile."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.families import Setting, simulate
from newstemma.model import Moment, Precision, Report, Verdict, Voice
from newstemma.stories import group, place, together

DAY = datetime(2031, 5, 8, tzinfo=UTC)


def moment(days, precision=Precision.DAY):
    return Moment(DAY + timedelta(days=days), precision, Voice.PAGE, Verdict.PUBLISHED)


def report(id, title, text, days=None, event=None):
    return Report(
        id,
        text,
        title=title,
        published=None if days is None else moment(days),
        event_date=None if event is None else moment(event),
    )


FIRE = report(
    "fire",
    "Fire guts Ormsk grain exchange",
    "A fire destroyed the grain exchange of Ormsk overnight, Marshal Deva Korl said. "
    "The roof of the 1871 hall fell in at 02:40 and 14 people were treated for smoke.",
    days=0,
)
FIRE_AGAIN = report(
    "fire2",
    "Ormsk grain exchange burns down",
    "The 1871 grain exchange in Ormsk burned to the walls during the night. Fourteen people "
    "breathed smoke; Marshal Deva Korl of the brigade said the roof gave way before three.",
    days=0,
)
VOTE = report(
    "vote",
    "Tarnow parliament dissolves itself",
    "Deputies in Tarnow voted 71 to 38 to dissolve parliament, Speaker Odile Marrant announced. "
    "Pavel Renk remains prime minister until elections.",
    days=0,
)
SPANISH = replace(
    report(
        "voto",
        "El Parlamento de Tarnow se disuelve",
        "Los diputados de Tarnow aprobaron por 71 votos contra 38 la disolución, anunció la "
        "presidenta Odile Marrant. El primer ministro, Pavel Renk, seguirá hasta las elecciones.",
        days=0,
    ),
    language="es",
)


def grouped(*reports):
    return {frozenset(story.reports) for story in group(reports)}


def test_no_reports_no_stories():
    assert group([]) == ()


def test_a_person_may_say_that_all_is_one_story():
    story = together([VOTE, FIRE, FIRE_AGAIN, FIRE])
    assert set(story.reports) == {"fire", "fire2", "vote"}
    assert story == together([FIRE_AGAIN, FIRE, VOTE])
    assert story.title in (FIRE.title, FIRE_AGAIN.title)
    assert together([FIRE, FIRE_AGAIN]) == group([FIRE, FIRE_AGAIN])[0]


def test_two_events_are_two_stories_largest_first():
    stories = group([VOTE, FIRE, FIRE_AGAIN])
    assert [len(s.reports) for s in stories] == [2, 1]
    assert stories[0].title in (FIRE.title, FIRE_AGAIN.title)


def test_names_and_figures_cross_languages():
    assert grouped(VOTE, SPANISH, FIRE) == {frozenset({"vote", "voto"}), frozenset({"fire"})}


def test_reports_without_a_date_find_their_story():
    undated = replace(FIRE_AGAIN, published=None)
    assert grouped(FIRE, undated, VOTE) == {frozenset({"fire", "fire2"}), frozenset({"vote"})}


def quake(id, town, strength, dead, day):
    return report(
        id,
        f"Earthquake of {strength} shakes {town}",
        f"An earthquake of magnitude {strength} struck {town} at dawn, killing {dead} people. "
        f"Rescuers searched the rubble in {town} and schools were closed, the civil guard said.",
        days=day,
        event=day,
    )


def test_look_alike_events_one_day_apart_stay_apart():
    first = [quake("a", "Paravel", "5.1", 12, 0), quake("b", "Paravel", "5.1", 12, 0)]
    second = [quake("c", "Monteclar", "5.6", 31, 1), quake("d", "Monteclar", "5.6", 31, 1)]
    assert grouped(*first, *second) == {frozenset({"a", "b"}), frozenset({"c", "d"})}


def test_an_empty_text_is_a_story_of_its_own():
    assert grouped(FIRE, Report("empty", "")) == {frozenset({"fire"}), frozenset({"empty"})}


# --- placing ----------------------------------------------------------------------


def test_a_newcomer_opens_joins_or_merges():
    fire, vote = group([FIRE])[0], group([VOTE])[0]
    near = [(fire, [FIRE]), (vote, [VOTE])]
    joined = place(FIRE_AGAIN, near)
    assert (joined.action, joined.stories) == ("joined", (fire.id,))
    assert "shared words" in {clue.name for clue in joined.clues}
    assert place(FIRE_AGAIN, [(vote, [VOTE])]).action == "opened"
    twin = replace(FIRE, id="twin")
    other = group([twin])[0]
    merged = place(FIRE_AGAIN, [*near, (other, [twin])])
    assert merged.action == "merged"
    assert set(merged.stories) == {fire.id, other.id}


# --- properties --------------------------------------------------------------------


@given(seed=st.integers(0, 20), shuffle=st.integers(0, 1000))
@settings(max_examples=6, deadline=None)
def test_the_order_of_the_pile_changes_nothing_and_all_are_placed_once(seed, shuffle):
    pile = [
        *simulate(seed, setting=Setting(reports=5)).reports,
        *simulate(seed + 1000, setting=Setting(reports=4)).reports,
    ]
    stories = group(pile)
    Random(shuffle).shuffle(pile)
    assert group([*pile, *pile]) == stories
    assert sorted(r for s in stories for r in s.reports) == sorted({r.id for r in pile})
    assert len({s.id for s in stories}) == len(stories)
