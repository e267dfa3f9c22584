"""A table of records as pages: CSV and TSV as crawlers and archives export them, streamed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from newstemma.errors import BadPage
from newstemma.model import Page, Rejected
from newstemma.pages.characters import decode
from newstemma.pages.fields import FIELDS
from newstemma.pages.records import page_of

TABLE_SUFFIXES = (".csv", ".tsv")
_DELIMITERS = ",;\t|"
_HEAD = 64 * 1024
_KNOWN = {key.casefold(): key for keys in FIELDS.values() for key in keys}


def is_table(name: str, head: bytes) -> bool:
    """True for a file named as a table whose first line names two of the fields we know."""
    if not name.endswith(TABLE_SUFFIXES):
        return False
    first = head.decode("utf-8-sig", "replace").split("\n", 1)[0].strip()
    columns = first.split(delimiter_of(first))
    return sum(_key(column) in _KNOWN for column in columns) >= 2


def delimiter_of(line: str) -> str:
    """The sign that parts the columns of a first line: the one it holds most of."""
    return max(_DELIMITERS, key=line.count)


def _key(column: str) -> str:
    return column.strip(" \r\"'").casefold()


def read_table(stream: io.BufferedReader, file: str, limit: int) -> Iterator[Page | Rejected]:
    """The pages of a table, a row each, by the line the row ends in.

    Columns are known by the keys of `fields.FIELDS`, in capitals or not. Raises BadPage
    "too_large" for a cell over the limit, which also ends a quotation that is never closed.
    """
    head = stream.peek(_HEAD)
    first = head.decode("utf-8-sig", "replace").split("\n", 1)[0]
    csv.field_size_limit(limit)
    text = io.TextIOWrapper(stream, _encoding(head, file), "replace", newline="")
    rows = csv.reader(text, delimiter=delimiter_of(first))
    try:
        columns = [_KNOWN.get(_key(column), column) for column in next(rows, [])]
        for row in rows:
            if any(row):
                record = dict(zip(columns, row, strict=False))
                yield page_of(record, file, rows.line_num)
    except csv.Error as error:
        raise BadPage("too_large", f"no table ({error})", file=file, line=rows.line_num) from error
    finally:
        text.detach()  # whoever opened the stream closes it


def _encoding(head: bytes, file: str) -> str:
    try:
        head[: head.rfind(b"\n") + 1].decode("utf-8")
    except UnicodeDecodeError:
        decode(head, html=False, file=file)  # refuses what is evidently no Windows-1252
        return "cp1252"
    return "utf-8-sig"
