"""What figures count: one thing in other words, and two things in like words."""

from __future__ import annotations

import pytest

from quality.stages.accounts import NONE, Account, found

ONE_THING = {
    "aboard": (
        "A ferry carrying 84 people ran aground near Saltmouth.",
        "The last of the 86 people on board the ferry reached Saltmouth pier at nine.",
        "contradiction",
    ),
    "passengers and crew": (
        "The Iron Gull had 140 people aboard when she struck Osk mole.",
        "All 152 passengers and crew of the Iron Gull walked onto Osk mole.",
        "contradiction",
    ),
    "what only grows": (
        "Four people died when the Osk pier fell.",
        "The fall of the pier at Osk killed 9 people.",
        "update",
    ),
    "from": (
        "A recount in Osk cut the lead of Ada Ferren from 312 votes to 28.",
        "The recount in Osk cut Ada Ferren's lead from 936 votes to 28.",
        "contradiction",
    ),
}
TWO_THINGS = {
    "room for": (
        "The ferry, which can carry 400 people, ran aground near Saltmouth.",
        "A ferry carrying 84 people ran aground near Saltmouth.",
    ),
    "the past": (
        "A fire at the Osk mill killed 30 people in 1978.",
        "A fire at the Osk mill killed 4 people.",
    ),
    "wanted and offered": (
        "The Osk crews want a rise of 14 percent.",
        "The railway offered the Osk crews a rise of 5 percent.",
    ),
    "some of them": (
        "Two of the injured people in Osk were children.",
        "In Osk 14 people were injured.",
    ),
    "an hour": (
        "By nine o'clock the 84 people aboard the ferry were in Saltmouth.",
        "The ferry reached Saltmouth with 84 people aboard.",
    ),
}


@pytest.mark.parametrize("case", ONE_THING.values(), ids=ONE_THING)
def test_two_counts_of_one_thing(case):
    one, other, standing = case
    (made,) = found(Account("", standing, one, other, True))
    assert (made.kind, made.standing) == ("figure", standing)


@pytest.mark.parametrize("case", TWO_THINGS.values(), ids=TWO_THINGS)
def test_counts_of_two_things(case):
    assert found(Account("", NONE, *case, True)) == ()
    assert found(Account("", NONE, *reversed(case), True)) == ()
