"""Sentences that say the same are grouped, and blocks out of order are told as moved."""

from newstemma.collations.groups import Group, grouped, moved_blocks
from newstemma.model import Aspect, Severity, Span


def at(*places: tuple[int, int]) -> list[Group]:
    """Groups of one sentence each, ten letters long, at these tens in source and target."""
    return [Group((Span(a * 10, a * 10 + 10),), (Span(b * 10, b * 10 + 10),)) for a, b in places]


def moved(groups: list[Group]) -> list[tuple[Span | None, Span | None]]:
    return [(one.before, one.after) for one in moved_blocks(groups)]


def test_one_order_moves_nothing() -> None:
    assert moved(at((0, 0), (1, 3), (2, 5))) == []


def test_no_groups_move_nothing() -> None:
    assert moved([]) == []


def test_a_sentence_put_last_is_moved() -> None:
    assert moved(at((0, 2), (1, 0), (2, 1))) == [(Span(0, 10), Span(20, 30))]


def test_sentences_moved_together_are_one_block() -> None:
    groups = at((0, 3), (1, 4), (2, 0), (3, 1), (4, 2))
    assert moved(groups) == [(Span(0, 20), Span(30, 50))]


def test_a_move_is_a_change_of_order_and_no_more() -> None:
    (one,) = moved_blocks(at((0, 2), (1, 0), (2, 1)))
    assert (one.aspect, one.severity) == (Aspect.ORDER, Severity.COSMETIC)


def test_a_sentence_split_in_two_is_one_group() -> None:
    whole, first, second = Span(0, 40), Span(0, 20), Span(20, 40)
    assert grouped([(whole, first), (whole, second)]) == [Group((whole,), (first, second))]


def test_links_that_meet_later_fuse_their_groups() -> None:
    a, b, c, d = Span(0, 10), Span(10, 20), Span(0, 9), Span(9, 18)
    links = [(a, c), (b, d), (a, d)]
    assert grouped(links) == [Group((a, b), (c, d))]
