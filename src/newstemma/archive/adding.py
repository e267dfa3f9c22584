"""Pages into the archive, a batch at a time: each batch is one transaction.

A page is cleaned outside the transaction; inside it reports are filed, versions told apart,
days settled and stories told. What happened is said only after the commit: what was said is
safe. A run that is cut off is simply begun again, for what is known already costs little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from newstemma.archive.copying import keep_up
from newstemma.archive.desk import Desk, day_of
from newstemma.archive.settling import Settling
from newstemma.archive.telling import Telling
from newstemma.archive.types import Added, What
from newstemma.archive.versions import page_of, texts
from newstemma.model import Page, Rejected, Report
from newstemma.ports import Card, Event, Filed, Store, lot_of
from newstemma.reports import clean
from newstemma.reports.cleaning import digest

Item = Page | Report | Rejected


def add(
    store: Store, desk: Desk, items: Iterable[Item], batch: int, copies: Path | None
) -> Iterator[Added]:
    """What happened to each item, in order, after its batch was committed."""
    waiting = iter(items)
    while part := list(islice(waiting, batch)):
        done = add_batch(store, desk, _read(store, part))
        keep_up(store, copies)
        yield from done


@dataclass(frozen=True, slots=True)
class _Known:
    """A page whose report is filed already: it need not be read again."""

    id: str
    origin: str


Read = Report | Rejected | _Known


def _read(store: Store, items: Sequence[Item]) -> list[Read]:
    """The items as reports; what is known already is told by its digest, before it is read."""
    digests = [digest(item) if isinstance(item, Page) else "" for item in items]
    known = store.known(id for id in digests if id)
    return [
        _Known(id, item.origin) if id in known else _one(item)
        for item, id in zip(items, digests, strict=True)
    ]


def _one(item: Item) -> Report | Rejected:
    return clean(item) if isinstance(item, Page) else item


def add_batch(store: Store, desk: Desk, read: Sequence[Read]) -> list[Added]:
    """Adds reports in one transaction and says what happened to each."""
    reports = list({one.id: one for one in read if isinstance(one, Report)}.values())
    missing = {one.id for one in reports} - store.known(one.id for one in reports)
    for report in reports:
        if report.id in missing:
            desk.lay(report)
    versions: set[str] = set()
    fresh: set[str] = set()
    if missing:
        with store.writing():
            fresh = missing - store.known(missing)  # again: another may have been quicker
            versions = _file(store, desk, [one for one in reports if one.id in fresh])
    return _said(store, read, fresh, versions)


def _said(store: Store, read: Sequence[Read], fresh: set[str], versions: set[str]) -> list[Added]:
    lots = (lot_of(one.id) for one in read if not isinstance(one, Rejected))
    cards = {card.id: card for card in store.cards(lots).values()}
    stories = {id: _story(store, card) for id, card in cards.items()}
    said, seen = [], set[str]()
    for one in read:
        if isinstance(one, Rejected):
            said.append(Added(What.REJECTED, one.origin, rejected=one))
            continue
        new = one.id in fresh and one.id not in seen
        kind = What.VERSION if one.id in versions else What.ADDED
        said.append(Added(kind if new else What.KNOWN, one.origin, one.id, stories[one.id]))
        seen.add(one.id)
    return said


def _story(store: Store, card: Card) -> str:
    """Where a report stands, or the version that took its place."""
    if not card.newer:
        return card.story
    newer = lot_of(card.newer)
    return store.cards([newer])[newer].story


def _file(store: Store, desk: Desk, reports: Sequence[Report]) -> set[str]:
    """Files new reports and settles what they touch; gives those that are versions."""
    now = datetime.now(UTC)
    store.file([filed(report, desk, now) for report in reports])
    settling = Settling(store, desk)
    versions, left = _version(store, desk, settling, {one.id: one for one in reports})
    cards = store.cards(lot_of(one.id) for one in reports)
    settling.arrived(card for card in cards.values() if not card.newer)
    settling.run()
    Telling(store, desk, now).tell(settling.touched, left)
    store.log(Event(0, now, "version", "", report=id) for id in sorted(versions))
    return versions


def filed(report: Report, desk: Desk, now: datetime) -> Filed:
    """A report with all it is found by."""
    stamp = report.published.when.isoformat() if report.published else ""
    keys = desk.lay(report)
    return Filed(report, lot_of(report.id), day_of(report), stamp, keys, page_of(report), now)


def _version(
    store: Store, desk: Desk, settling: Settling, fresh: dict[str, Report]
) -> tuple[set[str], list[Card]]:
    """Sets which version of each page is current; gives the versions and who gave up a place."""
    versions: set[str] = set()
    left: list[Card] = []
    for page in sorted({page_of(one) for one in fresh.values()} - {""}):
        lots = store.of_page(page)
        if len(lots) < 2:
            continue
        cards = store.cards(lots)
        for text in texts(list(store.reports(lots).values()), desk):
            ids = [one.id for one in text]
            first = ids[:1] if all(id in fresh for id in ids) else []
            versions |= {id for id in ids if id in fresh and id not in first}
            for report in text:
                newer = "" if report is text[-1] else text[-1].id
                card = cards[lot_of(report.id)]
                if newer != card.newer:
                    _set_current(store, desk, settling, (report, card, newer))
                    left += [card] if card.story else []
    return versions, left


def _set_current(
    store: Store, desk: Desk, settling: Settling, change: tuple[Report, Card, str]
) -> None:
    report, card, newer = change
    one = filed(report, desk, datetime.now(UTC))
    store.supersede(one, newer)
    if newer and card.machine:
        settling.left(card, one.keys)
    elif not newer:
        settling.arrived([card])
