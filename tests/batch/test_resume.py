"""A batch that is killed goes on where it was, and gives what it would have given."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from newstemma import batch
from newstemma.batch.job import DONE, WORK
from newstemma.engines import Task, open_engine
from newstemma.engines.serial import Serial
from newstemma.errors import Misuse

Rows = dict[str, list[dict[str, Any]]]
STAGES = (
    "read", "clean", "cut", "count common", "pair", "hide", "compare", "cut contents",
    "pair contents", "compare contents", "compare bundles", "sketch", "tile", "link", "deal",
    "tell", "merge",
)  # fmt: skip


class Killed(BaseException):
    """Stands for kill -9: nothing of ours catches it."""


class Falling(Serial):
    """Serial, but killed in a stage: after its first task wrote its files and its marker."""

    def __init__(self, stage: str) -> None:
        self.stage = stage
        self.fell = False

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Any]]:
        for done in super().run(tasks):
            if tasks[done[0]].name.rpartition(" ")[0] == self.stage:
                self.fell = True
                raise Killed
            yield done


def test_killed_in_every_stage_it_goes_on_and_gives_the_same(
    pile: Path, made: str, rows_of: Callable[[str], Rows], tmp_path: Path
) -> None:
    out = str(tmp_path / "out")
    for number, stage in enumerate(STAGES):
        engine = Falling(stage)
        with pytest.raises(Killed):
            batch.run([str(pile)], out, engine, resume=number > 0)
        assert engine.fell
    # Another size of memory may be given on going on: what was begun keeps its buckets.
    settings = batch.Settings(memory=batch.parse_size("900MB"))
    manifest = batch.run([str(pile)], out, open_engine("serial"), settings=settings, resume=True)
    assert manifest["state"] == "done"
    assert rows_of(out) == rows_of(made)
    assert not (Path(out) / WORK).exists()
    assert not (Path(out) / DONE).exists()


def test_a_half_written_file_is_not_taken_for_a_part(tmp_path: Path) -> None:
    folder = batch.open_folder(str(tmp_path))

    def write_half() -> None:
        with folder.writing("table/part.parquet") as file:
            file.write(b"half")
            raise Killed

    with pytest.raises(Killed):
        write_half()
    assert folder.names("table") == []
    (tmp_path / "table" / ".begun-0").write_bytes(b"left by a machine that lost its power")
    assert folder.names("table") == []


def test_a_run_that_was_cut_off_is_not_begun_again_by_mistake(pile: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    with pytest.raises(Killed):
        batch.run([str(pile)], out, Falling("read"))
    with pytest.raises(Misuse, match="--resume"):
        batch.run([str(pile)], out, open_engine("serial"))
    with pytest.raises(Misuse, match="other answer"):
        batch.run([str(pile)], out, open_engine("serial"), settings=batch.Settings(window=1),
                  resume=True)  # fmt: skip


def test_a_folder_with_other_files_is_left_alone(pile: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("do not touch")
    with pytest.raises(Misuse, match="other files"):
        batch.run([str(pile)], str(tmp_path), open_engine("serial"))
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.slow
def test_kill_9_again_and_again(
    pile: Path, made: str, rows_of: Callable[[str], Rows], tmp_path: Path
) -> None:
    out = str(tmp_path / "out")
    command = [sys.executable, "-m", "newstemma", "batch", str(pile), "--out", out, "--engine",
               "processes", "--workers", "2", "--resume", "--quiet"]  # fmt: skip
    for patience in (3.0, 6.0, 9.0):
        child = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)
        time.sleep(patience)
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert rows_of(out) == rows_of(made)
