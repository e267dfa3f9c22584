"""Archives open to be read, handed from one request to the next.

The theory. To open an archive and to prepare its statements takes a quarter of what a page
costs. So one that a request was done with waits for the next one; each is used by one request at
a time, and sees what was added meanwhile, for it holds no transaction between two. What can go
wrong: another file takes the archive's place (a restored backup), or a request ends in an error;
then it is closed and another is opened. An archive that is no file is opened for each request.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from newstemma.archive import Archive, open_archive
from newstemma.newsroom.newsroom import is_file

# More than these wait for nobody: a burst of requests leaves no crowd of open files behind.
MOST_IDLE = 8

_File = tuple[int, int]


class Readers:
    """The readers of the archive at an address, for many threads."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._lock = threading.Lock()
        self._idle: list[tuple[_File, Archive]] = []
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[Archive]:
        """The archive, to read; raises `Misuse` where it cannot be opened."""
        file = self._file()
        archive = self._waiting(file) or open_archive(self._address, read_only=True, create=False)
        try:
            yield archive
        except BaseException:
            archive.close()
            raise
        self._give_back(file, archive)

    def _file(self) -> _File | None:
        """Which file lies at the address; none where it is no file, or not there."""
        if not is_file(self._address):
            return None
        try:
            found = os.stat(self._address)
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _waiting(self, file: _File | None) -> Archive | None:
        with self._lock:
            while self._idle:
                of, archive = self._idle.pop()
                if of == file:
                    return archive
                archive.close()
        return None

    def _give_back(self, file: _File | None, archive: Archive) -> None:
        with self._lock:
            if file is not None and not self._closed and len(self._idle) < MOST_IDLE:
                self._idle.append((file, archive))
                return
        archive.close()

    def close(self) -> None:
        """Lets go of all that wait; who reads now lets go when done."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for _, archive in idle:
            archive.close()

    def __del__(self) -> None:
        self.close()  # an application that nobody told to end leaves no file open
