"""The forms a date takes in English news, as a table of rules.

The theory. A rule is tried only on a sentence that holds one of its trigger words, in
the order of the table; words taken by one rule are gone for the next, so the longer
forms stand first. A month or weekday that is also a common word ("may", "march",
"sun") counts only with a capital and beside a figure or a preposition.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from newstemma.values.numerals import ORDINALS, SMALL, TENS, words_value

Part = int | str | None
Parts = tuple[Part, ...]

MONTHS = (
    "january february march april may june july august september october november december".split()
)
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH_OF = {
    **{month: i for i, month in enumerate(MONTHS, start=1)},
    **{month[:3]: i for i, month in enumerate(MONTHS, start=1)},
    "sept": 9,
}
_WEEKDAY_OF = {
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

_SURE = (
    r"(?i:January|February|April|June|July|August|September|October|November|December"
    r"|Jan|Feb|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
MONTH = rf"(?:(?:{_SURE}|March|Mar|May|MARCH|MAY)\b\.?)"
_LONE_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\b\.?)"
WEEKDAY = r"(?:(?i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
_SHORT_WEEKDAY = rf"(?:{WEEKDAY}|(?i:Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat|Sun)\b\.?)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:\s?(?i:st|nd|rd|th)\b)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_CLOCK = (
    r"(?:[ ,]+(?i:at )?(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?"
    r"(?:\s?(?P<half>(?i:[ap]\.?m\b\.?)))?|\s?(?P<half2>(?i:[ap]\.?m\b\.?))))"
)
_COUNT = (
    r"(?:\d{1,3}|(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    r"twenty|thirty|forty|fifty|sixty|a couple of|a few|several)\b)"
)
_UNIT = r"(?:days?|weeks?|months?|years?|decades?|centur(?:y|ies))\b"
_MODIFIER = r"(?i:early|mid|late|the beginning of|the start of|the middle of|the end of)"


@dataclass(frozen=True, slots=True)
class Rule:
    """One form: its kind, the words that call it up, what it looks like, how it is read."""

    kind: str
    triggers: frozenset[str]
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Parts | None]
    example: str


def _group(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def month_number(word: str) -> int:
    """1 to 12 for a month's name or its abbreviation."""
    return _MONTH_OF[word.rstrip(".").casefold()]


def weekday_number(word: str) -> int:
    """0 for Monday to 6 for Sunday."""
    return _WEEKDAY_OF[word.rstrip(".").casefold()]


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


def _full_day(match: re.Match[str]) -> Parts | None:
    year = _group(match, "year")
    month, day = month_number(match["month"]), _day_number(match["day"])
    return (int(year) if year else None, month, day, *_clock(match))


def _iso_day(match: re.Match[str]) -> Parts | None:
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return (int(match["year"]), month, day, *_clock(match))


def _slash_day(match: re.Match[str]) -> Parts | None:
    first, second, sign = int(match["first"]), int(match["second"]), match["sign"]
    month, day = (second, first) if sign == "." or first > 12 else (first, second)
    year = int(match["year"])
    year += 0 if year > 99 else 2000 if year < 60 else 1900
    return (year, month, day, None, None) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _day_range(match: re.Match[str]) -> Parts | None:
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


def _modifier(match: re.Match[str]) -> str:
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


def _month(match: re.Match[str]) -> Parts | None:
    year = _group(match, "year")
    return (
        int(year) if year else None,
        month_number(match["month"]),
        _modifier(match),
        _which(match),
    )


def _year(match: re.Match[str]) -> Parts | None:
    return (int(match["year"]), _modifier(match))


def _weekday(match: re.Match[str]) -> Parts | None:
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


def _near(match: re.Match[str]) -> Parts | None:
    words = match["near"].casefold()
    return ("day", _NEAR.get(words, 0), "")


def _shift(match: re.Match[str]) -> Parts | None:
    unit = match["unit"].casefold()
    return (unit, _which(match), _modifier(match))


def _count(words: str) -> int:
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


def _ago(match: re.Match[str]) -> Parts | None:
    sign = -1 if _group(match, "ago") else 1
    return (singular_unit(match["unit"]), sign * _count(match["count"]), "")


