"""An archive and what lies beside it: readable, of this release, whole, with room to grow."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newstemma.archive import Archive, open_archive
from newstemma.copies import Index
from newstemma.errors import Misuse, NewstemmaError
from newstemma.serve.doctor.findings import Finding, fault, note, ok, warning
from newstemma.serve.doctor.machine import room

# A log this large is one that somebody has kept open for reading for hours.
LARGE_LOG = 512 * 1024**2
SOON = timedelta(days=1)


def archive(address: str, *, thorough: bool = True) -> Iterator[Finding]:
    """How an archive stands; the check of every page of the file is left out unless thorough."""
    try:
        with open_archive(address, read_only=True, create=False) as opened:
            yield from _inside(opened, thorough)
    except Misuse as error:
        yield fault("archive", str(error), "see docs/stages/archive.md")
        return
    if "://" not in address:
        yield from _beside(Path(address))


def _inside(opened: Archive, thorough: bool) -> Iterator[Finding]:
    counts = opened.counts()
    said = f"{counts['reports']} reports, {counts['stories']} stories, of this release's format"
    yield ok("archive", said)
    if thorough:
        troubles = opened.check()
        for trouble in troubles:
            yield fault("archive whole", trouble, "restore a backup: newstemma restore")
        if not troubles:
            yield ok("archive whole", "everything in it agrees")
    yield _times(opened, datetime.now(UTC))


def _times(opened: Archive, now: datetime) -> Finding:
    changes = opened.changed_since(0, limit=1)
    if not changes.stories:
        return note("archive times", "it is empty")
    events = opened.history(story=changes.stories[0].id, limit=1000)
    late = [event for event in events if event.at > now + SOON]
    if late:
        said = f"its log holds the time {late[-1].at:%Y-%m-%d %H:%M} UTC, which is yet to come"
        return warning("archive times", said, "check this machine's clock, and that of who adds")
    return ok("archive times", "none is yet to come")


def _beside(path: Path) -> Iterator[Finding]:
    yield room("archive's disk", path.parent)
    if not os.access(path, os.W_OK):
        yield note("archive's file", "it may be read, but not written to")
    log = Path(f"{path}-wal")
    size = log.stat().st_size if log.exists() else 0
    if size > LARGE_LOG:
        said = f"its log has grown to {size / 1024**2:.0f} MiB"
        yield warning("archive's log", said, "close what has it open for long, then add a page")
    yield _copies(Path(f"{path}.copies"))
    notes = Path(f"{path}.watch")
    if notes.exists():
        yield _notes(notes)


def _copies(folder: Path) -> Finding:
    if not folder.exists():
        return note("near-copy index", "there is none yet; the next add makes it")
    try:
        index = Index.open(folder)
        size = len(index)
        index.close()
    except (NewstemmaError, OSError, ValueError) as error:
        do = f"remove {folder.name}; the next add makes it again"
        return fault("near-copy index", f"it cannot be read ({type(error).__name__})", do)
    return ok("near-copy index", f"{size} reports")


def _notes(place: Path) -> Finding:
    from newstemma.serve.watch.notes import Notes

    try:
        with Notes(place) as notes:
            return ok("watch", f"{notes.last_alert()} alerts so far")
    except NewstemmaError as error:
        return fault("watch", str(error), f"move {place.name} away; the watch begins anew")
