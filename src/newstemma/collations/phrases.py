"""Words that are one: phrases of a verb or preposition, initials, words parted by a hyphen.

In go the tokens of a report; out come the same with "took part" as one token of the form
"participated", "in order to" as "to", and "cease-fire" as "ceasefire", which a dictionary knows
whole. Phrases that judge nothing and claim no more than the one word; what stands here as one
meaning of several ("put out") is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newstemma import lexicon
from newstemma.text import Token

_TABLE = """
    held talks=met, hold talks=meet, holding talks=meeting,
    took part=participated, take part=participate, takes part=participates, taken part=participated,
    taking part=participating, stepped down=resigned, step down=resign, stepping down=resigning,
    steps down=resigns, turned down=rejected, turn down=reject, turning down=rejecting,
    called off=cancelled, call off=cancel, carried out=conducted, carry out=conduct,
    carrying out=conducting, set sail=sailed, put off=postponed, pointed out=noted,
    points out=notes, took place=held, in order to=to, in the course of=during, prior to=before,
    in spite of=despite, chief executive officer=ceo, chief executive=ceo, a total of=,
    cease fire=ceasefire, in excess of=over, owing to=because, because of=because
"""


_EVERYWHERE = frozenset("a in of to the".split())


def _phrases() -> dict[str, list[tuple[int, tuple[str, ...], str]]]:
    """Phrases by the first of their words that is not everywhere: its place, words, one form."""
    found: dict[str, list[tuple[int, tuple[str, ...], str]]] = {}
    for line in _TABLE.replace("\n", " ").split(","):
        phrase, _, form = line.strip().partition("=")
        words = tuple(phrase.split())
        at = next(i for i, word in enumerate(words) if word not in _EVERYWHERE)
        found.setdefault(words[at], []).append((at, words, form))
    return found


PHRASES = _phrases()
_INITIALS = re.compile(r"\b[A-Z](?:\.[A-Z])+\b")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")


def joined(tokens: list[Token], text: str) -> list[Token]:
    """The tokens, phrases, hyphened words and initials as one; "a total of" as none."""
    forms = [token.form for token in tokens]
    found = {start: (stop, form) for start, stop, form in _all_phrases(forms)}
    parted = (*_all_hyphened(tokens, text), *_all_initials(tokens, text))
    found |= {start: (stop, form) for start, stop, form in parted if start not in found}
    if not found:
        return tokens
    made: list[Token] = []
    at = 0
    for start in sorted(found):
        if start < at:
            continue
        stop, form = found[start]
        made += tokens[at:start]
        if form:
            made.append(Token(tokens[start].start, tokens[stop - 1].end, form))
        at = stop
    return made + tokens[at:]


def _all_phrases(forms: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    for i, anchor in enumerate(forms):
        if anchor in PHRASES:
            for at, words, form in PHRASES[anchor]:
                start = i - at
                if start >= 0 and tuple(forms[start : start + len(words)]) == words:
                    yield start, start + len(words), form


def _all_initials(tokens: Sequence[Token], text: str) -> Iterator[tuple[int, int, str]]:
    """ "U.S." is "US" and "U.N." is "UN"."""
    starts = [token.start for token in tokens]
    for match in _INITIALS.finditer(text):
        first, stop = bisect_left(starts, match.start()), bisect_left(starts, match.end())
        if stop - first > 1 and starts[first] == match.start():
            yield first, stop, "".join(token.form for token in tokens[first:stop])


def _all_hyphened(tokens: Sequence[Token], text: str) -> Iterator[tuple[int, int, str]]:
    starts = [token.start for token in tokens]
    for match in _HYPHEN.finditer(text):
        i = bisect_left(starts, match.end()) - 1
        if 0 <= i < len(tokens) - 1 and tokens[i].end == match.start():
            first, second = tokens[i].form, tokens[i + 1].form
            if first in _PREFIXES or lexicon.lemmas(first + second):
                yield i, i + 2, first + second


_PREFIXES = frozenset("anti co counter inter micro mid multi non over post pre re semi".split())