def _window(match: re.Match[str]) -> Parts | None:
    return (singular_unit(match["unit"]), (_which(match) or 1) * _count(match["count"]))


def _portion(match: re.Match[str]) -> Parts | None:
    code = match["code"] or match["code2"]
    size = ("quarter" if code[0] in "Qq" else "half") if code else match["size"].casefold()
    number = int(code[1]) if code else _HALVES[match["number"].casefold()]
    year = match["year"] or match["year3"]
    if number > (2 if size == "half" else 4) and number != 9:
        return None
    return (size, number, int(year) if year else None, _which(match))


def _season(match: re.Match[str]) -> Parts | None:
    season = (match["season"] or match["season2"]).casefold()
    year = match["year"]
    return (season, 0, int(year) if year else None, _which(match))


def _decade(match: re.Match[str]) -> Parts | None:
    return (int(match["decade"]), _modifier(match))


def _years(match: re.Match[str]) -> Parts | None:
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


def _holiday(match: re.Match[str]) -> Parts | None:
    month, day = _HOLIDAYS[match["holiday"].casefold().replace("’", "'")]
    year = _group(match, "year")
    return (int(year) if year else None, month, day, None, None)


_MONTH_WORDS = frozenset(_MONTH_OF)
_WEEKDAY_WORDS = frozenset(_WEEKDAY_OF)
_UNIT_WORDS = frozenset((*UNITS, *(u + "s" for u in UNITS), "centuries"))
_DIGITS = frozenset({"#"})
_SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
_WHICH = r"(?P<which>(?i:last|previous|past|this|current|next|coming|the coming|the previous|the following|following|the same))"
_WHICH_DAY = _WHICH.replace("(?i:", "(?i:this past|", 1)
_BEFORE_MONTH = (
    r"(?<![\w-])(?:(?i:in|since|until|till|by|of|from|to|through|throughout|during|before|after|"
    r"between|and|for|or|[Tt]his|[Ll]ast|[Nn]ext) )"
)


def _rule(
    kind: str,
    triggers: frozenset[str],
    pattern: str,
    read: Callable[[re.Match[str]], Parts | None],
    example: str,
) -> Rule:
    return Rule(kind, triggers, re.compile(rf"(?<![\w$€£]){pattern}(?!\w)"), read, example)


_NAMED_DAY = rf"(?:{_SHORT_WEEKDAY},? )?(?i:the )?"
_TAIL_YEAR = rf"(?:,? (?i:of )?(?P<year>{_YEAR}))?"
_DASH = r"(?: ?[-–—] ?| to | and | until | through )"

