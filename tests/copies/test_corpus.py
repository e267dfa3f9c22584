"""A corpus as documents: every format, and what is wrong with a line."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from newstemma.copies import Document
from newstemma.copies.corpus import moment, read_corpus
from newstemma.errors import Misuse, PathMissing
from newstemma.model import Rejected

ROW = {"id": "r1", "text": "The quay is shut.", "outlet": "Harbour Post", "published": "2031-05-01"}
DOCUMENT = Document("r1", "The quay is shut.", "Harbour Post", date(2031, 5, 1))


def test_json_lines(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_text(json.dumps(ROW) + "\n\nbroken\n[1]\n{}\n" + json.dumps({"body": "x"}))
    found = list(read_corpus([file]))
    assert found[0] == DOCUMENT
    rejected = [one for one in found if isinstance(one, Rejected)]
    assert [(one.line, one.reason) for one in rejected] == [
        (3, "not_json"),
        (4, "not_json"),
        (5, "no_text"),
    ]
    assert found[-1] == Document(f"{file}:6", "x")


def test_packed_lines(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl.gz"
    file.write_bytes(gzip.compress(json.dumps(ROW).encode()))
    assert list(read_corpus([file])) == [DOCUMENT]


def test_a_table(tmp_path: Path) -> None:
    file = tmp_path / "corpus.csv"
    file.write_text("id,text,outlet,published\nr1,The quay is shut.,Harbour Post,2031-05-01\n")
    assert list(read_corpus([file])) == [DOCUMENT]


def test_parquet(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
    from pyarrow import parquet

    file = tmp_path / "corpus.parquet"
    parquet.write_table(arrow.Table.from_pylist([ROW]), file)
    assert list(read_corpus([file])) == [DOCUMENT]
    file.write_bytes(b"no table")
    [rejected] = read_corpus([file])
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "not_parquet"


def test_a_folder_of_texts(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("two")
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / ".hidden.txt").write_text("three")
    found = [one.text for one in read_corpus([tmp_path]) if isinstance(one, Document)]
    assert found == ["one", "two"]


@pytest.mark.parametrize("name", ["page.html", "picture.png"])
def test_what_is_no_corpus(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    with pytest.raises(Misuse, match="corpus"):
        list(read_corpus([tmp_path / name]))
    with pytest.raises(Misuse, match="corpus"):
        list(read_corpus([tmp_path]))
    with pytest.raises(PathMissing):
        list(read_corpus([tmp_path / "nowhere"]))


MOMENTS = [
    ("2031-05-01", date(2031, 5, 1)),
    ("2031-05-01T09:30:00+00:00", datetime(2031, 5, 1, 9, 30, tzinfo=UTC)),
    (1_935_912_600, datetime(2031, 5, 7, 9, 30, tzinfo=UTC)),
    (1_935_912_600_000, datetime(2031, 5, 7, 9, 30, tzinfo=UTC)),
    ("last week", None),
    (None, None),
    (7, None),
]


@pytest.mark.parametrize(("raw", "when"), MOMENTS)
def test_a_moment_out_of_a_column(raw: object, when: date | None) -> None:
    assert moment(raw) == when
