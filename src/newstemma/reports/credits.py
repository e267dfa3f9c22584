"""Whose text it is: every name a report gives as its source, with role and place.

The theory. A source shows in four places, strongest first: a credit line at the end, an
attribution in the text that gives the report itself to somebody ("..., Reuters reported."),
an agency in byline or dateline, and metadata. Lines become credits by their form; the names
in them need not be in any table. An attribution in the text is a source of the whole text
only where it closes a sentence near the top or the end, or ends a broken one; elsewhere the
name answers for one claim and its role stays unknown. "told Reuters" credits no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newstemma.model import Credit, Place, Role, Span
from newstemma.reports.agencies import (
    find_agency,
    is_agency_name,
    looks_like_acronym,
    looks_like_name,
    looks_like_outlet,
    source_of,
)
from newstemma.reports.blocks import Line
from newstemma.reports.clock import find_dates
from newstemma.text import paragraphs

_AND = r"(?:and|&|și|şi|si|y|e|et|und|en|и|та|і)"
_SPLIT = re.compile(rf"\s*(?:[,;/|+•]|\s{_AND}\s)\s*", re.IGNORECASE)
_LABELS = (
    r"(?:text |news |article |original |content )?(?:source|sources)|sursa|surse|fuentes?|fontes?|"
    r"fonti|quellen?|bron(?:nen)?|источник(?:и)?|джерел[оа]|(?:agency|agencies|agentur(?:en)?|"
    r"agencias?|agences?)|news service|wire"
)
_NAME = r"(?P<names>[^\n]{2,120}?)"
_END = r"\s*[.)\]]*$"
_LINE_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:{_LABELS})\s*[:：–-]\s*{_NAME}{_END}",
        rf"^\W*source\s(?-i:(?P<names>[A-Z][^\n]{{2,80}}?)){_END}",
        rf"^\W*(?:h/?t|hat tip|via)\s*/?[:\s]\s*{_NAME}{_END}",
        rf"^\W*(?:with|plus)\s(?:(?:additional|agency|wire|further)\s)*(?:inputs?|reporting|"
        rf"information|material|files?|contributions?|reports?|agency reports?)\s"
        rf"(?:from|by|of)\s(?:the\s)?{_NAME}{_END}",
        rf"^\W*(?:reporting|additional reporting|based on (?:reports?|reporting|material)|compiled|"
        rf"adapted|taken|translated|reproduced|distributed|provided|supplied|reprinted|"
        rf"republished|reposted|syndicated|courtesy)\s(?:from|by|of|with permission (?:of|from))"
        rf"\s(?:the\s)?{_NAME}(?:\sunder\b.*|\swith permission.*)?{_END}",
        rf"^\W*(?:this|the) (?:[\w-]+ )?(?:article|story|report|post|piece|content|news|dispatch)\b.{{0,30}}?"
        rf"(?:(?:originally|first) (?:published|appeared|posted|ran|reported)|(?:re)?published|"
        rf"reprinted|syndicated|provided|produced|distributed|supplied|comes?|is)\s"
        rf"(?:(?:on|in|by|at|from|via|courtesy of|with permission from)\s)+(?:the\s)?{_NAME}"
        rf"(?:\s(?:under|and is|on \w+ \d|with permission)\b.*)?{_END}",
        rf"^\W*(?:originally|first) (?:published|appeared|reported|posted)\s(?:on|in|by|at)\s"
        rf"(?:the\s)?{_NAME}{_END}",
        rf"^\W*(?:information from |material from )?(?:the\s)?{_NAME}\s(?:(?:also )?contributed|"
        rf"was used|were used|was also used|provided (?:information|material))\b.{{0,60}}{_END}",
        rf"^(?:©|\(c\)|copyright)\s*(?:by\s)?(?:(?:19|20)\d\d\s*)?(?:the\s)?{_NAME}"
        rf"(?:[.,]?\s*all rights reserved.*)?{_END}",
        rf"^\W*(?-i:With|Avec|Cu|Con|Com|Mit|Met)\s(?-i:(?P<names>[A-ZÀ-Þ][^\n.!?]{{1,50}}?)){_END}",
        rf"^\W*(?:news|content|story|text)\s(?:provided|supplied|distributed)\sby\s(?:the\s)?{_NAME}{_END}",
        rf"^\W*(?:con información|cu informații|cu informaţii|avec|mit material|mit informationen|"
        rf"con informazioni|com informações|com informação|met informatie|по материалам|"
        rf"за матеріалами|по данным|за даними)\s(?:de|da|do|of|von|van|di|della|del|la)?\s?{_NAME}{_END}",
    )
)
_REUTERS_STAFF = re.compile(
    r"^\W*(?:additional |further )?(?:reporting|writing|editing|compiled|translated)\b[^.]{0,60}\bby\b",
    re.IGNORECASE,
)
_STAFF_NAME = re.compile(r"(?:(?<=by )|(?<=nd )|(?<=, ))(?:[A-ZÀ-Þ][\w'’-]+\.?(?: |(?=[.,;)]|$))){2,4}")
_DASHED = re.compile(r"^\s*(?:[•●▪–—*-]+|\(|\[|/)\s*(?P<names>[^\n()\[\]]{2,60}?)\s*[)\]/]?\s*\.?$")
_DPA_NUMBER = re.compile(
    r"^(?:©\s*)?(?P<names>dpa(?:-infocom|-afx)?)\b.{0,40}\d{4,}", re.IGNORECASE
)
_GENERIC = re.compile(
    r"^(?:the )?(?:agenc(?:y|ies)|wires?|agency (?:inputs?|reports?)|news agencies|ians?|staff|"
    r"wire reports|wire services|our correspondent|agencias|agenturen|own|internet|media)$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"^[A-ZÀ-ÞА-Я][\w'’.-]+(?: [A-ZÀ-ÞА-Я][\w'’.-]*){1,3}$")


def line_credits(line: Line, *, last: bool, table_only: bool = False) -> tuple[Credit, ...]:
    """The credits of a line that is nothing but credit; empty for any other line.

    `last` is true where only junk stands below: there a bare or dashed name is enough.
    With `table_only` a bare name must be a known service.
    """
    text = line.text.strip()
    if len(text) > 220:
        return ()
    if _REUTERS_STAFF.match(text):
        return _staff(text)
    for form in (_DPA_NUMBER, *_LINE_FORMS):
        match = form.match(text.lstrip("•- "))
        if match:
            return _named(match["names"], text, labelled=True)
    if not last:
        return ()
    dashed = _DASHED.match(text)
    if dashed:
        return _named(dashed["names"], text, labelled=not table_only)
    return _named(text, text, labelled=False)


def _named(names: str, text: str, *, labelled: bool) -> tuple[Credit, ...]:
    whole = names.strip(" .:;,|–—-")
    parts = [whole] if find_agency(whole) else [p for p in _SPLIT.split(whole) if p.strip()]
    parts = [re.sub(r"^(?:the|la|el|le)\s", "", p.strip(" .")) for p in parts]
    parts = [_without_tail(part) for part in parts]
    known = [p for p in parts if find_agency(p)]
    if not labelled and (len(known) < len(parts) or not known):
        return ()
    if labelled and not known and not all(_can_be_source(p) for p in parts):
        return ()
    kept = [p for p in parts if _can_be_source(p) and not _GENERIC.match(p)]
    return tuple(_credit(name, text, Place.CREDIT_LINE) for name in kept)


def _without_tail(name: str) -> str:
    """The name without what follows it on a credit line: "PTI inputs", "AP writer Jo Doe"."""
    return re.sub(
        r"\s(?:inputs?|reports?|staff|feed|(?:staff )?writers?\b.*|correspondent\b.*|via .*)$",
        "",
        name,
    ).strip()


def _can_be_source(name: str) -> bool:
    return bool(name) and (looks_like_name(name) or looks_like_outlet(name))


def _staff(text: str) -> tuple[Credit, ...]:
    people = [m.strip(" .;,") for m in _STAFF_NAME.findall(text)]
    rest = _STAFF_NAME.sub(" ", text)
    agencies = [w for w in re.findall(r"[A-Z][\w.&'-]+", rest) if find_agency(w) and _is_sure(w)]
    found = [_credit(name, text, Place.CREDIT_LINE) for name in agencies]
    return tuple(found + [_person(name, text) for name in people])


def _is_sure(name: str) -> bool:
    """Whether a lone word names an agency and no place or person: capitals, or Reuters."""
    return name.isupper() or name == "Reuters"


def _person(name: str, text: str) -> Credit:
    return Credit(name, name, Role.PERSON, Place.CREDIT_LINE, text)


def _credit(name: str, text: str, place: Place, span: Span | None = None) -> Credit:
    return Credit(name, source_of(name), role_of(name), place, text, span)


def role_of(name: str) -> Role:
    """What a name on a credit line did: agency, photo, person, or else an outlet."""
    agency = find_agency(name)
    if agency is not None:
        return Role.PHOTO if agency.kind == "photo" else Role.AGENCY
    if is_agency_name(name) or looks_like_acronym(name):
        return Role.AGENCY
    if looks_like_outlet(name):
        return Role.OUTLET
    return Role.PERSON if _PERSON.match(name) and len(name.split()) == 2 else Role.OUTLET


# --- in the text ------------------------------------------------------------

_CAPITAL = r"[A-ZÀ-ÞĂÂÎȘȚŞŢА-ЯҐЄІЇČŠŽŁ]"
_PROPER = rf"(?:[Tt]he )?(?P<name>{_CAPITAL}[\w&'’.-]*(?:\s(?:of|de|du|del|din|{_CAPITAL}[\w&'’-]*)){{0,5}}?)"
_DAY = (
    r"(?:\s(?:on |late |early )?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"today|yesterday|earlier|exclusively))?"
)
_REPORTED = (
    r"(?:has |have |had )?(?:first |exclusively |also )?(?:reported|reports|writes|wrote|relatează|"
    r"a relatat|transmite|scrie|informează|informa|informó|reportó|rapporte|a rapporté|indique|"
    r"berichtet|berichtete|meldete|meldet|riferisce|riporta|informou|noticiou|meldt|bericht|"
    r"сообщает|сообщил[ао]?|передает|передаёт|пишет|повідомляє|передає|пише)"
)
_CLOSING = re.compile(
    rf"[,;–—]\s(?:as |citing )?{_PROPER}\s{_REPORTED}{_DAY}(?P<end>\s?[.;](?!\w)|$)"
    rf"|[,;–—]\s{_REPORTED}\s{_PROPER.replace('?P<name>', '?P<name2>')}{_DAY}(?P<end2>\s?[.;](?!\w)|$)"
    rf"|[,;–—]\s(?:according to|potrivit|según|selon|laut|secondo|segundo|volgens)\s"
    rf"{_PROPER.replace('?P<name>', '?P<name3>')}{_DAY}(?P<end3>\s?[.;](?!\w)|$)"
)
_LEFTOVER = re.compile(rf"\G?\s?(?:and|și|şi|et|y|und|e)\s{_PROPER}\s?(?:\.|$)".replace(r"\G?", ""))
_MENTION = re.compile(
    rf"(?<![\w’'-]){_PROPER}\s(?:{_REPORTED}|said it|has learned)\b|\btold\s"
    rf"{_PROPER.replace('?P<name>', '?P<name2>')}(?=[\s.,])"
)
_DATELINE = re.compile(
    rf"^(?P<place>{_CAPITAL}[^()/\n–—]{{0,70}}?)?[\s,.–—-]*[(/]\s?(?P<name>[^()/\n]{{2,40}}?)\s?[)/]"
    r"[\s.,]*(?:[–—―-]{1,2}|:|\.(?=\s))\s?"
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
    found: list[Credit] = []
    for number, line in enumerate(lines):
        near = number < _NEAR_TOP or number == len(lines) - 1
        found.extend(_line_credits(text, line, near=near, top=number == 0))
    return _distinct(found)


def _line_credits(text: str, line: Span, *, near: bool, top: bool) -> Iterator[Credit]:
    stop = min(line.end, line.start + _READ)
    if top:
        yield from _dateline_credit(text, line)
    taken: list[Span] = []
    for match in _CLOSING.finditer(text, line.start, stop):
        span, name = _name_span(match)
        if not (_can_report(name) or (near and _is_strange(name))):
            continue
        role = _text_role(name, text) if near else Role.UNKNOWN
        taken.append(span)
        yield Credit(name, full_name(name, text), role, Place.IN_TEXT, match.group(), span)
        if near and role is not Role.UNKNOWN:
            yield from _leftover(text, match.end(), stop, taken)
    yield from _mentions(text, Span(line.start, stop), taken)


def _name_span(match: re.Match[str]) -> tuple[Span, str]:
    for group in ("name", "name2", "name3"):
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
    if match is None:
        return
    for part in _SPLIT.split(match["name"]):
        if _names_agency(part, match["place"] or ""):
            start = text.index(part, match.start("name"))
            span = Span(start, start + len(part))
            role = Role.OUTLET if role_of(part) is Role.OUTLET and find_agency(part) else Role.AGENCY
            yield Credit(part, full_name(part, text), role, Place.DATELINE, match.group(), span)


def _names_agency(name: str, place: str) -> bool:
    """Whether a dateline's brackets hold an agency: a name of the press, or any after capitals."""
    if find_agency(name) or looks_like_outlet(name) or looks_like_acronym(name):
        return True
    shouted = place.split(",")[0].isupper() or bool(find_dates(place, 2000))
    return shouted and looks_like_name(name) and not any(c.isdigit() for c in name)


