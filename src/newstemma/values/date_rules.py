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

from newstemma.values.date_reading import (
    MONTH_OF,
    UNITS,
    WEEKDAY_OF,
    Parts,
    count,
    modifier,
    read_ago,
    read_day_range,
    read_decade,
    read_full_day,
    read_holiday,
    read_iso_day,
    read_month,
    read_months,
    read_near,
    read_portion,
    read_quarter,
    read_season,
    read_shift,
    read_slash_day,
    read_week,
    read_weekday,
    read_window,
    read_year,
    read_years,
    singular_unit,
)
from newstemma.values.date_words import (
    BARE_MONTH,
    CLOCK,
    COUNT,
    DAY,
    LONE_MONTH,
    MODIFIER,
    MONTH,
    SHORT_WEEKDAY,
    UNIT,
    WEEKDAY,
    YEAR,
)
from newstemma.values.patterns import when_needed


@dataclass(frozen=True, slots=True)
class Rule:
    """One form: its kind, the words that call it up, what it looks like, how it is read.

    `part` is some of what it looks like, quick to compile and to look for, where the whole
    is neither: a sentence without it does not hold the form.
    """

    kind: str
    triggers: frozenset[str]
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Parts | None]
    example: str
    part: re.Pattern[str] | None = None


_MONTH_WORDS = frozenset(MONTH_OF)
_WEEKDAY_WORDS = frozenset(WEEKDAY_OF)
_UNIT_WORDS = frozenset((*UNITS, *(u + "s" for u in UNITS), "centuries"))
_DIGITS = frozenset({"#"})
_SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
_WHICH = (
    r"(?P<which>(?i:last|previous|past|this|current|next|coming|the coming|the previous|"
    r"the following|following|the same))"
)
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
    part: str = "",
) -> Rule:
    whole = when_needed(rf"(?<![\w$€£]){pattern}(?!\w)")
    return Rule(kind, triggers, whole, read, example, when_needed(part) if part else None)


_A_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY_TO = r"\d\s?(?:[^\W\d_]{2})?(?: ?[-–—]| to | and | until | through )"


_NAMED_DAY = rf"(?:{SHORT_WEEKDAY},? )?(?i:the )?"
_TAIL_YEAR = rf"(?:,? (?i:of )?(?P<year>{YEAR}))?"
_DASH = r"(?: ?[-–—] ?| to | and | until | through )"

