"""Figures in a text: numbers with their units and bounds, as values.

The theory. A number is read with its multiplier, then the words left of it are searched
for a currency sign and an approximator, the words right of it for a unit: a sign, a
measure, a currency, or the noun it counts. The bound is a class, not words, so that
"nearly $3.5 billion" and "almost 3.5 billion dollars" are one reading.
What is not a figure: a date, a clock time, a phone number, a score, a label ("Article
5", "Boeing 737"), "one of", first and second. Ordinals from third on have unit "ordinal".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newstemma.model import Figure, Span
from newstemma.text import sentences
from newstemma.values.bounds import bounded
from newstemma.values.dates import dates
from newstemma.values.numerals import (
    CROWDS,
    FRACTIONS,
    GLYPHS,
    MULTIPLIERS,
    ORDINALS,
    SHORT_MULTIPLIERS,
    SMALL,
    TENS,
    digits_value,
    words_value,
)
from newstemma.values.patterns import when_needed
from newstemma.values.same_figure import same_figure
from newstemma.values.units import CURRENCY_CODES, CURRENCY_SIGNS, kind_of
from newstemma.values.units_after import Unit, unit_after

__all__ = ["Found", "figures", "same_figure"]


@dataclass(frozen=True, slots=True)
class Found:
    """A figure at its place; the span covers bound, number and unit."""

    span: Span
    value: Figure


_NUMBER_WORDS = "|".join(
    sorted((*SMALL, *TENS, *(m for m in MULTIPLIERS if len(m) > 4)), key=len, reverse=True)
)
_CROWDS = "|".join(CROWDS)
_MULTIPLIERS = "|".join(sorted((*MULTIPLIERS, *CROWDS), key=len, reverse=True))
_PARTS = "|".join(sorted(FRACTIONS, key=len, reverse=True))
_DIGITS = (
    r"(?>\d{1,3}(?:,\d{3}){1,5}+(?!,?\d)(?:\.\d{1,6}+)?|\d{1,15}+(?!\d)(?:\.\d{1,9}+)?"
    r"|\.\d{1,6}+(?!\d))"
)
_SIGNS = "|".join(re.escape(sign) for sign in sorted(CURRENCY_SIGNS, key=len, reverse=True))
_CODES = "|".join(sorted(CURRENCY_CODES))

_NUMBER = when_needed(
    rf"(?<![\w$€£¥₽₴₹₩.,/–-])(?P<minus>[-−]|(?i:minus)[- ])?"
    rf"(?:(?P<sign>(?i:{_SIGNS})|(?:{_CODES})(?= ?\d)) ?)?"
    rf"(?P<digits>{_DIGITS})(?P<glyph>[{''.join(GLYPHS)}]| \d/\d(?!\d))?"
    rf"(?:[ -]?(?P<multiplier>(?i:{_MULTIPLIERS})\b)|(?P<short>[kKmMbBtT]\b))?"
    rf"|(?<![\w-])(?P<half>(?i:half a (?:million|billion|trillion|dozen)))\b"
    rf"|(?<![\w$-])(?P<part>(?i:(?:(?:one|two|three|four|five|seven|a|nearly a|over a)[ -])?"
    rf"(?:{_PARTS})))(?=,? (?:of|the|a|its|his|their)\b)"
    rf"|(?<![\w-])(?P<crowd>(?i:(?:(?:tens|hundreds|many|several) of )?(?:{_CROWDS})))(?= of\b| "
    rf"more\b| [a-z]+s\b)"
    rf"|(?<![\w-])(?P<words>(?i:(?:a (?=hundred|thousand|million|billion|trillion|dozen))?"
    rf"(?:{_NUMBER_WORDS})(?:[ -](?:and (?:a )?)?(?:{_NUMBER_WORDS}))*+"
    rf"(?: and a (?:half|quarter)(?: (?:hundred|thousand|million|billion|trillion))?)?))\b"
    rf"|(?<![\w-])(?P<glyph2>[{''.join(GLYPHS)}])",
)
# What "3m" is three million of: money, people, a plural; waves and walls are metres high.
_SHORT_OF = when_needed(
    r" (?:US |U\.S\. )?(?i:euros?|dollars?|pounds?|lei|roubles?|rubles?|yen|yuan|people)\b"
    r"| (?!(?:waves|waters|depths|swells|seas|walls|flames|cliffs|trees|columns|masts|races|"
    r"hurdles|steps|[a-z]*(?:meters|metres)|as|was|is|has|this|its|across|plus|times|towards|ss)\b)"
    r"[a-z]{3,}s\b"
)
_RANGE = when_needed(
    rf"(?: ?[-–—] ?| to | or )(?:(?i:{_SIGNS}))?(?P<digits>{_DIGITS})"
    rf"(?:[ -]?(?P<multiplier>(?i:{_MULTIPLIERS})\b)|(?P<short>[kKmMbBtT]\b))?"
    rf"|(?:-| to | or |-to-)(?P<words>(?i:(?:{_NUMBER_WORDS})(?:[ -](?:{_NUMBER_WORDS}))*+))\b"
)

_RANGE_SIGNS = (" to ", " or ", " -", " –", " —", "-", "–", "—")
_ORDINAL = when_needed(
    r"(?<![\w,.-])(?:(?P<digits>\d{1,4})(?:st|nd|rd|th)|(?P<word>"
    + "|".join(sorted(ORDINALS, key=len, reverse=True))
    + r"))\b(?=[ -](?!of\b|and\b|or\b|in\b)[a-zA-Z])",
)
_NOT_A_FIGURE = when_needed(
    r"(?<![\w.,])(?:\+\d{1,4}(?:[ .-]\(?\d{2,5}\)?){1,6}"
    r"|(?=(?:[ ().-]{0,2}\d){7})\(?\d{1,4}\)?(?:[ .-]\(?\d{2,5}\)?){2,5}(?![\w,])"
    r"|\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\b\.?)(?:[ ,]+[A-Z]{2,4}\b)?|\d{1,2}:\d{2}(?::\d{2})?(?: "
    r"[A-Z]{3}\b)?"
    r"|\d{1,2} ?[ap]\.?m\b\.?|\d++(?:\.\d++){2,}+"
    r"|\d{1,2}[-–]\d{1,2}(?= (?:win|victory|loss|defeat|draw|vote|ruling|majority|decision|"
    r"record)\b)"
    r"|24/7|9/11|50/50)",
    re.IGNORECASE,
)
_LABEL = when_needed(
    r"(?:\b(?:No|Nos|Art|Sec|Rs|p|pp|Vol|Ch|Fig)\.|#|№|"
    r"\b(?:[A-Z][\w'’]*[a-z0-9]|[A-Z]{2,}|i[A-Z]\w+|[A-Z]&[A-Z]))[ -]$"
)
# The final third of a pitch, a quarter of a year.
_PART_OF_ORDER = when_needed(r"\b(?i:first|middle|last|final|opening|closing|this|next)[ -]$")
_NOT_LABELS = frozenset(
    "about above after all almost among and another approximately around at before below between "
    "but by for from have he her his if in its just least nearly no not of on only or our over "
    "same she since so some still than that the their then there these they those to under "
    "until up we when where which while with a an exactly roughly fewer more less another "
    "police officials authorities".split()
)
_ONE_STOPS = frozenset(
    "of another day can could should would must may might will was is has had by in on at to thing "
    "who that which way point time and or for from as with but more last final might man's side "
    "hand after else wants knows reason the a".split()
)


_TELLING = frozenset((*SMALL, *TENS, *MULTIPLIERS, *CROWDS, *FRACTIONS, *ORDINALS))
_WORD = when_needed(r"[a-z]+")
_LETTERS = when_needed(r"[A-Za-z]+")
_DIGITS_OR_GLYPH = when_needed(rf"[0-9{''.join(GLYPHS)}]+")


def figures(
    text: str, taken: Sequence[Span] | None = None, places: Sequence[Span] | None = None
) -> tuple[Found, ...]:
    """The figures of a text, in order of place, none overlapping.

    `taken` are places that are no figures, as dates, none overlapping; `places` the text's
    sentences. Both are looked for here when not given.
    """
    if taken is None:
        taken = [expression.span for expression in dates(text)]
    taken = sorted(taken)
    found: list[Found] = []
    for place in sentences(text) if places is None else places:
        points = _points(text, place)
        if points:
            found.extend(_in_sentence(text, place, taken, points))
    return tuple(found)


def _points(text: str, sentence: Span) -> list[int]:
    """Where digits and the words of numbers stand: every figure holds one, most begin with it."""
    points = [m.start() for m in _DIGITS_OR_GLYPH.finditer(text, sentence.start, sentence.end)]
    words = sentence.of(text).lower()
    if not _TELLING.isdisjoint(_WORD.findall(words)):
        letters = _LETTERS.finditer(text, sentence.start, sentence.end)
        points += [m.start() for m in letters if m.group().lower() in _TELLING]
        points.sort()
    return points


_BEFORE_POINT = 30
"""Code points before its first digit or word of number that a figure may begin ("tens of")."""


def _numbers(text: str, sentence: Span, points: Sequence[int]) -> Iterator[re.Match[str]]:
    """The numbers of a sentence, found around its points and not by reading all of it."""
    place = sentence.start
    for point in points:
        if point < place:
            continue
        match = _NUMBER.search(text, max(place, point - _BEFORE_POINT), sentence.end)
        if match is None:
            return
        yield match
        place = match.end()


def _in_sentence(
    text: str, sentence: Span, taken: Sequence[Span], points: Sequence[int]
) -> list[Found]:
    """The figures of one sentence, which stand at its points."""
    first = max(0, bisect_right(taken, sentence) - 1)
    last = bisect_right(taken, Span(sentence.end, sentence.end))
    blocked = [span for span in taken[first:last] if span.overlaps(sentence)]
    if any(not text[point].isalpha() for point in points):
        matches = _NOT_A_FIGURE.finditer(text, sentence.start, sentence.end)
        blocked += [Span(match.start(), match.end()) for match in matches]
    stops = _Stops(blocked)
    found: list[Found] = []
    place = sentence.start
    for match in _numbers(text, sentence, points):
        if match.start() < place or stops.hold(_core(match)):
            continue
        figure = _figure(text, match)
        if figure is not None:
            found.append(figure)
            place = figure.span.end
    found.extend(_ordinals(text, sentence, stops, found))
    return sorted(found, key=lambda one: one.span)


class _Stops:
    """Places that are taken, asked for in any order."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def hold(self, span: Span) -> bool:
        """True where the span overlaps a taken place."""
        index = bisect_right(self._starts, span.end - 1) - 1
        return any(
            self._spans[i].overlaps(span) for i in range(max(0, index - 2), index + 1) if i >= 0
        )


