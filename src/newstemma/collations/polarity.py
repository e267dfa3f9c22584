"""So or not so: negations that stand on one side only.

In go two sides laid over each other; out come the negations that words shared by both
sides have on one side only, with nothing negative to answer them on the other.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from newstemma import lexicon
from newstemma.collations.difference import Difference, graded
from newstemma.collations.scales import FAILING, NEGATIONS, NEGATIVE_WORDS
from newstemma.collations.sides import Side
from newstemma.collations.slots import ADDED, DROPPED
from newstemma.collations.words import Laid, means
from newstemma.model import MarkKind, Span


def polarity_differences(laid: Laid) -> Iterator[Difference]:
    """A negation that stands on one side only, in words both sides share.

    Negations inside a hedge ("is not known to") belong to the hedge, unless the other side says
    the hedge without them ("is known to"); a word that is negative by itself ("refused to",
    "failed to") answers a negation.
    """
    answer, back = laid.answer, laid.back
    for i in _negations(laid.source, answer):
        opposite = _facing(laid.source, i, answer, laid.opposite([i]), laid.target)
        if (
            i in answer
            or _negative(laid.target, opposite, back, laid.source)
            or not _kept(laid.source, i, answer)
        ):
            continue
        after = laid.target.span(opposite.start, opposite.stop)
        yield graded("negation changed", DROPPED, _negated(laid.source, i), after)
    for j in _negations(laid.target, back):
        facing = _facing(laid.target, j, back, laid.facing([j]), laid.source)
        if (
            j in back
            or _negative(laid.source, facing, answer, laid.target)
            or not _kept(laid.target, j, back)
        ):
            continue
        before = laid.source.span(facing.start, facing.stop)
        yield graded("negation changed", ADDED, before, _negated(laid.target, j))


REACH = 5
"""How many words around the place that faces a negation may hold what answers it."""


def _facing(side: Side, i: int, answered: Mapping[int, int], place: range, other: Side) -> range:
    """Where the other side may say no as well: around the place that faces a negation, and
    before the word that answers the one it bears on."""
    stop, start = place.stop, place.start
    bearing = next((k for k in range(i + 1, i + REACH) if k in answered and _tells(side, k)), None)
    if bearing is not None:
        start, stop = min(start, answered[bearing]), max(stop, answered[bearing])
        if stop - start > 2 * REACH:  # far apart: the word it bears on was moved
            start, stop = answered[bearing], answered[bearing]
    return range(max(start - REACH, 0), min(stop + REACH, len(other.tokens)))


def _tells(side: Side, k: int) -> bool:
    return means(side.tokens[k])


def _negated(side: Side, i: int) -> Span | None:
    """The negation with the two words on each side of it."""
    return side.span(max(i - 2, 0), min(i + 3, len(side.tokens)))


def _kept(side: Side, i: int, answered: Container[int]) -> bool:
    """The word the negation bears on is said on the other side, or most words around it."""
    bearing = next((k for k in range(i + 1, len(side.tokens)) if means(side.tokens[k])), None)
    if bearing is not None and bearing - i <= 2 and bearing in answered:
        return True
    return sum(k in answered for k in range(i - 3, i + 4) if k != i) >= 3


def _negations(side: Side, answered: Container[int]) -> list[int]:
    """The negations of a side, those of a hedge only where the rest of it is answered."""
    if side.negations is None:
        side.negations = tuple(_denying(side))
    return [i for i, hedge in side.negations if _is_free(side, hedge, answered)]


def _is_free(side: Side, hedge: range | None, answered: Container[int]) -> bool:
    if hedge is None:
        return True
    return all(k in answered or side.tokens[k].form in NEGATIONS for k in hedge)


def _denying(side: Side) -> Iterator[tuple[int, range | None]]:
    """Each negation with the hedge it stands in; none of those within a figure."""
    forms = side.forms
    if _DENYING.isdisjoint(forms):
        return
    found = [i for i, form in enumerate(forms) if form in NEGATIONS or _fails(forms, i)]
    figures = {i for mark in side.marks(MarkKind.FIGURE) for i in side.at(mark.span)}
    hedges = {
        i: side.at(mark.span)
        for mark in side.marks(MarkKind.HEDGE)
        for i in side.at(mark.span)
        if mark.value != "possibility"  # "may not" stays a hedge without its negation
    }
    for i in found:
        if i not in figures and not _means_only(side, i) and not _is_label(side, i):
            yield i, hedges.get(i)


_DENYING = NEGATIONS | FAILING


def _fails(forms: Sequence[str], i: int) -> bool:
    """A word that denies the verb after it: "failed to warn", "has yet to comment"."""
    return forms[i] in FAILING and forms[i + 1 : i + 2] == ["to"]


def _is_label(side: Side, i: int) -> bool:
    """ "No. 2", "a no-fly zone", "Chi-no-wa": no negation of anything said."""
    text, token = side.report.text, side.tokens[i]
    if token.form != "no":
        return False
    before, after = text[max(token.start - 1, 0) : token.start], text[token.end : token.end + 3]
    hyphened = before == "-" or (after[:1] == "-" and after != "-on")  # no-one denies
    return hyphened or (after[:1] == "." and after[1:].strip().isdigit())


def _means_only(side: Side, i: int) -> bool:
    """Tells "no other number", which says what "the only number" says, from a negation."""
    follower = side.tokens[i + 1].form if i + 1 < len(side.tokens) else ""
    return (side.tokens[i].form, follower) in NO_NEGATION


NO_NEGATION = frozenset(
    {
        ("no", "other"), ("nothing", "but"), ("not", "only"), ("not", "just"), ("not", "merely"),
        ("no", "fewer"), ("no", "less"), ("no", "more"), ("not", "more"), ("not", "less"),
        ("not", "fewer"), ("no", "sooner"), ("no", "doubt"),
    }
)  # fmt: skip
"""A negation and the word after it that together deny nothing."""


def _negative(side: Side, place: range, answered: Mapping[int, int], other: Side) -> bool:
    """Something in the place says no, and what answers it on the other side does not."""
    hedged = {i for mark in side.marks(MarkKind.HEDGE) for i in side.at(mark.span)}
    return any(
        (i in hedged and i not in answered)
        or (_denies(side.tokens[i].form) and not _is_answered(i, answered, other))
        for i in place
    )


def _is_answered(i: int, answered: Mapping[int, int], other: Side) -> bool:
    """A word that says no is answered by one that does: "unclear" faces "clear" unanswered."""
    return i in answered and _denies(other.tokens[answered[i]].form)


def _denies(form: str) -> bool:
    return form in NEGATIONS or form in FAILING or _is_negative(form)


_ENDING = 6  # letters: "less" and "bless" are no endings


def _is_negative(form: str) -> bool:
    """A word negative by itself: refused, unlikely, non-aligned, childless, debt-free."""
    if form in NEGATIVE_WORDS or (len(form) > _ENDING and form.endswith(("less", "-free"))):
        return True
    bare = form.removeprefix("non") if form.startswith("non") else form.removeprefix("un")
    return bare != form and len(bare) > 3 and bool(lexicon.lemmas(bare))
