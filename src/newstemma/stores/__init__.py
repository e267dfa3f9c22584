"""Stores: where an archive lives. One contract (`newstemma.ports.Store`), three back ends.

`open_store` tells them apart by the address: a path is SQLite, ":memory:" a store that is gone
when it is closed, "postgresql://..." PostgreSQL (the extra `postgres`).
"""

from __future__ import annotations

from newstemma.ports import Store

__all__ = ["open_store"]

MEMORY = ":memory:"
POSTGRES = ("postgresql://", "postgres://")


def open_store(
    address: str, *, read_only: bool = False, create: bool = True, patience: float = 30.0
) -> Store:
    """The store at an address, made where there is none and `create` allows it.

    An older schema is brought forward unless `read_only`. `patience` is how many seconds to
    wait for another writer. Raises `ArchiveMissing`, `NotAnArchive`, `ArchiveTooNew`,
    `ArchiveUnwritable` or `ArchiveBusy`, each saying what to do.
    """
    if address == MEMORY:
        from newstemma.stores.memory import MemoryStore

        return MemoryStore()
    if address.startswith(POSTGRES):
        from newstemma.stores.postgres import open_postgres

        return open_postgres(address, read_only=read_only, create=create, patience=patience)
    from newstemma.stores.sqlite import open_sqlite

    return open_sqlite(address, read_only=read_only, create=create, patience=patience)