RULES: tuple[Rule, ...] = (
    _rule(
        "day",
        _DIGITS,
        rf"(?P<year>{YEAR})[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?:[T ]?{CLOCK}|"
        rf"T(?=\d)[\d:.Z+]+)?",
        read_iso_day,
        "2023-10-12",
        _A_YEAR + "[-/.]",
    ),
    _rule(
        "week",
        frozenset({"week"}),
        r"(?:(?i:the )?(?P<number>(?i:first|second|third|fourth|last|final)) "
        r"(?i:(?:full )?week (?:of|in)) "
        rf"(?:(?P<month>{BARE_MONTH})(?:,? (?i:of )?(?P<year>{YEAR}))?|(?P<year2>{YEAR}))"
        r"|(?i:the )?(?i:week (?:of|beginning|starting|commencing|ending)(?: on)?) "
        rf"(?P<month3>{MONTH}) (?P<day>{DAY})(?:,? (?P<year3>{YEAR}))?)",
        read_week,
        "the last week of July",
        "(?i:week (?:of|in|beginning|starting|commencing|ending) )",
    ),
    _rule(
        "range",
        _MONTH_WORDS,
        rf"{_NAMED_DAY}(?P<month>{MONTH}) (?P<day>{DAY}){_DASH}(?:(?P<month2>{MONTH}) )?"
        rf"(?P<day2>{DAY})(?![\d:]){_TAIL_YEAR}",
        read_day_range,
        "October 12-14, 2023",
        _DAY_TO,
    ),
    _rule(
        "range",
        _MONTH_WORDS,
        rf"(?P<day>{DAY}){_DASH}(?P<day2>{DAY}) (?i:of )?(?P<month>{MONTH}){_TAIL_YEAR}",
        read_day_range,
        "12-14 October",
        _DAY_TO,
    ),
    _rule(
        "day",
        _MONTH_WORDS,
        rf"{_NAMED_DAY}(?P<month>{MONTH})(?:[ -]|, (?=\d+[snrt]))(?i:the )?(?P<day>{DAY})"
        r"(?![\d:%]|[.,]\d)"
        rf"(?: ?,? ?(?i:of |in )?(?:-)?(?P<year>{YEAR}))?{CLOCK}?",
        read_full_day,
        "Thursday, Oct. 12, 2023 03:33 am",
        r"\d",
    ),
    _rule(
        "day",
        _MONTH_WORDS,
        rf"{_NAMED_DAY}(?P<day>{DAY})[ -]?(?i:(?:day )?of )?(?P<month>{MONTH})"
        rf"(?:[, -]+(?i:of |in )?(?P<year>{YEAR}))?{CLOCK}?",
        read_full_day,
        "the 12th of October 2023",
        r"\d",
    ),
    _rule(
        "day",
        _DIGITS,
        rf"(?:{SHORT_WEEKDAY},? )?(?P<first>\d\d?)(?P<sign>[/.-])(?P<second>\d\d?)(?P=sign)"
        rf"(?P<year>{YEAR}|\d\d)(?![\d.])",
        read_slash_day,
        "12.10.2023",
        r"\d[/.-]\d",
    ),
    _rule(
        "months",
        _MONTH_WORDS,
        rf"(?P<month>{MONTH}) ?[-–—] ?(?P<month2>{MONTH}),? (?P<year>{YEAR})",
        read_months,
        "June-August 2022",
        r"[^\W\d_]\.? ?[-–—] ?[A-Z]",
    ),
    _rule(
        "month",
        _MONTH_WORDS,
        rf"(?:(?P<modifier>{MODIFIER})[ -])?(?P<month>{MONTH})(?:,? (?i:of |in )?|"
        rf"[-/])(?P<year>{YEAR})",
        read_month,
        "early July 2023",
        _A_YEAR,
    ),
    _rule(
        "month",
        _MONTH_WORDS,
        rf"(?:(?P<modifier>{MODIFIER})[ -]|{_WHICH} )(?P<month>{LONE_MONTH})",
        read_month,
        "last July",
    ),
    _rule(
        "month",
        _MONTH_WORDS,
        rf"{_BEFORE_MONTH}(?P<month>{LONE_MONTH})(?! \d)",
        read_month,
        "in July",
    ),
    _rule(
        "month",
        _MONTH_WORDS,
        r"(?P<month>January|February|July|September|October|November|December)(?! \d)",
        read_month,
        "the October meeting",
    ),
    _rule(
        "day",
        frozenset({"christmas", "boxing", "year", "valentine", "halloween", "independence"}),
        r"(?P<holiday>(?i:Christmas Day|Christmas Eve|(?<=by )Christmas|(?<=before )Christmas|"
        r"(?<=after )Christmas|(?<=since )Christmas|(?<=until )Christmas|(?<=at )Christmas|"
        r"(?<=on )Christmas|Boxing Day|New Year[’']s (?:Day|Eve)|"
        rf"Valentine[’']s Day|Halloween|Independence Day)){_TAIL_YEAR}",
        read_holiday,
        "Christmas Day",
    ),
    _rule(
        "shift",
        _UNIT_WORDS,
        rf"(?:(?i:in) (?P<count>(?i:{COUNT})) (?P<unit>(?i:{UNIT}))(?:['’] time)|"
        rf"(?P<count2>(?i:{COUNT})) (?P<unit2>(?i:{UNIT})) (?i:from (?:now|today)))",
        lambda m: (singular_unit(m["unit"] or m["unit2"]), count(m["count"] or m["count2"]), ""),
        "in two weeks' time",
        "(?i:['’] time|from (?:now|today))",
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
        read_near,
        "the day before yesterday",
    ),
    _rule(
        "shift",
        _UNIT_WORDS,
        rf"(?P<count>(?i:{COUNT})) (?P<unit>(?i:{UNIT})) (?P<ago>(?i:ago|back|earlier))",
        read_ago,
        "two days ago",
        "(?i:ago|back|earlier)",
    ),
    _rule(
        "weekday",
        _WEEKDAY_WORDS,
        rf"(?P<weekday>{WEEKDAY}) (?i:of |in )?(?P<which>(?i:last|next|this|the following)) "
        rf"(?i:week)",
        read_weekday,
        "Tuesday of next week",
        "(?i:week)",
    ),
    _rule(
        "weekday",
        _WEEKDAY_WORDS,
        rf"(?P<which>(?i:last|next|this)) (?i:week)(?:,? (?i:on )?)(?P<weekday>{WEEKDAY})",
        read_weekday,
        "next week on Tuesday",
        "(?i:week)",
    ),
    _rule(
        "window",
        _UNIT_WORDS,
        rf"(?i:the )?{_WHICH} (?P<count>(?i:\d{{1,3}}|two|three|four|five|six|seven|eight|nine|ten|"
        rf"twelve|fifteen|twenty|few|several|couple of)) (?P<unit>(?i:{UNIT}))",
        read_window,
        "the past two weeks",
        r"(?i:(?:last|previous|past|this|current|next|coming|following|same) [\dtfsenc])",
    ),
    _rule(
        "portion",
        frozenset({"half", "quarter", "q", "q1", "q2", "q3", "q4", "h1", "h2"}),
        r"(?:(?i:the )?(?:(?P<number>(?i:first|1st|second|2nd|third|3rd|fourth|4th|last|final)) "
        r"(?P<size>(?i:half|quarter))|(?P<code>[QHqh](?P<digit>[1-4])))"
        rf"(?:,?[ -](?i:(?:of |in )?(?:the )?(?:{_WHICH} year|year|(?P<year>{YEAR}))))"
        rf"|(?P<year3>{YEAR})[- ](?P<code2>[QHqh][1-4]))",
        read_portion,
        "the first half of this year",
    ),
    _rule(
        "portion",
        frozenset({"quarter"}),
        r"(?P<number>(?i:(?:the |(?<=its )|(?<=in ))?(?:first|second|third|fourth)))(?:-| (?="
        r"quarter))(?i:quarter)(?! (?:of|century|mile))",
        read_quarter,
        "third-quarter profit",
        "(?i:quarter)",
    ),
    _rule(
        "portion",
        _SEASONS,
        rf"(?:(?P<which>(?i:last|this|next|previous)) (?P<season>(?i:spring|summer|autumn|fall|"
        rf"winter))"
        rf"|(?:(?i:in|the|since|during) )?(?P<season2>(?i:spring|summer|autumn|fall|winter)) "
        rf"(?i:of )?(?P<year>{YEAR}))",
        read_season,
        "last summer",
    ),
    _rule(
        "shift",
        _UNIT_WORDS,
        rf"(?:(?P<modifier>(?i:earlier|later|early|late|{MODIFIER})) )?{_WHICH} "
        r"(?i:calendar |fiscal )?(?P<unit>(?i:weekend|week|month|quarter|year|decade|century))",
        read_shift,
        "earlier this month",
    ),
    _rule(
        "shift",
        _UNIT_WORDS,
        r"(?P<modifier>(?i:earlier|later|early|late)) (?i:in the) (?P<unit>(?i:week|month|year))"
        r"(?! (?i:of|before|after)\b)",
        lambda m: (m["unit"].casefold(), 0, modifier(m)),
        "later in the year",
        "(?i:in the )",
    ),
    _rule(
        "shift",
        _UNIT_WORDS,
        r"(?P<modifier>(?i:(?:the )?(?:end|start|beginning|middle) of)) (?i:the )?"
        r"(?P<unit>(?i:week|month|year|decade|century))(?! (?i:of|before|after)\b)",
        lambda m: (m["unit"].casefold(), 0, modifier(m)),
        "the end of the year",
        "(?i:(?:end|start|beginning|middle) of )",
    ),
    _rule(
        "ahead",
        _UNIT_WORDS,
        rf"(?i:in) (?P<count>(?i:{COUNT})) (?P<unit>(?i:{UNIT}))",
        read_ago,
        "will meet in two weeks",
        r"(?i:in (?:\S+ ){1,3}(?:day|week|month|year|decade|centur))",
    ),
    _rule(
        "weekday",
        _WEEKDAY_WORDS,
        rf"(?:{_WHICH_DAY} )?(?P<weekday>{WEEKDAY})(?:['’]s)?"
        r"(?: (?i:morning|afternoon|evening|night))?",
        read_weekday,
        "on Thursday",
    ),
    _rule(
        "decade",
        _DIGITS,
        rf"(?:(?P<modifier>{MODIFIER})[ -])?(?i:the )?(?P<decade>(?:1[5-9]|20)\d0)['’]?s",
        read_decade,
        "the 1990s",
        r"(?:1[5-9]|20)\d0['’]?s",
    ),
    _rule(
        "years",
        _DIGITS,
        rf"(?:(?i:from) )?(?P<year>{YEAR})(?:[-–]| to |(?<=[Bb]etween .{{4}}) and "
        rf")(?P<year2>{YEAR}|\d\d)"
        r"(?![\d.,%]*\d)",
        read_years,
        "2014-15",
        _A_YEAR + "(?:[-–]| to | and )",
    ),
    _rule(
        "year",
        _DIGITS,
        rf"(?:(?P<modifier>{MODIFIER})[ -])(?P<year>{YEAR})(?![.,]\d)",
        read_year,
        "early 2022",
        "[ -]" + _A_YEAR,
    ),
    _rule(
        "year",
        _DIGITS,
        r"(?:(?i:in|since|until|till|by|of|from|to|through|during|before|after|between|and|for|the|"
        rf"its|his|her|their|around|circa|year|that|this|late|as) |[(,] ?)(?P<year>{YEAR})"
        r"(?![.,]\d|%| ?(?:percent|per cent|people|men|women|troops|soldiers|miles|km|km²|"
        r"dollars))",
        read_year,
        "in 2022",
        _A_YEAR,
    ),
)
"""Every form, tried in this order."""
