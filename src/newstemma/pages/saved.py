"""Pages that a program saved whole: MHTML, and the marks that savers leave in single files.

The theory. A saver notes where and when it took the page, in MHTML's header lines or in a
comment at the top of the file. The address is the page's; the day is the crawl's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from newstemma.errors import BadPage
from newstemma.model import Page, Rejected
from newstemma.packing import read_at_most
from newstemma.pages.characters import decode

if TYPE_CHECKING:
    from email.message import Message

_MULTIPART = re.compile(rb"^content-type:\s*multipart/related\b", re.I | re.M)


class SaveMark(NamedTuple):
    """The mark a saver leaves; `pattern` names `url` and `when` where it holds them."""

    name: str
    pattern: re.Pattern[str]
    example: str


SAVE_MARKS: tuple[SaveMark, ...] = (
    SaveMark(
        "SingleFile",
        re.compile(
            r"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>\S+)\s+"
            r"saved date:\s*(?P<when>[^(\n]{8,60})"
        ),
        "<!-- Page saved with SingleFile url: https://veldt.example/a "
        "saved date: Tue May 06 2031 09:12:33 GMT+0200 (CEST) -->",
    ),
    SaveMark(
        "browser",
        re.compile(r"<!--\s*saved from url=\(\d+\)(?P<url>\S+)\s*-->"),
        "<!-- saved from url=(0026)https://veldt.example/a -->",
    ),
    SaveMark(
        "HTTrack",
        re.compile(
            r"<!--\s*Mirrored from (?P<url>\S+) by HTTrack[^,>]{0,60},\s*"
            r"(?P<when>[^>]{8,60}?)\s*-->"
        ),
        "<!-- Mirrored from veldt.example/a by HTTrack Website Copier/3.x [XR&CO'2014], "
        "Tue, 06 May 2031 09:12:33 GMT -->",
    ),
    SaveMark(
        "Wayback Machine",
        re.compile(r"FILE ARCHIVED ON (?P<when>\d\d:\d\d:\d\d \w+ \d\d?, \d{4})"),
        "FILE ARCHIVED ON 09:12:33 May 06, 2031 AND RETRIEVED FROM THE INTERNET ARCHIVE",
    ),
)
_MARK_WORDS = ("SingleFile", "saved from url", "HTTrack", "FILE ARCHIVED ON")
# Savers write their mark first; the Wayback Machine writes it last.
_MARK_ROOM = 20_000


def with_save_mark(page: Page) -> Page:
    """The page with the address and the day that its saver noted; itself where none did."""
    text = page.content if isinstance(page.content, str) else ""
    ends = text if len(text) <= 2 * _MARK_ROOM else text[:_MARK_ROOM] + text[-_MARK_ROOM:]
    if not any(word in ends for word in _MARK_WORDS):
        return page
    for mark in SAVE_MARKS:
        match = mark.pattern.search(ends)
        if match:
            return _noted(page, match.groupdict())
    return page


def _noted(page: Page, said: dict[str, str | None]) -> Page:
    url, when = said.get("url") or "", " ".join((said.get("when") or "").split())
    if url and "://" not in url:
        url = f"http://{url}"
    given = page.given + ((("crawled", when),) if when else ())
    known = page.url or (url if url.startswith(("http://", "https://")) else None)
    return replace(page, url=known, given=given)


def is_mhtml(name: str, head: bytes) -> bool:
    """True where a file begins with the header of a page saved with its parts."""
    start = head.lstrip()[:2000]
    return bool(_MULTIPART.search(start)) and b"<" not in start.split(b":", 1)[0]


def read_mhtml(stream: BinaryIO, file: str, limit: int) -> Iterator[Page | Rejected]:
    """The page of an MHTML file: its first HTML part, with the address and day of its saving."""
    from email import message_from_bytes, policy

    data = read_at_most(stream, 3 * limit, file)  # pictures in base64 are most of it
    try:
        message = message_from_bytes(data, policy=policy.compat32)
    except RecursionError as error:
        raise BadPage("binary", "parts in parts in parts", file=file) from error
    part = next((p for p in message.walk() if p.get_content_type() in _PAGES), None)
    raw = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(raw, bytes) or not raw.strip():
        raise BadPage("no_text", "the saved page has no HTML part", file=file)
    if len(raw) > limit:
        raise BadPage("too_large", "the HTML part is over the limit", file=file)
    text = decode(raw, html=True, file=file, declared=part.get_content_charset())
    url = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
    when = _header(message, "Date")
    given = (("crawled", when),) if when else ()
    yield Page(text, "text/html", file, url=url if "://" in url else None, given=given)


_PAGES = ("text/html", "application/xhtml+xml")


def _header(part: Message[str, str], name: str) -> str:
    return " ".join(str(part.get(name) or "").split())[:2000]
