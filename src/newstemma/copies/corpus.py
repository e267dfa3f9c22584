"""A corpus as documents, streamed: JSON lines, Parquet, a folder of texts.

One table says which column is which of our fields. A line that cannot be read becomes a
`Rejected` value with its place, and the rest is still read. Web pages are not read here: a
corpus holds texts somebody already extracted.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from newstemma.copies.pairs import Document
from newstemma.errors import BadPage, Misuse, PathMissing
from newstemma.model import Rejected
from newstemma.packing import open_plain

# Our field: the columns other tools write it under, the surest first.
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id", "_id", "doc_id", "document_id", "uuid", "guid", "key", "url", "link"),
    "text": ("text", "maintext", "body", "content", "article", "plaintext", "raw_text", "document"),
    "outlet": ("outlet", "source", "publisher", "sitename", "source_name", "media_name", "domain"),
    "when": (
        "published", "when", "date", "date_publish", "publish_date", "published_at",
        "datePublished", "publication_date", "timestamp",
    ),
}  # fmt: skip
LONGEST = 20 * 1024 * 1024
"""Bytes of a line; a report is never that long (see the limits of `newstemma.pages`)."""
_TEXTS = (".txt", ".text", ".md")
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_TABLES = (".csv", ".csv.gz")
_PARQUET = (".parquet", ".pq")
KNOWN = (*_LINES, *_TABLES, *_PARQUET, *_TEXTS)


class ExtraMissing(Misuse):
    """A file needs a package that is not installed."""

    def __init__(self, path: Path, package: str, extra: str) -> None:
        super().__init__(
            f"{path}: needs {package}; install it with: pip install 'newstemma[{extra}]'"
        )
        self.path = path


def read_corpus(paths: Iterable[str | Path]) -> Iterator[Document | Rejected]:
    """The documents of several files and folders, in order, one at a time.

    Raises `PathMissing` for a path that is not there, `Misuse` for a file of another kind
    and `ExtraMissing` for Parquet without pyarrow. A document without an id is known by its
    file and line; its text may be empty, and is then a copy of nothing.
    """
    for path in map(Path, paths):
        if not path.exists():
            raise PathMissing(str(path))
        for file in _files_of(path):
            yield from _read(file)


def _files_of(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    files = sorted(file for file in path.rglob("*") if file.is_file() and _ending(file))
    hidden = [
        file for file in files if any(p.startswith(".") for p in file.relative_to(path).parts)
    ]
    files = [file for file in files if file not in set(hidden)]
    if not files:
        raise Misuse(f"{path}: holds no corpus; give files ending in {', '.join(KNOWN)}")
    yield from files


def _ending(file: Path) -> str | None:
    name = file.name.lower()
    return next((ending for ending in KNOWN if name.endswith(ending)), None)


def _read(file: Path) -> Iterator[Document | Rejected]:
    ending = _ending(file)
    if ending is None:
        raise Misuse(
            f"{file}: not a corpus; give files ending in {', '.join(KNOWN)}, or read web pages "
            "with --pages"
        )
    try:
        yield from _READERS[ending](file)
    except BadPage as bad:
        yield Rejected(str(file), bad.reason, str(bad), line=bad.line)
    except OSError as error:
        why = error.strerror or str(error)
        yield Rejected(str(file), "unreadable", f"{file}: cannot be read ({why})")


def _lines(file: Path) -> Iterator[Document | Rejected]:
    with open_plain(file) as stream:
        number = 0
        while line := stream.readline(LONGEST + 1):
            number += 1
            if len(line) > LONGEST:
                raise _bad(
                    file, number, "too_large", "the line is over 20 MiB; the rest is left out"
                )
            if line.strip():
                yield _of_line(line, file, number)


def _of_line(line: bytes, file: Path, number: int) -> Document | Rejected:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return _rejected(file, number, "not_json", f"this line is not JSON ({error})")
    if not isinstance(record, dict):
        return _rejected(file, number, "not_json", "this line is not a JSON object")
    return _of_record(record, file, number)


def _tables(file: Path) -> Iterator[Document | Rejected]:
    csv.field_size_limit(min(LONGEST, sys.maxsize))
    with open_plain(file) as stream:
        decoded = (line.decode("utf-8", "replace") for line in stream)
        try:
            for number, record in enumerate(csv.DictReader(decoded), 2):
                yield _of_record(record, file, number)
        except csv.Error as error:
            raise _bad(
                file, None, "not_csv", f"not a table of comma-separated values ({error})"
            ) from error


def _parquet(file: Path) -> Iterator[Document | Rejected]:
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise ExtraMissing(file, "pyarrow", "parquet") from error
    try:
        table = parquet.ParquetFile(file)
        names = [
            name for keys in COLUMNS.values() for name in keys if name in table.schema_arrow.names
        ]
        number = 0
        for batch in table.iter_batches(batch_size=1000, columns=names):
            for record in batch.to_pylist():
                number += 1
                yield _of_record(record, file, number)
    except arrow.ArrowException as error:
        raise _bad(file, None, "not_parquet", f"this file is no Parquet ({error})") from error


def _text(file: Path) -> Iterator[Document | Rejected]:
    if file.stat().st_size > LONGEST:
        raise _bad(file, None, "too_large", "the file is over 20 MiB")
    try:
        yield Document(str(file), file.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _bad(file, None, "encoding", f"broken UTF-8 at byte {error.start}") from error


def _of_record(record: Mapping[Any, Any], file: Path, number: int) -> Document | Rejected:
    values = {field: _first(record, names) for field, names in COLUMNS.items()}
    if values["text"] is None:
        wanted = ", ".join(COLUMNS["text"])
        return _rejected(
            file, number, "no_text", f"no column holds the text; name it one of {wanted}"
        )
    id = values["id"] if values["id"] is not None else f"{file}:{number}"
    outlet = values["outlet"]
    return Document(
        str(id), str(values["text"]), str(outlet) if outlet else None, moment(values["when"])
    )


def _first(record: Mapping[Any, Any], names: tuple[str, ...]) -> Any:
    found = (record.get(name) for name in names)
    return next((one for one in found if isinstance(one, str | int | float | date)), None)


def moment(value: Any) -> datetime | date | None:
    """A time or a day out of a column; none where it is neither ISO 8601 nor a time stamp."""
    if isinstance(value, date):
        return value
    if isinstance(value, int | float):
        seconds = value / 1000 if value > 1e11 else value
        return datetime.fromtimestamp(seconds, UTC) if 1e8 < seconds < 1e10 else None
    text = str(value or "").strip()
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        return None


def _rejected(file: Path, number: int, reason: str, what: str) -> Rejected:
    return Rejected(f"{file}:{number}", reason, f"{file}:{number}: {what}", line=number)


def _bad(file: Path, line: int | None, reason: str, what: str) -> BadPage:
    return BadPage(reason, what, file=str(file), line=line)


_Reader = Callable[[Path], Iterator[Document | Rejected]]
_READERS: dict[str, _Reader] = {
    **dict.fromkeys(_LINES, _lines),
    **dict.fromkeys(_TABLES, _tables),
    **dict.fromkeys(_PARQUET, _parquet),
    **dict.fromkeys(_TEXTS, _text),
}
