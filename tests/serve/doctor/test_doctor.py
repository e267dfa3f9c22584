"""The doctor: each thing that may be wrong is found, and what is well is not blamed."""

import json
import shutil
import sqlite3
from collections import namedtuple
from datetime import UTC, datetime
from importlib.metadata import version

import pytest
from click.testing import CliRunner

import newstemma as ns
from newstemma.fetchers import CannedFetcher
from newstemma.serve.cli import program
from newstemma.serve.doctor import machine
from newstemma.serve.doctor.feeds import feeds
from newstemma.serve.doctor.findings import Level
from newstemma.serve.doctor.installed import Need, needs_of, trouble_with
from newstemma.serve.doctor.keeping import archive
from tests.serve.web.press import WIRE, page


@pytest.fixture
def kept(tmp_path):
    address = tmp_path / "news.db"
    with ns.open_archive(address) as made:
        list(made.add([page(WIRE, "Norwire", 12)]))
    return address


def levels(found):
    return {one.check: one.level for one in found}


def run(*arguments):
    return CliRunner().invoke(program, ["doctor", *map(str, arguments)], standalone_mode=False)


def test_a_sound_installation_and_archive_have_no_fault(kept):
    done = run("--archive", kept)
    assert done.return_value == 0, done.output
    assert f"newstemma {version('newstemma')}" in done.output
    assert "1 reports, 1 stories" in done.output
    assert "everything in it agrees" in done.output


def test_the_findings_are_told_to_programs_too(kept):
    raw = json.loads(run("--archive", kept, "--quick", "--json").output)
    assert raw["format"] == "newstemma/1"
    assert {"check", "level", "says", "do"} == set(raw["findings"][0])
    assert "archive whole" not in {one["check"] for one in raw["findings"]}
    assert {"web", "watch", "mcp"} <= {
        one["check"].removeprefix("extra ") for one in raw["findings"]
    }


def test_an_archive_that_is_not_there_or_none_is_a_fault(tmp_path):
    assert run("--archive", tmp_path / "none.db").return_value == 3
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as base:
        base.execute("CREATE TABLE a (b)")
    base.close()
    done = run("--archive", other)
    assert (done.return_value, "no archive of Newstemma" in done.output) == (3, True)


def test_an_archive_of_a_later_release_is_told(kept):
    with sqlite3.connect(kept) as base:
        base.execute("PRAGMA user_version = 9999")
    base.close()
    done = run("--archive", kept)
    assert (done.return_value, "later release" in done.output) == (3, True)


def test_what_does_not_agree_in_an_archive_is_told(kept):
    with sqlite3.connect(kept) as base:
        base.execute("UPDATE stories SET size = 7")
    base.close()
    assert levels(archive(str(kept)))["archive whole"] is Level.FAULT
    assert "archive whole" not in levels(archive(str(kept), thorough=False))


def test_times_that_are_yet_to_come_are_told(kept):
    with sqlite3.connect(kept) as base:
        base.execute("UPDATE log SET at = '2999-01-01T00:00:00+00:00'")
    base.close()
    assert levels(archive(str(kept)))["archive times"] is Level.WARNING


def test_an_index_of_copies_that_is_damaged_or_gone_is_told(kept):
    folder = kept.with_name("news.db.copies")
    assert levels(archive(str(kept)))["near-copy index"] is Level.OK
    for file in folder.rglob("*"):
        if file.is_file():
            file.write_bytes(b"no index")
    assert levels(archive(str(kept)))["near-copy index"] is Level.FAULT
    shutil.rmtree(folder)
    assert levels(archive(str(kept)))["near-copy index"] is Level.NOTE


@pytest.mark.parametrize(
    ("free", "level"), [(5 * 1024**3, "ok"), (500 * 1024**2, "warning"), (1024**2, "fault")]
)
def test_a_disk_that_runs_full_is_told_in_time(monkeypatch, tmp_path, free, level):
    usage = namedtuple("Usage", "total used free")(10**12, 0, free)
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: usage)
    assert machine.room("disk", tmp_path).level == level
    monkeypatch.undo()
    assert machine.room("disk", tmp_path / "none").level is Level.FAULT


def test_a_clock_from_before_our_time_is_told():
    assert machine.clock(datetime(1970, 1, 2, tzinfo=UTC)).level is Level.FAULT
    assert machine.clock(datetime(2031, 1, 2, tzinfo=UTC)).level is Level.OK


def test_a_browser_may_be_absent(monkeypatch):
    monkeypatch.setattr(machine.shutil, "which", lambda _: None)
    assert machine.browser().level is Level.NOTE


def test_needs_are_read_from_the_metadata():
    lines = ["click>=8.1", "fastapi>=0.115; extra == 'web'", 'psycopg[binary]>=3.1; extra == "pg"',
             "PyStemmer"]  # fmt: skip
    assert needs_of(lines) == [Need("click", "8.1", ""), Need("fastapi", "0.115", "web"),
                               Need("psycopg", "3.1", "pg"), Need("PyStemmer", "", "")]  # fmt: skip


def test_what_is_missing_or_too_old_is_named():
    assert trouble_with(Need("click", "8.1", "")) == ""
    assert "older than 99" in trouble_with(Need("click", "99", ""))
    assert "not installed" in trouble_with(Need("no-such-package-of-ours", "1", ""))


def test_a_feed_is_asked_only_where_it_is_named():
    pytest.importorskip("protego")
    feed = (b"<rss version='2.0'><channel><title>All</title><item><title>Deal</title>"
            b"<link>https://post.site.org/a</link></item></channel></rss>")  # fmt: skip
    canned = CannedFetcher({"https://post.site.org/feed": feed})
    urls = ["https://post.site.org/feed", "https://post.site.org/gone"]
    found = list(feeds(urls, canned))
    assert [one.level for one in found] == [Level.OK, Level.FAULT]
    assert found[0].says == "1 item"
    (inward,) = feeds(["http://127.0.0.1/feed"])
    assert inward.level is Level.FAULT
