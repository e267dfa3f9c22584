"""From the parts of a date expression to ISO 8601 values, beside a reference date."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable
from datetime import date, timedelta

from newstemma.values.date_reading import Part, Parts

Resolver = Callable[[Parts, str, date | None], str | None]


def _number(part: Part) -> int:
    return int(part) if part is not None else 0


def _optional(part: Part) -> int | None:
    return None if part is None else int(part)


def interval(first: date, last: date) -> str:
    """An interval of days, both ends included."""
    return f"{first.isoformat()}/{last.isoformat()}"


def month_span(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _day(parts: Parts, tense: str, reference: date | None) -> str | None:
    year, month, day = _optional(parts[0]), _number(parts[1]), _number(parts[2])
    if year is None:
        if reference is None:
            return None
        year = _nearest_year(month, day, tense, reference)
    value = date(year, month, day).isoformat()
    if parts[3] is None:
        return value
    return f"{value}T{_number(parts[3]):02}:{_number(parts[4]):02}"


def _nearest_year(month: int, day: int, tense: str, reference: date) -> int:
    """The year that brings a day nearest to the reference, on the side the tense tells."""

    def ahead(year: int) -> int:
        return (date(year, month, min(day, 28)) - reference).days

    near = [reference.year + step for step in range(-3, 4)]
    if (month, day) == (2, 29):
        near = [year for year in near if isleap(year)]
    if tense:
        sign = -1 if tense == "past" else 1
        near = [year for year in near if sign * ahead(year) >= -1] or near
    return min(near, key=lambda year: abs(ahead(year)))


def _range(parts: Parts, tense: str, reference: date | None) -> str | None:
    first = _day((*parts[:3], None, None), tense, reference)
    if first is None:
        return None
    start = date.fromisoformat(first)
    end = date(start.year, _number(parts[3]), _number(parts[4]))
    return interval(start, end if end >= start else end.replace(year=end.year + 1))


def _month(parts: Parts, tense: str, reference: date | None) -> str | None:
    year, month, modifier = _optional(parts[0]), _number(parts[1]), str(parts[2] or "")
    if year is None:
        if reference is None:
            return None
        year = _year_of_month(month, _optional(parts[3]), tense, reference)
    if not modifier:
        return f"{year:04}-{month:02}"
    first, last = month_span(year, month)
    return interval(*_third(first, last, modifier))


def _year_of_month(month: int, which: int | None, tense: str, reference: date) -> int:
    """The year a bare month belongs to: past unless the sentence looks ahead."""
    ahead = month > reference.month
    if which == -1:
        return reference.year - (month >= reference.month)
    if which == 1 or (which is None and tense == "future"):
        return reference.year + (month < reference.month)
    if which == 0:
        return reference.year
    soon = month - reference.month <= 2 and tense != "past"
    return reference.year - (ahead and not soon)


def _third(first: date, last: date, modifier: str) -> tuple[date, date]:
    """The early, middle or late third of a period: four months of a year, ten days of a month."""
    part = ("early", "mid", "late").index(modifier)
    if (last - first).days > 31:
        months = ((last.year - first.year) * 12 + last.month - first.month + 1) // 3
        start = months_later(first, part * months)
        return start, last if part == 2 else months_later(start, months) - timedelta(1)
    start = first + timedelta(10 * part)
    return start, last if part == 2 else start + timedelta(9)


def _year(parts: Parts, tense: str, reference: date | None) -> str | None:
    year, modifier = _number(parts[0]), str(parts[1] or "")
    if not modifier:
        return f"{year:04}"
    return interval(*_third(date(year, 1, 1), date(year, 12, 31), modifier))


def _years(parts: Parts, tense: str, reference: date | None) -> str | None:
    first, last = _number(parts[0]), _number(parts[1])
    return f"{first:04}/{last:04}" if first < last else None


def _decade(parts: Parts, tense: str, reference: date | None) -> str | None:
    first, modifier = _number(parts[0]), str(parts[1] or "")
    if not modifier:
        return f"{first:04}/{first + 9:04}"
    start, end = _third(date(first, 1, 1), date(first + 9, 12, 31), modifier)
    return f"{start.year:04}/{end.year:04}"


def _weekday(parts: Parts, tense: str, reference: date | None) -> str | None:
    if reference is None:
        return None
    weekday, which = _number(parts[0]), _optional(parts[1])
    back = (reference.weekday() - weekday) % 7
    if which == -2:
        days = -(back or 7)
    elif which == -1:
        days = -(7 + reference.weekday() - weekday)
    elif which == 1:
        days = 7 - reference.weekday() + weekday
    elif which == 0:
        days = weekday - reference.weekday()
    else:
        days = _nearest_weekday(back, tense)
    return (reference + timedelta(days)).isoformat()


def _nearest_weekday(back: int, tense: str) -> int:
    """Days to a bare weekday: looking ahead, the next; else the last, as news tells what was."""
    if tense == "future":
        return -back % 7
    return -back


def _shift(parts: Parts, tense: str, reference: date | None) -> str | None:
    if reference is None:
        return None
    unit, amount, modifier = str(parts[0]), _number(parts[1]), str(parts[2] or "")
    value = _SHIFTS[unit](reference, amount)
    if modifier in ("earlier", "later"):
        return value  # the words say which side of today, two reports may say it on two days
    if not modifier or ("/" in value and unit != "week"):
        return value
    return _thirds_of(value, modifier)


def _thirds_of(value: str, modifier: str) -> str:
    if "/" in value:
        return value
    if len(value) == 4:
        year = int(value)
        return interval(*_third(date(year, 1, 1), date(year, 12, 31), modifier))
    if len(value) == 7:
        return interval(*_third(*month_span(int(value[:4]), int(value[5:])), modifier))
    return value


def months_later(day: date, months: int) -> date:
    """The same day some months on (or back), or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _week(reference: date, amount: int) -> str:
    monday = reference - timedelta(reference.weekday()) + timedelta(7 * amount)
    return interval(monday, monday + timedelta(6))