def _core(match: re.Match[str]) -> Span:
    return Span(match.start(), max(match.end(), match.start() + 1))


def _figure(text: str, match: re.Match[str]) -> Found | None:
    read = _number_of(text, match)
    if read is None:
        return None
    number, upper, end = read
    number, upper, end = _with_range(text, match, number, upper, end)
    unit = _unit(text, match, end, number)
    stop = max(end, unit.end)
    if text[stop - 1 : stop].isdigit() and text[stop : stop + 1].isalpha():
        return None  # 20th, 5G, 3D
    if not _counts(text, match, number, unit):
        return None
    start, bound, stop = bounded(text, match.start(), stop, vague=bool(match["crowd"]))
    return Found(Span(start, stop), Figure(number, unit.name, bound, upper))


def _unit(text: str, match: re.Match[str], end: int, number: float) -> Unit:
    sign = (match["sign"] or "").casefold()
    if sign:
        return Unit(CURRENCY_SIGNS.get(sign, sign.upper()), end)
    if match["part"]:
        return _part_of(text, end, number)
    return unit_after(text, end, number)


def _part_of(text: str, end: int, number: float) -> Unit:
    """What a part is of: "half a mile" is .5 miles, "half of voters" a fraction."""
    measure = unit_after(text, end + 2, number) if text.startswith(" a ", end) else None
    known = measure is not None and bool(kind_of(measure.name))
    return measure if measure and known else Unit("fraction", end)


