"""Packed files as plain streams: gzip and Zstandard, a piece at a time, bombs refused.

The theory. A crawl of 100,000 pages is read through a window of a few pieces, so memory does
not grow with the file. What comes out is counted against what went in: no words shrink
200-fold, so a file that grows more is a bomb and is refused where it bursts, not at its end.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from newstemma.errors import BadPage

# No page of words shrinks 200-fold; a 1.56 MB page that did took 2 GiB (findings, hazards).
RATIO = 200
# A short text of one letter shrinks as it likes: nothing below this is a bomb.
HARMLESS = 64 * 1024
_PIECE = 64 * 1024
GZIP, ZSTANDARD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
# What is packed says so in its name as well; the rest of the name says what it is.
PACKED_SUFFIXES = (".gz", ".zst")


def bare_name(name: str) -> str:
    """The name of what is packed in a file, in small letters: "a.jsonl" of "A.JSONL.gz"."""
    small = name.lower()
    for suffix in PACKED_SUFFIXES:
        small = small.removesuffix(suffix)
    return small


def open_plain(path: Path) -> io.BufferedReader:
    """The bytes of a file, unpacked where it is gzip or Zstandard, as a buffered stream.

    Reading raises BadPage: "too_large" for a bomb, "binary" for a packed file that is broken
    or cut short, "needs_extra" for Zstandard without the extra that reads it.
    """
    raw = path.open("rb", buffering=0)
    try:
        head = raw.read(4)
        raw.seek(0)
        if head.startswith(GZIP):
            return io.BufferedReader(_Unpacked(raw, _Gzip(), str(path)), _PIECE)
        if head.startswith(ZSTANDARD):
            return io.BufferedReader(_Unpacked(raw, _zstandard(path), str(path)), _PIECE)
    except BaseException:
        raw.close()
        raise
    return io.BufferedReader(raw, _PIECE)


class _Unpacked(io.RawIOBase):
    """A raw stream of what a packed file holds, which stops a bomb as it grows."""

    def __init__(self, packed: io.RawIOBase | io.BytesIO, machine: Any, name: str) -> None:
        super().__init__()
        self._packed = packed
        self._machine = machine
        self._name = name
        self._out = 0

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._packed.close()
        super().close()

    def readinto(self, buffer: Any) -> int:
        try:
            plain = self._machine.read(self._packed, len(buffer))
        except EOFError as error:
            detail = "the packed file is cut short; fetch it again"
            raise BadPage("binary", detail, file=self._name) from error
        except (zlib.error, OSError) as error:
            detail = f"the packed file is broken ({error}); fetch it again"
            raise BadPage("binary", detail, file=self._name) from error
        self._out += len(plain)
        if self._out > max(HARMLESS, RATIO * self._packed.tell()):
            detail = f"grows over {RATIO}-fold when unpacked; unpack and split it"
            raise BadPage("too_large", detail, file=self._name)
        buffer[: len(plain)] = plain
        return len(plain)


class _Gzip:
    """Gunzips a piece at a time; several members one after another are read as one."""

    def __init__(self) -> None:
        self._machine: Any = None
        self._rest = b""

    def read(self, packed: Any, most: int) -> bytes:
        while True:
            self._rest = self._rest or packed.read(_PIECE)
            if not self._rest:
                if self._machine is not None:
                    raise EOFError
                return b""
            if self._machine is None:
                if not self._rest.startswith(GZIP[: len(self._rest)]):
                    self._rest = b""  # padding after the last member, as tapes and disks leave it
                    return b""
                self._machine = zlib.decompressobj(wbits=31)
            plain: bytes = self._machine.decompress(self._rest, most)
            if self._machine.eof:
                self._rest, self._machine = self._machine.unused_data, None
            else:
                self._rest = self._machine.unconsumed_tail
            if plain:
                return plain


class _Zstandard:
    """Unpacks Zstandard a piece at a time, by fastwarc."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self._make = make
        self._reader: Any = None

    def read(self, packed: Any, most: int) -> bytes:
        if self._reader is None:
            self._reader = self._make(packed)
        plain: bytes = self._reader.read(most)
        return plain


def _zstandard(path: Path) -> _Zstandard:
    try:
        from fastwarc.stream_io import ZstdReader
    except ImportError as error:
        raise needs_extra("warc", "a Zstandard file", str(path)) from error
    return _Zstandard(ZstdReader)


def needs_extra(extra: str, what: str, file: str) -> BadPage:
    """The refusal of what only an extra of ours can read."""
    detail = f"{what} is read by an extra: pip install 'newstemma[{extra}]'"
    return BadPage("needs_extra", detail, file=file)


def unpack(data: bytes, limit: int, file: str) -> bytes:
    """The bytes, out of gzip where they are in it; refuses what grows over limit or ratio."""
    if not data.startswith(GZIP):
        return data
    most = min(limit, max(HARMLESS, RATIO * len(data)))
    return read_at_most(_Unpacked(io.BytesIO(data), _Gzip(), file), most, file)


def read_at_most(stream: Any, limit: int, file: str) -> bytes:
    """All of a stream; raises BadPage "too_large" once it is over `limit` bytes."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(min(_PIECE, limit + 1 - size)):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            over = f"over the limit of {limit / 1048576:.4g} MiB a page"
            raise BadPage("too_large", f"{over}; split it", file=file)
    return b"".join(pieces)
