"""Two developments of one saga stay two; copies of two wires about one event stay one."""

from dataclasses import replace

import pytest

from newstemma.families import PLAIN, base_stories, simulate
from newstemma.model import Report
from newstemma.stories import agreement, group
from newstemma.stories.cores import ANSWERING, Between, Core, pairs_within, two_cores
from newstemma.stories.days import Settled, settle


def news(one, other):
    """Capitals tell of another day than small letters."""
    return 0.0 if one[0].isupper() == other[0].isupper() else -1.0


def words(one, other):
    """Reports with one number are copies."""
    return 1.0 if one[1] == other[1] else 0.2


def asked(within, between=1.0):
    """Reports of one letter agree so far, of two letters so far."""
    return Between(lambda a, b: within if a[0] == b[0] else between, news, words)


def group_of(letter, numbers):
    return [letter + number for number in numbers]


def core(members, within):
    return Core(lambda: members, len(members), within)


@pytest.mark.parametrize(
    ("one", "other", "within", "apart"),
    [
        (("a", "123"), ("B", "456"), 5.0, True),
        (("a", "123"), ("B", "456"), 2.9, False),  # the gap is no larger than chance
        (("a", "123"), ("b", "456"), 5.0, False),  # two tellings, one event
        (("a", "1"), ("B", "23456"), 5.0, False),  # a report alone is no core
        (("a", "12"), ("B", "3456"), 5.0, False),
        (("a", "123"), ("B", "444444456"), 5.0, True),
        (("a", "1111111"), ("B", "456"), 5.0, False),  # copies of one text are one telling
        (("a", "123456789"), ("B", "123456789"), 2.9, True),  # means of many say more
    ],
)
def test_two_cores_differ_within_and_in_their_news(one, other, within, apart):
    here, there = core(group_of(*one), within), core(group_of(*other), within + 1.0)
    assert two_cores(here, there, 1.0, asked(within)) is apart
    assert two_cores(there, here, 1.0, asked(within)) is apart


def test_the_looser_group_decides():
    here, there = core(group_of("a", "123"), 2.0), core(group_of("B", "456"), 6.0)
    assert not two_cores(here, there, 1.0, asked(6.0))


def test_so_many_members_answer_at_most():
    pairs = []

    def counted(one, other):
        pairs.append((one, other))
        return news(one, other)

    here = [f"a{number}" for number in range(50)]
    there = [f"B{number}" for number in range(50)]
    ask = Between(asked(6.0).bits, counted, lambda one, other: 0.0)
    assert two_cores(core(here, 6.0), core(there, 6.0), 0.0, ask)
    assert len(pairs) == ANSWERING**2 + 2 * pairs_within(ANSWERING)


@pytest.mark.parametrize(
    ("stories", "settled"),
    [
        ([], (Settled((0, 1, 2)), Settled((3, 4, 5)))),
        ([["a9", "a8"]], (Settled((0, 1, 2), (0,)), Settled((3, 4, 5)))),
        ([["A9", "A8"], ["a9"]], (Settled((0, 1, 2), (1,)), Settled((3, 4, 5), (0,)))),
    ],
)
def test_a_day_keeps_two_cores_apart(stories, settled):
    reports = ["a1", "a2", "a3", "A4", "A5", "A6"]
    assert settle(reports, stories, asked(5.0)) == settled


def test_without_other_news_a_day_is_one_story():
    reports = ["a1", "a2", "a3", "b4", "b5", "b6"]
    assert settle(reports, [], asked(5.0)) == (Settled((0, 1, 2, 3, 4, 5)),)


@pytest.mark.parametrize("number", range(len(base_stories())))
def test_an_event_told_by_several_wires_is_not_parted(number, monkeypatch):
    setting = replace(PLAIN, wrong_dates=0.0)
    family = simulate(500 + number, setting=setting, stories=[base_stories()[number]])
    found = group(list(family.reports))
    monkeypatch.setattr(agreement, "two_cores", lambda *asked: False)
    assert found == group(list(family.reports))


# Four reporters at the ring side: who lost, in which round, where.
BOUT = (
    (
        "Carter stops {loser} to keep heavyweight title",
        "George Carter kept his heavyweight title on Saturday, stopping {loser} in the {round} "
        "round at the {arena}. The champion knocked {loser} down twice before the referee waved "
        "the fight off. It was a patient display, and {loser} hardly landed a blow.",
    ),
    (
        "Champion Carter beats {loser} in {round}",
        "A right hand put {loser} on the canvas of the {arena} and a second one ended the "
        "evening: George Carter is heavyweight champion still. The bout lasted until the "
        "{round}. Doctors looked after {loser}, who left the ring on his own feet.",
    ),
    (
        "{loser} no match for Carter",
        "Heavyweight champion George Carter made short work of challenger {loser}. Thousands "
        "at the {arena} saw the referee step between the two in the {round} round, with the "
        "challenger pinned to the ropes. Carter said he had expected a harder fight.",
    ),
    (
        "Carter defends belt against {loser}",
        "The belt stays where it was. George Carter wore down {loser} with his jab and "
        "knocked the challenger out in round {round}, to cheers from a full {arena}. Trainers of "
        "{loser} spoke of an injured shoulder. Promoters of the heavyweight champion want more.",
    ),
)


def bout(day, **facts):
    return [
        Report(
            id=f"{day}-{number}",
            title=title.format(**facts),
            text=text.format(**facts),
            language="en",
        )
        for number, (title, text) in enumerate(BOUT)
    ]


def test_two_bouts_of_one_champion_are_two_stories_without_any_date(monkeypatch):
    one = bout("may", loser="Peter Miller", round="seventh", arena="North Bridge Arena")
    two = bout("july", loser="John Baker", round="sixth", arena="Green Park Stadium")
    found = {frozenset(story.reports) for story in group(one + two)}
    assert found == {frozenset(r.id for r in one), frozenset(r.id for r in two)}
    monkeypatch.setattr(agreement, "two_cores", lambda *asked: False)
    assert len(group(one + two)) == 1
