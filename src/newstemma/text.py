"""Text as points, words and sentences: the normal form every offset counts in.

In goes text from anywhere; out come places in it. Nothing here guesses at meaning.
What can go wrong: an abbreviation not in the table ends a sentence early, which
costs an alignment a little and a claim nothing, for spans stay exact.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from typing import Any, NamedTuple

from newstemma.model import Span


class Token(NamedTuple):
    """A word or number at `start`..`end`, and the form it is compared by."""

    start: int
    end: int
    form: str


# Direction marks, and the variation selectors that carry C2PA text
# manifests: invisible, survive NFC and NFKC, and split words. Zero-width joiners,
# letters of Indic and Persian words, are kept.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0e"
    "\ufeff\ufff9-\ufffb\U000e0001-\U000e007f\U000e0100-\U000e01ef]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile(r"[^\S\n]+")
_EDGE_SPACE = re.compile(r" ?\n ?")


def normal(raw: str) -> str:
    """The text in the form all offsets count in.

    NFC; invisible and control characters gone; every line end is a newline; any run of
    other white space is one space, none at the edges of a line. Idempotent. Quotation
    marks, dashes and letters stay as they were.
    """
    text = _LINE_END.sub("\n", raw)
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFC", text)
    return _EDGE_SPACE.sub("\n", _SPACE.sub(" ", text)).strip(" ")


def invisible(raw: str) -> str:
    """The invisible characters of a text, in order: evidence, kept apart from the words."""
    return "".join(_INVISIBLE.findall(raw))


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of a text that hold anything, without their edge spaces."""
    return tuple(Span(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text))


# --- sentences --------------------------------------------------------------

_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof sr jr st gen col lt maj capt cmdr adm brig sgt cpl rev hon gov sen rep pres
    fr mt ft vs etc inc ltd co corp bros dept est approx min max fig no nos vol pp op cit al ed eds
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun
    ave blvd rd e.g i.e cf ca viz u.s u.k u.n e.u d.c l.a a.m p.m u.a.e ph.d b.a m.a
    dl dna art nr str bd dra srta avda núm hr frl usw bzw z.b d.h mme mlle mm sig dott ing on avv
    """.split()
)
_END = re.compile(r"[.!?…]+[\"'”’»›)\]]*|[。！？]+[」』”’]*")
_CLOSERS = "\"'”’»›)]"
_OPENERS = "\"'“‘«‹„([¿¡"
_WORD_BEFORE = re.compile(r"([^\W\d_](?:[\w.&'’-]*\w)?)\.$")


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text, in order, without edge spaces.

    A line end always ends one. A stop ends one when what follows opens a sentence
    (a capital, a figure, an opening quotation mark, a letter without case) and the word
    before is no abbreviation or initial. Together they cover every character but spaces.
    """
    return tuple(span for line in paragraphs(text) for span in _split_line(text, line))


def _split_line(text: str, line: Span) -> list[Span]:
    found: list[Span] = []
    start = line.start
    for match in _END.finditer(text, line.start, line.end):
        if match.end() < line.end and _ends_sentence(text, start, match, line.end):
            found.append(Span(start, match.end()))
            start = match.end()
            while start < line.end and text[start] == " ":
                start += 1
    stop = line.end
    while stop > start and text[stop - 1] == " ":
        stop -= 1
    if stop > start:
        found.append(Span(start, stop))
    return found


def _ends_sentence(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    if match.group()[0] in "。！？":
        return True
    after = match.end()
    if text[after] != " ":
        return False
    following = text[after : min(after + 4, limit)].lstrip(" " + _OPENERS)
    if not following or following[0].islower():
        return False
    if match.group().rstrip(_CLOSERS) != ".":
        return True
    if match.group() != ".":
        return True
    return not _is_abbreviation(text[max(start, after - 24) : after])


def _is_abbreviation(before: str) -> bool:
    match = _WORD_BEFORE.search(before)
    if match is None:
        return False
    word = match.group(1)
    initial = len(word) == 1 and word.isupper()
    return initial or word.casefold() in _ABBREVIATIONS


# --- words ------------------------------------------------------------------

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\W_]+")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")


