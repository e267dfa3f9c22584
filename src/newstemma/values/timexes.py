"""Time expressions as TIMEX3 has them: dates, times of day, durations and sets, with values.

The theory. The guidelines of TimeML mark more than dates: how long ("three days", P3D), how often
("every week", P1W), a time of day, and words for the present, the past and the future. They give a
week, a quarter, a season, a decade and a part of a day their own forms of value, and count the
words that modify ("about two hours", "late Thursday") to the expression. So `dates` is read
first and its values are written in that form; `RULES` finds what is no date.
What can go wrong: "once", "the time" and bare plurals ("years") are marked by some annotators only;
"the day" means another day in every story, and has no value here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from newstemma.model import Span
from newstemma.text import sentences
from newstemma.values.date_reading import MONTHS, WEEKDAYS, count, singular_unit
from newstemma.values.dates import Expression, dates, resolve
from newstemma.values.patterns import when_needed
from newstemma.values.timex_values import PARTS_OF_DAY, SEASONS, counted_from, value_of
from newstemma.values.timex_words import ABOUT, LETTER, NUMBER, OFTEN, REFERENCES, UNIT


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression at its place: `kind` is DATE, TIME, DURATION or SET, `value` TIMEX3's."""

    span: Span
    kind: str
    value: str | None


def duration(amount: str, unit: str) -> str:
    """The value of a duration: P3D, PT2H, PXY for an amount nobody counts."""
    letter = LETTER[singular_unit(unit)]
    number = amount if amount == "X" else f"{float(amount):g}"
    return f"PT{number}{letter[1]}" if letter[0] == "T" else f"P{number}{letter}"


def _counted(match: re.Match[str], reference: date | None) -> str:
    words = match["number"].casefold()
    if re.fullmatch(r"\d+\.\d", words):
        return duration(words, match["unit"])
    return duration(str(count(words.replace("-", " "))), match["unit"])


def _uncounted(match: re.Match[str], reference: date | None) -> str:
    return duration("X", match["unit"])


_HALVES = {"hour": "T30M", "year": "6M", "day": "T12H"}


def _with_half(match: re.Match[str], reference: date | None) -> str:
    """Half a unit, or one and a half: in the next smaller unit where there is one."""
    unit = (match["unit"] or match["bare"]).casefold()
    whole = int(bool(match["number"]))
    if unit not in _HALVES:
        return duration(f"{whole + 0.5:g}", unit)
    larger, half = duration("1", unit) if whole else "P", _HALVES[unit]
    return larger + (half.removeprefix("T") if "T" in larger else half)


def _one(match: re.Match[str], reference: date | None) -> str:
    return duration("1", match["unit"])


def _season(match: re.Match[str], reference: date | None) -> str | None:
    return f"{reference.year}-{SEASONS[match['season'].casefold()]}" if reference else None


def _overnight(match: re.Match[str], reference: date | None) -> str | None:
    return f"{reference.isoformat()}TNI" if reference else None


def _each(match: re.Match[str], reference: date | None) -> str:
    word = match["each"].casefold()
    if word in WEEKDAYS:
        return f"XXXX-WXX-{WEEKDAYS.index(word) + 1}"
    if word in MONTHS:
        return f"XXXX-{MONTHS.index(word) + 1:02}"
    return duration("1", word)


def _clock(match: re.Match[str], reference: date | None) -> str:
    word = match.group().casefold()
    if "noon" in word or "midnight" in word:
        return "T12:00" if "noon" in word else "T24:00"
    hour = int(match["hour"]) % 12 + 12 * (match["half"].casefold() == "p")
    return f"T{hour:02}:{int(match['minute'] or 0):02}"


Read = Callable[[re.Match[str], date | None], str | None]


class Rule(NamedTuple):
    """A form: what it is, what it looks like, how its value is read, an example."""

    kind: str
    pattern: re.Pattern[str]
    read: Read
    example: str


def _rule(kind: str, pattern: str, read: Read, example: str) -> Rule:
    whole = when_needed(rf"(?<![\w$€£-])(?:{pattern})(?!\w)", re.IGNORECASE)
    return Rule(kind, whole, read, example)


def _nothing(match: re.Match[str], reference: date | None) -> None:
    """No value: what is meant hangs on the story."""


_BESIDE = {"previous": -1, "following": 1, "next": 1}


def _beside(match: re.Match[str], reference: date | None) -> str | None:
    """A unit told by "the" counted from the day of the document; "that day" has no value."""
    unit, which = match["unit"].casefold(), (match["which"] or "").casefold()
    if reference is None or (unit == "day" and not which):
        return None
    return counted_from(reference, unit, _BESIDE.get(which, 0))