def _number_of(text: str, match: re.Match[str]) -> tuple[float, float | None, int] | None:
    """The number a match opens with, the upper end of a vague one, and where it ends."""
    if match["digits"]:
        return _from_digits(match)
    if match["crowd"]:
        words = match["crowd"].casefold().split(" of ")
        low, high = CROWDS[words[-1]]
        times = {"tens": 10.0, "hundreds": 100.0}.get(words[0], 1.0) if len(words) > 1 else 1.0
        return low * times, high * times, match.end()
    if match["half"]:
        return MULTIPLIERS[match["half"].split()[-1].casefold()] / 2, None, match.end()
    if match["part"]:
        return _part(match["part"].casefold()), None, match.end()
    if match["glyph2"]:
        return GLYPHS[match["glyph2"]], None, match.end()
    return _from_words(match)


def _part(words: str) -> float:
    first, _, last = words.replace("-", " ").rpartition(" ")
    return (SMALL.get(first, 1) or 1) / FRACTIONS[last]


def _from_digits(match: re.Match[str]) -> tuple[float, float | None, int] | None:
    number = digits_value(match["digits"])
    glyph = match["glyph"]
    if glyph:
        over, _, under = glyph.strip().partition("/")
        if under == "0":
            return None
        number += int(over) / int(under) if under else GLYPHS[glyph]
    if match["minus"]:
        number = -number
    end = match.end("glyph") if glyph else match.end("digits")
    factor, short = (match["multiplier"] or "").casefold(), match["short"]
    if factor in CROWDS:
        factor = factor.rstrip("s") if factor != "scores" else ""
    if factor:
        return round(number * MULTIPLIERS[factor], 6), None, match.end("multiplier")
    if short and (match["sign"] or _SHORT_OF.match(match.string, match.end("short"))):
        return round(number * SHORT_MULTIPLIERS[short.casefold()], 6), None, match.end("short")
    return number, None, end