def tokens(text: str, span: Span | None = None) -> list[Token]:
    """The words and numbers of a text (or of one place in it), in order.

    A form is folded (`fold`); a possessive ending is not part of it; the comma that
    groups thousands is dropped. Hyphenated words are several tokens.
    """
    if span is None:
        return list(_all_tokens(text)[0])
    if len(text) > MOST_KEPT:
        return _tokens(text, span.start, span.end)
    found, starts = _all_tokens(text)
    first, stop = bisect_left(starts, span.start), bisect_left(starts, span.end)
    cut_before = first > 0 and found[first - 1].end > span.start
    if cut_before or (stop > first and found[stop - 1].end > span.end):
        return _tokens(text, span.start, span.end)  # the place begins or ends inside a word
    return list(found[first:stop])


MOST_KEPT = 100_000
"""Characters of a text whose words are kept: every stage asks for them, sentence by sentence."""


@lru_cache(maxsize=1024)
def _all_tokens(text: str) -> tuple[list[Token], list[int]]:
    found = _tokens(text, 0, len(text))
    return found, [token.start for token in found]


def _tokens(text: str, start: int, end: int) -> list[Token]:
    return [
        Token(m.start(), m.end(), form_of(m.group())) for m in _TOKEN.finditer(text, start, end)
    ]


@lru_cache(maxsize=200_000)
def form_of(word: str) -> str:
    """The form a single word is compared by."""
    if word[0].isdigit():
        return re.sub(r",(?=\d{3})", "", word)
    return fold(_POSSESSIVE.sub("", word))


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """A word without case and accents, apostrophes straight; other scripts stay themselves.

    "Geoană" and "Geoana" meet; "Жапаров" stays Cyrillic (names meet by their own keys).
    """
    lowered = word.casefold().replace("’", "'")
    if lowered.isascii():
        return lowered
    parts = unicodedata.normalize("NFD", lowered)
    return "".join(c for c in parts if not unicodedata.combining(c))


FUNCTION_WORDS = frozenset(
    """
    a about above after again against all also although always am among an and another any are
    aren't around as at away back be became because become been before being below between both
    but by can can't cannot could couldn't did didn't do does doesn't doing don't done down during
    each either else even ever every few first for from further get gets getting go goes going
    gone got had hadn't has hasn't have haven't having he he'd he'll he's her here hers herself
    him himself his how however i i'd i'll i'm i've if in including into is isn't it it's its
    itself just last later least less let let's like made make makes many may me might mine more
    most much must my myself near neither never next no nor not now of off often on once one only
    onto or other others our ours ourselves out over own per perhaps quite rather s said same say
    says see seen several shall she she'd she'll she's should shouldn't since so some still such
    t take taken than that that's the their theirs them themselves then there there's these they
    they'd they'll they're they've this those though three through thus time to together told too
    took toward towards two under until up upon us use used very was wasn't way we we'd we'll
    we're we've well went were weren't what when where whether which while who whole whom whose
    why will with within without won't would wouldn't year years yet you you'd you'll you're
    you've your yours yourself according told added according mr mrs ms new
    """.split()
)


@lru_cache(maxsize=200_000)
def stem(form: str) -> str:
    """The English stem of a folded form (Snowball), numbers and other scripts as they are."""
    if not form.isascii() or not form.isalpha() or len(form) < 4:
        return form
    return str(_stemmer().stemWord(form))


@lru_cache(maxsize=1)
def _stemmer() -> Any:  # PyStemmer ships no types
    import Stemmer

    return Stemmer.Stemmer("english")


# --- quotation marks ----------------------------------------------------------

_QUOTED = re.compile(
    r"“([^“”\n]+)”|„([^„“”\n]+)[“”]|«([^«»\n]+)»|»([^«»\n]+)«"
    r"|(?<!\w)\"([^\"\n]+)\"(?!\w)|``([^`\n]+?)''|(?<!\w)‘([^‘\n]{2,}?)’(?!\w)"
)


def quoted(text: str) -> tuple[Span, ...]:
    """The places inside paired quotation marks, in order, the marks not included.

    Marks must close on their own line. Enough to keep quotations apart from a report's
    own words; who speaks, and quotations over several paragraphs, are the marks' business.
    """
    return tuple(Span(*m.span(m.lastindex or 0)) for m in _QUOTED.finditer(text))