_EACH = "|".join((*WEEKDAYS, *MONTHS))
RULES: tuple[Rule, ...] = (
    _rule(
        "SET",
        rf"(?:every|each) (?P<each>{_EACH}|second|minute|hour|day|night|week|month|quarter|"
        r"year|decade)",
        _each,
        "every week",
    ),
    _rule(
        "SET",
        r"(?:once|twice|(?:two|three|four|five|six|seven|\d+) times) (?:an?|each|every) "
        r"(?P<unit>second|minute|hour|day|night|week|month|quarter|year|decade)",
        _one,
        "twice a week",
    ),
    _rule(
        "SET",
        rf"(?:every|each) (?P<number>{NUMBER}) (?P<unit>{UNIT})",
        _counted,
        "every four years",
    ),
    _rule("SET", "|".join(OFTEN), lambda m, _: OFTEN[m.group().casefold()], "annual"),
    _rule(
        "TIME",
        r"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap])\.?m\b\.?"
        r"(?: (?:[ECMP][SD]T|GMT|UTC)\b)?|noon|midnight",
        _clock,
        "9 a.m.",
    ),
    _rule(
        "DURATION",
        rf"(?:{ABOUT})?(?:(?P<number>an?|one) (?P<unit>hour|day|week|month|year|decade) and a half"
        r"|half an? (?P<bare>hour|day|week|month|year|decade|century))",
        _with_half,
        "half an hour",
    ),
    _rule(
        "DURATION",
        rf"(?P<number>{NUMBER})[- ](?P<unit>{UNIT})[- ]olds?",
        _counted,
        "the 17-year-old girl",
    ),
    _rule(
        "DURATION",
        rf"(?P<number>{NUMBER})-(?P<unit>{UNIT})",
        _counted,
        "a 10-year plan",
    ),
    _rule(
        "DATE",
        rf"(?:{ABOUT})?(?P<number>{NUMBER}) (?P<unit>{UNIT}) (?:later|before|after|afterwards)",
        _nothing,
        "six months later",
    ),
    _rule(
        "DATE",
        r"(?:(?:several|many|a few) )?(?P<unit>days|weeks|months|years|decades) later",
        _nothing,
        "months later",
    ),
    _rule(
        "DATE",
        "|".join(sorted(REFERENCES, key=len, reverse=True)),
        lambda m, _: REFERENCES[m.group().casefold()],
        "currently",
    ),
    _rule(
        "DURATION",
        rf"(?:the )?{ABOUT}?(?:(?:first|full|straight|consecutive) )?"
        rf"(?P<number>{NUMBER}) (?:more |full |straight |consecutive )?(?P<unit>{UNIT})",
        _counted,
        "more than three days",
    ),
    _rule(
        "DURATION",
        r"(?:(?:the )?(?:coming|recent|past|last|next|previous|following) |(?:a )?few |several |"
        r"many |some |dozens of |hundreds of )?"
        r"(?P<unit>hours|days|weeks|months|years|decades|centuries)",
        _uncounted,
        "recent weeks",
    ),
    _rule(
        "DATE",
        r"(?<=\bat )(?:the|this) (?:moment|time)",
        lambda m, _: "PRESENT_REF",
        "at the moment",
    ),
    _rule("DATE", r"the (?P<season>spring|summer|autumn|fall|winter)", _season, "the winter"),
    _rule("TIME", r"overnight", _overnight, "overnight"),
    _rule(
        "DATE",
        r"the (?:(?P<which>same|previous|following|next) )?"
        r"(?P<unit>day|weekend|week|month|quarter|year)",
        _beside,
        "the previous day",
    ),
    _rule("DATE", r"that (?:day|weekend|week|month|quarter|year|time)", _nothing, "that day"),
    _rule(
        "DATE",
        r"(?:the )?(?P<century>\d\d?)(?:st|nd|rd|th)[- ]century",
        lambda m, _: f"{int(m['century']) - 1:02}",
        "the 20th century",
    ),
    _rule(
        "DATE", r"fiscal (?:year )?(?P<year>20\d\d|19\d\d)", lambda m, _: m["year"], "fiscal 2012"
    ),
)
"""What is no date by `dates`, in the order in which words are taken."""


def timexes(
    text: str, reference: date | None, places: Sequence[Span] | None = None
) -> tuple[Timex, ...]:
    """The time expressions of a text in order of place, none overlapping.

    `reference` is the day a document was made; without it values that hang on it are none.
    """
    places = sentences(text) if places is None else places
    found = _by_rules(text, reference, [], [rule for rule in RULES if rule.kind == "SET"])
    taken = _Taken(found)
    for one in dates(text, places):
        if not taken.hold(one.span):
            found.extend(_of_range(text, one) or (_of_date(text, one, reference),))
    found = _by_rules(text, reference, found, [rule for rule in RULES if rule.kind != "SET"])
    return tuple(_joined(text, sorted(found, key=lambda one: one.span)))


