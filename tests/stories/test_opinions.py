"""Opinion pieces hang on a story and are no reason for another report to be in it."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.model import Report
from newstemma.stories import group
from newstemma.stories.cores import Between
from newstemma.stories.days import Settled, settle
from newstemma.stories.opinions import RULES, is_opinion
from tests.stories.test_stream import in_batch, in_order, pile, streamed


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("OPINION: Wexmoor must not wait", None),
        ("Editorial | The mill and the town", None),
        ("Opinión: La ciudad no puede esperar", None),
        ("Мнение: город не может ждать", None),
        ("Wexmoor must not wait", "https://quay.example/opinion/2031/05/wexmoor"),
    ],
)
def test_a_page_that_says_so_is_opinion(title, url):
    assert is_opinion(Report(id="a", text="Rain.", title=title, url=url))


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("Opinion polls show a tie in Velm", None),
        ("Court gives its opinion", "https://quay.example/news/opinion"),
        ("Leader of the council resigns", None),
        ("", "https://quay.example/"),
        ("Mill burns", "http://[broken"),
    ],
)
def test_a_report_about_opinions_is_none(title, url):
    assert not is_opinion(Report(id="a", text="Rain.", title=title, url=url))


def test_every_rule_has_a_reason_and_an_example():
    assert len({name for name, *_ in RULES}) == len(RULES)
    assert all(reason.endswith(".") and example for *_, reason, example in RULES)


def bits(one, other):
    """Letters of one kind agree, "x" agrees with all."""
    return 2.0 if "x" in (one[0], other[0]) or one[0] == other[0] else -1.0


def nothing(one, other):
    return 0.0


between = Between(bits, nothing, nothing)


def test_an_opinion_piece_draws_no_two_stories_together():
    reports = ["a1", "b1", "x1"]
    assert settle(reports, [], between) != settle(reports, [], between, {"x1"})
    assert settle(reports, [], between, {"x1"}) == (Settled((0, 2)), Settled((1,)))


def test_an_opinion_piece_hangs_on_an_open_story_or_stands_alone():
    assert settle(["a1", "x1"], [["b1"]], between, {"a1", "x1"}) == (
        Settled((0,)), Settled((1,), (0,)))  # fmt: skip
    assert settle(["a1"], [], between, {"a1"}) == (Settled((0,)),)


def with_opinions(reports, seed):
    random = Random(seed)
    return [
        replace(r, title=f"Opinion: {r.title}") if random.random() < 0.3 else r for r in reports
    ]


@given(st.integers(0, 10**6), st.integers(1, 3), st.integers(3, 6))
@settings(deadline=None)
def test_a_stream_with_opinions_gives_the_stories_of_the_batch(seed, events, size):
    reports = with_opinions(pile(seed, events, size), seed)
    assert streamed(in_order(reports)) == in_batch(reports)
    Random(seed).shuffle(reports)
    assert streamed(reports) == in_batch(reports)


@given(st.integers(0, 10**6))
@settings(deadline=None)
def test_opinions_change_nothing_between_the_others(seed):
    reports = with_opinions(pile(seed, 3, 4), seed)
    opinions = {r.id for r in reports if is_opinion(r)}
    with_them = {frozenset(s.reports) - opinions for s in group(reports)} - {frozenset()}
    assert with_them == in_batch([r for r in reports if r.id not in opinions])
