"""The verbs of a store in SQL that SQLite and PostgreSQL both speak.

A dialect gives the connection, transactions, the search by words, the schema's spellings and
`sharing`. Statements here use `?`; a dialect that spells it otherwise translates.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from newstemma.model import Counts, Report, Ruling
from newstemma.ports import Card, Conduct, Event, Filed, KeptDossier, KeptRuling, StoryCard, Tie
from newstemma.stores.packing import pack, unpack
from newstemma.stores.sql_outlets import CARD, SqlOutlets, without_nul

# How many values one statement lists: under SQLite's bound of 32,766 variables, and few
# enough that the statement is found among those prepared already.
LISTED = 400
CARDS = f"SELECT {CARD} FROM reports r LEFT JOIN places p ON p.lot = r.lot"
# Asked by what stands in `places`: beside a LEFT JOIN, SQLite 3.40 would read every report for it.
PLACED = f"SELECT {CARD} FROM places p JOIN reports r ON r.lot = p.lot"
STORY = "s.id, s.title, s.size, s.first, s.last, s.opened, s.last_seen, s.before, s.merged_into"
STORIES = (
    f"SELECT {STORY}, s.changed, d.counts FROM stories s"
    " LEFT JOIN dossiers d ON d.story = s.id AND d.changed = s.changed"
)
TIES = "SELECT day, one, other, made_by FROM ties"
EVENT = "number, at, kind, story, other, report, note"


class SqlStore(SqlOutlets):
    """A store whose dialect is filled in by `SqliteStore` and `PostgresStore`."""

    read_only: bool
    address: str

    # --- what a dialect gives ---

    @abstractmethod
    def writing(self) -> AbstractContextManager[None]:
        """A transaction: all of it or nothing."""

    @abstractmethod
    def _file_words(self, filed: Sequence[Filed]) -> None:
        """Makes a report found by its words."""

    @abstractmethod
    def _drop_words(self, filed: Filed) -> None:
        """Lets a report be found by its words no more."""

    # --- reports ---

    def file(self, reports: Sequence[Filed]) -> None:
        known = self.known(one.report.id for one in reports)
        fresh = list({f.lot: f for f in reversed(reports) if f.report.id not in known}.values())
        self._each(
            "INSERT INTO reports (lot, id, day, stamp, title, outlet, page, newer, added)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, '', ?)",
            (_report_row(f) for f in fresh),
        )
        bodies = ((f.lot, pack(f.report)) for f in fresh)
        self._each("INSERT INTO bodies (lot, body) VALUES (?, ?)", bodies)
        self._file_keys(fresh)
        self._file_words(fresh)
        self._count_outlets(fresh, 1)

    def _file_keys(self, filed: Sequence[Filed]) -> None:
        # In order of the index, so that neighbours go to one page of it.
        rows = sorted((f.day, key, f.lot) for f in filed for key in set(f.keys))
        self._each("INSERT INTO keys (day, key, lot) VALUES (?, ?, ?)", rows)

    def known(self, ids: Iterable[str]) -> frozenset[str]:
        found = self._listed("SELECT id FROM reports WHERE id IN", ids)
        return frozenset(row[0] for row in found)

    def reports(self, lots: Iterable[int]) -> dict[int, Report]:
        found = self._listed("SELECT lot, body FROM bodies WHERE lot IN", lots)
        return {lot: unpack(Report, bytes(body)) for lot, body in found}

    def cards(self, lots: Iterable[int]) -> dict[int, Card]:
        return {row[0]: Card(*row) for row in self._listed(f"{CARDS} WHERE r.lot IN", lots)}

    def of_page(self, page: str) -> tuple[int, ...]:
        if not page:
            return ()
        found = self._all("SELECT lot FROM reports WHERE page = ? AND page <> '' ORDER BY lot",
                          (page,))  # fmt: skip
        return tuple(row[0] for row in found)

    def filed_since(self, number: int, limit: int) -> tuple[tuple[int, int], ...]:
        found = self._all("SELECT number, lot FROM bodies WHERE number > ? ORDER BY number LIMIT ?",
                          (number, limit))  # fmt: skip
        return tuple((row[0], row[1]) for row in found)

    def mark(self, name: str) -> int:
        found = self._all("SELECT number FROM marks WHERE name = ?", (name,))
        return int(found[0][0]) if found else 0

    def set_mark(self, name: str, number: int) -> None:
        self._run("INSERT INTO marks (name, number) VALUES (?, ?) ON CONFLICT (name) DO UPDATE"
                  " SET number = excluded.number", (name, number))  # fmt: skip

    def supersede(self, filed: Filed, newer: str) -> None:
        before = self._all("SELECT newer FROM reports WHERE lot = ?", (filed.lot,))
        self._run("UPDATE reports SET newer = ? WHERE lot = ?", (newer, filed.lot))
        if newer and not before[0][0]:
            rows = ((filed.day, key, filed.lot) for key in set(filed.keys))
            self._each("DELETE FROM keys WHERE day = ? AND key = ? AND lot = ?", rows)
            self._run("DELETE FROM places WHERE lot = ?", (filed.lot,))
            self._drop_words(filed)
            self._drop_conduct(filed.lot)
            self._count_outlets([filed], -1)
        elif before[0][0] and not newer:
            self._file_keys([filed])
            self._file_words([filed])
            self._count_outlets([filed], 1)

    def days(self, first: int, last: int) -> tuple[int, ...]:
        # A loose scan of the index: from each day to the next, never over a day's keys.
        found: list[int] = []
        day = first - 1
        while True:
            row = self._all("SELECT min(day) FROM keys WHERE day > ? AND day <= ?", (day, last))
            if row[0][0] is None:
                return tuple(found)
            day = row[0][0]
            found.append(day)

    # --- places ---

    def groups(self, machines: Iterable[int]) -> dict[int, tuple[Card, ...]]:
        found = self._listed(f"{PLACED} WHERE p.machine IN", machines)
        return _sorted(found, 6)

    def members(self, stories: Iterable[str]) -> dict[str, tuple[Card, ...]]:
        found = self._listed(f"{PLACED} WHERE p.story IN", stories)
        return _sorted(found, 7)

    def place(self, cards: Iterable[Card]) -> None:
        rows = [(c.lot, c.day, c.machine, c.story) for c in cards]
        self._each(
            "INSERT INTO places (lot, day, machine, story) VALUES (?, ?, ?, ?) ON CONFLICT (lot)"
            " DO UPDATE SET machine = excluded.machine, story = excluded.story",
            rows,
        )

    def ties(self, machines: Iterable[int]) -> frozenset[Tie]:
        wanted = list(machines)
        sides = ("one", "other")
        rows = (r for side in sides for r in self._listed(f"{TIES} WHERE {side} IN", wanted))
        return frozenset(Tie(*row) for row in rows)

    def tie(self, ties: Iterable[Tie]) -> None:
        rows = [(t.day, t.one, t.other, t.by) for t in ties]
        self._each("INSERT INTO ties (day, one, other, made_by) VALUES (?, ?, ?, ?)"
                   " ON CONFLICT DO NOTHING", rows)  # fmt: skip

    def untie(self, day: int, by: Iterable[int]) -> tuple[Tie, ...]:
        found = [Tie(*row) for row in self._listed(f"{TIES} WHERE made_by IN", by)]
        gone = tuple(tie for tie in found if tie.day == day)
        rows = [(t.by, t.day, t.one, t.other) for t in gone]
        self._each("DELETE FROM ties WHERE made_by = ? AND day = ? AND one = ? AND other = ?", rows)
        return gone

    def put_story(self, card: StoryCard) -> None:
        number = self._all("SELECT coalesce(max(changed), 0) + 1 FROM stories")[0][0]
        row = (card.id, card.title, card.size, card.first, card.last, _stamp(card.opened),
               _stamp(card.last_seen), card.before, card.merged_into, number)  # fmt: skip
        self._run(
            "INSERT INTO stories (id, title, size, first, last, opened, last_seen, before,"
            " merged_into, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO"
            " UPDATE SET title = excluded.title, size = excluded.size, first = excluded.first,"
            " last = excluded.last, opened = excluded.opened, last_seen = excluded.last_seen,"
            " before = excluded.before, merged_into = excluded.merged_into,"
            " changed = excluded.changed",
            row,
        )

    def story(self, id: str) -> StoryCard | None:
        found = self._all(f"{STORIES} WHERE s.id = ?", (id,))
        return _story_card(found[0]) if found else None

    def stories(
        self, day: int | None, after: tuple[int, int, str] | None, limit: int
    ) -> tuple[StoryCard, ...]:
        claims, values = ["s.merged_into = ''"], list[Any]()
        if day is not None:
            claims.append("s.id IN (SELECT story FROM places WHERE day = ?)")
            values.append(day)
        if after is not None:
            claims.append("(s.last < ? OR (s.last = ? AND (s.size < ? OR (s.size = ? AND s.id > ?"
                          "))))")  # fmt: skip
            last, size, id = after
            values += [last, last, size, size, id]
        order = "ORDER BY s.last DESC, s.size DESC, s.id LIMIT ?"
        found = self._all(f"{STORIES} WHERE {' AND '.join(claims)} {order}", [*values, limit])
        return tuple(map(_story_card, found))

    def story_cards(self, ids: Sequence[str]) -> tuple[StoryCard, ...]:
        found = self._listed(f"{STORIES} WHERE s.merged_into = '' AND s.id IN", ids)
        cards = {row[0]: _story_card(row) for row in found}
        return tuple(cards[id] for id in dict.fromkeys(ids) if id in cards)

    def followers(self, reports: Iterable[str]) -> tuple[StoryCard, ...]:
        found = self._listed(f"{STORIES} WHERE s.before <> '' AND s.before IN", reports)
        return tuple(sorted(map(_story_card, found), key=lambda card: card.id))

    def changed_since(self, number: int, limit: int) -> tuple[StoryCard, ...]:
        order = "WHERE s.changed > ? ORDER BY s.changed LIMIT ?"
        return tuple(map(_story_card, self._all(f"{STORIES} {order}", (number, limit))))

    # --- dossiers, rulings, log ---

    def keep_dossier(self, kept: KeptDossier, conducts: Iterable[Conduct] = ()) -> None:
        self._keep_conducts(kept.story, conducts)
        self._run("DELETE FROM dossiers WHERE story = ?", (kept.story,))
        self._run(
            "INSERT INTO dossiers (story, changed, maker, counts, body) VALUES (?, ?, ?, ?, ?)",
            (kept.story, kept.changed, kept.maker, pack(kept.counts), kept.body),
        )

    def dossier(self, story: str) -> KeptDossier | None:
        found = self._all("SELECT story, changed, maker, counts, body FROM dossiers WHERE "
                          "story = ?", (story,))  # fmt: skip
        if not found:
            return None
        id, changed, maker, counts, body = found[0]
        return KeptDossier(id, changed, maker, unpack(Counts, bytes(counts)), bytes(body))

    def add_ruling(self, ruling: Ruling) -> int:
        found = self._all("INSERT INTO rulings (body, withdrawn_by) VALUES (?, '') RETURNING "
                          "number", (pack(ruling),))  # fmt: skip
        return int(found[0][0])

    def withdraw_ruling(self, number: int, who: str, when: datetime) -> bool:
        touched = self._run(
            "UPDATE rulings SET withdrawn = ?, withdrawn_by = ? WHERE number = ? AND withdrawn "
            "IS NULL", (when.isoformat(), who, number))  # fmt: skip
        return touched > 0

    def rulings(self) -> tuple[KeptRuling, ...]:
        found = self._all("SELECT number, body, withdrawn, withdrawn_by FROM rulings ORDER BY "
                          "number")  # fmt: skip
        return tuple(
            KeptRuling(number, unpack(Ruling, bytes(body)), _time(when), who)
            for number, body, when, who in found
        )

    def log(self, events: Iterable[Event]) -> None:
        rows = ((e.at.isoformat(), e.kind, e.story, e.other, e.report, e.note) for e in events)
        self._each("INSERT INTO log (at, kind, story, other, report, note) VALUES "
                   "(?, ?, ?, ?, ?, ?)", rows)  # fmt: skip

    def events(
        self, story: str = "", report: str = "", after: int = 0, limit: int = 1000
    ) -> tuple[Event, ...]:
        # "+ 0" keeps SQLite from walking the log by number: a story has few lines of it.
        claims, values = ["number + 0 > ?" if story or report else "number > ?"], list[Any]([after])
        if story:
            claims.append("(story = ? OR (other = ? AND other <> ''))")
            values += [story, story]
        if report:
            claims.append("report = ? AND report <> ''")
            values.append(report)
        found = self._all(f"SELECT {EVENT} FROM log WHERE {' AND '.join(claims)} ORDER BY number "
                          "LIMIT ?", [*values, limit])  # fmt: skip
        return tuple(Event(row[0], datetime.fromisoformat(row[1]), *row[2:]) for row in found)

    # --- the whole ---

    def counts(self) -> Mapping[str, int]:
        return {
            "reports": self._all("SELECT count(*) FROM reports")[0][0],
            "versions": self._all("SELECT count(*) FROM reports WHERE newer <> ''")[0][0],
            "stories": self._all("SELECT count(*) FROM stories WHERE merged_into = ''")[0][0],
        }

    def check(self) -> tuple[str, ...]:
        return tuple(
            f"{found[0][0]} {what}"
            for what, statement in _CHECKS
            if (found := self._all(statement)) and found[0][0]
        )

    # --- lists of any length ---

    def _listed(self, statement: str, values: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
        """Rows of a statement that ends in IN, for any number of values."""
        wanted = list(dict.fromkeys(values))
        for start in range(0, len(wanted), LISTED):
            part = wanted[start : start + LISTED]
            # Padded to a few lengths, so that a statement is prepared once, not once a length.
            size = next(n for n in (1, 8, 64, LISTED) if n >= len(part))
            part += part[-1:] * (size - len(part))
            yield from self._all(f"{statement} ({', '.join('?' * size)})", part)


# What must never be, as a count of the rows at fault.
_CHECKS = (
    ("reports without a body",
     "SELECT count(*) FROM reports r LEFT JOIN bodies b ON b.lot = r.lot WHERE b.lot IS NULL"),
    ("current reports without a story",
     "SELECT count(*) FROM reports r LEFT JOIN places p ON p.lot = r.lot"
     " WHERE r.newer = '' AND (p.lot IS NULL OR p.story = '')"),
    ("replaced versions that stand in a story",
     "SELECT count(*) FROM reports r JOIN places p ON p.lot = r.lot WHERE r.newer <> ''"),
    ("reports in a story that does not stand",
     "SELECT count(*) FROM places p LEFT JOIN stories s ON s.id = p.story"
     " WHERE s.id IS NULL OR s.merged_into <> ''"),
    ("stories whose size is not that of their reports",
     "SELECT count(*) FROM stories s WHERE s.merged_into = '' AND s.size <>"
     " (SELECT count(*) FROM places p WHERE p.story = s.id)"),
    ("outlets whose number of reports is not that of their reports",
     "SELECT count(*) FROM outlets o WHERE o.reports <>"
     " (SELECT count(*) FROM reports r WHERE r.outlet = o.name AND r.newer = '')"),
)  # fmt: skip


def _report_row(filed: Filed) -> tuple[Any, ...]:
    report = filed.report
    title, outlet = without_nul(report.title), without_nul(report.outlet or "")
    return (filed.lot, report.id, filed.day, filed.stamp, title, outlet,
            without_nul(filed.page), filed.added.isoformat())  # fmt: skip


def _sorted(rows: Iterable[tuple[Any, ...]], column: int) -> dict[Any, tuple[Card, ...]]:
    found: dict[Any, list[Card]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(Card(*row))
    order = {name: sorted(cards, key=lambda c: c.order) for name, cards in found.items()}
    return {name: tuple(cards) for name, cards in order.items()}


def _story_card(row: tuple[Any, ...]) -> StoryCard:
    opened, last_seen = _time(row[5]), _time(row[6])
    counts = unpack(Counts, bytes(row[10])) if row[10] is not None else None
    id, title, size, first, last, _, _, before, merged_into, changed, _ = row
    return StoryCard(
        id, title, size, first, last, opened, last_seen, before, merged_into, changed, counts
    )


def _stamp(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _time(stamp: str | None) -> datetime | None:
    return datetime.fromisoformat(stamp) if stamp else None
