"""The index on disk: what it finds, replaces and deletes, and that it survives its writer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from math import log2
from pathlib import Path
from random import Random

import pytest

from newstemma.copies import Index, IndexBroken, IndexBusy, Kind, NotAnIndex
from newstemma.copies.index import _to_merge
from newstemma.copies.storage import Entry
from newstemma.errors import Misuse
from tests.copies.conftest import FOOTER, WIRE, own_words
from tests.copies.test_find import CASES, NOT_COPIES, REWRITTEN, crowd

_opened: list[Index] = []


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    while _opened:
        _opened.pop().close()


def filled(folder: Path, count: int = 0) -> Index:
    random = Random(1)
    index = Index.open(folder / "copies", write=True)
    _opened.append(index)
    index.add("wire", WIRE, "Coastline", date(2031, 5, 1))
    for number in range(count):
        index.add(f"other {number}", own_words(random, 40))
        if number % 3 == 0:
            index.commit()
    index.commit()
    return index


@pytest.mark.parametrize(("why", "one", "other", "kind"), CASES, ids=[row[0] for row in CASES])
def test_it_finds_what_the_search_in_memory_finds(
    tmp_path: Path, why: str, one: str, other: str, kind: Kind
) -> None:
    with Index.open(tmp_path / "copies", write=True) as index:
        index.add("one", one)
        index.add("own", own_words(Random(2), 80))
    [match] = Index.open(tmp_path / "copies").copies_of(other).matches
    assert (match.id, match.kind) == ("one", kind)
    for passage in match.passages:
        assert 0 <= passage.here.start < passage.here.end <= len(other)
        assert 0 <= passage.there.start < passage.there.end <= len(one)


@pytest.mark.parametrize(("why", "one", "other"), NOT_COPIES, ids=[row[0] for row in NOT_COPIES])
def test_no_copy(tmp_path: Path, why: str, one: str, other: str) -> None:
    with Index.open(tmp_path, write=True) as index:
        index.add("one", one)
    assert Index.open(tmp_path).copies_of(other).matches == ()


def test_a_match_says_who_and_since_when(tmp_path: Path) -> None:
    index = filled(tmp_path)
    [match] = index.copies_of(WIRE, when=date(2031, 5, 2)).matches
    assert (match.outlet, match.source, match.share) == ("Coastline", "theirs", 1.0)
    assert match.earliest is not None
    assert match.earliest.date() == date(2031, 5, 1)
    assert index.copies_of(WIRE, when=date(2031, 4, 30)).matches[0].source == "asked"
    assert index.copies_of(WIRE).matches[0].source is None
    assert index.copies_of(WIRE, leave_out=["wire"]).matches == ()


def test_nothing_is_found_before_it_is_committed(tmp_path: Path) -> None:
    index = filled(tmp_path)
    index.add("again", WIRE)
    assert len(index.copies_of(WIRE).matches) == 1
    index.commit()
    assert len(index.copies_of(WIRE).matches) == 2


def test_segments_are_merged_and_nothing_is_lost(tmp_path: Path) -> None:
    index = filled(tmp_path, 60)
    assert len(list((tmp_path / "copies").glob("*.segment"))) < 8
    assert len(index) == 61
    assert sorted(index.ids()) == sorted(["wire", *(f"other {n}" for n in range(60))])
    random = Random(1)
    for number in range(60):
        [match] = index.copies_of(own_words(random, 40)).matches
        assert match.id == f"other {number}"


@pytest.mark.parametrize("first", [0, 5_000])
@pytest.mark.parametrize("each", [(1,), (10,), (1, 30, 200, 5, 3_000)])
def test_a_large_segment_is_not_written_again_for_every_few(
    first: int, each: tuple[int, ...]
) -> None:
    """Sizes alone: what is written stays near documents times log2 of them, segments stay few."""
    segments = [Entry("0", 1, first)] if first else []
    written, most = 0, 0
    for number in range(600):
        segments.append(Entry("0", 1, each[number % len(each)]))
        while group := _to_merge(tuple(segments)):
            size = sum(entry.documents for entry in segments[slice(*group)])
            segments[slice(*group)] = [Entry("0", 1, size)]
            written += size
        most = max(most, len(segments))
    total = sum(entry.documents for entry in segments)
    assert total == first + sum(each) * 600 // len(each)
    assert written < (total - first) * log2(total) + first
    assert most < 3 * log2(total)


def test_adding_again_changes_nothing(tmp_path: Path) -> None:
    index = filled(tmp_path, 5)
    before = index.generation
    index.add("wire", WIRE, "Coastline", date(2031, 5, 1))
    assert index.commit() == before
    assert len(index) == 6


def test_another_text_of_the_same_id_replaces_it(tmp_path: Path) -> None:
    index = filled(tmp_path, 5)
    index.add("wire", own_words(Random(9), 50))
    index.commit()
    assert index.copies_of(WIRE).matches == ()
    assert len(index) == 6


def test_the_deleted_is_gone_from_answers_and_in_the_end_from_disk(tmp_path: Path) -> None:
    index = filled(tmp_path, 3)
    for id in ("wire", "other 0", "other 1", "never there"):
        index.delete(id)
    index.commit()
    assert index.copies_of(WIRE).matches == ()
    assert list(index.ids()) == ["other 2"]
    assert "wire" not in index
    kept = b"".join(path.read_bytes() for path in (tmp_path / "copies").glob("*.segment"))
    assert b"Coastline" not in kept


def test_one_writes_and_many_read(tmp_path: Path) -> None:
    index = filled(tmp_path)
    reader = Index.open(tmp_path / "copies")
    with pytest.raises(IndexBusy):
        Index.open(tmp_path / "copies", write=True)
    with pytest.raises(Misuse):
        reader.add("x", "y")
    index.add("again", WIRE)
    index.commit()
    assert len(reader.copies_of(WIRE).matches) == 1
    reader.refresh()
    assert len(reader.copies_of(WIRE).matches) == 2
    index.close()
    Index.open(tmp_path / "copies", write=True).close()


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(NotAnIndex):
        Index.open(tmp_path, write=True)
    with pytest.raises(NotAnIndex):
        Index.open(tmp_path / "nowhere")


def test_a_cut_file_is_told(tmp_path: Path) -> None:
    filled(tmp_path).close()
    [segment] = (tmp_path / "copies").glob("*.segment")
    segment.write_bytes(segment.read_bytes()[:-20])
    with pytest.raises(IndexBroken):
        Index.open(tmp_path / "copies")


def test_a_full_disk_leaves_the_index_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = filled(tmp_path)
    index.add("again", WIRE)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            index.commit()
    assert len(Index.open(tmp_path / "copies").copies_of(WIRE).matches) == 1
    index.commit()
    assert len(Index.open(tmp_path / "copies").copies_of(WIRE).matches) == 2


def test_a_footer_brings_nobody_and_a_wire_all(tmp_path: Path) -> None:
    with Index.open(tmp_path, write=True) as index:
        for document in crowd(40, 40):
            index.add(document.id, document.text, document.outlet, document.when)
        index.add("rewritten", REWRITTEN)
    index = Index.open(tmp_path)
    page = f"{own_words(Random(7), 70)}. {FOOTER}"
    assert index.copies_of(page).matches == ()
    found = index.copies_of(f"{WIRE} {FOOTER}", limit=100).matches
    assert [match.kind for match in found if match.id == "rewritten"] == [Kind.PARAPHRASE]
    assert sum(match.id.startswith("wire") for match in found) == 40
    assert sum(match.id.startswith("page") for match in found) == 0


# --- kill -9 ---------------------------------------------------------------------

WRITER = """
import sys
from random import Random
from newstemma.copies import Index
from tests.copies.conftest import own_words

