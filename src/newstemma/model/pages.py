"""A page as received, and a page we could not read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Page:
    """A page as received, never changed.

    `origin` names the file (and line, WARC offset or feed) it came from.
    `given` holds header fields that came beside the text, as a crawler's JSONL
    has them, under our names: title, outlet, authors, published, updated, language, url,
    credit, section, crawled.
    """

    content: bytes | str
    media_type: str
    origin: str
    url: str | None = None
    fetched: datetime | None = None
    given: tuple[tuple[str, str], ...] = ()


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
