"""Runs of capitalised words: cut into sentences, offices and names, without their titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from newstemma.model import Span
from newstemma.values.countries import COUNTRY_OF
from newstemma.values.keys import latin
from newstemma.values.name_words import (
    ANDED_HEADS,
    BARE_TITLES,
    CALENDAR,
    CONNECTORS,
    OPENERS,
    ORGANISATION_HEADS,
    TITLES,
)
from newstemma.values.patterns import when_needed

_UPPER = "".join(re.escape(c) for c in map(chr, range(0x41, 0x530)) if c.isupper())
_WORD = rf"(?:[{_UPPER}](?:[^\W_]|[-’'&.](?=[^\W_]))*+\.?)"
_CONNECT = "|".join(sorted(CONNECTORS, key=len, reverse=True))
RUN = when_needed(
    rf"(?<![\w@#/])(?:(?:al|el|de|van|von|bin)[- ])?{_WORD}(?:(?: (?:(?:{_CONNECT}|of the) )?|"
    rf",? & ?){_WORD}){{0,15}}+"
)
_PIECE = when_needed(r"[^\s]+")
_POINTED = when_needed(r"(?:[A-Za-z]\.)+$")
POSSESSIVE = when_needed(r"['’](?:s|S)?$|['’](?=$)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a run at its place, without the point after it; `small` is its lower case."""

    start: int
    end: int
    text: str
    small: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words that may be one name, with the title before them; `opening` at a sentence's start."""

    words: tuple[Word, ...]
    title: str
    opening: bool

    @property
    def span(self) -> Span:
        """The place of the words."""
        return Span(self.words[0].start, self.words[-1].end)

    @property
    def text(self) -> str:
        """The words, a space between."""
        return " ".join(word.text for word in self.words)


def runs_of(match: re.Match[str], opening: set[int]) -> Iterable[Run]:
    """The runs in one stretch of capitals; `opening` are the places where sentences begin."""
    words = [_trimmed(match.start() + m.start(), m.group()) for m in _PIECE.finditer(match.group())]
    for sentence in _by_sentence(words, opening):
        for part in _split(sentence):
            for piece in _before_office(part):
                run = _without_title(piece, opening)
                if run is not None:
                    yield run


# Offices that stand between whose they are and who holds them.
_OFFICES = frozenset(
    "president minister secretary chancellor governor premier ambassador senator".split()
)


def _before_office(words: list[Word]) -> Iterable[list[Word]]:
    """An office inside a run parts it: "Sarmenian | President Temur Jandarov"."""
    at = next((i for i, w in enumerate(words) if i and w.small in _OFFICES), 0)
    while at > 0 and words[at - 1].small.rstrip(".") in TITLES:
        at -= 1
    if at and at + 1 < len(words) and not any(w.small == "of" for w in words):
        yield words[:at]
        yield words[at:]
    else:
        yield words


def _by_sentence(words: list[Word], opening: set[int]) -> Iterable[list[Word]]:
    """A name never runs on into the next sentence: "in Tolvik. Ferries sail"."""
    start = 0
    for i, word in enumerate(words):
        if i and word.start in opening:
            yield words[start:i]
            start = i
    yield words[start:]


def _trimmed(start: int, word: str) -> Word:
    if not _POINTED.fullmatch(word) or (len(word) == 2 and word[0].islower()):
        word = word.rstrip(".") if len(word) > 2 else word
    return Word(start, start + len(word), word, word.casefold())


def _split(words: list[Word]) -> Iterable[list[Word]]:
    """A run cut at possessives, calendar words, demonyms and loose connectors."""
    part: list[Word] = []
    for index, word in enumerate(words):
        bare = POSSESSIVE.sub("", word.text)
        if "-" in bare and (halves := _halves(word, bare)):
            yield from _flushed(part)
            part = []
            yield from ([half] for half in halves)
            continue
        if word.small.rstrip(".") in CALENDAR:
            yield from _flushed(part)
            part = []
            continue
        joint = word.small in CONNECTORS or word.small == "&"
        if joint and not (part and _connects(words, index)):
            yield from _flushed(part)
            part = []
            continue
        if _stands_alone(bare, part, words[index + 1 :]):
            yield from _flushed(part)
            yield [Word(word.start, word.start + len(bare), bare, bare.casefold())]
            part = []
            continue
        part.append(Word(word.start, word.start + len(bare), bare, bare.casefold()))
        if bare != word.text or (word.text.endswith(".") and len(word.text) > 4):
            yield from _flushed(part)
            part = []
    yield from _flushed(part)


def _halves(word: Word, bare: str) -> list[Word]:
    """The names in "Vardian-Orvellian" and "NATO-led"; none in "Jean-Marie" or "Al-Amin"."""
    halves, place, named = [], word.start, True
    for piece in bare.split("-"):
        country = latin(piece) in COUNTRY_OF
        if country or (piece.isupper() and len(piece) > 2):
            halves.append(Word(place, place + len(piece), piece, piece.casefold()))
        else:
            named = named and piece.islower()
        place += len(piece) + 1
    return halves if named else []


def _flushed(part: list[Word]) -> Iterable[list[Word]]:
    while part and (part[-1].small in CONNECTORS or part[-1].small == "the"):
        part = part[:-1]
    if part:
        yield part


def _connects(words: list[Word], index: int) -> bool:
    small = words[index].small
    after = words[index + 1 :]
    before = words[index - 1].small
    if small in ("and", "&", "for"):
        return small == "&" or (bool(after) and POSSESSIVE.sub("", after[-1].small) in ANDED_HEADS)
    if small == "of":
        return before in ORGANISATION_HEADS or (before not in BARE_TITLES and before not in OPENERS)
    return True


def _stands_alone(word: str, part: list[Word], after: list[Word]) -> bool:
    """True for a country that is its own name: "Kyrgyz President", not "Bank of China"."""
    country = COUNTRY_OF.get(latin(word))
    if country is None:
        return False
    if part:
        return part[-1].small not in CONNECTORS and part[-1].small not in (
            "south",
            "north",
            "new",
            "the",
        )
    following = after[0].small if after else ""
    if not following or following in CONNECTORS:
        return True
    if following.rstrip("s’'") in BARE_TITLES:
        return True
    return (
        not any(w.small in ORGANISATION_HEADS for w in after)
        and latin(f"{word} {following}") not in COUNTRY_OF
    )


FORMS_OF_ADDRESS = frozenset("mr mrs ms miss dr sen rep gov sgt capt lt".split())


def _without_title(words: list[Word], opening: set[int]) -> Run | None:
    title: list[str] = []
    first = words[0].start in opening
    organisation = words[-1].small in ORGANISATION_HEADS or any(w.small == "of" for w in words[1:])
    while words and (
        (
            words[0].small.rstrip(".") in TITLES
            and not (title and title[-1] in FORMS_OF_ADDRESS and len(words) == 1)
            and not (
                organisation
                and len(words) > 1
                and not title
                and words[0].small not in ("president", "minister")
            )
        )
        or words[0].small in CONNECTORS | {"the", "a", "an"}
        or (first and words[0].start in opening and words[0].small in OPENERS)
    ):
        if words[0].small.rstrip(".") in TITLES:
            title.append(words[0].small.rstrip("."))
        words = words[1:]
    if words and title and title[-1] in FORMS_OF_ADDRESS:
        return Run(tuple(words), " ".join(title), words[0].start in opening)
    if not words or all(w.small.rstrip(".") in BARE_TITLES for w in words):
        return None
    return Run(tuple(words), " ".join(title), words[0].start in opening)
