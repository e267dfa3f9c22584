"""The store in memory: gone when it is closed, and the plainest reading of the contract.

For a pile that need not outlive the process, and for tests: it shares no code with the SQL
stores, so that the same answers from both say something. All its values are immutable; a
transaction that fails puts the dictionaries back as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import TypeVar

from newstemma.errors import Misuse
from newstemma.model import Report, Ruling
from newstemma.ports import (
    Card,
    Conduct,
    Descent,
    Event,
    Filed,
    Hit,
    KeptDossier,
    KeptRuling,
    OutletCard,
    StoryCard,
    Tie,
    lot_of,
)
from newstemma.stores.memory_outlets import most_first, newest_first, outlets_of
from newstemma.stores.searching import phrases, plain_words

Place = tuple[int, str]
Name = TypeVar("Name", int, str)


@dataclass(slots=True)
class _Tables:
    filed: dict[int, Filed] = field(default_factory=dict)
    newer: dict[int, str] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)
    keys: dict[tuple[int, int], frozenset[int]] = field(default_factory=dict)
    days: dict[int, int] = field(default_factory=dict)  # so many lots stand under keys of a day
    places: dict[int, Place] = field(default_factory=dict)
    ties: dict[Tie, None] = field(default_factory=dict)
    stories: dict[str, StoryCard] = field(default_factory=dict)
    dossiers: dict[str, KeptDossier] = field(default_factory=dict)
    conducts: dict[int, tuple[str, Conduct]] = field(default_factory=dict)
    rulings: dict[int, KeptRuling] = field(default_factory=dict)
    log: dict[int, Event] = field(default_factory=dict)

    def copied(self) -> _Tables:
        return _Tables(**{one.name: dict(getattr(self, one.name)) for one in fields(self)})


class MemoryStore:
    """A store of dictionaries; for one thread."""

    read_only = False
    address = ":memory:"

    def __init__(self) -> None:
        self._tables = _Tables()

    @contextmanager
    def writing(self) -> Iterator[None]:
        before = self._tables.copied()
        try:
            yield
        except BaseException:
            self._tables = before
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        yield

    # --- reports ---

    def file(self, reports: Sequence[Filed]) -> None:
        for filed in reports:
            if filed.lot not in self._tables.filed:
                self._tables.filed[filed.lot] = filed
                self._tables.newer[filed.lot] = ""
                self._set_keys(filed, True)

    def _set_keys(self, filed: Filed, there: bool) -> None:
        for key in filed.keys:
            place = filed.day, key
            before = self._tables.keys.get(place, frozenset())
            now = before | {filed.lot} if there else before - {filed.lot}
            self._tables.keys[place] = now
            stand = self._tables.days.get(filed.day, 0) + len(now) - len(before)
            self._tables.days[filed.day] = stand

    def known(self, ids: Iterable[str]) -> frozenset[str]:
        return frozenset(id for id in ids if lot_of(id) in self._tables.filed)

    def reports(self, lots: Iterable[int]) -> dict[int, Report]:
        filed = self._tables.filed
        return {lot: filed[lot].report for lot in lots if lot in filed}

    def cards(self, lots: Iterable[int]) -> dict[int, Card]:
        return {lot: self._card(lot) for lot in lots if lot in self._tables.filed}

    def _card(self, lot: int) -> Card:
        filed = self._tables.filed[lot]
        machine, story = self._tables.places.get(lot, (0, ""))
        report = filed.report
        return Card(lot, report.id, filed.day, filed.stamp, report.title, report.outlet or "",
                    machine, story, self._tables.newer[lot])  # fmt: skip

    def of_page(self, page: str) -> tuple[int, ...]:
        filed = self._tables.filed.values()
        return tuple(sorted(one.lot for one in filed if page and one.page == page))

    def filed_since(self, number: int, limit: int) -> tuple[tuple[int, int], ...]:
        numbered = enumerate(self._tables.filed, 1)
        return tuple((n, lot) for n, lot in numbered if n > number)[:limit]

    def mark(self, name: str) -> int:
        return self._tables.marks.get(name, 0)

    def set_mark(self, name: str, number: int) -> None:
        self._tables.marks[name] = number

    def supersede(self, filed: Filed, newer: str) -> None:
        self._tables.newer[filed.lot] = newer
        self._set_keys(filed, not newer)
        if newer:
            self._tables.places.pop(filed.lot, None)
            self._tables.conducts.pop(filed.lot, None)

    # --- keys ---

    def sharing(
        self, days: Iterable[int], keys: Iterable[int], limit: int
    ) -> dict[int, frozenset[int]]:
        wanted, there = list(days), self._tables.keys
        found = {
            key: frozenset(
                lot for day in wanted for lot in sorted(there.get((day, key), ()))[:limit]
            )
            for key in keys
        }
        return {key: lots for key, lots in found.items() if lots}

    def days(self, first: int, last: int) -> tuple[int, ...]:
        found = (day for day, lots in self._tables.days.items() if lots and first <= day <= last)
        return tuple(sorted(found))

    # --- places ---

    def groups(self, machines: Iterable[int]) -> dict[int, tuple[Card, ...]]:
        wanted = frozenset(machines)
        return self._placed({lot: m for lot, (m, _) in self._tables.places.items() if m in wanted})

    def members(self, stories: Iterable[str]) -> dict[str, tuple[Card, ...]]:
        wanted = frozenset(stories)
        return self._placed({lot: s for lot, (_, s) in self._tables.places.items() if s in wanted})

    def _placed(self, names: Mapping[int, Name]) -> dict[Name, tuple[Card, ...]]:
        found: dict[Name, list[Card]] = {}
        for lot, name in names.items():
            found.setdefault(name, []).append(self._card(lot))
        return {name: tuple(sorted(some, key=lambda c: c.order)) for name, some in found.items()}

    def place(self, cards: Iterable[Card]) -> None:
        for card in cards:
            self._tables.places[card.lot] = card.machine, card.story

    def ties(self, machines: Iterable[int]) -> frozenset[Tie]:
        wanted = frozenset(machines)
        return frozenset(t for t in self._tables.ties if t.one in wanted or t.other in wanted)

    def tie(self, ties: Iterable[Tie]) -> None:
        self._tables.ties.update(dict.fromkeys(ties))

    def untie(self, day: int, by: Iterable[int]) -> tuple[Tie, ...]:
        makers = frozenset(by)
        gone = tuple(t for t in self._tables.ties if t.day == day and t.by in makers)
        for tie in gone:
            del self._tables.ties[tie]
        return gone

    def put_story(self, card: StoryCard) -> None:
        number = max((one.changed for one in self._tables.stories.values()), default=0) + 1
        self._tables.stories[card.id] = replace(card, changed=number, counts=None)

    def story(self, id: str) -> StoryCard | None:
        card = self._tables.stories.get(id)
        kept = self._tables.dossiers.get(id)
        if card is None or kept is None or kept.changed != card.changed:
            return card
        return replace(card, counts=kept.counts)

    def stories(
        self, day: int | None, after: tuple[int, int, str] | None, limit: int
    ) -> tuple[StoryCard, ...]:
        ids = self._tables.stories if day is None else self._of_day(day)
        cards = sorted(self.story_cards(list(ids)), key=_listed)
        if after is not None:
            last, size, id = after
            cards = [card for card in cards if _listed(card) > (-last, -size, id)]
        return tuple(cards[:limit])

    def _of_day(self, day: int) -> list[str]:
        places = self._tables.places
        return [places[lot][1] for lot in places if self._tables.filed[lot].day == day]

    def story_cards(self, ids: Sequence[str]) -> tuple[StoryCard, ...]:
        cards = (self.story(id) for id in dict.fromkeys(ids))
        return tuple(card for card in cards if card is not None and not card.merged_into)

    def followers(self, reports: Iterable[str]) -> tuple[StoryCard, ...]:
        wanted = frozenset(reports) - {""}
        cards = [self.story(id) for id in sorted(self._tables.stories)]
        return tuple(card for card in cards if card is not None and card.before in wanted)

    def changed_since(self, number: int, limit: int) -> tuple[StoryCard, ...]:
        cards = (self.story(id) for id in self._tables.stories)
        later = [card for card in cards if card is not None and card.changed > number]
        return tuple(sorted(later, key=lambda card: card.changed)[:limit])

    # --- outlets ---

    def _outlets(self) -> list[OutletCard]:
        return outlets_of(map(self._card, self._tables.filed), self._tables.conducts)

    def outlets(self, after: tuple[int, str] | None, limit: int) -> tuple[OutletCard, ...]:
        found = self._outlets()
        if after is not None:
            reports, name = after
            found = [one for one in found if (-one.reports, one.name) > (-reports, name)]
        return tuple(found[:limit])

    def outlet(self, name: str) -> OutletCard | None:
        return next((one for one in self._outlets() if one.name == name), None)

    def reports_of(
        self, outlet: str, after: tuple[int, str, int] | None, limit: int
    ) -> tuple[tuple[Card, Conduct | None], ...]:
        cards = [self._card(lot) for lot in self._tables.filed]
        mine = [c for c in cards if outlet and c.outlet == outlet and not c.newer]
        listed = sorted(mine, key=newest_first, reverse=True)
        if after is not None:
            listed = [card for card in listed if newest_first(card) < after]
        shown = self._tables.conducts
        return tuple(
            (card, shown[card.lot][1] if card.lot in shown else None) for card in listed[:limit]
        )

    def sources_of(self, outlet: str, limit: int) -> tuple[tuple[str, int], ...]:
        taken = self._copies()
        return most_first((source for name, source in taken if name == outlet != ""), limit)

    def takers_of(self, source: str, limit: int) -> tuple[tuple[str, int], ...]:
        taken = self._copies()
        return most_first((name for name, one in taken if one == source != ""), limit)

    def _copies(self) -> list[tuple[str, str]]:
        """Each copy's outlet, and whom it was taken from."""
        shown = self._tables.conducts.items()
        return [
            (self._card(lot).outlet, one.source)
            for lot, (_, one) in shown
            if one.descent is Descent.COPY
        ]

    # --- words ---

    def search(self, words: str, limit: int, skip: int) -> tuple[Hit, ...]:
        wanted = [plain_words(" ".join(phrase)) for phrase in phrases(words)]
        if not wanted:
            return ()
        hits = []
        for lot, filed in self._tables.filed.items():
            if not self._tables.newer[lot] and (score := _score(filed.report, wanted)):
                card = self._card(lot)
                hits.append(Hit(lot, card.id, card.story, score))
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.lot))[skip : skip + limit])

    # --- dossiers, rulings, log ---

    def keep_dossier(self, kept: KeptDossier, conducts: Iterable[Conduct] = ()) -> None:
        self._tables.dossiers[kept.story] = kept
        for lot in [lot for lot, (of, _) in self._tables.conducts.items() if of == kept.story]:
            del self._tables.conducts[lot]
        self._tables.conducts.update({lot_of(c.report): (kept.story, c) for c in conducts})

    def dossier(self, story: str) -> KeptDossier | None:
        return self._tables.dossiers.get(story)

    def add_ruling(self, ruling: Ruling) -> int:
        number = len(self._tables.rulings) + 1
        self._tables.rulings[number] = KeptRuling(number, ruling)
        return number

    def withdraw_ruling(self, number: int, who: str, when: datetime) -> bool:
        kept = self._tables.rulings.get(number)
        if kept is None or kept.withdrawn is not None:
            return False
        self._tables.rulings[number] = replace(kept, withdrawn=when, withdrawn_by=who)
        return True

    def rulings(self) -> tuple[KeptRuling, ...]:
        return tuple(self._tables.rulings[number] for number in sorted(self._tables.rulings))

    def log(self, events: Iterable[Event]) -> None:
        for event in events:
            number = len(self._tables.log) + 1
            self._tables.log[number] = replace(event, number=number)

    def events(
        self, story: str = "", report: str = "", after: int = 0, limit: int = 1000
    ) -> tuple[Event, ...]:
        found = [
            event
            for event in self._tables.log.values()
            if event.number > after
            and (not story or story in (event.story, event.other))
            and (not report or event.report == report)
        ]
        return tuple(sorted(found, key=lambda event: event.number)[:limit])

    # --- the whole ---

    def counts(self) -> Mapping[str, int]:
        return {
            "reports": len(self._tables.filed),
            "versions": sum(1 for newer in self._tables.newer.values() if newer),
            "stories": len(self.story_cards(list(self._tables.stories))),
        }

    def check(self) -> tuple[str, ...]:
        """Nothing can come apart that is kept once."""
        return ()

    def backup(self, path: str) -> None:
        """Refuses: there is no file to copy."""
        raise Misuse("an archive in memory has no backup; open one in a file")

    def close(self) -> None:
        self._tables = _Tables()


def _listed(card: StoryCard) -> tuple[int, int, str]:
    return -card.last, -card.size, card.id


def _score(report: Report, wanted: Sequence[Sequence[str]]) -> float:
    """How often the phrases stand in a report, by its length; 0 where one does not."""
    words = plain_words(f"{report.title} | {report.text}")
    times = [_times(words, phrase) for phrase in wanted]
    return sum(times) / (len(words) + 100) if all(times) else 0.0


def _times(words: Sequence[str], phrase: Sequence[str]) -> int:
    size = len(phrase)
    return sum(list(words[i : i + size]) == list(phrase) for i in range(len(words) - size + 1))
