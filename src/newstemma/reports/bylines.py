"""Bylines: who wrote, and the agencies among them."""

from __future__ import annotations

import re

from newstemma.languages import alternatives
from newstemma.model import Credit, Place, Role
from newstemma.reports.agencies import (
    find_agency,
    is_agency_name,
    looks_like_acronym,
    looks_like_name,
    looks_like_outlet,
    role_of,
    source_of,
)
from newstemma.reports.text_credits import distinct
from newstemma.text import fold
from newstemma.values.first_names import FIRST_NAMES
from newstemma.values.patterns import when_needed

_BY = when_needed(
    r"^\W*(?:written |reported |posted |story |report |edited )?"
    rf"(?:{alternatives('bylines', 'by')})\b[\s:]+(?P<rest>\S.{{1,120}})$",
    re.IGNORECASE,
)
_BYLINE_SPLIT = when_needed(
    r"\s*(?:[|,;/•&]|\s[–—-]\s|\(?\b(?:with|avec|mit|con|cu|com|met)\b(?:\s(?:additional|agency|"
    r"further))*(?:\s(?:inputs?|reporting|files?|reports?|material))?(?:\s(?:from|by))?\b|\band\b|"
    r"\bfor\b|\sși\s|\sund\s|\set\s|\sy\s)\s*",
    re.IGNORECASE,
)
# Where somebody wrote is no part of who: "By Ana Brel in Port Sarn and Jon Abel in Belmora".
_WRITTEN_IN = when_needed(r"\sin\s[A-ZÀ-Þ][\w'’.-]*(?:\s[A-ZÀ-Þ][\w'’.-]*)*")
# Names of nobody, as outlets sign what a desk wrote.
_NOBODY = when_needed(
    r"(?:(?:our|own|a|the|special|staff) )*(?:correspondents?|reporters?|writers?|staff|"
    r"agenc(?:y|ies)|wires?|wire (?:reports?|services)|bureau|team|admin|editors?|newsroom|news|"
    r"(?:web|news|online|digital|sports|city|foreign|editorial|national) "
    r"(?:desk|team|staff|bureau))",
    re.IGNORECASE,
)


def is_byline(text: str) -> bool:
    """True for a line that only says who wrote: "By Ana Brel", "By Ledger staff", "Reuters"."""
    if len(text) > 120 or text.rstrip().endswith((".", "!", "?", ":")):
        return False
    match = _BY.match(text.strip())
    if is_role(text) or shared_with(text):
        return True
    short = match is not None and len(match["rest"].split()) <= 8 and match["rest"][0].isupper()
    return short or bool(byline_names(text))


_ROLE = when_needed(
    r"\b(?:correspondents?|reporters?|(?:staff|senior|sports|political) writers?|staff|newsroom|"
    r"(?:news|political|business|science|health|world|deputy|foreign|diplomatic) editor|"
    r"redacción|redação|redacția|redazione|rédaction|redaktion|redakteur(?:in)?|corresponsal|"
    r"correspondant(?:e)?|corrispondente|корреспондент|кореспондент)\W*$",
    re.IGNORECASE,
)
_SHARED = when_needed(
    rf"^(?P<who>[^\d.!?:;]{{2,60}}?)\s(?:{alternatives('credits', 'with')})\s"
    r"(?P<names>[^.!?:;]{2,60})$"
)


def is_role(text: str) -> bool:
    """True for a short line that names a writer's post: "South coast correspondent"."""
    return len(text) <= 60 and len(text.split()) <= 6 and bool(_ROLE.search(text))


def shared_with(text: str) -> tuple[str, ...]:
    """The agencies of a byline "Karl Brandis with dpa, NPA"; empty for any other line."""
    match = _SHARED.match(text.strip())
    if match is None or not looks_like_name(match["who"].strip()):
        return ()
    names = [
        name.strip(" .()")
        for name in re.split(r"\s*[,/&]\s*|\s(?:and|et|und|y|e|en|și)\s", match["names"])
    ]
    known = all(find_agency(name) or looks_like_acronym(name) for name in names)
    return tuple(names) if known else ()


