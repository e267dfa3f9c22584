"""What stands before a cue: its auxiliaries, and the subject whose claim or wish it is.

The theory. From a cue leftwards auxiliaries and adverbs are passed over; the word before them
ends the subject. A form that may be a noun too ("plans", "calls") is a verb where that word can
speak. The subject is the plain noun phrase that ends there; of "voters in the north" the head
before the preposition speaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from newstemma.model import Span
from newstemma.reports.ground import Ground, Words
from newstemma.reports.stance_complements import OPENS_NOUN_PHRASE
from newstemma.text import FUNCTION_WORDS
from newstemma.values.speech import SOURCE_NOUNS
from newstemma.values.stance_forms import MODALITY
from newstemma.values.stance_words import AS_NOUNS, SAID
from newstemma.values.units import singular
from newstemma.values.verb_forms import Form

SUBJECTS = frozenset(
    "he she it they we i you who that which this these those one some many most others all both "
    "each few none everyone nobody someone anyone several half another".split()
)
_PLURALS = frozenset(
    "they we who that you i people men women police voters children many some others most both "
    "all few media ones which those majority percent public".split()
)
_BE = frozenset("is are was were be been being am isn't aren't wasn't weren't".split())
_HAVE = frozenset("has have had having hasn't haven't hadn't".split())
_DOES = frozenset("do does did don't doesn't didn't".split())
_MODALS = frozenset(
    "will would can could may might must shall should won't wouldn't can't cannot couldn't "
    "shouldn't mustn't".split()
)
_NEGATIONS = frozenset("not never no nor neither cannot".split())
_ADVERBS = frozenset(
    "also again still now then later soon once often never not always already just even only long "
    "first recently further ever yet instead thus therefore nor all both each either almost well "
    "too so rather simply indeed perhaps himself herself themselves".split()
)
_CONTROL = frozenset(
    "continue continues continued continuing begin begins began begun start starts started try "
    "tries tried trying seek seeks sought going able used seem seems seemed appear appears "
    "appeared happy refused refuses declined declines failed fails need needs needed wants wanted "
    "expected likely ready willing to".split()
)
"""Words after which "to" and a verb have the subject of the whole."""
_ENDINGS = {"'s": "be", "'re": "be", "'m": "be", "'ve": "have", "'ll": "modal", "'d": "modal"}
_FURTHEST = 7
"""Words between a subject's last and its cue."""


@dataclass(frozen=True, slots=True)
class Left:
    """What stands left of a cue: the last word of its subject, and what auxiliaries follow it."""

    last: int
    held: frozenset[str]
    negated: bool

    @property
    def be(self) -> bool:
        """True after a form of "to be": a passive, a progressive, an adjective."""
        return "be" in self.held


class Source(NamedTuple):
    """Where whoever holds something stands, and the key of who it is, where known."""

    span: Span
    key: str | None


def left_of(ground: Ground, index: int) -> Left | None:
    """What stands left of a word in its sentence; none where nothing is left of its auxiliaries."""
    words, place = ground.words, index - 1
    held: set[str] = set()
    negated = False
    while place >= 0 and index - place < _FURTHEST and words.adjoins(place):
        small = words.small[place]
        kind = _kind(small, "to" in held)
        if not kind:
            break
        negated = negated or small in _NEGATIONS or small.endswith("n't")
        held.add(kind)
        if "'" in small and not small.endswith("n't"):
            break  # "he's": the subject itself
        place -= 1
    if place < 0 or words.starts[place] < ground.sentence(words.starts[index]).start:
        return None
    return Left(place, frozenset(held), negated)


def _kind(small: str, after_to: bool) -> str:
    """What a word before a cue is to it: be, have, modal, does, to, control, adverb, or ""."""
    for kind, forms in (("be", _BE), ("have", _HAVE), ("modal", _MODALS), ("does", _DOES)):
        if small in forms:
            return kind
    if small == "to":
        return "to"
    if after_to and small in _CONTROL:
        return "control"
    if small in _ADVERBS or small.endswith("ly"):
        return "adverb"
    return _ENDINGS[small[small.find("'") :]] if _contracted(small) else ""


def can_be_verb(ground: Ground, index: int, form: Form, left: Left) -> bool:
    """True where the words before let a form be its verb, not a noun or an adjective."""
    words, held = ground.words, left.held
    if form.shape == "ing":
        return left.be or _is_participle(words, left, form)
    if not words.adjoins(left.last):
        certain = form.shape in ("past", "s") or held & {"have", "modal"}
        return bool(certain) and words.gap(left.last) in (",", ")", "),")
    if not is_subject(words, left.last) or "modal" in held:
        return False  # "would oppose" is not held yet
    if "to" in held and "control" not in held:
        return False
    if left.last == index - 1 and not _can_speak(words, index, form):
        return False
    if form.shape == "base":
        return bool(held & {"does", "to"}) or _is_plural(words.small[left.last])
    if form.shape == "s":
        return not held & {"have", "to"}
    return words.next(index) != "by"


def _can_speak(words: Words, index: int, form: Form) -> bool:
    """False where a form that may be a noun has no subject that speaks and no object."""
    may_be_noun = form.lemma in AS_NOUNS and form.shape in ("base", "s")
    subject = words.small[index - 1]
    if not may_be_noun or subject in SUBJECTS:
        return True
    if form.lemma == "state":
        return False
    if words.is_capital(index - 1) or subject in SOURCE_NOUNS:
        return True
    if form.shape != "s" or _is_plural(subject):
        return False
    following = words.next(index)
    return following in OPENS_NOUN_PHRASE or following in SUBJECTS


