"""What a person types into a search, as words and phrases; nothing of it is an order."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PART = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"[^\W_]+")


def phrases(typed: str) -> tuple[tuple[str, ...], ...]:
    """The phrases that must all stand in a text, each as its words; "in quotation marks" is one.

    A word with points or dashes in it ("U.N.", "e-mail") is a phrase of its parts.
    """
    parts = (quoted or bare for quoted, bare in _PART.findall(typed))
    found = (tuple(_WORD.findall(part)) for part in parts)
    return tuple(dict.fromkeys(words for words in found if words))


def fts_query(typed: str) -> str:
    """The same as SQLite's FTS5 wants it; "" where there is nothing to look for."""
    return " ".join('"' + " ".join(words) + '"' for words in phrases(typed))


def plain_words(text: str) -> list[str]:
    """The words of a text without case and accents, as a search compares them."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _WORD.findall(bare.casefold())


def places_of(typed: str, text: str) -> list[tuple[int, int]]:
    """Where the phrases typed stand in a text, as code points, in order, none over another."""
    words = [(_bare(match.group()), match.span()) for match in _WORD.finditer(text)]
    bare = [word for word, _ in words]
    found: list[tuple[int, int]] = []
    for phrase in phrases(typed):
        wanted = [_bare(word) for word in phrase]
        size = len(wanted)
        for i in range(len(bare) - size + 1):
            if bare[i] == wanted[0] and bare[i : i + size] == wanted:
                found.append((words[i][1][0], words[i + size - 1][1][1]))
    return _apart(sorted(set(found)))


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for place in places:
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept


@lru_cache(maxsize=20_000)  # words of a language come again and again
def _bare(word: str) -> str:
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
