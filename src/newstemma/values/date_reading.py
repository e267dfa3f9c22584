"""What each form of a date says, read into parts that a reference date can resolve."""

from __future__ import annotations

import re

from newstemma.values.numerals import ORDINALS, SMALL, TENS, words_value

Part = int | str | None
Parts = tuple[Part, ...]

MONTHS = (
    "january february march april may june july august september october november december".split()
)
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTH_OF = {
    **{month: i for i, month in enumerate(MONTHS, start=1)},
    **{month[:3]: i for i, month in enumerate(MONTHS, start=1)},
    "sept": 9,
}
WEEKDAY_OF = {
    **{day: i for i, day in enumerate(WEEKDAYS)},
    **{day[:3]: i for i, day in enumerate(WEEKDAYS)},
    "tues": 1,
    "thur": 3,
    "thurs": 3,
    "weds": 2,
}
UNITS = "day week weekend month quarter year decade century".split()
_COUNTS = {**SMALL, **TENS, "a": 1, "an": 1, "couple": 2, "few": 3, "several": 3}
_HALVES = {
    **{
        word: n
        for n, pair in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th"), 1)
        for word in pair.split()
    },
    "last": 9,
    "final": 9,
}
_DAY_WORDS = {
    **{word: n for n, word in enumerate(("first", "second", *ORDINALS), start=1)},
}


