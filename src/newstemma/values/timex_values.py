"""The values TIMEX3 gives to dates that ISO 8601 has no short form for.

The theory. TIMEX3 writes a week as 2013-W12, a quarter as 2013-Q2, a season as 2013-SU, a decade
by three digits and a century by two, part of a day after a T (MO, AF, EV, NI); a modifier
("early") changes no value; "the past five years" is how long, not since when.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from newstemma.values.date_values import months_later
from newstemma.values.dates import Expression, resolve

PARTS_OF_DAY = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_LETTERS = {"day": "D", "week": "W", "month": "M", "year": "Y", "decade": "E", "century": "C"}
_VAGUE = re.compile(r"\b(?:few|several|couple)\b")


def value_of(one: Expression, words: str, reference: date | None) -> tuple[str, str | None]:
    """The kind and the value of a date as TIMEX3 has them; no value where ISO 8601's stands.

    `words` are the expression's, in small letters.
    """
    if one.kind == "window":
        amount = "X" if _VAGUE.search(words) else str(abs(int(one.parts[1] or 0)))
        return "DURATION", f"P{amount}{_LETTERS[str(one.parts[0])]}"
    write = _WRITERS.get(one.kind)
    value = write(one, words, reference) if write is not None else None
    part = next((code for part, code in PARTS_OF_DAY.items() if part in words), "")
    if part and one.kind in ("weekday", "shift"):
        day = value or resolve(one, reference)
        return "TIME", day + part if day else None
    whole = value or resolve(one, reference)
    return ("TIME" if whole and "T" in whole else "DATE"), value


def _without_modifier(one: Expression, words: str, reference: date | None) -> str | None:
    place = {"year": 1, "month": 2, "decade": 1}[one.kind]
    parts = (*one.parts[:place], "", *one.parts[place + 1 :])
    value = resolve(replace(one, parts=parts), reference)
    return value[:3] if value and one.kind == "decade" else value


def _portion(one: Expression, words: str, reference: date | None) -> str | None:
    value = resolve(one, reference)
    if value is None:
        return None
    size, year = str(one.parts[0]), value[:4]
    if size in SEASONS:
        return f"{year}-{SEASONS[size]}"
    months = 3 if size == "quarter" else 6
    return f"{year}-{'Q' if months == 3 else 'H'}{(int(value[5:7]) - 1) // months + 1}"


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


_FORMS: dict[str, Callable[[date], str]] = {
    "day": date.isoformat,
    "week": _week,
    "weekend": lambda day: _week(day) + "-WE",
    "month": lambda day: f"{day.year:04}-{day.month:02}",
    "quarter": lambda day: f"{day.year:04}-Q{(day.month - 1) // 3 + 1}",
    "year": lambda day: f"{day.year:04}",
}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def _shift(one: Expression, words: str, reference: date | None) -> str | None:
    unit, amount = str(one.parts[0]), int(one.parts[1] or 0)
    if reference is None or unit == "day":
        return None
    counted = "ago" in words or "earlier" in words.split()[-1:]
    if unit in ("decade", "century") and not counted:
        return str(reference.year + amount * _MONTHS[unit] // 12)[: 3 if unit == "decade" else 2]
    return counted_from(reference, unit, amount)


def counted_from(reference: date, unit: str, amount: int) -> str:
    """The unit so many units from a day: a week as 2013-W12, a decade back as a year."""
    if unit in ("day", "week", "weekend"):
        return _FORMS[unit](reference + timedelta(amount * (1 if unit == "day" else 7)))
    return _FORMS.get(unit, _FORMS["year"])(months_later(reference, amount * _MONTHS[unit]))


def _numbered(one: Expression, words: str, reference: date | None) -> str | None:
    value = resolve(one, reference)
    return _week(date.fromisoformat(value[:10])) if value else None


_WRITERS: dict[str, Callable[[Expression, str, date | None], str | None]] = {
    "year": _without_modifier,
    "month": _without_modifier,
    "decade": _without_modifier,
    "portion": _portion,
    "week": _numbered,
    "shift": _shift,
    "ahead": _shift,
}
