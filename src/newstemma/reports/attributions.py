"""Who says so: the cues of speech and the sources they belong to.

The theory. News attributes in few ways: a source and a verb of saying in either order
("Putin said", "said Putin"), or a phrase before a source ("according to Reuters"). So
verbs are found first, by a table with their tone (neutral, loaded, reserved); then the
words that can be the verb's subject are read as the source: a name, a pronoun that
stands for a person named before, or a role ("officials", "the minister"). Beside a
quotation any noun will do; alone the noun must be one that speaks.
What can go wrong: a verb of the table used otherwise ("the act states"), and a pronoun
whose person was named a paragraph ago among others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from newstemma.model import Span
from newstemma.reports.cues import cues
from newstemma.reports.ground import Ground, Said
from newstemma.text import FUNCTION_WORDS
from newstemma.values.names import Name
from newstemma.values.patterns import when_needed
from newstemma.values.speech import (
    BEFORE_NOUN,
    NOUNS_TOO,
    SOURCE_NOUNS,
    THOUGHTS,
    attributes_alone,
    needs_clause,
)
from newstemma.values.stance_words import SAID, THOUGHT

_WORD = when_needed(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_PARTICIPLE = when_needed(r"(?:,|\b(?:while|by|after|before|when|and|without|for))\s*$")
_GAP = when_needed(
    r"(?:\b(?:also|later|then|previously|earlier|repeatedly|publicly|once|recently|further|already|"
    r"never|simply|has|have|had|is|was|are|were|would|will|not|again|often|even|just|only|still|"
    r"first|[a-z]+ly|on [A-Z][a-z]+|this week|last week|in turn|himself|herself|been|"
    r"did|does|do|could|can|may|might|to)\b,?\s*)+$"
)
# "The buoy had been reported adrift", "the minister was told": the subject says nothing.
_PASSIVE = when_needed(r"\b(?:been|be|was|were|is|are)\b[\s\w]*$")
_DONE_TO = frozenset(
    "reported told informed asked warned advised urged announced disclosed confirmed denied "
    "described mentioned quoted questioned accused alleged claimed revealed stated".split()
)
_BRACKET = when_needed(r"\([^()\n]{0,60}\)\s*$")
_PRONOUNS = frozenset({"he", "she", "they", "it", "who"})
_DETERMINERS = frozenset(
    "a an the his her its their one two three some many several another other no that this".split()
)
_PREPOSITION = when_needed(r"\b(?:of|for|in|at|from|with|to|on|about|near|outside|inside|by)\b")
_LEFT_STOP = when_needed(
    r"[;:—–!?“”\"«»„]|\.{3}|…|\b(?:that|which|because|although|though|while|whether|if|but|and|"
    r"when|as|where|than|before|after|since|until)\b",
    re.IGNORECASE,
)


def said(ground: Ground) -> tuple[Said, ...]:
    """Every source with its cue outside quotations, in order of place.

    A verb without a source is left out.
    """
    found: list[Said] = []
    last = 0
    for span, verb in cues(ground.words):
        if span.start < last or ground.in_quotation(span.start):
            continue
        one = _phrase(ground, span) if verb == "according" else _verb(ground, span, verb, last)
        if one is not None:
            found.append(one)
            last = max(one.span.end if one.source.start > span.start else span.end, last)
    return tuple(found)


def _phrase(ground: Ground, cue: Span) -> Said | None:
    return _after(ground, cue, "according", any_noun=True, alone=True)


def _verb(ground: Ground, cue: Span, verb: str, last: int) -> Said | None:
    text = ground.text
    if verb == "states" and not re.match(r" that\b|[:,]", text[cue.end : cue.end + 6]):
        return None
    if text.startswith(" by ", cue.end) or (verb in NOUNS_TOO and _is_noun(text, cue.start)):
        return None
    quote = ground.quote_before(cue.start)
    closed = quote.end + 1 if quote is not None else 0
    sentence = ground.sentence(cue.start)
    beside = closed > 0 and closed >= sentence.start - 1 and cue.start - closed < 160
    opens = re.search(
        r"[“\"«„‘]|(?<!\w)'", text[cue.end : min(len(text), cue.end + 90)].split("\n")[0]
    )
    alone = _stands_alone(text, cue, verb)
    if not (beside or opens or alone):
        return None
    inverted = (beside and _touches(text, closed, cue.start)) or _opens_line(text, cue, verb)
    if inverted:
        after = _after(ground, cue, verb, any_noun=True, alone=alone)
        if after is not None:
            return after
    start = max(sentence.start, closed if closed <= cue.start else 0, last, cue.start - _REACH)
    return _before(ground, start, cue, verb, (beside or bool(opens), alone))


def _is_noun(text: str, start: int) -> bool:
    """True for "its claims", "the United States": a noun that looks like a verb of saying."""
    return BEFORE_NOUN.search(text, max(0, start - 14), start) is not None


_TELLING_PARTICIPLES = frozenset(
    "saying adding noting explaining insisting claiming telling writing announcing arguing warning "
    "stressing stating declaring emphasizing emphasising alleging suggesting".split()
)


def _stands_alone(text: str, cue: Span, verb: str) -> bool:
    if verb.endswith("ing") and verb not in _TELLING_PARTICIPLES:
        return False
    if not attributes_alone(verb) or not text[cue.start].islower():
        return False
    following = text[cue.end : cue.end + 40]
    if re.match(r"[.?!,;]|\s*$|\n", following) and verb not in ("said", "says", "say", "reported"):
        return needs_clause(verb) is False and verb.endswith("ed")
    if needs_clause(verb):
        return bool(
            re.match(r" (?:that|to|the|a|it|he|she|they|his|her|no|there|whether)\b", following)
        )
    return True


def _touches(text: str, closed: int, cue: int) -> bool:
    return text[closed:cue].strip(" ,—–-") == ""


def _opens_line(text: str, cue: Span, verb: str) -> bool:
    """ "Said Ellis: ..." opens a sentence with its verb."""
    return text[cue.start].isupper() and verb in ("said", "says", "added", "wrote", "asked")


# --- the source after its cue ------------------------------------------------------

_RIGHT_STOP = when_needed(
    r"[;:!?\n“”\"«»„(]|, |(?<!\b[A-Z]\w)(?<!\b[A-Z]\w\w)\.(?=\s+[A-Z“\"]|\s*$)|\b(?:that|who|"
    r"which|when|as|after|while|during|in an?|at an?|told|said|says|has|had|is|was|were|are|to)\b"
)


def _after(ground: Ground, cue: Span, verb: str, *, any_noun: bool, alone: bool) -> Said | None:
    text = ground.text
    start = cue.end + (text[cue.end : cue.end + 1] == " ")
    line = text.find("\n", start)
    limit = min(line if line >= 0 else len(text), start + 120)
    named = [name for name in ground.within(start, limit) if name.span.start - start <= 60]
    stop = _RIGHT_STOP.search(text, start, limit)
    while stop is not None and any(n.span.start <= stop.start() < n.span.end for n in named):
        stop = _RIGHT_STOP.search(text, stop.end(), limit)
    end = stop.start() if stop else limit
    words = list(_WORD.finditer(text, start, end))
    if not words:
        return None
    first = words[0].group().casefold()
    if first in _PRONOUNS:
        return _made(
            Span(words[0].start(), words[0].end()),
            cue,
            verb,
            _pronoun(ground, first, cue.start),
            alone,
        )
    if first in ("i", "we", "you"):
        return None
    head = _PREPOSITION.search(text, start, end)
    head_end = head.start() if head else end
    inside = [name for name in named if name.span.end <= end]
    person = next(
        (name for name in inside if name.kind == "person" and name.span.start < head_end), None
    )
    if person is not None:
        return _made(Span(start, person.span.end), cue, verb, person.key, alone)
    noun = _head_noun(words, head_end, any_noun)
    other = next((name for name in inside if name.span.end <= head_end + 1), None)
    if noun is not None and (other is None or noun.start() >= other.span.end):
        speaker = ground.role(noun.group().casefold())
        return _made(Span(start, noun.end()), cue, verb, speaker, alone)
    if other is not None:
        return _made(Span(start, other.span.end), cue, verb, other.key, alone)
    return None


def _head_noun(
    words: Sequence[re.Match[str]], head_end: int, any_noun: bool
) -> re.Match[str] | None:
    """The noun a phrase turns on: the last one that speaks before its first preposition."""
    heads = [word for word in words if word.end() <= head_end + 1]
    for word in reversed(heads):
        if word.group().casefold() in SOURCE_NOUNS:
            return word
    if any_noun and len(heads) > 1 and heads[0].group().casefold() in _DETERMINERS:
        last = heads[-1]
        return last if last.group().islower() and last.group() not in FUNCTION_WORDS else None
    return None


def _pronoun(ground: Ground, word: str, place: int) -> str | None:
    if word == "who":
        before = ground.within(max(0, place - 60), place)
        return before[-1].key if before else None
    return ground.person_before(place) if word in ("he", "she") else None


_REACH = 300
"""Code points before a verb in which its source is looked for."""
_FAR = 40
"""A source further off than this (as a participle's subject) is not in the phrase's span."""


def _made(source: Span, cue: Span, verb: str, speaker: str | None, alone: bool) -> Said:
    near = max(cue.start - source.end, source.start - cue.end) <= _FAR
    span = Span(min(source.start, cue.start), max(source.end, cue.end)) if near else cue
    modality = THOUGHT if verb in THOUGHTS else SAID
    return Said(span, source, cue, verb, speaker, alone, modality)


# --- the source before its cue -----------------------------------------------------


def _before(
    ground: Ground, start: int, cue: Span, verb: str, ways: tuple[bool, bool]
) -> Said | None:
    """The source left of its verb: "Putin said", "Putin, who is 71, said"."""
    text = ground.text
    alone = ways[1]
    end = cue.start
    if verb.endswith("ing"):
        return _subject(ground, cue, verb, alone) if _PARTICIPLE.search(text[start:end]) else None
    gap = _GAP.search(text, start, end)
    if gap and gap.end() == end and verb in _DONE_TO and _PASSIVE.search(gap.group()):
        return None
    end = _trim(text, start, gap.start() if gap and gap.end() == end else end)
    if end <= start:
        return None
    commas = text[end - 1] == ","
    pieces = _pieces(text, start, end)
    if commas:
        pieces = pieces[:-1][::-1] if len(pieces) > 2 else pieces[:1]
        pieces = sorted(pieces, key=lambda piece: not _holds_person(ground, piece))
    else:
        pieces = pieces[-1:]
    for piece in pieces:
        one = _in_piece(ground, piece, cue, verb, ways)
        if one is not None:
            return one
    return None


def _trim(text: str, start: int, end: int) -> int:
    """The end of the words before a cue, without brackets and spaces."""
    while True:
        while end > start and text[end - 1] in " \n":
            end -= 1
        bracket = _BRACKET.search(text, max(start, end - 70), end)
        if bracket is None or bracket.end() < end:
            return end
        end = bracket.start()


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """The stretch before a cue cut at its commas, without empty pieces."""
    cuts = [start, *(m.end() for m in re.finditer(r", ?", text[start:end])), end - start]
    edges = [start, *(start + cut for cut in cuts[1:-1]), end]
    return [Span(a, b) for a, b in pairwise(edges) if text[a:b].strip(" ,")]


def _holds_person(ground: Ground, piece: Span) -> bool:
    return any(name.kind == "person" for name in ground.within(piece.start, piece.end))


def _in_piece(
    ground: Ground, piece: Span, cue: Span, verb: str, ways: tuple[bool, bool]
) -> Said | None:
    text = ground.text
    start, end = piece.start, _trim(text, piece.start, piece.end)
    while end > start and text[end - 1] in ", ":
        end = _trim(text, start, end - 1)
    for match in _LEFT_STOP.finditer(text, start, end):
        if not any(n.span.start < match.end() <= n.span.end for n in ground.within(start, end)):
            start = match.end()
    words = list(_WORD.finditer(text, start, end))
    if not words:
        return None
    last = words[-1]
    small = last.group().casefold()
    if small in _PRONOUNS:
        speaker = _pronoun(ground, small, last.start())
        return _made(Span(last.start(), last.end()), cue, verb, speaker, ways[1])
    if small in ("i", "we", "you"):
        return None
    return _noun_source(ground, words, Span(start, end), cue, (verb, *ways))


def _noun_source(
    ground: Ground,
    words: Sequence[re.Match[str]],
    region: Span,
    cue: Span,
    how: tuple[str, bool, bool],
) -> Said | None:
    text, (verb, beside, alone) = ground.text, how
    inside = ground.within(region.start, region.end)
    head = _PREPOSITION.search(text, words[0].end(), region.end)
    head_end = head.start() if head else region.end
    noun = _head_noun(words, head_end, beside)
    at_end = inside[-1] if inside and inside[-1].span.end >= region.end - 3 else None
    whose = next((n for n in inside if head and _ends_at(n, head_end) and _is_full(n)), None)
    if whose is not None:
        return _made(_with_title(text, whose, region.start), cue, verb, whose.key, alone)
    if at_end is not None and (noun is None or head is None or at_end.span.end <= head_end + 1):
        return _made(_with_title(text, at_end, region.start), cue, verb, at_end.key, alone)
    if noun is not None:
        first = _phrase_start(words, words.index(noun))
        named = next(
            (
                n
                for n in inside
                if n.kind == "person" and n.span.start > noun.end() and n.span.end <= head_end + 1
            ),
            None,
        )
        speaker = named.key if named else ground.role(noun.group().casefold())
        return _made(Span(words[first].start(), region.end), cue, verb, speaker, alone)
    fallback = _head_noun(words, region.end, beside)
    if fallback is not None:
        first = _phrase_start(words, words.index(fallback))
        speaker = ground.role(fallback.group().casefold())
        return _made(Span(words[first].start(), fallback.end()), cue, verb, speaker, alone)
    people = [name for name in inside if name.kind == "person"]
    if people and beside:
        return _made(people[0].span, cue, verb, people[0].key, alone)
    return None


def _ends_at(name: Name, place: int) -> bool:
    """The name stands right before: "Bertil Osk of the Farmers' Union told"."""
    return place - 2 <= name.span.end <= place + 1


def _is_full(name: Name) -> bool:
    return name.kind == "person" or (name.kind == "other" and " " in name.key)


def _with_title(text: str, name: Name, start: int) -> Span:
    """A name with the title words before it."""
    count = len(name.title.split())
    before = list(re.finditer(r"\S+ ", text[start : name.span.start]))
    if not count or len(before) < count:
        return name.span
    return Span(start + before[-count].start(), name.span.end)


def _phrase_start(words: Sequence[re.Match[str]], index: int) -> int:
    first = index
    while first > 0 and index - first < 5 and words[first].start() - words[first - 1].end() == 1:
        small = words[first - 1].group().casefold()
        if small in FUNCTION_WORDS and small not in _DETERMINERS:
            break
        first -= 1
        if small in _DETERMINERS:
            break
    return first


def _subject(ground: Ground, cue: Span, verb: str, alone: bool) -> Said | None:
    """The subject of a participle: the first person of its sentence, else the first noun."""
    first = max(ground.sentence(cue.start).start, cue.start - _REACH)
    inside = [
        name for name in ground.within(first, cue.start) if not ground.in_quotation(name.span.start)
    ]
    people = [name for name in inside if name.kind == "person"]
    words = list(_WORD.finditer(ground.text, first, cue.start))
    pronoun = next((w for w in words[:3] if w.group().casefold() in ("he", "she")), None)
    if pronoun is not None and (not people or pronoun.start() < people[0].span.start):
        speaker = ground.person_before(pronoun.start())
        return _made(Span(pronoun.start(), pronoun.end()), cue, verb, speaker, alone)
    if people:
        return _made(people[0].span, cue, verb, people[0].key, alone)
    noun = next((w for w in words if w.group().casefold() in SOURCE_NOUNS), None)
    if noun is not None:
        held = next((n for n in inside if n.span.start <= noun.start() < n.span.end), None)
        speaker = held.key if held else ground.role(noun.group().casefold())
        return _made(Span(noun.start(), noun.end()), cue, verb, speaker, alone)
    return _made(inside[0].span, cue, verb, inside[0].key, alone) if inside else None
