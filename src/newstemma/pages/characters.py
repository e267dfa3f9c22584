"""Bytes into characters: what is text, and in which encoding."""

from __future__ import annotations

import codecs
import re

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
# What pages call themselves, and what browsers read them as (the WHATWG encoding standard, by
# its labels): a page that says Latin-1 means Windows-1252, one that says GB2312 means GB18030.
_READ_AS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949",
    "shift_jis": "cp932", "big5": "big5hkscs",
}  # fmt: skip
# Labels that Python does not know.
_LABELS = {
    "x-sjis": "cp932", "windows-31j": "cp932", "ks_c_5601-1987": "cp949", "x-gbk": "gb18030",
    "windows-949": "cp949", "windows-874": "cp874", "x-mac-cyrillic": "mac_cyrillic",
    "macintosh": "mac_roman", "unicode": "utf-16-le",
}  # fmt: skip
# Codecs whose bytes are all ASCII, so that they pass for UTF-8.
_ESCAPED = ("iso2022_jp", "iso2022_kr", "hz")
_LATIN = "cp1252"
# Codecs of text that no page is in; some of them are slow on purpose-made bytes.
_NO_PAGES = ("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7")


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


def decode(data: bytes, *, html: bool, file: str, declared: str | None = None) -> str:
    """The characters of a page.

    A byte order mark decides, then UTF-8, then what the server (`declared`) or an HTML page
    itself declares, then Windows-1252 where the bytes are evidently that. A character cut off
    at the very end is dropped. Raises BadPage "encoding" with the line and offset of the
    first bad byte.
    """
    marked = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else wide_codec(data[:4096])
    if marked is not None:
        return data.decode(marked, errors="replace").lstrip("\ufeff")
    said = codec_of(declared) or (_declared_in(data) if html else None)
    if said in _ESCAPED and b"\x1b" in data:
        return data.decode(said, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3:
            return data[: error.start].decode("utf-8")
        if said is not None or html:
            return data.decode(said or _LATIN, errors="replace")
        if _is_1252(data):
            return data.decode(_LATIN)
        line = data.count(b"\n", 0, error.start) + 1
        detail = f"broken UTF-8 at byte {error.start}; save the file as UTF-8"
        raise BadPage("encoding", detail, file=file, line=line) from error


def codec_of(label: str | None) -> str | None:
    """The codec a page means by an encoding's label, as browsers read it; none if unknown."""
    small = (label or "").strip(" \t'\";").lower()
    try:
        name = codecs.lookup(_LABELS.get(small, small)).name
        b"".decode(name)  # "base64" and "rot13" are codecs to Python, but none of text
    except (LookupError, ValueError):
        return None
    return None if name in _NO_PAGES else _READ_AS.get(name, name)


def _declared_in(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    return codec_of(found.group(1).decode("ascii")) if found else None


def _is_1252(data: bytes) -> bool:
    high = sum(byte > 127 for byte in data)
    few = high < 0.15 * len(data)
    return few and not _NOT_1252.search(data) and not _MULTIBYTE.search(data)
