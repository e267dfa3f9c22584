"""A report's own words: what stands outside quotation marks, by sentence, and its quotes apart.

The theory. A quotation is heard by everybody in the room, so the same quotation proves no
copy; the words around it were chosen by one hand. Each sentence keeps its stems outside
quotation marks; runs of five own words are kept for the literal evidence; quotations are
kept with their words, for which were chosen and how they were altered tells a great deal.
What can go wrong: a quotation without marks counts as own words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from newstemma.model import Figure, MarkKind, Report, Span
from newstemma.rarity import rarity
from newstemma.stemmas.cues import names_document
from newstemma.text import Token, quoted, sentences, stem, tokens

# A quotation of fewer words is a scare quote or a title: the hand that set it chose it.
QUOTE_WORDS = 4
# Own words in a run that two hands seldom set alike (passim and churnalism use 4 to 5).
RUN = 5

Run = tuple[str, ...]
Phrase = tuple[str, str, str]
# What stands for the start and end of a text and for the break of a paragraph in a phrase.
START, END, BREAK = "^", "$", "¶"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words inside quotation marks: place, forms, speaker's key if known, sentence index."""

    span: Span
    forms: tuple[str, ...]
    speaker: str | None
    sentence: int


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a report is compared by. `stems` has the stems of each sentence once, in order.

    `words` are all own forms in order (the text of a bundle), `runs` the runs of five and
    `figures` the numbers, outside quotations, each with the sentence of its first mention;
    `quoted` are the runs of five inside quotations. `phrases` are all runs of three forms,
    quotations, paragraph breaks and the ends of the text included. `handed` says of each
    sentence whether it names a document or a speech it is from, `names` has the stems that
    stand with a capital letter within a sentence.
    """

    report: Report
    sentences: tuple[Span, ...]
    stems: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]
    runs: Mapping[Run, int]
    quotations: tuple[Quotation, ...]
    figures: Mapping[str, int]
    phrases: frozenset[Phrase] = frozenset()
    quoted: frozenset[Run] = frozenset()
    handed: tuple[bool, ...] = ()
    names: frozenset[str] = frozenset()

    @property
    def size(self) -> int:
        """How many own words there are."""
        return len(self.words)


@lru_cache(maxsize=1024)
def own_words(report: Report, unmarked: tuple[Span, ...] = ()) -> OwnWords:
    """The own words of a report; kept while among the last thousand asked for.

    `unmarked` are quotations that stand without their marks (`handed`).
    """
    text = report.text
    places = sentences(text)
    starts = [s.start for s in places]
    marked = sorted((*_quotation_places(report), *((s, None) for s in unmarked)), key=_start)
    every = tokens(text)
    begins = [t.start for t in every]
    quotations: list[Quotation] = []
    masked: list[Span] = []
    for span, speaker in marked:
        held = every[bisect_left(begins, span.start) : bisect_left(begins, span.end)]
        forms = tuple(t.form for t in held if t.end <= span.end)
        if len(forms) >= QUOTE_WORDS:
            masked.append(span)
            at = max(0, bisect_right(starts, span.start) - 1)
            quotations.append(Quotation(span, forms, speaker, at))
    own = _outside(every, masked)
    return OwnWords(
        report=report,
        sentences=places,
        stems=_stems_by_sentence(own, starts),
        words=tuple(t.form for segment in own for t in segment),
        runs=_places_of_runs(own, starts),
        quotations=tuple(quotations),
        figures=_figures(report, own, masked, starts),
        phrases=_phrases(text, every),
        quoted=frozenset(
            q.forms[i : i + RUN] for q in quotations for i in range(len(q.forms) - RUN + 1)
        ),
        handed=tuple(names_document(span.of(text)) for span in places),
        names=_names(text, own, starts),
    )


def _start(place: tuple[Span, str | None]) -> int:
    return place[0].start


def _names(text: str, own: list[list[Token]], starts: list[int]) -> frozenset[str]:
    begins = set(starts)
    return frozenset(
        stem(t.form)
        for segment in own
        for t in segment
        if text[t.start].isupper() and t.start not in begins
    )


def _places_of_runs(own: list[list[Token]], starts: list[int]) -> dict[Run, int]:
    found: dict[Run, int] = {}
    for segment in own:
        for token, run in zip(segment, _runs(segment), strict=False):
            found.setdefault(run, max(0, bisect_right(starts, token.start) - 1))
    return found


def _quotation_places(report: Report) -> list[tuple[Span, str | None]]:
    marks = report.marks_of(MarkKind.QUOTE)
    if marks:
        spoken = [(m.span, m.speaker) for m in marks if _has_marks(report.text, m.span)]
    else:
        spoken = [(span, None) for span in quoted(report.text)]
    posts = [(span, None) for span in posted(report.text)]
    apart = [(s, who) for s, who in spoken if not any(p.covers(s) for p, _ in posts)]
    return sorted((*apart, *posts), key=lambda place: place[0].start)


# Who posted it and where, as pages set the line under a post they show: found in six of the
# fourteen AllSides pairs once wrongly called copies.
_POSTED_BY = re.compile(r"[—–-] ?[^\n()—–]{2,60} \(@\w{1,20}\)[^\n]{0,30}")


def posted(text: str) -> list[Span]:
    """The posts a text shows without quotation marks, each with the line that says whose it is:
    everybody reads a post, so it is no own word of the page."""
    found: list[Span] = []
    for match in _POSTED_BY.finditer(text) if "(@" in text else ():
        start = text.rfind("\n", 0, match.start()) + 1
        if not text[start : match.start()].strip():
            start = text.rfind("\n", 0, max(0, len(text[: match.start()].rstrip()))) + 1
        start = max(start, found[-1].end if found else 0)
        found.append(Span(start, match.end()))
    return found


def _has_marks(text: str, span: Span) -> bool:
    """True for direct speech: an indirect one has no quotation mark before its words."""
    return text[max(0, span.start - 2) : span.start].strip()[-1:] in set("“\"„«»‘'`")


def _outside(every: list[Token], masked: list[Span]) -> list[list[Token]]:
    """The tokens outside the masked places, cut into segments at each of them."""
    segments: list[list[Token]] = [[]]
    pending = sorted(masked)
    for token in every:
        while pending and pending[0].end <= token.start:
            pending.pop(0)
            segments.append([])
        if not (pending and pending[0].start <= token.start):
            segments[-1].append(token)
    return [s for s in segments if s]


def _stems_by_sentence(own: list[list[Token]], starts: list[int]) -> tuple[tuple[str, ...], ...]:
    found: list[dict[str, None]] = [{} for _ in starts]
    for segment in own:
        for token in segment:
            stemmed = stem(token.form)
            if rarity(stemmed) > 0:
                found[max(0, bisect_right(starts, token.start) - 1)][stemmed] = None
    return tuple(tuple(sentence) for sentence in found)


def _runs(segment: list[Token]) -> list[Run]:
    forms = [t.form for t in segment]
    return [tuple(forms[i : i + RUN]) for i in range(len(forms) - RUN + 1)]


def _phrases(text: str, every: list[Token]) -> frozenset[Phrase]:
    breaks = [at for at, letter in enumerate(text) if letter == "\n"]
    line = [START]
    before = 0
    for token in every:
        after = bisect_left(breaks, token.start, before)
        if after > before and len(line) > 1:
            line.append(BREAK)
        before = after
        line.append(token.form)
    line.append(END)
    return frozenset(zip(line, line[1:], line[2:], strict=False))


_NUMBER = re.compile(r"\d")


def _figures(
    report: Report, own: list[list[Token]], masked: list[Span], starts: list[int]
) -> dict[str, int]:
    marks = report.marks_of(MarkKind.FIGURE)
    found: dict[str, int] = {}
    if marks:
        for m in marks:
            if isinstance(m.value, Figure) and not any(q.covers(m.span) for q in masked):
                form = f"{m.value.number:g} {m.value.unit}"
                found.setdefault(form, bisect_right(starts, m.span.start) - 1)
        return found
    for segment in own:
        for t in segment:
            if _NUMBER.match(t.form) and len(t.form) > 1:
                found.setdefault(t.form, bisect_right(starts, t.start) - 1)
    return found


def without(text: OwnWords, handed: Collection[int]) -> OwnWords:
    """A text without what some of its sentences say; their quotations stay quotations."""
    if not handed:
        return text
    gone = frozenset(handed)
    return replace(
        text,
        stems=tuple(() if at in gone else said for at, said in enumerate(text.stems)),
        runs={run: at for run, at in text.runs.items() if at not in gone},
        figures={form: at for form, at in text.figures.items() if at not in gone},
    )
