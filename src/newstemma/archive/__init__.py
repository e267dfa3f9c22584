"""The archive: reports as they come, kept for good, with their stories and dossiers.

One object over a store: it files pages, settles which reports are one story, keeps dossiers
and makes them again only where a story changed, holds a person's rulings and tells what
changed since. It decides nothing itself: `stories` places, `dossiers` weighs, the store
keeps. What was said to be added is safe (one transaction a batch).

    import newstemma as ns

    with ns.open_archive("news.db") as archive:
        for what in archive.add(ns.read_all(["pages/"])):
            ...
        for story in archive.stories(limit=10):
            print(story.title, archive.dossier(story.id).counts.independent)
"""

from __future__ import annotations

from newstemma.archive.archive import Archive, Unknown, open_archive
from newstemma.archive.types import (
    Added,
    Changes,
    Found,
    NamedReports,
    OutletEntry,
    OutletPage,
    OutletProfile,
    OutletReport,
    OutletReports,
    StoryEntry,
    StoryPage,
    Version,
    What,
)
from newstemma.ports import Descent, Event, KeptRuling

__all__ = [
    "Added",
    "Archive",
    "Changes",
    "Descent",
    "Event",
    "Found",
    "KeptRuling",
    "NamedReports",
    "OutletEntry",
    "OutletPage",
    "OutletProfile",
    "OutletReport",
    "OutletReports",
    "StoryEntry",
    "StoryPage",
    "Unknown",
    "Version",
    "What",
    "open_archive",
]
