"""A line that is nothing but credit: "Source: Veldt Courier", "• NPA", "(Reporting by ...)".

The theory. Outlets sign what they took in a few dozen forms (`credit_forms`); the form tells
that the line is a credit, so the names in it need not be in any table. A bare or dashed name
is a credit only where nothing but junk stands below it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from newstemma.model import Credit, Place, Role
from newstemma.reports.agencies import (
    find_agency,
    looks_like_name,
    looks_like_outlet,
    role_of,
    source_of,
)
from newstemma.reports.blocks import Line
from newstemma.reports.clock import MONTHS, WEEKDAYS
from newstemma.reports.credit_forms import FORMS, CreditForm
from newstemma.text import fold
from newstemma.values.patterns import when_needed

_NOTHING = when_needed(r"(?!)")
_DASH = CreditForm("dash", _NOTHING, "— Norvik Press Agency", people=True)
_BARE = CreditForm("bare", _NOTHING, "Reuters", any_name=False)
_FIELD = CreditForm("field", _NOTHING, "Reuters")
_TIMES = frozenset((*MONTHS, *WEEKDAYS))
_AND = r"(?:and|&|și|şi|si|y|e|et|und|en|и|та|і)"
SPLIT = when_needed(rf"\s*(?:[,;/|+•]|\s{_AND}\s)\s*", re.IGNORECASE)
_REUTERS_STAFF = when_needed(
    r"^\W*(?:additional |further )?(?:reporting|writing|editing|compiled|"
    r"translated)\b[^.]{0,60}\bby\b",
    re.IGNORECASE,
)
_STAFF_NAME = when_needed(
    r"(?:(?<=by )|(?<=nd )|(?<=, ))(?:[A-ZÀ-Þ][\w'’-]+\.?(?: |(?=[.,;)]|$))){2,4}"
)
_DASHED = when_needed(r"^\s*(?:[•●▪–—*-]+|\(|/)\s*(?P<names>[^\n()\[\]]{2,60}?)\s*[)/]?\s*\.?$")
_GENERIC = when_needed(
    r"^(?:the )?(?:agenc(?:y|ies)|wires?|agency (?:inputs?|reports?)|news agencies|ians?|staff|"
    r"wire reports|wire services|our correspondent|agencias|agenturen|own|internet|media)$",
    re.IGNORECASE,
)
# What stands before a name without being part of it: articles, "agency" in small letters.
_BEFORE_NAME = when_needed(
    r"^(?:(?:the|la|el|le|l'|il|lo|o|a|de|die|der|das)\s)?"
    r"(?:(?:news )?agency|agencia|agência|agenția|agentia|agenzia|agentur|agence|persbureau|"
    r"агентств[оаоу]|информагентств[оа]|інформагентств[оа])?\s*(?=[\W\dA-ZÀ-ÞĂȘȚА-ЯІЇЄҐ])|"
    r"^(?:the|la|el|le)\s"
)
_PERSON = when_needed(r"^[A-ZÀ-ÞА-Я][\w'’.-]+(?: [A-ZÀ-ÞА-Я][\w'’.-]*){1,3}$")


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
    small, bare = text.casefold(), text.lstrip("•- ")
    for form in FORMS:
        match = form.pattern.match(bare) if any(w in small for w in form.words) else None
        if match:
            return _named(match["names"], text, form)
    if not last:
        return ()
    dashed = _DASHED.match(text)
    if dashed and not table_only:
        return _named(dashed["names"], text, _DASH)
    return _named(dashed["names"] if dashed else text, text, _BARE)


def _named(names: str, text: str, form: CreditForm) -> tuple[Credit, ...]:
    whole = names.strip(" .:;,|–—-")
    parts = [whole] if find_agency(whole) else [p for p in SPLIT.split(whole) if p.strip()]
    parts = [_BEFORE_NAME.sub("", p.strip(" .")) for p in parts]
    parts = [_without_tail(part) for part in parts]
    if not all(find_agency(p) or _fits(p, form) for p in parts):
        parts = [p for p in parts if find_agency(p)] if form is not _BARE else []
    kept = [p for p in parts if p and not _GENERIC.match(p)]
    return tuple(_credit(name, text, form) for name in kept)


def _fits(name: str, form: CreditForm) -> bool:
    if _GENERIC.match(name):
        return form is not _BARE
    if form is _BARE or not name or fold(name.split()[0]) in _TIMES:
        return False
    return looks_like_outlet(name) or (form.any_name and looks_like_name(name))


def _without_tail(name: str) -> str:
    """The name without what follows it on a credit line: "PTI inputs", "AP writer Jo Doe"."""
    return re.sub(
        r"\s(?:inputs?|reports?|staff|feed|(?:staff )?writers?\b.*|correspondent\b.*|via .*)$",
        "",
        name,
    ).strip()


def _staff(text: str) -> tuple[Credit, ...]:
    people = [m.strip(" .;,") for m in _STAFF_NAME.findall(text)]
    rest = _STAFF_NAME.sub(" ", text)
    agencies = [w for w in re.findall(r"[A-Z][\w.&'-]+", rest) if find_agency(w) and _is_sure(w)]
    found = [_credit(name, text, _DASH) for name in agencies]
    return tuple(found + [_person(name, text) for name in people])


def _is_sure(name: str) -> bool:
    """Whether a lone word names an agency and no place or person: capitals, or Reuters."""
    return name.isupper() or name == "Reuters"


def _person(name: str, text: str) -> Credit:
    return Credit(name, name, Role.PERSON, Place.CREDIT_LINE, text)


def _credit(name: str, text: str, form: CreditForm) -> Credit:
    role = role_of(name)
    if role is Role.PERSON and not form.people:
        role = Role.OUTLET
    return Credit(name, source_of(name), role, Place.CREDIT_LINE, text)


def is_generic_credit(line: Line) -> bool:
    """True for a credit line that names nobody: "(With inputs from agencies)"."""
    small = line.text.casefold()
    if len(small) > 80:
        return False
    held = (form for form in FORMS if any(word in small for word in form.words))
    found = (form.pattern.match(line.text) for form in held)
    return any(match and _GENERIC.match(match["names"].strip(" .:)")) for match in found)


def metadata_credit(value: str) -> tuple[Credit, ...]:
    """The credits of a metadata field that names a source ("Reuters", "AP/AFP")."""
    if len(value) > 120 or "://" in value:
        return ()
    return tuple(replace(c, place=Place.METADATA) for c in _named(value, value, _FIELD))
