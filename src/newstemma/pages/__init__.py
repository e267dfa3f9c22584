"""Pages: files and folders in, pages as received out; nothing is changed and nothing is lost.

The theory. A pile of reports comes as whole HTML, as text somebody already extracted, as a
crawler's records, as a web archive, as a feed. What a file is gets decided by its content, its
name only breaks ties (`readers`, one table). Everything that can hold many pages is streamed:
one page is in memory at a time. A page that cannot be read becomes a `Rejected` value with a
reason, the place and what to do, and the rest is still read. What can go wrong: a file in an
old code page without any declaration is taken for Windows-1252 only where it is evidently
text; else it is rejected.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path

from newstemma.model import Page, Rejected
from newstemma.pages.files import read_file, unreadable
from newstemma.pages.folders import files_under

REASONS: dict[str, str] = {
    "missing": "There is no file or folder of that name.",
    "unreadable": "The system does not let us read it.",
    "empty": "The file holds nothing, or only white space.",
    "binary": "The file is no text: an image, an archive, a PDF or the like.",
    "encoding": "The bytes are neither UTF-8 nor what the page declares.",
    "too_large": "The page is larger than 20 MiB once decoded, or grows 200-fold when unpacked.",
    "not_json": "A line that should be a JSON object is not one.",
    "no_feed": "The file begins as a feed and cannot be read as one.",
    "no_text": "The record holds neither html nor text.",
    "broken": "A record of a web archive is broken.",
    "needs_extra": "The format is read by an extra that is not installed.",
    "nothing_readable": "The folder or archive holds no page, text or records.",
    "not_fetched": "The address may not be fetched, or no page came from it.",
    "too_slow": "Reading the page took more CPU than a page may take.",
    "too_hungry": "Reading the page took more memory than a page may take.",
    "no_body": "No line of the page is a report's text.",
}

__all__ = ["REASONS", "read", "read_all"]


def read(path: str | PathLike[str]) -> Iterator[Page | Rejected]:
    """The pages of a file or folder, in order of path, then line; folders are walked down.

    HTML and text files are one page each; archives, feeds, JSON and tables hold many and are
    streamed (`readers.READERS` lists the formats). Hidden files and a page's own pictures,
    styles and scripts are passed over. Never raises for what is on the disk: a missing path,
    a binary file, a broken line are `Rejected`.
    """
    if path == "":  # an empty shell variable, which Path would take for the folder we are in
        yield Rejected("", "missing", "an empty name is no file or folder; check the command")
        return
    start = Path(path)
    try:
        is_folder = stat.S_ISDIR(start.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        yield Rejected(str(path), "missing", f"{path}: no such file or folder; check the spelling")
    except (OSError, ValueError) as error:
        yield unreadable(str(path), error)
    else:
        yield from _read_folder(start) if is_folder else read_file(start)


def read_all(paths: Iterable[str | PathLike[str]]) -> Iterator[Page | Rejected]:
    """The pages of several files and folders, in the order given."""
    for path in paths:
        yield from read(path)


def _read_folder(folder: Path) -> Iterator[Page | Rejected]:
    found = False
    for file in files_under(folder):
        found = True
        if isinstance(file, OSError):
            yield unreadable(str(file.filename), file)
        else:
            yield from read_file(file)
    if not found:
        detail = f"{folder}: nothing readable here; give HTML, text or JSON lines"
        yield Rejected(str(folder), "nothing_readable", detail)
