"""Whether a line is the site speaking to its reader: asks, offers, notices no phrase lists.

The theory. Phrases know the boxes we have seen; the next outlet words its box anew. But all of
them speak to the reader (`reader`: you, our), mostly begin with what the reader should do
(`offers`: get, follow), and use the words of sites, not of events: some that hardly any report
uses (`telling`: newsletter, inbox, cookies), some that reports use too (`common`: account,
video, comments). Each language pack lists these four; a line's words are added up within each
language, and the best sum counts. What can go wrong: a report about newsletters, in which
people speak of their inbox. So a line with a quotation, or one that says what somebody said,
never gets here (`junk`); a line must speak to somebody before its words count; and the more
words a line has, the more must be the site's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newstemma.languages import Pack, packs

_WORD = re.compile(r"[^\W\d_][\w'-]*")
_STOPS = ".!?:;"
_WORD_OR_STOP = re.compile(r"[^\W\d_][\w'-]*|[.!?:;](?=\s)")
_PLEASE = frozenset("please bitte пожалуйста ласка por favor per favore".split())
# Weights set by hand on the first half of `quality/pages`: two telling words, or one and a
# beginning that asks, make a short line the site's. Higher numbers keep more lines.
WEIGHTS = {"telling": 2.0, "common": 1.0}
READER, OFFER = 1.0, 1.5
# What a line must reach: a floor, and something for each word beyond the first ten.
FLOOR, FOR_EACH_WORD = 3.0, 0.06
_FREE_WORDS = 10
# A notice that speaks to nobody: its words are the site's by weight and by share.
DENSE, DENSITY = 5.0, 0.3
_NOTICE = 40
# What a site says of its own text to its reader.
_ABOUT_ITSELF, ABOUT = 4.0, 0.16
# Enough at the very edge of a page, among other junk, for a line of so few words.
WEAK, _SHORT = 2.5, 25
_LONGEST_LABEL = 6
_QUESTION = 120
# A button has so many words at most.
_BUTTON = 8
_STEM = 4  # letters by which stems are called up; no stem in a pack is shorter
_LISTS = ("reader", "third", "offers", "telling", "common", "labels")
# Lists whose words are no site's own.
_SPEECH = frozenset(("reader", "third"))
# A word of these alone may be a sub-head: "Jobs".
_LABELS = frozenset(("labels",))


@dataclass(slots=True)
class Talk:
    """What one language makes of a line.

    `weight` is that of its site words, `own` how many words a site's lists hold. It `speaks` to
    a reader, `surely` by a word that means nobody else ("Sie" may be "they"), `asks` where a
    sentence begins with an offer, `tells` where a telling word stands.
    """

    weight: float = 0.0
    own: int = 0
    speaks: bool = False
    surely: bool = False
    asks: bool = False
    tells: bool = False

    @property
    def score(self) -> float:
        """The whole weight; 0 for a line that neither speaks to a reader nor begins to ask."""
        if not (self.speaks or self.asks):
            return 0.0
        return self.weight + READER * self.speaks + OFFER * self.asks


_Found = dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, _Found], dict[str, tuple[tuple[str, str, str], ...]]]:
    """Whole words with the lists that hold them, by language; stems by their first letters."""
    whole: dict[str, dict[str, set[str]]] = {}
    stems: dict[str, tuple[tuple[str, str, str], ...]] = {}
    for pack in packs().values():
        for name in _LISTS:
            for entry in pack.words("site", name):
                if entry.endswith("*"):
                    stem = entry[:-1]
                    stems[stem[:_STEM]] = (*stems.get(stem[:_STEM], ()), (stem, pack.code, name))
                else:
                    whole.setdefault(entry, {}).setdefault(pack.code, set()).add(name)
    frozen = {w: {k: frozenset(v) for k, v in by.items()} for w, by in whole.items()}
    return frozen, stems


@lru_cache(maxsize=8192)
def _lists_of(word: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The languages a word is in, each with the lists that hold it."""
    whole, stems = _tables()
    found = {code: set(names) for code, names in whole.get(word, {}).items()}
    for stem, code, name in stems.get(word[:_STEM], ()):
        if word.startswith(stem):
            found.setdefault(code, set()).add(name)
    return tuple((code, frozenset(names)) for code, names in found.items())


def _words(plain: str) -> Iterator[tuple[bool, str]]:
    """The words of a line, each with whether a sentence starts with it."""
    starts = True
    for match in _WORD_OR_STOP.finditer(plain):
        word = match.group()
        if word[0] in _STOPS:
            starts = True
            continue
        known = _lists_of(word)
        yield from ((starts, part) for part in ([word] if known else word.split("-")) if part)
        starts = word in _PLEASE


@lru_cache(maxsize=512)
def _talks(plain: str) -> tuple[Talk, ...]:
    """What each language that knows any word of a folded line makes of it."""
    found: dict[str, Talk] = {}
    counted: set[str] = set()
    for starts, word in _words(plain):
        for code, names in _lists_of(word):
            talk = found.setdefault(code, Talk())
            talk.speaks = talk.speaks or "reader" in names
            talk.surely = talk.surely or _speaks_surely(names)
            talk.asks = talk.asks or (starts and "offers" in names)
            talk.tells = talk.tells or "telling" in names
            talk.own += len(names - _SPEECH) > 0
            if word not in counted:
                talk.weight += max((WEIGHTS.get(name, 0.0) for name in names), default=0.0)
        counted.add(word)
    return tuple(found.values())


