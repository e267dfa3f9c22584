"""Containment: how much of one text another accounts for, outside quotation marks.

Our own yardstick for families, kept apart from what the stemma uses to judge, so that the
one does not flatter the other. A content word (its stem) counts as accounted for when it
stands within three content words of the same neighbour in both texts, in either order:
loose enough to see through a change of syntax, strict enough that two reports of one event
share next to nothing.
"""

from __future__ import annotations

from newstemma.families.rules import QUOTED
from newstemma.text import FUNCTION_WORDS, stem, tokens

_WINDOW = 3


def containment(child: str, parent: str) -> float:
    """The share of the child's content words outside quotes that the parent accounts for.

    0.0 for a child without content words; not symmetric.
    """
    mine = _content(child)
    theirs = set(_pairs(_content(parent)))
    if not mine:
        return 0.0
    found: set[int] = set()
    for i, word in enumerate(mine):
        for j in range(i + 1, min(i + 1 + _WINDOW, len(mine))):
            if _key(word, mine[j]) in theirs:
                found.update((i, j))
    return len(found) / len(mine)


def _content(text: str) -> list[str]:
    outside = QUOTED.sub(" ", text)
    return [stem(t.form) for t in tokens(outside) if t.form not in FUNCTION_WORDS]


def _pairs(words: list[str]) -> list[tuple[str, str]]:
    return [
        _key(word, words[j])
        for i, word in enumerate(words)
        for j in range(i + 1, min(i + 1 + _WINDOW, len(words)))
    ]


def _key(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)
