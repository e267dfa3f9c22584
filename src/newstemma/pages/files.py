"""One file as pages: what it is, its characters, and the pages in it."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from newstemma.errors import BadPage
from newstemma.model import Page, Rejected
from newstemma.pages.characters import decode, is_binary, unpack, wide_codec
from newstemma.pages.records import read_lines, read_records

# A page of 20 MB takes 25 s to extract; no report is that long (findings, hazards).
LIMIT = 20 * 1024 * 1024
_SNIFF = 4096
# A list of five million numbers is not five million messages.
MOST_REJECTED = 100
_HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:article|div|p|h1)(?:\s[^>]{0,200})?>",
    re.IGNORECASE,
)
_JSON = (b"{", b"[")
_LINE_SUFFIXES = (".jsonl", ".ndjson")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")


def read_file(file: Path) -> Iterator[Page | Rejected]:
    """The pages of one file; what cannot be read is `Rejected` with the place."""
    try:
        yield from _few_rejected(_pages(file), str(file))
    except BadPage as bad:
        yield Rejected(str(file), bad.reason, str(bad), line=bad.line)
    except OSError as error:
        yield unreadable(str(file), error)


def _few_rejected(found: Iterable[Page | Rejected], file: str) -> Iterator[Page | Rejected]:
    """The same, the rejected records after the first `MOST_REJECTED` told as one."""
    count = 0
    for page in found:
        if isinstance(page, Rejected):
            count += 1
            if count > MOST_REJECTED:
                last = page
                continue
        yield page
    if count > MOST_REJECTED:
        more = f"{count - MOST_REJECTED:,} more records were rejected, the last in line {last.line}"
        yield Rejected(file, last.reason, f"{file}: {more}; is this a file of reports?")


def unreadable(file: str, error: OSError | ValueError) -> Rejected:
    """The refusal of what the system does not let us read."""
    why = getattr(error, "strerror", None) or str(error)
    detail = f"{file}: cannot be read ({why}); check the path and who may read it"
    return Rejected(file, "unreadable", detail)


def _pages(file: Path) -> Iterator[Page | Rejected]:
    name = file.name.lower()
    # A pipe would make us wait for its writer, a device may have no end: neither is opened.
    if not stat.S_ISREG(file.stat().st_mode):
        detail = "no ordinary file but a pipe, a socket or a device; save what it gives in a file"
        raise BadPage("unreadable", detail, file=str(file))
    with file.open("rb") as stream:
        head = stream.read(_SNIFF)
    wide = wide_codec(head) is not None
    if name.endswith(_LINE_SUFFIXES) and not wide and not is_binary(head):
        yield from read_lines(file, LIMIT)
        return
    data = _bytes_of(file)
    if _suffix(name) not in (".json", *_LINE_SUFFIXES) and not data.lstrip().startswith(_JSON):
        yield _page(file, data)
        return
    text = decode(data, html=False, file=str(file))
    found = False
    for record in read_records(text, str(file), strict=_suffix(name) == ".json"):
        found = True
        yield record
    if not found:
        yield _page(file, data)


def _suffix(name: str) -> str:
    return Path(name.removesuffix(".gz")).suffix


def _bytes_of(file: Path) -> bytes:
    size = file.stat().st_size
    if size > LIMIT:
        raise too_large(size, str(file))
    data = unpack(file.read_bytes(), LIMIT, str(file))
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
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
