"""Lines that speak to the reader on a page whose text speaks to nobody.

The theory. A news report is impersonal: outside quotations it says neither "you" nor "we". So
on a page that keeps to this, a line that turns to its reader and has nothing to do with what
the page is about is the site's, with fewer words of sites than elsewhere (`site_talk`). What is
foreign: no name and no long word of the line stands in the page's other lines. Sentences between
two such lines, below all that belongs to the report, are of the same appeal. What can go wrong:
a column, an interview, a service piece or a poem says "you" itself; there nothing is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from newstemma.reports import junk
from newstemma.reports.blocks import Line
from newstemma.reports.language import language_of
from newstemma.reports.site_talk import (
    asks_plainly,
    is_turned,
    speaks_in,
    turns_in,
    turns_surely,
    weight_of,
)
from newstemma.values.patterns import when_needed

Gone = dict[int, tuple[str, str]]

RULE = "site talk"
_OFFERS = frozenset((RULE, "member box", "newsletter offer", "follow line"))
# Of so many lines one may say "we" or "you" on an impersonal page: a quotation without its marks.
_ONE_IN, _ENOUGH = 8, 3
_STATEMENT, _LONGEST = 40, 300
# Names but for a sentence's first word, and long words: what a line is about.
_SUBJECT = when_needed(r"(?<=[^\W_][, ])[A-ZÀ-ÞА-ЯІЇЄҐ][\w'’-]{2,}|\b\w{5,}")
_EMPTY = frozenset("before during should people because around throug another becaus".split())
_SPEAKER = when_needed(r"^[^\W\d_][^.!?:]{0,30}: ")
_QUOTED = when_needed(r"^[a-zà-þа-яіїєґ'‘’‹]|[\"“”„«»]")
# How a line turns to its reader: only by saying "you", or in words of sites as well.
_BARELY, _PLAINLY = 1, 2
_DIGIT = when_needed(r"\d")


def addressed(lines: Sequence[Line], gone: Gone) -> Gone:
    """The lines, beside those gone, that turn to the reader of an impersonal page."""
    left = [i for i in range(len(lines)) if i not in gone]
    turned = {i: asks for i in left if (asks := _turn_of(lines[i]))}
    offers = [i for i in gone if gone[i][0] in _OFFERS and _is_statement(lines[i])]
    if not (turned or offers):
        return {}
    told = [lines[i] for i in left if i not in turned]
    code = language_of(" ".join(line.text for line in told))
    personal = _speaking(told, code)
    bare = sum(asks == _BARELY for asks in turned.values())
    plain = (sum(personal) + bare) * _ONE_IN <= len(left)
    if not plain and any(personal[: max(_ENOUGH, len(told) // 2)]):
        return {}
    first = next((i for i in left if _is_statement(lines[i])), len(lines))
    subject = _subject(told)
    least = _PLAINLY if any(personal) else _BARELY
    asking = [i for i in turned if plain and i > first and turned[i] >= least]
    foreign = [i for i in asking if _is_foreign(lines[i], subject)]
    ends = [i for i in (*foreign, *offers) if i > first]
    appeal = _appeal(lines, {*foreign, *gone}, ends, code)
    return dict.fromkeys([*foreign, *appeal], (RULE, junk.BY_NAME[RULE].reason))


def is_parting_word(line: Line, above: Sequence[Line]) -> bool:
    """Whether the last line of a plain report turns to the reader, on nothing told above it."""
    if len(line.text) > _LONGEST or _QUOTED.search(line.text) or junk.is_quoting(line):
        return False
    if _SPEAKER.match(line.text):
        return False
    code = language_of(" ".join(told.text for told in above))
    if code is None or not turns_in(line.plain, code):
        return False
    if sum(_speaking(above, code)) * _ONE_IN > len(above):
        return False
    return _is_foreign(line, _subject(above))


def _turn_of(line: Line) -> int:
    """How a line that quotes nobody turns to its reader: in words of sites, barely, or not (0)."""
    if len(line.text) > _LONGEST or _QUOTED.search(line.text) or junk.is_quoting(line):
        return 0
    if _SPEAKER.match(line.text):
        return 0
    if is_turned(line.plain, line.ends_sentence):
        return _PLAINLY
    return _BARELY if line.ends_sentence and turns_surely(line.plain) else 0


def _is_statement(line: Line) -> bool:
    return line.ends_sentence and len(line.text) >= _STATEMENT


def _speaking(told: Sequence[Line], code: str | None) -> list[bool]:
    """For each line whether it says "you", "we" or "I" outside a quotation."""
    return [speaks_in(line.plain, code) and not junk.is_quoting(line) for line in told]


def _subject(told: Iterable[Line]) -> Counter[str]:
    """In how many of some lines each of their names and long words stands."""
    return Counter(word for line in told for word in subject_words(line.text))


@lru_cache(maxsize=512)
def subject_words(text: str) -> frozenset[str]:
    """The names and long words of a line, folded to six letters; not a sentence's first word."""
    return frozenset(word.casefold()[:6] for word in _SUBJECT.findall(text)) - _EMPTY


def _is_foreign(line: Line, subject: Counter[str]) -> bool:
    """Whether a line says nothing of the subject; one name it may, if it asks: the outlet's."""
    return _shared(line, subject, 1) <= asks_plainly(line.plain)


def _appeal(
    lines: Sequence[Line], gone: Collection[int], ends: Sequence[int], code: str | None
) -> list[int]:
    """Foreign sentences of one appeal with lines gone, below all that is the report's.

    `ends` are lines an appeal can end with: it begins with the first line above that turns to
    the reader; what stands right between two lines gone belongs to it as well.
    """
    left = [i for i in range(len(lines)) if i not in gone]
    subject = _subject(lines[i] for i in left if not weight_of(lines[i].plain))
    tail = next((i + 1 for i in reversed(left) if _is_own(lines[i], subject)), 0)
    found: list[int] = []
    for end in ends:
        run = _run_above(lines, end, gone, tail)
        speaking = (place for place, i in enumerate(run) if speaks_in(lines[i].plain, code))
        found += run[next(speaking, len(run)) :]
    inner = (i for i in left if found and i > min(found))
    return found + [i for i in inner if i >= tail and {i - 1, i + 1} <= {*gone, *found}]


def _run_above(lines: Sequence[Line], index: int, gone: Collection[int], tail: int) -> list[int]:
    """The lines right above one, up to a line gone or to those of the report, in order."""
    above = index
    while above - 1 >= tail and above - 1 not in gone:
        above -= 1
    return list(range(above, index))


def _is_told(line: Line) -> bool:
    """Whether a line tells of the world: it quotes, or counts something."""
    return bool(junk.is_quoting(line) or _QUOTED.search(line.text) or _DIGIT.search(line.text))


def _shared(line: Line, subject: Counter[str], lines: int) -> int:
    """How many of a line's words stand in so many lines of the subject."""
    return sum(subject[word] >= lines for word in subject_words(line.text))


def _is_own(line: Line, subject: Counter[str]) -> bool:
    """Whether a line is the report's: it quotes, counts, or shares a word with another."""
    return _is_told(line) or len(line.text) > _LONGEST or _shared(line, subject, 2) > 0
