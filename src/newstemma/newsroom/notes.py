"""Notes at places of texts: written, answered, hidden with a reason, never deleted.

The theory. A report's id is a digest of its content, so a text under an id never changes, and a
place in it is two numbers. A page that changes becomes a new report; notes stay with the
version they were written on. `carried` says where the same words stand in another version, or
that they stand there no more; it never moves a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from newstemma.errors import Misuse
from newstemma.model import Report, Span
from newstemma.newsroom.file import NewsroomFile, now, time_of
from newstemma.newsroom.house import House, require_printable
from newstemma.newsroom.log import write
from newstemma.newsroom.types import Anchor, Caller, Note, NotHere, NotYours, Scope

LONGEST_QUOTE = 1000
# Code points before and after, by which one of several equal places is told (as the
# selectors of Web Annotations do).
AROUND = 32
_COLUMNS = "number, report, start, stop, quote, who, at, body, reply_to, hidden, hidden_by, reason"


class NoPlace(Misuse):
    """The words do not stand in the text, or it does not say which of several places."""


def anchor_at(report: Report, span: Span) -> Anchor:
    """The place of a span in a report. Raises `NoPlace` where it is empty, too long or outside."""
    if not 0 <= span.start < span.end <= len(report.text):
        raise NoPlace(f"places in this report lie from 0 to {len(report.text)}")
    if span.end - span.start > LONGEST_QUOTE:
        raise NoPlace(f"a note stands on {LONGEST_QUOTE} characters at most")
    return Anchor(report.id, span, span.of(report.text))


def anchor_of(report: Report, quote: str, number: int = 1) -> Anchor:
    """The place where words stand in a report; the `number`th where there are several.

    Spaces and line ends count alike. Raises `NoPlace`.
    """
    words = quote.split()
    if not words:
        raise NoPlace("say on which words of the text the note stands")
    pattern = r"\s+".join(map(re.escape, words))
    found = [Span(m.start(), m.end()) for m in re.finditer(pattern, report.text)]
    if not found:
        raise NoPlace("these words do not stand in the text; copy them from it as they are")
    if not 1 <= number <= len(found):
        raise NoPlace(f"these words stand in the text {len(found)} times; say which, from 1")
    return anchor_at(report, found[number - 1])


def carried(anchor: Anchor, before: Report, after: Report) -> Span | None:
    """Where the words of a note stand in another version; none where they do not, or where
    several places have them and what stands around does not tell which."""
    places = [Span(m.start(), m.end())
              for m in re.finditer(re.escape(anchor.quote), after.text)]  # fmt: skip
    if len(places) < 2:
        return places[0] if places else None
    around = _around(before.text, anchor.span)
    alike = [span for span in places if _around(after.text, span) == around]
    return alike[0] if len(alike) == 1 else None


def _around(text: str, span: Span) -> tuple[str, str]:
    return text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]


class NoNote(NotHere):
    """There is no note of that number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"there is no note {number}")
        self.number = number


class Notes:
    """The notes of a newsroom, under the rules of its house."""

    def __init__(self, file: NewsroomFile, house: House) -> None:
        self._file = file
        self._house = house

    def add(self, anchor: Anchor, text: str, by: Caller, reply_to: int | None = None) -> Note:
        """A new note. Raises `Refused` where it breaks a rule of the house; `Misuse` for a reply
        to a note that is not there, hidden or itself a reply, or stands elsewhere."""
        said = text.replace("\r\n", "\n").strip()
        require_printable(said, self._house)
        if reply_to is not None:
            answered = self.get(reply_to)
            if answered.hidden or answered.reply_to is not None:
                raise Misuse(f"note {reply_to} cannot be replied to; answer the note it answers")
            anchor = answered.anchor
        with self._file.writing():
            number = self._file.insert(
                "INSERT INTO note (report, start, stop, quote, who, at, body, reply_to) VALUES"
                " (?, ?, ?, ?, ?, ?, ?, ?)",
                (anchor.report, anchor.span.start, anchor.span.end, anchor.quote, by.name,
                 now().isoformat(), said, reply_to),
            )  # fmt: skip
            write(self._file, by, "noted", f"note {number}", f"report {anchor.report}")
        return self.get(number)

    def get(self, number: int) -> Note:
        """A note, hidden or not. Raises `NoNote`."""
        found = self._file.row(f"SELECT {_COLUMNS} FROM note WHERE number = ?", number)
        if found is None:
            raise NoNote(number)
        return _note(found)

    def on(self, reports: Iterable[str]) -> tuple[Note, ...]:
        """The notes on these reports and their replies, in order of place, then time."""
        wanted = list(dict.fromkeys(reports))[:500]
        marks = ", ".join("?" * len(wanted))
        rows = self._file.rows(f"SELECT {_COLUMNS} FROM note WHERE report IN ({marks})"
                               " ORDER BY report, start, stop, number", *wanted)  # fmt: skip
        return tuple(map(_note, rows))

    def list(self, before: int | None = None, limit: int = 50) -> tuple[Note, ...]:
        """Notes, the latest first; those of a number under `before`, where given."""
        rows = self._file.rows(f"SELECT {_COLUMNS} FROM note WHERE number < coalesce(?, number + 1)"
                               " ORDER BY number DESC LIMIT ?", before, limit)  # fmt: skip
        return tuple(map(_note, rows))

    def hide(self, number: int, reason: str, by: Caller) -> None:
        """Hides a note from the page; its words stay here. Raises `Misuse` without a reason,
        `NotYours` where another wrote it and the caller is no editor."""
        if self.get(number).who != by.name and not by.may(Scope.RULE):
            raise NotYours("another wrote this note; an editor may hide it")
        if not reason.strip():
            raise Misuse("say why the note is hidden; its writer may ask")
        with self._file.writing():
            self._file.run("UPDATE note SET hidden = ?, hidden_by = ?, reason = ? WHERE number = ?",
                           now().isoformat(), by.name, reason.strip(), number)  # fmt: skip
            write(self._file, by, "note hidden", f"note {number}", reason.strip())

    def show(self, number: int, by: Caller) -> None:
        """Shows a hidden note again."""
        self.get(number)
        with self._file.writing():
            self._file.run("UPDATE note SET hidden = NULL, hidden_by = '', reason = ''"
                           " WHERE number = ?", number)  # fmt: skip
            write(self._file, by, "note shown again", f"note {number}")


def _note(row: tuple[Any, ...]) -> Note:
    number, report, start, stop, quote, who, at, text, reply_to, hidden, hidden_by, reason = row
    anchor = Anchor(report, Span(start, stop), quote)
    when = datetime.fromisoformat(at)
    return Note(number, anchor, who, when, text, reply_to, time_of(hidden), hidden_by, reason)
