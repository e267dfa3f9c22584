"""A page as received, and a page we could not read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newstemma.model.reports import Voice


@dataclass(frozen=True, slots=True)
class Page:
    """A page as received, never changed.

    `origin` names the file (and line, WARC offset or feed) it came from.
    `given` holds header fields that came beside the text, as a crawler's JSONL
    has them, under our names: title, outlet, authors, published, updated, language, url,
    credit, photo_credit, based_on, section, crawled. `given_by` is who says them: the
    crawler's metadata, or the feed the page was an item of. `fetched` is the crawl's moment
    where an archive says it.
    """

    content: bytes | str
    media_type: str
    origin: str
    url: str | None = None
    fetched: datetime | None = None
    given: tuple[tuple[str, str], ...] = ()
    given_by: Voice = Voice.METADATA


@dataclass(frozen=True, slots=True)
class Rejected:
    """A page that gave no report, with the reason; nothing is lost in silence.

    `reason` is a short stable word, `detail` a sentence that names what to do.
    """

    origin: str
    reason: str
    detail: str
    url: str | None = None
    line: int | None = None
