"""Who says it and how surely: hedges and attributions; quotations and negation beside them.

In go two sides laid over each other; out come differences of voice. These are the
changes a correction is printed for, so each is found by its own mark and told apart
from the wording around it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from newstemma import lexicon
from newstemma import text as texts
from newstemma.collations.cues import cue_differences, unmarked_cue
from newstemma.collations.difference import Difference, graded
from newstemma.collations.polarity import polarity_differences
from newstemma.collations.quotations import quote_differences
from newstemma.collations.scales import NEGATIONS, force
from newstemma.collations.sides import Side
from newstemma.collations.slots import ADDED, CHANGED, DROPPED, Pairs, pair_marks, take
from newstemma.collations.words import Laid, means
from newstemma.model import Direction, Mark, MarkKind, Span
from newstemma.values.names import same_name

FIRM_HEDGES = frozenset({"negated_knowledge", "hearsay", "doubt"})
"""Hedges whose loss turns a doubt into a fact; a lost "may" is graded one step lower."""


def voice_differences(laid: Laid) -> Iterator[Difference]:
    """Differences of hedge, attribution, quotation, speaker and polarity."""
    yield from hedge_differences(laid)
    yield from quote_differences(laid)
    yield from attribution_differences(laid)
    yield from polarity_differences(laid)


def hedge_differences(laid: Laid) -> Iterator[Difference]:
    """Hedges gone, new or exchanged; the other side's place is what stands there instead."""
    same, place, gone, new = pair_marks(
        laid, MarkKind.HEDGE, lambda a, b: a.value == b.value, lambda a, b: True
    )
    for ours, theirs in same:
        was, now = laid.source.words(ours.span), laid.target.words(theirs.span)
        if was.casefold() != now.casefold():
            direction = _force(was, now)
            moved = direction is not Direction.NONE
            name = "hedge exchanged" if moved else "hedge in other words"
            yield graded(name, CHANGED, *_own_words(laid, ours, theirs), direction)
    for ours, theirs in place:
        yield graded("hedge exchanged", CHANGED, *_own_words(laid, ours, theirs))
    for mark in gone:
        if _faces_words(laid, mark) and not _said_too(laid.source, mark, laid.answer):
            yield _hedge_gone(laid, mark)
    for mark in new:
        if _said_too(laid.target, mark, laid.back):
            continue
        facing = laid.facing(laid.target.at(mark.span))
        if facing or _stands(laid, mark):
            before = laid.source.span(facing.start, facing.stop)
            yield graded("hedge added", ADDED, before, mark.span, Direction.WEAKER)


def _own_words(laid: Laid, ours: Mark, theirs: Mark) -> tuple[Span, Span]:
    """Two hedges without the words both begin with: "suspect" and "some in the West believe"
    after "some in the West"."""
    return (
        _without_opening(laid.source, ours.span, laid.answer, laid.target),
        _without_opening(laid.target, theirs.span, laid.back, laid.source),
    )


def _without_opening(side: Side, span: Span, answer: dict[int, int], other: Side) -> Span:
    tokens = side.at(span)
    first = tokens.start
    while first < tokens.stop - 1 and first in answer:
        if side.terms[first] != other.terms[answer[first]]:
            break
        first += 1
    return side.span(first, tokens.stop) or span


def _said_too(side: Side, mark: Mark, answered: Container[int]) -> bool:
    """The other side has all words of the hedge, if perhaps turned round by a negation."""
    return all(i in answered or side.tokens[i].form in NEGATIONS for i in side.at(mark.span))


def _force(before: str, after: str) -> Direction:
    """Which way a hedge exchanged for one of its kind moves: suspect, believe, know."""
    found = (force(a, b) for a in before.casefold().split() for b in after.casefold().split())
    return next((one for one in found if one is not Direction.NONE), Direction.NONE)


def _faces_words(laid: Laid, mark: Mark) -> bool:
    """The words around the hedge are said on the other side, so the hedge itself was dropped."""
    tokens = laid.source.at(mark.span)
    around = [*range(tokens.start - 3, tokens.start), *range(tokens.stop, tokens.stop + 4)]
    return any(i in laid.answer for i in around) or any(i in laid.answer for i in tokens)


def _stands(laid: Laid, mark: Mark) -> bool:
    tokens = laid.target.at(mark.span)
    answered = laid.back
    around = [*range(tokens.start - 3, tokens.start), *range(tokens.stop, tokens.stop + 4)]
    return any(j in answered for j in around)


