"""Single edits of our own sentences: found, of the right aspect, direction and weight."""

from collections.abc import Callable

import pytest

from newstemma.model import Aspect, Change, ChangeKind, Collation, Direction, Severity

OPENING = "The harbour of Tolvik was closed for two days after the storm, the port office said. "
ENDING = " Ferries to the northern islands will sail again from the old pier in the spring."

SUBSTANCE = [
    (
        "The envoy is not known to have left the capital since the treaty was signed.",
        "The envoy has not left the capital since the treaty was signed.",
        Aspect.HEDGE,
        Direction.STRONGER,
    ),
    (
        "The gang allegedly moved weapons across the Vell by night.",
        "The gang moved weapons across the Vell by night.",
        Aspect.HEDGE,
        Direction.STRONGER,
    ),
    (
        "The gang moved weapons across the Vell by night.",
        "The gang reportedly moved weapons across the Vell by night.",
        Aspect.HEDGE,
        Direction.WEAKER,
    ),
    (
        "The fire destroyed 47 boats and two warehouses.",
        "The fire destroyed 74 boats and two warehouses.",
        Aspect.FIGURE,
        Direction.STRONGER,
    ),
    (
        "The repairs will cost 2.4 million marks, the council heard.",
        "The repairs will cost 24 million marks, the council heard.",
        Aspect.FIGURE,
        Direction.STRONGER,
    ),
    (
        "The divers found no evidence of a leak in the old pier.",
        "The divers found evidence of a leak in the old pier.",
        Aspect.POLARITY,
        None,
    ),
    (
        "The council will sell 20 berths of the old pier.",
        "The council has sold 20 berths of the old pier.",
        Aspect.WORDING,
        Direction.STRONGER,
    ),
    (
        "The old pier should be closed for repairs.",
        "The old pier must be closed for repairs.",
        Aspect.WORDING,
        Direction.STRONGER,
    ),
    (
        "The work went to Halvard Shipping of Tolvik.",
        "The work went to Nordvik Shipping of Tolvik.",
        Aspect.NAME,
        None,
    ),
    (
        "Mayor Oda Rask said the council had wasted the town's money.",
        "Mayor Oda Rask said the council had “wasted the town's money”.",
        Aspect.QUOTE,
        Direction.STRONGER,
    ),
    (
        "The dockers sued the owners of the old pier.",
        "The owners of the old pier sued the dockers.",
        Aspect.WORDING,
        None,
    ),
    (
        "Brann rejected the plan for the pier.",
        "Velm rejected the plan for the pier.",
        Aspect.NAME,
        None,
    ),
    (
        "The council failed to warn the ferry.",
        "The council warned the ferry.",
        Aspect.POLARITY,
        None,
    ),
    ("The ferry was sold last week.", "The ferry was sold last month.", Aspect.DATE, None),
    (
        "The council did not approve the plan for the new pier.",
        "The council approved the plan for the new pier.",
        Aspect.POLARITY,
        None,
    ),
    (
        "Prices of fish rose sharply in every town of the province.",
        "Prices of fish fell sharply in every town of the province.",
        Aspect.POLARITY,
        None,
    ),
    (
        "“We will rebuild the pier,” said Mayor Oda Rask.",
        "“We will rebuild the pier,” said Mayor Ilmar Dorn.",
        Aspect.SPEAKER,
        None,
    ),
    (
        "“We have the best pilots on this coast,” said Mayor Oda Rask.",
        "“We have the best pilots on this coast,” boasted Mayor Oda Rask.",
        Aspect.ATTRIBUTION,
        Direction.JUDGED,
    ),
    (
        "“We will rebuild every plank of the pier,” said Mayor Oda Rask.",
        "“We will restore every stone of the town,” said Mayor Oda Rask.",
        Aspect.QUOTE,
        None,
    ),
    (
        "Two men were seen near the boats that night, according to the police.",
        "Two men were seen near the boats that night.",
        Aspect.ATTRIBUTION,
        Direction.STRONGER,
    ),
    (
        "The council urged the owners to move their boats inland.",
        "The council asked the owners to move their boats inland.",
        Aspect.WORDING,
        Direction.WEAKER,
    ),
    (
        "The pier will stay shut until May, according to futures traders in the town.",
        "The pier will stay shut until May.",
        Aspect.ATTRIBUTION,
        Direction.STRONGER,
    ),
    (
        "The early losses are close to a million marks, he said.",
        "The early losses are close to a million marks, he grumbled.",
        Aspect.ATTRIBUTION,
        Direction.JUDGED,
    ),
    (
        "The figures are revised without notice every spring.",
        "The figures are not revised without notice every spring.",
        Aspect.POLARITY,
        None,
    ),
    (
        "The case could change the price of grain and possibly the price of bread.",
        "The case will change the price of grain and possibly the price of bread.",
        Aspect.HEDGE,
        Direction.STRONGER,
    ),
    (
        "The bakery on the quay stayed open all night.",
        "The bakery on the quay stayed closed all night.",
        Aspect.POLARITY,
        None,
    ),
    (
        "Night work was linked to poor hearing among the caulkers.",
        "Night work causes poor hearing among the caulkers.",
        Aspect.WORDING,
        Direction.STRONGER,
    ),
    (
        "“The pier is safe,” the engineers suggested in a letter to the council.",
        "“The pier is safe,” the engineers said in a letter to the council.",
        Aspect.ATTRIBUTION,
        Direction.STRONGER,
    ),
]


