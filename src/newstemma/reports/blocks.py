"""A page's text as lines, with what the eye sees in them: bullets, sentence ends, headlines.

The theory. Extracted text keeps one paragraph a line (or wraps paragraphs at a column, with
blank lines between); HTML gives the same lines plus what each element was. Everything after
works on lines. Lines over `LONGEST` are body and no rule looks at them, so that no pattern
can grow slow on a page of one line.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from newstemma.text import normal
from newstemma.values.patterns import when_needed

LONGEST = 700
_BULLET = when_needed(r"^\s*(?:[•●▪■◦‣∙·►▶➤»]|[-*–—]{1,2}(?=\s))\s*")
_SENTENCE_END = when_needed(r"[.!?…:;。！？][\"'”’»›“)\]]*$")
_LETTER = when_needed(r"[^\W\d_]")
_WORD = when_needed(r"[^\W\d_][\w'’-]*")
_SMALL_WORDS = frozenset(
    """
    a an the and or but nor of in on at to for by as from with into over after before under vs is
    are was be its it his her than that amid via up off out de la le el los las y en del di da e
    """.split()
)


class Kind(StrEnum):
    """What an element of the page was; plain text only knows `TEXT`."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page. `text` is in normal form, `plain` is it without its bullet, folded."""

    text: str
    kind: Kind = Kind.TEXT
    bullet: bool = False
    plain: str = ""

    @property
    def ends_sentence(self) -> bool:
        """True where the line ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.text[-8:]))

    @property
    def is_long(self) -> bool:
        """True for a line no headline or label is as long as."""
        return len(self.text) > 200


def line_of(text: str, kind: Kind = Kind.TEXT) -> Line:
    """A line with its bullet seen and its folded form made."""
    bullet = _BULLET.match(text)
    bare = text[bullet.end() :] if bullet else text
    plain = bare.casefold().replace("’", "'").replace("‘", "'").strip() if len(bare) < 2000 else ""
    return Line(text, kind, bool(bullet) or kind is Kind.ITEM, plain)


def text_lines(raw: str) -> tuple[Line, ...]:
    """The lines of extracted text that hold anything, paragraphs wrapped at a column joined."""
    rows = normal(raw).split("\n")
    if _is_wrapped(rows):
        rows = _unwrap(rows)
    return tuple(line_of(row) for row in rows if row)


def _is_wrapped(rows: list[str]) -> bool:
    """Whether lines break inside sentences: many go on in lower case, none is long."""
    pairs = [(a, b) for a, b in pairwise(rows) if a and b]
    broken = sum(_runs_on(a, b) for a, b in pairs)
    return broken >= 3 and broken >= 0.3 * len(pairs) and max(map(len, rows)) <= 120


def _runs_on(first: str, second: str) -> bool:
    return second[0].islower() and not _SENTENCE_END.search(first[-8:]) and len(first) > 40


def _unwrap(rows: list[str]) -> list[str]:
    joined: list[str] = []
    fresh = True
    for row in rows:
        starts = fresh or not row or _BULLET.match(row) or not joined[-1]
        if not starts and (len(joined[-1].rsplit("\n", 1)[-1]) > 40):
            joined[-1] += "\n" + row
        else:
            joined.append(row)
        fresh = False
    return [row.replace("\n", " ") for row in joined]


def is_headline(line: Line) -> bool:
    """True for a line shaped like a headline: 3 to 30 words, no sentence end.

    In title case it may end as a sentence does (some crawlers put the stop there).
    """
    if line.is_long or not _LETTER.search(line.text):
        return False
    words = line.text.split()
    cased = _LETTER.search(line.text[:3])
    if not 3 <= len(words) <= 30 and not (len(words) < 3 and _has_no_spaces(line.text)):
        return False
    if cased and cased.group().islower():
        return False
    return not line.ends_sentence or (len(words) > 4 and is_title_case(line.text))


def _has_no_spaces(text: str) -> bool:
    return len(text) >= 8 and any(ord(c) > 0x2E80 for c in text)


def is_title_case(text: str) -> bool:
    """True where nine in ten of the words that carry meaning start with a capital."""
    words = [w for w in _WORD.findall(text) if w.casefold() not in _SMALL_WORDS]
    capitals = sum(w[0].isupper() for w in words)
    return len(words) >= 3 and capitals >= 0.9 * len(words)


def is_paragraph(line: Line) -> bool:
    """True for a line that can only be running text: long, or a full sentence of some length."""
    if line.is_long:
        return True
    return line.ends_sentence and len(line.text) >= 60 and not is_title_case(line.text)
