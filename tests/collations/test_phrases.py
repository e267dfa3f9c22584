"""Words that are one: what is joined, what stays apart."""

from __future__ import annotations

from itertools import pairwise

import pytest

from newstemma.collations.phrases import joined
from newstemma.text import tokens

ONE = {
    "a phrase of one verb": ("Kray took part in the race", "kray participated in the race"),
    "a preposition of three words": ("She came in order to vote", "she came to vote"),
    "a total of": ("A total of 40 came", "40 came"),
    "a word a dictionary knows whole": ("The co-operation ended", "the cooperation ended"),
    "a prefix": ("An anti-war march", "an antiwar march"),
    "two words that make none": ("A long-term plan", "a long term plan"),
    "initials": ("The U.S. envoy", "the us envoy"),
    "an initial alone": ("Oda K. Rask", "oda k rask"),
    "a phrase cut off": ("He took", "he took"),
}


@pytest.mark.parametrize("case", ONE.values(), ids=ONE)
def test_what_is_joined(case):
    text, expected = case
    assert " ".join(token.form for token in joined(tokens(text), text)) == expected


@pytest.mark.parametrize("case", ONE.values(), ids=ONE)
def test_places_stay_in_order_and_begin_with_a_word(case):
    text, _ = case
    starts = {token.start for token in tokens(text)}
    found = joined(tokens(text), text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert {token.start for token in found} <= starts
