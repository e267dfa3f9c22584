"""The workbench under load, on this machine: many read while a watcher adds.

    python -m bench.serve [--reports 100000] [--archive FILE] [--seconds 60] [--readers 50]
                          [--replay 10000]

An archive of short invented reports (`bench.archive`) is grown, or one that is there is taken.
Readers ask for story pages, each from an address of its own on loopback, wait a second as people
who read do, and ask again: mostly for the first stories of the day, as people do too. Beside them
some search. Meanwhile a watcher in a process of its own adds reports of one day, twenty a second,
about four an event, and readers turn to the stories that come. Printed: how long answers took
(median, p95, p99), how many pages were behind, the server's CPU time and its memory along the way.
With `--replay`, so many requests follow as fast as they are answered, and its memory among them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random
from urllib.parse import quote

from bench.archive import one_day, percentile, stream
from newstemma.archive import open_archive

PER_DAY = 400
WORDS = ("officials police", "flood", "court law", '"health security"', "strike election",
         "minister said", "water power", "storm festival", "trial", "school work")  # fmt: skip


def grow(address: str, size: int) -> int:
    """The archive brought to a size; gives how many reports it has."""
    with open_archive(address) as archive:
        have = archive.counts()["reports"]
        if have < size:
            for _ in archive.add(islice(stream(PER_DAY), have, size)):
                pass
        return archive.counts()["reports"]


def add(address: str, rate: float, seconds: float) -> None:
    """What the watcher does: what came in half a second in one transaction, for so many seconds.

    The reports are written before; it says so, and begins once it is told to.
    """
    with open_archive(address) as archive:
        have = archive.counts()["reports"]
        # A day after all that is there, and events nobody wrote of.
        _, written = one_day(have // PER_DAY + 1, int(rate * seconds) + 1, 10 * have)
        coming = iter(written)
        list(archive.add(islice(coming, 1)))  # what a process loads at first
        print("ready", flush=True)
        sys.stdin.readline()
        begun, used, added = time.monotonic(), time.process_time(), 0
        while (now := time.monotonic() - begun) < seconds:
            due = int(now * rate) - added
            if due > 0:
                added += len(list(archive.add(islice(coming, due), batch=200)))
            time.sleep(0.5)
        pace, each = (
            added / (time.monotonic() - begun),
            (time.process_time() - used) / max(1, added),
        )
        print(f"watcher: {pace:.1f} reports/s, {1000 * each:.1f} ms CPU each", flush=True)


@dataclass
class Told:
    """What the readers saw."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    behind: int = 0
    waiting: int = 0
    memory: list[float] = field(default_factory=list)


async def ask(port: int, path: str, source: str) -> tuple[int, bytes]:
    """One request over a connection of its own, from an address on loopback."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0))
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    raw = await reader.read()
    writer.close()
    return int(raw[9:12]), raw


async def read(number: int, port: int, told: Told, kind: str, paths: list[str]) -> None:
    """A reader: asks, waits a second, asks again, until cancelled."""
    random, source = Random(number), f"127.0.1.{number + 1}"
    await asyncio.sleep(random.random())
    while True:
        path = paths[min(int(random.paretovariate(1.0)) - 1, len(paths) - 1)]
        begun = time.perf_counter()
        status, raw = await ask(port, path, source)
        told.seconds.setdefault(kind, []).append(time.perf_counter() - begun)
        told.statuses[status] += 1
        told.waiting += b"data-waiting" in raw[:5000]
        told.behind += b"it as it stood with" in raw[:5000]
        await asyncio.sleep(random.uniform(0.5, 1.5))


async def load(port: int, pid: int, asked: argparse.Namespace, stories: list[str]) -> Told:
    told = Told()
    pages = [f"/stories/{id}" for id in stories]
    searches = [f"/search?q={quote(words)}" for words in WORDS]
    tasks = [asyncio.create_task(read(n, port, told, "story page", pages))
             for n in range(asked.readers)]  # fmt: skip
    tasks += [asyncio.create_task(read(100 + n, port, told, "search", searches))
              for n in range(asked.searchers)]  # fmt: skip
    until = time.monotonic() + asked.seconds
    while time.monotonic() < until:
        await asyncio.sleep(min(5, asked.seconds))
        told.memory.append(memory_of(pid))
        pages[:] = latest(await ask(port, f"/api/v1/stories?limit={asked.stories}", "127.0.0.1"))
    for task in tasks:
        task.cancel()
    for failed in await asyncio.gather(*tasks, return_exceptions=True):
        if not isinstance(failed, asyncio.CancelledError):
            print("a reader failed:", repr(failed))
    return told


async def replay(port: int, pid: int, number: int, stories: list[str]) -> list[float]:
    """So many requests as fast as they are answered, eight at a time; the memory after each
    twentieth of them, in MiB. Nothing is added meanwhile: what grows is ours."""
    paths = [f"/stories/{id}" for id in stories] + [f"/search?q={quote(words)}" for words in WORDS]
    random, left, memory = Random(number), iter(range(number)), [memory_of(pid)]

    async def go_on() -> None:
        for at in left:
            await ask(port, random.choice(paths), f"127.0.2.{at % 250 + 1}")
            if at % max(1, number // 20) == 0:
                memory.append(memory_of(pid))

    await asyncio.gather(*(go_on() for _ in range(8)))
    return memory


def family(pid: int) -> list[int]:
    """A process and those it started."""
    files = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(child) for file in files for child in file.read_text().split()]
    return [pid, *(one for child in children for one in family(child))]


def latest(answer: tuple[int, bytes]) -> list[str]:
    """The pages of the stories of the day, from the answer of the list of them."""
    listed = json.loads(answer[1].partition(b"\r\n\r\n")[2])
    return [f"/stories/{one['id']}" for one in listed["stories"]]


def memory_of(pid: int) -> float:
    """MiB the server and what it started hold."""
    held = (Path(f"/proc/{one}/status").read_text() for one in family(pid))
    found = (re.search(r"VmRSS:\s+(\d+)", one) for one in held)
    return sum(int(one[1]) / 1024 for one in found if one)


def cpu_of(pid: int) -> float:
    """Seconds of CPU the server and what it started have used."""
    spent = (Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split() for one in family(pid))
    return sum(int(one[11]) + int(one[12]) for one in spent) / os.sysconf("SC_CLK_TCK")


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return not probe.connect_ex(("127.0.0.1", port))


@contextmanager
def server(address: str) -> Iterator[tuple[int, int]]:
    """The port and the process of a workbench."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "newstemma", "serve", "--archive", address]
    with subprocess.Popen([*command, "--port", str(port)]) as running:
        while not listening(port):
            if running.poll() is not None:
                raise SystemExit("the server did not start")
            time.sleep(0.1)
        try:
            yield port, running.pid
        finally:
            running.terminate()


