"""After reports came or went: which days are settled again, and how far it reaches.

The theory. The machine's groups are what `stories.days.settle` gives when all days are taken
in order. A newcomer concerns the reports of its day that it is linked to, at any remove, by
pairs that speak for one story; that set is settled anew against the stories open before it.
Where a group changed, reports of the days behind that look back at it are settled again, in
order of days, until nothing changes. So the groups depend on what is in the archive and not
on the order it came in, and a report of today costs what today costs. A group keeps its name
for good; that two became one is a tie with its day, so the state before any day is at hand.
What can go wrong: of a pair of words that hundreds of reports of one day share, only
`LEADERS` are looked at.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from newstemma.archive.desk import Desk
from newstemma.archive.ties import sides, tied
from newstemma.ports import UNDATED, Card, Store, Tie
from newstemma.stories.agreement import JOIN
from newstemma.stories.days import SPOKESMEN, WINDOW, settle

# Of the reports of one day that share a key so many are looked at, the smallest lots: a
# sample that does not depend on the order of arrival.
LEADERS = 48
# A linked set of one day is settled in parts of at most so many, by lot.
AT_ONCE = 128
ALL = 1_000_000


class Settling:
    """One round of settling inside a transaction."""

    def __init__(self, store: Store, desk: Desk) -> None:
        self._store = store
        self._desk = desk
        self._due: dict[int, set[int]] = {}
        self._days: list[int] = []
        self.touched: set[int] = set()
        """The machine's groups, old and new, whose reports or ties are not what they were."""

    def arrived(self, cards: Iterable[Card]) -> None:
        """Reports that were filed and have no group yet."""
        for card in cards:
            self._call(card.day, [card.lot])

    def left(self, card: Card, keys: Sequence[int]) -> None:
        """A report that gave up its place: what it was linked to is settled again."""
        stirred = {card.machine}
        for tie in self._store.untie(card.day, [card.lot]):
            stirred |= {tie.one, tie.other}
        fellows = self._store.groups(stirred).values()
        self._call(card.day, (c.lot for some in fellows for c in some if c.day == card.day))
        self._call(card.day, _all_of(self._store.sharing([card.day], keys, ALL)))
        self.touched |= stirred
        self._look_ahead(card.day, [keys], stirred)

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
        seeds = {lot for lot, card in self._store.cards(seeds).items() if not card.newer}
        sets = self._linked(day, seeds)
        cards = self._store.cards(lot for linked in sets for lot in linked)
        old_ties = set(self._store.untie(day, cards))
        round_ = _Round(self._store, self._desk, day)
        for linked in sets:
            round_.settle(linked)
        changed = [
            replace(cards[lot], machine=machine)
            for lot, machine in round_.machines.items()
            if machine != cards[lot].machine
        ]
        self._store.place(changed)
        self._store.tie(round_.ties)
        stirred = {cards[c.lot].machine for c in changed} | {c.machine for c in changed}
        for tie in old_ties ^ round_.ties:
            stirred |= {tie.one, tie.other}
        self.touched |= stirred - {0}
        self._look_ahead(day, [self._desk.keys(c.lot) for c in changed], stirred - {0})

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
        return {
            lot: {o for o in near if o != lot and self._desk.bits(lot, o) > JOIN}
            for lot, near in self._desk.sharing([day], lots, LEADERS).items()
        }

    # --- the days behind ---

    def _look_ahead(self, day: int, keys: Iterable[Sequence[int]], stirred: set[int]) -> None:
        """Calls the reports of later days that may look back at what changed."""
        later = set(self._store.days(day + 1, day + WINDOW))
        later |= set(self._store.days(UNDATED, UNDATED)) - {day}
        if not later or not stirred:
            return
        one_with = tied(self._store, stirred)
        members = [c for some in self._store.groups(one_with).values() for c in some]
        self._desk.fetch(card.lot for card in members)
        wanted = {key for some in keys for key in some}
        wanted.update(key for card in members for key in self._desk.keys(card.lot))
        for one in later:
            self._call(one, _all_of(self._store.sharing([one], wanted, ALL)))
        for card in members:
            if card.day in later:
                self._call(card.day, [card.lot])


class _Round:
    """The linked sets of one day settled: the group of each report, and the ties made."""

    def __init__(self, store: Store, desk: Desk, day: int) -> None:
        self._store = store
        self._desk = desk
        self._day = day
        self.machines: dict[int, int] = {}
        self.ties: set[Tie] = set()

    def settle(self, linked: Sequence[int]) -> None:
        """Settles one linked set, its reports in order of lot."""
        spokesmen = self._open(linked)
        asked = self._desk.between()
        for start in range(0, len(linked), AT_ONCE):
            part = linked[start : start + AT_ONCE]
            names = sorted(spokesmen)
            open_ = [spokesmen[name] for name in names]
            asides = {lot for lot in part if self._desk.sketch(lot).aside}
            for settled in settle(part, open_, asked, asides):
                lots = [part[i] for i in settled.reports]
                into = [names[k] for k in settled.stories]
                self._keep(lots, into, spokesmen)

    def _keep(self, lots: list[int], into: list[int], spokesmen: dict[int, list[int]]) -> None:
        machine = into[0] if into else lots[0]
        self.machines.update(dict.fromkeys(lots, machine))
        self.ties |= {Tie(self._day, machine, other, lots[0]) for other in into[1:]}
        speaking = [lot for lot in lots if not self._desk.sketch(lot).aside]
        if not into and speaking:
            spokesmen[machine] = speaking[:SPOKESMEN]

    def _open(self, linked: Sequence[int]) -> dict[int, list[int]]:
        """The stories of the days before that any report is linked to: their spokesmen."""
        store, desk = self._store, self._desk
        days = store.days(0 if self._day == UNDATED else self._day - WINDOW, self._day - 1)
        if not days:
            return {}
        shared = desk.sharing(days, linked, LEADERS)
        near = {o for lot, others in shared.items() for o in others if desk.bits(lot, o) > JOIN}
        machines = {card.machine for card in store.cards(near).values()}
        names = tied(store, machines, before=self._day)
        found = {name: self._spokesmen(some) for name, some in sides(names).items()}
        return {name: lots for name, lots in found.items() if lots}

    def _spokesmen(self, machines: Sequence[int]) -> list[int]:
        members = self._store.groups(machines).values()
        lots = sorted(c.lot for some in members for c in some if c.day < self._day)
        found: list[int] = []
        for start in range(0, len(lots), SPOKESMEN):
            part = lots[start : start + SPOKESMEN]
            self._desk.fetch(part)
            found += [lot for lot in part if not self._desk.sketch(lot).aside]
            if len(found) >= SPOKESMEN:
                break
        return found[:SPOKESMEN]


def _all_of(shared: Mapping[int, frozenset[int]]) -> set[int]:
    return {lot for lots in shared.values() for lot in lots}


def _parts(links: Mapping[int, set[int]]) -> list[list[int]]:
    """The connected parts, each in order of lot, in order of their first."""
    either: dict[int, set[int]] = {lot: set() for lot in links}
    for lot, others in links.items():
        for other in others:
            either[lot].add(other)
            either[other].add(lot)
    parts: list[list[int]] = []
    seen: set[int] = set()
    for lot in sorted(either):
        if lot not in seen:
            part = sorted(_reach(lot, either))
            seen.update(part)
            parts.append(part)
    return parts


def _reach(start: int, links: Mapping[int, set[int]]) -> Iterator[int]:
    reached, ends = {start}, [start]
    while ends:
        end = ends.pop()
        yield end
        ends += links[end] - reached
        reached |= links[end]
