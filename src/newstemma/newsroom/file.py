"""The file of a newsroom: one SQLite database, made for its owner's eyes alone.

A released step is never changed: a new release adds one.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newstemma.errors import Misuse

# "nstp" in the header of the file tells `file` and us whose it is.
APPLICATION = 0x6E737470
STEPS: tuple[str, ...] = (
    """
    CREATE TABLE account (
        name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, made TEXT NOT NULL,
        disabled TEXT, outside TEXT NOT NULL DEFAULT '');
    CREATE UNIQUE INDEX account_outside ON account (outside) WHERE outside <> '';
    CREATE TABLE session (
        number INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL UNIQUE,
        account TEXT NOT NULL REFERENCES account (name), opened TEXT NOT NULL,
        seen TEXT NOT NULL, agent TEXT NOT NULL);
    CREATE INDEX session_account ON session (account);
    CREATE TABLE token (
        number INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL UNIQUE,
        account TEXT NOT NULL REFERENCES account (name), name TEXT NOT NULL, prefix TEXT NOT NULL,
        scopes TEXT NOT NULL, made TEXT NOT NULL, expires TEXT, used TEXT, revoked TEXT);
    CREATE TABLE note (
        number INTEGER PRIMARY KEY AUTOINCREMENT, report TEXT NOT NULL, start INTEGER NOT NULL,
        stop INTEGER NOT NULL, quote TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
        body TEXT NOT NULL, reply_to INTEGER REFERENCES note (number), hidden TEXT,
        hidden_by TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '');
    CREATE INDEX note_report ON note (report);
    CREATE TABLE saved (
        number INTEGER PRIMARY KEY AUTOINCREMENT, story TEXT NOT NULL, title TEXT NOT NULL,
        counts BLOB NOT NULL, dossier BLOB NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
        body TEXT NOT NULL, removed TEXT, removed_by TEXT NOT NULL DEFAULT '');
    CREATE INDEX saved_story ON saved (story);
    CREATE TABLE audit (
        number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL,
        did TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL, through TEXT NOT NULL);
    """,
)


class NoNewsroom(Misuse):
    """The file of a newsroom cannot be opened, or is something else."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(f"{path}: {what}")
        self.path = path


class NewsroomFile:
    """One connection for many threads, one at a time; what was written has reached the disk."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._lock = threading.RLock()
        if path != ":memory:" and not Path(path).exists():
            _make_private(path)
        try:
            self._base = sqlite3.connect(
                path, isolation_level=None, timeout=30, check_same_thread=False
            )
            self._prepare()
        except sqlite3.Error as error:
            raise NoNewsroom(path, f"cannot be opened as a newsroom ({error})") from error

    def _prepare(self) -> None:
        self._base.execute("PRAGMA foreign_keys = ON")
        self._base.execute("PRAGMA synchronous = FULL")
        mark = self._base.execute("PRAGMA application_id").fetchone()[0]
        empty = self._base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        if mark != APPLICATION and not (empty and mark == 0):
            raise NoNewsroom(self.path, "this is a database, but no newsroom of Newstemma")
        if self._version() > len(STEPS):
            raise NoNewsroom(self.path, "a later release of Newstemma wrote it; install that")
        if self._version() < len(STEPS):
            self._base.execute("PRAGMA journal_mode = WAL")
            self._migrate()

    def _migrate(self) -> None:
        with self.writing():
            for step in range(self._version(), len(STEPS)):
                for statement in STEPS[step].split(";"):
                    self._base.execute(statement)
                self._base.execute(f"PRAGMA application_id = {APPLICATION}")
                self._base.execute(f"PRAGMA user_version = {step + 1}")

    def _version(self) -> int:
        return int(self._base.execute("PRAGMA user_version").fetchone()[0])

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction: all of it or nothing; inside another it is part of that."""
        with self._lock:
            if self._base.in_transaction:
                yield
                return
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._base.execute("COMMIT")
            except BaseException:
                self._base.execute("ROLLBACK")
                raise

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of a statement."""
        with self._lock:
            return self._base.execute(statement, values).fetchall()

    def row(self, statement: str, *values: Any) -> tuple[Any, ...] | None:
        """The first row of a statement, none where there is none."""
        found = self.rows(statement, *values)
        return found[0] if found else None

    def run(self, statement: str, *values: Any) -> int:
        """Runs a statement in a transaction; gives how many rows it touched."""
        with self.writing():
            return self._base.execute(statement, values).rowcount

    def insert(self, statement: str, values: Sequence[Any]) -> int:
        """Runs an INSERT in a transaction; gives the number of the row."""
        with self.writing():
            return int(self._base.execute(statement, values).lastrowid or 0)

    def backup(self, path: str) -> None:
        """Copies the file while others use it; the copy is its owner's alone too."""
        _make_private(path)
        with self._lock:
            target = sqlite3.connect(path)
            try:
                self._base.backup(target)
            finally:
                target.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._base.close()


def _make_private(path: str) -> None:
    """An empty file that only its owner may read or write."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise NoNewsroom(path, f"cannot be made here ({error.strerror})") from error


def now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)


def time_of(raw: str | None) -> datetime | None:
    """A time as kept; none for none."""
    return None if raw is None else datetime.fromisoformat(raw)