def dateline_match(text: str, line: Span) -> re.Match[str] | None:
    """The dateline "PLACE, date (AGENCY) -" a line opens with, or none."""
    return _DATELINE.match(text[line.start : line.start + 140]) if line.start == 0 else None


# --- byline and metadata ----------------------------------------------------

_BY = re.compile(
    r"^\W*(?:written |reported |posted |story |report |edited )?(?:by|von|par|por|di|de|door|автор|от|autor)\b"
    r"[\s:]+(?P<rest>\S.{1,120})$",
    re.IGNORECASE,
)
_BYLINE_SPLIT = re.compile(
    r"\s*(?:[|,;/•]|\s[–—-]\s|\band\b|\bfor\b|\bin [A-Z]\w+|\sși\s|\sund\s|\set\s|\sy\s)\s*"
)


def is_byline(text: str) -> bool:
    """True for a line that only says who wrote: "By Ana Brel", "By Ledger staff", "Reuters"."""
    if len(text) > 120 or text.rstrip().endswith((".", "!", "?", ":")):
        return False
    match = _BY.match(text.strip())
    short = match is not None and len(match["rest"].split()) <= 8 and match["rest"][0].isupper()
    return short or bool(byline_names(text))


def byline_names(text: str) -> tuple[str, ...]:
    """The names of a byline "By A and B, Reuters", or of a bare "Reuters Staff"; else empty."""
    match = _BY.match(text.strip())
    if match:
        parts = _BYLINE_SPLIT.split(match["rest"])
        names = [p.strip(" .:") for p in parts if p and looks_like_name(p.strip(" .:"))]
        return tuple(name for name in names if not any(c.isdigit() for c in name))
    bare = re.sub(
        r"\s(?:staff|news ?desk|desk|editorial|reporters?|writers?)$", "", text.strip(), flags=re.I
    )
    return (bare,) if find_agency(bare) else ()