def _by_rules(
    text: str, reference: date | None, found: list[Timex], rules: Sequence[Rule]
) -> list[Timex]:
    """What is found already and what the rules find beside it."""
    found = list(found)
    for rule in rules:
        taken = _Taken(found)
        for match in rule.pattern.finditer(text):
            span = Span(match.start(), match.end())
            if not taken.hold(span):
                found.append(Timex(span, rule.kind, rule.read(match, reference)))
    return found


class _Taken:
    """Places that are taken, none overlapping, asked for in any order."""

    def __init__(self, found: Sequence[Timex]) -> None:
        self._spans = sorted(one.span for one in found)
        self._starts = [span.start for span in self._spans]

    def hold(self, span: Span) -> bool:
        """True where the span overlaps a taken place."""
        index = bisect_left(self._starts, span.end) - 1
        return index >= 0 and self._spans[index].end > span.start


_BEFORE = when_needed(
    r"(?<![\w-])(?:early|earlier|late|later|mid|the|the late|the early)[ -]$", re.IGNORECASE
)
_ABOUT_BEFORE = when_needed(rf"(?<![\w-]){ABOUT}$", re.IGNORECASE)
# "In fall 2010", which tells the season from the verb.
_PREPOSITION = when_needed(r"in ", re.IGNORECASE)
# "The 2012 election": the article belongs to the noun.
_THE_YEAR = when_needed(r"the (?:19|20)\d\d$", re.IGNORECASE)
_FROM_TO = when_needed(
    r"(?P<first>(?:19|20)\d\d) (?:to|through|until|and) (?P<last>(?:19|20)\d\d)$"
)
_THE_PAST = when_needed(
    r"(?:the|this) (?:past|last|coming) (?P<unit>day|week|month|quarter|year|decade|century)$",
    re.IGNORECASE,
)
_FISCAL = when_needed(r"(?:the )?fiscal[- ]$", re.IGNORECASE)
_PART_OF = when_needed(r"(?:the )?(?P<part>morning|afternoon|evening|night) of $", re.IGNORECASE)
_PART_AFTER = when_needed(r" (?P<part>morning|afternoon|evening|night)\b")
_AFTER = when_needed(r"['’]s$|\.$")


def _of_range(text: str, one: Expression) -> tuple[Timex, ...]:
    """Two years with a word between them are two expressions."""
    match = _FROM_TO.match(text, one.span.start, one.span.end)
    if match is None:
        return ()
    return tuple(
        Timex(Span(match.start(name), match.end(name)), "DATE", match[name])
        for name in ("first", "last")
    )


def _of_date(text: str, one: Expression, reference: date | None) -> Timex:
    start, end = one.span.start, one.span.end
    if _THE_YEAR.match(text, start, end):
        start += len("the ")
    if (word := _PREPOSITION.match(text, start, end)) is not None:
        start = word.end()
    before = _BEFORE.search(text, max(0, start - 10), start)
    if before is None and one.kind == "shift":
        before = _ABOUT_BEFORE.search(text, max(0, start - 15), start)
    if before is not None and one.kind in ("weekday", "decade", "shift"):
        start = before.start()
    possessive = _AFTER.search(text, start, end) if text[end - 1] == "s" else None
    if possessive is not None:
        end = possessive.start()
    past = _THE_PAST.match(text, start, end)
    if past is not None:
        return Timex(Span(start, end), "DURATION", duration("1", past["unit"]))
    kind, value = value_of(one, text[start:end].casefold(), reference)
    whole = value if value else resolve(one, reference)
    part = _PART_OF.search(text, max(0, start - 20), start)
    if part is not None and whole is not None and len(whole) == len("2013-03-05"):
        return Timex(Span(part.start(), end), "TIME", whole + PARTS_OF_DAY[part["part"].casefold()])
    later = _PART_AFTER.match(text, end)
    if later is not None and whole is not None and len(whole) == len("2013-03-05"):
        return Timex(Span(start, later.end()), "TIME", whole + PARTS_OF_DAY[later["part"]])
    fiscal = _FISCAL.search(text, max(0, start - 14), start) if one.kind == "portion" else None
    start = fiscal.start() if fiscal is not None else start
    return Timex(Span(start, end), kind, whole)


def _joined(text: str, found: list[Timex]) -> list[Timex]:
    """A time of day beside its day as one: "9 a.m. Friday", "Friday at noon"."""
    joined: list[Timex] = []
    for one in found:
        last = joined[-1] if joined else None
        gap = text[last.span.end : one.span.start] if last is not None else ""
        kinds = {one.kind, last.kind} if last is not None else set()
        if last is not None and kinds == {"TIME", "DATE"} and gap in (" ", " on ", ", ", " at "):
            day, clock = (last, one) if one.kind == "TIME" else (one, last)
            whole = f"{day.value}{clock.value}" if day.value else None
            joined[-1] = Timex(Span(last.span.start, one.span.end), "TIME", whole)
        else:
            joined.append(one)
    return joined
