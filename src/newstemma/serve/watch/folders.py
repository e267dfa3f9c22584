"""Folders as sources: files laid into them are read once, and again where they changed.

A file that was touched a moment ago may still be on its way, so it waits for the next round.
What a file holds may be one page or thousands; it counts as taken once its last page is in the
archive. What is hidden, and what links lead out to, is left alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# A file changed less than so many seconds ago may still be written to.
SETTLED_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Lying:
    """A file in a folder; `key` is another once its content changed."""

    path: Path
    key: str


def is_folder(source: str) -> bool:
    """True for a source that is a folder on this machine and no address."""
    return "://" not in source and Path(source).is_dir()


def files_in(folder: str, now: float) -> Iterator[Lying]:
    """The files below a folder that nobody is writing to, in order of their path."""
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            found = None if name.startswith(".") else _lying(Path(place, name), now)
            if found is not None:
                yield found


def _lying(path: Path, now: float) -> Lying | None:
    try:
        about = path.lstat()
    except OSError:  # gone since it was listed
        return None
    regular = path.is_file() and not path.is_symlink()
    if not regular or now - about.st_mtime < SETTLED_SECONDS:
        return None
    return Lying(path, f"{path.absolute()} {about.st_size} {about.st_mtime_ns}")
