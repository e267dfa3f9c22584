"""What a batch reads: files, folders, globs, Parquet, addresses; and what it says it would do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newstemma import batch
from newstemma.batch.inputs import Input, expand, pages_of, together
from newstemma.batch.running import merged
from newstemma.errors import Misuse
from newstemma.model import Page, Rejected

TEXT = "Ferreny was declared mayor of Iskra Bay on Thursday after a recount of the votes."


def line(number: int) -> str:
    return json.dumps({"title": f"Recount {number}", "text": f"{TEXT} Ballot {number}."}) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.jsonl").write_text(line(1) + "no json\n" + line(2))
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.jsonl").write_text(line(3))
    return tmp_path


def names(inputs: list[str]) -> list[str]:
    return [Path(one.name).name for one in expand(inputs)]


def test_files_folders_and_globs_are_opened_up_each_file_once(folder: Path) -> None:
    assert names([str(folder)]) == ["a.jsonl", "b.txt", "c.jsonl"]
    assert names([f"{folder}/*.jsonl"]) == ["a.jsonl"]
    assert names([f"{folder}/**/*.jsonl", f"{folder}/a.jsonl"]) == ["a.jsonl", "c.jsonl"]
    assert names([f"file://{folder}/*.jsonl"]) == ["a.jsonl"]


def test_what_is_not_there_is_rejected_by_name(folder: Path) -> None:
    (missing,) = expand([f"{folder}/none-*.warc"])
    assert missing.bytes == -1
    (found,) = pages_of(missing)
    assert isinstance(found, Rejected)
    assert found.reason == "missing"


def test_a_bad_line_is_rejected_with_file_and_line(folder: Path) -> None:
    (one,) = expand([f"{folder}/a.jsonl"])
    found = list(pages_of(one))
    assert [type(page) for page in found] == [Page, Rejected, Page]
    assert found[1].origin == f"{folder}/a.jsonl:2"


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_origins_begin_with_the_name_that_was_given(folder: Path, scheme: str) -> None:
    (one,) = expand([f"{scheme}{folder}/a.jsonl"])
    assert next(page.origin for page in pages_of(one)) == f"{scheme}{folder}/a.jsonl:1"


def test_parquet_is_read_a_record_a_row(tmp_path: Path) -> None:
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    file = tmp_path / "crawl.parquet"
    table = arrow.table({"title": ["Recount", None], "text": [TEXT, None], "other": [1, 2]})
    parquet.write_table(table, file)
    page, bad = pages_of(expand([str(file)])[0])
    assert isinstance(page, Page)
    assert page.content == TEXT
    assert page.origin == f"{file}:1"
    assert isinstance(bad, Rejected)
    assert bad.line == 2
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and nothing else")
    (broken,) = pages_of(expand([str(tmp_path / "broken.parquet")])[0])
    assert isinstance(broken, Rejected)


def test_small_files_are_read_together_and_a_large_one_alone() -> None:
    files = [Input(f"{n}", f"{n}", size) for n, size in enumerate([10, 10, 90_000, 10])]
    parts = [[one.name for one in some] for some in together(files, 50_000)]
    assert parts == [["0", "1"], ["2"], ["3"]]


def test_small_parts_are_cleaned_together() -> None:
    parts = [
        {"name": str(n), "pages": pages, "bytes": 1} for n, pages in enumerate([400, 500, 200])
    ]
    assert merged(parts) == [["0", "1"], ["2"]]


def test_a_plan_reads_nothing_but_sizes(folder: Path) -> None:
    made = batch.plan([str(folder), f"{folder}/nothing.warc"])
    assert (made.inputs, made.tasks) == (3, 1)
    assert made.missing == (f"{folder}/nothing.warc",)
    assert made.bytes == sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
    assert made.pages >= 3


@pytest.mark.parametrize(
    ("text", "bytes_"),
    [("2GB", 2 << 30), ("512 MB", 512 << 20), ("1gib", 1 << 30), ("600000000", 600_000_000)],
)
def test_sizes_are_read(text: str, bytes_: int) -> None:
    assert batch.parse_size(text) == bytes_


@pytest.mark.parametrize("text", ["", "much", "-1GB", "nan", "GB"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(Misuse, match="no size"):
        batch.parse_size(text)


def test_too_little_memory_is_refused_and_fewer_workers_fit_into_less() -> None:
    with pytest.raises(Misuse, match="too few"):
        batch.Settings(memory=100 << 20)
    assert batch.Settings(memory=1 << 30, workers=64).at_once < 8
    assert batch.Settings(memory=64 << 30, workers=8).at_once == 8