def _hedge_gone(laid: Laid, mark: Mark) -> Difference:
    weakened = [(i, laid.answer[i]) for i in laid.source.at(mark.span) if i in laid.answer]
    for i, j in weakened:
        direction = force(laid.source.tokens[i].form, laid.target.tokens[j].form)
        if direction is not Direction.NONE:
            after = laid.target.span(j, j + 1)
            return graded("hedge exchanged", CHANGED, mark.span, after, direction)
    name = "hedge dropped" if mark.value in FIRM_HEDGES else "possibility dropped"
    before, after = _claims(laid, laid.source.at(mark.span), laid.answer, mark.span)
    return graded(name, DROPPED, before, after, Direction.STRONGER)


def _claims(
    laid: Laid, tokens: range, answer: dict[int, int], hedge: Span
) -> tuple[Span, Span | None]:
    """The hedge up to the word it bears on, and what the other side says there instead.

    "is not known to have left" against "has not left": the verb answers the verb, and on
    the other side the small words before it belong to the claim.
    """
    bearing = next(
        (i for i in range(tokens.stop, tokens.stop + 4) if _answers(laid, i, answer)), None
    )
    if bearing is None:
        return hedge, None
    verb = answer[bearing]
    first = verb
    while first > 0 and verb - first < 4 and laid.target.tokens[first - 1].form in VERB_PARTS:
        first -= 1
    words = laid.source.span(tokens.start, bearing + 1)
    return words or hedge, laid.target.span(first, verb + 1)


def _answers(laid: Laid, i: int, answer: dict[int, int]) -> bool:
    return i in answer and means(laid.source.tokens[i])


VERB_PARTS = frozenset(
    "has have had is are was were be been being not never will would did does do to".split()
)


def attribution_differences(laid: Laid) -> Iterator[Difference]:
    """A claim given to somebody on one side only, to somebody else, or with another cue."""
    same, gone, new = _paired(laid)
    for ours, theirs in same:
        if not _one_source(laid, ours, theirs):
            yield graded("attribution exchanged", CHANGED, ours.span, theirs.span)
        elif ours.cue and theirs.cue:
            yield from cue_differences(laid, ours, theirs)
    for mark in gone:
        yield from _attribution_gone(laid, mark)
    for mark in new:
        yield from _attribution_new(laid, mark)


def _paired(laid: Laid) -> tuple[Pairs, list[Mark], list[Mark]]:
    """Attributions of one source, wherever they stand, then those in one place; the rests."""
    ours, theirs = list(_kept_attributions(laid.source)), list(_kept_attributions(laid.target))
    same = take(laid, ours, theirs, _named_alike, anywhere=True)
    same += take(laid, ours, theirs, lambda a, b: True, anywhere=False)
    return same, ours, theirs


def _kept_attributions(side: Side) -> tuple[Mark, ...]:
    if side.attributing is None:
        side.attributing = tuple(attributions(side))
    return side.attributing


def attributions(side: Side) -> Iterator[Mark]:
    """The attributions of a side that stand by themselves, and phrases that plainly attribute
    though nobody knows the source ("according to futures markets")."""
    found = [mark for mark in side.marks(MarkKind.ATTRIBUTION) if _by_itself(side, mark)]
    held = [*found, *side.marks(MarkKind.QUOTE)]
    for phrase in _phrases(side):
        if not any(phrase.span.overlaps(m.span) or phrase.cue == m.cue for m in held):
            found.append(phrase)
    yield from sorted(found, key=lambda mark: mark.span)


def _phrases(side: Side) -> Iterator[Mark]:
    """From "according to" to the next point, closing quotation mark or end."""
    text = side.report.text
    for place in side.places:
        if "ccording to" not in text[place.start : place.end]:
            continue
        for match in _ACCORDING.finditer(text, place.start, place.end):
            end = _PHRASE_END.search(text, match.end(), place.end)
            stop = end.start() if end else place.end
            yield Mark(MarkKind.ATTRIBUTION, Span(match.start(), stop), cue=Span(*match.span()))


_ACCORDING = re.compile(r"\b[Aa]ccording to(?= \w)")
_PHRASE_END = re.compile(r"[,;:.!?\"“”\n](?!\w)")


def _attribution_gone(laid: Laid, mark: Mark) -> Iterator[Difference]:
    if _source_kept(laid.source, mark, laid.answer):
        yield from unmarked_cue(laid, mark, laid.opposite(laid.source.at(mark.cue or mark.span)))
    elif _claim_kept(laid, mark) and not _said_otherwise(laid.target, mark):
        opposite = laid.opposite(laid.source.at(mark.span))
        after = laid.target.span(opposite.start, opposite.stop)
        yield graded("attribution dropped", DROPPED, mark.span, after, Direction.STRONGER)


