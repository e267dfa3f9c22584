import pytest

from newstemma.reports.hedges import HEDGES, Hedge, hedges

FOUND = [
    ("he is not known to have left", "is not known to", "negated_knowledge"),
    ("It was not clear whether he left", "was not clear", "negated_knowledge"),
    ("experts suspect that it grew", "suspect", "doubt"),
    ("the alleged attacker", "alleged", "hearsay"),
    ("he is believed to have fled", "is believed to", "hearsay"),
    ("sanctions may follow", "may", "possibility"),
    ("it could lead to war", "could lead", "possibility"),
    ("it appears to be true", "appears to", "possibility"),
    ("rain is likely", "likely", "possibility"),
    ("Reportedly he left", "Reportedly", "hearsay"),
]


@pytest.mark.parametrize(("text", "words", "kind"), FOUND)
def test_finds(text: str, words: str, kind: str) -> None:
    (one,) = hedges(text)
    assert (one.span.of(text), one.value) == (words, kind)


@pytest.mark.parametrize(
    "text", ["He left in May", "May 5 was cold", "he has not left", "the court said so"]
)
def test_finds_nothing(text: str) -> None:
    assert hedges(text) == ()


@pytest.mark.parametrize("row", HEDGES, ids=[row.example for row in HEDGES])
def test_every_example_shows_its_row(row: Hedge) -> None:
    assert any(one.value == row.kind for one in hedges(row.example))
