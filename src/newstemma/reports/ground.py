"""What cues of speech are read on, and what is read from them: a text with its names and
sentences, whom a pronoun or a role in it means, and a source with its cue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from newstemma.model import Span
from newstemma.values.names import Name
from newstemma.values.patterns import when_needed
from newstemma.values.speech import TONE_OF
from newstemma.values.stance_words import SAID
from newstemma.values.units import singular


@dataclass(frozen=True, slots=True)
class Said:
    """A source and its cue: `span` covers both, `source` the source's words.

    `alone` is true where the cue attributes without a quotation beside it; `modality` is what it
    gives to its source (`values.stance_words`).
    """

    span: Span
    source: Span
    cue: Span
    verb: str
    speaker: str | None
    alone: bool = True
    modality: str = SAID

    @property
    def tone(self) -> str:
        """neutral, loaded or reserved."""
        return TONE_OF.get(self.verb, "neutral")


_WORD = when_needed(r"([^\W_]+(?:['’-][^\W_]+)*['’]?)")


class Words:
    """The words of a text, cut once for all who look for cues: `small` [words] in small letters,
    apostrophes straight, `starts` and `ends` [words] their places."""

    def __init__(self, text: str) -> None:
        parts = _WORD.split(text)
        edges = list(accumulate(map(len, parts)))
        self.text = text
        self.small = [word.lower() for word in parts[1::2]]
        if "’" in text:
            self.small = [word.replace("’", "'") for word in self.small]
        self.starts = edges[0:-1:2]
        self.ends = edges[1::2]
        self._gaps = parts[2::2]

    def __len__(self) -> int:
        return len(self.small)

    def adjoins(self, index: int) -> bool:
        """True where one space alone stands between a word and the next."""
        return index + 1 < len(self.small) and self._gaps[index] == " "

    def gap(self, index: int) -> str:
        """What stands between a word and the next, without its edge spaces."""
        return self._gaps[index].strip()

    def next(self, index: int) -> str:
        """The word that follows after one space, "" where none does."""
        return self.small[index + 1] if self.adjoins(index) else ""

    def is_capital(self, index: int) -> bool:
        """True where a word begins with a capital."""
        return self.text[self.starts[index]].isupper()

    def span(self, index: int) -> Span:
        """The place of a word."""
        return Span(self.starts[index], self.ends[index])

    def at(self, place: int) -> int:
        """The first word that begins at a place or after it."""
        return bisect_left(self.starts, place)


@dataclass(frozen=True)
class Ground:
    """What cues are read on: a text with its names, its sentences and its outer quotations."""

    text: str
    names: Sequence[Name]
    sentences: Sequence[Span]
    quoted: Sequence[Span]

    @cached_property
    def words(self) -> Words:
        """The words of the text."""
        return Words(self.text)

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
        """Whom "he" or "she" at a place means, in the nearest sentence before that names anybody.

        There it is who speaks, else the first person: "The Lady Maren sank, Per Orr said" goes on
        with what Orr said. Persons inside quotations are not meant: the pronoun is the reporter's.
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
                return min(people, key=self._rank).key
        return None

    def _rank(self, name: Name) -> int:
        """0 beside a verb of saying, 2 with an article, as ships have it; else 1."""
        if self._speaks(name):
            return 0
        return 2 if self.text[max(0, name.span.start - 4) : name.span.start] in _ARTICLES else 1

    def _speaks(self, name: Name) -> bool:
        after = self.words.at(name.span.end)
        before = self.words.at(name.span.start) - 1
        near = [i for i in (after, before) if 0 <= i < len(self.words)]
        return any(self.words.small[i] in TONE_OF for i in near)

    def role(self, noun: str) -> str:
        """The person introduced with a role, by title or in apposition, or the role itself.

        Where two persons are introduced with it, the role says which of them to nobody.
        """
        titled = self._titled.get(noun)
        if titled is not None:
            return titled
        held = self._introduced.get(noun, ())
        return next(iter(held)) if len(held) == 1 else singular(noun)

    @cached_property
    def _titled(self) -> dict[str, str]:
        """The first person with each word of a title."""
        found: dict[str, str] = {}
        for name in self.names:
            if name.title and name.kind == "person":
                for word in name.title.split():
                    found.setdefault(word, name.key)
        return found

    @cached_property
    def _introduced(self) -> dict[str, set[str]]:
        """The persons each word stands beside in apposition: "the President of Sarmenia, Temur
        Jandarov" and "Temur Jandarov, the president"."""
        found: dict[str, set[str]] = {}
        for name in self.names:
            if name.kind == "person" or _may_be_person(name):
                for word in self._apposed(name.span):
                    found.setdefault(word, set()).add(name.key)
        return found

    def _apposed(self, span: Span) -> set[str]:
        apposed: set[str] = set()
        if self.text.startswith(", ", span.end):
            after = _NO_STOP.match(self.text, span.end + 2, span.end + _INTRODUCES)
            apposed.update(_LETTERS.findall(after.group().casefold()) if after else ())
        if self.text.startswith(", ", span.start - 2):
            before = self.text[max(0, span.start - _INTRODUCES) : span.start - 2]
            apposed.update(_LETTERS.findall(_STOPS.split(before)[-1].casefold()))
        return apposed


_ARTICLES = frozenset({"The ", "the "})
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
_NO_STOP = when_needed(r"[^.,;:\n]+")
_STOPS = when_needed(r"[.,;:\n]")
_LETTERS = when_needed(r"[^\W\d_]+")
