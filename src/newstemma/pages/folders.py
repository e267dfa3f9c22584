"""The files of a folder that can be pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

# What a browser saves beside a page, and what no crawler writes reports into.
NOT_PAGES = frozenset(
    """
    .css .js .mjs .map .png .jpg .jpeg .gif .webp .avif .svg .ico .bmp .tif .tiff .woff .woff2
    .ttf .otf .eot .mp3 .mp4 .m4a .webm .ogg .mov .avi .pyc .lock .log
    """.split()
)


def files_under(folder: Path) -> Iterator[Path | OSError]:
    """The files under `folder` in order of path; hidden ones and `NOT_PAGES` passed over.

    A folder below that cannot be listed is the error that says so, before the files that
    follow. Links to folders are not followed: they may lead in a circle.
    """
    troubles: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=troubles.append):
        yield from troubles
        troubles.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() not in NOT_PAGES:
                yield Path(root) / name
    yield from troubles
