"""Copies never add to support; a doubt widens the range and moves nothing else."""

from newstemma.dossiers import weigh
from newstemma.model import (
    Collation,
    Copy,
    CopyKind,
    Kinship,
    Origin,
    Range,
    Reading,
    Report,
    Span,
    Statement,
    Stemma,
    Witness,
    WitnessKind,
)

TEXT = "The pier burned."


def story(
    origins: list[list[str]], kinships: tuple[Kinship, ...] = ()
) -> tuple[list[Report], Stemma, Collation]:
    """One statement that every report makes, under the given origins."""
    ids = sorted({id for origin in origins for id in origin})
    reports = [Report(id, TEXT) for id in ids]
    witnesses = tuple(Witness(id, id, WitnessKind.REPORT, id, (id,)) for id in ids)
    named = tuple(Origin(f"origin {o[0]}", tuple(o)) for o in origins)
    copies = tuple(Copy(o[0], id, CopyKind.EDITED, 1.0, 0.9) for o in origins for id in o[1:])
    stemma = Stemma("s", witnesses, copies, named, Range(1, len(origins), 9), kinships)
    span = Span(0, len(TEXT))
    readings = tuple(Reading(id, span, TEXT, span) for id in ids)
    return reports, stemma, Collation("s", (Statement("1", TEXT, readings),), ())


def counted(origins: list[list[str]], kinships: tuple[Kinship, ...] = ()) -> tuple[int, int, int]:
    (support,) = weigh(*story(origins, kinships))
    return support.count.low, support.count.likely, support.count.high


def test_copies_do_not_add() -> None:
    assert counted([["a"]]) == (1, 1, 1)
    assert counted([["a", "b", "c"]]) == (1, 1, 1)
    assert counted([["a", "b"], ["c"]]) == (2, 2, 2)


def test_a_report_of_two_origins_adds_nothing_where_both_are_heard() -> None:
    assert counted([["a", "x"], ["b", "x"]])[1] == 2


def test_doubtful_origins_lower_the_low_only() -> None:
    assert counted([["a"], ["b"]], (Kinship("a", "b", 0.4),)) == (1, 2, 2)


def test_a_doubtful_member_raises_the_high_only() -> None:
    assert counted([["a", "b"]], (Kinship("a", "b", 0.6),)) == (1, 1, 2)


def test_the_origins_are_named() -> None:
    (support,) = weigh(*story([["a", "b"], ["c"]]))
    assert support.origins == ("origin a", "origin c")
    assert support.count.reasons[0] == "3 reports, 3 texts, 2 origins of text"
