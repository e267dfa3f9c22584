"""Marks of a text in another language than English, read by the words of its pack.

The theory. What marks need of a language is few words: verbs of saying, months, number words,
bounds, hedges. With them the same forms are found as in English: a verb of saying beside a
quotation and a name beside the verb, a day before its month, a number with a comma for its
decimals before "million". A language without these tables gets what needs no words.
What can go wrong: a decimal comma where a page prints English figures; a name in another case is
another word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from newstemma.languages import Pack, any_of, packs
from newstemma.model import Approximator, Figure, Mark, MarkKind, Span
from newstemma.reports.ground import Ground
from newstemma.values.names import Name
from newstemma.values.units import CURRENCY_SIGNS, SPELLINGS, kind_of

_NEAR = 60
"""Code points from a quotation to its verb of saying, and from that to its speaker."""
_TIMES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_BOUNDS = {
    "about": Approximator.ABOUT,
    "above": Approximator.ABOVE,
    "below": Approximator.BELOW,
    "at_least": Approximator.AT_LEAST,
    "at_most": Approximator.AT_MOST,
}
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}


def pack_for(language: str | None) -> Pack | None:
    """The pack of a language other than English that has the tables marks need."""
    pack = packs().get((language or "en")[:2])
    return pack if pack is not None and pack.code != "en" and "speech" in pack.tables else None


class _Forms:
    """A pack's words as patterns, made once."""

    def __init__(self, pack: Pack) -> None:
        said = pack.tables["speech"]["said"].split()
        self.said = re.compile(rf"\b(?:{any_of(tuple(said))})\b", re.IGNORECASE)
        according = "|".join(pack.entries("credits", "according"))
        self.according = re.compile(rf"\b(?:{according}) ", re.IGNORECASE)
        self.hedges = tuple(
            (kind, re.compile(rf"\b(?:{'|'.join(pack.entries('speech', kind))})\b", re.IGNORECASE))
            for kind in ("doubt", "hearsay", "possibility")
        )
        self.months = {
            form: number
            for number, forms in enumerate(pack.entries("calendar", "months"), 1)
            for form in forms.split()
        }
        months = any_of(tuple(self.months))
        self.date = re.compile(
            rf"\b(?:(?P<day>3[01]|[12]\d|0?[1-9])(?:er|\.|º)? (?:de |d['’])?)?"
            rf"(?P<month>{months})\b\.?(?: (?:de |del |din )?(?P<year>(?:19|20)\d\d))?",
            re.IGNORECASE,
        )
        self.relative = {
            word: step for key, step in _DAYS.items() for word in pack.entries("days", key)
        }
        self.days = re.compile(rf"\b(?:{any_of(tuple(self.relative))})\b", re.IGNORECASE)
        self._numbers(pack)

    def _numbers(self, pack: Pack) -> None:
        self.words = {
            form: float(number)
            for number, forms in enumerate(pack.entries("numbers", "words"), 2)
            for form in forms.split()
        }
        self.times = {w: n for key, n in _TIMES.items() for w in pack.entries("numbers", key)}
        self.percent = frozenset(pack.entries("numbers", "percent"))
        percent = any_of(tuple(self.percent))
        self.bound_of = {
            words.casefold(): bound
            for key, bound in _BOUNDS.items()
            for words in pack.entries("numbers", key)
        }
        signs = "".join(sign for sign in CURRENCY_SIGNS if len(sign) == 1)
        self.number = re.compile(
            rf"(?:\b(?P<bound>{any_of(tuple(self.bound_of))}) )?(?P<sign>[{signs}] ?)?"
            rf"(?<![\w.,])(?:(?P<digits>\d{{1,3}}(?:[. ]\d{{3}})+|\d+)(?:,(?P<part>\d+))?|"
            rf"(?P<word>{any_of(tuple(self.words))})\b)"
            rf"(?:[  ](?P<times>{any_of(tuple(self.times))})\b\.?)?"
            rf"(?:[  ]?(?P<percent>{percent})(?!\w)|"
            rf"(?: (?:de|di|d['’]))? ?(?P<unit>[^\W\d_]+|[{signs}]))?",
            re.IGNORECASE,
        )


@lru_cache(maxsize=32)
def _forms(code: str) -> _Forms:
    return _Forms(packs()[code])


# --- dates and figures ----------------------------------------------------------------


def dates_in(text: str, pack: Pack, day: date | None) -> tuple[Mark, ...]:
    """Days, months with their year, and today's neighbours, in order of place."""
    forms = _forms(pack.code)
    found = [
        Mark(MarkKind.DATE, Span(m.start(), m.end()), _date(m, forms, day))
        for m in forms.date.finditer(text)
        if m["day"] or m["year"]
    ]
    for match in forms.days.finditer(text):
        step = forms.relative.get(match.group().casefold())
        value = (day + timedelta(step)).isoformat() if day and step is not None else None
        found.append(Mark(MarkKind.DATE, Span(match.start(), match.end()), value))
    return tuple(sorted(found, key=lambda mark: mark.span))


def _date(match: re.Match[str], forms: _Forms, day: date | None) -> str | None:
    month = forms.months[match["month"].casefold()]
    year = int(match["year"]) if match["year"] else None
    if match["day"] is None:
        return f"{year:04}-{month:02}"
    years = [year] if year else [day.year, day.year - 1, day.year + 1] if day else []
    try:
        days = [date(one, month, int(match["day"])) for one in years]
    except ValueError:  # 31 June
        return None
    return min(days, key=lambda one: abs(one - (day or one))).isoformat() if days else None


