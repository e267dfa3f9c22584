"""What is asked of the archive and only read: lists, stories, searches, changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from newstemma.archive.storylines import first_of_line, line
from newstemma.archive.types import Changes, Found, StoryEntry, StoryPage
from newstemma.errors import Misuse
from newstemma.model import Report, Span, Story
from newstemma.ports import NEVER, UNDATED, Store, StoryCard, lot_of
from newstemma.stores.searching import places_of

# So many reports found by words are asked for the stories they stand in.
FOUND = 2000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `Archive.stories` was asked for."""

    day: date | None
    query: str | None
    limit: int
    cursor: str | None


def stories(store: Store, wanted: Wanted) -> StoryPage:
    """A page of the list of stories."""
    with store.reading():
        if wanted.query is not None:
            return _found_stories(store, wanted)
        day = wanted.day.toordinal() if wanted.day else None
        cards = store.stories(day, _after(wanted.cursor), wanted.limit + 1)
        shown = cards[: wanted.limit]
        more = len(cards) > len(shown)
        cursor = f"{shown[-1].last}.{shown[-1].size}.{shown[-1].id}" if shown and more else None
        return StoryPage(tuple(_entry(store, card) for card in shown), cursor)


def _after(cursor: str | None) -> tuple[int, int, str] | None:
    if cursor is None:
        return None
    parts = cursor.split(".", 2)
    if len(parts) != 3 or not (parts[0].isdigit() and parts[1].isdigit()):
        raise Misuse(f"{cursor!r} is no cursor of a list of stories; give one as it was given")
    return int(parts[0]), int(parts[1]), parts[2]


def _found_stories(store: Store, wanted: Wanted) -> StoryPage:
    skip = int(wanted.cursor) if wanted.cursor and wanted.cursor.isdigit() else 0
    if wanted.cursor and not wanted.cursor.isdigit():
        raise Misuse(f"{wanted.cursor!r} is no cursor of a search; give one as it was given")
    hits = store.search(wanted.query or "", FOUND, 0)
    ids = list(dict.fromkeys(hit.story for hit in hits if hit.story))
    cards = store.story_cards(ids)
    if wanted.day is not None:
        day = wanted.day.toordinal()
        cards = tuple(c for c in cards if c.first <= day <= c.last)
    shown = cards[skip : skip + wanted.limit]
    more = len(cards) > skip + len(shown)
    return StoryPage(
        tuple(_entry(store, card) for card in shown), str(skip + len(shown)) if more else None
    )


def entry(store: Store, id: str) -> StoryEntry:
    """A standing story as listed."""
    return _entry(store, _card(store, id))


def _card(store: Store, id: str) -> StoryCard:
    card = store.story(id)
    if card is None:
        raise Misuse(f"there is no story {id} in this archive")
    return card


def _entry(store: Store, card: StoryCard) -> StoryEntry:
    return StoryEntry(
        id=card.id,
        title=card.title,
        size=card.size,
        first=_date(card.first),
        last=_date(card.last),
        counts=card.counts,
        storyline=first_of_line(store, card).id,
        merged_into=card.merged_into or None,
        changed=card.changed,
    )


def _date(day: int) -> date | None:
    return None if day in (NEVER, UNDATED) else date.fromordinal(day)


def standing(store: Store, id: str) -> str | None:
    """The id under which a story stands now; none where there never was one or it is empty."""
    seen: set[str] = set()
    while (card := store.story(id)) is not None and id not in seen:
        seen.add(id)
        if not card.merged_into:
            return id
        id = card.merged_into
    return None


def story(store: Store, id: str) -> Story:
    """A standing story with the ids of its reports."""
    with store.reading():
        card = _card(store, id)
        members = store.members([id]).get(id, ())
        return Story(
            id=id,
            reports=tuple(one.id for one in members),
            title=card.title,
            opened=card.opened,
            last_seen=card.last_seen,
            storyline=first_of_line(store, card).id,
        )


def reports(store: Store, id: str) -> tuple[Report, ...]:
    """The reports of a standing story, in order."""
    with store.reading():
        members = store.members([id]).get(id, ())
        found = store.reports(card.lot for card in members)
    return tuple(found[card.lot] for card in members)


def story_of(store: Store, report: str) -> str:
    """The story of a report or of the version that took its place."""
    card = store.cards([lot_of(report)])[lot_of(report)]
    while card.newer:
        lot = lot_of(card.newer)
        card = store.cards([lot])[lot]
    return card.story


# --- storylines ---


def storyline(store: Store, id: str) -> tuple[StoryEntry, ...]:
    """The developments of the storyline of a story, the first one first."""
    with store.reading():
        return tuple(_entry(store, card) for card in line(store, _card(store, id)))


# --- words ---


def search(store: Store, words: str, limit: int, skip: int) -> tuple[Found, ...]:
    """Reports by words, with the places of the words."""
    with store.reading():
        hits = store.search(words, limit, skip)
        found = store.reports(hit.lot for hit in hits)
    return tuple(_found(found[hit.lot], hit.story, words) for hit in hits)


def _found(report: Report, story: str, words: str) -> Found:
    spans = tuple(Span(start, end) for start, end in places_of(words, report.text))
    published = report.published.iso if report.published else None
    return Found(report.id, story, report.title, report.outlet, published, report.text, spans)


# --- changes ---


def changed_since(store: Store, cursor: int, limit: int) -> Changes:
    """Stories by their last change."""
    with store.reading():
        cards: Sequence[StoryCard] = store.changed_since(cursor, limit)
        last = cards[-1].changed if cards else cursor
        return Changes(tuple(_entry(store, card) for card in cards), last)
