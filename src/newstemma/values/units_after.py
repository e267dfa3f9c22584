"""The unit a number carries: a sign, a measure, a currency, or the noun it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newstemma.values.patterns import when_needed
from newstemma.values.units import CURRENCY_CODES, SPELLINGS, is_plural, singular


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's normal name ("" for none), where it ends, and how many words stood between."""

    name: str
    end: int
    distance: int = 0


_PER = when_needed(
    r" (?:a|an|per) (?:barrel|day|week|month|year|hour|share|tonne|ton|person|head)(?![\w$])",
    re.IGNORECASE,
)
_GOES_ON = when_needed(r"[\w$]")
_LENGTHS = sorted({len(form) for form in SPELLINGS}, reverse=True)
_GLUED_OK = frozenset(
    "km m cm mm m2 m² kg g mg ml °c °f mph kph km/h ft w kw mw gw hp bhp hz khz mhz ghz gb tb mb "
    "kwh mwh lb lbs % pc p min ha".split()
)
# Written otherwise, or after a space, they are something else: 5G, a PC, 7 p.
_AS_WRITTEN = {"m": "m", "g": "g", "w": "W", "p": "p"}
_ONLY_GLUED = frozenset(("pc", "p"))
_LINES = frozenset((480, 720, 1080, 1440, 2160))  # of a screen: 1080p
_AGE = when_needed(r"[ -](?P<unit>year|month|week|day)s?[ -]olds?\b", re.IGNORECASE)
_HYPHENATED = when_needed(r"-(?P<unit>[a-z]+)\b")
_BRIDGE = when_needed(
    r" (?:more |other |additional |further )?of (?:(?:the|its|his|her|their|our|these|those|"
    r"all) )?",
    re.IGNORECASE,
)
_NEXT = when_needed(r"[ ](?P<word>[^\W\d_](?:[\w'’-]*\w)?)")
_STOPS = frozenset(
    """
    a an the and or but of in on at to for from by with as is are was were be been has have had
    will would can could may might should who which that when where while than then so if because
    after before since until during over under about into per not no this these those his her its
    their our my your he she it they we you i said says told according also later earlier ago
    times today yesterday each every all both
    """.split()
)
_FALSE_NOUNS = frozenset(
    "plus minus times versus perhaps always sometimes towards besides across less thus has does "
    "was "
    "is says his this its yes as us gas needs wants makes takes goes comes remains appears seems "
    "tells shows means gets gives keeps runs leads adds calls holds begins starts lies".split()
)
# Units that are words of other meaning too: money only behind a sum, "a 14 million crown deal".
_WORDS_TOO = frozenset("won real som crown second try all".split())
_MONEY_TOO = frozenset("won crown som".split())
_SUM = 10_000
_SINGLES = frozenset({"people", "police", "staff", "aircraft", "troops", "personnel"})


def unit_after(text: str, end: int, number: float) -> Unit:
    """The unit right of a number that ends at `end`; an empty one where there is none."""
    known = _known_unit(text, end, number)
    if known is not None:
        return known
    hyphenated = _HYPHENATED.match(text, end)
    if hyphenated:
        return Unit(singular(hyphenated["unit"]), hyphenated.end())
    bridge = _BRIDGE.match(text, end)
    start = bridge.end() - 1 if bridge else end
    return _counted_noun(text, start, end, number)


def _known_unit(text: str, end: int, number: float) -> Unit | None:
    age = _AGE.match(text, end)
    if age:
        return Unit(age["unit"].casefold(), age.end())
    start = end + 1 if text[end : end + 1] in (" ", "-") else end
    written = _spelling_at(text, start)
    if not written:
        return None
    form, stop = written.casefold(), start + len(written)
    glued = start == end
    if glued and form not in _GLUED_OK and form.upper() not in CURRENCY_CODES:
        return None
    if (len(form) < 3 and form not in _GLUED_OK) or _AS_WRITTEN.get(form, written) != written:
        return None
    if form in _ONLY_GLUED and (not glued or number in _LINES):
        return None
    if form in _WORDS_TOO and written == form and not (form in _MONEY_TOO and number >= _SUM):
        return None if form != "second" else Unit("second", stop)
    per = _PER.match(text, stop)
    if per:
        return Unit(f"{SPELLINGS[form]}/{per.group().split()[-1].casefold()}", per.end())
    return Unit(SPELLINGS[form], stop)


def _spelling_at(text: str, start: int) -> str:
    """The longest spelling of a unit that stands whole at a place, as written; "" for none."""
    for length in _LENGTHS:
        written = text[start : start + length]
        if written.casefold() in SPELLINGS and not _GOES_ON.match(text, start + length):
            return written
    return ""


def _counted_noun(text: str, start: int, end: int, number: float) -> Unit:
    place, seen = start, 0
    while seen < 4:
        match = _NEXT.match(text, place)
        if match is None or match["word"].casefold() in _STOPS:
            break
        word, place, seen = match["word"], match.end(), seen + 1
        lowered = word.casefold()
        if _is_counted(word, lowered):
            return Unit(singular(lowered), place, seen - 1)
        if number == 1 and seen == 1 and word.islower():
            return Unit(lowered, place, 0)
        if lowered.endswith(("'s", "’s", "s’")):
            break
    return Unit("", end)


def _is_counted(word: str, lowered: str) -> bool:
    if lowered in _FALSE_NOUNS:
        return False
    return lowered in _SINGLES or is_plural(lowered)
