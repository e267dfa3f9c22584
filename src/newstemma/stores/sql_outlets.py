"""Outlets in SQL: how many reports each has, and what kept dossiers show of them.

The number of an outlet's reports is kept beside its name and moves with each report filed or
replaced, so that a list of outlets counts nothing. What dossiers show is a row a report,
counted for an outlet by one scan of an index that holds all it needs.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from newstemma.ports import Card, Conduct, Descent, Filed, OutletCard, lot_of
from newstemma.stores.schema import DATED

CARD = (
    "r.lot, r.id, r.day, r.stamp, r.title, r.outlet, coalesce(p.machine, 0),"
    " coalesce(p.story, ''), r.newer"
)
OUTLET = (
    "SELECT o.name, o.reports, count(c.lot),"
    " count(CASE WHEN c.descent = 'original' THEN 1 END),"
    " count(CASE WHEN c.descent = 'copy' THEN 1 END),"
    " coalesce(sum(c.critical), 0), coalesce(sum(c.major), 0)"
)


class SqlOutlets(ABC):
    """The verbs of a store that speak of outlets."""

    by_bytes: ClassVar[str] = ""
    """How a dialect is told to order text by its bytes, where it would not."""

    @abstractmethod
    def _all(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a statement."""

    @abstractmethod
    def _run(self, statement: str, values: Sequence[Any] = ()) -> int:
        """Runs a statement; gives the number of rows it touched."""

    @abstractmethod
    def _each(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Runs a statement for each row."""

    @abstractmethod
    def _listed(self, statement: str, values: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
        """Rows of a statement that ends in IN, for any number of values."""

    # --- what is kept ---

    def _count_outlets(self, reports: Iterable[Filed], by: int) -> None:
        """Adds to the number of reports of their outlets."""
        counts: dict[str, int] = {}
        for filed in reports:
            name = without_nul(filed.report.outlet or "")
            counts[name] = counts.get(name, 0) + by
        counts.pop("", None)
        self._each(
            "INSERT INTO outlets (name, reports) VALUES (?, ?) ON CONFLICT (name)"
            " DO UPDATE SET reports = outlets.reports + excluded.reports",
            sorted(counts.items()),
        )

    def _keep_conducts(self, story: str, conducts: Iterable[Conduct]) -> None:
        """What a dossier shows, in place of what it showed before."""
        by_lot = {lot_of(one.report): one for one in conducts}
        self._run("DELETE FROM conducts WHERE story = ?", (story,))
        self._each("DELETE FROM conducts WHERE lot = ?", [(lot,) for lot in by_lot])
        outlets = dict(self._listed("SELECT lot, outlet FROM reports WHERE lot IN", by_lot))
        self._each(
            "INSERT INTO conducts (lot, story, outlet, descent, source, critical, major)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (lot, story, outlets[lot], str(one.descent), without_nul(one.source),
                 one.critical, one.major)
                for lot, one in by_lot.items()
                if lot in outlets
            ],
        )  # fmt: skip

    def _drop_conduct(self, lot: int) -> None:
        self._run("DELETE FROM conducts WHERE lot = ?", (lot,))

    # --- what is asked ---

    def outlets(self, after: tuple[int, str] | None, limit: int) -> tuple[OutletCard, ...]:
        claim, values = "reports > 0", list[Any]()
        if after is not None:
            claim += " AND (reports < ? OR (reports = ? AND name > ?))"
            values += [after[0], after[0], after[1]]
        order = "ORDER BY reports DESC, name LIMIT ?"
        listed = f"(SELECT name, reports FROM outlets WHERE {claim} {order}) o"
        found = self._all(
            f"{OUTLET} FROM {listed} LEFT JOIN conducts c ON c.outlet = o.name"
            " GROUP BY o.name, o.reports ORDER BY o.reports DESC, o.name",
            [*values, limit],
        )
        return tuple(_outlet(row) for row in found)

    def outlet(self, name: str) -> OutletCard | None:
        found = self._all(
            f"{OUTLET} FROM outlets o LEFT JOIN conducts c ON c.outlet = o.name"
            " WHERE o.name = ? AND o.reports > 0 GROUP BY o.name, o.reports",
            (without_nul(name),),
        )
        return _outlet(found[0]) if found else None

    def reports_of(
        self, outlet: str, after: tuple[int, str, int] | None, limit: int
    ) -> tuple[tuple[Card, Conduct | None], ...]:
        dated, stamp = DATED.replace("day", "r.day"), f"r.stamp{self.by_bytes}"
        claim, values = "r.outlet = ? AND r.outlet <> '' AND r.newer = ''", [without_nul(outlet)]
        asked: list[Any] = list(values)
        if after is not None:
            claim += f" AND ({dated}, {stamp}, r.lot) < (?, ?, ?)"
            asked += after
        found = self._all(
            f"SELECT {CARD}, c.descent, c.source, c.critical, c.major FROM reports r"
            " LEFT JOIN places p ON p.lot = r.lot LEFT JOIN conducts c ON c.lot = r.lot"
            f" WHERE {claim} ORDER BY {dated} DESC, {stamp} DESC, r.lot DESC LIMIT ?",
            [*asked, limit],
        )
        return tuple((Card(*row[:9]), _conduct(row[1], row[9:])) for row in found)

    def sources_of(self, outlet: str, limit: int) -> tuple[tuple[str, int], ...]:
        return self._counted("source", "outlet", outlet, limit)

    def takers_of(self, source: str, limit: int) -> tuple[tuple[str, int], ...]:
        return self._counted("outlet", "source", source, limit)

    def _counted(self, column: str, of: str, name: str, limit: int) -> tuple[tuple[str, int], ...]:
        found = self._all(
            f"SELECT {column}, count(*) FROM conducts WHERE descent = 'copy' AND {of} = ?"
            f" AND {of} <> '' GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT ?",
            (without_nul(name), limit),
        )
        return tuple((row[0], int(row[1])) for row in found)


def _outlet(row: tuple[Any, ...]) -> OutletCard:
    return OutletCard(row[0], *(int(number) for number in row[1:]))


def _conduct(report: str, row: tuple[Any, ...]) -> Conduct | None:
    if row[0] is None:
        return None
    return Conduct(report, Descent(row[0]), row[1], int(row[2]), int(row[3]))


def without_nul(text: str) -> str:
    """The text as any database takes it: no half characters, no NUL."""
    return text.encode("utf-8", "replace").decode().replace("\x00", " ")
