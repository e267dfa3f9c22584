"""Bytes into characters: what is text, in which encoding, and how large it grows."""

from __future__ import annotations

import codecs
import re
import zlib

from newstemma.errors import BadPage

_MAGIC = (
    b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x7fELF", b"OggS",
    b"ID3", b"\x28\xb5\x2f\xfd", b"BZh", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"SQLite format",
)  # fmt: skip
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
# A valid sequence of UTF-8 beyond ASCII: one of them shows the text is no Windows-1252.
_MULTIBYTE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_NOT_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_GZIP = b"\x1f\x8b"
# No page of words shrinks 200-fold; a 1.56 MB page that did took 2 GiB (findings, hazards).
RATIO = 200


def wide_codec(head: bytes) -> str | None:
    """The codec of text in two or four bytes a character: by its mark, or by its zero bytes.

    Without a mark only UTF-16 of mostly Latin text is known: half its bytes are zero, all on
    one side. A picture or an archive has its zeros on both sides.
    """
    for mark, name in _BOMS[1:]:
        if head.startswith(mark):
            return name
    few, many = 0.02 * len(head), 0.3 * len(head)
    first, second = head[::2].count(0), head[1::2].count(0)
    if second > many and first <= few:
        return "utf-16-le"
    return "utf-16-be" if first > many and second <= few else None


def is_binary(head: bytes) -> bool:
    """True where the first bytes are no text: a known signature, or over 2 % control codes."""
    if head.startswith(codecs.BOM_UTF8) or wide_codec(head):
        return False
    return head.startswith(_MAGIC) or len(_CONTROL.findall(head)) > 0.02 * len(head) + 1


def unpack(data: bytes, limit: int, file: str) -> bytes:
    """The bytes, out of gzip where they are in it; refuses what grows over limit or ratio.

    A file may hold several gzip members one after another, as crawls do: all are read.
    """
    if not data.startswith(_GZIP):
        return data
    most = min(limit, RATIO * len(data))
    plain: list[bytes] = []
    while data.startswith(_GZIP):
        part, data = _unpack_member(data, most - sum(map(len, plain)), file)
        plain.append(part)
        if sum(map(len, plain)) > most:
            detail = f"grows over {most / 1048576:.1f} MiB when unpacked; unpack and split it"
            raise BadPage("too_large", detail, file=file)
    return b"".join(plain)


def _unpack_member(data: bytes, most: int, file: str) -> tuple[bytes, bytes]:
    machine = zlib.decompressobj(wbits=31)
    try:
        plain = machine.decompress(data, most + 1)
    except zlib.error as error:
        raise BadPage("binary", f"broken gzip ({error}); fetch it again", file=file) from error
    if not machine.eof and len(plain) <= most:
        raise BadPage("binary", "the gzip file is cut short; fetch it again", file=file)
    return plain, machine.unused_data


def decode(data: bytes, *, html: bool, file: str) -> str:
    """The characters of a page.

    A byte order mark decides, then UTF-8, then what an HTML page declares, then
    Windows-1252 where the bytes are evidently that. A character cut off at the very end
    is dropped. Raises BadPage "encoding" with the line and offset of the first bad byte.
    """
    marked = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else wide_codec(data[:4096])
    if marked is not None:
        return data.decode(marked, errors="replace").lstrip("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3:
            return data[: error.start].decode("utf-8")
        return _decode_otherwise(data, error, html=html, file=file)


def _decode_otherwise(data: bytes, error: UnicodeDecodeError, *, html: bool, file: str) -> str:
    if html:
        return _decode_html(data)
    if _is_1252(data):
        return data.decode("cp1252")
    line = data.count(b"\n", 0, error.start) + 1
    detail = f"broken UTF-8 at byte {error.start}; save the file as UTF-8"
    raise BadPage("encoding", detail, file=file, line=line)


def _decode_html(data: bytes) -> str:
    declared = _DECLARED.search(data[:4096])
    name = declared.group(1).decode("ascii") if declared else "cp1252"
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        codec = "cp1252"
    return data.decode(codec, errors="replace")


def _is_1252(data: bytes) -> bool:
    high = sum(byte > 127 for byte in data)
    few = high < 0.15 * len(data)
    return few and not _NOT_1252.search(data) and not _MULTIBYTE.search(data)