def run(address: str, asked: argparse.Namespace) -> None:
    size = grow(address, asked.reports)
    with open_archive(address, read_only=True) as archive:
        stories = [entry.id for entry in archive.stories(limit=asked.stories)]
    with server(address) as (port, pid):
        begun = time.perf_counter()
        for id in stories[: asked.stories // 4]:  # the morning's first readers
            asyncio.run(ask(port, f"/stories/{id}", "127.0.0.1"))
        warm = time.perf_counter() - begun
        print(f"{size:,} reports; first look at {asked.stories // 4} stories {warm:.1f} s")
        watcher = [sys.executable, "-m", "bench.serve", "--archive", address, "--seconds",
                   str(asked.seconds), "--rate", str(asked.rate), "--add"]  # fmt: skip
        with watching(watcher):
            before, began = cpu_of(pid), time.monotonic()
            told = asyncio.run(load(port, pid, asked, stories))
        tell(told, asked, cpu_of(pid) - before, time.monotonic() - began)
        if asked.replay:
            memory = asyncio.run(replay(port, pid, asked.replay, stories))
            print(f"{asked.replay:,} requests one after another, MiB along the way: "
                  + ", ".join(f"{one:.0f}" for one in memory), flush=True)  # fmt: skip


@contextmanager
def watching(command: list[str]) -> Iterator[None]:
    """A watcher in a process of its own, which begins to add inside the block."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as one:
        assert one.stdin is not None
        assert one.stdout is not None
        one.stdout.readline()
        one.stdin.write("go\n")
        one.stdin.flush()
        yield
        print(one.stdout.read().strip(), flush=True)


def tell(told: Told, asked: argparse.Namespace, cpu: float, wall: float) -> None:
    for kind, seconds in told.seconds.items():
        spent = [1000 * percentile(seconds, share) for share in (0.5, 0.95, 0.99)]
        print(f"{kind}: {len(seconds)} answers, {len(seconds) / wall:.0f}/s, median "
              f"{spent[0]:.0f} ms, p95 {spent[1]:.0f} ms, p99 {spent[2]:.0f} ms")  # fmt: skip
    statuses = json.dumps(dict(told.statuses))
    print(f"{asked.readers} readers, {asked.searchers} searchers; statuses {statuses}")
    print(f"{told.behind} pages showed an earlier change of their story, {told.waiting} said that "
          "it is weighed for the first time")  # fmt: skip
    memory = ", ".join(f"{one:.0f}" for one in told.memory)
    print(f"server: {cpu / wall:.2f} cores; MiB along the way: {memory}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--archive")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--searchers", type=int, default=5)
    parser.add_argument("--stories", type=int, default=200)
    parser.add_argument("--rate", type=float, default=20.0)
    parser.add_argument("--replay", type=int, default=0, help="then so many requests at once")
    parser.add_argument("--add", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.add:
        add(asked.archive, asked.rate, asked.seconds)
    elif asked.archive:
        run(asked.archive, asked)
    else:
        with tempfile.TemporaryDirectory() as folder:
            run(str(Path(folder) / "news.db"), asked)


if __name__ == "__main__":
    main()
