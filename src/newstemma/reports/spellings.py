"""One name for one source across a story's reports: spellings and acronyms meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newstemma.model import Credit, Report, Role
from newstemma.reports.agencies import find_agency, key_of, looks_like_acronym
from newstemma.text import paragraphs

_SMALL = frozenset("of the and de la din du".split())


_GENERIC = frozenset(
    "news agency press service newswire wire media group the agentur agenția agence agencia".split()
)


def settle_credits(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports with one `source` for each credited name; order and all else as they were.

    "Veldtcourier" and "Veldt Courier" meet under the spelling with most words, "Halcyon" under
    "Halcyon News Agency" where both are credited, an acronym under the name whose initials it
    is. A strange name that closes a lead ("..., Halcyon reports.") is a source of the text
    once another report, or the name of an outlet in the story, shows that it is of the press.
    """
    names = _settled(reports)
    press = _press(reports, names)
    return tuple(
        replace(r, credits=tuple(_renamed(c, names, press, r) for c in r.credits))
        if r.credits
        else r
        for r in reports
    )


def _settled(reports: Sequence[Report]) -> dict[str, str]:
    credited = {c.source for r in reports for c in r.credits if c.role is not Role.PERSON}
    outlets = {r.outlet for r in reports if r.outlet}
    sources = sorted(credited | outlets)
    best: dict[str, str] = {}
    for source in sources:
        key = key_of(source)
        best[key] = max(best.get(key, source), source, key=lambda s: (len(s.split()), s))
    settled = {source: best[key_of(source)] for source in sources}
    for source in sources:
        if not find_agency(source):
            settled[source] = _longer(settled[source], sources)
    return settled


def _longer(name: str, sources: Sequence[str]) -> str:
    """The full name a short one or an acronym stands for, or the name itself."""
    acronym = looks_like_acronym(name)
    for other in sources:
        if acronym and len(other.split()) > 1 and _initials(other) == name:
            return other
        rest = other.removeprefix(name + " ")
        if rest != other and all(word.casefold() in _GENERIC for word in rest.split()):
            return other
    return name


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in name.split() if word.casefold() not in _SMALL)


def _press(reports: Sequence[Report], names: dict[str, str]) -> dict[str, Role]:
    """The sources some report of the story shows to be of the press, with their role."""
    found: dict[str, Role] = {r.outlet: Role.OUTLET for r in reports if r.outlet}
    for credit in (c for r in reports for c in r.credits):
        if credit.role in (Role.AGENCY, Role.OUTLET):
            found[names.get(credit.source, credit.source)] = credit.role
    return found


def _renamed(
    credit: Credit, names: dict[str, str], press: dict[str, Role], report: Report
) -> Credit:
    source = names.get(credit.source, credit.source)
    role = credit.role
    if role is Role.UNKNOWN and _closes_lead(credit, report) and source != report.outlet:
        role = press.get(source, role)
    return replace(credit, source=source, role=role)


def _closes_lead(credit: Credit, report: Report) -> bool:
    if credit.span is None or credit.text[:1] not in ",;–—":
        return False
    lead = paragraphs(report.text)[:2]
    return bool(lead) and credit.span.end <= lead[-1].end