def _attribution_new(laid: Laid, mark: Mark) -> Iterator[Difference]:
    if _said_otherwise(laid.source, mark) or _source_kept(laid.target, mark, laid.back):
        return
    if _claim_shared(laid):
        yield graded("attribution added", ADDED, None, mark.span, Direction.WEAKER)


LONGEST_PHRASE = 12
"""An attributing phrase of more words holds part of what is attributed."""


def _by_itself(side: Side, mark: Mark) -> bool:
    """An attributing phrase, and no part of a hedge ("is not known to")."""
    if len(side.at(mark.span)) > LONGEST_PHRASE:
        return False
    return not any(hedge.span.overlaps(mark.span) for hedge in side.marks(MarkKind.HEDGE))


def _source_kept(side: Side, mark: Mark, answered: Container[int]) -> bool:
    """The other side names the source too, with a verb that is not one of saying."""
    cue = set(side.at(mark.cue)) if mark.cue else set()
    others = [i for i in side.at(mark.span) if i not in cue]
    named = [i for i in others if means(side.tokens[i])] or others
    return bool(named) and all(i in answered for i in named)


def _claim_shared(laid: Laid) -> bool:
    return len(laid.answer) * 3 >= len(laid.source.tokens)


def _one_source(laid: Laid, ours: Mark, theirs: Mark) -> bool:
    """The same source: by its key, by a word both say of it, or by a role the other text gives
    to whom it also names ("Custor said", "the company said"). A pronoun says nothing against."""
    if not ours.speaker or not theirs.speaker or same_name(ours.speaker, theirs.speaker):
        return True
    left, right = _Source(laid.source, ours), _Source(laid.target, theirs)
    if left.names and right.names:
        return any(same_name(a, b) for a in left.names for b in right.names)
    return left.meets(right) or left.stands_for(right) or right.stands_for(left)


class _Source:
    """Who an attribution names: the keys of names and the telling words beside its cue."""

    def __init__(self, side: Side, mark: Mark) -> None:
        cue = side.at(mark.cue) if mark.cue else range(0)
        held = [i for i in side.at(mark.span) if i not in cue and means(side.tokens[i])]
        held += _title_before(side, mark.span)
        named = [m for m in side.marks(MarkKind.NAME) if m.span.overlaps(mark.span)]
        self.side = side
        self.names = [str(m.value) for m in named if m.value]
        self.words = [lexicon.spelling(side.forms[i]) for i in held]

    def meets(self, other: _Source) -> bool:
        """A telling word of one is said, or meant, of the other."""
        if {texts.stem(w) for w in self.words} & {texts.stem(w) for w in other.words}:
            return True
        pairs = ((a, b) for a in self.words for b in other.words)
        return any(lexicon.nearness(a, b) >= lexicon.SAME_SENSE for a, b in pairs)

    def stands_for(self, other: _Source) -> bool:
        """A bare kind of body, where this text names elsewhere whom the other names here."""
        bare = not self.names and len(self.words) == 1 and self.words[0] in _BODIES
        known = self.side.whole.names
        return bare and any(same_name(name, key) for name in other.names for key in known)


def _title_before(side: Side, span: Span) -> list[int]:
    """The role in small letters right before a name: justice minister Olof Kray."""
    text = side.report.text
    found: list[int] = []
    i = side.at(span).start - 1
    while i >= 0 and len(found) < _TITLE and text[side.tokens[i].end] == " ":
        if not text[side.tokens[i].start].islower() or not means(side.tokens[i]):
            break
        found.append(i)
        i -= 1
    return found


_TITLE = 3  # words of a role before a name
_BODIES = frozenset(
    "company firm group operator bank club party union court ministry agency authority council "
    "institute association organisation airline hospital university airport body".split()
)


def _named_alike(a: Mark, b: Mark) -> bool:
    return bool(a.speaker and b.speaker) and same_name(str(a.speaker), str(b.speaker))


def _said_otherwise(side: Side, mark: Mark) -> bool:
    """The other side attributes too, by a quotation of the same speaker."""
    return any(
        quote.speaker and (not mark.speaker or same_name(quote.speaker, mark.speaker))
        for quote in side.marks(MarkKind.QUOTE)
    )


def _claim_kept(laid: Laid, mark: Mark) -> bool:
    """Words of the sentence outside the attribution are said on the other side."""
    inside = set(laid.source.at(mark.span))
    outside = [i for i in range(len(laid.source.tokens)) if i not in inside]
    kept = sum(i in laid.answer for i in outside)
    return bool(outside) and kept * 3 >= len(outside)
