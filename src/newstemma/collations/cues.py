"""Verbs of saying: of equal force, of more or less, or passing judgement on the speaker."""

from __future__ import annotations

from collections.abc import Iterator

from newstemma.collations.difference import Difference, graded
from newstemma.collations.scales import force
from newstemma.collations.slots import CHANGED
from newstemma.collations.words import Laid, Side
from newstemma.model import Direction, Mark, MarkKind, Span
from newstemma.values.speech import TONE_OF


def cue_differences(laid: Laid, ours: Mark, theirs: Mark) -> Iterator[Difference]:
    """The verbs of saying of two marks that answer each other: exchanged, loaded, unloaded."""
    if ours.cue is None or theirs.cue is None:
        return
    before, after = laid.source.words(ours.cue), laid.target.words(theirs.cue)
    hedged = _is_hedge(laid.source, ours.cue) or _is_hedge(laid.target, theirs.cue)
    if before.casefold() != after.casefold() and not hedged:
        yield _cue_change(ours, theirs, before, after)


def _is_hedge(side: Side, cue: Span) -> bool:
    return any(mark.span.overlaps(cue) for mark in side.marks(MarkKind.HEDGE))


def _cue_change(ours: Mark, theirs: Mark, before: str, after: str) -> Difference:
    was, now = cue_force(ours, before), cue_force(theirs, after)
    if was == now:
        direction = force(before.split()[0].casefold(), after.split()[0].casefold())
        if direction is not Direction.NONE:
            return graded("force changed", CHANGED, ours.cue, theirs.cue, direction)
        return graded("cue exchanged", CHANGED, ours.cue, theirs.cue)
    if now == "neutral":
        return graded("cue unloaded", CHANGED, ours.cue, theirs.cue)
    return graded("cue loaded", CHANGED, ours.cue, theirs.cue, Direction.JUDGED)


def cue_force(mark: Mark, words: str) -> str:
    """The class of a cue: neutral, loaded or reserved."""
    if mark.kind is MarkKind.QUOTE and isinstance(mark.value, str):
        return mark.value
    forms = words.casefold().split()
    return "loaded" if any(TONE_OF.get(form) == "loaded" for form in forms) else "neutral"
