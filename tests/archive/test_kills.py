"""kill -9 in the midst of adding: nothing acknowledged lost, nothing half there, no lock left."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from newstemma.archive import open_archive
from newstemma.copies import Index
from newstemma.stores.sqlite import open_sqlite
from tests.archive.press import add, event, export

# Adds the reports of a few events over and over in its own order, a line for each answer.
ADDER = """
import sys
from newstemma.archive import open_archive
from tests.archive.press import event
reports = [report for number in range(4) for report in event(number, size=4)]
print("ready", flush=True)
with open_archive(sys.argv[1]) as archive:
    for done in archive.add(reports, batch=int(sys.argv[2])):
        print(done.what, done.report, flush=True)
print("done", flush=True)
"""
ROOT = Path(__file__).resolve().parents[2]


def killed(path, batch, lines, seconds):
    """What the adder had acknowledged when it was killed, so many seconds after so many lines."""
    command = [sys.executable, "-c", ADDER, str(path), str(batch)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as adder:
        assert adder.stdout.readline() == "ready\n"
        said = [adder.stdout.readline() for _ in range(lines)]
        time.sleep(seconds)
        adder.send_signal(signal.SIGKILL)
        said += adder.stdout.read().splitlines()
    return [line.split() for line in said if line.count(" ") == 1]


def kill_often(folder, kills):
    random = Random(kills)
    reports = [report for number in range(4) for report in event(number, size=4)]
    with open_archive(":memory:") as whole:
        add(whole, reports)
        wanted = export(whole)
    unfinished = 0
    for number in range(kills):
        path = folder / f"{number}.db"
        lines, seconds = random.randrange(len(reports)), random.uniform(0, 0.1)
        said = killed(path, random.choice([1, 3]), lines, seconds)
        unfinished += 0 < len(said) < len(reports)
        with open_archive(path, patience=1.0) as archive:
            assert archive.check() == ()
            for _, id in said:
                assert archive.report(id).id == id
            add(archive, reports)
            assert archive.check() == ()
            assert export(archive) == wanted
            assert len(Index.open(f"{path}.copies")) == archive.counts()["reports"]
        path.unlink()
    return unfinished


@pytest.mark.slow
def test_kills(tmp_path, times):
    kills = times(4, 100)
    unfinished = kill_often(tmp_path, kills)
    assert unfinished or kills < 100  # of a hundred some fall in the midst


# --- the same with children of this process: no imports, so a kill costs a tenth of a second ---


@pytest.fixture(scope="module")
def reports():
    found = event(0, size=3) + event(1, size=3)[:2]
    with open_archive(":memory:") as warm:  # what is read on first use is read before the forks
        add(warm, found)
    return found


@pytest.fixture(scope="module")
def wanted(reports):
    with open_archive(":memory:") as whole:
        add(whole, reports)
        return export(whole)


def killed_child(path, reports, batch, lines, seconds):
    """The ids a child had said were added when it was killed, so long after so many of them."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        with open_archive(path) as archive:
            for done in archive.add(reports, batch=batch):
                os.write(write, f"{done.report}\n".encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as said:
        heard = [line.strip() for _ in range(lines) if (line := said.readline())]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        heard += [line.strip() for line in said if line.endswith("\n")]
    os.waitpid(child, 0)
    return heard


def whole_after(path, heard, reports, wanted):
    """What was acknowledged is there, all agrees, and going on gives the stories it should."""
    with open_archive(path, patience=1.0) as archive:
        assert archive.check() == ()
        there = archive.counts()["reports"]
        for id in heard:
            assert archive.report(id).id == id
        add(archive, reports)
        assert archive.check() == ()
        assert export(archive) == wanted
        assert len(Index.open(f"{path}.copies")) == archive.counts()["reports"]
    return there


def test_children_killed_at_random_moments(tmp_path, reports, wanted, times):
    random, parts = Random(1), set()
    for number in range(times(40, 1000)):
        path = tmp_path / f"{number}.db"
        lines, seconds = random.randrange(len(reports) + 1), random.uniform(0, 0.03)
        heard = killed_child(path, reports, random.choice([1, 2]), lines, seconds)
        parts.add(whole_after(path, heard, reports, wanted))
    assert len(parts) > 2  # killed at several stages of the work, not always before or after it


MIGRATOR = """
import sys
from newstemma.stores.sqlite import open_sqlite
print("ready", flush=True)
open_sqlite(sys.argv[1]).close()
"""


@pytest.mark.slow
def test_killed_while_the_tables_are_made(tmp_path):
    for number in range(4):
        path = tmp_path / f"{number}.db"
        command = [sys.executable, "-c", MIGRATOR, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as migrator:
            migrator.stdout.readline()
            time.sleep(0.004 * number)
            migrator.kill()
        store = open_sqlite(str(path), patience=1.0)
        assert store.check() == ()
        assert store.counts()["reports"] == 0
        store.close()
