"""Who else printed a report: the archive's near-copy index, kept up with what is filed.

The theory. The index stands in a folder beside the archive and is only a way to find things
again: it may lag behind the archive and never runs ahead of it. Each round adds what was
filed since the mark, commits the index, then moves the mark; killed in between, the next round
adds the same reports again, which changes nothing. Of two that add at once one keeps the index
up for both. What an index finds is looked up in the archive before it is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from newstemma.copies import Document, Index, IndexBusy, Kind, Match, Passage
from newstemma.copies.pairs import documents_of
from newstemma.errors import Misuse
from newstemma.model import Report
from newstemma.ports import Store, lot_of

MARK = "copies"
# Reports a round: so many texts are in memory at once.
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class CopyFound:
    """A kept report that shares text with the one asked about.

    `share` is the share of the asked report's words that stand there, `share_there` the
    share of that report's words that stand in the asked one. `source` is "theirs", "asked" or
    none: which was out first. Passages are places in the asked text (`here`) and there.
    """

    report: str
    story: str
    title: str
    outlet: str | None
    published: str | None
    kind: Kind
    source: str | None
    share: float
    share_there: float
    passages: tuple[Passage, ...]


def keep_up(store: Store, folder: Path | None) -> None:
    """Adds what was filed since the last round; leaves it to another who is at it."""
    if folder is None or store.read_only:
        return
    if folder.exists() and not store.filed_since(store.mark(MARK), 1):
        return
    try:
        with Index.open(folder, write=True) as index:
            if not len(index):  # a restored backup comes without the folder: all of it again
                with store.writing():
                    store.set_mark(MARK, 0)
            while filed := store.filed_since(store.mark(MARK), AT_ONCE):
                reports = store.reports(lot for _, lot in filed)
                for document in documents_of(reports[lot] for _, lot in filed):
                    index.add(document.id, document.text, document.outlet, document.when)
                index.commit()
                with store.writing():
                    store.set_mark(MARK, filed[-1][0])
    except IndexBusy:
        return


def copies_of(
    store: Store, folder: Path | None, report: Report, limit: int
) -> tuple[CopyFound, ...]:
    """The current reports that share text with one, the largest share of it first."""
    if folder is None:
        raise Misuse(f"{store.address}: this archive has no folder for copies; open it with one")
    keep_up(store, folder)
    if not store.mark(MARK):
        return ()
    (asked,) = documents_of([report])
    found = _matches(folder, asked, limit)
    cards = store.cards(lot_of(match.id) for match in found)
    reports = store.reports(lot_of(match.id) for match in found)
    return tuple(
        _told(match, reports[lot], cards[lot].story)
        for match in found
        if (lot := lot_of(match.id)) in cards and not cards[lot].newer
    )


def _matches(folder: Path, asked: Document, limit: int) -> Iterable[Match]:
    index = Index.open(folder)
    try:
        return index.copies_of(
            asked.text, when=asked.when, leave_out=[asked.id], limit=limit
        ).matches
    finally:
        index.close()


def _told(match: Match, report: Report, story: str) -> CopyFound:
    published = report.published.iso if report.published else None
    return CopyFound(report.id, story, report.title, report.outlet, published, match.kind,
                     match.source, match.share, match.share_there, match.passages)  # fmt: skip
