"""The tables: their schema as written, as documented, and as others read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from newstemma import batch
from newstemma.batch.folders import open_folder
from newstemma.batch.tables import SCHEMA, TYPES, arrow_schema


@pytest.mark.parametrize("table", batch.TABLES.values(), ids=lambda table: table.name)
def test_every_file_has_the_schema_that_is_documented(
    table: batch.Table, made: str, root: Path
) -> None:
    import pyarrow.parquet as parquet

    files = sorted((Path(made) / table.name).glob("*.parquet"))
    assert files  # a table without rows can be read too
    for file in files:
        schema = parquet.read_schema(file)
        assert schema.remove_metadata() == arrow_schema(table.name).remove_metadata()
        assert schema.metadata[b"newstemma.schema"] == str(SCHEMA).encode()
    assert {column.type for column in table.columns} <= set(TYPES)
    page = (root / "docs" / "stages" / "batch.md").read_text("utf-8")
    section = page.split(f"### {table.name}\n")[1].split("\n### ")[0]
    for column in table.columns:
        assert f"| `{column.name}` | {column.type} | {column.what} |" in section


@pytest.mark.parametrize("table", batch.TABLES.values(), ids=lambda table: table.name)
def test_the_key_names_one_row(table: batch.Table, made: str) -> None:
    rows = list(batch.read_rows(open_folder(made), table.name))
    keys = [tuple(row[name] for name in table.key) for row in rows]
    assert len(set(keys)) == len(keys)


def test_rows_of_a_story_point_at_rows_that_are_there(made: str) -> None:
    folder = open_folder(made)
    texts = {r["report"]: r["text"] for r in batch.read_rows(folder, "reports")}
    stories = {r["story"] for r in batch.read_rows(folder, "stories")}
    members = list(batch.read_rows(folder, "story_reports"))
    assert {r["report"] for r in members} == set(texts)
    assert {r["story"] for r in members} == stories
    readings = list(batch.read_rows(folder, "readings"))
    assert readings
    for one in readings:
        assert texts[one["report"]][one["start"] : one["end"]] == one["text"]
    for one in batch.read_rows(folder, "near_copies"):
        for place in one["passages"]:
            assert 0 <= place["first_start"] < place["first_end"] <= len(texts[one["first"]])


def test_duckdb_reads_every_table(made: str) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is a tool of development")
    base = duckdb.connect()
    for name in batch.TABLES:
        wanted = sum(1 for _ in batch.read_rows(open_folder(made), name))
        (count,) = base.execute(f"SELECT count(*) FROM '{made}/{name}/*.parquet'").fetchone()
        assert count == wanted
    found = base.execute(f"""
        SELECT s.gist, count(*) FROM '{made}/statements/*.parquet' s
        JOIN '{made}/readings/*.parquet' r USING (story, statement) GROUP BY ALL
    """).fetchall()
    assert found


def test_polars_reads_every_table(made: str) -> None:
    polars = pytest.importorskip("polars", reason="polars is a tool of development")
    for name, table in batch.TABLES.items():
        frame = polars.read_parquet(f"{made}/{name}/*.parquet")
        assert frame.columns == [column.name for column in table.columns]


def test_contradictions_are_told_side_by_side_in_words_of_the_reports(made: str) -> None:
    folder = open_folder(made)
    texts = {r["report"]: r["text"] for r in batch.read_rows(folder, "reports")}
    rows = list(batch.read_rows(folder, "contradictions"))
    assert rows
    for row in rows:
        assert texts[row["report"]][row["start"] : row["end"]] == row["text"]
        assert 1 <= row["low"] <= row["likely"] <= row["high"]
    wanted = {
        (told.story.id, number, str(one.kind), place, side.statement, words.report, words.text)
        for told in batch.dossiers_of(made)
        for number, one in enumerate(told.contradictions)
        for place, side in enumerate(one.sides)
        for words in side.words
    }
    columns = ("story", "contradiction", "kind", "side", "statement", "report", "text")
    assert {tuple(row[name] for name in columns) for row in rows} == wanted
