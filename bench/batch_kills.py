"""A batch on a Ray cluster of three nodes on one machine, killed in every stage.

    python -m bench.batch_kills [--stories 2] [--stages read,clean,...] [--by-keys]

In each stage one task is struck four times: its node is killed under it, twice, and its worker
is killed, once before it has done anything and once after it has written its files. Then the
tables are compared with those of a batch that ran in one process.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newstemma import batch
from newstemma.batch import linking
from newstemma.engines import Engine, Task, open_engine
from newstemma.families import simulate_archive

NODES = 3
PATIENCE = 120.0
STORE = 80_000_000


def struck(folder: str, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    """The task, but for what strikes it: see the top."""
    import ray

    # Each run of the task makes the next mark, so each blow falls once.
    blow = sum(1 for _ in Path(folder).glob("blow-*"))
    (Path(folder) / f"blow-{blow}").write_text("fell")
    if blow < 2:
        node = ray.get_runtime_context().get_node_id()
        (Path(folder) / f"node-{blow}.begun").write_text(node)
        os.replace(Path(folder) / f"node-{blow}.begun", Path(folder) / f"node-{blow}")
        time.sleep(PATIENCE)
        raise TimeoutError("nobody killed this node")
    if blow == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    answer = function(*arguments)
    if blow == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer


class Striking:
    """Ray on a cluster, with blows to the first task of each stage."""

    name = "ray"

    def __init__(self, engine: Engine, cluster: Any, marks: str, stages: Sequence[str]) -> None:
        self._engine = engine
        self._cluster = cluster
        self._marks = marks
        self._stages = set(stages)
        self.workers = NODES
        self.blows: dict[str, int] = {}

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Any]]:
        stage = tasks[0].name.rpartition(" ")[0] if tasks else ""
        if not tasks or (self._stages and stage not in self._stages):
            yield from self._engine.run(tasks)
            return
        folder = Path(self._marks) / stage.replace(" ", "-")
        folder.mkdir()
        first = tasks[0]
        hit = Task(first.name, struck, (str(folder), first.function, first.arguments))
        killer = threading.Thread(target=self._kill_nodes, args=(folder,))
        killer.start()
        yield from self._engine.run([hit, *tasks[1:]])
        killer.join()
        for _ in range(2):  # Ray starts nodes from the main thread only
            self._cluster.add_node(num_cpus=1, object_store_memory=STORE)
        self.blows[stage] = sum(1 for _ in folder.glob("blow-*"))

    def _kill_nodes(self, folder: Path) -> None:
        for blow in range(2):
            until = time.monotonic() + PATIENCE
            while not (folder / f"node-{blow}").exists() and time.monotonic() < until:
                time.sleep(0.05)
            named = (folder / f"node-{blow}").read_text()
            (node,) = [n for n in self._cluster.worker_nodes if n.node_id == named]
            self._cluster.remove_node(node, allow_graceful=False)

    def close(self) -> None:
        self._engine.close()


@contextmanager
def three_nodes() -> Iterator[Any]:
    """A cluster of three nodes on this machine, and one that leads and runs no task."""
    from ray.cluster_utils import Cluster

    head = {"num_cpus": 0, "object_store_memory": STORE, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    try:
        for _ in range(NODES):
            cluster.add_node(num_cpus=1, object_store_memory=STORE)
        yield cluster
    finally:
        stop: Callable[[], None] = cluster.shutdown
        stop()


def strike(
    cluster: Any, source: str, out: str, marks: str, stages: Sequence[str] = ()
) -> dict[str, int]:
    """Runs a batch of `source` into `out` under blows; gives how many fell in each stage."""
    engine = Striking(open_engine("ray", NODES, cluster.address), cluster, marks, stages)
    batch.run([source], out, engine)
    engine.close()
    return engine.blows


def tables(out: str) -> dict[str, list[str]]:
    folder = batch.open_folder(out)
    return {t: sorted(map(repr, batch.read_rows(folder, t))) for t in batch.TABLES}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--stories", type=int, default=2)
    parser.add_argument("--stages", default="", help="only these, with commas between")
    parser.add_argument("--by-keys", action="store_true", help="link as on crowded days")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "crawl.jsonl"
        with source.open("w", encoding="utf-8") as file:
            for page in simulate_archive(5, asked.stories).pages:
                file.write(json.dumps({**dict(page.given), "text": str(page.content),
                                       "url": page.url}) + "\n")  # fmt: skip
        batch.run([str(source)], f"{folder}/serial", open_engine("serial"))
        marks = Path(folder) / "marks"
        marks.mkdir()
        stages = [stage for stage in asked.stages.split(",") if stage]
        begun = time.monotonic()
        if asked.by_keys:
            linking.CROWDED = -1  # only the one that leads asks for it
        with three_nodes() as cluster:
            blows = strike(cluster, str(source), f"{folder}/ray", str(marks), stages)
        for stage, count in blows.items():
            print(
                f"{stage:18} {min(count, 2)} nodes and {min(max(0, count - 2), 2)} workers killed"
            )
        same = tables(f"{folder}/ray") == tables(f"{folder}/serial")
        print(f"{time.monotonic() - begun:.0f} s; tables {'equal' if same else 'DIFFER'}")
        raise SystemExit(0 if same else 1)


if __name__ == "__main__":
    main()
