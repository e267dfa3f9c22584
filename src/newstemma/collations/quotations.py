"""Words inside quotation marks: kept, altered, given to another speaker, gone or put there.

In go two sides laid over each other; out come differences of quotation. Two quotations
answer each other when words of the one answer words of the other, or when each side has
but one left and the speaker is the same (a quotation that went through another language
may keep no word). An altered quotation is one difference a sentence, from its first to its
last altered word.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from newstemma import lexicon
from newstemma.collations.cues import cue_differences, unmarked_cue
from newstemma.collations.difference import Difference, graded
from newstemma.collations.sides import Side
from newstemma.collations.slots import ADDED, CHANGED, DROPPED, spans_of
from newstemma.collations.words import Laid, counts, denies
from newstemma.model import Direction, Mark, MarkKind, Span
from newstemma.values.names import same_name

Pairs = list[tuple[Mark, Mark]]


def paired_quotes(laid: Laid) -> tuple[Pairs, list[Mark], list[Mark]]:
    """Quotations that answer each other, and what is left on each side."""
    ours = list(laid.source.marks(MarkKind.QUOTE))
    theirs = list(laid.target.marks(MarkKind.QUOTE))
    pairs: Pairs = []
    for mark in list(ours):
        index = _answering(laid, mark, theirs)
        if index is not None:
            pairs.append((mark, theirs.pop(index)))
            ours.remove(mark)
    if len(ours) == len(theirs) == 1 and _one_voice(ours[0], theirs[0]):
        pairs.append((ours.pop(), theirs.pop()))
    return pairs, ours, theirs


def _answering(laid: Laid, mark: Mark, others: Sequence[Mark]) -> int | None:
    """The quotation that holds most of the words answering this one's."""
    reached = {laid.answer[i] for i in laid.source.at(mark.span) if i in laid.answer}
    held = [len(reached & set(laid.target.at(other.span))) for other in others]
    best = max(range(len(others)), key=lambda k: (held[k], -k), default=None)
    return best if best is not None and held[best] else None


def _one_voice(a: Mark, b: Mark) -> bool:
    """The speakers may be one: the same name, or one of them not known."""
    return not a.speaker or not b.speaker or same_name(a.speaker, b.speaker)


def quote_differences(laid: Laid) -> Iterator[Difference]:
    """Quotation marks gone or new, the speaker exchanged, the cue judged."""
    pairs, gone, new = paired_quotes(laid)
    for ours, theirs in pairs:
        yield from _speakers(laid, ours, theirs)
        yield from cue_differences(laid, ours, theirs)
        yield from _framing(laid, ours, theirs)
    for mark in gone:
        yield from _unquoted(laid, mark)
    for mark in new:
        yield from _newly_quoted(laid, mark)


def _framing(laid: Laid, ours: Mark, theirs: Mark) -> Iterator[Difference]:
    """A quotation that one side gives to nobody, or whose verb of saying the tables do not know."""
    if ours.cue and not theirs.cue:
        tokens = _in_sentences(laid.source, ours.cue)
        if not tokens or any(i in laid.answer for i in tokens):
            return
        facing = laid.opposite(tokens)
        told = list(unmarked_cue(laid, ours, facing))
        yield from told
        phrase = _speaker_phrase(laid.source, ours.cue)
        if not told and phrase and not _any_answered(laid.source, phrase, laid.answer):
            yield graded("attribution dropped", DROPPED, phrase, None, Direction.STRONGER)
    elif theirs.cue and not ours.cue:
        tokens = _in_sentences(laid.target, theirs.cue)
        phrase = _speaker_phrase(laid.target, theirs.cue)
        if tokens and phrase and not _any_answered(laid.target, phrase, laid.back):
            yield graded("attribution added", ADDED, None, phrase, Direction.WEAKER)


def _in_sentences(side: Side, cue: Span) -> range:
    return side.at(cue) if any(place.overlaps(cue) for place in side.places) else range(0)


def _speaker_phrase(side: Side, cue: Span) -> Span | None:
    return _phrase(side, cue) if _in_sentences(side, cue) else None


def _any_answered(side: Side, phrase: Span, answered: Container[int]) -> bool:
    return any(i in answered for i in side.at(phrase))


def altered_quotes(laid: Laid, spoken_for: Sequence[Difference]) -> Iterator[Difference]:
    """Words altered inside quotations that answer each other, one difference a sentence.

    Figures, dates and names of `spoken_for` are left to their own differences.
    """
    ours, theirs = spans_of(spoken_for)
    for mark, other in paired_quotes(laid)[0]:
        left = [i for i in _inside(laid.source, mark) if not _held(laid.source, i, ours)]
        right = [j for j in _inside(laid.target, other) if not _held(laid.target, j, theirs)]
        for some, facing in _by_sentence(laid, left, right):
            yield from _altered(laid, some, facing)


def _inside(side: Side, mark: Mark) -> list[int]:
    return list(side.at(mark.span))


def _held(side: Side, i: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= side.tokens[i].start < end for start, end in spans)


