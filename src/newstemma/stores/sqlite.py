"""The store in one SQLite file: what an archive is, where nothing else is asked for.

The theory. The file is in WAL mode: readers see the last whole transaction and never wait,
one process writes at a time, others wait their turn up to `patience`. `synchronous` is FULL:
what was acknowledged has reached the disk and outlives a power cut; it costs one flush a
transaction, so the archive writes in batches. What can go wrong: a network file system
without working locks; SQLite's own warning holds for us too.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from newstemma.errors import Broken, Misuse
from newstemma.ports import Filed, Hit
from newstemma.stores.errors import (
    ArchiveBusy,
    ArchiveMissing,
    ArchiveTooNew,
    ArchiveTooOld,
    ArchiveUnwritable,
    NotAnArchive,
)
from newstemma.stores.schema import STEPS, VERSION
from newstemma.stores.searching import fts_query
from newstemma.stores.sql import SqlStore
from newstemma.stores.sql_outlets import without_nul

# "nstm" in the header of the file tells `file` and us whose it is.
APPLICATION = 0x6E73746D
SPELLINGS = {
    "{big}": "INTEGER",
    "{blob}": "BLOB",
    "{serial}": "INTEGER PRIMARY KEY AUTOINCREMENT",
    "{rowless}": "WITHOUT ROWID",
    "{bytes}": "",
}
_SHARING = (
    "SELECT k.value, (SELECT group_concat(lot) FROM (SELECT lot FROM keys WHERE day = ?1"
    " AND key = k.value ORDER BY lot LIMIT ?2)) FROM json_each(?3) k"
)
# Contentless: the words are found here, the text itself is kept once, in `bodies`.
WORDS = (
    "CREATE VIRTUAL TABLE words USING fts5"
    "(title, text, content='', tokenize='unicode61 remove_diacritics 2')"
)
# Ranking looks at each report that holds the words, so of a word that is in many the latest so
# many are ranked (20 ms), and the older ones follow, the latest first (100,000 short reports: all
# 25,000 that hold two common words took 82 ms, these 12 to 33).
RANKED = 5000
RANKED_WORDS = (
    "SELECT rowid, rank, 0 AS old FROM (SELECT rowid, rank FROM words WHERE words MATCH ?"
    " ORDER BY rowid DESC LIMIT ?) ORDER BY rank LIMIT ? OFFSET ?"
)
OLDER_WORDS = (
    "SELECT rowid, 0.0 AS rank, rowid AS old FROM words WHERE words MATCH ?"
    " ORDER BY rowid DESC LIMIT ? OFFSET ?"
)


def open_sqlite(
    path: str, *, read_only: bool = False, create: bool = True, patience: float = 30.0
) -> SqliteStore:
    """The store in a file; see `newstemma.stores.open_store`."""
    there = Path(path).exists()
    if not there and (read_only or not create):
        raise ArchiveMissing(path)
    modes = ["ro", "ro&immutable=1"] if read_only and not _has_log(path) else ["ro"]
    for mode in modes if read_only else ["rwc"]:
        try:
            return _opened(path, mode, patience)
        except ArchiveUnwritable:
            # A disk that is read only has no place for the files that readers share; then
            # nobody can write, and the file may be read as it lies there.
            if mode == "rwc" or mode is modes[-1]:
                raise
    raise Broken(f"{path}: no way to open it was tried")


def _has_log(path: str) -> bool:
    log = Path(f"{path}-wal")
    return log.exists() and log.stat().st_size > 0


def _opened(path: str, mode: str, patience: float) -> SqliteStore:
    try:
        connection = sqlite3.connect(
            f"file:{quote(str(path))}?mode={mode}",
            uri=True,
            timeout=patience,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
    except sqlite3.OperationalError as error:
        raise ArchiveUnwritable(path, f"cannot be opened ({error}); check the folder") from error
    store = SqliteStore(connection, path, mode != "rwc")
    try:
        store.prepare()
    except BaseException:
        connection.close()
        raise
    return store


class SqliteStore(SqlStore):
    """A store over one connection; not for several threads at once."""

    def __init__(self, connection: sqlite3.Connection, address: str, read_only: bool) -> None:
        self._connection = connection
        self.address = address
        self.read_only = read_only

    def prepare(self) -> None:
        """Makes the tables, or checks whose they are and brings them forward."""
        with self._told():
            mark = self._all("PRAGMA application_id")[0][0]
            version = self._all("PRAGMA user_version")[0][0]
            empty = not self._all("SELECT 1 FROM sqlite_master LIMIT 1")
        if mark != APPLICATION and not (empty and mark == 0):
            raise NotAnArchive(self.address, "this is a database, but no archive of Newstemma")
        if version > VERSION:
            raise ArchiveTooNew(self.address, "a later release of Newstemma wrote this archive; "
                                "install that or a newer one")  # fmt: skip
        if self.read_only:
            if version < VERSION:
                raise ArchiveTooOld(self.address, "this archive is of an older release; open it "
                                    "once for writing to bring it forward")  # fmt: skip
            return
        with self._told():
            self._run("PRAGMA synchronous = FULL")
            self._run("PRAGMA foreign_keys = ON")
            if version < VERSION:
                self._all("PRAGMA journal_mode = WAL")
                self._migrate()

    def _migrate(self) -> None:
        with self.writing():
            version = self._all("PRAGMA user_version")[0][0]  # again: another may have done it
            for step in range(version, VERSION):
                for statement in STEPS[step]:
                    self._run(spelled(statement))
                if step == 0:
                    self._run(WORDS)
                    self._run(f"PRAGMA application_id = {APPLICATION}")
                self._run(f"PRAGMA user_version = {step + 1}")

    # --- transactions ---

    @contextmanager
    def writing(self) -> Iterator[None]:
        if self.read_only:
            raise ArchiveUnwritable(self.address, "this archive was opened to be read only")
        with self._told():
            self._run("BEGIN IMMEDIATE")
            try:
                yield
                self._run("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        if self._connection.in_transaction:
            yield
            return
        with self._told():
            self._run("BEGIN")
            try:
                yield
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("COMMIT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite says in a few words, said again with what to do."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise self._explained(error) from error
        except sqlite3.DatabaseError as error:
            if _is_damage(error):
                what = f"this is no archive, or it is damaged ({error}); restore a backup"
                raise NotAnArchive(self.address, what) from error
            raise

    def _explained(self, error: sqlite3.OperationalError) -> Exception:
        said = str(error)
        if "locked" in said or "busy" in said:
            return ArchiveBusy(self.address, "another process is writing to this archive and did "
                               "not finish in time; try again")  # fmt: skip
        for word, what in _TROUBLES:
            if word in said:
                return ArchiveUnwritable(self.address, what)
        return error

    # --- statements ---

    def _all(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        if self._connection.in_transaction:
            return self._connection.execute(statement, values).fetchall()
        with self._told():
            return self._connection.execute(statement, values).fetchall()

    def _run(self, statement: str, values: Sequence[Any] = ()) -> int:
        return self._connection.execute(statement, values).rowcount

    def _each(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        self._connection.executemany(statement, rows)

    # --- keys and words ---

    def sharing(
        self, days: Iterable[int], keys: Iterable[int], limit: int
    ) -> dict[int, frozenset[int]]:
        wanted = json.dumps(sorted(set(keys)))
        found: dict[int, set[int]] = {}
        for day in days:
            # One statement a day: a statement a key costs four times as much.
            for key, lots in self._connection.execute(_SHARING, (day, limit, wanted)):
                if lots:
                    found.setdefault(key, set()).update(map(int, lots.split(",")))
        return {key: frozenset(lots) for key, lots in found.items()}

    def _file_words(self, filed: Sequence[Filed]) -> None:
        numbers = self._numbers(f.lot for f in filed)
        rows = (
            (numbers[f.lot], without_nul(f.report.title), without_nul(f.report.text)) for f in filed
        )
        self._each("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", rows)

    def _drop_words(self, filed: Filed) -> None:
        number = self._numbers([filed.lot])[filed.lot]
        self._run(
            "INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)",
            (number, without_nul(filed.report.title), without_nul(filed.report.text)),
        )

    def _numbers(self, lots: Iterable[int]) -> dict[int, int]:
        return dict(self._listed("SELECT lot, number FROM bodies WHERE lot IN", lots))

    def search(self, words: str, limit: int, skip: int) -> tuple[Hit, ...]:
        query = fts_query(words)
        if not query:
            return ()
        found = self._hits(RANKED_WORDS, (query, RANKED, min(limit, max(0, RANKED - skip)), skip))
        if len(found) < limit and skip + len(found) >= RANKED:
            left = limit - len(found)
            found += self._hits(OLDER_WORDS, (query, left, max(skip, RANKED)))
        return tuple(Hit(*row) for row in found)

    def _hits(self, places: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        return self._all(
            f"SELECT b.lot, r.id, coalesce(p.story, ''), -w.rank FROM ({places}) w"
            " JOIN bodies b ON b.number = w.rowid JOIN reports r ON r.lot = b.lot"
            " LEFT JOIN places p ON p.lot = b.lot ORDER BY w.rank, w.old DESC, b.lot",
            values,
        )

    # --- the whole ---

    def check(self) -> tuple[str, ...]:
        found = [row[0] for row in self._all("PRAGMA integrity_check") if row[0] != "ok"]
        return (*found, *super().check())

    def backup(self, path: str) -> None:
        if Path(path).exists():
            raise Misuse(f"{path}: there is a file of this name already; choose another")
        try:
            with self._told():
                target = sqlite3.connect(path)
                try:
                    self._connection.backup(target, pages=2048)
                finally:
                    target.close()
        except BaseException:
            Path(path).unlink(missing_ok=True)
            raise

    def close(self) -> None:
        self._connection.close()


_TROUBLES = (
    ("full", "the disk is full; what was added before is safe, make room and go on"),
    ("readonly", "this archive cannot be written: check permissions and the file system"),
    ("read-only", "this archive cannot be written: check permissions and the file system"),
    ("unable to open", "cannot be opened or made here: check the folder and its permissions"),
    ("disk I/O", "the disk does not take what is written; what was added before is safe"),
)


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return "not a database" in str(error) or "malformed" in str(error)


def spelled(statement: str) -> str:
    """A statement of the schema as SQLite spells it."""
    for mark, spelling in SPELLINGS.items():
        statement = statement.replace(mark, spelling)
    return statement
