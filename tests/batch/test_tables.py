"""The tables: their schema as written, as documented, and as others read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from newstemma import batch
from newstemma.batch.folders import open_folder
from newstemma.batch.tables import SCHEMA, TYPES, arrow_schema
from newstemma.engines import open_engine
from newstemma.model import Page
from tests.batch.piles import write_pages


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


ONE = """VELMARK, 3 May 2031 (Harbour Wire) - The new rail bridge at Velmark is 180 metres long \
and cost 42 million crowns, engineer Dora Linck of the state railway told reporters at its opening \
on Saturday.

The first train crossed the Velmark bridge at noon. It carried 300 guests, the railway said."""
OTHER = """Velmark got its rail bridge on Saturday, and half the town came out to look at it.

"We waited eleven years," said baker Imre Dalby, who sold bread beside the track. The new rail \
bridge at Velmark is 240 metres long, according to town surveyor Ana Voss, who walked it with a \
wheel in the morning. The bridge cost 42 million crowns."""


def printed(text: str, title: str, hour: int) -> Page:
    given = ("outlet", f"Paper {hour}"), ("published", f"2031-05-03T{hour}:00:00Z")
    url = f"https://paper{hour}.example/velmark"
    return Page(text, "text/plain", url, url=url, given=(*given, ("title", title)))


def test_contradictions_are_told_side_by_side_in_words_of_the_reports(tmp_path: Path) -> None:
    pages = [
        printed(ONE, "Rail bridge opens at Velmark", 15),
        printed(OTHER, "Velmark has its rail bridge at last", 17),
    ]
    source, out = write_pages(tmp_path / "crawl.jsonl", pages), str(tmp_path / "out")
    batch.run([str(source)], out, open_engine("serial"))
    folder = open_folder(out)
    reports = {r["report"]: r for r in batch.read_rows(folder, "reports")}
    rows = list(batch.read_rows(folder, "contradictions"))
    told = {(r["kind"], r["side"], reports[r["report"]]["outlet"], r["text"]) for r in rows}
    assert told == {
        ("figure", 0, "Paper 15", "180 metres"),
        ("figure", 1, "Paper 17", "240 metres"),
    }
    statements = {r["statement"] for r in batch.read_rows(folder, "statements")}
    for row in rows:
        assert reports[row["report"]]["text"][row["start"] : row["end"]] == row["text"]
        assert (row["contradiction"], row["low"], row["likely"], row["high"]) == (0, 1, 1, 1)
        assert row["statement"] in statements