def people_in(text: str) -> tuple[str, ...]:
    """The people a line lists and nothing else ("Ana Brel and Jon Abel"); else empty.

    Each has two words, the first a first name of the table: a title in capitals is not taken.
    """
    parts = [p.strip() for p in re.split(r",\s|\s(?:and|&)\s|,\sand\s", text.strip()) if p.strip()]
    named = [len(p.split()) == 2 and looks_like_name(p) and _has_first_name(p) for p in parts]
    return tuple(parts) if parts and all(named) and len(text) <= 120 else ()


def _has_first_name(name: str) -> bool:
    return fold(name.split()[0]) in FIRST_NAMES


def byline_names(text: str) -> tuple[str, ...]:
    """The names of a byline "By A and B, Reuters", or of a bare "Reuters Staff"; else empty."""
    if shared := shared_with(text):
        return shared
    match = _BY.match(text.strip())
    if match:
        parts = (p.strip(" .:()") for p in _BYLINE_SPLIT.split(_WRITTEN_IN.sub("", match["rest"])))
        names = [name for name in parts if name and _is_writer(name)]
        return tuple(n for i, n in enumerate(names) if i == 0 or not _is_outlet(n))
    if signed := _signed_for(text):
        return signed
    if people := people_in(text):
        return people
    bare = re.sub(
        r"\s(?:staff|news ?desk|desk|editorial|reporters?|writers?)$", "", text.strip(), flags=re.I
    )
    return (bare,) if find_agency(bare) else ()


def _is_writer(name: str) -> bool:
    """Whether a part of a byline names a person or an agency: no post, no desk, no number."""
    if find_agency(name):
        return True
    named = looks_like_name(name) and not any(c.isdigit() for c in name)
    return named and not (_NOBODY.fullmatch(name) or is_role(name))


def _is_outlet(name: str) -> bool:
    return looks_like_outlet(name) and find_agency(name) is None


def _signed_for(text: str) -> tuple[str, ...]:
    """The names of "Ana Brel / AP" or "Ana Brel, Reuters": people, and an agency in capitals."""
    parts = [p.strip(" .()") for p in re.split(r"\s*[/|,]\s*|\s[–—-]\s", text.strip())]
    if len(text) > 80 or not 2 <= len(parts) <= 4:
        return ()
    agencies = [part for part in parts if _is_surely_agency(part)]
    people = [part for part in parts if part not in agencies]
    named = all(2 <= len(p.split()) <= 4 and looks_like_name(p) for p in people)
    return tuple(parts) if agencies and people and named else ()


def _is_surely_agency(name: str) -> bool:
    """Whether a name is an agency's and no place's or person's: capitals, or Reuters."""
    return find_agency(name) is not None and (name.isupper() or name == "Reuters")


def author_credits(names: tuple[str, ...], place: Place, text: str) -> tuple[Credit, ...]:
    """The agencies and outlets among a report's named authors; "Jane Doe, AP" gives AP."""
    found = []
    for name in names:
        for part in _author_parts(name):
            sharing = looks_like_acronym(part) and part in shared_with(text)
            if find_agency(part) or is_agency_name(part) or sharing:
                found.append(Credit(part, source_of(part), role_of(part), place, text or name))
    return distinct([c for c in found if c.role is not Role.PHOTO])


def _author_parts(name: str) -> list[str]:
    parts = [
        p.strip(" .()") for p in re.split(r"\s*[|,;/()&]\s*|\sand\s|\s[–—-]\s", name) if p.strip()
    ]
    if any(find_agency(p) for p in parts):
        return parts
    words = name.split()
    tails = [" ".join(words[i:]) for i in range(len(words))]
    return parts + [tail for tail in tails[1:] if find_agency(tail)][:1]
