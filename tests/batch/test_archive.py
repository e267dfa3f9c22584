"""A batch into an archive and an archive into a batch; the command line over both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from newstemma import batch, open_archive
from newstemma.batch.folders import open_folder
from newstemma.engines import open_engine
from newstemma.errors import Misuse
from newstemma.serve.cli import program
from newstemma.serve.wire import to_json

LINES = [
    {"title": "Ferry crews to strike", "outlet": "Harbour Post", "published": "2031-05-03",
     "url": "https://post.example/1",
     "text": "Ferry crews at Porto Vell will stop work on Friday over the night shift, their "
             "union said on Saturday. Some 1,400 seamen voted for it."},
    {"title": "Seamen vote to strike", "outlet": "Veldt Times", "published": "2031-05-03",
     "url": "https://times.example/1",
     "text": "Seamen of the Porto Vell ferries voted on Saturday to stop work. Of 1,612 who "
             "voted, 1,400 were for the strike, the union told reporters."},
]  # fmt: skip


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    file = tmp_path / "crawl.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in LINES) + "no json\n")
    return file


def run(*words: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(program, [str(word) for word in words], standalone_mode=False)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return int(done.return_value or 0), done.stdout, done.stderr


def test_the_way_from_a_crawl_to_an_archive_and_back(crawl: Path, tmp_path: Path) -> None:
    out, db, again = tmp_path / "tables", tmp_path / "news.db", tmp_path / "again"
    status, said, told = run("batch", crawl, "--out", out, "--engine", "serial")
    assert status == 3  # one line was rejected
    assert "2 reports" in said
    assert f"{out}/rejected" in said
    assert "read: 1 parts" in told
    (bad,) = batch.read_rows(open_folder(str(out)), "rejected")
    assert (bad["origin"], bad["line"], bad["reason"]) == (f"{crawl}:3", 3, "not_json")

    status, said, _ = run("add", "--archive", db, "--from-batch", out)
    assert (status, said.strip()) == (0, "2 added")
    with open_archive(db) as archive:
        kept = {story.id: archive.dossier(story.id) for story in archive.stories().stories}

    status, _, _ = run("batch", "--archive", db, "--out", again, "--engine", "serial", "--quiet")
    assert status == 0
    found = {one.story.id: one for one in batch.dossiers_of(str(again))}
    assert {id: to_json(one) for id, one in found.items()} == {
        id: to_json(one) for id, one in kept.items()
    }
    assert {r.id for r in batch.reports_of(str(again))} == {
        r.id for r in batch.reports_of(str(out))
    }


def test_a_dry_run_writes_nothing(crawl: Path, tmp_path: Path) -> None:
    out = tmp_path / "tables"
    status, said, _ = run("batch", crawl, "--out", out, "--dry-run")
    assert status == 0
    assert "1 files" in said
    assert not out.exists()
    status, _, told = run("batch", tmp_path / "none.warc", "--out", out, "--dry-run", "--json")
    assert status == 1
    assert "missing" in told


def test_nothing_readable_is_told(tmp_path: Path) -> None:
    status, said, _ = run("batch", tmp_path / "none.warc", "--out", tmp_path / "out",
                          "--engine", "serial", "--json")  # fmt: skip
    assert status == 1
    assert json.loads(said)["counts"]["rejected"] == 1
    rows = list(batch.read_rows(open_folder(str(tmp_path / "out")), "rejected"))
    assert [row["reason"] for row in rows] == ["missing"]


def test_what_is_no_batch_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="holds no batch"):
        list(batch.reports_of(str(tmp_path)))


def test_a_folder_that_fsspec_reaches(crawl: Path) -> None:
    pytest.importorskip("fsspec", reason="the extra remote is not installed")
    out = "memory://press/tables"
    made = batch.run([str(crawl)], out, open_engine("serial"))
    assert made["counts"]["reports"] == 2
    assert len(list(batch.reports_of(out))) == 2
    with pytest.raises(Misuse, match="holds a batch already"):
        batch.run([str(crawl)], out, open_engine("serial"))


def test_a_folder_that_workers_cannot_see_is_refused(crawl: Path) -> None:
    pytest.importorskip("fsspec", reason="the extra remote is not installed")
    with pytest.raises(Misuse, match="--engine serial"):
        batch.run([str(crawl)], "memory://other/tables", open_engine("processes", 1))


def test_an_address_that_nobody_knows_is_refused(crawl: Path) -> None:
    with pytest.raises(Misuse, match="parchment"):
        batch.run([str(crawl)], "parchment://shelf", open_engine("serial"))


def test_a_folder_that_cannot_be_written_is_told(crawl: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Misuse, match="cannot be written"):
        batch.run([str(crawl)], str(tmp_path / "file" / "out"), open_engine("serial"))


def test_ids_of_any_form_go_through(tmp_path: Path) -> None:
    from newstemma.dossiers import dossier
    from newstemma.model import Report, Story

    text = "Ferry crews at Porto Vell will stop work on Friday, their union said on Saturday."
    told = [Report("ab-1", text), Report("é", text)]
    stories = [([one], dossier(Story(one.id, (one.id,)), [one])) for one in told]
    out = str(tmp_path / "out")
    batch.export(stories, "by hand", out, open_engine("serial"))
    (pair,) = batch.read_rows(open_folder(out), "near_copies")
    assert (pair["first"], pair["second"], pair["kind"]) == ("ab-1", "é", "verbatim")
