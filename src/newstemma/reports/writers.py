"""Whether a line below a report says who wrote it: "Ana Brel covers ports for the Courier."

The theory. Such a line begins with a full name and says in the present what that person is or
does at the outlet: is a reporter, covers ports. The words are the language packs' (`bylines`):
`writing` the verbs, `writers` the trades as stems. Who wrote a report is not whom it is about:
a person whose surname stands in the report's own lines is no author of it. Where the byline has
told the author, a line that begins with that name, or one right below it, needs a trade only.
What can go wrong: a last line about a journalist the report has not named before.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from newstemma.languages import packs
from newstemma.reports.blocks import LONGEST, Line
from newstemma.values.patterns import when_needed

_PARTICLES = "de da di do du van von der den del la le al el bin ter dos".replace(" ", "|")
_CAPITAL = r"[A-ZÀ-ÞА-ЯІЇЄҐ][\w'’.-]+"
_NAME = when_needed(
    rf"(?:[—–-] ?)?(?P<name>{_CAPITAL}(?: (?:(?:{_PARTICLES}) )*{_CAPITAL}){{1,3}})"
    r"(?P<trade>, [^.,;:!?]{3,60},)? (?P<rest>.+)"
)
_WORD = when_needed(r"[^\W\d_]+(?:-[^\W\d_]+)?")
# Between the name and the trade: "is an award-winning investigative reporter".
_WORDS_BEFORE = 9
# Verbs that need no trade beside them.
_OF_WRITING = frozenset(
    "covers writes schreibt berichtet escribe cubre écrit couvre scrive escreve cobre scrie "
    "schrijft пишет пише".split()
)


@lru_cache(maxsize=1)
def _tables() -> tuple[frozenset[str], tuple[str, ...]]:
    """The verbs of all languages, and the stems of all trades."""
    verbs = {verb for pack in packs().values() for verb in pack.words("bylines", "writing")}
    trades = {word for pack in packs().values() for word in pack.words("bylines", "writers")}
    return frozenset(verbs), tuple(trade.rstrip("*") for trade in trades)


def is_about_writer(line: Line, above: Sequence[Line], authors: Sequence[str] = ()) -> bool:
    """True for a line that says who the author is, and none of the lines above names them.

    `authors` are those of the byline.
    """
    if line.ends_sentence and _is_about_any(line, above, authors):
        return True
    match = _NAME.match(line.text) if len(line.text) <= LONGEST else None
    if match is None or not _says_trade(match["rest"], match["trade"] or ""):
        return False
    surname = match["name"].rsplit(" ", 1)[-1]
    return not any(surname in told.text for told in above if told.ends_sentence)


def _is_about_any(line: Line, above: Sequence[Line], authors: Sequence[str]) -> bool:
    """Whether a line begins with a known author, or stands below their name, and tells a trade."""
    words = [word.casefold() for word in _WORD.findall(line.text[:200])]
    told = words[1 : _WORDS_BEFORE + 2]
    named = next((name for name in authors if name and line.text.startswith(name.split()[0])), None)
    if named is not None and len(words) > 1:
        rest = line.text.removeprefix(named).removeprefix(named.split()[0])
        writes = words[1] in _OF_WRITING or words[1] == "reports"
        return rest[:1] in " ," and (writes or any(map(_is_trade, told)))
    below = any(line_above.text in authors for line_above in above[-2:])
    return below and any(map(_is_trade, told))


def _says_trade(rest: str, trade: str) -> bool:
    verbs, _ = _tables()
    words = [word.casefold() for word in _WORD.findall(rest[:200])]
    dashed = rest[:1] in "—–-"
    if not words or not (dashed or words[0] in verbs):
        return False
    told = [word.casefold() for word in _WORD.findall(trade)] + words[: _WORDS_BEFORE + 1]
    return words[0] in _OF_WRITING or any(map(_is_trade, told))


def _is_trade(word: str) -> bool:
    _, trades = _tables()
    return word.startswith(trades)
