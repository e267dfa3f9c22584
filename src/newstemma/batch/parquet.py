"""Rows into Parquet files and out of them again, by the table of `tables`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from newstemma.batch.folders import Folder
from newstemma.batch.tables import TABLES, arrow_schema
from newstemma.errors import Misuse

Row = Mapping[str, Any]
ROWS_A_GROUP = 5_000
"""Rows of a row group: what a reader must hold at once."""


def require_pyarrow() -> None:
    """Raises `Misuse` where pyarrow is not installed."""
    try:
        import pyarrow.parquet  # the answer is whether this raises
    except ImportError as error:
        raise Misuse("a batch needs pyarrow: pip install 'newstemma[parquet]'") from error
    del pyarrow


def write_rows(folder: Folder, table: str, name: str, rows: Sequence[Row]) -> int:
    """Writes rows as `table/name.parquet`; gives how many. No rows, no file."""
    path = f"{table}/{name}.parquet"
    if not rows:
        folder.remove(path)
        return 0
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    schema = arrow_schema(table)
    columns = [
        arrow.array([row[column.name] for row in rows], schema.field(column.name).type)
        for column in TABLES[table].columns
    ]
    made = arrow.Table.from_arrays(columns, schema=schema)
    with folder.writing(path) as file:
        parquet.write_table(made, file, compression="zstd", row_group_size=ROWS_A_GROUP)
    return len(rows)


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