def figures_in(text: str, pack: Pack, taken: Sequence[Span]) -> Iterator[Mark]:
    """The figures of a text outside the places taken: comma decimals, multipliers, bounds."""
    forms = _forms(pack.code)
    blocked = sorted(taken)
    for match in forms.number.finditer(text):
        start = match.start("digits") if match["digits"] else match.start("word")
        while blocked and blocked[0].end <= start:
            blocked.pop(0)
        if blocked and blocked[0].start < match.end() and blocked[0].end > start:
            continue
        figure = _figure(match, forms)
        if figure is not None:
            yield figure


def _figure(match: re.Match[str], forms: _Forms) -> Mark | None:
    if match["digits"]:
        whole = re.sub(r"\D", "", match["digits"])
        if len(whole) > 15:
            return None
        number = float(f"{whole}.{match['part'] or 0}")
    else:
        number = forms.words[match["word"].casefold()]
    number *= forms.times[match["times"].casefold()] if match["times"] else 1.0
    unit, end = _unit(match)
    bare = not (unit or match["times"] or match["bound"] or match["part"])
    if bare and 1900 <= number <= 2099:
        return None
    bound = forms.bound_of.get((match["bound"] or "").casefold(), Approximator.EXACT)
    start = match.start() if match["bound"] or match["sign"] else match.start("digits")
    start = start if start >= 0 else match.start("word")
    return Mark(MarkKind.FIGURE, Span(start, end), Figure(round(number, 6), unit, bound))


def _unit(match: re.Match[str]) -> tuple[str, int]:
    """The unit and where the figure ends with it: a currency, a measure, or the noun counted."""
    before = (match["sign"] or "").strip()
    bare = max(match.end(name) for name in ("digits", "part", "word", "times"))
    if before:
        return CURRENCY_SIGNS[before], bare
    if match["percent"]:
        return "%", match.end("percent")
    word = (match["unit"] or "").casefold()
    known = CURRENCY_SIGNS.get(word) or SPELLINGS.get(word, "")
    if known and (len(word) > 2 or kind_of(known)):
        return known, match.end("unit")
    return (word, match.end("unit")) if len(word) > 3 else ("", bare)


# --- voices -----------------------------------------------------------------------------


def hedges_in(text: str, pack: Pack) -> Iterator[Mark]:
    """The hedges of a text, none overlapping."""
    taken: list[Span] = []
    for kind, pattern in _forms(pack.code).hedges:
        spans = [Span(match.start(), match.end()) for match in pattern.finditer(text)]
        free = [span for span in spans if not is_taken(taken, span)]
        taken = sorted((*taken, *free))
        yield from (Mark(MarkKind.HEDGE, span, kind) for span in free)


def is_taken(taken: Sequence[Span], span: Span) -> bool:
    """True where a span overlaps one of others that lie in order of place."""
    index = bisect_left(taken, Span(span.end, span.end)) - 1
    return index >= 0 and taken[index].end > span.start


def voiced(ground: Ground, quotes: Sequence[Mark], pack: Pack) -> Iterator[Mark]:
    """The quotations with the speaker and the verb of saying that stands beside them."""
    forms = _forms(pack.code)
    cues = [Span(m.start(), m.end()) for m in forms.said.finditer(ground.text)]
    cues = [cue for cue in cues if not ground.in_quotation(cue.start)]
    starts = [cue.start for cue in cues]
    for quote in quotes:
        first = bisect_left(starts, quote.span.start - 2 * _NEAR)
        near = cues[first : bisect_left(starts, quote.span.end + _NEAR)]
        said = [(_between(cue, quote.span, ground.text), cue) for cue in near]
        gap, cue = min(said, default=(_NEAR + 1, None))
        if cue is None or gap > _NEAR:
            yield quote
            continue
        name = _beside(ground, cue)
        yield replace(quote, value="neutral", speaker=name.key if name else None, cue=cue)


def _between(cue: Span, quote: Span, text: str) -> int:
    """Code points between a verb and a quotation; another line is out of reach."""
    first, second = sorted((cue, quote))
    gap = text[first.end : second.start]
    return _NEAR + 1 if "\n" in gap else len(gap)


def _beside(ground: Ground, cue: Span) -> Name | None:
    """The name nearest a verb of saying, after it or before it."""
    near = ground.within(max(0, cue.start - _NEAR), cue.end + _NEAR)
    outside = [name for name in near if not ground.in_quotation(name.span.start)]
    return min(
        outside,
        key=lambda name: max(name.span.start - cue.end, cue.start - name.span.end),
        default=None,
    )


def attributed(ground: Ground, pack: Pack) -> Iterator[Mark]:
    """ "According to X" in the pack's words, before a name."""
    for match in _forms(pack.code).according.finditer(ground.text):
        named = ground.within(match.end(), match.end() + _NEAR)
        if named and named[0].span.start - match.end() <= 12:
            span = Span(match.start(), named[0].span.end)
            cue = Span(match.start(), match.end() - 1)
            key = named[0].key
            yield Mark(MarkKind.ATTRIBUTION, span, key, key, cue, "said")
