"""A report as clauses: the units that statements are made of.

In goes a report; out come places that each say about one thing. A sentence of news
packs several statements together ("X, a port in Y, said Z, and W followed"), and a
rewrite deals them out anew, so whole sentences are too coarse to compare. The cuts are
made by closed-class words and commas, with no parser: before a relative or participial
clause, an apposition, a coordinated verb, a subordinate clause. Words inside quotation
marks are cut only where a sentence ends, and stay with the phrase that attributes them.
What can go wrong: a cut too few or too many. Collation pairs one clause with two where
it must, and changes are read off the words of whole sentences, so a wrong cut moves a
difference to the neighbouring statement and neither invents nor hides one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newstemma import text as texts
from newstemma.model import MarkKind, Report, Span

LEAST_WORDS = 4
"""A clause of fewer words says nothing by itself and stays with its neighbour."""
LONG_OPENING = 7
"""From this many words an opening adverbial is a clause: "In his first trip since ...,"."""

LONG_PHRASE = 6
"""From this many words a phrase after a comma is a clause: ", on his first trip since ..."."""

_PREPOSITION = frozenset("at by during for from in on under with within".split())
_RELATIVE = frozenset("who which whose whom where".split())
_SUBORDINATE = frozenset(
    "after although amid as because before but despite if since so than though until when "
    "whereas while without following and or nor yet even".split()
)
_BARE_CUT = frozenset("although amid because but despite though whereas while".split())
_OPENERS = _BARE_CUT | {"and", "but"}
_NO_PARTICIPLE = frozenset("according including during being beijing evening morning".split())
_ARTICLE = frozenset("a an the one its his her their our".split())
_FINITE = frozenset(
    """
    am are is was were be been has have had do does did will would can could shall should may
    might must says said told added began became brought came cut fell felt found gave got grew
    held kept knew laid led left lost made met paid put ran rose saw sent set shot sold spoke
    spent stood stole struck swore took thought threw went withdrew won wrote denies wants plans
    expects
    """.split()
)
_DETERMINER = frozenset("the a an its his her their this that these those any all no to".split())
_TRIM = " ,;:–—-\n"
_OPENING_CONJUNCTION = re.compile(r"(?:and|but|or)\s+")


class Clause(NamedTuple):
    """A clause of a report: its place, its sentence, whether most of it is quoted, and whether
    it is a heading between paragraphs, which claims nothing by itself."""

    report: str
    span: Span
    sentence: Span
    quoted: bool
    heading: bool = False


Known = dict[tuple[str, tuple[tuple[int, int], ...]], tuple[tuple[Span, bool], ...]]
"""The clauses of a sentence by its words and the quotations in it, places counted from its
start: most sentences of a story are printed by several reports."""


def clauses(report: Report, known: Known | None = None) -> tuple[Clause, ...]:
    """The clauses of a report, in order, none overlapping; empty for an empty text.

    `known` is read and filled, for use with the other reports of the story.
    """
    known = {} if known is None else known
    quotes = [mark.span for mark in report.marks_of(MarkKind.QUOTE)]
    titles = headings(report.text)
    found: list[Clause] = []
    for sentence in texts.sentences(report.text):
        start, end = sentence.start, sentence.end
        inside = tuple(
            (max(q.start, start) - start, min(q.end, end) - start)
            for q in quotes
            if q.start < end and start < q.end
        )
        key = (report.text[start:end], inside)
        if key not in known:
            known[key] = tuple(_of_sentence(report.text, sentence, inside))
        for span, quoted in known[key]:
            place = Span(start + span.start, start + span.end)
            found.append(Clause(report.id, place, sentence, quoted, sentence in titles))
    return tuple(found)


LONGEST_HEADING = 8
_LEAST_LINES = 4
_STOPPED = re.compile(r"[.!?…:;,–—-][\"'”’»)\]]*$|[\"”»]$")
_BULLET = re.compile(r"[-–—•*·▪►]|\d+[.)]")


def headings(text: str) -> frozenset[Span]:
    """The lines that stand over a part of the report ("Why the bridge matters") or name its
    section: a few words without a point between lines that end in one.

    None in a text whose lines mostly have no points, and none in a list.
    """
    lines = texts.paragraphs(text)
    stopped = [bool(_STOPPED.search(line.of(text))) for line in lines]
    if len(lines) < _LEAST_LINES or sum(stopped) * 3 < len(lines) * 2:
        return frozenset()
    between = zip(lines, stopped, [True, *stopped], [*stopped[1:], True], strict=False)
    return frozenset(
        line
        for line, ends, before, after in between
        if not ends and before and after and _is_heading(text, line)
    )


def _is_heading(text: str, line: Span) -> bool:
    if _BULLET.match(text, line.start, line.end):
        return False
    return len(texts.tokens(text, line)) <= LONGEST_HEADING


_DATELINE = re.compile(
    r"[A-Z][A-Z.’'-]{2,}(?:[ ,/]+[\w.’'-]+){0,5}(?: ?\([\w ./-]{2,30}\))?"
    r" ?(?: [-–]|—|--) ?(?=[\w“\"])"
)
"""A place in capitals, a date or region, an agency, then a dash: before the first words of a
report, and no part of what they say."""


def _of_sentence(
    text: str, sentence: Span, inside: tuple[tuple[int, int], ...]
) -> Iterator[tuple[Span, bool]]:
    """Clauses and whether most of each is quoted, places counted from the sentence's start."""
    quotes = [Span(sentence.start + a, sentence.start + b) for a, b in inside]
    for span in split(text, sentence, quotes):
        held = sum(
            min(q.end, span.end) - max(q.start, span.start) for q in quotes if q.overlaps(span)
        )
        place = Span(span.start - sentence.start, span.end - sentence.start)
        yield place, held * 2 > len(span)


