"""What a page shows before anything is judged: its lines, and the fields that came beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from newstemma.model import Page, Voice
from newstemma.reports.blocks import Line, text_lines
from newstemma.values.patterns import when_needed

# Half a character, as broken JSON leaves it: no UTF-8 can carry it.
SURROGATE = re.compile("[\ud800-\udfff]")
# A header field says a name, a date or a headline; what is longer is cut before it is read.
LONGEST_FIELD = 1_000


_HIDDEN = when_needed(
    "[\u202a-\u202e\u2066-\u2069\ufe00-\ufe0e\U000e0001-\U000e007f\U000e0100-\U000e01ef]"
)
# How the bytes of each of them begin in UTF-8.
_HIDDEN_BYTES = tuple(
    bytes.fromhex(code)
    for code in "e280aa e280ab e280ac e280ad e280ae e281a6 e281a7 e281a8 e281a9 efb8 f3a0".split()
)
_REFERENCE = when_needed(
    r"&#(?:[xX](?:[fF][eE]0|[eE]0[01]|20[26])[0-9a-fA-F]{1,2}|650\d\d|91\d{4}|82\d\d);"
)
# A manifest of 50,000 signs says all it can; more is meant to fill something.
_MOST_HIDDEN = 50_000


@dataclass(frozen=True, slots=True)
class Field:
    """A header field as found: our name for it, its value, and the way it was said.

    Names: title, outlet, author, published, updated, crawled, language, url, canonical,
    credit, photo_credit, section, based_on. `how` is a key of `moments.WEIGHTS` for dates.
    """

    name: str
    value: str
    how: str = "given"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page laid out: candidate body lines, header fields, and for HTML the other lines:

    those between headline and body, those among and right below the body, and the rest.
    `hidden` are the signs that carry something no reader sees (`hidden_signs`).
    """

    lines: tuple[Line, ...]
    fields: tuple[Field, ...] = ()
    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()
    outside: tuple[Line, ...] = ()
    hidden: str = ""

    def first(self, name: str) -> str:
        """The first value of a field, or an empty string."""
        return next((f.value for f in self.fields if f.name == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """The values of a field, in order, each once."""
        return tuple(dict.fromkeys(f.value for f in self.fields if f.name == name))


def lay_out(page: Page, *, fast: bool = False) -> Sheet:
    """A page as a sheet; HTML by its elements (when `fast`, in one look), text by its lines."""
    given = tuple(_given(page))
    characters = _characters(page)
    if page.media_type == "text/html":
        from newstemma.reports.html import html_sheet  # lxml and trafilatura: 0.6 s of import

        sheet = html_sheet(characters, page.url, fast=fast)
        return replace(sheet, fields=given + sheet.fields)
    return Sheet(text_lines(characters), given, hidden=hidden_signs(characters))


def hidden_signs(raw: str) -> str:
    """The signs of a page that no reader sees and that carry something, in order.

    Variation selectors and tags hold whole messages (C2PA's manifests of a text's origin),
    controls of direction turn words around. The text is read without them; what they said
    is evidence. References count as the signs they stand for.
    """
    found = _HIDDEN.findall(raw) if _may_hide(raw) else []
    if "&#" in raw:
        from html import unescape

        found += _HIDDEN.findall(unescape("".join(_REFERENCE.findall(raw))))
    return "".join(found)[:_MOST_HIDDEN]


def _may_hide(raw: str) -> bool:
    """False where no hidden sign can be in a text: bytes are looked through faster than signs."""
    if raw.isascii():
        return False
    data = raw.encode("utf-8", "surrogatepass")
    return any(sign in data for sign in _HIDDEN_BYTES)


def _characters(page: Page) -> str:
    if isinstance(page.content, bytes):
        return page.content.decode("utf-8", errors="replace")
    return SURROGATE.sub("\ufffd", page.content)


_MANY = ("authors", "credit", "photo_credit")


def _given(page: Page) -> list[Field]:
    found: list[Field] = []
    said = "feed" if page.given_by is Voice.FEED else "given"
    for name, value in page.given:
        values = value.split("; ") if name in _MANY else [value]
        ours = "author" if name == "authors" else name
        how = "crawl" if name == "crawled" else said
        found.extend(Field(ours, v.strip()[:LONGEST_FIELD], how) for v in values if v.strip())
    if page.fetched is not None and not any(f.name == "crawled" for f in found):
        found.append(Field("crawled", page.fetched.isoformat(timespec="seconds"), "crawl"))
    return found
