"""One name for one source across a story's reports: spellings and acronyms meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from newstemma.model import Credit, Report, Role
from newstemma.reports.agencies import find_agency, is_agency_name, key_of, looks_like_acronym

_SMALL = frozenset("of the and de la din du".split())


def settle_credits(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports with one `source` for each credited name; order and all else as they were.

    "Veldtcourier" and "Veldt Courier" meet under the spelling with most words; an acronym
    takes the name credited elsewhere in the story whose initials it is.
    """
    names = _settled(c for r in reports for c in r.credits)
    return tuple(
        replace(r, credits=tuple(_renamed(c, names) for c in r.credits)) if r.credits else r
        for r in reports
    )


def _settled(found: Iterable[Credit]) -> dict[str, str]:
    sources = sorted({c.source for c in found if c.role is not Role.PERSON})
    best: dict[str, str] = {}
    for source in sources:
        key = key_of(source)
        best[key] = max(best.get(key, source), source, key=lambda s: (len(s.split()), s))
    settled = {source: best[key_of(source)] for source in sources}
    initials = {_initials(s): s for s in sources if len(s.split()) > 1}
    for source in sources:
        if looks_like_acronym(source) and source in initials and not find_agency(source):
            settled[source] = initials[source]
    return settled


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in name.split() if word.casefold() not in _SMALL)


def _renamed(credit: Credit, names: dict[str, str]) -> Credit:
    source = names.get(credit.source, credit.source)
    role = credit.role
    if role is Role.UNKNOWN and source != credit.source and is_agency_name(source):
        return replace(credit, source=source)
    return replace(credit, source=source, role=role)