def split(text: str, sentence: Span, quotes: Iterable[Span] = ()) -> tuple[Span, ...]:
    """The clauses of one sentence, trimmed of commas and joining words at their edges."""
    dateline = _DATELINE.match(text, sentence.start, sentence.end)
    if dateline:
        sentence = Span(dateline.end(), sentence.end)
    words = texts.tokens(text, sentence)
    shut = tuple(quotes)
    cuts = [i for i in _candidates(text, words) if _cut_before(text, words, i, shut)]
    pieces = _join_short(words, [0, *cuts])
    spans = (_trim(text, _place(sentence, words, a, b)) for a, b in pieces)
    return tuple(span for span in spans if len(span))


def _candidates(text: str, words: list[texts.Token]) -> Iterator[int]:
    """The words before which a cut can stand: after a point, or a word that opens a clause."""
    for i in range(1, len(words)):
        end, start = words[i - 1].end, words[i].start
        if start - end != 1 or text[end] not in " -'’" or words[i].form in _OPENERS:
            yield i


def _place(sentence: Span, words: list[texts.Token], first: int, stop: int) -> Span:
    start = sentence.start if first == 0 else words[first].start
    end = sentence.end if stop == len(words) else words[stop].start
    return Span(start, end)


def _join_short(words: list[texts.Token], cuts: list[int]) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    for start, stop in zip(cuts, [*cuts[1:], len(words)], strict=True):
        short = stop - start < LEAST_WORDS
        if pieces and (short or pieces[-1][1] - pieces[-1][0] < LEAST_WORDS):
            pieces[-1] = (pieces[-1][0], stop)
        else:
            pieces.append((start, stop))
    return pieces


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    joined = _OPENING_CONJUNCTION.match(text, start, end)
    return Span(joined.end() if joined else start, end)


def _cut_before(text: str, words: list[texts.Token], i: int, shut: tuple[Span, ...]) -> bool:
    at = words[i].start
    if any(quote.start <= at < quote.end for quote in shut):
        return False
    gap = text[words[i - 1].end : at]
    if "(" in gap and ")" not in gap:
        return False
    if ";" in gap or " – " in gap or " — " in gap or " - " in gap:
        return True
    if any(mark in gap for mark in '"“”«»„'):
        return False
    if "," in gap:
        return _cut_after_comma(text, words, i)
    return _cut_without_comma(words, i)


def _cut_after_comma(text: str, words: list[texts.Token], i: int) -> bool:
    form = words[i].form
    if words[0].form in _SUBORDINATE and i >= LEAST_WORDS and not _comma_before(text, words, i):
        return True
    if not _has_verb(words[:i]):
        return i >= LONG_OPENING
    if form in _RELATIVE or form in _SUBORDINATE:
        return _is_clause_after(words, i)
    if form.endswith("ing") and form not in _NO_PARTICIPLE and len(form) > 5:
        return True
    if form in _PREPOSITION:
        return _run(text, words, i) >= LONG_PHRASE
    return form in _ARTICLE and text[words[i].start].islower() and not _has_verb(words[i : i + 3])


def _comma_before(text: str, words: list[texts.Token], i: int) -> bool:
    return "," in text[words[0].end : words[i - 1].start]


def _run(text: str, words: list[texts.Token], i: int) -> int:
    """How many words follow, the one at `i` included, up to the next comma or the end."""
    stop = next(
        (k for k in range(i + 1, len(words)) if "," in text[words[k - 1].end : words[k].start]),
        len(words),
    )
    return stop - i


def _is_clause_after(words: list[texts.Token], i: int) -> bool:
    """A joining word after a comma opens a clause unless it only ends a list of nouns."""
    if words[i].form not in ("and", "or", "nor", "as"):
        return True
    return _has_verb(words[i + 1 : i + 9])


def _cut_without_comma(words: list[texts.Token], i: int) -> bool:
    form = words[i].form
    if form in _BARE_CUT:
        return _has_verb(words[:i])
    if form in ("and", "but") and i + 1 < len(words):
        return _has_verb(words[:i]) and _opens_with_verb(words, i + 1)
    return False


def _opens_with_verb(words: list[texts.Token], i: int) -> bool:
    if words[i].form.endswith("ly") and i + 1 < len(words):
        i += 1
    form = words[i].form
    follower = words[i + 1].form if i + 1 < len(words) else ""
    if form in _FINITE or (_past(form) and follower not in ("and",)):
        return True
    return form.endswith("s") and not form.endswith("ss") and follower in _DETERMINER


def _past(form: str) -> bool:
    return len(form) > 4 and form.endswith("ed")


def _has_verb(words: list[texts.Token]) -> bool:
    return any(word.form in _FINITE or _past(word.form) for word in words)
