"""What a batch reads: files, folders, globs, addresses of `fsspec`; and the pages in them.

Everything `newstemma.pages` reads is read here, and Parquet, a record a row. A file elsewhere
is fetched to this machine's disk while it is read. What is not there or cannot be read is
`Rejected` with its place, and the rest is still read.
"""

from __future__ import annotations

import glob
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from newstemma.batch.folders import filesystem, is_url
from newstemma.model import Page, Rejected
from newstemma.pages import read
from newstemma.pages.folders import files_under
from newstemma.pages.records import page_of, rejected

PARQUET = (".parquet", ".pq")
_ROWS = 500
_PIECE = 1 << 20
_MAGIC = "*?["


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read: its name as asked for, where it is opened, and its bytes.

    `bytes` is -1 for a file that is not there.
    """

    name: str
    address: str
    bytes: int


def expand(inputs: Iterable[str]) -> list[Input]:
    """The files of the inputs, in the order given, each folder and glob by name; each once."""
    found: dict[str, Input] = {}
    for one in inputs:
        for made in _remote(one) if is_url(one) else _local(one):
            found.setdefault(made.address, made)
    return list(found.values())


def _local(name: str) -> Iterator[Input]:
    path = Path(name)
    if not path.exists() and any(sign in name for sign in _MAGIC):
        found = sorted(glob.glob(name, recursive=True))
        for one in found:
            yield from _local(one)
        if found:
            return
    if name and path.is_dir():
        for file in files_under(path):
            if isinstance(file, OSError):
                yield Input(str(file.filename), str(Path(file.filename).absolute()), -1)
            else:
                yield _file(str(file))
        return
    yield _file(name)


def _file(name: str) -> Input:
    try:
        size = Path(name).stat().st_size if name else -1
    except OSError:
        size = -1
    return Input(name, str(Path(name).absolute()) if name else "", size)


def _remote(address: str) -> Iterator[Input]:
    files, path = filesystem(address)
    scheme = address.partition("://")[0]
    if any(sign in path for sign in _MAGIC):
        names = sorted(files.glob(path))
    else:
        names = sorted(files.find(path)) if files.isdir(path) else [path]
    for one in names:
        url = f"{scheme}://{one.lstrip('/') if scheme != 'file' else one}"
        try:
            yield Input(url, url, int(files.info(one).get("size") or 0))
        except FileNotFoundError:
            yield Input(url, url, -1)
    if not names:
        yield Input(address, address, -1)


def pages_of(one: Input) -> Iterator[Page | Rejected]:
    """The pages of an input, their origins beginning with its name."""
    if is_url(one.address) and one.bytes >= 0:
        yield from _fetched(one)
    elif is_url(one.address):
        yield Rejected(one.name, "missing", f"{one.name}: no such file; check the spelling")
    else:
        yield from _named(_read(Path(one.address)), one.address, one.name)


def _read(path: Path) -> Iterator[Page | Rejected]:
    if path.name.lower().endswith(PARQUET) and path.is_file():
        return _rows(path)
    return read(path)


def _fetched(one: Input) -> Iterator[Page | Rejected]:
    files, path = filesystem(one.address)
    with tempfile.TemporaryDirectory(prefix="newstemma-") as here:
        copy = Path(here) / (path.rpartition("/")[2] or "page")
        try:
            with files.open(path, "rb") as there, copy.open("wb") as out:
                while piece := there.read(_PIECE):
                    out.write(piece)
        except OSError as error:
            yield Rejected(one.name, "unreadable", f"{one.name}: cannot be read ({error})")
            return
        yield from _named(_read(copy), str(copy), one.name)


def _named(found: Iterable[Page | Rejected], address: str, name: str) -> Iterator[Page | Rejected]:
    for page in found:
        if address == name or not page.origin.startswith(address):
            yield page
        elif isinstance(page, Page):
            yield replace(page, origin=name + page.origin[len(address) :])
        else:
            detail = page.detail.replace(address, name)
            yield replace(page, origin=name + page.origin[len(address) :], detail=detail)


def _rows(path: Path) -> Iterator[Page | Rejected]:
    """The pages of a Parquet file, a record a row, numbered from 1."""
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    number = 0
    try:
        for batch in parquet.ParquetFile(path).iter_batches(batch_size=_ROWS):
            for record in batch.to_pylist():
                number += 1
                yield page_of(_plain(record), str(path), number)
    except (arrow.ArrowException, OSError) as error:
        yield rejected(str(path), number + 1, "binary", f"no Parquet from here on ({error})")


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    """A row as JSON would hold it: times as text, bytes as the text they are."""
    return {name: _value(value) for name, value in record.items() if value is not None}


def _value(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if hasattr(value, "isoformat") else value


def together(inputs: Sequence[Input], most: int) -> list[list[Input]]:
    """Inputs in their order, small ones put together up to so many bytes and `_FILES` files."""
    parts: list[list[Input]] = []
    size = most
    for one in inputs:
        cost = max(one.bytes, 0) + _OPENING
        if size + cost > most or len(parts[-1]) >= _FILES:
            parts.append([])
            size = 0
        parts[-1].append(one)
        size += cost
    return parts


_OPENING = 4096  # a file costs as much as so many of its bytes before its first one
_FILES = 5_000