def _from_words(match: re.Match[str]) -> tuple[float, float | None, int] | None:
    phrase = match["words"].casefold()
    lead = 2 if phrase.startswith("a ") else 0
    value = words_value(phrase[lead:])
    if value is None:
        return None
    number, length = value
    end = match.start("words") + lead + length
    rest = re.match(
        r" and a (half|quarter)(?: (hundred|thousand|million|billion|trillion))?",
        phrase[lead + length :],
    )
    if rest:
        number += 0.5 if rest[1] == "half" else 0.25
        number *= MULTIPLIERS[rest[2]] if rest[2] else 1.0
        end += rest.end()
    return number, None, end


def _with_range(
    text: str, match: re.Match[str], number: float, upper: float | None, end: int
) -> tuple[float, float | None, int]:
    if upper is not None or not (match["digits"] or match["words"]):
        return number, upper, end
    last = _RANGE.match(text, end) if text.startswith(_RANGE_SIGNS, end) else None
    if last is None and text[max(0, match.start() - 8) : match.start()].casefold().endswith(
        "between "
    ):
        last = when_needed(
            rf"(?: ?%| per ?cent)? and (?:(?i:{_SIGNS}))?(?P<digits>{_DIGITS})"
            rf"(?:[ -]?(?P<multiplier>(?i:{_MULTIPLIERS})\b)|(?P<short>[kKmMbBtT]\b))?"
            rf"| and (?P<words>(?i:(?:{_NUMBER_WORDS})(?:[ -](?:{_NUMBER_WORDS}))*+))\b"
        ).match(text, end)
    if last is None:
        return number, upper, end
    return _upper_end(match, last, number, end)


def _upper_end(
    match: re.Match[str], last: re.Match[str], number: float, end: int
) -> tuple[float, float | None, int]:
    if last["words"]:
        value = words_value(last["words"].casefold())
        if value is None or value[0] <= number:
            return number, None, end
        return number, value[0], last.start("words") + value[1]
    high, factor = digits_value(last["digits"]), (last["multiplier"] or "").casefold()
    stop = last.end("digits")
    times = MULTIPLIERS.get(factor, 1.0)
    if factor in MULTIPLIERS:
        stop = last.end("multiplier")
    elif last["short"] and match["sign"]:
        times, stop = SHORT_MULTIPLIERS[last["short"].casefold()], last.end("short")
    shared = not match["multiplier"] and number < high
    high, low = high * times, number * times if shared else number
    return (low, high, stop) if low < high else (number, None, end)


def _counts(text: str, match: re.Match[str], number: float, unit: Unit) -> bool:
    """True where the number counts or measures something, not labels it."""
    if match["part"]:
        return not _PART_OF_ORDER.search(text, max(0, match.start() - 12), match.start())
    if match["sign"] or (unit.name and kind_of(unit.name)):
        return True
    if match["words"] and number == 1:
        after = re.match(r"[ -]([\w’']+)", text[match.end() : match.end() + 24])
        return bool(unit.name) and after is not None and after[1].casefold() not in _ONE_STOPS
    if not match["digits"]:
        return True
    before = text[max(0, match.start() - 24) : match.start()]
    label = _LABEL.search(before)
    if label and not unit.name and not match["multiplier"]:
        return label.group().rstrip(" -").casefold() in _NOT_LABELS
    return not _bare_year(match, number, unit)


_OF_LATE = 1990
"""From here on four digits without a comma before a noun are a year: 2018 sales."""


def _bare_year(match: re.Match[str], number: float, unit: Unit) -> bool:
    plain = len(match["digits"]) == 4 and match["digits"].isdigit() and not match["multiplier"]
    return (
        plain
        and 1900 <= number <= 2099
        and (number >= _OF_LATE or not unit.name or unit.distance > 0)
    )


def _ordinals(text: str, sentence: Span, stops: _Stops, found: list[Found]) -> list[Found]:
    held = _Stops([one.span for one in found])
    ordinals = []
    for match in _ORDINAL.finditer(text, sentence.start, sentence.end):
        span = Span(match.start(), match.end())
        if stops.hold(span) or held.hold(span):
            continue
        number = float(match["digits"]) if match["digits"] else float(ORDINALS[match["word"]])
        ordinals.append(Found(span, Figure(number, "ordinal")))
    return ordinals
