"""Sources named in a report's text: datelines, closing attributions, and mere mentions.

The theory. "..., Reuters reported." at the end of a lead gives the report itself to somebody;
so does an agency in a dateline. The same words further down answer for one claim only, and
"told Reuters" credits no text: those have role unknown. A cut credit line can leave a broken
sentence behind (", X reported. and Y."), which still names a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newstemma.languages import alternatives
from newstemma.model import Credit, Place, Role, Span
from newstemma.reports.agencies import (
    find_agency,
    is_agency_name,
    looks_like_acronym,
    looks_like_name,
    looks_like_outlet,
    role_of,
    source_of,
)
from newstemma.reports.clock import find_dates
from newstemma.reports.credit_lines import SPLIT
from newstemma.reports.datelines import CAPITAL, dateline_match
from newstemma.text import paragraphs
from newstemma.values.patterns import when_needed

_PROPER = (
    rf"(?:[Tt]he )?(?P<name>{CAPITAL}[\w&'’.-]*(?:\s(?:of|de|du|del|din|"
    rf"{CAPITAL}[\w&'’-]*)){{0,5}}?)"
)
# The whole of a name after "told", which nothing but its own words ends; no weekday is one.
_WHOLE = (
    rf"(?:[Tt]he )?(?P<name>{CAPITAL}[\w&'’.-]*(?:(?<!\.)\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
    rf"Sun)day\b)(?:of|de|du|del|din|{CAPITAL}[\w&'’-]*)){{0,5}})"
)
_DAY = (
    r"(?:\s(?:on |late |early )?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"today|yesterday|earlier|exclusively))?"
)
_REPORTED = (
    rf"(?:has |have |had )?(?:first |exclusively |also )?(?:{alternatives('credits', 'reported')})"
)
_ACCORDING = alternatives("credits", "according")
# "the news agency" before a name, in small letters, in languages that put it there.
_KIND = (
    r"(?:(?:(?:the|la|el|die|der|das|de|het|a|o|il|l['’])\s?)?(?:(?:state |local )?news agency|"
    r"newspaper|broadcaster|agenția|agentia|ziarul|postul|agencia|diario|periódico|agence|journal|"
    r"nachrichtenagentur|agentur|zeitung|sender|agenzia|giornale|quotidiano|agência|jornal|"
    r"persbureau|krant|агентство|издание|газета|телеканал|портал|інформагентство|видання)\s)?"
)
_CLOSING = when_needed(
    rf"[,;–—]\s(?:as |citing |wie |come |como |comme |как |як |cum )?{_PROPER}\s{_REPORTED}"
    rf"{_DAY}(?P<end>\s?[.;](?!\w)|$)"
    rf"|(?:[,;–—]|[.!?]\s(?:Об этом|Про це))\s{_REPORTED}\s{_KIND}"
    rf"{_PROPER.replace('?P<name>', '?P<name2>')}{_DAY}"
    rf"(?P<end2>\s?[.;](?!\w)|$)"
    rf"|[,;–—]\s(?:{_ACCORDING})\s{_KIND}"
    rf"{_PROPER.replace('?P<name>', '?P<name3>')}{_DAY}(?P<end3>\s?[.;](?!\w)|$)"
)
_LEFTOVER = when_needed(
    rf"\G?\s?(?:and|și|şi|et|y|und|e)\s{_PROPER}\s?(?:\.|$)".replace(r"\G?", "")
)
_MENTION = when_needed(
    rf"(?<![\w’'-]){_PROPER}\s(?:{_REPORTED}|said it|has learned)\b|\btold\s"
    rf"{_WHOLE.replace('?P<name>', '?P<name2>')}(?=[\s.,])|"
    r"\b(?:seen|reviewed|viewed|obtained|cited|quoted|carried|aired|verified|first reported|"
    r"published|shared|broadcast) by\s"
    rf"{_WHOLE.replace('?P<name>', '?P<name3>')}(?=[\s.,])|"
    r"\b(?:interview (?:with|to)|spoke to|speaking to|statement to|sent to|shared with)\s"
    rf"{_WHOLE.replace('?P<name>', '?P<name4>')}(?=[\s.,])"
)
# What any credit in a text holds; a line without it needs no reading.
_SIGNS = tuple(
    "report|write|wrote|relat|transmit|scri|inform|anun|not|señala|publica|rapport|indique|annonc|"
    "révèl|écrit|bericht|meld|schrei|schrij|rifer|riport|rende|сообщ|переда|пише|інформ|информ|"
    "повідом|according|potrivit|conform|citând|según|acuerdo|selon|après|laut|angaben|secondo|"
    "seen by|viewed|obtained by|cited|quoted by|carried|aired by|verified by|ublished by|"
    "hared |broadcast by|interview|spoke|speaking|sent to|citat|citad|cité|zitiert|"
    "stando|segundo|volgens|данн|даним|информац|інформац|согласн|згідн|ссылк|посиланн|told|said it|"
    "has learned".split("|")
)
_NOT_REPORTERS = frozenset("he she it they police officials authorities who which nobody".split())
# A longer paragraph is read in its first and last part only, so no pattern can grow slow.
_READ = 3000
_NEAR_TOP = 2


def text_credits(text: str) -> tuple[Credit, ...]:
    """The sources named in a report's text, each with its place; the dateline's agency first.

    A closing attribution in the first two paragraphs or the last is a source of the text
    when it names an agency or a name of the press; other mentions have role unknown.
    """
    lines = paragraphs(text)
    found: list[Credit] = list(_dateline_credit(text, lines[0])) if lines else []
    signs = tuple(filter(text.__contains__, _SIGNS))
    for number, line in enumerate(lines):
        stop = min(line.end, line.start + _READ)
        if _has_sign(text[line.start : stop], signs):
            near = number < _NEAR_TOP or number == len(lines) - 1
            found.extend(_line_credits(text, Span(line.start, stop), near=near))
    return distinct(found)


def _line_credits(text: str, line: Span, *, near: bool) -> Iterator[Credit]:
    stop = line.end
    taken: list[Span] = []
    for match in _CLOSING.finditer(text, line.start, stop):
        span, name = _name_span(match)
        if not (_can_report(name) or (near and _is_strange(name))):
            continue
        role = _text_role(name, text) if near else Role.UNKNOWN
        if near and role is Role.UNKNOWN and is_agency_name(match.group()):
            role = Role.AGENCY
        taken.append(span)
        yield Credit(name, full_name(name, text), role, Place.IN_TEXT, match.group(), span)
        if near and role is not Role.UNKNOWN:
            yield from _leftover(text, match.end(), stop, taken)
    yield from _mentions(text, line, taken)


def _has_sign(words: str, signs: tuple[str, ...]) -> bool:
    return any(map(words.__contains__, signs))


def _name_span(match: re.Match[str]) -> tuple[Span, str]:
    for group in ("name", "name2", "name3", "name4"):
        if group in match.re.groupindex and match[group]:
            name = match[group].rstrip(".,’'")
            return Span(match.start(group), match.start(group) + len(name)), name
    return Span(match.start(), match.start()), ""


def _leftover(text: str, start: int, stop: int, taken: list[Span]) -> Iterator[Credit]:
    """What a cut credit leaves behind: ", X reported. and Y." gives Y."""
    match = _LEFTOVER.match(text, start, stop)
    if match and _can_report(match["name"]):
        span, name = _name_span(match)
        taken.append(span)
        yield Credit(
            name, full_name(name, text), _text_role(name, text), Place.IN_TEXT, match.group(), span
        )


def _mentions(text: str, line: Span, taken: list[Span]) -> Iterator[Credit]:
    for match in _MENTION.finditer(text, line.start, line.end):
        span, name = _name_span(match)
        if _can_report(name) and not any(span.overlaps(other) for other in taken):
            yield Credit(
                name, full_name(name, text), Role.UNKNOWN, Place.IN_TEXT, match.group(), span
            )


def _can_report(name: str) -> bool:
    if not name:
        return False
    agency = find_agency(name)
    if agency is not None:
        return agency.kind != "photo"
    return looks_like_outlet(name) or looks_like_acronym(name)


def _is_strange(name: str) -> bool:
    """A single name no table knows that is said to report: "Halcyon reports"."""
    plain = " " not in name and len(name) > 3 and not name.isupper()
    return plain and name.casefold() not in _NOT_REPORTERS


def _text_role(name: str, text: str) -> Role:
    if _is_strange(name) and not _can_report(name):
        return Role.UNKNOWN
    agency = find_agency(name)
    if agency is not None or is_agency_name(name):
        return Role.AGENCY
    if looks_like_acronym(name):
        return Role.AGENCY if is_agency_name(full_name(name, text)) else Role.UNKNOWN
    return Role.OUTLET


def full_name(name: str, text: str) -> str:
    """The source a name stands for: a known one's normal name, an acronym's full form.

    The full form is looked for in the text, written before the acronym in brackets.
    """
    if find_agency(name) or not looks_like_acronym(name):
        return source_of(name)
    words = r"\s(?:(?:of|the|de|din)\s)?".join(rf"({c}[\w'’-]+)" for c in name)
    match = re.search(rf"\b{words}\s?\(\s?{re.escape(name)}\s?\)", text)
    return source_of(match.group().split("(")[0].strip()) if match else name


def _dateline_credit(text: str, line: Span) -> Iterator[Credit]:
    match = dateline_match(text, line)
    if match is None or not match["name"]:
        return
    for part in SPLIT.split(match["name"]):
        if _names_agency(part, match["place"] or ""):
            start = text.index(part, match.start("name"))
            span = Span(start, start + len(part))
            role = (
                Role.OUTLET if role_of(part) is Role.OUTLET and find_agency(part) else Role.AGENCY
            )
            yield Credit(part, full_name(part, text), role, Place.DATELINE, match.group(), span)


def _names_agency(name: str, place: str) -> bool:
    """Whether a dateline's brackets hold an agency: a name of the press, or any after capitals."""
    if find_agency(name) or looks_like_outlet(name) or looks_like_acronym(name):
        return True
    shouted = place.split(",")[0].isupper() or bool(find_dates(place, 2000))
    return shouted and looks_like_name(name) and not any(c.isdigit() for c in name)


def distinct(found: list[Credit]) -> tuple[Credit, ...]:
    """The first, strongest credit for each source and role; a mention never repeats a source."""
    kept: dict[tuple[str, Role], Credit] = {}
    for credit in found:
        kept.setdefault((credit.source, credit.role), credit)
    sources = {source for source, role in kept if role is not Role.UNKNOWN}
    return tuple(c for c in kept.values() if c.role is not Role.UNKNOWN or c.source not in sources)
