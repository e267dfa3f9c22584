"""The wire form of what an archive answers with: listings, events, search, rulings."""

from __future__ import annotations

from datetime import date
from typing import Any

from newstemma.archive import (
    Added,
    Changes,
    Event,
    Found,
    KeptRuling,
    StoryEntry,
    StoryPage,
    Version,
    What,
)
from newstemma.serve.codec import (
    INSTANT,
    TEXT,
    TRUTH,
    WHOLE,
    Codec,
    Field,
    Json,
    NotWire,
    Record,
    choice,
    fixed,
    many,
    maybe,
)
from newstemma.serve.wire import COUNTS
from newstemma.serve.wire_outlets import OUTLET_RECORDS
from newstemma.serve.wire_reports import REJECTED, REPORT, SPAN, UNKNOWN
from newstemma.serve.wire_stemmas import CHANGE, RULING


def _read_day(raw: Json) -> date:
    try:
        return date.fromisoformat(raw)
    except (TypeError, ValueError) as error:
        raise NotWire("an ISO 8601 day") from error


DAY = Codec(date.isoformat, _read_day, fixed({"type": "string", "format": "date"}))


def _same(added: tuple[Added, ...]) -> tuple[Added, ...]:
    return added


STORY_ENTRY = Record(
    "StoryEntry",
    "A story as listed; counts are null where no dossier is kept since it last changed.",
    StoryEntry,
    Field("id", TEXT),
    Field("title", TEXT),
    Field("size", WHOLE),
    Field("first", maybe(DAY)),
    Field("last", maybe(DAY)),
    Field("counts", maybe(COUNTS)),
    Field("storyline", TEXT),
    Field("merged_into", UNKNOWN),
    Field("changed", WHOLE),
)
STORY_PAGE = Record(
    "StoryPage",
    "A page of stories; cursor asks for the next one, null at the end.",
    StoryPage,
    Field("stories", many(STORY_ENTRY)),
    Field("cursor", UNKNOWN),
)
CHANGES = Record(
    "StoryChanges",
    "Stories that changed after a cursor, each as it stands now.",
    Changes,
    Field("stories", many(STORY_ENTRY)),
    Field("cursor", WHOLE),
)
ADDED = Record(
    "Added",
    "What happened to one page handed to the archive.",
    Added,
    Field("what", choice(What)),
    Field("origin", TEXT),
    Field("report", TEXT),
    Field("story", TEXT),
    Field("rejected", maybe(REJECTED)),
)
ADDED_REPORTS = Record(
    "AddedReports",
    "What happened to each report handed in, in order.",
    _same,
    Field("added", many(ADDED), tuple),
)
FOUND = Record(
    "Found",
    "A report found by words; spans are their places in text.",
    Found,
    Field("report", TEXT),
    Field("story", TEXT),
    Field("title", TEXT),
    Field("outlet", UNKNOWN),
    Field("published", UNKNOWN),
    Field("text", TEXT),
    Field("spans", many(SPAN)),
)
VERSION = Record(
    "Version",
    "One content a page had, with its changes from the one before.",
    Version,
    Field("report", REPORT),
    Field("current", TRUTH),
    Field("changes", many(CHANGE)),
)
EVENT = Record(
    "Event",
    "A line of the archive's log.",
    Event,
    Field("number", WHOLE),
    Field("at", INSTANT),
    Field("kind", TEXT),
    Field("story", TEXT),
    Field("other", TEXT),
    Field("report", TEXT),
    Field("note", TEXT),
)
KEPT_RULING = Record(
    "KeptRuling",
    "A ruling with its number; withdrawn ones are kept, with when and by whom.",
    KeptRuling,
    Field("number", WHOLE),
    Field("ruling", RULING),
    Field("withdrawn", maybe(INSTANT)),
    Field("withdrawn_by", TEXT),
)

ARCHIVE_RECORDS: dict[type, Record] = {
    StoryEntry: STORY_ENTRY,
    StoryPage: STORY_PAGE,
    Changes: CHANGES,
    Added: ADDED,
    Found: FOUND,
    Version: VERSION,
    Event: EVENT,
    KeptRuling: KEPT_RULING,
    **OUTLET_RECORDS,
}


def archive_json(value: Any) -> Json:
    """A value of any type in `ARCHIVE_RECORDS` as JSON objects; KeyError for any other."""
    return ARCHIVE_RECORDS[type(value)].write(value)