folder, begin = sys.argv[1], int(sys.argv[2])
with Index.open(folder, write=True) as index:
    for number in range(begin, begin + 10_000):
        index.add(f"n{number}", own_words(Random(number), 30))
        if number % 10 == 0:
            index.delete(f"n{number - 1}")
        index.commit()
        print(number, flush=True)
"""


def killed(folder: Path, begin: int, after: float) -> int:
    """Runs a writer, kills it at some moment; the last number it was told is safe."""
    command = [sys.executable, "-c", WRITER, str(folder), str(begin)]
    root = Path(__file__).resolve().parents[2]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)
    assert child.stdout is not None
    first = child.stdout.readline()  # it has begun
    time.sleep(after)
    os.kill(child.pid, signal.SIGKILL)
    lines = [first, *child.stdout.read().splitlines(keepends=True)]
    child.wait()
    child.stdout.close()
    return int([line for line in lines if line.endswith("\n")][-1])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(int(os.environ.get("NEWSTEMMA_KILLS", "5"))))
def test_kill_loses_nothing_acknowledged(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    folder = tmp_path / "copies"
    expected: set[int] = set()
    begin = 0
    for _ in range(3):
        last = killed(folder, begin, random.uniform(0, 0.4))
        expected |= {n for n in range(begin, last + 1) if n == last or (n + 1) % 10}
        index = Index.open(folder)
        there = {int(id[1:]) for id in index.ids()}
        # The commit that was on its way is there whole or not at all.
        on_its_way = (expected | {last + 1}) - ({last} if (last + 1) % 10 == 0 else set())
        assert there in (expected, on_its_way)
        for number in random.sample(sorted(there), min(5, len(there))):
            [match] = index.copies_of(own_words(Random(number), 30)).matches
            assert match.id == f"n{number}"
        expected = there
        begin = 1000 * (begin // 1000 + 1)
    Index.open(folder, write=True).close()
    assert not list(folder.glob("*.writing")), "the next writer sweeps what was left"
