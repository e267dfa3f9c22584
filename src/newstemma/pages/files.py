"""One file as pages: what it is, its characters, and the pages in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from newstemma.errors import BadPage
from newstemma.model import Page, Rejected
from newstemma.pages.characters import decode, is_binary, unpack
from newstemma.pages.records import read_lines, read_records

# A page of 20 MB takes 25 s to extract; no report is that long (findings, hazards).
LIMIT = 20 * 1024 * 1024
_SNIFF = 4096
_HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:article|div|p|h1)(?:\s[^>]{0,200})?>",
    re.IGNORECASE,
)
_LINE_SUFFIXES = (".jsonl", ".ndjson")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")


def read_file(file: Path) -> Iterator[Page | Rejected]:
    """The pages of one file; what cannot be read is `Rejected` with the place."""
    try:
        yield from _pages(file)
    except BadPage as bad:
        yield Rejected(str(file), bad.reason, str(bad), line=bad.line)
    except OSError as error:
        detail = f"{file}: cannot be read ({error.strerror or error})"
        yield Rejected(str(file), "unreadable", detail)


def _pages(file: Path) -> Iterator[Page | Rejected]:
    name = file.name.lower()
    with file.open("rb") as stream:
        head = stream.read(_SNIFF)
    if name.endswith(_LINE_SUFFIXES) and not is_binary(head):
        yield from read_lines(file, LIMIT)
        return
    data = _bytes_of(file)
    if _suffix(name) != ".json" and not data.lstrip().startswith((b"{", b"[")):
        yield _page(file, data)
        return
    text = decode(data, html=False, file=str(file))
    records = list(read_records(text, str(file), strict=_suffix(name) == ".json"))
    yield from records or [_page(file, data)]


def _suffix(name: str) -> str:
    return Path(name.removesuffix(".gz")).suffix


def _bytes_of(file: Path) -> bytes:
    size = file.stat().st_size
    if size > LIMIT:
        raise too_large(size, str(file))
    data = unpack(file.read_bytes(), LIMIT, str(file))
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise BadPage("empty", "the file is empty", file=str(file))
    if is_binary(data[:_SNIFF]):
        raise BadPage("binary", "not a text file; give HTML, text or JSON lines", file=str(file))
    return data


def too_large(size: int, file: str, line: int | None = None) -> BadPage:
    """The refusal of a page over the limit."""
    detail = f"{size / 1048576:.1f} MiB is over the limit of {LIMIT // 1048576} MiB a page"
    return BadPage("too_large", detail, file=file, line=line)


def _page(file: Path, data: bytes) -> Page:
    html = looks_like_html(data[:_SNIFF].decode("latin-1"), file.name)
    media_type = "text/html" if html else "text/plain"
    content = decode(data, html=html, file=str(file))
    return Page(content, media_type, str(file))


def looks_like_html(head: str, name: str = "") -> bool:
    """True where the first characters are markup; a text that only quotes a tag is not."""
    if not head.lstrip("\ufeffï»¿ \t\r\n").startswith("<"):
        return name.lower().endswith(_HTML_SUFFIXES) and "<" in head
    return bool(_HTML.search(head)) or name.lower().endswith(_HTML_SUFFIXES)
