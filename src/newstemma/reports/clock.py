"""Dates and times as pages print them: found, with their zone, as moments in UTC.

Month and weekday names of the language packs, the zone letters news pages use, ISO and numeric
forms. A numeric date whose day and month could change places ("4/5/2031") says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from newstemma.languages import alternatives, any_of, names_of
from newstemma.model import Moment, Precision, Span, Verdict, Voice
from newstemma.text import fold
from newstemma.values.patterns import when_needed

# The names of months (1 is January) and weekdays (0 is Monday), folded, of all languages.
MONTHS: dict[str, int] = {fold(n): i + 1 for i, ns in enumerate(names_of("months")) for n in ns}
WEEKDAYS: dict[str, int] = {fold(n): i for i, ns in enumerate(names_of("weekdays")) for n in ns}
# Hours from UTC; where letters are shared the sense news pages print most (IST is India's).
ZONES: dict[str, float] = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 1, "CET": 1, "WEST": 1, "WAT": 1, "CEST": 2,
    "EET": 2, "SAST": 2, "CAT": 2, "EEST": 3, "MSK": 3, "EAT": 3, "TRT": 3, "GST": 4, "PKT": 5,
    "IST": 5.5, "NPT": 5.75, "BDT": 6, "ICT": 7, "WIB": 7, "SGT": 8, "HKT": 8, "AWST": 8,
    "PHT": 8, "KST": 9, "JST": 9, "ACST": 9.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "EDT": -4, "EST": -5, "ET": -5, "CDT": -5, "CST": -6, "CT": -6, "MDT": -6, "MST": -7,
    "PDT": -7, "PST": -8, "PT": -8, "AKST": -9, "HST": -10, "BRT": -3, "ART": -3, "CLT": -4,
}  # fmt: skip

_MONTH = any_of(tuple(name for names in names_of("months") for name in names))
_DATE = when_needed(
    rf"""
    (?P<iy>(?:19|20)\d\d)[-/.](?P<im>\d\d?)[-/.](?P<id>\d\d?)(?!\d)
    | \b(?P<d1>\d\d?)(?:st|nd|rd|th|er|\.|º)?(?:[\s-]+|(?<=\.))(?:of\s|de\s|d['’])?
        (?P<m1>{_MONTH})\b\.?,?(?:[\s-]*(?:de[l]?\s)?(?P<y1>(?:19|20)\d\d)\b)?
    | \b(?P<m2>{_MONTH})\b\.?\s+(?P<d2>\d\d?)(?:st|nd|rd|th)?(?!\d|:)
        (?:,?\s+(?P<y2>(?:19|20)\d\d)\b)?
    | \b(?P<a>\d\d?)(?P<sep>[./-])(?P<b>\d\d?)(?P=sep)(?P<y3>(?:19|20)\d\d)\b
    | (?P<cy>(?:19|20)\d\d)\s?[年년]\s?(?P<cm>\d\d?)\s?[月월]\s?(?P<cd>\d\d?)\s?[日일]
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TIME = when_needed(
    r"""
    (?<![\d.])(?P<h>[01]?\d|2[0-4])(?:(?:[:.]|\s?h\s?)(?P<m>[0-5]\d)(?:[:.](?P<s>[0-5]\d)(?:\.\d+)?)?)
        \s*(?P<half>[ap]\.?\s?m\b\.?)?
    | (?<![\d.:])(?P<h12>1[0-2]|0?[1-9])\s*(?P<half12>[ap]\.?m\b\.?)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OFFSET = when_needed(r"(?:UTC|GMT)?\s?(?P<sign>[+-])(?P<h>\d\d?):?(?P<m>\d\d)?(?!\d)")
_ZONE = when_needed(r"\b(?:" + "|".join(sorted(ZONES, key=len, reverse=True)) + r")\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date (with its clock, if any) at a place of a text; `year_said` is false for "Oct 12".

    `day` is the date as printed, whatever the zone.
    """

    when: datetime
    precision: Precision
    span: Span
    day: date
    year_said: bool = True

    def moment(self, voice: Voice, verdict: Verdict, text: str) -> Moment:
        """The date as a moment said by `voice`."""
        return Moment(self.when, self.precision, voice, verdict, text)


def find_dates(text: str, year: int | None = None) -> tuple[Dated, ...]:
    """The dates printed in a text, in order; `year` completes one printed without."""
    found: list[Dated] = []
    for match in _DATE.finditer(text):
        day, said = _day_of(match, year)
        if day is not None:
            found.append(_with_clock(text, match, day, said))
    return tuple(found)


def _day_of(match: re.Match[str], year: int | None) -> tuple[date | None, bool]:
    g = match.groupdict()
    if g["iy"]:
        return _date(g["iy"], g["im"], g["id"]), True
    if g["cy"]:
        return _date(g["cy"], g["cm"], g["cd"]), True
    if g["y3"]:
        return _numeric(g["a"], g["b"], g["y3"], g["sep"]), True
    name, day, said = (g["m1"], g["d1"], g["y1"]) if g["m1"] else (g["m2"], g["d2"], g["y2"])
    if not said and year is None:
        return None, False
    return _date(said or year or 0, MONTHS[fold(name)], day), bool(said)


def _numeric(first: str, second: str, year: str, separator: str) -> date | None:
    a, b = int(first), int(second)
    if a > 12 or separator == "." or a == b:
        return _date(year, b, a)
    return _date(year, a, b) if b > 12 else None


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _with_clock(text: str, match: re.Match[str], day: date, said: bool) -> Dated:
    clock = _TIME.search(text, match.end(), match.end() + 24)
    gap = text[match.end() : clock.start()] if clock else "?"
    if clock is None or re.search(r"[^\W\dTа-яatàs,|-]{3,}", gap) or "\n" in gap:
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return Dated(midnight, Precision.DAY, Span(match.start(), match.end()), day, said)
    when = _moment_of(day, clock, _zone_after(text, clock.end()))
    return Dated(when, Precision.MINUTE, Span(match.start(), clock.end()), day, said)


def _moment_of(day: date, clock: re.Match[str], hours: float) -> datetime:
    hour = int(clock["h"] or clock["h12"]) % 24
    half = (clock["half"] or clock["half12"] or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    zone = timezone(timedelta(hours=hours))
    local = datetime(day.year, day.month, day.day, hour, int(clock["m"] or 0), tzinfo=zone)
    try:
        return local.astimezone(UTC)
    except OverflowError:
        return local.replace(tzinfo=UTC)


def _zone_after(text: str, start: int) -> float:
    """The zone named right after a clock, or else the first in the rest of the line."""
    line = text[start : start + 60].split("\n", 1)[0]
    offset = _OFFSET.match(line.lstrip())
    if offset:
        hours = int(offset["h"]) + int(offset["m"] or 0) / 60
        return min(hours, 14.0) * (1 if offset["sign"] == "+" else -1)
    named = _ZONE.search(line)
    return ZONES[named.group()] if named else 0.0


_ONLY_CLOCK = when_needed(
    rf"\W*(?:(?:{alternatives('dates', 'updated')})(?:\s(?:at|um|à|às|la|om))?:?\s)?"
    r"(?:(?:[01]?\d|2[0-4])[:.h][0-5]\d(?:[:.][0-5]\d)?(?:\s?[ap]\.?m\.?)?|"
    r"(?:1[0-2]|0?[1-9])\s?[ap]\.?m\.?)(?:\s?(?:uhr|h|[A-Z]{2,4}))?\W*|"
    r"\W*\d{1,2}[./]\d{1,2}[.,]?\s[0-2]?\d[:.][0-5]\d\W*|"
    r"\W*\d{1,2}\s?(?:m|min|mins|minutes?|h|hr|hrs|hours?|d|days?) ago\W*",
    re.IGNORECASE,
)


def is_clock(text: str) -> bool:
    """True for a line that is a time of day and nothing else, as posts of a live page have it."""
    return len(text) <= 40 and bool(_ONLY_CLOCK.fullmatch(text))


def clock_after(text: str, start: int, day: date) -> Dated | None:
    """A clock without a date in a text from `start` on, on `day`: "Updated 03:33 am"."""
    clock = _TIME.search(text, start)
    if clock is None:
        return None
    when = _moment_of(day, clock, _zone_after(text, clock.end()))
    return Dated(when, Precision.MINUTE, Span(clock.start(), clock.end()), day)


def parse_moment(value: str) -> Dated | None:
    """The moment a field's value says: ISO 8601, RFC 2822, or a printed date; none if unclear."""
    text = " ".join(value.split())[:120]
    compact = re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)Z?)?", text)
    if compact:
        return parse_moment(_spread(compact))
    dates = find_dates(text)
    if dates:
        return dates[0]
    return _mail_date(text)


def _spread(compact: re.Match[str]) -> str:
    year, month, day, hour, minute, _ = compact.groups()
    clock = f" {hour}:{minute}Z" if hour else ""
    return f"{year}-{month}-{day}{clock}"


def _mail_date(text: str) -> Dated | None:
    from email.utils import parsedate_to_datetime  # 16 ms of import, for feeds only

    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    local = when.date()
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return Dated(aware.astimezone(UTC), Precision.MINUTE, Span(0, len(text)), local)
