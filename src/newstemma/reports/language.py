"""Which language a text is in, by a vote of its smallest words.

Each language pack lists words frequent in one language and rare in the others, picked by hand.
Ten votes and a clear lead decide; else nothing is said. A language without a pack gets none.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from newstemma.languages import packs
from newstemma.values.patterns import when_needed

_WORD = when_needed(r"[^\W\d_]+")
# Words enough to be sure of a paragraph; more changes nothing.
_ENOUGH = 400


@lru_cache(maxsize=1)
def _tables() -> dict[str, frozenset[str]]:
    return {code: frozenset(pack.small_words) for code, pack in packs().items()}


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, or none when the vote is not clear."""
    words = [word.casefold() for word in _WORD.findall(text[:8000])[:_ENOUGH]]
    counted = Counter(words)
    votes = {k: sum(counted[w] for w in table & counted.keys()) for k, table in _tables().items()}
    ranked = sorted(votes.items(), key=lambda item: -item[1])
    (best, most), (_, second) = ranked[0], ranked[1]
    clear = most >= 4 and most >= 0.08 * len(words) and most >= 1.2 * second + 1
    return best if clear else None
