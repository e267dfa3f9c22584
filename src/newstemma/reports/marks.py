"""Marks: every quote, figure, date, name, hedge and attribution of a report, with its value.

The theory. Each kind is found on its own by tables (see `values`, `voice`, `hedges`,
`attributions`) and they meet here: dates first, for what is a date is no figure; names
before cues, for a cue needs its source; cues before quotations, for a quotation needs
its speaker. In goes the clean text, its language and the reference date; out come marks
in order of place. A language without tables gets quotes, digits, ISO dates and names.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from newstemma.languages import Pack
from newstemma.model import Mark, MarkKind, Moment, Span
from newstemma.reports.attributions import said
from newstemma.reports.foreign import (
    attributed,
    dates_in,
    figures_in,
    hedges_in,
    is_taken,
    pack_for,
    voiced,
)
from newstemma.reports.ground import Ground, Said
from newstemma.reports.hedges import hedges
from newstemma.reports.scopes import is_denied, scope_of_attribution
from newstemma.reports.stances import stances
from newstemma.reports.voice import quotes, spoken
from newstemma.text import sentences
from newstemma.values.dates import Expression, dates, resolve
from newstemma.values.figures import figures
from newstemma.values.names import names
from newstemma.values.stance_words import SAID, THOUGHT


def mark(text: str, language: str | None, reference: Moment | None) -> tuple[Mark, ...]:
    """The marks of a text in order of place.

    `language` is an ISO 639-1 code or none for unknown (read as English where it can
    be); `reference` the moment dates are counted from, none leaves them unresolved.
    """
    return _marked(text, language, _day(reference))


@lru_cache(maxsize=64)
def _marked(text: str, language: str | None, day: date | None) -> tuple[Mark, ...]:
    """The same; what a thousand outlets print on one day is marked once while it comes often."""
    pack = pack_for(language)
    if pack is not None:
        return _foreign(text, pack, day)
    places = tuple(_prose(place) for place in sentences(text))
    found_dates, found_names, found_quotes = dates(text, places), names(text, places), quotes(text)
    english = language is None or language.startswith("en")
    outer = [quote.span for quote in found_quotes if quote.depth == 0]
    ground = Ground(text, found_names, places, outer)
    sayings = said(ground) if english else ()
    quoted, used = spoken(ground, found_quotes, sayings)
    sayings = tuple(one for one in sayings if one.alone or one.cue in used)
    free = [one for one in sayings if one.cue not in used]
    held = stances(ground, sayings) if english else ()
    marks = [
        *quoted,
        *(_date_mark(one, day) for one in found_dates),
        *_figure_marks(text, found_dates, places),
        *(Mark(MarkKind.NAME, name.span, name.key) for name in found_names),
        *(hedges(text, places) if english else ()),
        *(_attribution(ground, one) for one in (*free, *held)),
    ]
    return tuple(sorted(marks, key=lambda one: (one.span.start, -one.span.end, one.kind)))


def _foreign(text: str, pack: Pack, day: date | None) -> tuple[Mark, ...]:
    """The marks of a text in a language whose words stand in a pack."""
    places = tuple(_prose(place) for place in sentences(text))
    found_names, found_quotes = names(text, places), quotes(text)
    ground = Ground(text, found_names, places, [q.span for q in found_quotes if q.depth == 0])
    outer = [Mark(MarkKind.QUOTE, quote.span) for quote in found_quotes if quote.depth == 0]
    worded = dates_in(text, pack, day)
    taken = [mark.span for mark in worded]
    written = [_date_mark(one, day) for one in dates(text, places) if not is_taken(taken, one.span)]
    marks = [
        *voiced(ground, outer, pack),
        *(Mark(MarkKind.QUOTE, quote.span) for quote in found_quotes if quote.depth),
        *worded,
        *written,
        *figures_in(text, pack, [*taken, *(mark.span for mark in written)]),
        *(Mark(MarkKind.NAME, name.span, name.key) for name in found_names),
        *hedges_in(text, pack),
        *attributed(ground, pack),
    ]
    return tuple(sorted(marks, key=lambda one: (one.span.start, -one.span.end, one.kind)))


LONGEST_SENTENCE = 4_000
"""Code points read of one sentence: a longer one is a table or noise, and is read so far.
The longest sentence in `stories/basil` has under 1,000."""


def _prose(place: Span) -> Span:
    return Span(place.start, min(place.end, place.start + LONGEST_SENTENCE))


def _day(reference: Moment | None) -> date | None:
    return reference.when.date() if reference else None


def _date_mark(expression: Expression, day: date | None) -> Mark:
    return Mark(MarkKind.DATE, expression.span, resolve(expression, day))


def _figure_marks(text: str, found: tuple[Expression, ...], places: tuple[Span, ...]) -> list[Mark]:
    taken = [one.span for one in found]
    return [Mark(MarkKind.FIGURE, one.span, one.value) for one in figures(text, taken, places)]


def _attribution(ground: Ground, one: Said) -> Mark:
    return Mark(
        MarkKind.ATTRIBUTION,
        one.span,
        one.speaker,
        one.speaker if one.modality in (SAID, THOUGHT) else None,
        one.cue,
        one.modality,
        scope_of_attribution(ground, one.span, one.cue),
        is_denied(ground, one.cue),
    )


def redate(
    text: str,
    marks: tuple[Mark, ...],
    reference: Moment | None,
    language: str | None = None,
) -> tuple[Mark, ...]:
    """The marks with their dates resolved against another reference; the rest as they were."""
    day, pack = _day(reference), pack_for(language)
    values = {one.span: resolve(one, day) for one in dates(text)}
    if pack is not None:
        for one in dates_in(text, pack, day):
            values[one.span] = one.value if isinstance(one.value, str) else None
    return tuple(
        replace(one, value=values.get(one.span, one.value)) if one.kind is MarkKind.DATE else one
        for one in marks
    )
