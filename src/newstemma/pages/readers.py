"""What a file can be, as one table: how it is known, and how its pages are read.

The theory. The first bytes decide, unpacked where the file is packed; the name only breaks
ties. The first reader of the table that claims a file reads it; the last takes what is left.
To add a format, add a reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from newstemma.errors import BadPage
from newstemma.model import Page, Rejected
from newstemma.packing import bare_name, open_plain, read_at_most
from newstemma.pages import archives, feeds, lines, saved, tables
from newstemma.pages.characters import decode, is_binary, wide_codec
from newstemma.pages.markup import looks_like_html

# A page of 20 MB takes 25 s to extract; no report is that long (findings, hazards).
LIMIT = 20 * 1024 * 1024
# So many bytes show what a file is: a first record of an archive, a declaration, a first line.
SNIFF = 4096
_LINE_SUFFIXES = (".jsonl", ".ndjson")
_BLANK = b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"

Pages = Iterator[Page | Rejected]


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: its path, and its name without the endings of packing."""

    path: Path

    @property
    def name(self) -> str:
        """As origins begin with it: the path as given."""
        return str(self.path)

    @property
    def bare(self) -> str:
        """The name of what is packed in it, in small letters."""
        return bare_name(self.path.name)

    def open(self) -> BufferedReader:
        """Its bytes, unpacked, as a stream; see `packing.open_plain`."""
        return open_plain(self.path)


class Reader(NamedTuple):
    """One format: its name, how it is known, how it is read, and an example of a name."""

    name: str
    what: str
    claims: Callable[[str, bytes], bool]
    read: Callable[[File], Pages]
    example: str


def reader_of(file: File) -> Reader:
    """The reader for a file; raises BadPage for what is empty or no text."""
    with file.open() as stream:
        head = _head(stream)
    first = next(reader for reader in READERS if reader.claims(file.bare, head))
    if first is not READERS[0] and is_binary(head):
        raise BadPage("binary", "not a text file; give HTML, text or JSON lines", file=file.name)
    return first


def _head(stream: BufferedReader) -> bytes:
    """The first bytes of a file, as many as can be read: its reader will say what is broken."""
    head = b""
    while len(head) < SNIFF:
        try:
            piece = stream.read1(SNIFF - len(head))
        except BadPage:
            if not head:
                raise
            break
        if not piece:
            break
        head += piece
    return head


# --- the readers ------------------------------------------------------------


def _archive(file: File) -> Pages:
    return archives.read_archive(file.path, file.name, LIMIT)


def _streamed(read: Callable[[BufferedReader, str, int], Pages]) -> Callable[[File], Pages]:
    def read_file(file: File) -> Pages:
        with file.open() as stream:
            yield from read(stream, file.name, LIMIT)

    return read_file


def _is_lines(name: str, head: bytes) -> bool:
    if wide_codec(head) is not None:
        return False
    return name.endswith(_LINE_SUFFIXES) or _starts(head) == b"{"


def _lines(file: File) -> Pages:
    """JSON lines by their name, or where the first of several lines is a whole object."""
    if not file.bare.endswith(_LINE_SUFFIXES):
        with file.open() as stream:
            if not (lines.starts_lines(stream.readline(LIMIT)) and stream.peek(1)):
                yield from _object(file)
                return
    with file.open() as stream:
        yield from lines.read_lines(stream, file.name, LIMIT)


def _is_object(name: str, head: bytes) -> bool:
    return _starts(head) == b"{" or name.endswith((".json", *_LINE_SUFFIXES))


def _object(file: File) -> Pages:
    data = _whole(file)
    found = False
    for page in lines.read_object(data, file.name, strict=file.bare.endswith(".json")):
        found = True
        yield page
    if not found:
        yield _page(file, data)


def _is_list(name: str, head: bytes) -> bool:
    """A list of objects, of lists or of nothing; "[Photo]" begins a text."""
    if wide_codec(head) is not None or _starts(head) != b"[":
        return False
    return name.endswith(".json") or head.lstrip(_BLANK)[1:].lstrip()[:1] in b"{"


def _one_page(file: File) -> Pages:
    yield _page(file, _whole(file))


def _starts(head: bytes) -> bytes:
    return head.lstrip(_BLANK)[:1]


def _whole(file: File) -> bytes:
    size = file.path.stat().st_size
    if size > LIMIT:
        over = f"{size / 1048576:.1f} MiB is over the limit of {LIMIT // 1048576} MiB a page"
        raise BadPage("too_large", over, file=file.name)
    with file.open() as stream:
        data = read_at_most(stream, LIMIT, file.name)
    if not data.strip(_BLANK):
        raise BadPage("empty", "the file is empty", file=file.name)
    return data


def _page(file: File, data: bytes) -> Page:
    html = looks_like_html(data[:SNIFF].decode("latin-1"), file.bare)
    content = decode(data, html=html, file=file.name)
    page = Page(content, "text/html" if html else "text/plain", file.name)
    return saved.with_save_mark(page) if html else page


def _anything(name: str, head: bytes) -> bool:
    return True


READERS: tuple[Reader, ...] = (
    Reader("web archive", "WARC, CC-NEWS, WET", archives.is_archive, _archive, "crawl.warc.gz"),
    Reader("saved page", "MHTML", saved.is_mhtml, _streamed(saved.read_mhtml), "page.mhtml"),
    Reader("feed", "RSS, Atom, JSON Feed", feeds.is_feed, _streamed(feeds.read_feed), "news.rss"),
    Reader("JSON list", "one JSON list of records", _is_list, _streamed(lines.read_list), "a.json"),
    Reader("JSON lines", "a record a line", _is_lines, _lines, "crawl.jsonl"),
    Reader("JSON object", "one record, or a list in it", _is_object, _object, "answer.json"),
    Reader("table", "CSV, TSV", tables.is_table, _streamed(tables.read_table), "export.csv"),
    Reader("page", "HTML or extracted text", _anything, _one_page, "report.html"),
)
