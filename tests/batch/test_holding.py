"""Letting go of memory: only of what can be worked out again."""

from __future__ import annotations

from newstemma.batch.holding import held, keep_within
from newstemma.families import simulate
from newstemma.rarity import rarity
from newstemma.stories.near import sketch


def test_what_functions_remember_is_forgotten_and_found_again() -> None:
    report = simulate(3).reports[0]
    before = sketch(report)
    assert rarity.cache_info().currsize
    assert keep_within(1)
    assert not rarity.cache_info().currsize
    after = sketch(report)
    assert (after.words, after.across) == (before.words, before.across)


def test_who_holds_little_forgets_nothing() -> None:
    rarity("strike")
    assert 10_000_000 < held() < 1 << 36
    assert not keep_within(1 << 40)
    assert rarity.cache_info().currsize
