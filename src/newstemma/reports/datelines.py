"""Datelines: where, when and for whom a report was filed, before its first sentence.

The theory. A dateline opens the text and ends in a dash or a colon. With an agency in brackets
any place is one; without, the place must be in capitals or have a date behind it, for
"Brexit - what next" is none. Capitals before a colon are a place only where no later line
opens so: an interview's lines do.
"""

from __future__ import annotations

import re

from newstemma.languages import alternatives
from newstemma.model import Span
from newstemma.reports.agencies import looks_like_name
from newstemma.reports.clock import find_dates
from newstemma.values.patterns import when_needed

CAPITAL = r"[A-ZÀ-ÞĂÂÎȘȚŞŢА-ЯҐЄІЇČŠŽŁ]"
_WITH_AGENCY = when_needed(
    rf"^(?P<place>{CAPITAL}(?:[^()/\n–—]|/(?={CAPITAL})){{0,70}}?)?[\s,.–—-]*"
    r"[(/]\s?(?P<name>(?:[^()/\n]|(?<=\w)\s?/\s?(?=\w)){2,40}?)\s?[)/]"
    r"[\s.,]*(?:[–—―-]{1,2}|:|\.(?=\s))\s?"
)
# The same without an agency; `name` never matches, so that both have the same groups.
_PLAIN = when_needed(
    rf"^(?P<place>{CAPITAL}(?:[^/\n:–—―]|/(?={CAPITAL})){{1,70}}?)(?P<name>(?!))?"
    r"(?P<end>\s?[–—―]|\s-{1,2}(?=\s)|,\s?-{1,2}(?=\s)|:)\s*(?=[\"'“‘«„]?[\w])"
)
# A dateline is read in so many letters: place, country, date and two agencies fit.
_READ = 140
_LEAST = 4  # letters of a place before a colon; "UPI:" or "Q:" name no place
_SHORT = 2  # letters that are an acronym rather than a place: "EU - Ministers"
_NO_PLACE = when_needed(
    rf"^(?:{alternatives('header', 'kickers')}|note|warning|correction|editor.*|question|answer|"
    r"update\b.*|summary|key points?|by .*)$",
    re.IGNORECASE,
)
_SPEAKER = when_needed(rf"^{CAPITAL}[{CAPITAL[1:-1]} .'’-]{{1,40}}:\s")


def dateline_match(text: str, line: Span) -> re.Match[str] | None:
    """The dateline a text opens with, or none: "PLACE, date (AGENCY) -", "PLACE, date -".

    Groups: `place` (with its date, or none) and `name`, the agency or none.
    """
    if line.start != 0:
        return None
    head = text[: min(line.end, _READ)]
    return _WITH_AGENCY.match(head) or _plain(text, head)


def _plain(text: str, head: str) -> re.Match[str] | None:
    match = _PLAIN.match(head)
    if match is None or _NO_PLACE.match(match["place"].strip()):
        return None
    if match["end"] == ":":
        return match if _is_before_colon(match["place"], text) else None
    return match if _is_shouted(match["place"]) or _is_dated(match["place"]) else None


def _is_before_colon(place: str, text: str) -> bool:
    shouted = _is_shouted(place) and sum(map(str.isalpha, place)) >= _LEAST
    return shouted and sum(bool(_SPEAKER.match(line)) for line in text.splitlines()) == 1


def _is_shouted(place: str) -> bool:
    """Whether a place is in capitals up to its comma, bracket or date: "PORT SARN, Veldt"."""
    dates = find_dates(place, 2000)
    bare = re.split(r"[,(]", place[: dates[0].span.start] if dates else place)[0].strip()
    words = bare.split()
    return 1 <= len(words) <= 4 and bare.isupper() and sum(map(str.isalpha, bare)) > _SHORT


def _is_dated(place: str) -> bool:
    """Whether a name with a date behind it and nothing else: "Port Sarn, 3 May"."""
    dates = find_dates(place, 2000)
    if not dates or place[dates[0].span.end :].strip(" ,."):
        return False
    return looks_like_name(place[: dates[0].span.start].strip(" ,.").replace(",", ""))
