"""Rewording by rule, for whoever comes after the hands that wrote a story's forms.

The forms written by hand are used once in a family, or two copies of one text would look
like copies of each other. Whoever comes later works from the sentence itself: syntax
first, then other words. A translator also alters words inside quotation marks and spells
names by ear. What can go wrong is stiff prose, which is what such copies look like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from newstemma.families.edits import synonyms
from newstemma.families.rules import QUOTED, like, names_somebody, table_pattern, with_articles
from newstemma.families.syntax import recast


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a hand works: chances of a syntax rule, of a word, of a quoted word."""

    syntax: float
    words: float
    quoted: float


# Set so that `measure.containment` between parent and child comes near the medians of real
# copies (edited 0.87, rewritten 0.61, translated 0.54); a higher chance lowers it.
REWRITER = Strength(syntax=0.85, words=0.82, quoted=0.0)
TRANSLATOR = Strength(syntax=0.95, words=0.88, quoted=0.8)


def reword(text: str, random: Random, strength: Strength) -> str:
    """The sentence in other words; it may come back as two sentences."""
    spoken = _other_quotes(text, random) if random.random() < strength.quoted else text
    return with_articles(recast(_other_words(spoken, random, strength), random, strength.syntax))


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    return table_pattern(synonyms())


def _other_words(text: str, random: Random, strength: Strength) -> str:
    table = synonyms()
    quoted = [m.span() for m in QUOTED.finditer(text)]

    def other(match: re.Match[str]) -> str:
        inside = any(start < match.end() and match.start() < end for start, end in quoted)
        chance = strength.quoted if inside else strength.words
        if random.random() >= chance or names_somebody(text, *match.span()):
            return match.group()
        found = match.group()
        key = found if found in table else found[:1].lower() + found[1:]
        return like(found, random.choice(table[key]))

    return _words().sub(other, text)


# Words of speech and what comes back when they have been through another language.
_SPOKEN: dict[str, tuple[str, ...]] = {
    row[0]: tuple(row[1:])
    for row in (
        line.strip().split("|")
        for line in """
        will|is going to
        must|has to|is obliged to
        cannot|is unable to
        very|extremely|truly
        think|consider|believe
        know|are aware of
        everyone|everybody|all of us
        nobody|not a single person
        never|not once
        like a|as if it were a|similar to a
        then|after that
        not|by no means
        heard|perceived
        want|wish for|desire
        need|have need of
        good|favourable
        bad|poor
        thing|matter
        things|matters
        people|persons|the population
        country|land|nation
        money|funds
        until|as long as|up to when
        always|every time
        today|this day
        children|the little ones
        work|labour
        right|correct
        wrong|mistaken
        have to|are forced to
        going to|about to
        a lot of|much
        all|absolutely all
        what|that which
        there is|there exists
        there are|there exist
        because|for the reason that
        can|is able to
        should|ought to
        say|affirm
        years|long years
        before|earlier than
        who|the ones who
        if|in case
        """.strip().splitlines()
    )
}


@lru_cache(maxsize=1)
def _spoken() -> re.Pattern[str]:
    return table_pattern(_SPOKEN)


def _other_quotes(text: str, random: Random) -> str:
    """Some words inside quotation marks put otherwise: the mark of a translated copy."""

    def quote(match: re.Match[str]) -> str:
        return _spoken().sub(word, match.group())

    def word(match: re.Match[str]) -> str:
        if random.random() >= 0.5:
            return match.group()
        found = match.group()
        key = found if found in _SPOKEN else found[:1].lower() + found[1:]
        return like(found, random.choice(_SPOKEN[key]))

    return QUOTED.sub(quote, text)


# Letters by which hands of other languages spell a name: (here, there).
_SPELLINGS = (
    ("dzh", "j"), ("j", "dz"), ("sh", "s"), ("ch", "c"), ("ck", "k"), ("sk", "sc"), ("v", "w"),
    ("w", "v"), ("y", "i"), ("ia", "ja"), ("k", "c"), ("ph", "f"), ("oo", "u"), ("ee", "i"),
    ("th", "t"), ("tz", "ts"), ("er", "ier"), ("in", "yn"), ("ei", "ey"), ("ll", "l"), ("ss", "s"),
)  # fmt: skip


def respell(name: str, random: Random) -> str:
    """A name as another language's desk would write it by ear; the first letter stays."""
    places = [(name.find(old, 1), old, new) for old, new in _SPELLINGS if name.find(old, 1) > 0]
    if not places:
        return name
    at, old, new = random.choice(places)
    return name[:at] + new + name[at + len(old) :]
