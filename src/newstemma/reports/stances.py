"""Claims, wishes and judgements given to somebody by other words than verbs of saying.

The theory. "He opposes the plan", "voters are worried that", "her refusal to pay" and "is
expected to" give what they hold to somebody as "he said" does. A word of `stance_words` is a
cue where its complement follows it (`stance_complements`), its subject stands before it, and
nothing shows that it is a noun or an adjective there (`stance_subjects`). The subject is read as
for verbs of saying; where it is no name and no known role, the noun it ends in speaks.
What can go wrong: a verb that is meant otherwise ("saw the ship"), a subject far away.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newstemma.model import Span
from newstemma.reports.ground import Ground, Said
from newstemma.reports.stance_complements import follows, follows_noun
from newstemma.reports.stance_subjects import (
    SUBJECTS,
    Left,
    Source,
    can_be_verb,
    is_subject,
    left_of,
    noun_phrase,
    owner_of,
    subject_of,
)
from newstemma.values.patterns import when_needed
from newstemma.values.stance_forms import (
    ADJECTIVE_AFTER,
    AFTER,
    CUES,
    FORMS,
    MODALITY,
    NOUN_AFTER,
)
from newstemma.values.stance_words import BELIEVED, MENTIONED, PASSIVES, SAID, THOUGHT
from newstemma.values.verb_forms import Form


def stances(ground: Ground, taken: Sequence[Said]) -> tuple[Said, ...]:
    """The claims, wishes and judgements outside quotations, in order of place.

    `taken` are the cues of speech found already: none of these overlaps one of them.
    """
    told = [one.cue for one in taken]
    return tuple(
        one
        for index in _free(ground, told)
        for one in (_stance(ground, index),)
        if one is not None and not _is_own_account(ground, one, told)
    )


# Between a verb of saying and another verb of the same person: "said he still", "says that she".
_OF_HIMSELF = when_needed(
    r" (?:that )?(?:he|she|they|it|we|i)(?: (?:also|still|never|always|not|now|only|just|really|"
    r"do|does|did|had|has|have|was|is|were|are|would|will|may|might|could|\w+ly|\w+n['’]t))* $",
    re.IGNORECASE,
)
_CLOSE_BY = 60


def _is_own_account(ground: Ground, one: Said, told: Sequence[Span]) -> bool:
    """Whether a speaker's words tell what that speaker thinks or wants: "he said he hopes to"."""
    before = bisect_left([cue.start for cue in told], one.cue.start) - 1
    if before < 0 or one.cue.start - told[before].end > _CLOSE_BY:
        return False
    return bool(_OF_HIMSELF.match(ground.text[told[before].end : one.cue.start]))


def _free(ground: Ground, taken: Sequence[Span]) -> Iterator[int]:
    """The words that may attribute, outside quotations and other cues."""
    words = ground.words
    starts = [cue.start for cue in taken]
    for index, word in enumerate(words.small):
        if word in CUES:
            start, end = words.starts[index], words.ends[index]
            before = bisect_left(starts, end) - 1
            if (before < 0 or taken[before].end <= start) and not ground.in_quotation(start):
                yield index


def _stance(ground: Ground, index: int) -> Said | None:
    word = ground.words.small[index]
    form = FORMS.get(word)
    one = _verb(ground, index, form) if form is not None else None
    if one is None and word in NOUN_AFTER:
        one = _noun(ground, index)
    if one is None and word in ADJECTIVE_AFTER:
        one = _adjective(ground, index)
    return one


def _verb(ground: Ground, index: int, form: Form) -> Said | None:
    wanted = AFTER[form.lemma]
    passive = form.shape in ("past", "part")
    complete = follows(ground.words, index, wanted)
    if not complete and not passive:
        return None
    left = left_of(ground, index)
    if left is None or ground.words.small[left.last] == "you":
        return None
    if passive and left.be:
        return _passive(ground, index, form, left)
    if not complete or not can_be_verb(ground, index, form, left):
        return None
    source = subject_of(ground, left, index, loose=form.shape == "ing" and not left.be)
    if source is None:
        return None
    return _made(ground, source, index, form.lemma, _modality(form, complete))


def _modality(form: Form, complement: str) -> str:
    """What a verb gives to its subject: a saying or a thought only where a clause follows."""
    clause = complement in ("clause", "whether", "how", "why")
    modality = MODALITY[form.lemma]
    if modality == SAID:
        return SAID if clause else MENTIONED
    return THOUGHT if modality == BELIEVED and clause else modality


_AFTER_PASSIVE = frozenset("to of for as a an the that".split())
_BY_WHOM = 12
"""Code points between "by" and the name of whoever it is."""


def _passive(ground: Ground, index: int, form: Form, left: Left) -> Said | None:
    """ "is expected to", "was accused of", "are opposed by the union": by whom, where said."""
    words = ground.words
    if form.lemma not in PASSIVES:
        return None
    following = words.next(index)
    cue = words.span(index)
    source = Source(cue, None)
    if following == "by":
        start = words.ends[index + 1] + 1
        named = ground.within(start, start + 60)
        if not named or named[0].span.start - start > _BY_WHOM:
            return None
        source = Source(named[0].span, named[0].key)
    elif following not in _AFTER_PASSIVE:
        return None
    modality = _modality(form, "")
    return _made(ground, source, index, form.lemma, modality)


def _noun(ground: Ground, index: int) -> Said | None:
    """ "his claim that", "the firm's refusal to"; without an owner only before "that"."""
    words = ground.words
    following = words.next(index)
    if following not in NOUN_AFTER[words.small[index]] or words.is_capital(index):
        return None
    source = owner_of(ground, index)
    if source is None and not (following == "that" and follows_noun(words, index)):
        return None
    source = source or Source(words.span(index), None)
    return _made(ground, source, index, words.small[index], MENTIONED)


def _adjective(ground: Ground, index: int) -> Said | None:
    """ "is confident that", "are wary of"."""
    words = ground.words
    word, following = words.small[index], words.next(index)
    wanted = ADJECTIVE_AFTER[word]
    if following not in wanted and not ("that" in wanted and following in SUBJECTS):
        return None
    left = left_of(ground, index)
    if left is None or not left.be or not is_subject(words, left.last):
        return None
    return _made(ground, noun_phrase(ground, left.last), index, word, BELIEVED)


_FAR = 60
"""Code points between a source and its cue over which the mark still covers both."""


def _made(ground: Ground, source: Source, index: int, lemma: str, modality: str) -> Said:
    cue, place = ground.words.span(index), source.span
    near = max(cue.start - place.end, place.start - cue.end) <= _FAR
    span = Span(min(place.start, cue.start), max(place.end, cue.end)) if near else cue
    return Said(span, place, cue, lemma, source.key, modality=modality)
