"""Web archives as pages: WARC and CC-NEWS, gzipped or Zstandard, a record at a time.

The theory. An archive is a row of records; those that hold a page are the answers of servers
(`response`), saved files (`resource`) and texts already extracted (`conversion`, as in WET).
Pictures, styles, redirects and errors are passed over. A record's place in the file is its
offset, as an index (CDX) gives it. A broken record costs only itself: reading goes on at the
next one. An answer is unpacked by us, never by the reader, so that a bomb in it is seen.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newstemma.errors import BadPage
from newstemma.model import Page, Rejected
from newstemma.packing import GZIP, ZSTANDARD, needs_extra, read_at_most, unpack
from newstemma.pages.characters import decode

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_START = re.compile(rb"^\s*WARC/[01]\.\d")
_HTML = ("text/html", "application/xhtml+xml")
_PIECE = 1 << 20
# Said of a record, when it cannot be read.
_BROKEN = "the record is broken; the rest of the archive is read on from the next one"


def is_archive(name: str, head: bytes) -> bool:
    """True where a file begins with a WARC record."""
    return bool(_START.match(head))


def read_archive(path: Path, file: str, limit: int) -> Iterator[Page | Rejected]:
    """The pages of an archive in its order; their origin is the file and `@` the offset.

    Raises BadPage "needs_extra" where fastwarc is not installed. An archive without any page
    is `Rejected` "nothing_readable".
    """
    found = False
    with path.open("rb") as stream:
        for page in _pages(stream, file, limit):
            found = True
            yield page
    if not found:
        detail = f"{file}: no record of this archive holds a page of HTML or text"
        yield Rejected(file, "nothing_readable", detail)


def _pages(stream: Any, file: str, limit: int) -> Iterator[Page | Rejected]:
    start: int | None = 0
    while start is not None:
        stream.seek(start)
        last = start
        try:
            for record in _records(stream, file):
                last = record.stream_pos
                page = _page(record, f"{file}@{last}", limit)
                if page is not None:
                    yield page
            return
        except OSError:
            # The reader names the record before the broken one, or stands at the broken one.
            start = _next_record(stream, last + 1)
            yield Rejected(f"{file}@{last}", "broken", f"{file}@{last}: after this {_BROKEN}")


def _records(stream: Any, file: str) -> Iterator[WarcRecord]:
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise needs_extra("warc", "a web archive (WARC)", file) from error
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    yield from ArchiveIterator(stream, record_types=wanted, auto_decode="transfer")


def _page(record: WarcRecord, origin: str, limit: int) -> Page | Rejected | None:
    """The page of a record; none where it holds something else than a page."""
    kind, charset = _media_type(record)
    if kind not in (*_HTML, "text/plain") or not _is_answer(record):
        return None
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    try:
        data = _payload(record, limit, origin)
        html = kind in _HTML
        text = decode(data, html=html, file=origin, declared=charset)
    except BadPage as bad:
        return Rejected(origin, bad.reason, str(bad), url)
    if not text.strip():
        return Rejected(origin, "empty", f"{origin}: the record holds nothing", url)
    media_type = "text/html" if html else "text/plain"
    return Page(text, media_type, origin, url, _when(record))


def _media_type(record: WarcRecord) -> tuple[str, str | None]:
    if record.is_http and record.is_http_parsed:
        kind, charset = record.http_content_type, record.http_charset
        kind = kind or record.headers.get("WARC-Identified-Payload-Type")
        return (kind or "").split(";")[0].strip().lower(), charset
    kind, _, parameters = (record.headers.get("Content-Type") or "").partition(";")
    charset = parameters.partition("charset=")[2] or None
    return kind.strip().lower(), charset


def _is_answer(record: WarcRecord) -> bool:
    """False for a redirect or an error page: nobody published that."""
    if not (record.is_http and record.is_http_parsed):
        return True
    return record.http_headers.status_code in (200, 203, 206, None)


def _when(record: WarcRecord) -> datetime | None:
    when = record.record_date
    if when is None:
        return None
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)


def _payload(record: WarcRecord, limit: int, origin: str) -> bytes:
    data = read_at_most(record.reader, limit, origin)
    if not (record.is_http and record.is_http_parsed):
        return data
    said = (record.http_headers.get("Content-Encoding") or "").lower()
    for encoding in reversed([part.strip() for part in said.split(",") if part.strip()]):
        data = _decoded(data, encoding, limit, origin)
    return data


def _decoded(data: bytes, encoding: str, limit: int, origin: str) -> bytes:
    """An answer out of its content encoding; as it is where it is not in it after all.

    Crawlers often unpack an answer and leave the header standing.
    """
    if encoding in ("gzip", "x-gzip"):
        return unpack(data, limit, origin)
    if encoding == "deflate":
        return _inflated(data, limit, origin)
    if encoding == "br":
        return _unbrotlied(data, limit, origin)
    if encoding == "zstd" and data.startswith(ZSTANDARD):
        from fastwarc.stream_io import ZstdReader

        return read_at_most(ZstdReader(io.BytesIO(data)), limit, origin)
    return data


def _inflated(data: bytes, limit: int, origin: str) -> bytes:
    for bits in (15, -15):  # with zlib's header, as the standard says, or without, as some send
        try:
            plain = zlib.decompressobj(bits).decompress(data, limit + 1)
        except zlib.error:
            continue
        return read_at_most(io.BytesIO(plain), limit, origin)
    return data


def _unbrotlied(data: bytes, limit: int, origin: str) -> bytes:
    from fastwarc.stream_io import BrotliReader

    try:
        return read_at_most(BrotliReader(io.BytesIO(data)), limit, origin)
    except OSError:
        return data


# --- going on after a broken record -----------------------------------------


def _next_record(stream: Any, start: int) -> int | None:
    """The offset of the next record from `start` on: packed, or plain after an empty line."""
    stream.seek(0)
    head = stream.read(4)
    sign = next((s for s in (GZIP + b"\x08", ZSTANDARD) if head.startswith(s[:2])), None)
    stream.seek(start)
    at, window = start, stream.read(_PIECE)
    while window:
        for match in re.finditer(re.escape(sign) if sign else rb"(?<=\r\n)WARC/[01]\.\d", window):
            if sign is None or _is_record(window[match.start() :]):
                return at + match.start()
        more = stream.read(_PIECE)
        if not more:
            return None
        kept = window[-4096:]  # a record may begin across two pieces
        at, window = at + len(window) - len(kept), kept + more
    return None


def _is_record(packed: bytes) -> bool:
    if packed.startswith(ZSTANDARD):
        return True
    try:
        return zlib.decompressobj(31).decompress(packed[:4096], 5) == b"WARC/"
    except zlib.error:
        return False
