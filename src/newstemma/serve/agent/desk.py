"""The stories an agent can ask about: those it handed in, and those of an archive.

What was examined is kept in memory for follow-up questions, the latest first to stay; the
archive, where there is one, is only read.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from newstemma.archive import open_archive
from newstemma.archive.archive import Unknown
from newstemma.dossiers import examine
from newstemma.errors import Misuse
from newstemma.model import Dossier, Examination, Page, Rejected, Report
from newstemma.rarity import rarity
from newstemma.text import stem, tokens

if TYPE_CHECKING:  # half a second of imports that other questions do not need
    from newstemma.archive.copying import CopyFound

KEPT = 64
Copies = tuple[Report, tuple["CopyFound", ...]]


class NoStory(Misuse):
    """No story of that id was handed in or is in the archive."""

    def __init__(self, story: str) -> None:
        super().__init__(f"no story {story!r}: examine_reports or find_story gives the ids")
        self.story = story


class NoArchive(Misuse):
    """The question is about an archive, and none is open."""

    def __init__(self) -> None:
        super().__init__(
            "no archive is open here: start with newstemma mcp --archive FILE; within what was "
            "handed in, examine_reports says who copied whom"
        )


class Shelf(Protocol):
    """What the desk reads of an archive."""

    def search_stories(self, query: str, most: int) -> Sequence[Dossier]:
        """The dossiers of the stories nearest to a query."""

    def dossier(self, story: str) -> Dossier | None:
        """The dossier of a story; none where there is no such story."""

    def copies_of(self, report: str, most: int) -> Copies:
        """A kept report and who else printed it; raises `Misuse` where there is none."""


class Desk:
    """Dossiers by story id: the last 64 examined, and those of an archive."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        self._shelf = shelf
        self._kept: OrderedDict[str, Dossier] = OrderedDict()

    def examine(self, pages: Iterable[Page | Rejected], *, one_story: bool = False) -> Examination:
        """The pages examined; their dossiers can be asked for by story id from now on."""
        found = examine(pages, one_story=one_story)
        for dossier in found:
            self._kept[dossier.story.id] = dossier
            self._kept.move_to_end(dossier.story.id)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return found

    def dossier(self, story: str) -> Dossier:
        """The dossier of a story; raises `NoStory`."""
        kept = self._kept.get(story) or (self._shelf.dossier(story) if self._shelf else None)
        if kept is None:
            raise NoStory(story)
        return kept

    def find(self, query: str, most: int = 5) -> tuple[Dossier, ...]:
        """The stories whose titles and gists share the query's words, the nearest first."""
        wanted = {stem(token.form) for token in tokens(query)}
        scored = [(_share(wanted, dossier), dossier) for dossier in self._kept.values()]
        near = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])
        found = {dossier.story.id: dossier for _, dossier in near[:most]}
        if self._shelf and len(found) < most:
            for dossier in self._shelf.search_stories(query, most):
                found.setdefault(dossier.story.id, dossier)
        return tuple(found.values())[:most]

    def copies_of(self, report: str, most: int) -> Copies:
        """A kept report and who else printed it; raises `NoArchive` where none is open."""
        if self._shelf is None:
            raise NoArchive
        return self._shelf.copies_of(report, most)

    def latest(self) -> Dossier | None:
        """The largest story of what was handed in last; none where nothing was."""
        return next(reversed(self._kept.values()), None)


def _share(wanted: set[str], dossier: Dossier) -> float:
    """The share of a query's weight found in titles and gists, 0..1."""
    said = " ".join(
        [*(r.title for r in dossier.reports), *(s.gist for s in dossier.collation.statements)]
    )
    there = {stem(token.form) for token in tokens(said)}
    total = sum(rarity(word) for word in wanted)
    return sum(rarity(word) for word in wanted & there) / total if total else 0.0


class ArchiveShelf:
    """An archive as a shelf, opened for each question and only read."""

    def __init__(self, address: str) -> None:
        self._address = address

    def search_stories(self, query: str, most: int) -> Sequence[Dossier]:
        """The dossiers of the stories whose reports hold the query's words, the best first."""
        with open_archive(self._address, read_only=True, create=False) as archive:
            words = " ".join(token.form for token in tokens(query) if rarity(stem(token.form)))
            found = archive.stories(query=words or query, limit=most)
            return tuple(archive.dossier(entry.id) for entry in found)

    def dossier(self, story: str) -> Dossier | None:
        """The dossier of a story; none where there is no such story."""
        with open_archive(self._address, read_only=True, create=False) as archive:
            try:
                return archive.dossier(story)
            except Unknown:
                return None

    def copies_of(self, report: str, most: int) -> Copies:
        """A kept report and who else printed it; raises `Misuse` where there is none."""
        with open_archive(self._address, read_only=True, create=False) as archive:
            return archive.report(report), archive.copies_of(report, limit=most)
