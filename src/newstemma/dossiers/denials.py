"""A claim and its denial: the same words, and one of them says it is not so."""

from __future__ import annotations

from collections.abc import Iterator

from newstemma import lexicon
from newstemma.collations.scales import NEGATIVE_WORDS
from newstemma.dossiers.circumstances import (
    LEAST_WORDS,
    SAME_CLAIM,
    SAME_THING,
    Clash,
    dates_differ,
    names_differ,
    places_differ,
)
from newstemma.dossiers.claims import DENYING, TURNING, Claim, Pair
from newstemma.model import Dispute, MarkKind

_SUPPOSING = frozenset("if whether unless would could might may should".split())
_BOUNDING = frozenset("yet more fewer less other later earlier longer only just".split())
_BEARING = 3
"""Words after a negation among which the one it bears on must stand."""


def denial_clash(pair: Pair) -> Iterator[Clash]:
    """A claim and its denial: the same words, and one says it is not so, or its opposite."""
    one, other = pair.one, pair.other
    turned = one.given[-1] != other.given[-1]
    if not pair.near or not (turned or one.statement == other.statement):
        return
    if any(_claims_nothing(claim) for claim in (one, other)):
        return
    if all(any(mark.kind is MarkKind.QUOTE for mark in claim.marks) for claim in (one, other)):
        return  # one speaker, rendered in two ways
    shared = pair.shared
    if (shared.shared < LEAST_WORDS or shared.of_smaller < SAME_CLAIM) and not _opposite(pair):
        return
    if names_differ(pair) or dates_differ(pair) or places_differ(pair):
        return
    whole = Dispute.DENIAL, one.reading.span, other.reading.span
    ours, theirs = _turned(one, shared.answered), _turned(other, shared.answering)
    if not turned and _opposite(pair):
        yield Clash(*whole, "a claim and its opposite")
    elif ours + theirs == 1 and shared.of_larger >= SAME_THING and turned:
        yield Clash(*whole, "a claim and its denial")


def _claims_nothing(claim: Claim) -> bool:
    """A question, a condition, a possibility, or words that are half a denial by themselves."""
    forms = {token.form for token in claim.tokens}
    asked = claim.report.text[claim.reading.span.end - 1 : claim.reading.span.end + 2]
    hedged = any(mark.kind is MarkKind.HEDGE for mark in claim.marks)
    half = forms & NEGATIVE_WORDS - DENYING
    return hedged or "?" in asked or bool(half) or not forms.isdisjoint(_SUPPOSING)


def _turned(claim: Claim, answered: frozenset[int]) -> int:
    """How many words turn round what the other claim says too; "no more than 200" does not."""
    counted = {i for m in claim.marks if m.kind is MarkKind.FIGURE for i in claim.at(m.span)}
    found = 0
    for i, token in enumerate(claim.tokens):
        after = claim.tokens[i + 1].form if i + 1 < len(claim.tokens) else ""
        if token.form in TURNING and i not in counted and after not in _BOUNDING:
            bearing = next((k for k in range(i + 1, i + 1 + _BEARING) if k in claim.content), None)
            found += bearing in answered
    return found


def _opposite(pair: Pair) -> bool:
    """All words are shared but one on each side, and these are opposites."""
    left, right = pair.shared.left, pair.shared.right
    if len(left) != 1 or len(right) != 1 or pair.shared.shared < LEAST_WORDS:
        return False
    return lexicon.opposite(left[0], right[0])
