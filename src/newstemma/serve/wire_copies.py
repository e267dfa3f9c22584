"""The wire form of a copy found in an archive: who, how much, and the places."""

from __future__ import annotations

from newstemma.archive.copying import CopyFound
from newstemma.copies import Kind, Passage
from newstemma.serve.codec import REAL, TEXT, WHOLE, Field, Json, Record, choice, many
from newstemma.serve.wire_reports import SPAN, UNKNOWN


def _found(copies: tuple[CopyFound, ...]) -> tuple[CopyFound, ...]:
    return copies


PASSAGE = Record(
    "CopiedPassage",
    "A part of the asked report that stands in another: here its place, there the other's.",
    Passage,
    Field("here", SPAN),
    Field("there", SPAN),
    Field("words", WHOLE),
)
COPY_FOUND = Record(
    "CopyFound",
    "A kept report that shares text with the one asked about; source says who was first.",
    CopyFound,
    Field("report", TEXT),
    Field("story", TEXT),
    Field("title", TEXT),
    Field("outlet", UNKNOWN),
    Field("published", UNKNOWN),
    Field("kind", choice(Kind)),
    Field("source", UNKNOWN),
    Field("share", REAL),
    Field("share_there", REAL),
    Field("passages", many(PASSAGE)),
)
COPIES_FOUND = Record(
    "CopiesFound",
    "Who else printed a report, the largest share of it first.",
    _found,
    Field("copies", many(COPY_FOUND), tuple),
)


def copy_json(found: CopyFound) -> Json:
    """A copy found, as JSON objects."""
    return COPY_FOUND.write(found)
