"""Verbs of saying: of equal force, of more or less, or passing judgement on the speaker."""

from __future__ import annotations

from collections.abc import Iterator

from newstemma import lexicon
from newstemma.collations.difference import Difference, graded
from newstemma.collations.scales import force, is_loaded
from newstemma.collations.sides import Side
from newstemma.collations.slots import CHANGED
from newstemma.collations.words import Laid
from newstemma.model import Direction, Mark, MarkKind, Span
from newstemma.values.speech import TONE_OF


def cue_differences(laid: Laid, ours: Mark, theirs: Mark) -> Iterator[Difference]:
    """The verbs of saying of two marks that answer each other: exchanged, loaded, unloaded."""
    if ours.cue is None or theirs.cue is None:
        return
    before, after = laid.source.words(ours.cue), laid.target.words(theirs.cue)
    hedged = _is_hedge(laid.source, ours.cue) or _is_hedge(laid.target, theirs.cue)
    if hedged:
        return
    if before.casefold() != after.casefold():
        yield _cue_change(laid, ours, theirs, before, after)


def unmarked_cue(laid: Laid, mark: Mark, facing: range) -> Iterator[Difference]:
    """The word that stands where a verb of saying stood, its subject kept: a verb of saying the
    tables do not know is told only where it passes judgement ("scoffed")."""
    loaded = [j for j in facing if is_loaded(laid.target.tokens[j].form)]
    if mark.cue and loaded:
        after = laid.target.span(loaded[0], loaded[0] + 1)
        yield graded("cue loaded", CHANGED, mark.cue, after, Direction.JUDGED)


def _is_hedge(side: Side, cue: Span) -> bool:
    return any(mark.span.overlaps(cue) for mark in side.marks(MarkKind.HEDGE))


def _cue_change(laid: Laid, ours: Mark, theirs: Mark, before: str, after: str) -> Difference:
    was, now = cue_force(ours, before), cue_force(theirs, after)
    assert ours.cue is not None
    assert theirs.cue is not None
    if lexicon.opposite(before.casefold(), after.casefold()):
        return graded("opposite word", CHANGED, ours.cue, theirs.cue)
    if was == now:
        direction = force(before.split()[0].casefold(), after.split()[0].casefold())
        if direction is not Direction.NONE:
            return graded("force changed", CHANGED, ours.cue, theirs.cue, direction)
        here, there = _addressed(laid.source, ours.cue), _addressed(laid.target, theirs.cue)
        return graded("cue exchanged", CHANGED, here, there)
    return toned(was, now, ours.cue, theirs.cue)


def toned(was: str, now: str, before: Span, after: Span) -> Difference:
    """The difference between verbs of saying of two tones."""
    if now == "loaded":
        return graded("cue loaded", CHANGED, before, after, Direction.JUDGED)
    if was == "loaded":
        return graded("cue unloaded", CHANGED, before, after)
    direction = Direction.WEAKER if now == "reserved" else Direction.STRONGER
    return graded("cue reserved", CHANGED, before, after, direction)


def _addressed(side: Side, cue: Span) -> Span:
    """The cue with those it was said to, where these are nobody but the press."""
    tokens = side.at(cue)
    after = [
        side.tokens[i].form for i in range(tokens.stop, min(tokens.stop + 4, len(side.tokens)))
    ]
    length = next((n for n in range(len(after), 0, -1) if " ".join(after[:n]) in PRESS), 0)
    found = side.span(tokens.start, tokens.stop + length)
    return found or cue


PRESS = frozenset(
    f"{article}{noun}"
    for article in ("", "a ", "the ", "at a ", "at the ", "in a ")
    for noun in (
        "reporters", "journalists", "press", "media", "news conference", "press conference",
        "briefing", "news briefing", "press briefing", "newsmen",
    )
)  # fmt: skip
"""To whom everything is said: "told reporters" says no more than "said"."""


def cue_force(mark: Mark, words: str) -> str:
    """The class of a cue: neutral, loaded or reserved."""
    forms = words.casefold().split()
    if any(is_loaded(form) for form in forms):
        return "loaded"
    if mark.kind is MarkKind.QUOTE and isinstance(mark.value, str):
        return mark.value
    tones = {TONE_OF.get(form) for form in forms}
    return next((tone for tone in ("loaded", "reserved") if tone in tones), "neutral")
