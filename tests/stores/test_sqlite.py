"""What only a file has: other people's files, full disks, other processes, older schemas."""

import gzip
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from newstemma.errors import Misuse
from newstemma.stores import open_store
from newstemma.stores.errors import (
    ArchiveBusy,
    ArchiveMissing,
    ArchiveTooNew,
    ArchiveUnwritable,
    NotAnArchive,
)
from newstemma.stores.schema import VERSION
from tests.stores.test_contract import filed, story

RELEASED = Path(__file__).parent / "released"


def reports(path):
    store = open_store(str(path), read_only=True)
    found = store.counts()["reports"]
    store.close()
    return found


def write_one(path, id, **options):
    store = open_store(str(path), **options)
    with store.writing():
        store.file([filed(id, text="Rain fell. " * 2000)])
    store.close()


def test_there_must_be_one_unless_it_may_be_made(tmp_path):
    for options in ({"read_only": True}, {"create": False}):
        with pytest.raises(ArchiveMissing, match="newstemma add"):
            open_store(str(tmp_path / "news.db"), **options)
    with pytest.raises(ArchiveUnwritable, match="folder"):
        open_store(str(tmp_path / "nowhere" / "news.db"))
    assert list(tmp_path.iterdir()) == []


def test_another_s_file_is_left_alone(tmp_path):
    text = tmp_path / "letter.txt"
    text.write_text("Dear editor, " * 200)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    connection.close()
    for path in (text, other):
        before = path.read_bytes()
        for read_only in (False, True):
            with pytest.raises(NotAnArchive):
                open_store(str(path), read_only=read_only)
        assert path.read_bytes() == before


def test_a_later_release_s_archive_is_not_touched(tmp_path):
    path = tmp_path / "news.db"
    open_store(str(path)).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    for read_only in (False, True):
        with pytest.raises(ArchiveTooNew, match="later release"):
            open_store(str(path), read_only=read_only)


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_every_released_schema_is_brought_forward(tmp_path, version):
    """`released/N.db.gz` is an archive as release N of the schema made it."""
    path = tmp_path / "news.db"
    path.write_bytes(gzip.decompress((RELEASED / f"{version}.db.gz").read_bytes()))
    store = open_store(str(path))
    assert store.check() == ()
    assert store.counts() == {"reports": 2, "versions": 0, "stories": 1}
    assert [hit.id for hit in store.search("harbour", 9, 0)] == ["b"]
    assert store.events()[0].kind == "opened"
    assert store.rulings()[0].ruling.who == "ann"
    assert store._all("PRAGMA user_version") == [(VERSION,)]
    store.close()


def test_a_file_cut_short_is_told(tmp_path):
    path = tmp_path / "news.db"
    for number in range(20):
        write_one(path, f"r{number}")
    path.write_bytes(path.read_bytes()[:20000])
    with pytest.raises(NotAnArchive, match="damaged"):
        open_store(str(path)).check()


# --- other processes ------------------------------------------------------------


def test_readers_see_the_last_whole_state_while_one_writes(tmp_path):
    path = tmp_path / "news.db"
    write_one(path, "a")
    writer = open_store(str(path))
    with writer.writing():
        writer.file([filed("b")])
        assert reports(path) == 1
    assert reports(path) == 2
    writer.close()


def test_a_second_writer_waits_its_turn_and_is_told(tmp_path):
    path = tmp_path / "news.db"
    first, second = open_store(str(path)), open_store(str(path), patience=0.05)
    with first.writing():
        first.put_story(story("s"))
        with pytest.raises(ArchiveBusy, match="another process"), second.writing():
            second.put_story(story("t"))
    with second.writing():
        second.put_story(story("t"))
    assert [one.id for one in first.changed_since(0, 9)] == ["s", "t"]
    first.close()
    second.close()


def test_what_is_read_together_is_of_one_moment(tmp_path):
    path = tmp_path / "news.db"
    reader, writer = open_store(str(path)), open_store(str(path))
    with reader.reading():
        assert reader.counts()["reports"] == 0
        with writer.writing():
            writer.file([filed("a")])
        assert reader.counts()["reports"] == 0
    assert reader.counts()["reports"] == 1
    reader.close()
    writer.close()


# --- disks ----------------------------------------------------------------------

FILLER = """
import resource, signal, sys
from newstemma.stores import open_store
from newstemma.stores.errors import ArchiveUnwritable
from tests.stores.test_contract import card, filed, story
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_store(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
written = 0
try:
    for number in range(400):
        with store.writing():
            store.file([filed(f"n{number}", text=str(number) * 9000, keys=range(100))])
            store.place([card(f"n{number}", machine=1, story="s")])
            store.put_story(story("s", size=number + 1))
        written += 1
except ArchiveUnwritable as error:
    print(written, "told:", error)
"""


