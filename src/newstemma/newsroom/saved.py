"""Saved stories: a copy of a dossier as it stood, under a title and with a note.

The theory. A story grows, merges and parts, and its counts with it; what somebody wrote an
article on must be found again as it was. So the whole dossier is copied, and no later report,
ruling or release touches the copy. "What changed since" is the counts then beside those now.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from newstemma.errors import Misuse
from newstemma.model import Counts, Dossier
from newstemma.newsroom.file import NewsroomFile, now, time_of
from newstemma.newsroom.log import write
from newstemma.newsroom.types import Caller, NotHere, NotYours, Saved, Scope
from newstemma.stores.packing import pack, unpack

LONGEST_TITLE, LONGEST_NOTE = 300, 4000
_COLUMNS = "number, story, title, counts, who, at, body, removed, removed_by"


class NotSaved(NotHere):
    """There is no saved story of that number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"there is no saved story {number}")
        self.number = number


class SavedStories:
    """The saved stories of a newsroom."""

    def __init__(self, file: NewsroomFile) -> None:
        self._file = file

    def save(self, dossier: Dossier, by: Caller, title: str = "", note: str = "") -> Saved:
        """Keeps a dossier as it stands. Without a title it has the story's own."""
        named = " ".join(title.split()) or dossier.story.title or "(no title)"
        if len(named) > LONGEST_TITLE or len(note) > LONGEST_NOTE:
            raise Misuse(f"a title has {LONGEST_TITLE} characters at most, a note {LONGEST_NOTE}")
        row = (dossier.story.id, named, pack(dossier.counts), pack(dossier), by.name,
               now().isoformat(), note.replace("\r\n", "\n").strip())  # fmt: skip
        with self._file.writing():
            number = self._file.insert(
                "INSERT INTO saved (story, title, counts, dossier, who, at, body) VALUES"
                " (?, ?, ?, ?, ?, ?, ?)", row
            )  # fmt: skip
            write(self._file, by, "saved", f"saved {number}", f"story {dossier.story.id}")
        return self.get(number)

    def get(self, number: int) -> Saved:
        """A saved story as listed, a removed one too. Raises `NotSaved`."""
        found = self._file.row(f"SELECT {_COLUMNS} FROM saved WHERE number = ?", number)
        if found is None:
            raise NotSaved(number)
        return _saved(found)

    def dossier(self, number: int) -> Dossier:
        """The dossier as it stood. Raises `NotSaved`."""
        found = self._file.row("SELECT dossier FROM saved WHERE number = ?", number)
        if found is None:
            raise NotSaved(number)
        return unpack(Dossier, bytes(found[0]))

    def list(self, before: int | None = None, limit: int = 50) -> tuple[Saved, ...]:
        """Saved stories that were not removed, the latest first; those of a number under
        `before`, where given."""
        rows = self._file.rows(
            f"SELECT {_COLUMNS} FROM saved WHERE removed IS NULL AND"
            " number < coalesce(?, number + 1) ORDER BY number DESC LIMIT ?", before, limit
        )  # fmt: skip
        return tuple(map(_saved, rows))

    def remove(self, number: int, by: Caller) -> None:
        """Takes a saved story off the list; it stays under its number. Raises `NotYours` where
        another saved it and the caller is no editor."""
        if self.get(number).who != by.name and not by.may(Scope.RULE):
            raise NotYours("another saved this; an editor may remove it")
        with self._file.writing():
            self._file.run("UPDATE saved SET removed = ?, removed_by = ? WHERE number = ? AND"
                           " removed IS NULL", now().isoformat(), by.name, number)  # fmt: skip
            write(self._file, by, "saved story removed", f"saved {number}")


def _saved(row: tuple[Any, ...]) -> Saved:
    number, story, title, counts, who, at, note, removed, removed_by = row
    return Saved(number, story, title, unpack(Counts, bytes(counts)), who,
                 datetime.fromisoformat(at), note, time_of(removed), removed_by)  # fmt: skip
