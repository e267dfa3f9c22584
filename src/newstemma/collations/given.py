"""Two full names that differ in the given name alone, and words that only seem to come and go.

In go marks of two sides laid over each other; out comes whether William Kristol became Peter
Kristol (another person), and whether the words of a mark stand unmarked on the other side.
"""

from __future__ import annotations

from collections.abc import Mapping

from newstemma.collations.sides import Side
from newstemma.collations.words import Laid
from newstemma.model import Mark, MarkKind

ALIKE = 0.5
"""Letters of given names that are likelier two forms of one: Mike and Michael, Joe and Joseph."""
LEAST_LETTERS = 3

SHORT_NAMES = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "bill/william bob/robert jim/james dick/richard ted/edward jack/john tony/anthony "
        "chuck/charles liz/elizabeth peggy/margaret harry/henry bobby/robert jimmy/james "
        "hank/henry ned/edward meg/margaret betty/elizabeth larry/lawrence sasha/alexander "
        "mike/michael tom/thomas joe/joseph dave/david steve/stephen steve/steven ben/benjamin "
        "chris/christopher dan/daniel nick/nicholas sam/samuel rob/robert andy/andrew "
        "greg/gregory alex/alexander kate/katherine vlad/vladimir"
    ).split()
)
"""Short given names that do not look like the long ones."""


def another_given_name(laid: Laid, one: Mark, other: Mark) -> bool:
    """One surname, two given names that are no forms of each other."""
    ours, theirs = _words(laid.source, one), _words(laid.target, other)
    if not 2 <= len(ours) == len(theirs) <= 3 or ours[1:] != theirs[1:]:
        return False
    first, second = ours[0], theirs[0]
    if min(len(first), len(second)) < LEAST_LETTERS or frozenset((first, second)) in SHORT_NAMES:
        return False
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(first, second) < ALIKE


def _words(side: Side, mark: Mark) -> list[str]:
    held = side.at(mark.span)
    return side.terms[held.start : held.stop]


CURRENCIES = frozenset("us u s usd gbp eur".split())
"""What stands before a sum and is no name there: "US$60", "USD 3 million", "60 US dollars"."""


def frames_a_sum(side: Side, mark: Mark) -> bool:
    """A name that only says in what money a figure is."""
    return CURRENCIES.issuperset(_forms(side, mark)) and any(
        figure.span.start <= mark.span.end + 1 and mark.span.start <= figure.span.end
        for figure in side.marks(MarkKind.FIGURE)
    )


def _forms(side: Side, mark: Mark) -> list[str]:
    held = side.at(mark.span)
    return side.forms[held.start : held.stop]


def stands_unmarked(laid: Laid, mark: Mark, *, ours: bool) -> bool:
    """The very words of a mark answer each other, if nobody marked them on the other side:
    "Mon." for Monday, "the senate" for the Senate."""
    if ours:
        return _answered(laid.source, mark, laid.answer, laid.target)
    return _answered(laid.target, mark, laid.back, laid.source)


def _answered(side: Side, mark: Mark, answer: Mapping[int, int], other: Side) -> bool:
    held = side.at(mark.span)
    return bool(held) and all(
        i in answer
        and (side.terms[i] == other.terms[answer[i]] or side.forms[i] == other.forms[answer[i]])
        for i in held
    )
