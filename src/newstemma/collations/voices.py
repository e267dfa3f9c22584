"""Who says it and how surely: hedges, attributions, quotations, speakers, negation.

In go two sides laid over each other; out come differences of voice. These are the
changes a correction is printed for, so each is found by its own mark and told apart
from the wording around it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from newstemma import lexicon
from newstemma.collations.difference import Difference, graded
from newstemma.collations.scales import NEGATIVE_WORDS, force, negates
from newstemma.collations.slots import ADDED, CHANGED, DROPPED, pair_marks
from newstemma.collations.words import Laid, Side, means
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


# --- hedges -----------------------------------------------------------------


def hedge_differences(laid: Laid) -> Iterator[Difference]:
    """Hedges gone, new or exchanged; the other side's place is what stands there instead."""
    same, place, gone, new = pair_marks(
        laid, MarkKind.HEDGE, lambda a, b: a.value == b.value, lambda a, b: True
    )
    for ours, theirs in same:
        if laid.source.words(ours.span).casefold() != laid.target.words(theirs.span).casefold():
            yield graded("hedge in other words", CHANGED, ours.span, theirs.span)
    for ours, theirs in place:
        yield graded("hedge exchanged", CHANGED, ours.span, theirs.span)
    for mark in gone:
        if _faces_words(laid, mark):
            yield _hedge_gone(laid, mark)
    for mark in new:
        facing = laid.facing(laid.target.at(mark.span))
        if facing or _stands(laid, mark):
            before = laid.source.span(facing.start, facing.stop)
            yield graded("hedge added", ADDED, before, mark.span, Direction.WEAKER)


def _faces_words(laid: Laid, mark: Mark) -> bool:
    """The words around the hedge are said on the other side, so the hedge itself was dropped."""
    tokens = laid.source.at(mark.span)
    around = [*range(tokens.start - 3, tokens.start), *range(tokens.stop, tokens.stop + 4)]
    return any(i in laid.answer for i in around) or any(i in laid.answer for i in tokens)


def _stands(laid: Laid, mark: Mark) -> bool:
    tokens = laid.target.at(mark.span)
    answered = set(laid.answer.values())
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


# --- quotations -------------------------------------------------------------


def quote_differences(laid: Laid) -> Iterator[Difference]:
    """Quotation marks gone or new, the speaker exchanged, the cue judged.

    Altered words inside quotations that answer each other are found with the wording.
    """
    ours, theirs = laid.source.marks(MarkKind.QUOTE), laid.target.marks(MarkKind.QUOTE)
    answered: set[int] = set()
    for mark in ours:
        index = _answering(laid, mark, theirs)
        if index is None:
            yield from _unquoted(laid, mark)
        else:
            answered.add(index)
            yield from _speakers(laid, mark, theirs[index])
            yield from _cues(laid, mark, theirs[index])
    for index, mark in enumerate(theirs):
        if index not in answered:
            yield from _newly_quoted(laid, mark)


def _answering(laid: Laid, mark: Mark, others: tuple[Mark, ...]) -> int | None:
    """The quotation that holds most of the words answering this one's."""
    reached = {laid.answer[i] for i in laid.source.at(mark.span) if i in laid.answer}
    held = [len(reached & set(laid.target.at(other.span))) for other in others]
    best = max(range(len(others)), key=lambda k: (held[k], -k), default=None)
    return best if best is not None and held[best] else None


def _share_answered(laid: Laid, mark: Mark) -> float:
    tokens = laid.source.at(mark.span)
    return sum(i in laid.answer for i in tokens) / len(tokens) if tokens else 0.0


def _unquoted(laid: Laid, mark: Mark) -> Iterator[Difference]:
    if _share_answered(laid, mark) >= 0.5 and len(laid.source.at(mark.span)) > 2:
        opposite = laid.opposite(laid.source.at(mark.span))
        after = laid.target.span(opposite.start, opposite.stop)
        yield graded("quote made paraphrase", CHANGED, mark.span, after, Direction.VAGUER)


def _newly_quoted(laid: Laid, mark: Mark) -> Iterator[Difference]:
    tokens = laid.target.at(mark.span)
    facing = laid.facing(tokens)
    answered = set(laid.answer.values())
    share = sum(j in answered for j in tokens) / len(tokens) if len(tokens) else 0.0
    if facing and share >= 0.3 and len(tokens) > 2:
        before = laid.source.span(facing.start, facing.stop)
        yield graded("quote made of paraphrase", CHANGED, before, mark.span, Direction.STRONGER)


def _speakers(laid: Laid, ours: Mark, theirs: Mark) -> Iterator[Difference]:
    if not ours.speaker or not theirs.speaker or same_name(ours.speaker, theirs.speaker):
        return
    before, after = _speaker_place(laid.source, ours), _speaker_place(laid.target, theirs)
    if before and after:
        yield graded("speaker exchanged", CHANGED, before, after)


def _speaker_place(side: Side, mark: Mark) -> Span | None:
    """The nearest name of the speaker to the quotation's cue; none when only a pronoun."""
    at = mark.cue.start if mark.cue else mark.span.end
    names = [
        name.span
        for name in side.marks(MarkKind.NAME)
        if name.value and mark.speaker and same_name(str(name.value), mark.speaker)
    ]
    return min(names, key=lambda span: abs(span.start - at), default=None)


def _cues(laid: Laid, ours: Mark, theirs: Mark) -> Iterator[Difference]:
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
    return "loaded" if any(form in LOADED_CUES for form in forms) else "neutral"


