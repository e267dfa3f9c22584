"""Claims, wishes and judgements told by other words than verbs of saying."""

import pytest

from newstemma.model import Mark, MarkKind
from newstemma.reports.marks import mark


def attributions(text: str) -> list[Mark]:
    return [one for one in mark(text, "en", None) if one.kind is MarkKind.ATTRIBUTION]


# text, cue, whose, modality
HELD = [
    ("The union opposes the plan.", "opposes", "union", "judged"),
    ("Anna Tevin opposes the harbour plan.", "opposes", "tevin", "judged"),
    ("Anna Tevin refused to pay the fine.", "refused", "tevin", "wanted"),
    ("Many voters are worried that the port will close.", "worried", "voters", "thought"),
    ("The firm's refusal to pay angered the town.", "refusal", "firm", "mentioned"),
    ("The ferry is expected to sail on Monday.", "expected", None, "believed"),
    ("The plan was condemned as a farce.", "condemned", None, "judged"),
    ("The bill is opposed by Anna Tevin.", "opposed", "tevin", "judged"),
    ("Anna Tevin described the vote as a farce.", "described", "tevin", "mentioned"),
    ("Residents spoke of a noise.", "spoke", "resident", "mentioned"),
    ("Minister Anna Tevin, who is 71, discussed the budget.", "discussed", "tevin", "mentioned"),
    ("Anna Tevin grumbled that nobody had asked her.", "grumbled", "tevin", "said"),
    ("The study showed that salt had reached the wells.", "showed", "study", "learned"),
    ("Anna Tevin did not endorse the plan.", "endorse", "tevin", "judged"),
]


@pytest.mark.parametrize(("text", "cue", "whose", "modality"), HELD, ids=[row[0] for row in HELD])
def test_what_somebody_holds(text: str, cue: str, whose: str | None, modality: str) -> None:
    found = {one.cue.of(text): one for one in attributions(text) if one.cue}
    assert cue in found
    assert found[cue].modality == modality
    assert whose is None or str(found[cue].value).rstrip("s") == whose.rstrip("s")


NOBODYS = [
    "The plans were on the table.",
    "The attack killed four people.",
    "A report on the fire is due on Monday.",
    "The ship will call at Tolvik.",
    "Support for the bill grew.",
    "He would oppose it if he could.",
    "The oak shows its age.",
    "It was to be seen from the shore.",
]


@pytest.mark.parametrize("text", NOBODYS)
def test_words_that_attribute_nothing_there(text: str) -> None:
    assert attributions(text) == []


def test_only_a_saying_has_a_speaker() -> None:
    text = "Anna Tevin said the port would close. Anna Tevin opposes the plan."
    said, held = attributions(text)
    assert (said.modality, said.speaker, said.value) == ("said", "tevin", "tevin")
    assert (held.modality, held.speaker, held.value) == ("judged", None, "tevin")


# text, scope, denied
SCOPES = [
    ("Anna Tevin said the port would close.", "the port would close", False),
    ("The port will close, Anna Tevin said.", "The port will close", False),
    ("The port will close, according to the harbour office.", "The port will close", False),
    ("According to the harbour office, the port will close.", "the port will close", False),
    ("Anna Tevin did not say that the port would close.", "that the port would close", True),
    ("Anna Tevin never endorsed the plan.", "the plan", True),
]


@pytest.mark.parametrize(("text", "scope", "denied"), SCOPES, ids=[row[0] for row in SCOPES])
def test_what_an_attribution_bears_on(text: str, scope: str, denied: bool) -> None:
    (one,) = attributions(text)
    assert one.scope is not None
    assert one.scope.of(text) == scope
    assert one.negated is denied


def test_what_a_hedge_bears_on() -> None:
    text = "The port may close in May, but the ferries sail."
    (hedge,) = (one for one in mark(text, "en", None) if one.kind is MarkKind.HEDGE)
    assert hedge.scope is not None
    assert hedge.scope.of(text) == "close in May"
    text = "The bridge is not likely to open."
    (hedge,) = (one for one in mark(text, "en", None) if one.kind is MarkKind.HEDGE)
    assert hedge.negated