@pytest.mark.slow
def test_a_full_disk_is_told_and_the_archive_is_intact(tmp_path):
    path = tmp_path / "news.db"
    run = subprocess.run([sys.executable, "-c", FILLER, str(path)], capture_output=True, text=True,
                         cwd=Path(__file__).resolve().parents[2], check=False)  # fmt: skip
    assert "told:" in run.stdout, run.stdout + run.stderr
    store = open_store(str(path))
    assert store.check() == ()
    assert store.counts()["reports"] == int(run.stdout.split()[0]) > 0
    with store.writing():
        store.file([filed("later")])
    store.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path):
    path = tmp_path / "news.db"
    write_one(path, "a")
    tmp_path.chmod(0o555)
    path.chmod(0o444)
    try:
        assert reports(path) == 1
        with pytest.raises(ArchiveUnwritable):
            write_one(path, "b")
    finally:
        tmp_path.chmod(0o755)


@pytest.fixture
def read_only_disk(tmp_path):
    """A file system that is mounted read only, with an archive on it; only root can make one."""
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    target.mkdir()
    write_one(source / "news.db", "a")
    mounts = (["mount", "--bind", source, target], ["mount", "-o", "remount,ro,bind", target])
    for command in mounts:
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            subprocess.run(["umount", target], capture_output=True, check=False)
            pytest.skip("a read-only file system cannot be mounted here")
    yield target
    subprocess.run(["umount", target], check=True)


def test_a_read_only_disk_is_read_and_told(read_only_disk):
    path = read_only_disk / "news.db"
    assert reports(path) == 1
    with pytest.raises(ArchiveUnwritable):
        write_one(path, "b")
    assert reports(path) == 1


# --- backup ---------------------------------------------------------------------


def test_a_backup_is_whole_and_never_overwrites(tmp_path):
    path, copy = tmp_path / "news.db", tmp_path / "copy.db"
    write_one(path, "a")
    store = open_store(str(path))
    store.backup(str(copy))
    assert reports(copy) == 1
    with pytest.raises(Misuse, match="already"):
        store.backup(str(copy))
    with pytest.raises(Misuse):
        store.backup(str(tmp_path / "nowhere" / "copy.db"))
    store.close()


def test_of_a_word_in_very_many_reports_the_latest_are_ranked_and_none_is_lost(
    tmp_path, monkeypatch
):
    from newstemma.stores import sqlite

    monkeypatch.setattr(sqlite, "RANKED", 4)
    store = open_store(str(tmp_path / "news.db"))
    texts = [f"The harbour {'harbour ' * (n % 3)}stayed open." for n in range(11)]
    with store.writing():
        for number, text in enumerate(texts):
            store.file([filed(f"r{number}", text=text)])
    whole = [hit.id for hit in store.search("harbour", 50, 0)]
    assert sorted(whole) == sorted(f"r{number}" for number in range(11))
    assert set(whole[:4]) == {"r10", "r9", "r8", "r7"}
    assert whole[0] == "r8"  # it says it most often
    assert whole[4:] == ["r6", "r5", "r4", "r3", "r2", "r1", "r0"]
    for size in (1, 3, 4, 5):
        pages = [store.search("harbour", size, skip) for skip in range(0, 13, size)]
        assert [hit.id for page in pages for hit in page] == whole
    assert store.search("harbour", 5, 99) == ()
    store.close()


def test_the_history_of_a_story_is_found_without_reading_the_log(tmp_path):
    store = open_store(str(tmp_path / "news.db"))
    asked = (
        "SELECT 1 FROM log WHERE number + 0 > 0 AND (story = 's' OR (other = 's' AND other <> ''))"
    )
    plan = " ".join(str(row) for row in store._all(f"EXPLAIN QUERY PLAN {asked}"))
    assert "log_story" in plan
    assert "log_other" in plan
    assert "SCAN" not in plan
    store.close()


def test_what_stands_in_groups_and_stories_is_found_without_reading_every_report(tmp_path):
    store = open_store(str(tmp_path / "news.db"))
    with store.writing():
        store.file([filed(f"r{number}") for number in range(9)])
    asked: list[str] = []
    store._connection.set_trace_callback(asked.append)
    store.groups([1, 2, 3])
    store.members(["a", "b", "c"])
    store._connection.set_trace_callback(None)
    assert len(asked) == 2
    for statement in asked:
        plan = " ".join(str(row) for row in store._all(f"EXPLAIN QUERY PLAN {statement}"))
        assert "INDEX places_" in plan
        assert "SCAN" not in plan
    store.close()
