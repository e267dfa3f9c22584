"""The order of arrival changes nothing, adding twice changes nothing."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma.archive import open_archive
from tests.archive.press import add, event, export

ORDERS = 20


def pile(seed):
    """Reports of events that fall on each other's days, some of them look-alikes, some undated,
    some of them opinion pieces."""
    random = Random(seed)
    return [
        replace(report, title=f"Opinion: {report.title}") if random.random() < 0.15 else report
        for number in range(5)
        for report in event(
            random.randrange(60), size=random.randrange(3, 6), day=random.randrange(5)
        )
    ]


def exported(reports, batch):
    with open_archive(":memory:") as archive:
        add(archive, reports, batch=batch)
        return export(archive)


@given(st.integers(0, 10**6), st.randoms(use_true_random=False), st.sampled_from([1, 3, 100]))
@settings(max_examples=3)
def test_any_order_gives_the_same_stories(seed, random, batch):
    reports = list({r.id: r for r in pile(seed)}.values())
    shuffled = random.sample(reports, len(reports))
    assert exported(shuffled, batch) == exported(reports, 100)


@pytest.mark.slow
def test_twenty_orders_and_twice_give_equal_exports(tmp_path):
    reports = list({r.id: r for r in pile(1) + pile(2) + pile(3)}.values())
    exports = []
    for order in range(ORDERS):
        random = Random(order)
        shuffled = random.sample(reports, len(reports))
        with open_archive(tmp_path / f"{order}.db") as archive:
            add(archive, shuffled, batch=random.choice([1, 5, 30, 500]))
            exports.append(export(archive))
            assert set(add(archive, reversed(shuffled))) == {"known"}
            assert export(archive) == exports[-1]
            assert archive.check() == ()
    assert all(one == exports[0] for one in exports)


def test_the_clock_within_a_day_does_not_count():
    from tests.archive.press import START, moment

    reports = [r for r in event(1) + event(2) + event(3) if r.published]
    same_hour = [replace(r, published=moment(START)) for r in reports]

    def groups(some):
        with open_archive(":memory:") as archive:
            add(archive, some)
            return {frozenset(archive.story(e.id).reports) for e in archive.stories()}

    day = {r.id for r in reports if r.published.when.date() == START.date()}
    assert groups([r for r in reports if r.id in day]) == groups(
        [r for r in same_hour if r.id in day]
    )
