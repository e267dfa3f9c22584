"""Names told from common nouns, in languages that write every noun large.

In German "Arbeiter" and "Kesmar" are both written large, so names drown among nouns. A noun
comes after an article, a number or an adjective sooner or later, a name of a person or a place
seldom does: a word that does so anywhere in a text is no name there. The words are tables of
the language's pack. What can go wrong: names with an article ("die Schweiz", "der Rhein") are
lost, and nouns that stand bare throughout a text stay.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newstemma.languages import packs
from newstemma.stories.across import Names

_BEFORE = re.compile(r"(\w+)\s$")
# A word before a noun and its space are no longer than this.
_LOOK_BACK = 24


def without_nouns(names: Names, text: str, language: str) -> Names:
    """The names of a text that are no common nouns; all, where the language writes nouns small."""
    signs = _signs(language)
    if signs is None:
        return names
    nouns = {word for word, start in names if signs.fullmatch(_word_before(text, start))}
    return [(word, start) for word, start in names if word not in nouns]


def _word_before(text: str, start: int) -> str:
    found = _BEFORE.search(text, max(0, start - _LOOK_BACK), start)
    return found[1] if found else ""


@lru_cache(maxsize=64)
def _signs(language: str) -> re.Pattern[str] | None:
    pack = packs().get(language)
    words = pack.words("nouns", "before") if pack else ()
    if pack is None or not words:
        return None
    endings = "|".join(pack.words("nouns", "adjectives"))
    return re.compile(
        rf"(?i:{'|'.join(words)})|\d+|[^\W\d_A-ZÄÖÜ]\w*(?:{endings})(?:e|en|er|es|em)"
    )
