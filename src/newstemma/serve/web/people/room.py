"""The newsroom of a server: opened when something is first asked of it, made when written."""

from __future__ import annotations

import threading
from pathlib import Path

from newstemma.errors import Misuse
from newstemma.newsroom import Newsroom, NotHere, open_newsroom
from newstemma.newsroom.house import House
from newstemma.newsroom.limits import Tries
from newstemma.newsroom.outside import Provider


class NoPlace(Misuse):
    """The server was started without a place for a newsroom."""

    def __init__(self) -> None:
        super().__init__("no newsroom is open here: start with --archive FILE or --newsroom FILE")


class NoAccounts(Misuse):
    """The server has no accounts, so nobody logs in."""

    def __init__(self) -> None:
        super().__init__("there are no accounts here: whoever sees this page may do everything")


class Room:
    """Where the newsroom of a server lies, and whether people must log in (`closed`)."""

    def __init__(
        self,
        place: str | None,
        *,
        closed: bool = False,
        house: House | None = None,
        provider: Provider | None = None,
    ) -> None:
        self.place = place
        self.closed = closed
        self.provider = provider
        self.tries = Tries()
        self._house = house
        self._lock = threading.Lock()
        self._open: Newsroom | None = None

    def at_hand(self) -> Newsroom | None:
        """The newsroom, none where nobody has written anything yet."""
        if self._open is None and (self.place is None or not Path(self.place).exists()):
            return None
        return self.newsroom()

    def kept(self) -> Newsroom:
        """The newsroom, to find what was written. Raises `NotHere` where nobody wrote anything."""
        found = self.at_hand()
        if found is None:
            raise NotHere("nobody has written anything here yet")
        return found

    def newsroom(self) -> Newsroom:
        """The newsroom, made where there is none. Raises `NoPlace`."""
        with self._lock:
            if self._open is None:
                if self.place is None:
                    raise NoPlace
                self._open = open_newsroom(self.place, house=self._house)
            return self._open

    def accounts(self) -> Newsroom:
        """The newsroom, for what only accounts have. Raises `NoAccounts`."""
        if not self.closed:
            raise NoAccounts
        return self.newsroom()

    def close(self) -> None:
        """Lets go of the file."""
        with self._lock:
            if self._open is not None:
                self._open.close()
                self._open = None
