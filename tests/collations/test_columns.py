"""Sentences split, fused, repeated and moved stay one statement each."""

from collections.abc import Callable

import pytest

from newstemma.model import Aspect, Collation, Severity

WHOLE = (
    "The dredger Hesper ran aground on the Tolvik bar at dawn and spilled nine tonnes of oil "
    "into the mouth of the Vell."
)
SPLIT = (
    "The dredger Hesper ran aground on the Tolvik bar at dawn. It spilled nine tonnes of oil into "
    "the mouth of the Vell."
)
OPENING = "The harbour office of Osk closed every beach between the two lighthouses."
ENDING = "Fishermen will be paid for their lost catch from the provincial fund."


def _lonely(collation: Collation) -> list[str]:
    """Statements that only one report makes."""
    return [s.gist for s in collation.statements if len(s.readings) == 1]


def test_a_split_sentence_leaves_nothing_over(copied: Callable[..., Collation]) -> None:
    assert _lonely(copied(f"{OPENING} {WHOLE} {ENDING}", f"{OPENING} {SPLIT} {ENDING}")) == []


def test_fused_sentences_leave_nothing_over(copied: Callable[..., Collation]) -> None:
    assert _lonely(copied(f"{OPENING} {SPLIT} {ENDING}", f"{OPENING} {WHOLE} {ENDING}")) == []


def test_what_a_report_says_twice_is_one_reading(copied: Callable[..., Collation]) -> None:
    once, twice = f"{OPENING} {WHOLE}", f"{OPENING} {WHOLE} {ENDING} {OPENING}"
    collation = copied(once, twice)
    said = [s for s in collation.statements if s.gist == OPENING]
    assert [len(s.readings) for s in said] == [2]
    assert [len(r.again) for r in said[0].readings] == [0, 1]


def test_a_moved_sentence_is_neither_dropped_nor_added(copied: Callable[..., Collation]) -> None:
    collation = copied(f"{OPENING} {WHOLE} {ENDING}", f"{WHOLE} {ENDING} {OPENING}")
    assert [(c.aspect, c.severity) for c in collation.changes] == [
        (Aspect.ORDER, Severity.COSMETIC)
    ]


def test_a_cut_tail_is_told_from_an_omission(copied: Callable[..., Collation]) -> None:
    cut = copied(f"{OPENING} {WHOLE} {ENDING}", f"{OPENING} {WHOLE}")
    left_out = copied(f"{OPENING} {WHOLE} {ENDING}", f"{WHOLE} {ENDING}")
    assert "may have been cut" in cut.changes[-1].reason
    assert "leaves this out" in left_out.changes[0].reason


APART = [
    ("He thanked the minister.", "That is up to the minister."),
    ("The president was told.", "It was not the president, for once."),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_a_word_in_common_is_no_common_statement(
    independent: Callable[..., Collation], one: str, other: str
) -> None:
    collation = independent(f"{OPENING} {one}", f"{ENDING} {other}")
    assert all(len(statement.readings) == 1 for statement in collation.statements)


def test_two_reporters_of_one_fact_still_meet(independent: Callable[..., Collation]) -> None:
    collation = independent(f"{WHOLE} {ENDING}", f"{OPENING} {SPLIT}")
    assert max(len(statement.readings) for statement in collation.statements) == 2
