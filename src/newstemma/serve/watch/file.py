"""The file a watch keeps beside the archive; notes and subscribers each have their tables in it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from newstemma.closing import Closes
from newstemma.errors import Misuse

# Another process may write meanwhile (the server takes who unsubscribes): so long it is waited for.
PATIENCE_SECONDS = 30


class NoNotes(Misuse):
    """The file of a watch cannot be opened."""

    def __init__(self, path: Path, error: Exception) -> None:
        super().__init__(f"{path}: the notes of the watch cannot be opened ({error})")
        self.path = path


class WatchFile(Closes):
    """An open file of a watch, with the tables it is asked for; raises `NoNotes`."""

    def __init__(self, path: Path, tables: str) -> None:
        try:
            self._base = sqlite3.connect(path, isolation_level=None, timeout=PATIENCE_SECONDS)
            self._base.executescript(f"PRAGMA journal_mode=WAL; {tables}")
        except sqlite3.Error as error:
            raise NoNotes(path, error) from error

    def close(self) -> None:
        """Lets go of the file; what was written is kept."""
        self._base.close()