def _by_sentence(
    laid: Laid, left: list[int], right: list[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """The tokens of the quotations dealt to the sentences of the source's side.

    A target token goes with the source sentence that its answer stands in, or that of the
    token before it.
    """
    back = laid.back
    sentences = sorted({_sentence(laid.source, i) for i in left})
    home: dict[int, int] = {}
    current = sentences[0] if sentences else -1
    for j in right:
        if j in back and back[j] in left:
            current = _sentence(laid.source, back[j])
        home[j] = current
    for sentence in sentences:
        yield (
            [i for i in left if _sentence(laid.source, i) == sentence],
            [j for j in right if home[j] == sentence],
        )


def _sentence(side: Side, i: int) -> int:
    start = side.tokens[i].start
    return next(k for k, place in enumerate(side.places) if place.start <= start < place.end)


def _altered(laid: Laid, left: list[int], right: list[int]) -> Iterator[Difference]:
    answered = laid.back
    gone = [i for i in left if i not in laid.answer and counts(laid.source, i)]
    new = [j for j in right if j not in answered and counts(laid.target, j)]
    other = [(i, laid.answer[i]) for i in left if i in laid.answer and _other_form(laid, i)]
    ours, theirs = [*gone, *(i for i, _ in other)], [*new, *(j for _, j in other)]
    if not ours and not theirs:
        return
    ours, theirs = _facing(laid, ours, theirs, right)
    before, after = _around(laid.source, ours), _around(laid.target, theirs)
    kind = CHANGED if before and after else DROPPED if before else ADDED
    yield graded(_grade(laid, gone, new, other), kind, before, after)


def _facing(
    laid: Laid, ours: list[int], theirs: list[int], right: list[int]
) -> tuple[list[int], list[int]]:
    """Both sides widened to the same stretch: each from its first altered word, or the word
    that answers the other's first, to the last."""
    back = {j: i for i, j in laid.answer.items() if j in right}
    here, there = list(ours), list(theirs)
    if ours:
        stretch = range(min(ours), max(ours) + 1)
        there += [laid.answer[i] for i in stretch if laid.answer.get(i) in right]
    if theirs:
        here += [back[j] for j in range(min(theirs), max(theirs) + 1) if j in back]
    return here, there


def _other_form(laid: Laid, i: int) -> bool:
    return laid.source.tokens[i].form != laid.target.tokens[laid.answer[i]].form


def _around(side: Side, tokens: list[int]) -> Span | None:
    return side.span(min(tokens), max(tokens) + 1) if tokens else None


def _grade(laid: Laid, gone: list[int], new: list[int], other: list[tuple[int, int]]) -> str:
    forms = [(laid.source.tokens[i].form, laid.target.tokens[j].form) for i, j in other]
    if any(denies(a, b) for a, b in forms):
        return "opposite word"
    if gone or new:
        return "quote altered"
    if all(lexicon.nearness(a, b) == lexicon.SAME_WORD for a, b in forms):
        return "quote respelled"
    return "quote in near words"


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
    answered = laid.back
    share = sum(j in answered for j in tokens) / len(tokens) if len(tokens) else 0.0
    if facing and share >= 0.3 and len(tokens) > 2:
        before = laid.source.span(facing.start, facing.stop)
        yield graded("quote made of paraphrase", CHANGED, before, mark.span, Direction.STRONGER)


def _speakers(laid: Laid, ours: Mark, theirs: Mark) -> Iterator[Difference]:
    if not ours.speaker or not theirs.speaker or _one_person(ours.speaker, theirs.speaker):
        return
    before, after = _speaker_place(laid.source, ours), _speaker_place(laid.target, theirs)
    if not before or not after or _by_pronoun(laid.source, before):
        return
    if not _by_pronoun(laid.target, after):
        yield graded("speaker exchanged", CHANGED, before, after)


_RESPELLED = 0.75
_PRONOUNS = frozenset("he she they it".split())


def _one_person(left: str, right: str) -> bool:
    """One name, or two spellings of one: Saal and Sal."""
    if same_name(left, right):
        return True
    from rapidfuzz.distance import Levenshtein

    return left[:1] == right[:1] and Levenshtein.normalized_similarity(left, right) >= _RESPELLED


def _by_pronoun(side: Side, place: Span) -> bool:
    """A speaker called "she" with no name beside the verb: who that is was only inferred."""
    if any(mark.span.overlaps(place) for mark in side.marks(MarkKind.NAME)):
        return False
    held = side.at(place)
    return not _PRONOUNS.isdisjoint(side.forms[held.start : held.stop])


def _speaker_place(side: Side, mark: Mark) -> Span | None:
    """The nearest name of the speaker to the cue; else the phrase that stands for him."""
    if mark.cue is None:
        return None
    at = mark.cue.start
    names = [
        name.span
        for name in side.marks(MarkKind.NAME)
        if name.value and mark.speaker and same_name(str(name.value), mark.speaker)
    ]
    return min(names, key=lambda span: abs(span.start - at), default=_phrase(side, mark.cue))


def _phrase(side: Side, cue: Span) -> Span:
    """The words around a verb of saying, between the points or quotation marks on both sides."""
    text = side.report.text
    start, end = cue.start, cue.end
    while start > 0 and text[start - 1] not in STOPS:
        start -= 1
    while end < len(text) and text[end] not in STOPS:
        end += 1
    while start < end and text[start] == " ":
        start += 1
    return Span(start, end)


STOPS = '.,;:!?\n"“”«»„'
