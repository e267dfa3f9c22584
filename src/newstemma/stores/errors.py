"""What can go wrong with an archive, each with what to do; all under `Misuse`.

::

    Misuse
    `- ArchiveError
       |- ArchiveMissing      there is no archive at the address
       |- NotAnArchive        the file is something else, or damaged
       |- ArchiveTooNew       a later release wrote it
       |- ArchiveTooOld       it must be brought forward first, and we only read
       |- ArchiveBusy         another writer holds it for too long
       `- ArchiveUnwritable   disk full, read-only file system, no permission
"""

from __future__ import annotations

from newstemma.errors import Misuse


class ArchiveError(Misuse):
    """Something about the archive at `address`."""

    def __init__(self, address: str, what: str) -> None:
        super().__init__(f"{address}: {what}")
        self.address = address


class ArchiveMissing(ArchiveError):
    """There is no archive there, and none may be made."""

    def __init__(self, address: str) -> None:
        super().__init__(address, "there is no archive here; `newstemma add` makes one")


class NotAnArchive(ArchiveError):
    """The file is no archive of ours, or it is damaged."""


class ArchiveTooNew(ArchiveError):
    """A later release of Newstemma wrote it."""


class ArchiveTooOld(ArchiveError):
    """An earlier release wrote it, and a read-only opening may not bring it forward."""


class ArchiveBusy(ArchiveError):
    """Another process held the archive for longer than we were told to wait."""


class ArchiveUnwritable(ArchiveError):
    """Nothing can be written; what was committed before is intact."""
