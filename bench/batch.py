"""What a batch costs: end to end, its search for near copies beside DuckDB and Polars, skew.

    python -m bench.batch copies --documents 200000 --memory 2GB,1GB    # beside DuckDB, Polars
    python -m bench.batch skew --documents 20000       # one wire in a tenth, one footer in all
    python -m bench.batch whole --documents 5000       # end to end; --engine, --workers, --memory
    python -m bench.batch workers --documents 5000     # two workers against one, Ray beside

Peak memory is that of all processes together, sampled ten times a second: what each has to
itself and its share of what several hold (PSS). Every peer runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

from bench.batch_crawl import pile
from bench.batch_documents import documents, write_reports
from bench.batch_peers import PEERS
from newstemma import batch
from newstemma.batch.folders import open_folder
from newstemma.batch.job import DONE, WORK, Job
from newstemma.batch.numbering import number
from newstemma.batch.running import find_near_copies
from newstemma.engines import open_engine
from newstemma.engines.processes import QUIET

WORDS = 300
LITERAL = ("cut", "count common", "share common", "pair", "hide", "compare", "bundle")
WIDTH = 26


class Spent(NamedTuple):
    wall: float
    cpu: float
    megabytes: float
    told: str

    def __str__(self) -> str:
        return (
            f"{self.wall:8.1f} s wall {self.cpu:8.1f} s CPU {self.megabytes:7.0f} MB  {self.told}"
        )


def tree(root: int) -> list[int]:
    """A process and all that come from it."""
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                waiting += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return found


def held(root: int) -> float:
    """Megabytes a process and all that come from it hold, what is shared counted once."""
    total = 0
    for pid in tree(root):
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(row.split()[1]) for row in text.splitlines() if row.startswith("Pss:"))
    return total / 1024


def spend(arguments: list[str]) -> Spent:
    """The cost of this program run with other arguments, in a process of its own."""
    begun = time.monotonic()
    environment = {**os.environ, **QUIET}
    child = subprocess.Popen(
        [sys.executable, "-m", "bench.batch", *arguments], stdout=subprocess.PIPE,
        env=environment, text=True,
    )  # fmt: skip
    most, over = 0.0, threading.Event()

    def watch() -> None:
        nonlocal most
        while not over.wait(0.1):
            most = max(most, held(child.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    told = child.communicate()[0]
    wall = time.monotonic() - begun
    over.set()
    watcher.join()
    if child.returncode:
        sys.exit(f"{' '.join(arguments)}: ended with {child.returncode}")
    answer = json.loads(told.strip().splitlines()[-1])
    return Spent(wall, answer.pop("cpu"), most, ", ".join(f"{k} {v}" for k, v in answer.items()))


def cpu() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


# --- near copies ----------------------------------------------------------------


def copies(asked: argparse.Namespace) -> None:
    """The search for near copies of one corpus, and the peers on the same files."""
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        out = f"{folder}/corpus"
        parts, characters = write_reports(out, documents(asked.documents, WORDS, asked.shape))
        print(f"{asked.documents:,} documents of {WORDS} words, {characters / 1e6:.0f} MB of text")
        print("ours: all words that stand in a row, with spans, and then paraphrase; the peers:")
        print("sampled runs of six words, joined by hash, capped as ours, compared by our loops")
        common = [out, str(len(parts)), str(characters), "--workers", str(asked.workers)]
        for memory in asked.memory.split(","):
            for what in ("literal", "all"):
                run = ["run-copies", *common, "--only", what, "--memory", memory]
                name = f"newstemma, {what}, {memory}"
                print(f"{name:{WIDTH}} {spend(run + ['--stages'] * asked.stages)}", flush=True)
                open_folder(out).remove(DONE)
                for left in ("prints", "candidates", "literal", "near_copies", "common", "hidden",
                             "rare", "contents", "spread", "pieces"):  # fmt: skip
                    open_folder(out).remove(f"{WORK}/{left}")
        for name in () if asked.no_peers else PEERS:
            print(f"{name:{WIDTH}} {spend(['run-peer', name, *common])}", flush=True)


def run_copies(asked: argparse.Namespace) -> None:
    folder = open_folder(asked.out)
    settings = batch.Settings(memory=batch.parse_size(asked.memory), workers=asked.workers)
    engine = open_engine(asked.engine, settings.at_once, most=settings.share)
    job = Job(folder, settings, engine)
    names = [f"{i:06d}" for i in range(asked.parts)]
    number(folder, names)
    found = find_near_copies(job, names, asked.characters, literal=asked.only == "literal")
    engine.close()
    if asked.stages:
        for stage, cost in job.cost.items():
            print(f"  {stage:18} {cost}", file=sys.stderr)
    print(json.dumps({"cpu": cpu(), "pairs": found["near_copies"]}))


def run_peer(asked: argparse.Namespace) -> None:
    pairs = PEERS[asked.peer](asked.out, asked.workers, asked.characters)
    print(json.dumps({"cpu": cpu(), "pairs": pairs}))


# --- skew -----------------------------------------------------------------------


def skew(asked: argparse.Namespace) -> None:
    """The largest bucket of each exchange beside the median, for three shapes of corpus."""
    for shape in ("mixed", "wire", "viral", "footer") if asked.shape == "all" else (asked.shape,):
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            out = f"{folder}/corpus"
            made = write_reports(out, documents(asked.documents, WORDS, shape))
            parts, characters = made
            job = Job(open_folder(out), batch.Settings(workers=asked.workers),
                      open_engine(asked.engine, asked.workers))  # fmt: skip
            number(job.folder, parts)
            found = find_near_copies(job, parts, characters)
            job.engine.close()
            print(f"{shape}: {asked.documents:,} documents, {found['near_copies']:,} pairs, "
                  f"{found['bundles']:,} bundles")  # fmt: skip
            for stage, sizes in largest(job).items():
                print(f"  {stage:18} largest {sizes[0]:>10,} median {sizes[1]:>10,} "
                      f"= {sizes[0] / max(1, sizes[1]):.2f}")  # fmt: skip


def largest(job: Job) -> dict[str, tuple[int, int]]:
    """For each exchange the rows of its largest bucket and of its median."""
    counted = {"count common": "postings", "pair": "pairs", "compare": "candidates",
               "pair contents": "postings", "compare contents": "candidates"}  # fmt: skip
    found = {}
    for stage, what in counted.items():
        sizes = []
        for file in job.folder.names(f"{DONE}/{stage}"):
            with job.folder.read(f"{DONE}/{stage}/{file}") as raw:
                sizes.append(int(json.load(raw)[what]))
        sizes.sort()
        found[stage] = sizes[-1], sizes[len(sizes) // 2]
    return found


# --- end to end -----------------------------------------------------------------


def whole(asked: argparse.Namespace) -> None:
    """Pages to tables."""
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        source = Path(folder) / "crawl.jsonl"
        pile(source, asked.documents, asked.shape)
        for engine in asked.engine.split(","):
            run = ["run-whole", str(source), f"{folder}/{engine}", "--engine", engine,
                   "--workers", str(asked.workers), "--memory", asked.memory]  # fmt: skip
            name = f"{engine}, {asked.workers} workers"
            print(f"{name:{WIDTH}} {spend(run + ['--stages'] * asked.stages)}", flush=True)


def workers(asked: argparse.Namespace) -> None:
    """Two workers against one, and Ray beside the pool of processes."""
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        source = Path(folder) / "crawl.jsonl"
        pile(source, asked.documents)
        walls = {}
        for engine, count in (("processes", 2), ("ray", 2), ("processes", 1), ("ray", 1)):
            out = f"{folder}/{engine}{count}"
            run = ["run-whole", str(source), out, "--engine", engine, "--workers", str(count),
                   "--memory", asked.memory]  # fmt: skip
            spent = spend(run)
            walls[engine, count] = spent.wall
            print(f"{engine + ', ' + str(count):{WIDTH}} {spent}", flush=True)
    print(f"speed-up of two: processes {walls['processes', 1] / walls['processes', 2]:.2f}, "
          f"Ray {walls['ray', 1] / walls['ray', 2]:.2f} (bar 1.7)")  # fmt: skip
    print(f"Ray beside processes: {walls['ray', 2] / walls['processes', 2]:.2f} (bar 1.5)")


def run_whole(asked: argparse.Namespace) -> None:
    settings = batch.Settings(memory=batch.parse_size(asked.memory), workers=asked.workers)
    engine = open_engine(asked.engine, settings.at_once, most=settings.share)
    made = batch.run([asked.source], asked.out, engine, settings=settings)
    engine.close()
    if asked.stages:
        for stage, cost in made["stages"].items():
            print(f"  {stage:18} {cost}", file=sys.stderr)
    size = sum(file.stat().st_size for file in Path(asked.out).rglob("*") if file.is_file())
    spent = sum(cost["cpu"] for cost in made["stages"].values())
    counts: dict[str, Any] = made["counts"]
    print(json.dumps({"cpu": max(cpu(), spent), "reports": counts["reports"],
                      "stories": counts["stories"], "pairs": counts["near_copies"],
                      "MB of tables": round(size / 1e6, 1)}))  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    made = {
        "copies": copies, "skew": skew, "whole": whole, "workers": workers,
        "run-copies": run_copies, "run-peer": run_peer, "run-whole": run_whole,
    }  # fmt: skip
    for name in made:
        one = commands.add_parser(name)
        if name == "run-peer":
            one.add_argument("peer")
        if name in ("run-copies", "run-peer"):
            one.add_argument("out")
            one.add_argument("parts", type=int)
            one.add_argument("characters", type=int)
            one.add_argument("--only", default="all")
        if name == "run-whole":
            one.add_argument("source")
            one.add_argument("out")
        one.add_argument("--documents", type=int, default=5_000)
        one.add_argument("--shape", default="all" if name == "skew" else "mixed")
        one.add_argument("--engine", default="processes")
        one.add_argument("--workers", type=int, default=2)
        one.add_argument("--memory", default="2GB")
        one.add_argument("--folder")
        one.add_argument("--stages", action="store_true")
        one.add_argument("--no-peers", action="store_true")
    asked = parser.parse_args()
    made[asked.command](asked)


if __name__ == "__main__":
    main()
