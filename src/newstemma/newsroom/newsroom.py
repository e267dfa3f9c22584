"""The one object callers hold: the parts of a newsroom over its file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from newstemma.closing import Closes
from newstemma.errors import Misuse
from newstemma.newsroom import log
from newstemma.newsroom.accounts import Accounts
from newstemma.newsroom.file import NewsroomFile
from newstemma.newsroom.house import House
from newstemma.newsroom.keys import Sessions, Tokens
from newstemma.newsroom.notes import Notes
from newstemma.newsroom.saved import SavedStories
from newstemma.newsroom.types import Entry
from newstemma.ports import KeptRuling


def is_file(archive: str) -> bool:
    """True for the address of an archive that is a file."""
    return archive != ":memory:" and "://" not in archive


def place_beside(archive: str) -> str:
    """Where the newsroom of an archive lies when nothing else is said: `ARCHIVE.newsroom`.

    Raises `Misuse` for an archive that is no file.
    """
    if not is_file(archive):
        raise Misuse("an archive that is no file has no newsroom beside it; say --newsroom FILE")
    return f"{archive}.newsroom"


def open_newsroom(
    path: str | os.PathLike[str], *, house: House | None = None, create: bool = True
) -> Newsroom:
    """The newsroom in a file, made where there is none unless `create` is False; ":memory:" is
    gone when it is closed. `house` are the rules for notes. Raises `Misuse` where the file is
    something else or cannot be opened."""
    place = os.fspath(path)
    if not create and not Path(place).exists():
        raise Misuse(f"{place}: there is no newsroom here; newstemma accounts add makes one")
    return Newsroom(NewsroomFile(place), house or House())


class Newsroom(Closes):
    """An open newsroom, for many threads; a context manager."""

    def __init__(self, file: NewsroomFile, house: House) -> None:
        self._file = file
        self.house = house
        self.accounts = Accounts(file)
        self.sessions = Sessions(file)
        self.tokens = Tokens(file)
        self.notes = Notes(file, house)
        self.saved = SavedStories(file)

    @property
    def path(self) -> str:
        """Where it lies."""
        return self._file.path

    def audit(self, rulings: Iterable[KeptRuling] = ()) -> tuple[Entry, ...]:
        """Who did what, the latest first, with the rulings of the archive in their places."""
        return log.entries(self._file, rulings)

    def backup(self, path: str | os.PathLike[str]) -> None:
        """Copies the newsroom to a new file, while others use it."""
        self._file.backup(os.fspath(path))

    def close(self) -> None:
        """Lets go of the file."""
        self._file.close()
