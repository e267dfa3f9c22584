"""Tasks on the machines of a Ray cluster: Ray core, and nothing of what is built upon it.

The theory. Every task reads its part from files and writes its part to files, so nothing of
weight goes through Ray's memory of objects, and a node that dies takes nothing with it but
the tasks it was at: Ray gives them to another node. (Frameworks that shuffle through memory
lost the whole job in three of three losses of a node, `../shared/findings.md`.) All nodes
must see the folders of the job: one machine, a shared disk, or an address of `fsspec`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

from newstemma.engines.port import TRIES, Task, TaskFailed, WorkersLost, carry_out, told
from newstemma.engines.processes import AHEAD, QUIET, cores
from newstemma.errors import Misuse

_STORE = 80 * 1024 * 1024
"""Bytes for Ray's objects where we start Ray ourselves: its least; our answers are small."""

CALLS = 40
"""Tasks after which a worker is replaced: what its functions remember grows with each."""


class RayTasks:
    """Ray, joined where an address (or RAY_ADDRESS) is given, else started here."""

    name = "ray"

    def __init__(self, workers: int | None = None, address: str | None = None) -> None:
        try:
            import ray
        except ImportError as error:
            raise Misuse("the engine ray needs: pip install 'newstemma[ray]'") from error
        self._ray: Any = ray
        self._started = not ray.is_initialized()
        if self._started:
            _start(ray, workers, address)
        self.workers = workers or max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        self._call = ray.remote(max_retries=TRIES, max_calls=CALLS, num_cpus=1)(_call)

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Any]]:
        """See `Engine.run`; a task waits with Ray, which knows what nodes there are."""
        waiting = list(range(len(tasks)))[::-1]
        under_way: dict[Any, int] = {}
        try:
            while waiting or under_way:
                while waiting and len(under_way) < AHEAD * self.workers:
                    place = waiting.pop()
                    under_way[self._call.remote(tasks[place])] = place
                done, _ = self._ray.wait(list(under_way), num_returns=1)
                for ref in done:
                    place = under_way.pop(ref)
                    yield place, self._answer(ref, tasks[place])
        finally:
            # Never by force: where the answer of a task killed so is on its way, Ray 2.60.0 ends
            # this whole process ("unexpected system state", task_manager.cc). What runs on in
            # spite of this is a task like all others, and its answer is left.
            for ref in under_way:
                self._ray.cancel(ref)

    def _answer(self, ref: Any, task: Task) -> Any:
        errors = self._ray.exceptions
        try:
            why, answer = self._ray.get(ref)
        except (errors.WorkerCrashedError, errors.OutOfMemoryError, errors.NodeDiedError) as error:
            raise WorkersLost(task.name, TRIES) from error
        except errors.RayError as error:
            raise TaskFailed(task.name, told(error)) from error
        if why:
            raise TaskFailed(task.name, why)
        return answer

    def close(self) -> None:
        """Leaves Ray where we started or joined it."""
        if self._started and self._ray.is_initialized():
            self._ray.shutdown()


def _start(ray: Any, workers: int | None, address: str | None) -> None:
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    joined = address or os.environ.get("RAY_ADDRESS")
    quiet: dict[str, Any] = {"log_to_driver": False, "configure_logging": False}
    worker = {"env_vars": QUIET}
    if joined:
        try:
            ray.init(address=joined, runtime_env=worker, **quiet)
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise Misuse(f"no Ray cluster at {joined}: {told(error)}") from error
    else:
        # "local": a cluster that happens to run on this machine is somebody else's.
        ray.init(
            address="local",
            num_cpus=workers or cores(),
            include_dashboard=False,
            object_store_memory=_STORE,
            runtime_env=worker,
            **quiet,
        )


def _call(task: Task) -> tuple[str, Any]:
    """Why it failed ("" where it did not) and the answer, in the worker.

    As words: Ray would wrap an error into a class that it makes for the occasion.
    """
    try:
        return "", carry_out(task)
    except TaskFailed as error:
        return error.why, None
