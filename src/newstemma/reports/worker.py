"""A worker that reads pages for us: a process of its own, under limits.

The theory. A page from the network may be made to hang or to fill the memory, and most of the
work on it is done in C, where no exception of ours reaches. So such a page is read by a worker:
a second interpreter that may take so much CPU and so much memory for a page. It is ended by the
system when it takes more, or by us when it is silent too long; the page is then `Rejected` with
the reason, and a new worker takes the next one. We speak over its standard input and output:
the length of a message, then the message. A worker is started as a program, not forked, for
a fork copies the locks of whatever threads the caller runs.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import subprocess
import sys
import threading
from typing import IO, Any, NamedTuple

from newstemma.errors import Broken
from newstemma.model import Page, Rejected, Report
from newstemma.reports.cleaning import clean

_LENGTH = 8


class Limits(NamedTuple):
    """What a worker may take for one page; each constant with why it is what it is."""

    # A page of 20 MB took 25 s before there was a limit; the slowest honest one takes 2.
    cpu_seconds: int = 10
    # Silent so long, it waits for something: on a busy machine CPU comes slowly.
    wall_seconds: float = 120.0
    # A page of 20 MiB needs 300 MiB as a tree, the interpreter with our tables 150.
    mebibytes: int = 1536


class Worker:
    """One worker and the way to it; `read` is for one thread at a time."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def read(self, page: Page, *, fast: bool = False) -> Report | Rejected:
        """The report of a page, as `clean` gives it, or why the worker did not end with one.

        `Rejected` "too_slow" or "too_hungry" where the limits do not suffice. Raises Broken
        where we are to blame; the worker has said why on the error channel.
        """
        process = self._started()
        overdue = threading.Timer(self._limits.wall_seconds, process.kill)
        overdue.start()
        try:
            return _asked(process, page, fast)
        except (OSError, EOFError):
            return self._buried(page)
        finally:
            overdue.cancel()

    def end(self) -> None:
        """Ends the worker in the middle of whatever it does; any thread may ask for it."""
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """Ends the worker and lets go of it; the next page starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()
        process.kill()
        process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._owner != os.getpid():  # a fork may not share the way
            self._owner = os.getpid()
            self._process = subprocess.Popen(
                # -P: a file in the folder we happen to be in must not pass for a module.
                [sys.executable, "-P", "-c", _PROGRAM, *map(str, self._limits)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        return self._process

    def _buried(self, page: Page) -> Rejected:
        """Why a worker ended in the middle of a page."""
        status = self._process.wait() if self._process is not None else 0
        self.close()
        if status not in _WHY:
            raise Broken(f"{page.origin}: a worker ended with {status}; the lines above say why")
        reason, what = _WHY[status]
        limits = self._limits._asdict()
        detail = f"{page.origin}: {what.format(**limits)}; give the text of the report instead"
        return Rejected(page.origin, reason, detail, page.url)


_PROGRAM = "from newstemma.reports.worker import main; main()"
_SLOW = ("too_slow", "reading it took over {cpu_seconds} s of CPU")
_HUNGRY = ("too_hungry", "reading it took over {mebibytes} MiB of memory")
_NO_MEMORY = 75
# How a worker ended, and what that says of its page. SIGXCPU is the limit of CPU, SIGKILL our
# patience, SIGABRT and SIGSEGV what C code does that gets no memory.
_WHY = {-24: _SLOW, -9: _SLOW, _NO_MEMORY: _HUNGRY, -6: _HUNGRY, -11: _HUNGRY}


def _asked(process: subprocess.Popen[bytes], page: Page, fast: bool) -> Report | Rejected:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    _send(process.stdin, (page, fast))
    found: Report | Rejected = _receive(process.stdout)
    return found


def _send(stream: IO[bytes], message: Any) -> None:
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(_LENGTH, "big") + data)
    stream.flush()


def _receive(stream: IO[bytes]) -> Any:
    size = int.from_bytes(_exactly(stream, _LENGTH), "big")
    return pickle.loads(_exactly(stream, size))


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


# --- in the worker ----------------------------------------------------------


def main() -> None:
    """Reads pages from standard input until it ends, a report to standard output for each.

    The limits are the program's arguments, in their order.
    """
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is the caller's to handle
    source = sys.stdin.buffer
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between our messages
    gc.set_threshold(200_000, 20, 100)  # frozen values form no circles
    cpu_seconds, mebibytes = int(sys.argv[1]), int(sys.argv[3])
    limit_memory(mebibytes)
    while True:
        try:
            page, fast = _receive(source)
        except EOFError:
            return
        limit_cpu(cpu_seconds)
        _send(out, _answer(page, fast))


def _answer(page: Page, fast: bool) -> Report | Rejected:
    try:
        return clean(page, fast=fast)
    except MemoryError:
        os._exit(_NO_MEMORY)


def limit_memory(mebibytes: int) -> None:
    """No more from here on, where the system knows such limits; else patience is the only one."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20, mebibytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_cpu(seconds: int) -> None:
    """So many seconds more than were used up to now, where the system knows such limits."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    until = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))
