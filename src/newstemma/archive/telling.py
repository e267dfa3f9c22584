"""The machine's groups and the rulings made into stories: ids, titles, the log of what moved.

A story's id is drawn from its first report, by day, publication and id, as in
`stories.group`: it does not depend on the order of arrival. Where an earlier report comes late
and takes the first place, or two stories become one, the old id stays as a signpost to the
story that holds its first report now. Nothing is forgotten: the log tells every move.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from newstemma.archive.desk import Desk
from newstemma.archive.linking import link, to_link_anew
from newstemma.archive.rulings import StoryRulings
from newstemma.archive.ties import tied
from newstemma.model import Ruling
from newstemma.ports import NEVER, UNDATED, Card, Event, Store, StoryCard, lot_of


def story_id(first: str) -> str:
    """The id of the story whose first report has this id."""
    return sha256(f"story {first}".encode("utf-8", "replace")).hexdigest()[:16]


class Telling:
    """Stories told anew inside a transaction, for the machine's groups that changed."""

    def __init__(self, store: Store, desk: Desk, now: datetime) -> None:
        self._store = store
        self._desk = desk
        self._now = now
        self.rulings: Sequence[Ruling] = [
            kept.ruling for kept in store.rulings() if kept.withdrawn is None
        ]

    def tell(self, machines: Iterable[int], left: Iterable[Card] = ()) -> set[str]:
        """Sets the stories of these groups; gives the ids of all stories that changed.

        `left` are reports that gave up their place, as they stood before.
        """
        over = StoryRulings.of(self.rulings)
        groups = self._groups(self._with_ruled(set(machines), over))
        pieces = over.laid_over(groups, self._bits)
        told = {card.id: story_id(piece[0].id) for piece in pieces for card in piece}
        cards = {card.id: card for members in groups.values() for card in members}
        moved = [card for card in cards.values() if card.story != told[card.id]]
        self._store.place(replace(card, story=told[card.id]) for card in moved)
        left = list(left)
        touched = {told[c.id] for c in moved} | {c.story for c in [*moved, *left]} - {""}
        fresh: set[str] = set()
        standing = {story_id(piece[0].id): piece for piece in pieces}
        for story in sorted(touched):
            if story in standing:
                was = self._put(story, standing[story])
                fresh |= set() if was else {story}
            else:
                self._sign_post(story, [c for c in [*cards.values(), *left] if c.story == story])
        self._store.log(self._events(moved, told, standing))
        came = [card for card in moved if not card.story]
        return touched | self._link_anew(came, left, fresh)

    def _link_anew(self, came: Sequence[Card], left: Sequence[Card], fresh: set[str]) -> set[str]:
        """Looks again for what stories go on from; gives those for which it is another."""
        changed = set()
        for id in sorted(to_link_anew(self._store, self._desk, came, left) | fresh):
            card = self._store.story(id)
            members = self._store.members([id]).get(id)
            if card is None or card.merged_into or not members:
                continue
            before = link(self._store, self._desk, members[0])
            if before != card.before:
                self._store.put_story(replace(card, before=before))
                changed.add(id)
        return changed

    def _with_ruled(self, machines: set[int], over: StoryRulings) -> set[int]:
        """The groups, those they are one with, and those that rulings speak of beside them."""
        machines = set(tied(self._store, machines))
        named = []
        for reports in over.tied():
            cards = self._store.cards(lot_of(id) for id in reports).values()
            named.append(set(tied(self._store, {card.machine for card in cards})))
        growing = True
        while growing:
            more = {m for some in named if some & machines for m in some}
            growing = not more <= machines
            machines = machines | more
        return machines

    def _groups(self, machines: set[int]) -> dict[int, list[Card]]:
        """The reports of the groups, those that are one together."""
        members = self._store.groups(machines)
        names = tied(self._store, machines)
        found: dict[int, list[Card]] = {}
        for machine in sorted(members):
            found.setdefault(names[machine], []).extend(members[machine])
        return found

    def _bits(self, one: int, other: int) -> float:
        return self._desk.bits(one, other)

    def _put(self, story: str, members: Sequence[Card]) -> bool:
        """Keeps a story as it stands now; says whether it was known before."""
        was = self._store.story(story)
        stamps = sorted(card.stamp for card in members if card.stamp)
        self._store.put_story(
            StoryCard(
                id=story,
                title=next((card.title for card in members if card.title), ""),
                size=len(members),
                first=members[0].day,
                last=max((c.day for c in members if c.day != UNDATED), default=NEVER),
                opened=datetime.fromisoformat(stamps[0]) if stamps else None,
                last_seen=datetime.fromisoformat(stamps[-1]) if stamps else None,
                before=was.before if was else "",
            )
        )
        return was is not None and not was.merged_into

    def _sign_post(self, story: str, members: Sequence[Card]) -> None:
        """What stays of a story that stands no more: where its first report is now."""
        was = self._store.story(story)
        there = self._store.cards(self._now_of(card) for card in members)
        into = next((c.story for c in sorted(there.values(), key=lambda c: c.order) if c.story), "")
        if was is not None:
            self._store.put_story(replace(was, size=0, merged_into=into or story))

    def _now_of(self, card: Card) -> int:
        now = self._store.cards([card.lot]).get(card.lot, card)
        return lot_of(now.newer) if now.newer else card.lot

    def _events(
        self, moved: Sequence[Card], told: Mapping[str, str], standing: Mapping[str, Sequence[Card]]
    ) -> list[Event]:
        events = []
        for story in sorted({told[card.id] for card in moved}):
            coming = [card for card in moved if told[card.id] == story]
            sources = sorted({card.story for card in coming} - {""})
            if len(coming) == len(standing[story]) and not sources:
                events.append(Event(0, self._now, "opened", story))
            for source in sources:
                kind = "split" if source in standing else "merged"
                events.append(Event(0, self._now, kind, story, source))
            for card in sorted(coming, key=lambda card: card.order):
                kind = "moved" if card.story else "placed"
                events.append(Event(0, self._now, kind, story, card.story, card.id))
        return events