def author_credits(names: tuple[str, ...], place: Place, text: str) -> tuple[Credit, ...]:
    """The agencies and outlets among a report's named authors; "Jane Doe, AP" gives AP."""
    found = []
    for name in names:
        for part in _author_parts(name):
            if find_agency(part) or is_agency_name(part):
                found.append(_credit(part, text or name, place))
    return _distinct([c for c in found if c.role is not Role.PHOTO])


def _author_parts(name: str) -> list[str]:
    parts = [
        p.strip(" .()") for p in re.split(r"\s*[|,;/()&]\s*|\sand\s|\s[–—-]\s", name) if p.strip()
    ]
    if any(find_agency(p) for p in parts):
        return parts
    words = name.split()
    tails = [" ".join(words[i:]) for i in range(len(words))]
    return parts + [tail for tail in tails[1:] if find_agency(tail)][:1]


def metadata_credit(value: str) -> tuple[Credit, ...]:
    """The credits of a metadata field that names a source ("Reuters", "AP/AFP")."""
    if len(value) > 120:
        return ()
    named = _named(value, value, labelled=True)
    return tuple(Credit(c.name, c.source, c.role, Place.METADATA, c.text) for c in named if c.name)


def _distinct(credits: list[Credit]) -> tuple[Credit, ...]:
    """The first, strongest credit for each source and role; a mention never repeats a source."""
    kept: dict[tuple[str, Role], Credit] = {}
    for credit in credits:
        kept.setdefault((credit.source, credit.role), credit)
    sources = {source for source, role in kept if role is not Role.UNKNOWN}
    return tuple(c for c in kept.values() if c.role is not Role.UNKNOWN or c.source not in sources)
