"""Who did it to whom: two doers that changed places around a verb both sides say.

In go two sides laid over each other; out come exchanges such as "rebels shelled the army" for
"the army shelled rebels". All words answer each other there, so nothing else tells them apart.
A passive on one side only ("was shelled by") says the same and is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from newstemma.collations.difference import Difference, graded
from newstemma.collations.sides import Side
from newstemma.collations.slots import CHANGED
from newstemma.collations.words import Laid, means
from newstemma.model import MarkKind
from newstemma.values.speech import TONE_OF

REACH = 6
"""How many words from its verb a doer stands at most, on both sides."""
_SHORT = 3  # letters: "red" and "bed" are no verbs
_HELPERS = frozenset(
    "will would has have had can could may might must should did to is are was were".split()
)
_STRONG = frozenset(
    "beat won lost hit struck shot took gave sold bought paid led left held caught drove hid built "
    "broke stole threw sent bit hurt overthrew forgave forbade fed bred taught chose sought".split()
)
_BOTH_WAYS = frozenset(
    "met meet meets meeting fought fight fights married marry border borders joined join joins "
    "faced faces face resembled equals equalled and or with between than like".split()
)


def role_differences(laid: Laid) -> Iterator[Difference]:
    """One difference for each verb around which two words changed sides; quotations apart."""
    order = sorted(laid.answer)
    places = [laid.answer[i] for i in order]
    if places == sorted(places):  # no word went past another
        return
    passed = _passed(order, places)
    for i, j in laid.answer.items():
        form = laid.source.forms[i]
        if i not in passed or not _is_doing(laid.source, i):
            continue
        if form in _BOTH_WAYS or form in TONE_OF:
            continue
        if i in laid.source.quoted or _turned(laid, i, j):
            continue
        before, after = _around(laid, i, j)
        if before and after:
            ours = sorted({*before, *after, i})
            theirs = sorted(laid.answer[k] for k in ours)
            yield graded(
                "roles exchanged",
                CHANGED,
                laid.source.span(ours[0], ours[-1] + 1),
                laid.target.span(theirs[0], theirs[-1] + 1),
            )


def _passed(order: list[int], places: list[int]) -> set[int]:
    """The words that one before them and one after them have gone past."""
    ahead = list(accumulate(places, max))
    behind = list(accumulate(reversed(places), min))[::-1]
    return {
        i
        for i, j, most, least in zip(order, places, ahead, behind, strict=True)
        if most > j > least
    }


def _is_doing(side: Side, i: int) -> bool:
    """A verb as news tells what was done: by its ending, a strong past, or a helper before it."""
    form = side.forms[i]
    ends = len(form) > _SHORT and form.endswith("ed")
    helped = i > 0 and side.forms[i - 1] in _HELPERS
    return means(side.tokens[i]) and (ends or helped or form in _STRONG)


def _around(laid: Laid, i: int, j: int) -> tuple[list[int], list[int]]:
    """The words that stood before the verb and now stand after it, and the reverse."""
    near = [k for k in range(i - REACH, i + REACH + 1) if k in laid.answer and k != i]
    when = {k for m in laid.source.marks(MarkKind.DATE) for k in laid.source.at(m.span)}
    telling = [k for k in near if means(laid.source.tokens[k]) and k not in when]
    telling = [k for k in telling if abs(laid.answer[k] - j) <= REACH]
    before = [k for k in telling if k < i and laid.answer[k] > j]
    after = [k for k in telling if k > i and laid.answer[k] < j]
    return before, after


def _turned(laid: Laid, i: int, j: int) -> bool:
    """One side says it in the passive and the other does not."""
    return _passive(laid.source, i) != _passive(laid.target, j)


def _passive(side: Side, verb: int) -> bool:
    return "by" in side.forms[verb + 1 : verb + 2 + REACH]
