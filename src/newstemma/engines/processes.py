"""Tasks on all cores of one machine, in processes of their own.

The theory. Reading and tracing hold the interpreter's lock, so threads gain nothing (43 s
against 20 in processes, `../shared/findings.md`). A worker that is killed breaks the whole
pool; the tasks that were not done are then given to a new one. What can go wrong: a task that
kills every worker it meets (memory); after `TRIES` losses in a row without any task done the
engine gives up and says so. And a worker that lives long: what its functions remember (stems,
senses, sketches) grows by some 0.2 MB a report and is not given back; so the workers are
replaced by new ones once one of them holds more than it may, as soon as none is at work.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any

from newstemma.engines.port import TRIES, Task, WorkersLost, carry_out

AHEAD = 2
"""Tasks under way for each worker: one at work, one at hand."""
QUIET = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
"""A worker is one core's; threads of the array libraries would fight for it."""


class Processes:
    """A pool of worker processes, started with the first task."""

    name = "processes"

    def __init__(self, workers: int | None = None, most: int | None = None) -> None:
        self.workers = workers or cores()
        self._most = most
        self._pool: ProcessPoolExecutor | None = None

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Any]]:
        """See `Engine.run`."""
        waiting = list(range(len(tasks)))[::-1]
        losses = 0
        while waiting:
            under_way: dict[Future[Any], int] = {}
            try:
                while waiting or under_way:
                    if not self._must_renew():
                        self._fill(tasks, waiting, under_way)
                    elif not under_way:
                        self.close()
                        continue
                    done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                    for future in done:
                        answer = future.result()
                        place = under_way.pop(future)
                        losses = 0
                        yield place, answer
            except BrokenProcessPool as error:
                self.close()
                losses += 1
                waiting += sorted(under_way.values(), reverse=True)
                if losses >= TRIES:
                    raise WorkersLost(tasks[waiting[-1]].name, losses) from error
            finally:
                for future in under_way:
                    future.cancel()

    def _must_renew(self) -> bool:
        """Whether a worker holds more than it may."""
        if self._most is None or self._pool is None:
            return False
        most = self._most
        return any(held(child.pid) > most for child in active_children() if child.pid)

    def _fill(
        self, tasks: Sequence[Task], waiting: list[int], under_way: dict[Future[Any], int]
    ) -> None:
        pool = self._started()
        while waiting and len(under_way) < AHEAD * self.workers:
            under_way[pool.submit(carry_out, tasks[waiting[-1]])] = waiting[-1]
            waiting.pop()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = get_context("spawn")
            self._pool = ProcessPoolExecutor(self.workers, context, initializer=be_quiet)
        return self._pool

    def close(self) -> None:
        """Ends the workers."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def held(process: int) -> int:
    """The bytes a process holds; 0 where the system does not say."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def be_quiet() -> None:
    """Keeps the array libraries of this process to one thread; before they are imported."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
