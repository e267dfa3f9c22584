"""Which language a text is in, by a vote of its smallest words.

Each table holds words frequent in one language and rare in the others listed, picked by hand.
Ten votes and a clear lead decide; else nothing is said. Languages not listed get none.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from newstemma.values.patterns import when_needed

_WORDS: dict[str, str] = {
    "en": "the and of to in that was for with his has have said by from which were this will",
    "ro": "și în că pentru din care este sunt fost sa cu nu după către prin au acest lui să",
    "es": "el los las del que por con una para como su fue han más pero según este entre es y",
    "fr": "le les des du et une dans pour que qui sur avec par est ont été selon cette aux ce",
    "de": "der die und das den von mit dem für nicht ist sich auf ein eine auch bei nach wurde",
    "it": "il di che della per con una del non sono gli nel alla dei è stato più anche ha le",
    "pt": "o os que do da em um uma para com não por dos foi mais ao pelo são segundo também",
    "nl": "de het een van en dat op voor met niet zijn aan ook door werd naar heeft bij uit te",
    "ru": "и в не на что с по как его это для из он был при также после сообщил который от",
    "uk": "і в не на що з за як його це для та він був при також після повідомив який від у",
}
_WORD = when_needed(r"[^\W\d_]+")
# Words enough to be sure of a paragraph; more changes nothing.
_ENOUGH = 400


@lru_cache(maxsize=1)
def _tables() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _WORDS.items()}


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, or none when the vote is not clear."""
    words = [word.casefold() for word in _WORD.findall(text[:8000])[:_ENOUGH]]
    counted = Counter(words)
    votes = {k: sum(counted[w] for w in table & counted.keys()) for k, table in _tables().items()}
    ranked = sorted(votes.items(), key=lambda item: -item[1])
    (best, most), (_, second) = ranked[0], ranked[1]
    clear = most >= 4 and most >= 0.08 * len(words) and most >= 1.2 * second + 1
    return best if clear else None
