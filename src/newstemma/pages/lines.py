"""JSON as pages: lines, lists and objects, streamed a record at a time.

The theory. Only one record is in memory at once, so a pile may be larger than the machine. A
list of JSON is read through a window: the decoder takes an item from its start, and what is
left waits for more.
"""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from newstemma.errors import BadPage
from newstemma.model import Page, Rejected
from newstemma.pages.characters import decode
from newstemma.pages.records import page_of, rejected

_PIECE = 1 << 20
_SPACES = re.compile(r"[ \t\r\n,]*")
# Where exports put their list of records: NewsAPI, GDELT, Event Registry, Media Cloud.
LISTS = ("articles", "items", "stories", "results", "data", "documents", "hits")


def read_lines(stream: BinaryIO, file: str, limit: int) -> Iterator[Page | Rejected]:
    """The pages of JSON lines, streamed; a bad line is `Rejected` with its number."""
    found = False
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            found = True
            _skip_line(stream, line, limit)
            size = limit // 1048576
            yield rejected(file, number, "too_large", f"the line is over {size} MiB")
        elif line.strip():
            found = True
            yield _read_line(line, file, number)
    if not found:
        yield Rejected(file, "empty", f"{file}: the file is empty")


def _skip_line(stream: BinaryIO, line: bytes, limit: int) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(limit)


def _read_line(line: bytes, file: str, number: int) -> Page | Rejected:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        what = f"broken UTF-8 at byte {error.start} of the line"
        return rejected(file, number, "encoding", what)
    except (ValueError, RecursionError) as error:
        return rejected(file, number, "not_json", f"this line is not JSON ({error})")
    return page_of(record, file, number)


def starts_lines(line: bytes) -> bool:
    """True where a first line is a whole JSON object, so that more lines may follow."""
    try:
        return isinstance(json.loads(line.decode("utf-8-sig")), dict)
    except (ValueError, RecursionError):
        return False


# --- lists ------------------------------------------------------


def read_list(stream: BinaryIO, file: str, limit: int) -> Iterator[Page | Rejected]:
    """The pages of one JSON list, streamed; raises BadPage "not_json" where it breaks."""
    for number, item in enumerate(_items(_Window(stream, limit), file), 1):
        yield page_of(item, file, number)


def _items(window: _Window, file: str) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    while not window.at_end():
        try:
            item, end = decoder.raw_decode(window.text, window.at)
        except RecursionError as error:
            raise window.broken(error, file) from error
        except ValueError as error:
            if not window.grow():
                raise window.broken(error, file) from error
            continue
        if end == len(window.text) and window.grow():
            continue  # a number cut by the window's edge would be read short
        window.at = end
        yield item


class _Window:
    """The part of a JSON list in memory: `text`, and where in it the next item begins."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._limit = limit
        self._wanted = _PIECE
        self._line = 1
        self.text = self._read(_PIECE)
        self.at = self.text.find("[") + 1

    def grow(self) -> bool:
        """More text behind, what was read before cut off; false at the end or over the limit."""
        if len(self.text) - self.at > self._limit:
            return False
        more = self._read(self._wanted)
        self._line += self.text.count("\n", 0, self.at)
        self.text, self.at = self.text[self.at :] + more, 0
        self._wanted *= 2
        return bool(more)

    def _read(self, size: int) -> str:
        piece = self._stream.read(size)
        return self._decoder.decode(piece, final=not piece)

    def at_end(self) -> bool:
        """True where the list is closed; goes to the next item otherwise."""
        self._wanted = _PIECE
        while True:
            match = _SPACES.match(self.text, self.at)
            self.at = match.end() if match else self.at
            if self.at < len(self.text) or not self.grow():
                return self.text.startswith("]", self.at)

    def broken(self, error: Exception, file: str) -> BadPage:
        """The refusal of a list that cannot be read on."""
        line = self._line + self.text.count("\n", 0, getattr(error, "pos", self.at))
        if len(self.text) - self.at > self._limit:
            return BadPage("too_large", "a record is over the limit", file=file, line=line)
        return BadPage("not_json", f"this file is not JSON ({error})", file=file, line=line)


# --- objects ----------------------------------------------------------------


def read_object(data: bytes, file: str, *, strict: bool) -> Iterator[Page | Rejected]:
    """The pages of one JSON object, which may hold a list of them.

    When not `strict`, a text that is no JSON gives nothing: it is some other page.
    """
    text = decode(data, html=False, file=file)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        if _lines_in(text):
            yield from read_lines(io.BytesIO(text.encode("utf-8", "replace")), file, len(data) * 4)
        elif strict:
            line = getattr(error, "lineno", 1)
            yield rejected(file, line, "not_json", f"this file is not JSON ({error})")
        return
    listed = _listed(whole)
    for number, record in enumerate(listed, 1):
        yield page_of(record, file, number)
    if not listed:
        yield Rejected(file, "empty", f"{file}: the list in the file holds no record")


def _lines_in(text: str) -> bool:
    first, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    return bool(rest.strip()) and starts_lines(first.encode("utf-8", "replace"))


def _listed(whole: Any) -> list[Any]:
    if isinstance(whole, dict):
        for key in LISTS:
            inside = whole.get(key)
            if isinstance(inside, dict):  # Event Registry: articles.results, Elastic: hits.hits
                inside = inside.get("results") or inside.get("hits")
            if isinstance(inside, list):
                return inside
        return [whole]
    return whole if isinstance(whole, list) else [whole]
