"""Times of day in a report: "5 p.m.", "5pm", "5:00 p.m." and "17:00" are one time.

In go a text; out come marks of kind date whose value is a time alone ("T17:00"). A time with
neither "a.m." nor "p.m." that could be either is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newstemma.model import Mark, MarkKind, Span

_CLOCK = re.compile(
    r"(?<![\d.:$£€-])(?:(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d)(?::00)?)? ?"
    r"(?P<half>[ap])\.?m\b\.?|(?P<late>1[3-9]|2[0-3])[:.](?P<past>[0-5]\d)(?!\d|\.\d)"
    r"|(?P<word>noon|midnight)\b)",
    re.IGNORECASE,
)


def clock_marks(text: str, dates: Sequence[Span]) -> Iterator[Mark]:
    """A mark for each time of day that lies in none of the `dates` already marked."""
    for candidate in _BEGINNING.finditer(text):
        match = _CLOCK.match(text, candidate.start())
        if match is None:
            continue
        place = Span(*match.span())
        if not any(place.overlaps(date) for date in dates):
            yield Mark(MarkKind.DATE, place, f"T{_minutes(match):04}")


_BEGINNING = re.compile(r"\d+|[Nn][Oo]{2}[Nn]|[Mm][Ii][Dd][Nn]")
"""Where a time can begin: asked first, for to try the whole of `_CLOCK` everywhere is dear."""


def _minutes(match: re.Match[str]) -> int:
    """Hours and minutes as one number of four digits."""
    if match["word"]:
        return 1200 if match["word"].casefold() == "noon" else 0
    if match["late"]:
        return int(match["late"]) * 100 + int(match["past"])
    hour = int(match["hour"]) % 12 + (12 if match["half"] in "pP" else 0)
    return hour * 100 + int(match["minute"] or 0)
