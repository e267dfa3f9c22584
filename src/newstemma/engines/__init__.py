"""Engines: who runs the tasks of a batch. Three fillers of one port, chosen by a word."""

from __future__ import annotations

from collections.abc import Callable

from newstemma.engines.port import Engine, Task, TaskFailed, WorkersLost
from newstemma.errors import Misuse

__all__ = ["ENGINES", "Engine", "Task", "TaskFailed", "WorkersLost", "open_engine"]


def _serial(workers: int | None, address: str | None, most: int | None) -> Engine:
    from newstemma.engines.serial import Serial

    return Serial()


def _processes(workers: int | None, address: str | None, most: int | None) -> Engine:
    from newstemma.engines.processes import Processes

    return Processes(workers, most)


def _ray(workers: int | None, address: str | None, most: int | None) -> Engine:
    from newstemma.engines.ray_tasks import RayTasks

    return RayTasks(workers, address)


ENGINES: dict[str, Callable[[int | None, str | None, int | None], Engine]] = {
    "serial": _serial,
    "processes": _processes,
    "ray": _ray,
}


def open_engine(
    name: str, workers: int | None = None, address: str | None = None, most: int | None = None
) -> Engine:
    """The engine of that name; `workers` at once, all cores where not said.

    `address` is that of a running Ray cluster; without one Ray is started on this machine.
    `most` are the bytes at which a worker process is replaced by a new one; Ray replaces
    its own after so many tasks, and serial runs in this process.
    Raises `Misuse` for an unknown name, a missing extra or a cluster that does not answer.
    """
    if name not in ENGINES:
        raise Misuse(f"no engine {name}; give one of {', '.join(ENGINES)}")
    return ENGINES[name](workers, address, most)
