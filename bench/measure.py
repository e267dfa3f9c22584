"""Run a command in a child process and tell what it cost.

CPU seconds (user and system, of the child and of what it waited for) carry over between
machines better than wall time, which is printed beside them: on shared cores it also counts
the neighbours. Every run is a cold start.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from typing import NamedTuple

KILOBYTES_A_MEGABYTE = 1024


class Cost(NamedTuple):
    """What a run took; `ended` is false where it was stopped at the cap."""

    cpu: float
    wall: float
    megabytes: float
    ended: bool
    status: int

    def __str__(self) -> str:
        sign = "" if self.ended else ">"
        return f"{sign}{self.cpu:.2f} CPU s, {self.wall:.2f} s wall, {self.megabytes:.0f} MB"


def run(command: Sequence[str], *, cap: float = 600.0) -> Cost:
    """The cost of one run of `command`, its output thrown away; stopped after `cap` seconds."""
    started = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    stopped = threading.Event()

    def stop() -> None:
        stopped.set()
        child.kill()

    timer = threading.Timer(cap, stop)
    timer.start()
    _, status, usage = os.wait4(child.pid, 0)
    timer.cancel()
    child.returncode = os.waitstatus_to_exitcode(status)
    return Cost(
        cpu=usage.ru_utime + usage.ru_stime,
        wall=time.monotonic() - started,
        megabytes=usage.ru_maxrss / KILOBYTES_A_MEGABYTE,
        ended=not stopped.is_set(),
        status=child.returncode,
    )


def cheapest(command: Sequence[str], *, times: int, cap: float = 600.0) -> Cost:
    """The run with the least CPU of several: what the work costs without the neighbours."""
    return min((run(command, cap=cap) for _ in range(times)), key=lambda cost: cost.cpu)