def _of_substance(found: tuple[Change, ...]) -> list[Change]:
    heavy = (Severity.CRITICAL, Severity.MAJOR, Severity.MODERATE)
    return [change for change in found if change.severity in heavy]


@pytest.mark.parametrize(("before", "after", "aspect", "direction"), SUBSTANCE)
def test_an_edit_is_found(
    changes: Callable[..., tuple[Change, ...]],
    before: str,
    after: str,
    aspect: Aspect,
    direction: Direction | None,
) -> None:
    found = _of_substance(changes(OPENING + before + ENDING, OPENING + after + ENDING))
    assert [change.aspect for change in found] == [aspect]
    if direction is not None:
        assert found[0].direction is direction
    assert found[0].innovator is not None
    assert found[0].innovator.report == "r1"


FORM = [
    ("It cost nearly $3.5 billion to rebuild.", "It cost almost 3.5 billion dollars to rebuild."),
    ("The defence ministry recognised the error.", "The defense ministry recognized the error."),
    ("“The pier is safe,” said Mayor Oda Rask.", "“The pier is safe,” Mayor Oda Rask said."),
    ("On Thursday the court rejected the plea.", "The court rejected the plea on Thursday."),
    ("The vessel sailed at dawn from Tolvik.", "The ship sailed at dawn from Tolvik."),
    ("Forty boats were lost in the storm.", "40 boats were lost in the storm."),
    ("The road is 10 kilometres long.", "The road is 10 km long."),
    ("Neighbours say the pier is safe.", "Neighbors say the pier is safe."),
    ("The police announced the arrests at dawn.", "Police announced the arrests at dawn."),
    ("The journalist said the pier was shut.", "A reporter said the pier was shut."),
    (
        "The harbour of Brann was closed, justice minister Oda Rask said.",
        "The harbour of Brann was closed, the justice minister said.",
    ),
    ("Rask sued the owners of the pier.", "The owners of the pier were sued by Rask."),
    ("The shop sells apples, pears and plums.", "The shop sells plums, pears and apples."),
    ("Boat No. 2 was lost in the storm.", "The boat with number 2 was lost in the storm."),
    ("It is not clear whether the pier is safe.", "It is unclear whether the pier is safe."),
    (
        "The town has been without a harbour master since May.",
        "The town has had no harbour master since May.",
    ),
    (
        "The islands were without power for two days.",
        "The islands lost power for two days.",
    ),
    ("The council has not answered.", "The council has yet to answer."),
    ("The council did not vote on the plan.", "The council didn’t vote on the plan."),
    (
        "“We will not pay for the pier,” said Mayor Oda Rask.",
        "“We won’t pay for the pier,” said Mayor Oda Rask.",
    ),
    ("The boats were lost while the men slept.", "The boats were lost whilst the men slept."),
    ("The fire hurt at least 14 men.", "The fire hurt no fewer than 14 men."),
    ("The pier will open in May, Rask said.", "The pier will open in May, Rask told reporters."),
    (
        "The Grain and Harbour Forum met in Tolvik.",
        "The forum of the One Grain, One Harbour project met in Tolvik.",
    ),
]


@pytest.mark.parametrize(("before", "after"), FORM)
def test_another_form_is_no_change_of_substance(
    changes: Callable[..., tuple[Change, ...]], before: str, after: str
) -> None:
    found = changes(OPENING + before + ENDING, OPENING + after + ENDING)
    assert not _of_substance(found), [(c.aspect, c.before, c.after) for c in found]


def test_identical_reports_give_no_changes(changes: Callable[..., tuple[Change, ...]]) -> None:
    text = OPENING + SUBSTANCE[0][0] + ENDING
    assert changes(text, text) == ()


def test_a_third_witness_decides_who_innovated(
    changes: Callable[..., tuple[Change, ...]],
) -> None:
    wire = OPENING + "The fire destroyed 47 boats." + ENDING
    copy = OPENING + "The fire destroyed 74 boats." + ENDING
    figures = [c for c in changes(wire, wire + " ", copy) if c.aspect is Aspect.FIGURE]
    assert {c.innovator.report for c in figures if c.innovator} == {"r2"}


def test_independent_reports_owe_each_other_no_words(
    independent: Callable[..., object],
) -> None:
    ours = OPENING + "The fire destroyed 47 boats and two warehouses in Tolvik."
    theirs = "At dawn 74 boats lay burnt in Tolvik. Nobody could say how the fire began."
    assert independent(ours, theirs).changes == ()  # type: ignore[attr-defined]


def test_swapping_the_witnesses_swaps_added_and_dropped(
    changes: Callable[..., tuple[Change, ...]],
) -> None:
    longer = OPENING + "Two men were hurt near the old mill on the Vell." + ENDING
    shorter = OPENING.strip() + ENDING
    there, back = changes(longer, shorter), changes(shorter, longer)
    assert [c.kind for c in there] == [ChangeKind.DROPPED]
    assert [c.kind for c in back] == [ChangeKind.ADDED]
    assert there[0].before is not None
    assert back[0].after is not None
    assert there[0].before.text == back[0].after.text


@pytest.mark.parametrize("count", ["2,130 tons", "the old wall of the port", "10 pounds"])
def test_the_same_words_never_differ(copied: Callable[..., Collation], count: str) -> None:
    text = "The barge carried {} of oil and hit the northern pier before dawn on {}."
    collation = copied(text.format(count, "Monday"), text.format(count, "Tuesday"))
    told = [(c.before and c.before.text, c.after and c.after.text) for c in collation.changes]
    assert told == [("Monday", "Tuesday")]
