"""What cues of speech are read on, and what is read from them: a text with its names and
sentences, whom a pronoun or a role in it means, and a source with its cue."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from newstemma.model import Span
from newstemma.values.names import Name
from newstemma.values.speech import TONE_OF
from newstemma.values.units import singular


@dataclass(frozen=True, slots=True)
class Said:
    """A source and its cue: `span` covers both, `source` the source's words.

    `alone` is true where the cue attributes without a quotation beside it.
    """

    span: Span
    source: Span
    cue: Span
    verb: str
    speaker: str | None
    alone: bool = True

    @property
    def tone(self) -> str:
        """neutral, loaded or reserved."""
        return TONE_OF.get(self.verb, "neutral")


@dataclass(frozen=True, slots=True)
class Ground:
    """What cues are read on: a text with its names, its sentences and its outer quotations."""

    text: str
    names: Sequence[Name]
    sentences: Sequence[Span]
    quoted: Sequence[Span]

    def sentence(self, place: int) -> Span:
        """The sentence a place lies in, or an empty span there."""
        index = bisect_right(self.sentences, Span(place, len(self.text) + 1)) - 1
        return self.sentences[index] if index >= 0 else Span(place, place)

    def quote_before(self, place: int) -> Span | None:
        """The last quotation that opens before a place."""
        index = bisect_right(self.quoted, Span(place, len(self.text) + 1)) - 1
        return self.quoted[index] if index >= 0 else None

    def in_quotation(self, place: int) -> bool:
        """True inside a quotation."""
        quote = self.quote_before(place)
        return quote is not None and quote.end > place

    def within(self, start: int, end: int) -> list[Name]:
        """The names wholly inside a stretch of text."""
        index = bisect_left(self.names, start, key=lambda name: name.span.start)
        found = []
        while index < len(self.names) and self.names[index].span.end <= end:
            found.append(self.names[index])
            index += 1
        return found

    def person_before(self, place: int) -> str | None:
        """Whom "he" or "she" at a place means: the first person of the nearest sentence before.

        Persons inside quotations are not meant: the pronoun is the reporter's.
        """
        index = bisect_right(self.sentences, Span(place, len(self.text) + 1)) - 1
        end = place
        for step in range(4):
            if index - step < 0:
                break
            sentence = self.sentences[index - step]
            inside = [
                name
                for name in self.within(sentence.start, min(end, sentence.end))
                if not self.in_quotation(name.span.start)
            ]
            people = [name for name in inside if name.kind == "person"]
            people = people or [name for name in inside if _may_be_person(name)]
            if people:
                return people[0].key
        return None

    def role(self, noun: str) -> str:
        """The person introduced with a role, by title or in apposition, or the role itself.

        Where two persons are introduced with it, the role says which of them to nobody.
        """
        for name in self.names:
            if noun in name.title.split() and name.kind == "person":
                return name.key
        held = {name.key for name in self.names if self._is_introduced(name, noun)}
        return held.pop() if len(held) == 1 else singular(noun)

    def _is_introduced(self, name: Name, noun: str) -> bool:
        """Tells "the President of Sarmenia, Temur Jandarov" and "Temur Jandarov, the president"."""
        if name.kind != "person" and not _may_be_person(name):
            return False
        before = self.text[max(0, name.span.start - _INTRODUCES) : name.span.start]
        after = self.text[name.span.end : name.span.end + _INTRODUCES]
        word = re.escape(noun)
        return bool(
            re.search(rf"\b{word}\b[^.,;:\n]*, $", before, re.IGNORECASE)
            or re.match(rf", (?:the |an? )?[^.,;:\n]*\b{word}\b", after, re.IGNORECASE)
        )


# The last word of a name that is no person's.
_PLACE_HEADS = frozenset(
    "lane street road avenue square park pier bridge river bay lake island hill valley coast "
    "harbour harbor station airport hospital school church stadium tower market quay weir".split()
)


def _may_be_person(name: Name) -> bool:
    """A full name that may be a person's: of two words or more, and no street."""
    return name.kind == "other" and " " in name.key and name.key.split()[-1] not in _PLACE_HEADS


# How many characters away a role in apposition may stand.
_INTRODUCES = 60
