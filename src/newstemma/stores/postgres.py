"""The store in PostgreSQL, for a newsroom that has one: the extra `postgres` (psycopg 3).

The theory. The tables are those of the SQLite store. One writer at a time holds an advisory
lock for its transaction, so that the number of a change is never seen before a smaller one;
readers never wait. Reading takes place in one snapshot. What can go wrong: the server goes
away; then nothing unfinished was kept. The tables stand in the first schema of the search
path, so several archives live in one database by `?options=-csearch_path%3Dname`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from newstemma.errors import Misuse
from newstemma.ports import Filed, Hit
from newstemma.stores.errors import (
    ArchiveBusy,
    ArchiveMissing,
    ArchiveTooNew,
    ArchiveTooOld,
    ArchiveUnwritable,
)
from newstemma.stores.schema import STEPS, VERSION
from newstemma.stores.searching import phrases, plain_words
from newstemma.stores.sql import SqlStore
from newstemma.stores.sql_outlets import without_nul

if TYPE_CHECKING:
    import psycopg

SPELLINGS = {
    "{big}": "BIGINT",
    "{blob}": "BYTEA",
    "{serial}": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    "{rowless}": "",
    "{bytes}": ' COLLATE "C"',
}
WORDS = (
    "CREATE TABLE words (lot BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX words_words ON words USING gin (words)",
    "CREATE TABLE newstemma (version INTEGER NOT NULL)",
    "INSERT INTO newstemma (version) VALUES (0)",
)
# Any number, the same for all of us: who writes an archive of ours holds it.
LOCK = 0x6E73746D
# Stands between title and text, so that no phrase reaches from one into the other.
GAP = "newstemmagap"


def open_postgres(
    address: str, *, read_only: bool = False, create: bool = True, patience: float = 30.0
) -> PostgresStore:
    """The store behind a connection string; see `newstemma.stores.open_store`."""
    try:
        import psycopg
    except ImportError as error:
        raise Misuse(
            "an archive in PostgreSQL needs the extra: pip install 'newstemma[postgres]'"
        ) from error
    try:
        connection = psycopg.connect(address, autocommit=True)
    except psycopg.OperationalError as error:
        what = f"the server cannot be reached or refuses us: {str(error).strip()}"
        raise ArchiveUnwritable(_without_password(address), what) from error
    store = PostgresStore(connection, _without_password(address), read_only)
    try:
        store.prepare(create, patience)
    except BaseException:
        connection.close()
        raise
    return store


def _without_password(address: str) -> str:
    from urllib.parse import urlsplit, urlunsplit

    parts = urlsplit(address)
    bare = parts.netloc.rpartition("@")[2]
    user = parts.username + "@" if parts.username else ""
    return urlunsplit((parts.scheme, user + bare, parts.path, "", ""))


class PostgresStore(SqlStore):
    """A store over one connection; not for several threads at once."""

    by_bytes = SPELLINGS["{bytes}"]

    def __init__(self, connection: psycopg.Connection[Any], address: str, read_only: bool) -> None:
        self._connection = connection
        self.address = address
        self.read_only = read_only

    def prepare(self, create: bool, patience: float) -> None:
        """Makes the tables, or brings older ones forward."""
        self._run(f"SET lock_timeout = {int(patience * 1000)}")
        self._run("SET client_min_messages = warning")
        version = self._version()
        if version is None and (self.read_only or not create):
            raise ArchiveMissing(self.address)
        if version is not None and version > VERSION:
            raise ArchiveTooNew(self.address, "a later release of Newstemma wrote this archive; "
                                "install that or a newer one")  # fmt: skip
        if version == VERSION:
            return
        if self.read_only:
            raise ArchiveTooOld(self.address, "this archive is of an older release; open it "
                                "once for writing to bring it forward")  # fmt: skip
        self._migrate()

    def _version(self) -> int | None:
        found = self._all("SELECT to_regclass('newstemma')")
        if found[0][0] is None:
            return None
        return int(self._all("SELECT version FROM newstemma")[0][0])

    def _migrate(self) -> None:
        with self.writing():
            version = self._version() or 0  # again: another may have done it
            for step in range(version, VERSION):
                for statement in (*STEPS[step], *(WORDS if step == 0 else ())):
                    self._run(spelled(statement))
                self._run("UPDATE newstemma SET version = ?", (step + 1,))

    # --- transactions ---

    @contextmanager
    def writing(self) -> Iterator[None]:
        if self.read_only:
            raise ArchiveUnwritable(self.address, "this archive was opened to be read only")
        with self._told(), self._connection.transaction():
            self._run("SELECT pg_advisory_xact_lock(?)", (LOCK,))
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        from psycopg.pq import TransactionStatus

        if self._connection.info.transaction_status is not TransactionStatus.IDLE:
            yield
            return
        with self._told(), self._connection.transaction():
            self._run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the server says, said again with what to do."""
        from psycopg import errors

        try:
            yield
        except errors.LockNotAvailable as error:
            raise ArchiveBusy(self.address, "another process is writing to this archive and did "
                              "not finish in time; try again") from error  # fmt: skip
        except (
            errors.DiskFull,
            errors.ReadOnlySqlTransaction,
            errors.InsufficientPrivilege,
        ) as error:
            what = f"cannot be written ({str(error).strip()}); what was added before is safe"
            raise ArchiveUnwritable(self.address, what) from error
        except errors.OperationalError as error:
            what = f"the server went away ({str(error).strip()}); what was added before is safe"
            raise ArchiveUnwritable(self.address, what) from error

    # --- statements ---

    def _all(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(_marked(statement), values).fetchall()

    def _run(self, statement: str, values: Sequence[Any] = ()) -> int:
        return self._connection.execute(_marked(statement), values or None).rowcount

    def _each(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        held = list(rows)
        if held:
            with self._connection.cursor() as cursor:
                cursor.executemany(_marked(statement), held)

    # --- keys and words ---

    def sharing(
        self, days: Iterable[int], keys: Iterable[int], limit: int
    ) -> dict[int, frozenset[int]]:
        rows = self._all(
            "SELECT x.key, k.lot FROM unnest(?::integer[]) d (day), unnest(?::bigint[]) x (key),"
            " LATERAL (SELECT lot FROM keys WHERE keys.day = d.day AND keys.key = x.key"
            " ORDER BY lot LIMIT ?) k",
            (list(days), sorted(set(keys)), limit),
        )
        found: dict[int, set[int]] = {}
        for key, lot in rows:
            found.setdefault(key, set()).add(lot)
        return {key: frozenset(lots) for key, lots in found.items()}

    def _file_words(self, filed: Sequence[Filed]) -> None:
        rows = ((f.lot, _in_words(f)) for f in filed)
        self._each("INSERT INTO words (lot, words) VALUES (?, to_tsvector('simple', ?))", rows)

    def _drop_words(self, filed: Filed) -> None:
        self._run("DELETE FROM words WHERE lot = ?", (filed.lot,))

    def search(self, words: str, limit: int, skip: int) -> tuple[Hit, ...]:
        wanted = [" ".join(plain_words(" ".join(phrase))) for phrase in phrases(words)]
        wanted = [phrase for phrase in wanted if phrase]
        if not wanted:
            return ()
        query = " && ".join(["phraseto_tsquery('simple', ?)"] * len(wanted))
        found = self._all(
            "SELECT w.lot, r.id, coalesce(p.story, ''), ts_rank_cd(w.words, q, 1)::float8"
            f" FROM (SELECT {query} AS q) asked, words w JOIN reports r ON r.lot = w.lot"
            " LEFT JOIN places p ON p.lot = w.lot WHERE w.words @@ q"
            " ORDER BY 4 DESC, w.lot LIMIT ? OFFSET ?",
            (*wanted, limit, skip),
        )
        return tuple(Hit(*row) for row in found)

    # --- the whole ---

    def counts(self) -> Mapping[str, int]:
        return {name: int(number) for name, number in super().counts().items()}

    def backup(self, path: str) -> None:
        """Refuses: the server's own tool does it better."""
        raise Misuse("an archive in PostgreSQL is backed up with pg_dump, and restored with psql")

    def close(self) -> None:
        self._connection.close()


def _in_words(filed: Filed) -> str:
    parts = [*plain_words(filed.report.title), GAP, *plain_words(filed.report.text)]
    return without_nul(" ".join(parts))


def _marked(statement: str) -> Any:
    return statement.replace("%", "%%").replace("?", "%s")


def spelled(statement: str) -> str:
    """A statement of the schema as PostgreSQL spells it."""
    for mark, spelling in SPELLINGS.items():
        statement = statement.replace(mark, spelling)
    return statement
