"""After reports came or went: which days are settled again, and how far it reaches.

The theory. The machine's groups are what `stories.days.settle` gives when all days are taken
in order. A newcomer concerns the reports of its day that it is linked to, at any remove, by
pairs that speak for one story; that set is settled anew against the stories open before it.
Where a group changed, reports of the days behind that look back at it are settled again, in
order of days, until nothing changes. So the groups depend on what is in the archive and not
on the order it came in, and a report of today costs what today costs. What can go wrong: of
a pair of words that hundreds of reports of one day share, only `LEADERS` are looked at.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newstemma.archive.desk import Desk
from newstemma.ports import UNDATED, Card, Store
from newstemma.stories.agreement import JOIN
from newstemma.stories.days import SPOKESMEN, WINDOW, settle

# Of the reports of one day that share a key so many are looked at, the smallest lots: a
# sample that does not depend on the order of arrival.
LEADERS = 48
# A linked set of one day is settled in parts of at most so many, by lot.
AT_ONCE = 128
ALL = 1_000_000


class Settling:
    """One round of settling inside a transaction; `moved` says what it did."""

    def __init__(self, store: Store, desk: Desk) -> None:
        self._store = store
        self._desk = desk
        self._due: dict[int, set[int]] = {}
        self._days: list[int] = []
        self.touched: set[int] = set()
        """The machine's groups, old and new, whose reports are not what they were."""

    def arrived(self, cards: Iterable[Card]) -> None:
        """Reports that were filed and have no group yet."""
        for card in cards:
            self._call(card.day, [card.lot])

    def left(self, card: Card, keys: Sequence[int]) -> None:
        """A report that gave up its place: what it was linked to is settled again."""
        self.touched.add(card.machine)
        fellows = self._store.groups([card.machine]).get(card.machine, ())
        self._call(card.day, (one.lot for one in fellows if one.day == card.day))
        self._call(card.day, self._store.sharing([card.day], keys, ALL))
        self._look_ahead(card.day, [keys], {card.machine})

    def run(self) -> None:
        """Settles every day that is due, in order, and those that follow from it."""
        while self._days:
            day = heapq.heappop(self._days)
            self._settle_day(day, self._due.pop(day))

    def _call(self, day: int, lots: Iterable[int]) -> None:
        lots = set(lots)
        if not lots:
            return
        if day not in self._due:
            heapq.heappush(self._days, day)
        self._due.setdefault(day, set()).update(lots)

    # --- one day ---

    def _settle_day(self, day: int, seeds: set[int]) -> None:
        before = self._store.cards(seeds)
        seeds = {lot for lot, card in before.items() if not card.newer}
        sets = self._linked(day, seeds)
        cards = self._store.cards(lot for one in sets for lot in one)
        changed: list[Card] = []
        for linked in sets:
            changed += self._changed(linked, cards, self._settle_set(day, linked))
        self._store.place(changed)
        stirred = {cards[c.lot].machine for c in changed} | {c.machine for c in changed}
        self.touched |= stirred - {0}
        self._look_ahead(day, [self._desk.keys(c.lot) for c in changed], stirred - {0})

    def _changed(
        self, linked: Sequence[int], cards: dict[int, Card], machines: dict[int, int]
    ) -> list[Card]:
        new = (replace(cards[lot], machine=machines[lot]) for lot in linked)
        return [card for card in new if card.machine != cards[card.lot].machine]

    def _linked(self, day: int, seeds: Iterable[int]) -> list[list[int]]:
        """The sets of the day's reports linked to the seeds, and those grouped with them now."""
        links: dict[int, set[int]] = {}
        waiting = sorted(seeds)
        while waiting:
            found = self._neighbours(day, waiting)
            links.update(found)
            reached = {lot for near in found.values() for lot in near}
            machines = {c.machine for c in self._store.cards([*reached, *waiting]).values()}
            for members in self._store.groups(machines - {0}).values():
                reached.update(c.lot for c in members if c.day == day)
            waiting = sorted(reached - set(links))
        return _parts(links)

    def _neighbours(self, day: int, lots: Sequence[int]) -> dict[int, set[int]]:
        self._desk.fetch(lots)
        shared = {lot: self._store.sharing([day], self._desk.keys(lot), LEADERS) for lot in lots}
        self._desk.fetch({other for near in shared.values() for other in near})
        return {
            lot: {o for o in near if o != lot and self._desk.bits(lot, o) > JOIN}
            for lot, near in shared.items()
        }

    def _settle_set(self, day: int, linked: Sequence[int]) -> dict[int, int]:
        """The group of each report of a linked set."""
        groups = self._open_groups(day, linked)
        found: dict[int, int] = {}
        for start in range(0, len(linked), AT_ONCE):
            part = linked[start : start + AT_ONCE]
            names = sorted(groups)
            spokesmen = [[self._desk.sketch(lot) for lot in groups[name]] for name in names]
            for settled in settle([self._desk.sketch(lot) for lot in part], spokesmen):
                lots = [part[i] for i in settled.reports]
                if settled.into is not None:
                    found.update(dict.fromkeys(lots, names[settled.into]))
                else:
                    groups[lots[0]] = lots[:SPOKESMEN]
                    found.update(dict.fromkeys(lots, lots[0]))
        return found

    def _open_groups(self, day: int, linked: Sequence[int]) -> dict[int, list[int]]:
        """The groups of the days before that any of the reports is linked to: their spokesmen."""
        store, desk = self._store, self._desk
        days = store.days(_earliest(day), day - 1)
        if not days:
            return {}
        shared = {lot: store.sharing(days, desk.keys(lot), LEADERS) for lot in linked}
        desk.fetch({other for near in shared.values() for other in near})
        near = {o for lot, others in shared.items() for o in others if desk.bits(lot, o) > JOIN}
        machines = {card.machine for card in store.cards(near).values()}
        found = {
            machine: sorted(c.lot for c in members if c.day < day)[:SPOKESMEN]
            for machine, members in store.groups(machines).items()
        }
        desk.fetch(lot for lots in found.values() for lot in lots)
        return found

    # --- the days behind ---

    def _look_ahead(self, day: int, keys: Iterable[Sequence[int]], stirred: set[int]) -> None:
        """Calls the reports of later days that may look back at what changed."""
        later = [*self._store.days(day + 1, day + WINDOW)]
        later += [] if later and later[-1] == UNDATED else self._store.days(UNDATED, UNDATED)
        later = [one for one in later if one != day]
        if not later:
            return
        members = [c for cards in self._store.groups(stirred).values() for c in cards]
        wanted = {key for some in keys for key in some}
        for card in members:
            wanted.update(self._desk.keys(card.lot))
        for one in later:
            self._call(one, self._store.sharing([one], sorted(wanted), ALL))
        for card in members:
            if card.day in later:
                self._call(card.day, [card.lot])


def _earliest(day: int) -> int:
    return 0 if day == UNDATED else day - WINDOW


def _parts(links: dict[int, set[int]]) -> list[list[int]]:
    """The connected parts, each in order of lot, in order of their first."""
    either: dict[int, set[int]] = {lot: set() for lot in links}
    for lot, others in links.items():
        for other in others:
            either[lot].add(other)
            either[other].add(lot)
    parts, seen = [], set[int]()
    for lot in sorted(either):
        if lot not in seen:
            part = sorted(_reach(lot, either))
            seen.update(part)
            parts.append(part)
    return parts


def _reach(start: int, links: dict[int, set[int]]) -> Iterator[int]:
    reached, ends = {start}, [start]
    while ends:
        end = ends.pop()
        yield end
        ends += links[end] - reached
        reached |= links[end]
