"""Given names exchanged, and forms of one word that change nothing."""

from collections.abc import Callable

import pytest

from newstemma.model import Aspect, Collation, Severity

OPENING = "The harbour of Tolvik was closed for two days after the storm, the port office said. "

EXCHANGED = [
    (
        "The minister received Anders Holm, editor of the Osk Ledger, in the old pier house.",
        "The minister received Martin Holm, editor of the Osk Ledger, in the old pier house.",
    ),
    (
        "The council heard Senator Ivar Dahl on the new road to the coast.",
        "The council heard Senator Bernt Dahl on the new road to the coast.",
    ),
]
FORMS = [
    (
        "The minister received Michael Holm, editor of the Osk Ledger, in the old pier house.",
        "The minister received Mike Holm, editor of the Osk Ledger, in the old pier house.",
    ),
    (
        "The repairs will cost the owners of the pier $60 million before the winter.",
        "The repairs will cost the owners of the pier US$60 million before the winter.",
    ),
    (
        "The council of Osk met Senator Ivar Dahl in the capital, where the Senate sits.",
        "The council of Osk met Sen. Ivar Dahl in the capital, where the senate sits.",
    ),
    (
        "The ferry left the pier at 5 p.m. with the last of the pilgrims from the islands.",
        "The ferry left the pier at 5:00 pm with the last of the pilgrims from the islands.",
    ),
    (
        "“I am sure they would sail,” the pilot of the ferry told the council of the port.",
        "“I’m sure they’d sail,” the pilot of the ferry told the council of the port.",
    ),
    (
        "Ada Rask, 46, has led the port office since the storm that broke the northern pier.",
        "Ada Rask, aged 46, has led the port office since the storm that broke the northern pier.",
    ),
]


def grave(collation: Collation) -> list[Aspect]:
    return [c.aspect for c in collation.changes if c.severity is not Severity.COSMETIC]


@pytest.mark.parametrize(("before", "after"), EXCHANGED)
def test_another_given_name_is_another_person(
    copied: Callable[..., Collation], before: str, after: str
) -> None:
    assert grave(copied(OPENING + before, OPENING + after)) == [Aspect.NAME]


@pytest.mark.parametrize(("before", "after"), FORMS)
def test_another_form_of_a_word_is_no_change(
    copied: Callable[..., Collation], before: str, after: str
) -> None:
    assert grave(copied(OPENING + before, OPENING + after)) == []