RULES: tuple[Rule, ...] = (
    _rule(
        "day",
        _DIGITS,
        rf"(?P<year>{_YEAR})[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?:[T ]?{_CLOCK}|T(?=\d)[\d:.Z+]+)?",
        _iso_day,
        "2023-10-12",
    ),
    _rule(
        "range",
        _MONTH_WORDS,
        rf"{_NAMED_DAY}(?P<month>{MONTH}) (?P<day>{_DAY}){_DASH}(?:(?P<month2>{MONTH}) )?"
        rf"(?P<day2>{_DAY})(?![\d:]){_TAIL_YEAR}",
        _day_range,
        "October 12-14, 2023",
    ),
    _rule(
        "range",
        _MONTH_WORDS,
        rf"(?P<day>{_DAY}){_DASH}(?P<day2>{_DAY}) (?i:of )?(?P<month>{MONTH}){_TAIL_YEAR}",
        _day_range,
        "12-14 October",
    ),
    _rule(
        "day",
        _MONTH_WORDS,
        rf"{_NAMED_DAY}(?P<month>{MONTH})(?:[ -]|, (?=\d+[snrt]))(?i:the )?(?P<day>{_DAY})"
        r"(?![\d:%]|[.,]\d)"
        rf"(?: ?,? ?(?i:of |in )?(?:-)?(?P<year>{_YEAR}))?{_CLOCK}?",
        _full_day,
        "Thursday, Oct. 12, 2023 03:33 am",
    ),
    _rule(
        "day",
        _MONTH_WORDS,
        rf"{_NAMED_DAY}(?P<day>{_DAY})[ -]?(?i:(?:day )?of )?(?P<month>{MONTH})"
        rf"(?:[, -]+(?i:of |in )?(?P<year>{_YEAR}))?{_CLOCK}?",
        _full_day,
        "the 12th of October 2023",
    ),
    _rule(
        "day",
        _DIGITS,
        rf"(?:{_SHORT_WEEKDAY},? )?(?P<first>\d\d?)(?P<sign>[/.-])(?P<second>\d\d?)(?P=sign)"
        rf"(?P<year>{_YEAR}|\d\d)(?![\d.])",
        _slash_day,
        "12.10.2023",
    ),
    _rule(
        "month",
        _MONTH_WORDS,
        rf"(?:(?P<modifier>{_MODIFIER})[ -])?(?P<month>{MONTH})(?:,? (?i:of )?|[-/])(?P<year>{_YEAR})",
        _month,
        "early July 2023",
    ),
    _rule(
        "month",
        _MONTH_WORDS,
        rf"(?:(?P<modifier>{_MODIFIER})[ -]|{_WHICH} )(?P<month>{_LONE_MONTH})",
        _month,
        "last July",
    ),
    _rule(
        "month", _MONTH_WORDS, rf"{_BEFORE_MONTH}(?P<month>{_LONE_MONTH})(?! \d)", _month, "in July"
    ),
    _rule(
        "month",
        _MONTH_WORDS,
        r"(?P<month>January|February|July|September|October|November|December)(?! \d)",
        _month,
        "the October meeting",
    ),
    _rule(
        "day",
        frozenset({"christmas", "boxing", "year's", "valentine's", "halloween", "independence"}),
        r"(?P<holiday>(?i:Christmas Day|Christmas Eve|(?<=by )Christmas|(?<=before )Christmas|"
        r"(?<=after )Christmas|(?<=since )Christmas|(?<=until )Christmas|(?<=at )Christmas|(?<=on )Christmas|Boxing Day|New Year[’']s (?:Day|Eve)|"
        rf"Valentine[’']s Day|Halloween|Independence Day)){_TAIL_YEAR}",
        _holiday,
        "Christmas Day",
    ),
    _rule(
        "shift",
        frozenset(
            {
                "today",
                "tonight",
                "yesterday",
                "tomorrow",
                "night",
                "morning",
                "afternoon",
                "evening",
            }
        ),
        r"(?P<near>(?i:the day before yesterday|the day after tomorrow|yesterday|today|tomorrow|"
        r"tonight|last night|this (?:morning|afternoon|evening)))(?:['’]s)?",
        _near,
        "the day before yesterday",
    ),
    _rule(
        "shift",
        _UNIT_WORDS,
        rf"(?P<count>(?i:{_COUNT})) (?P<unit>(?i:{_UNIT})) (?P<ago>(?i:ago|back|earlier))",
        _ago,
        "two days ago",
    ),
    _rule(
        "shift",
        _UNIT_WORDS,
        rf"(?:(?i:in) (?P<count>(?i:{_COUNT})) (?P<unit>(?i:{_UNIT}))(?:['’] time)|"
        rf"(?P<count2>(?i:{_COUNT})) (?P<unit2>(?i:{_UNIT})) (?i:from (?:now|today)))",
        lambda m: (singular_unit(m["unit"] or m["unit2"]), _count(m["count"] or m["count2"]), ""),
        "in two weeks' time",
    ),
    _rule(
        "weekday",
        _WEEKDAY_WORDS,
        rf"(?P<weekday>{WEEKDAY}) (?i:of |in )?(?P<which>(?i:last|next|this|the following)) (?i:week)",
        _weekday,
        "Tuesday of next week",
    ),
    _rule(
        "weekday",
        _WEEKDAY_WORDS,
        rf"(?P<which>(?i:last|next|this)) (?i:week)(?:,? (?i:on )?)(?P<weekday>{WEEKDAY})",
        _weekday,
        "next week on Tuesday",
    ),
    _rule(
        "window",
        _UNIT_WORDS,
        rf"(?i:the )?{_WHICH} (?P<count>(?i:\d{{1,3}}|two|three|four|five|six|seven|eight|nine|ten|"
        rf"twelve|fifteen|twenty|few|several|couple of)) (?P<unit>(?i:{_UNIT}))",
        _window,
        "the past two weeks",
    ),
    _rule(
        "portion",
        frozenset({"half", "quarter", "q", "q1", "q2", "q3", "q4", "h1", "h2"}),
        r"(?:(?i:the )?(?:(?P<number>(?i:first|1st|second|2nd|third|3rd|fourth|4th|last|final)) "
        r"(?P<size>(?i:half|quarter))|(?P<code>[QHqh](?P<digit>[1-4])))"
        rf"(?:,?[ -](?i:(?:of |in )?(?:the )?(?:{_WHICH} year|year|(?P<year>{_YEAR}))))"
        rf"|(?P<year3>{_YEAR})[- ](?P<code2>[QHqh][1-4]))",
        _portion,
        "the first half of this year",
    ),
    _rule(
        "portion",
        _SEASONS,
        rf"(?:(?P<which>(?i:last|this|next|previous)) (?P<season>(?i:spring|summer|autumn|fall|winter))"
        rf"|(?:(?i:in|the|since|during) )?(?P<season2>(?i:spring|summer|autumn|fall|winter)) "
        rf"(?i:of )?(?P<year>{_YEAR}))",
        _season,
        "last summer",
    ),
    _rule(
        "shift",
        _UNIT_WORDS,
        rf"(?:(?P<modifier>(?i:earlier|later|early|late|{_MODIFIER})) )?{_WHICH} "
        r"(?i:calendar |fiscal )?(?P<unit>(?i:weekend|week|month|quarter|year|decade|century))",
        _shift,
        "earlier this month",
    ),
    _rule(
        "shift",
        _UNIT_WORDS,
        r"(?P<modifier>(?i:earlier|later|early|late)) (?i:in the) (?P<unit>(?i:week|month|year))"
        r"(?! (?i:of|before|after)\b)",
        lambda m: (m["unit"].casefold(), 0, _modifier(m)),
        "later in the year",
    ),
    _rule(
        "shift",
        _UNIT_WORDS,
        r"(?P<modifier>(?i:(?:the )?(?:end|start|beginning|middle) of)) (?i:the )?"
        r"(?P<unit>(?i:week|month|year|decade|century))(?! (?i:of|before|after)\b)",
        lambda m: (m["unit"].casefold(), 0, _modifier(m)),
        "the end of the year",
    ),
    _rule(
        "ahead",
        _UNIT_WORDS,
        rf"(?i:in) (?P<count>(?i:{_COUNT})) (?P<unit>(?i:{_UNIT}))",
        _ago,
        "will meet in two weeks",
    ),
    _rule(
        "weekday",
        _WEEKDAY_WORDS,
        rf"(?:{_WHICH_DAY} )?(?P<weekday>{WEEKDAY})(?:['’]s)?"
        r"(?: (?i:morning|afternoon|evening|night))?",
        _weekday,
        "on Thursday",
    ),
    _rule(
        "decade",
        _DIGITS,
        rf"(?:(?P<modifier>{_MODIFIER})[ -])?(?i:the )?(?P<decade>(?:1[5-9]|20)\d0)['’]?s",
        _decade,
        "the 1990s",
    ),
    _rule(
        "years",
        _DIGITS,
        rf"(?:(?i:from) )?(?P<year>{_YEAR})(?:[-–]| to |(?<=[Bb]etween .{{4}}) and )(?P<year2>{_YEAR}|\d\d)"
        r"(?![\d.,%]*\d)",
        _years,
        "2014-15",
    ),
    _rule(
        "year",
        _DIGITS,
        rf"(?:(?P<modifier>{_MODIFIER})[ -])(?P<year>{_YEAR})(?![.,]\d)",
        _year,
        "early 2022",
    ),
    _rule(
        "year",
        _DIGITS,
        r"(?:(?i:in|since|until|till|by|of|from|to|through|during|before|after|between|and|for|the|"
        rf"its|his|her|their|around|circa|year|that|this|late|as) |[(,] ?)(?P<year>{_YEAR})"
        r"(?![.,]\d|%| ?(?:percent|per cent|people|men|women|troops|soldiers|miles|km|km²|dollars))",
        _year,
        "in 2022",
    ),
)
"""Every form, tried in this order."""
