"""How outlets come by their texts: whose reports are their own, whose copies, what they change.

The theory. Only a dossier knows who took a text from whom, so an outlet is told of by the
kept dossiers of the stories its reports stand in; what was never examined is counted apart and
nothing is guessed about it. A report is original where its witness has no source and all of
its origin goes back to it; one of several prints of one text, or one whose place in its origin
could not be found, is undetermined. What can go wrong: a story that has grown since its
dossier was made is told as it was then.
"""

from __future__ import annotations

from collections.abc import Iterable

from newstemma.archive.types import (
    NamedReports,
    OutletEntry,
    OutletPage,
    OutletProfile,
    OutletReport,
    OutletReports,
)
from newstemma.errors import Misuse
from newstemma.model import Copy, Dossier, Severity, Stemma, Witness, WitnessKind
from newstemma.ports import NEVER, UNDATED, Card, Conduct, Descent, OutletCard, Store

# From this probability on a copy or an innovator is told as such: it is more likely than not.
LIKELY = 0.5
# The witness above copies of one text whose source nobody names: in its story it goes by their
# sigla, which outside of it say nothing.
NAMELESS = "unseen:common:"
# So many names of sources and takers stand on an outlet's page.
NAMED = 20


# --- what a dossier shows -------------------------------------------------------


def conducts(dossier: Dossier) -> tuple[Conduct, ...]:
    """What a dossier shows of each of its reports, in its order."""
    brought = _brought_in(dossier)
    found = []
    for report in dossier.reports:
        witness = dossier.stemma.witness_of(report.id)
        descent, source = _descent(dossier, witness)
        critical = brought.get((report.id, Severity.CRITICAL), 0)
        major = brought.get((report.id, Severity.MAJOR), 0)
        found.append(Conduct(report.id, descent, source, critical, major))
    return tuple(found)


def _brought_in(dossier: Dossier) -> dict[tuple[str, Severity], int]:
    counts: dict[tuple[str, Severity], int] = {}
    for change in dossier.collation.changes:
        by = change.innovator
        if by is not None and by.probability >= LIKELY:
            place = by.report, change.severity
            counts[place] = counts.get(place, 0) + 1
    return counts


def _descent(dossier: Dossier, witness: Witness) -> tuple[Descent, str]:
    stemma = dossier.stemma
    taken = [c for c in stemma.copies if c.target == witness.id and not c.second]
    if any(copy.probability >= LIKELY for copy in taken):
        return Descent.COPY, _source_name(dossier, max(taken, key=lambda c: c.probability))
    if taken or len(_outlets(dossier, witness)) > 1:
        return Descent.UNDETERMINED, ""
    return (Descent.ORIGINAL if _is_root(stemma, witness) else Descent.UNDETERMINED), ""


def _source_name(dossier: Dossier, copy: Copy) -> str:
    """Whom a copy was taken from: the outlet, where all prints of the text are of one."""
    source = next(w for w in dossier.stemma.witnesses if w.id == copy.source)
    if source.kind is WitnessKind.UNSEEN:
        return "" if source.id.startswith(NAMELESS) else source.name
    outlets = _outlets(dossier, source)
    return outlets.pop() if len(outlets) == 1 else ""


def _outlets(dossier: Dossier, witness: Witness) -> set[str]:
    return {report.outlet or "" for report in dossier.reports if report.id in witness.reports}


def _is_root(stemma: Stemma, witness: Witness) -> bool:
    """Whether all that shares an origin with a witness goes back to it by copies."""
    reached, ends = {witness.id}, [witness.id]
    while ends:
        end = ends.pop()
        found = {c.target for c in stemma.copies if c.source == end} - reached
        reached |= found
        ends += found
    mine = [origin.witnesses for origin in stemma.origins if witness.id in origin.witnesses]
    return all(reached.issuperset(witnesses) for witnesses in mine)


# --- what is asked --------------------------------------------------------------


def outlets(store: Store, limit: int, cursor: str | None) -> OutletPage:
    """A page of the list of outlets, most reports first."""
    cards = store.outlets(_outlet_after(cursor), limit + 1)
    shown = cards[:limit]
    more = len(cards) > len(shown)
    last = f"{shown[-1].reports}.{shown[-1].name}" if shown and more else None
    return OutletPage(tuple(map(_entry, shown)), last)


def _outlet_after(cursor: str | None) -> tuple[int, str] | None:
    if cursor is None:
        return None
    reports, dot, name = cursor.partition(".")
    if not dot or not reports.isdigit():
        raise Misuse(f"{cursor!r} is no cursor of a list of outlets; give one as it was given")
    return int(reports), name


def profile(store: Store, name: str) -> OutletProfile | None:
    """An outlet with whom it copies and who copies it; none where it has no report."""
    with store.reading():
        card = store.outlet(name)
        if card is None:
            return None
        sources, takers = store.sources_of(name, NAMED), store.takers_of(name, NAMED)
        return OutletProfile(_entry(card), _named(sources), _named(takers))


def _named(counted: Iterable[tuple[str, int]]) -> tuple[NamedReports, ...]:
    return tuple(NamedReports(name, reports) for name, reports in counted)


def _entry(card: OutletCard) -> OutletEntry:
    undetermined = card.examined - card.original - card.copied
    return OutletEntry(card.name, card.reports, card.examined, card.original, card.copied,
                       undetermined, card.critical, card.major)  # fmt: skip


def reports_of(store: Store, outlet: str, limit: int, cursor: str | None) -> OutletReports:
    """A page of an outlet's reports, the latest first."""
    found = store.reports_of(outlet, _report_after(cursor), limit + 1)
    shown = found[:limit]
    more = len(found) > len(shown)
    last = _cursor_of(shown[-1][0]) if shown and more else None
    return OutletReports(tuple(_told(shown)), last)


def _cursor_of(card: Card) -> str:
    day = NEVER if card.day == UNDATED else card.day
    return f"{day}.{card.lot}.{card.stamp}"


def _report_after(cursor: str | None) -> tuple[int, str, int] | None:
    if cursor is None:
        return None
    parts = cursor.split(".", 2)
    if len(parts) != 3 or not (parts[0].isdigit() and parts[1].isdigit()):
        raise Misuse(f"{cursor!r} is no cursor of a list of reports; give one as it was given")
    return int(parts[0]), parts[2], int(parts[1])


def _told(found: Iterable[tuple[Card, Conduct | None]]) -> Iterable[OutletReport]:
    for card, conduct in found:
        shown = conduct or Conduct(card.id, Descent.UNDETERMINED)
        yield OutletReport(
            report=card.id,
            story=card.story,
            title=card.title,
            published=card.stamp or None,
            descent=shown.descent if conduct else None,
            source=shown.source,
            critical=shown.critical,
            major=shown.major,
        )