def _group(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def month_number(word: str) -> int:
    """1 to 12 for a month's name or its abbreviation."""
    return MONTH_OF[word.rstrip(".").casefold()]


def weekday_number(word: str) -> int:
    """0 for Monday to 6 for Sunday."""
    return WEEKDAY_OF[word.rstrip(".").casefold()]


def _day_number(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else _DAY_WORDS[word.casefold()]


def _clock(match: re.Match[str]) -> tuple[Part, Part]:
    hour = _group(match, "hour")
    if hour is None:
        return None, None
    half = (_group(match, "half") or _group(match, "half2") or "").casefold()[:1]
    number = int(hour) % 12 + 12 * (half == "p") if half else int(hour)
    return number, int(_group(match, "minute") or 0)


def read_full_day(match: re.Match[str]) -> Parts | None:
    """A day with or without its year and clock."""
    year = _group(match, "year")
    month, day = month_number(match["month"]), _day_number(match["day"])
    return (int(year) if year else None, month, day, *_clock(match))


def read_iso_day(match: re.Match[str]) -> Parts | None:
    """A day written year first."""
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return (int(match["year"]), month, day, *_clock(match))


def read_slash_day(match: re.Match[str]) -> Parts | None:
    """A day in numbers; month first where a stroke divides and both could be."""
    first, second, sign = int(match["first"]), int(match["second"]), match["sign"]
    month, day = (second, first) if sign == "." or first > 12 else (first, second)
    year = int(match["year"])
    year += 0 if year > 99 else 2000 if year < 60 else 1900
    return (year, month, day, None, None) if 1 <= month <= 12 and 1 <= day <= 31 else None


def read_day_range(match: re.Match[str]) -> Parts | None:
    """Days from one to another."""
    year = _group(match, "year")
    month = month_number(match["month"])
    last = _group(match, "month2")
    return (
        int(year) if year else None,
        month,
        _day_number(match["day"]),
        month_number(last) if last else month,
        _day_number(match["day2"]),
    )


def modifier(match: re.Match[str]) -> str:
    """early, mid, late, earlier or later; "" for none."""
    words = (_group(match, "modifier") or "").casefold().rstrip("- ")
    if words in ("earlier", "later"):
        return words
    for name, signs in (("early", ("early", "begin", "start")), ("mid", ("mid",))):
        if any(sign in words for sign in signs):
            return name
    return "late" if "late" in words or "end" in words else ""


def _which(match: re.Match[str]) -> int | None:
    word = (_group(match, "which") or "").casefold()
    if word == "current":
        return 0
    if word in ("last", "previous", "past", "the previous", "the past", "the last"):
        return -1
    if word in ("next", "coming", "the coming", "the next", "the following", "following"):
        return 1
    return 0 if word else None


def read_month(match: re.Match[str]) -> Parts | None:
    """A month, with its part and which one of its name."""
    year = _group(match, "year")
    return (
        int(year) if year else None,
        month_number(match["month"]),
        modifier(match),
        _which(match),
    )


def read_months(match: re.Match[str]) -> Parts | None:
    """Months from one to another, the year of the last told."""
    return (int(match["year"]), month_number(match["month"]), month_number(match["month2"]))


def read_week(match: re.Match[str]) -> Parts | None:
    """A week: its number (9 for the last), year, month, and a day of it where one is told."""
    year = match["year"] or match["year2"] or match["year3"]
    month = match["month"] or match["month3"]
    return (
        _HALVES[match["number"].casefold()] if match["number"] else None,
        int(year) if year else None,
        month_number(month) if month else None,
        _day_number(match["day"]) if match["day"] else None,
    )


def read_year(match: re.Match[str]) -> Parts | None:
    """A year, with its part."""
    return (int(match["year"]), modifier(match))


def read_weekday(match: re.Match[str]) -> Parts | None:
    """A weekday, and which one."""
    if (_group(match, "which") or "").casefold().endswith("past"):
        return (weekday_number(match["weekday"]), -2)
    return (weekday_number(match["weekday"]), _which(match))


_NEAR = {
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
    "last night": -1,
}


def read_near(match: re.Match[str]) -> Parts | None:
    """Today and its neighbours."""
    words = match["near"].casefold()
    return ("day", _NEAR.get(words, 0), "")


def read_shift(match: re.Match[str]) -> Parts | None:
    """A unit of time counted from the present one."""
    unit = match["unit"].casefold()
    return (unit, _which(match), modifier(match))


def count(words: str) -> int:
    """The number before a unit of time: "a couple of" is 2."""
    lowered = words.casefold().removeprefix("a ").removesuffix(" of") if " " in words else words
    lowered = lowered.casefold()
    if lowered.isdigit():
        return int(lowered)
    if lowered in _COUNTS:
        return int(_COUNTS[lowered])
    value = words_value(lowered)
    return int(value[0]) if value else 1


def singular_unit(word: str) -> str:
    """The unit of time a word names, in the singular."""
    lowered = word.casefold()
    return "century" if lowered.startswith("centur") else lowered.rstrip("s")


def read_ago(match: re.Match[str]) -> Parts | None:
    """So many units back, or ahead."""
    sign = -1 if _group(match, "ago") else 1
    return (singular_unit(match["unit"]), sign * count(match["count"]), "")


def read_window(match: re.Match[str]) -> Parts | None:
    """The units before today, or after."""
    return (singular_unit(match["unit"]), (_which(match) or 1) * count(match["count"]))


def read_portion(match: re.Match[str]) -> Parts | None:
    """A half or quarter of a year."""
    code = match["code"] or match["code2"]
    size = ("quarter" if code[0] in "Qq" else "half") if code else match["size"].casefold()
    number = int(code[1]) if code else _HALVES[match["number"].casefold()]
    year = match["year"] or match["year3"]
    if number > (2 if size == "half" else 4) and number != 9:
        return None
    return (size, number, int(year) if year else None, _which(match))


def read_quarter(match: re.Match[str]) -> Parts | None:
    """A quarter of the year that is told or was last."""
    return ("quarter", _HALVES[match["number"].casefold().split()[-1]], None, None)


def read_season(match: re.Match[str]) -> Parts | None:
    """A season of a year."""
    season = (match["season"] or match["season2"]).casefold()
    year = match["year"]
    return (season, 0, int(year) if year else None, _which(match))


def read_decade(match: re.Match[str]) -> Parts | None:
    """A decade."""
    return (int(match["decade"]), modifier(match))


def read_years(match: re.Match[str]) -> Parts | None:
    """Years from one to another."""
    first, last = int(match["year"]), match["year2"]
    return (first, int(last) if len(last) == 4 else first // 100 * 100 + int(last))


_HOLIDAYS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "independence day": (7, 4),
}


def read_holiday(match: re.Match[str]) -> Parts | None:
    """A holiday with a fixed day."""
    month, day = _HOLIDAYS[match["holiday"].casefold().replace("’", "'")]
    year = _group(match, "year")
    return (int(year) if year else None, month, day, None, None)