LOADED_CUES = frozenset(
    """
    admit admits admitted boast boasts boasted brag bragged claim claims claimed concede
    concedes conceded confess confessed gloat gloated insist insists insisted lash lashed
    rant ranted fume fumed thunder thundered sneer sneered slam slammed blast blasted
    """.split()
)


# --- attributions -----------------------------------------------------------


def attribution_differences(laid: Laid) -> Iterator[Difference]:
    """A claim given to somebody on one side only, to somebody else, or with another cue."""
    same, place, gone, new = pair_marks(laid, MarkKind.ATTRIBUTION, _one_source, _two_sources)
    gone = [mark for mark in gone if len(laid.source.at(mark.span)) <= LONGEST_PHRASE]
    new = [mark for mark in new if len(laid.target.at(mark.span)) <= LONGEST_PHRASE]
    for ours, theirs in same:
        if ours.cue and theirs.cue:
            yield from _cues(laid, ours, theirs)
    for ours, theirs in place:
        yield graded("attribution exchanged", CHANGED, ours.span, theirs.span)
    for mark in gone:
        if _said_otherwise(laid.target, mark) or _source_kept(laid.source, mark, set(laid.answer)):
            continue
        if _claim_kept(laid, mark):
            opposite = laid.opposite(laid.source.at(mark.span))
            after = laid.target.span(opposite.start, opposite.stop)
            yield graded("attribution dropped", DROPPED, mark.span, after, Direction.STRONGER)
    answered = set(laid.answer.values())
    for mark in new:
        if _said_otherwise(laid.source, mark) or _source_kept(laid.target, mark, answered):
            continue
        if _claim_shared(laid):
            yield graded("attribution added", ADDED, None, mark.span, Direction.WEAKER)


LONGEST_PHRASE = 8
"""An attributing phrase of more words holds part of what is attributed."""


def _source_kept(side: Side, mark: Mark, answered: set[int]) -> bool:
    """The other side names the source too, with a verb that is not one of saying."""
    cue = set(side.at(mark.cue)) if mark.cue else set()
    named = [i for i in side.at(mark.span) if i not in cue and means(side.tokens[i])]
    return bool(named) and all(i in answered for i in named)


def _claim_shared(laid: Laid) -> bool:
    return len(laid.answer) * 3 >= len(laid.source.tokens)


def _one_source(a: Mark, b: Mark) -> bool:
    """The same source, or one of them a pronoun or role that does not say who."""
    if not a.speaker or not b.speaker:
        return True
    return same_name(a.speaker, b.speaker)


def _two_sources(a: Mark, b: Mark) -> bool:
    return bool(a.speaker and b.speaker) and not same_name(str(a.speaker), str(b.speaker))


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


# --- polarity ---------------------------------------------------------------


def polarity_differences(laid: Laid) -> Iterator[Difference]:
    """A negation that stands on one side only, in words both sides share.

    Negations inside a hedge ("is not known to") belong to the hedge, and a word that is
    negative by itself ("refused to", "failed to") answers a negation.
    """
    answered = set(laid.answer.values())
    for i in _negations(laid.source):
        opposite = _reach(laid.opposite([i]), laid.target)
        if (
            i in laid.answer
            or _negative(laid.target, opposite)
            or not _kept(laid.source, i, laid.answer)
        ):
            continue
        after = laid.target.span(opposite.start, opposite.stop)
        yield graded("negation changed", DROPPED, _negated(laid.source, i), after)
    for j in _negations(laid.target):
        facing = _reach(laid.facing([j]), laid.source)
        if j in answered or not _kept(laid.target, j, answered):
            continue
        if _negative(laid.source, facing):
            continue
        before = laid.source.span(facing.start, facing.stop)
        yield graded("negation changed", ADDED, before, _negated(laid.target, j))


REACH = 5
"""How many words around the place that faces a negation may hold what answers it."""


def _reach(place: range, side: Side) -> range:
    return range(max(place.start - REACH, 0), min(place.stop + REACH, len(side.tokens)))


def _negated(side: Side, i: int) -> Span | None:
    """The negation with the two words on each side of it."""
    return side.span(max(i - 2, 0), min(i + 3, len(side.tokens)))


def _kept(side: Side, i: int, answered: Container[int]) -> bool:
    """The word the negation bears on is said on the other side, or most words around it."""
    bearing = next((k for k in range(i + 1, len(side.tokens)) if means(side.tokens[k])), None)
    if bearing is not None and bearing - i <= 2 and bearing in answered:
        return True
    return sum(k in answered for k in range(i - 3, i + 4) if k != i) >= 3


def _negations(side: Side) -> list[int]:
    hedged = {i for mark in side.marks(MarkKind.HEDGE) for i in side.at(mark.span)}
    return [i for i, t in enumerate(side.tokens) if negates(t.form) and i not in hedged]


def _negative(side: Side, place: range) -> bool:
    hedged = {i for mark in side.marks(MarkKind.HEDGE) for i in side.at(mark.span)}
    return any(
        i in hedged or negates(side.tokens[i].form) or _is_negative(side.tokens[i].form)
        for i in place
    )


def _is_negative(form: str) -> bool:
    """A word negative by itself: refused, unlikely, non-aligned."""
    if form in NEGATIVE_WORDS:
        return True
    bare = form.removeprefix("non") if form.startswith("non") else form.removeprefix("un")
    return bare != form and len(bare) > 3 and bool(lexicon.lemmas(bare))
