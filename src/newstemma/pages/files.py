"""One file as pages: opened with care, read by its reader, refused with a reason."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from newstemma.errors import BadPage
from newstemma.model import Page, Rejected
from newstemma.pages.readers import LIMIT, File, reader_of

__all__ = ["LIMIT", "MOST_REJECTED", "read_file", "unreadable"]

# A list of five million numbers is not five million messages.
MOST_REJECTED = 100


def read_file(file: Path) -> Iterator[Page | Rejected]:
    """The pages of one file; what cannot be read is `Rejected` with the place."""
    found = False
    try:
        for page in _few_rejected(_pages(file), str(file)):
            found = True
            yield page
        if not found:
            yield Rejected(str(file), "empty", f"{file}: the file holds no record")
    except BadPage as bad:
        yield Rejected(str(file), bad.reason, str(bad), line=bad.line)
    except OSError as error:
        yield unreadable(str(file), error)


def _few_rejected(found: Iterable[Page | Rejected], file: str) -> Iterator[Page | Rejected]:
    """The same, the rejected records after the first `MOST_REJECTED` told as one."""
    count = 0
    for page in found:
        if isinstance(page, Rejected):
            count += 1
            if count > MOST_REJECTED:
                last = page
                continue
        yield page
    if count > MOST_REJECTED:
        more = f"{count - MOST_REJECTED:,} more records were rejected, the last in line {last.line}"
        yield Rejected(file, last.reason, f"{file}: {more}; is this a file of reports?")


def unreadable(file: str, error: OSError | ValueError) -> Rejected:
    """The refusal of what the system does not let us read."""
    why = getattr(error, "strerror", None) or str(error)
    detail = f"{file}: cannot be read ({why}); check the path and who may read it"
    return Rejected(file, "unreadable", detail)


def _pages(file: Path) -> Iterator[Page | Rejected]:
    # A pipe would make us wait for its writer, a device may have no end: neither is opened.
    if not stat.S_ISREG(file.stat().st_mode):
        detail = "no ordinary file but a pipe, a socket or a device; save what it gives in a file"
        raise BadPage("unreadable", detail, file=str(file))
    found = File(file)
    return reader_of(found).read(found)
