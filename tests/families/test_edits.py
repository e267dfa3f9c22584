"""Edits and changes of syntax: every rule does what its example says, never in quotes."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.families.edits import EDITS, WEIGHTS
from newstemma.families.measure import containment
from newstemma.families.rewording import REWRITER, TRANSLATOR, respell, reword
from newstemma.families.rules import QUOTED, Rule
from newstemma.families.syntax import SYNTAX, tidy

RULES = [*EDITS, *SYNTAX]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_a_reason_and_another_side(rule: Rule) -> None:
    assert rule.reason.endswith(".")
    assert rule.example[0] != rule.example[1]


def test_every_edit_has_a_weight_and_a_name_of_its_own() -> None:
    assert {rule.name for rule in EDITS} == set(WEIGHTS)
    assert len({rule.name for rule in RULES}) == len(RULES)


SENTENCES = [
    ("hedge dropped", "The boat may have sunk.", {"The boat has sunk.", "The boat have sunk."}),
    ("figure rounded", "Some 12 homes and 2,347 cars were lost.",
     {"Some 12 homes and more than 2,300 cars were lost."}),
    ("figure rounded", "Prices rose by 31.8 points in 2019.",
     {"Prices rose by nearly 32 points in 2019."}),
    ("attribution dropped", "It sank at noon, police said.", {"It sank at noon."}),
    ("attribution dropped", "It sank at noon, Marta Olin said.", {"It sank at noon."}),
    ("negation lost", "The tug had not left.", {"The tug had left."}),
    ("speaker first", "“It sank,” said Orlo.", {"“It sank,” Orlo said."}),
    ("verb first", "“It sank,” Orlo Brandt said.", {"“It sank,” said Orlo Brandt."}),
    ("day moved", "The ferry sank off the coast on Monday.",
     {"On Monday, the ferry sank off the coast."}),
    ("day dropped", "The ferry sank on Monday.", {"The ferry sank."}),
    ("day slipped", "It sank on Monday.", {"It sank on Tuesday.", "It sank on Sunday."}),
    ("digits turned", "Some 47 homes were lost.", {"Some 74 homes were lost."}),
    ("speaker made vague", "“It sank,” said Marta Olin.",
     {"“It sank,” said an official.", "“It sank,” said a person who was there.",
      "“It sank,” said one of those present."}),
    ("quote cut", "“The ferry sank at once, and nobody came,” he said.",
     {"“The ferry sank at once,” he said."}),
    ("number form", "four boats", {"4 boats"}),
    ("passive", "The court rejected the plea.", {"The plea was rejected by the court."}),
    ("ending fronted", "The ferry sank off the northern coast after the storm of the year.",
     {"After the storm of the year, the ferry sank off the northern coast."}),
    ("opening moved back", "In early April, the ferry sank off the coast.",
     {"The ferry sank off the coast in early April."}),
    ("genitive with of", "They met Tolvik’s mayor.", {"They met the mayor of Tolvik."}),
    ("quote to the back", "“It sank,” said Orlo.",
     {"Orlo said: “It sank.”", "In the words of Orlo: “It sank.”", "Orlo declared: “It sank.”"}),
    ("pair turned", "It cut the capital and the coast.", {"It cut the coast and the capital."}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "after"), SENTENCES)
def test_rules_on_sentences(name: str, before: str, after: set[str]) -> None:
    (rule,) = [rule for rule in RULES if rule.name == name]
    swap = rule.find(before, Random(1))
    assert swap is not None
    made = swap.on(before)
    assert made in after or tidy(made) in after


@given(st.integers(0, 500))
def test_edits_leave_quotes_alone(seed: int) -> None:
    text = "“The town may have lost 2,347 homes, and it will not be rebuilt,” police officers said."
    random = Random(seed)
    for rule in (rule for rule in EDITS if rule.name != "quote cut"):
        swap = rule.find(text, random)
        if swap is not None:
            assert QUOTED.findall(swap.on(text)) == QUOTED.findall(text)


def test_a_rewriter_keeps_quotes_and_a_translator_does_not() -> None:
    text = "“We must think about everyone in this country,” the mayor told reporters."
    kept = {tuple(QUOTED.findall(reword(text, Random(s), REWRITER))) for s in range(20)}
    turned = {tuple(QUOTED.findall(reword(text, Random(s), TRANSLATOR))) for s in range(20)}
    assert len({k[0].strip("“”,. ") for k in kept}) == 1
    assert len(turned) > 5


def test_names_are_respelled_by_ear_and_keep_their_first_letter() -> None:
    for name in ("Dzhakova", "Chernin", "Kyrov", "Zelenko"):
        heard = {respell(name, Random(seed)) for seed in range(20)}
        assert all(one[0] == name[0] for one in heard)
        assert heard - {name}


@pytest.mark.parametrize(
    ("child", "parent", "share"),
    [
        ("", "The ferry sank.", 0.0),
        ("The ferry sank quickly.", "The ferry sank quickly.", 1.0),
        ("Quickly sank the ferry.", "The ferry sank quickly.", 1.0),
        ("“The ferry sank quickly,” said Orlo.", "The ferry sank quickly.", 0.0),
        ("Bakers strike over flour.", "The ferry sank quickly.", 0.0),
    ],
)
def test_containment(child: str, parent: str, share: float) -> None:
    assert containment(child, parent) == share