def loudest(plain: str) -> Talk:
    """What the language in which a folded line sounds most like a site makes of it."""
    return max(_talks(plain), key=lambda talk: (talk.score, talk.weight), default=Talk())


def weight_of(plain: str) -> float:
    """What the words of sites in a folded line weigh, each word once, whoever is spoken to."""
    return max((talk.weight for talk in _talks(plain)), default=0.0)


def talk_of(plain: str) -> float:
    """How much a folded line sounds like the site, at least 0; `is_talk` says what is enough.

    A line that neither speaks to its reader nor begins with an offer has 0.
    """
    return max((talk.score for talk in _talks(plain)), default=0.0)


def is_label(plain: str) -> bool:
    """True for a short folded line all of whose words are a site's: "Show key events only"."""
    words = _WORD.findall(plain)
    if not 1 <= len(words) <= _LONGEST_LABEL:
        return False
    return any(_is_label_in(pack, words) for pack in packs().values())


def _is_label_in(pack: Pack, words: Sequence[str]) -> bool:
    own = rest = 0
    for word in words:
        names = next((names for code, names in _lists_of(word) if code == pack.code), frozenset())
        if names - _SPEECH - (_LABELS if len(words) == 1 else frozenset()):
            own += 1
        elif names or word in pack.small_words or word in _JOINING:
            rest += 1
        else:
            return False
    return own >= max(1, rest)


_JOINING = frozenset("or on at all more new full only a an the in to of by for me".split())


def asks_reader(text: str, plain: str) -> bool:
    """True for a short question or call to the reader: "Do you agree?"."""
    if len(text) > _QUESTION or text.rstrip(' »”"')[-1:] not in "?!":
        return False
    return any(talk.speaks or talk.asks for talk in _talks(plain))


def is_turned(plain: str, ends: bool) -> bool:
    """True for a line that turns to its reader: asks, or tells in so many words of sites.

    For a line that `ends` no sentence it is enough to ask for something of the site's.
    """
    size = plain.count(" ") + 1
    least = 1.0 if size <= _FREE_WORDS else 2.0
    return any(
        (talk.surely and (talk.asks or talk.weight >= least))
        or (talk.asks and talk.weight >= 2)
        or (talk.asks and not ends and talk.own >= 2 and size <= _BUTTON)
        for talk in _talks(plain)
    )


def turns_surely(plain: str) -> bool:
    """True for a folded line that says "you" or "we" in some language, by no other meaning."""
    return any(talk.surely for talk in _talks(plain))


def turns_in(plain: str, code: str) -> bool:
    """True for a folded line that speaks to somebody or begins with an offer in one language."""
    lists = [
        (starts, dict(_lists_of(word)).get(code, frozenset())) for starts, word in _words(plain)
    ]
    return any(_speaks_surely(names) or (starts and "offers" in names) for starts, names in lists)


def _speaks_surely(names: frozenset[str]) -> bool:
    return "reader" in names and "third" not in names


def asks_plainly(plain: str) -> bool:
    """True for a line that speaks to its reader and asks for something, in a word of sites."""
    return any(talk.speaks and talk.asks and talk.own > 1 for talk in _talks(plain))


def speaks_in(plain: str, code: str | None) -> bool:
    """True for a folded line that says "you", "we" or "I" in one language, or in any for none."""
    spoken = [words for known, words in _spoken().items() if code in (None, known)]
    held = _WORD.findall(plain)
    return any(not words.isdisjoint(held) for words in spoken)


@lru_cache(maxsize=1)
def _spoken() -> dict[str, frozenset[str]]:
    """The words of each language by which one speaks to somebody or of oneself."""
    return {
        pack.code: frozenset(pack.words("site", "reader") + pack.words("site", "personal"))
        - frozenset(pack.words("site", "third"))
        for pack in packs().values()
    }


def is_weak_talk(plain: str) -> bool:
    """True for a line that would be the site's where only junk stands beyond it."""
    return plain.count(" ") < _SHORT and _reaches(plain, WEAK)


def _reaches(plain: str, least: float) -> bool:
    """Whether a line that begins with an offer or holds a telling word scores so much."""
    return any(talk.score >= least for talk in _talks(plain) if talk.asks or talk.tells)


def is_talk(plain: str) -> bool:
    """True for a folded line that is the site speaking to its reader."""
    size = plain.count(" ") + 1
    if size <= _NOTICE and weight_of(plain) >= max(DENSE, DENSITY * size):
        return True
    if any(t.speaks and t.weight >= max(_ABOUT_ITSELF, ABOUT * size) for t in _talks(plain)):
        return True
    return _reaches(plain, FLOOR + FOR_EACH_WORD * max(0, size - _FREE_WORDS))