_BEFORE_PARTICIPLE = frozenset("while by after before and without for".split())


def _is_participle(words: Words, left: Left, form: Form) -> bool:
    """ "..., calling for", "by accusing", "a report showing": one that has a subject."""
    if not words.adjoins(left.last):
        return words.gap(left.last) in (",", "—", "–", "--")
    if words.small[left.last] in _BEFORE_PARTICIPLE:
        return True
    telling = MODALITY[form.lemma] == SAID or form.lemma == "show"
    return telling and is_subject(words, left.last)


def _contracted(small: str) -> bool:
    """ "they're", "who've": a pronoun with its auxiliary."""
    mark = small.find("'")
    return mark > 0 and small[:mark] in SUBJECTS and small[mark:] in _ENDINGS


_ADJECTIVE_ENDINGS = ("ive", "ous", "ful", "less", "able", "ible", "ly")


def is_subject(words: Words, index: int) -> bool:
    """True for a word a subject can end in: a pronoun, a name, a noun."""
    small = words.small[index]
    if small in SUBJECTS or _contracted(small):
        return True
    if small in FUNCTION_WORDS or small.endswith(("'s", "s'")):
        return False
    return words.is_capital(index) or not small.endswith(_ADJECTIVE_ENDINGS)


def _is_plural(small: str) -> bool:
    return small in _PLURALS or (
        small.endswith("s") and not small.endswith(("ss", "us", "is", "'s"))
    )


# --- whose ------------------------------------------------------------------------


_REACH = 300
"""Code points before a cue in which the subject of a participle is looked for."""


def subject_of(ground: Ground, left: Left, index: int, *, loose: bool) -> Source | None:
    """The subject of a cue; `loose` for a participle, whose subject may be its sentence's."""
    words = ground.words
    if not words.adjoins(left.last) or (loose and not is_subject(words, left.last)):
        return _first_subject(ground, words.starts[index])
    return noun_phrase(ground, left.last)


_HANGS = frozenset("of for at from in".split())


def noun_phrase(ground: Ground, last: int) -> Source:
    """The noun phrase that ends with a word; of what hangs on "of" or "for" the head speaks."""
    words = ground.words
    if words.small[last] in SUBJECTS or _contracted(words.small[last]):
        return Source(words.span(last), _whom(ground, last))
    first, key = _plain_phrase(ground, last)
    head = first - 2
    hangs = head >= 0 and words.small[first - 1] in _HANGS and words.adjoins(first - 1)
    if hangs and words.adjoins(head) and is_subject(words, head):
        first, key = _plain_phrase(ground, head)
    return Source(Span(words.starts[first], words.ends[last]), key)


def _plain_phrase(ground: Ground, last: int) -> tuple[int, str | None]:
    """The first word of a plain noun phrase, and the key of the name or role it ends in."""
    words, first = ground.words, last
    while first > 0 and last - first < 5 and words.adjoins(first - 1):
        small = words.small[first - 1]
        if small in FUNCTION_WORDS and small not in OPENS_NOUN_PHRASE:
            break
        first -= 1
        if small in OPENS_NOUN_PHRASE:
            break
    inside = ground.within(words.starts[first], words.ends[last])
    if inside and inside[-1].span.end == words.ends[last]:
        return first, inside[-1].key
    noun = words.small[last]
    if noun not in SOURCE_NOUNS and (words.is_capital(last) or not noun.isalpha()):
        return first, None
    return first, ground.role(noun)


def _whom(ground: Ground, index: int) -> str | None:
    """Whom a pronoun means: the person before, or the name a relative pronoun follows."""
    start, small = ground.words.starts[index], ground.words.small[index].split("'")[0]
    if small in ("he", "she"):
        return ground.person_before(start)
    if small in ("who", "which", "that"):
        before = ground.within(max(0, start - 60), start)
        return before[-1].key if before and start - before[-1].span.end <= 2 else None
    return None


def _first_subject(ground: Ground, place: int) -> Source | None:
    """The subject of the sentence: its first person, else its first name."""
    start = max(ground.sentence(place).start, place - _REACH)
    inside = [
        name for name in ground.within(start, place) if not ground.in_quotation(name.span.start)
    ]
    people = [name for name in inside if name.kind == "person"] or inside
    return Source(people[0].span, people[0].key) if people else None


def owner_of(ground: Ground, index: int) -> Source | None:
    """Whose a noun is: "his claim", "the firm's outright refusal"; none where nobody's."""
    words = ground.words
    for place in range(index - 1, max(-1, index - 4), -1):
        if not words.adjoins(place):
            return None
        small, span = words.small[place], words.span(place)
        if small in ("his", "her"):
            return Source(span, ground.person_before(span.start))
        if small in ("their", "its", "our", "my", "your"):
            return Source(span, None)
        if small.endswith(("'s", "s'")):
            return _possessor(ground, span, small)
        if small in FUNCTION_WORDS:
            return None
    return None


def _possessor(ground: Ground, span: Span, small: str) -> Source:
    inside = ground.within(max(0, span.start - 60), span.end)
    if inside and inside[-1].span.end >= span.end - 2:
        return Source(inside[-1].span, inside[-1].key)
    return Source(span, singular(small.split("'")[0]))
