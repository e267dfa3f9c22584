"""Rows into Parquet files and out of them again, by the table of `tables`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from newstemma.batch.folders import Folder
from newstemma.batch.tables import TABLES, arrow_schema
from newstemma.errors import Misuse

Row = Mapping[str, Any]
ROWS_A_GROUP = 5_000
"""Rows of a row group: what a reader must hold at once."""
MERGED = 64 * 1024 * 1024
"""Bytes of a file of a table: many small ones cost a reader more than they hold."""
PIECES = "_work/pieces"
"""Where rows lie until they are merged."""


def require_pyarrow() -> None:
    """Raises `Misuse` where pyarrow is not installed."""
    try:
        import pyarrow.parquet  # the answer is whether this raises
    except ImportError as error:
        raise Misuse("a batch needs pyarrow: pip install 'newstemma[parquet]'") from error
    del pyarrow


def write_rows(folder: Folder, table: str, name: str, rows: Sequence[Row]) -> int:
    """Writes rows as the file `name` of a table; gives how many. No rows, no file."""
    return _write(folder, f"{table}/{name}.parquet", table, rows)


def lay_rows(folder: Folder, table: str, name: str, rows: Sequence[Row]) -> int:
    """Lays rows aside, for `merge_files` to put together with others."""
    return _write(folder, f"{PIECES}/{table}/{name}.parquet", table, rows)


@contextmanager
def laying(folder: Folder, table: str, name: str) -> Iterator[Callable[[Sequence[Row]], None]]:
    """A context: what lays rows aside, some at a time; they are there once it ends well."""
    import pyarrow.parquet as parquet

    path = f"{PIECES}/{table}/{name}.parquet"
    with (
        folder.writing(path) as file,
        parquet.ParquetWriter(file, arrow_schema(table), compression="zstd") as writer,
    ):
        yield lambda rows: writer.write_table(_as_arrow(table, rows)) if rows else None


def _write(folder: Folder, path: str, table: str, rows: Sequence[Row]) -> int:
    if not rows:
        folder.remove(path)
        return 0
    import pyarrow.parquet as parquet

    made = _as_arrow(table, rows)
    with folder.writing(path) as file:
        parquet.write_table(made, file, compression="zstd", row_group_size=ROWS_A_GROUP)
    return len(rows)


def _as_arrow(table: str, rows: Sequence[Row]) -> Any:
    import pyarrow as arrow

    schema = arrow_schema(table)
    columns = [
        arrow.array([row[column.name] for row in rows], schema.field(column.name).type)
        for column in TABLES[table].columns
    ]
    return arrow.Table.from_arrays(columns, schema=schema)


def merges(folder: Folder, table: str) -> list[list[str]]:
    """The files laid aside for a table, neighbours put together up to `MERGED` bytes.

    A table without any has one merge of none, which writes a file without rows: so every
    table can be read.
    """
    found: list[list[str]] = [[]]
    size = 0
    for name in folder.names(f"{PIECES}/{table}"):
        bytes_ = folder.size(f"{PIECES}/{table}/{name}")
        if found[-1] and size + bytes_ > MERGED:
            found.append([])
            size = 0
        found[-1].append(name)
        size += bytes_
    return found


def merge_files(folder: Folder, table: str, name: str, pieces: Sequence[str]) -> int:
    """Writes some files laid aside as the file `name` of a table; gives its rows."""
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    schema = arrow_schema(table)
    count = 0
    with (
        folder.writing(f"{table}/{name}.parquet") as file,
        parquet.ParquetWriter(file, schema, compression="zstd") as writer,
    ):
        waiting: list[Any] = []
        for piece in pieces:
            with folder.read(f"{PIECES}/{table}/{piece}") as raw:
                waiting.append(parquet.read_table(raw, schema=schema))
            if sum(len(one) for one in waiting) >= ROWS_A_GROUP or piece == pieces[-1]:
                together = arrow.concat_tables(waiting).combine_chunks()
                writer.write_table(together, row_group_size=ROWS_A_GROUP)
                count += len(together)
                waiting = []
    return count


def read_rows(
    folder: Folder, table: str, columns: Sequence[str] | None = None
) -> Iterator[dict[str, Any]]:
    """The rows of a table, file by file in order of name; only some columns where asked."""
    for name in folder.names(table):
        if name.endswith(".parquet"):
            yield from read_file(folder, f"{table}/{name}", columns)


def read_file(
    folder: Folder, path: str, columns: Sequence[str] | None = None
) -> Iterator[dict[str, Any]]:
    """The rows of one file."""
    import pyarrow.parquet as parquet

    with folder.read(path) as file:
        table = parquet.ParquetFile(file)
        for batch in table.iter_batches(batch_size=1000, columns=columns):
            yield from batch.to_pylist()
