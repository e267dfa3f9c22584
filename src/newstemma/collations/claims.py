"""How firmly a sentence ties one thing to another: "linked to", "may cause", "causes".

In go the words of a claim; out comes one of four steps. A press release turns a link into a
cause more often than it turns a number round (Sumner and others, BMJ 2014, whose steps these
are, four of the seven): so the step is read off closed classes of words, with no parser. What
can go wrong: a verb of cause that is used of something else, and a claim made of nouns.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from newstemma import lexicon
from newstemma import text as texts


class Tie(IntEnum):
    """The steps from none to cause; each is firmer than the one before."""

    NONE = 0
    LINK = 1
    MAY_CAUSE = 2
    CAUSE = 3


LINKS = frozenset(
    """
    associate association link relate relation relationship correlate correlation connect
    connection tie predict predictor coincide accompany likelier likely prevalence incidence
    odds
    """.split()
)
"""Words of a link: two things are found together."""
CAUSES = frozenset(
    """
    cause increase decrease reduce reduction improve improvement lead result prevent prevention
    help affect effect impact protect protection boost cut enhance trigger influence lower raise
    harm damage worsen save make stop halve double induce promote benefit beneficial effective
    contribute determine drive ease encourage fight kill weaken strengthen slow speed suppress
    stimulate alter change delay limit block counter regulate inhibit produce allow enable
    """.split()
)
"""Words of a cause: one thing makes, moves or hinders another."""
DOUBTS = frozenset(
    "may might could can appear seem possible possibly potential potentially perhaps".split()
)
"""Words that leave it open."""


def tie(forms: Sequence[str]) -> Tie:
    """The step of a claim given as folded words; a link outweighs a cause beside it."""
    words = frozenset().union(*map(_words, forms))
    if words & LINKS:
        return Tie.LINK
    if words & CAUSES:
        return Tie.MAY_CAUSE if words & DOUBTS else Tie.CAUSE
    return Tie.NONE


@lru_cache(maxsize=100_000)
def _words(form: str) -> frozenset[str]:
    """A form with the dictionary words it can be of."""
    return frozenset((form, *lexicon.lemmas(form)))


def tie_of(text: str) -> Tie:
    """The step of a claim given as text."""
    return tie([token.form for token in texts.tokens(text)])
