"""Dossiers kept until their story changes, and the versions of a page with their changes."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import version

from newstemma import collations, stemmas
from newstemma import dossiers as making
from newstemma.archive import listing
from newstemma.archive.desk import Desk
from newstemma.archive.outlets import conducts
from newstemma.archive.types import Version
from newstemma.archive.versions import page_of, texts
from newstemma.errors import Broken
from newstemma.model import Change, Dossier, Report, Ruling
from newstemma.ports import KeptDossier, Store, StoryCard, lot_of
from newstemma.stores.packing import pack, unpack


@lru_cache(maxsize=1)
def maker() -> str:
    """Who makes dossiers here: another release may make them otherwise, so it makes them anew."""
    return f"newstemma {version('newstemma')}"


def dossier(store: Store, story: str) -> Dossier:
    """The dossier of a standing story, from what is kept or made again."""
    with store.reading():
        card = _card(store, story)
        kept = store.dossier(story)
        if kept is not None and (kept.changed, kept.maker) == (card.changed, maker()):
            return unpack(Dossier, kept.body)
        members = listing.story(store, story)
        reports = listing.reports(store, story)
        rulings = [one.ruling for one in store.rulings() if one.withdrawn is None]
    made = making.dossier(members, reports, rulings=_on_copies(rulings, members.reports))
    if not store.read_only:
        _keep(store, card, made)
    return made


def _card(store: Store, story: str) -> StoryCard:
    card = store.story(story)
    if card is None:
        raise Broken(f"story {story} was there and is gone")
    return card


def _on_copies(rulings: list[Ruling], reports: tuple[str, ...]) -> list[Ruling]:
    inside = set(reports)
    return [one for one in rulings if inside.issuperset(one.subject)]


def _keep(store: Store, card: StoryCard, made: Dossier) -> None:
    """Keeps a dossier unless the story has changed while it was made."""
    body = pack(made)
    with store.writing():
        now = store.story(card.id)
        if now is not None and now.changed == card.changed:
            kept = KeptDossier(card.id, card.changed, maker(), made.counts, body)
            store.keep_dossier(kept, conducts(made))


# --- versions ---


def versions(store: Store, desk: Desk, report: Report) -> tuple[Version, ...]:
    """The versions of the page of a report, from the first to the current."""
    lots = store.of_page(page_of(report)) or (lot_of(report.id),)
    for text in texts(list(store.reports(lots).values()), desk):
        if report.id in {one.id for one in text}:
            pairs = zip([None, *text], text, strict=False)
            return tuple(
                Version(now, now is text[-1], changes_between(before, now) if before else ())
                for before, now in pairs
            )
    raise Broken(f"report {report.id} is no version of its own page")


def changes_between(before: Report, now: Report) -> tuple[Change, ...]:
    """What one version says otherwise than the one before it."""
    if before.text == now.text:
        return ()
    ruling = _certainly_copied(before, now)
    stemma = stemmas.trace([before, now], story="versions", rulings=[ruling])
    return collations.collate([before, now], stemma).changes


def _certainly_copied(before: Report, now: Report) -> Ruling:
    # Nobody need find out whether a page was made from its own earlier version.
    moment = datetime(1970, 1, 1, tzinfo=UTC)
    return Ruling("archive", moment, (now.id, before.id), "copies")
