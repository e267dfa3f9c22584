"""A claim is read as no tie, a link, a possible cause or a cause."""

import pytest

from newstemma.collations.claims import Tie, tie_of

CLAIMS = [
    ("The mill stands by the river.", Tie.NONE),
    ("Salt herring was linked to fewer colds in Halmsund.", Tie.LINK),
    ("Dock work is associated with poor hearing.", Tie.LINK),
    ("The new lamps may reduce collisions in the strait.", Tie.MAY_CAUSE),
    ("The new lamps reduced collisions in the strait.", Tie.CAUSE),
    ("Noise causes deafness among caulkers.", Tie.CAUSE),
    ("", Tie.NONE),
]


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_the_step_of_a_claim(text: str, expected: Tie) -> None:
    assert tie_of(text) is expected


def test_steps_are_ordered() -> None:
    assert Tie.NONE < Tie.LINK < Tie.MAY_CAUSE < Tie.CAUSE
