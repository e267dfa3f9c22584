"""What follows a cue: the complement without which it attributes nothing.

The theory. English marks a clause that somebody says or thinks by its first word ("that",
"whether", a pronoun as subject) or, where "that" is left out, by a verb of its own after a noun
phrase; an object by a determiner, a name or a plain noun.
"""

from __future__ import annotations

from collections.abc import Set

from newstemma.reports.ground import Words
from newstemma.text import FUNCTION_WORDS

_OPENS_CLAUSE = frozenset(
    "that whether if how why what who where when he she it they we i you there".split()
)
_DETERMINERS = frozenset("the a an his her its their our no this these those all some".split())
OPENS_NOUN_PHRASE = _DETERMINERS | frozenset(
    "my your that any many both each every what more most two three another other others one such "
    "him them us me it himself herself itself themselves".split()
)
_FINITE = frozenset(
    "is are was were has have had will would can could may might should must does did do isn't "
    "aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't doesn't didn't "
    "don't".split()
)
_SLIPPED_IN = frozenset(
    "also again still later publicly not never once here today yesterday earlier monday tuesday "
    "wednesday thursday friday saturday sunday".split()
)
_NEVER_OBJECT = frozenset("also again later not then so too".split())
_REACH = 12
"""Words after a noun phrase's first among which the verb of a clause is looked for."""


def follows(words: Words, index: int, wanted: Set[str]) -> str:
    """Which of the things wanted follows a word, "" for none.

    A thing is a preposition, or one of clause, object, -ing and to.
    """
    end = words.ends[index]
    if words.text[end : end + 1] in (",", ".", ":"):
        whole = words.text[end] == ":" or _closes_aside(words, index)
        return "clause" if whole and "clause" in wanted else ""
    if words.text[end : end + 2] in (' "', " “", " ‘"):
        return next((thing for thing in ("clause", "object") if thing in wanted), "")
    place = _past_adverbs(words, index)
    if place < 0:
        return ""
    small = words.small[place]
    if small in wanted:
        return small
    found = {
        "clause": _opens_clause(words, place),
        "-ing": small.endswith("ing"),
        "object": _opens_object(words, place),
    }
    return next((thing for thing, there in found.items() if there and thing in wanted), "")


def follows_noun(words: Words, index: int) -> bool:
    """True where "that" after a noun opens a clause with its own subject."""
    return words.next(index + 1) not in _FINITE


def _past_adverbs(words: Words, index: int) -> int:
    """The first word after a cue that is no adverb, -1 for none."""
    for place in range(index + 1, index + 5):
        if not words.adjoins(place - 1):
            return -1
        small = words.small[place]
        if not (small in _SLIPPED_IN or small.endswith("ly")):
            return place
    return -1


def _opens_clause(words: Words, place: int) -> bool:
    small = words.small[place]
    if small in _OPENS_CLAUSE:
        return True
    if small in FUNCTION_WORDS and small not in _DETERMINERS:
        return False
    return (small in _DETERMINERS or words.is_capital(place)) and _has_verb(words, place)


def _has_verb(words: Words, place: int) -> bool:
    """True where a clause follows and no noun phrase alone: a verb of its own stands in it."""
    for index in range(place + 1, min(place + _REACH, len(words))):
        if not words.adjoins(index - 1):
            return False
        small = words.small[index]
        if small in _FINITE or (small.endswith("ed") and index > place + 1):
            return True
    return False


def _opens_object(words: Words, place: int) -> bool:
    small = words.small[place]
    if small in OPENS_NOUN_PHRASE or words.is_capital(place):
        return True
    return small not in FUNCTION_WORDS and small not in _NEVER_OBJECT


_ASIDE = 6
"""Words of an aside before its verb: "..., the minister of the day acknowledged,"."""
_SUBJECTS = frozenset("he she it they we i who".split())


def _closes_aside(words: Words, index: int) -> bool:
    """ "..., he acknowledged," between or after what is said."""
    place = index - 1
    while place > 0 and index - place < _ASIDE and words.adjoins(place - 1):
        if words.small[place] in _SUBJECTS:
            break
        if words.small[place - 1] in FUNCTION_WORDS and words.small[place - 1] not in _DETERMINERS:
            break
        place -= 1
    return place > 0 and words.gap(place - 1) in (",", ",”", ',"')
