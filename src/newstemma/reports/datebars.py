"""Lines that only say when and where: "4 May 2031, 10:15 am | Updated 11:02 - Port Sarn"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from newstemma.languages import alternatives
from newstemma.model import Verdict
from newstemma.reports.agencies import looks_like_name, looks_like_outlet
from newstemma.reports.bylines import byline_names
from newstemma.reports.clock import WEEKDAYS, ZONES, Dated, clock_after, find_dates
from newstemma.text import fold
from newstemma.values.patterns import when_needed

_PARTS = when_needed(r"\s*[|•·–—]\s*|\s-\s|\s{2,}")
_LABEL = when_needed(
    rf"\b(?:{alternatives('dates', 'published')}|"
    r"data|le|el|il|am|um|à|às|la|ora|alle|ore|uhr|om|h|в|о)\b",
    re.IGNORECASE,
)
_UPDATED = when_needed(rf"\b(?:{alternatives('dates', 'updated')})\b", re.IGNORECASE)
_AGO = when_needed(r"\b\d+ (?:minutes?|mins?|hours?|hrs?|days?) ago\b", re.IGNORECASE)
_LETTERS = when_needed(r"[^\W\d_]+")
_CLOCK = when_needed(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?|\b\d{1,2}\s?(?:[ap]\.?m\b\.?)|\b[ap]\.?m\b\.?", re.I
)
_BY = when_needed(r"\b(?:by|von|par|por|di|de|door)\s+(?=[A-ZÀ-Þ]).{2,60}$", re.IGNORECASE)
_DESK = when_needed(r"\s(?:newsroom|staff|desk|news desk|editorial)$", re.IGNORECASE)
LONGEST_BAR = 160


@dataclass(frozen=True, slots=True)
class DateBar:
    """A line of dates: each with its verdict, the place and names beside them.

    `outlet` is a name printed before the day, `place` one after it. `bare` is true for a day
    alone, with no clock, label, place or name: what a site prints
    in its masthead when it renders a page. `masthead` is true above the title.
    """

    dates: tuple[tuple[Dated, Verdict], ...]
    text: str
    bare: bool
    place: str = ""
    names: tuple[str, ...] = ()
    outlet: str = ""
    masthead: bool = False

    def placed(self, *, before_title: bool) -> DateBar:
        """The bar with its place on the page known."""
        return replace(self, masthead=before_title)


def date_bar(text: str) -> DateBar | None:
    """The dates of a line that says nothing else, or none for any other line."""
    if len(text) > LONGEST_BAR or not any(c.isdigit() for c in text):
        return None
    dates = find_dates(text)
    if not dates:
        return None
    beside = _beside(text, dates[0].span.start)
    if beside is None:
        return None
    labelled = bool(_UPDATED.search(text) or _LABEL.search(text))
    found = _with_verdicts(text, dates)
    clocked = any(d.when.hour or d.when.minute for d, _ in found)
    bare = not (labelled or clocked or any(beside))
    return DateBar(found, text, bare, beside.place, beside.names, beside.outlet)


def is_undated_bar(text: str) -> bool:
    """True for a line of a day without its year and nothing else: "7 May, 11:40"."""
    if len(text) > LONGEST_BAR or not any(c.isdigit() for c in text) or date_bar(text):
        return False
    dates = find_dates(text, 2000)
    return bool(dates) and not _words_left(text)


class _Beside(NamedTuple):
    place: str = ""
    names: tuple[str, ...] = ()
    outlet: str = ""


def _beside(text: str, first: int) -> _Beside | None:
    """What stands beside the dates, the first at `first`; none where any of it fits nothing."""
    found = _Beside()
    at = 0
    for part in _PARTS.split(text):
        at = text.find(part, at)
        if part.strip(" []()") and _words_left(part):
            fitted = _fit(found, part, before=at < first)
            if fitted is None:
                return None
            found = fitted
        at += len(part)
    return found


def _fit(found: _Beside, part: str, *, before: bool) -> _Beside | None:
    by = _BY.search(part)
    if by is not None and not _words_left(part[: by.start()]):
        return found._replace(names=byline_names(by.group().strip()))
    name = _DESK.sub("", _bare(part).strip(" ,./:·-–—"))
    if not looks_like_name(name) or any(c.isdigit() for c in name) or len(name.split()) > 5:
        return None
    placed = name.isupper() and not looks_like_outlet(name)
    if not found.outlet and not placed and (before or looks_like_outlet(name)):
        return found._replace(outlet=name)
    return found._replace(place=name) if not found.place else None


def _bare(part: str) -> str:
    """A part of a bar without its dates, clocks and labels."""
    bare = part
    for found in reversed(find_dates(part, 2000)):
        bare = bare[: found.span.start] + " " + bare[found.span.end :]
    bare = _CLOCK.sub(" ", _LABEL.sub(" ", _UPDATED.sub(" ", _AGO.sub(" ", bare))))
    return " ".join(w for w in bare.split() if not _is_clockword(w))


def _is_clockword(word: str) -> bool:
    plain = word.strip(",.;:()")
    return fold(plain) in WEEKDAYS or plain in ZONES


def _words_left(part: str) -> bool:
    return bool(_LETTERS.search(_bare(part)))


def _with_verdicts(text: str, dates: tuple[Dated, ...]) -> tuple[tuple[Dated, Verdict], ...]:
    found: list[tuple[Dated, Verdict]] = []
    updated = _UPDATED.search(text)
    for dated in dates:
        later = updated is not None and updated.start() < dated.span.start
        found.append((dated, Verdict.UPDATED if later else Verdict.UNKNOWN))
    if updated is not None and dates[-1].span.end <= updated.start():
        clock = clock_after(text, updated.end(), dates[-1].day)
        if clock is not None:
            found.append((clock, Verdict.UPDATED))
    return tuple(found)
