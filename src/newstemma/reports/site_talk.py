"""Whether a line is the site speaking to its reader: asks, offers, notices no phrase lists.

The theory. Phrases know the boxes we have seen; the next outlet words its box anew. But all of
them speak to the reader (`reader`: you, our), mostly begin with what the reader should do
(`offers`: get, follow), and use the words of sites, not of events: some that hardly any report
uses (`telling`: newsletter, inbox, cookies), some that reports use too (`common`: account,
video, comments). Each language pack lists these four; a line's score adds them up. What can go
wrong: a report about newsletters, in which people speak of their inbox. So a line with a
quotation, or one that says what somebody said, never gets here (`junk`); a line must speak to
somebody before its words count; and the more words a line has, the more must be the site's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newstemma.languages import packs

_WORD = re.compile(r"[^\W\d_][\w'-]*")
# Weights set by hand on the first half of `quality/pages`: two telling words, or one and a
# beginning that asks, make a short line the site's. Higher numbers keep more lines.
TELLING, COMMON, READER, OFFER = 2.0, 1.0, 1.0, 1.5
# What a line must reach: a floor, and something for each word beyond the first ten.
FLOOR, FOR_EACH_WORD = 3.0, 0.06
_FREE_WORDS = 10
WEAK = 2.5  # enough at the very edge of a page, among other junk
_LONGEST_LABEL = 6
_STEM = 4  # letters by which stems are called up; no stem in a pack is shorter


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one list: whole ones, and stems by their first letters."""

    whole: frozenset[str]
    stems: dict[str, tuple[str, ...]]

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        stems = self.stems.get(word[:_STEM], ())
        return word in self.whole or any(word.startswith(stem) for stem in stems)


def _words_of(key: str) -> _Words:
    entries = " ".join(str(pack.tables["site"][key]) for pack in packs().values()).split()
    stems: dict[str, tuple[str, ...]] = {}
    for stem in (entry.rstrip("*") for entry in entries if entry.endswith("*")):
        stems[stem[:_STEM]] = (*stems.get(stem[:_STEM], ()), stem)
    return _Words(frozenset(e for e in entries if not e.endswith("*")), stems)


@lru_cache(maxsize=1)
def _lists() -> tuple[_Words, _Words, _Words, _Words]:
    return _words_of("reader"), _words_of("offers"), _words_of("telling"), _words_of("common")


@lru_cache(maxsize=1)
def _joining() -> frozenset[str]:
    """Words that join those of a label: small words, and words for the reader."""
    small = {word for pack in packs().values() for word in pack.small_words}
    reader = {word for pack in packs().values() for word in pack.tables["site"]["reader"].split()}
    return frozenset(small | reader | {"or", "on", "at", "all", "more", "new", "full", "only"})


def talk_of(plain: str) -> float:
    """How much a folded line sounds like the site, at least 0; `is_talk` says how much is enough.

    A line that neither speaks to its reader nor begins with an offer has 0.
    """
    words = _WORD.findall(plain)
    reader, offers, telling, common = _lists()
    asks = bool(words) and words[0] in offers
    speaks = any(word in reader.whole for word in words)
    if not (asks or speaks):
        return 0.0
    found = {
        word: TELLING if word in telling else COMMON
        for word in words
        if word in telling or word in common
    }
    return sum(found.values()) + READER * speaks + OFFER * asks


def is_label(plain: str) -> bool:
    """True for a short folded line all of whose words are a site's: "Show key events only"."""
    words = _WORD.findall(plain)
    if not 1 <= len(words) <= _LONGEST_LABEL:
        return False
    _, offers, telling, common = _lists()
    own = [w for w in words if w in offers or w in telling or w in common]
    rest = [w for w in words if w not in own]
    return 2 * len(own) >= len(words) and all(w in _joining() for w in rest)


def is_weak_talk(plain: str) -> bool:
    """True for a line that would be the site's where only junk stands beyond it."""
    return talk_of(plain) >= WEAK


def is_talk(plain: str) -> bool:
    """True for a folded line that is the site speaking to its reader."""
    size = plain.count(" ") + 1
    return talk_of(plain) >= FLOOR + FOR_EACH_WORD * max(0, size - _FREE_WORDS)
