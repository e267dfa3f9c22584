"""A stream of reports in order of publication and one batch give the same stories."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.families import Setting, base_stories, simulate
from newstemma.model import Story
from newstemma.stories import group, place
from quality.stages.stories import in_order, streamed


def pile(seed, events, size):
    """Reports of several events, some of them about one week."""
    chosen = Random(seed).sample(base_stories(), events)
    return [
        report
        for number, story in enumerate(chosen)
        for report in simulate(
            seed + number, setting=Setting(reports=size), stories=[story]
        ).reports
    ]


def in_batch(reports):
    return {frozenset(story.reports) for story in group(reports)}


@given(st.integers(0, 10**6), st.integers(1, 4), st.integers(3, 7))
@settings(deadline=None)
def test_a_stream_in_order_of_publication_gives_the_stories_of_the_batch(seed, events, size):
    reports = pile(seed, events, size)
    assert streamed(in_order(reports)) == in_batch(reports)


@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_late_arrivals_change_no_story(seed, random):
    reports = pile(seed, 3, 4)
    random.shuffle(reports)
    assert streamed(reports) == in_batch(reports)


def test_a_report_handed_over_with_its_neighbours_is_placed_as_a_newcomer():
    reports = in_order(pile(1, 1, 5))
    story = group(reports)[0]
    assert place(reports[2], [(story, reports)]).groups[0] == story.reports


def test_a_newcomer_that_parts_a_story_says_so():
    """Two events were put together by hand; a newcomer of one of them parts them again."""
    one, other = in_order(pile(1, 1, 5)), in_order(pile(6, 1, 5))
    together = Story(id="both", reports=tuple(r.id for r in [*one[1:], *other]))
    parted = place(one[0], [(together, [*one[1:], *other])])
    assert (parted.action, parted.stories) == ("split", ("both",))
    assert set(map(frozenset, parted.groups)) == in_batch([*one, *other])
    assert one[0].id in parted.groups[0]