def _week_of(parts: Parts, tense: str, reference: date | None) -> str | None:
    """The week a day is in, or the n-th of a month or year: the one of its n-th Thursday.

    So ISO 8601 counts the weeks of a year.
    """
    number, year, month, day = (_optional(part) for part in parts)
    if month is not None and year is None:
        if reference is None:
            return None
        year = _nearest_year(month, day or 15, tense, reference)
    if day is not None:
        return _week(date(_number(year), _number(month), day), 0)
    first = date(_number(year), month or 1, 1)
    last = month_span(first.year, month or 12)[1]
    if number == _LAST:
        return _week(last - timedelta((last.weekday() - 3) % 7), 0)
    return _week(first + timedelta((3 - first.weekday()) % 7 + 7 * (_number(number) - 1)), 0)


_LAST = 9
"""The number read from "last"."""


def _months(parts: Parts, tense: str, reference: date | None) -> str | None:
    year, first, last = (_number(part) for part in parts)
    return f"{year - (first > last):04}-{first:02}/{year:04}-{last:02}" if first != last else None


def _weekend(reference: date, amount: int) -> str:
    saturday = reference - timedelta(reference.weekday()) + timedelta(7 * amount + 5)
    return interval(saturday, saturday + timedelta(1))


def _quarter(reference: date, amount: int) -> str:
    first = months_later(
        reference.replace(day=1, month=(reference.month - 1) // 3 * 3 + 1), 3 * amount
    )
    return interval(first, months_later(first, 3) - timedelta(1))


def _ten_years(reference: date, amount: int) -> str:
    first = reference.year // 10 * 10 + 10 * amount
    return f"{first:04}/{first + 9:04}"


def _hundred_years(reference: date, amount: int) -> str:
    first = (reference.year - 1) // 100 * 100 + 1 + 100 * amount
    return f"{first:04}/{first + 99:04}"


_SHIFTS: dict[str, Callable[[date, int], str]] = {
    "day": lambda day, amount: (day + timedelta(amount)).isoformat(),
    "week": _week,
    "weekend": _weekend,
    "month": lambda day, amount: months_later(day, amount).isoformat()[:7],
    "quarter": _quarter,
    "year": lambda day, amount: f"{day.year + amount:04}",
    "decade": _ten_years,
    "century": _hundred_years,
}


def _window(parts: Parts, tense: str, reference: date | None) -> str | None:
    if reference is None:
        return None
    amount = _number(parts[1])
    other = _exactly(reference, str(parts[0]), amount)
    one_day = timedelta(1)
    if amount < 0:
        return interval(other, reference - one_day)
    return interval(reference + one_day, other)


def _exactly(day: date, unit: str, amount: int) -> date:
    if unit in ("day", "week"):
        return day + timedelta(amount * (7 if unit == "week" else 1))
    return months_later(day, amount * {"month": 1, "year": 12, "decade": 120}.get(unit, 1200))


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


_SOON = 92
"""Days: a quarter without a year that begins later than in one more quarter was last year's."""


def _portion(parts: Parts, tense: str, reference: date | None) -> str | None:
    size, number, year = str(parts[0]), _number(parts[1]), _optional(parts[2])
    if year is None:
        if reference is None:
            return None
        year = reference.year + (_optional(parts[3]) or 0)
    if size in _SEASONS:
        first = date(year, _SEASONS[size], 1)
        return interval(first, months_later(first, 3) - timedelta(1))
    months = 6 if size == "half" else 3
    number = 12 // months if number == 9 else number
    first = date(year, months * (number - 1) + 1, 1)
    untold = parts[2] is None and parts[3] is None and reference is not None
    if untold and reference and (first - reference).days > _SOON:
        first = first.replace(year=year - 1)
    return interval(first, months_later(first, months) - timedelta(1))


RESOLVERS: dict[str, Resolver] = {
    "day": _day,
    "range": _range,
    "month": _month,
    "months": _months,
    "week": _week_of,
    "year": _year,
    "years": _years,
    "decade": _decade,
    "weekday": _weekday,
    "shift": _shift,
    "ahead": _shift,
    "window": _window,
    "portion": _portion,
}
"""One resolver per kind of expression; each gives none where it lacks a reference."""
