"""Names of two sides laid over each other: exchanged, respelled, gone or new.

In go two sides; out come differences of name. A name is compared by the key under which its
spellings meet, so a shorter or longer form of one name is a change of form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newstemma import lexicon
from newstemma.collations.difference import Difference, graded
from newstemma.collations.given import another_given_name
from newstemma.collations.sides import Side
from newstemma.collations.slots import ADDED, CHANGED, DROPPED, forms_of, pair_marks
from newstemma.collations.words import Laid
from newstemma.model import Direction, Mark, MarkKind, Span
from newstemma.text import FUNCTION_WORDS
from newstemma.values.names import key, same_name


def name_differences(laid: Laid) -> Iterator[Difference]:
    """Names: another name in the place, another spelling or form; gone or new.

    A name gone from one sentence but borne elsewhere in the report was replaced by a
    pronoun or a role: a change of form.
    """
    same, place, gone, new = pair_marks(
        laid,
        MarkKind.NAME,
        lambda a, b: _meet(a, b),
        lambda a, b: bool(a.value) and bool(b.value) and _in_one_place(laid, a, b),
    )
    for ours, theirs in same:
        yield from _same_name(laid, ours, theirs)
    for ours, theirs in place:
        yield _other_name(laid, ours, theirs)
    known, common = _keys(laid.target), _keys(laid.source)
    for mark, others in _recast(laid, gone, new):
        stretch = Span(others[0].span.start, others[-1].span.end)
        yield graded("name in another form", CHANGED, mark.span, stretch)
        gone.remove(mark)
        new = [other for other in new if other not in others]
    for mark in gone:
        if not _borne(mark, known):
            facing = unmarked_name(laid.target, laid.opposite(laid.source.at(mark.span)))
            yield from _gone_name(mark, facing, laid.target.words(facing))
    for mark in new:
        if not _borne(mark, common):
            facing = unmarked_name(laid.source, laid.facing(laid.target.at(mark.span)))
            yield from _new_name(mark, facing, laid.source.words(facing))


def _gone_name(mark: Mark, facing: Span | None, words: str) -> Iterator[Difference]:
    if facing is None:
        yield graded("name dropped", DROPPED, mark.span, None, Direction.VAGUER)
    elif not same_name(str(mark.value), key(words)):
        yield graded("name exchanged", CHANGED, mark.span, facing)


def _new_name(mark: Mark, facing: Span | None, words: str) -> Iterator[Difference]:
    if facing is None:
        yield graded("name added", ADDED, None, mark.span, Direction.SPECIFIC)
    elif not same_name(str(mark.value), key(words)):
        yield graded("name exchanged", CHANGED, facing, mark.span)


def unmarked_name(side: Side, place: range) -> Span | None:
    """One word with a capital that no dictionary knows, as a name is that opens a sentence and
    so was not marked: "Bergen rejected the plan"."""
    if len(place) != 1:
        return None
    token = side.tokens[place.start]
    if not side.report.text[token.start].isupper() or token.form in FUNCTION_WORDS:
        return None
    return None if lexicon.lemmas(token.form) else side.span(place.start, place.stop)


def _recast(laid: Laid, gone: Sequence[Mark], new: Sequence[Mark]) -> list[tuple[Mark, list[Mark]]]:
    """Names of several words that share some of them: the Belt and Road Forum, the forum of
    the One Belt, One Road project."""
    found: list[tuple[Mark, list[Mark]]] = []
    taken: list[Mark] = []
    for mark in gone:
        words = {form for form in forms_of(laid.source, mark) if form not in FUNCTION_WORDS}
        others = [
            other
            for other in new
            if other not in taken and words & set(forms_of(laid.target, other))
        ]
        if len(words) > 1 and others:
            found.append((mark, others))
            taken += others
    return found


def _meet(a: Mark, b: Mark) -> bool:
    return bool(a.value) and bool(b.value) and same_name(str(a.value), str(b.value))


def _keys(side: Side) -> set[str]:
    return side.whole.names


def _telling(side: Side, mark: Mark) -> set[str]:
    forms = (form for form in forms_of(side, mark) if form not in FUNCTION_WORDS)
    return {lexicon.spelling(form) for form in forms}


def _initialled(left: set[str], right: set[str]) -> bool:
    """What one name has beside the other's words are the initials of what that has: "U.N.
    Security Council". The order is not compared: the words about them are the same."""
    return any(
        full and short and set("".join(short)) <= {word[0] for word in full} != full
        for full, short in ((left, right), (right, left))
    )


def _borne(mark: Mark, keys: set[str]) -> bool:
    return any(same_name(str(mark.value), key) for key in keys)


def _same_name(laid: Laid, ours: Mark, theirs: Mark) -> Iterator[Difference]:
    before, after = forms_of(laid.source, ours), forms_of(laid.target, theirs)
    if before == after:
        return
    last = before[-1] if before else "", after[-1] if after else ""
    respelled = _spelled_alike(*last) and not _derived(*last)
    name = "name respelled" if respelled else "name in another form"
    yield graded(name, CHANGED, ours.span, theirs.span)


def _derived(left: str, right: str) -> bool:
    """One word made from the other: Asia and Asian, Kyrgyz and Kyrgyzstan."""
    return left.startswith(right[:4]) and right.startswith(left[:4])


_OF_A_LAND = frozenset("n an ian ean ic ish ese i ite er ers ans ians ean eans s".split())
"""What makes the name of a land into that of what comes from there: Norland, Norlandic."""


def of_one_land(left: str, right: str) -> bool:
    """One name is the other with an ending of origin."""
    shorter, longer = sorted((left, right), key=len)
    stem = shorter[:-1] if shorter.endswith(("a", "e", "y")) else shorter
    if len(stem) < _LEAST_STEM or not longer.startswith(stem):
        return False
    return longer[len(shorter) :] in _OF_A_LAND or longer[len(stem) :] in _OF_A_LAND


_LEAST_STEM = 4


def _spelled_alike(left: str, right: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    return left != right and Levenshtein.normalized_similarity(left, right) >= 0.6


def _other_name(laid: Laid, ours: Mark, theirs: Mark) -> Difference:
    """Another name in the place, or a shorter or longer one: "Halvard Shipping of Orrin" and
    "Halvard Shipping". Where each report bears both, only the wording differs."""
    if another_given_name(laid, ours, theirs):
        return graded("name exchanged", CHANGED, ours.span, theirs.span)
    left, right = _telling(laid.source, ours), _telling(laid.target, theirs)
    one_land = len(left) == len(right) == 1 and of_one_land(*left, *right)
    shorter = one_land or left <= right or right <= left or _initialled(left - right, right - left)
    if left and right and shorter:
        return graded("name in another form", CHANGED, ours.span, theirs.span)
    if _borne(theirs, _keys(laid.source)) and _borne(ours, _keys(laid.target)):
        return graded("name in another form", CHANGED, ours.span, theirs.span)
    return graded("name exchanged", CHANGED, ours.span, theirs.span)


def _in_one_place(laid: Laid, ours: Mark, theirs: Mark) -> bool:
    """The words before and after one name answer those around the other."""
    left, right = laid.source.at(ours.span), laid.target.at(theirs.span)
    before = laid.answer.get(left.start - 1) == right.start - 1
    after = laid.answer.get(left.stop) == right.stop
    opens = left.start == right.start == 0
    ends = left.stop == len(laid.source.tokens) and right.stop == len(laid.target.tokens)
    return (before or opens) and (after or ends)
