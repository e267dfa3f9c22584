"""Who reads a page: we ourselves, one worker under limits, or a crew on all cores.

The theory. Starting a worker costs as much CPU as reading ten pages, so three small pages never
pay it: a page that is small in bytes and in elements cannot take long, and is read here. A page
beyond that goes to one worker, which is started when first needed and kept. Once a pile proves
long, a crew reads it, a worker a core, each page under the limits; the order stays the pile's.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from newstemma.model import Page, Rejected, Report
from newstemma.reports import cleaning

if TYPE_CHECKING:  # what only heavy pages and long piles need costs 0.03 s of import
    from concurrent.futures import Future, ThreadPoolExecutor

    from newstemma.reports.worker import Worker

# Within these bounds the worst pages we know take under two seconds; of 46 real news pages the
# largest has 0.9 MB and 9,000 tags.
MOST_CHARACTERS = 1_500_000
MOST_TAGS = 30_000
# From here on a crew earns what starting it costs.
LONG_PILE = 200
MOST_WORKERS = 8
# Pages under way for each worker: enough that none waits, so few that memory stays flat.
_AHEAD = 3

_helper_lock = threading.Lock()

Found = Report | Rejected


def clean(page: Page, *, fast: bool = False) -> Found:
    """The report of a page as `cleaning.clean` gives it, a heavy page read by a worker.

    When `fast`, the body of an HTML page is chosen in one look, without a second opinion.
    A page that breaks the worker's limits is `Rejected` "too_slow" or "too_hungry".
    """
    if not is_heavy(page):
        return cleaning.clean(page, fast=fast)
    with _helper_lock:
        return _helper().read(page, fast=fast)


@lru_cache(maxsize=1)
def _helper() -> Worker:
    """The one worker for heavy pages: started with the first, kept until the interpreter ends."""
    from newstemma.reports.worker import Worker

    helper = Worker()
    atexit.register(helper.close)
    return helper


def is_heavy(page: Page) -> bool:
    """True for a page of HTML so large, or of so many tags, that reading it may take long."""
    if page.media_type != "text/html":
        return False
    if len(page.content) > MOST_CHARACTERS:
        return True
    content = page.content
    tags = content.count("<") if isinstance(content, str) else content.count(b"<")
    return tags > MOST_TAGS


def clean_each(pages: Iterable[Page | Rejected], *, fast: bool = False) -> Iterator[Found]:
    """The report of each page, in order; rejected pages are passed on.

    The first `LONG_PILE` pages are read here, the rest by a crew where there are two cores.
    """
    remaining = iter(pages)
    for _, page in zip(range(LONG_PILE), remaining, strict=False):
        yield page if isinstance(page, Rejected) else clean(page, fast=fast)
    count = min(cores(), MOST_WORKERS)
    if count > 1:
        yield from _by_crew(remaining, count, fast)
    else:
        yield from (p if isinstance(p, Rejected) else clean(p, fast=fast) for p in remaining)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _by_crew(pages: Iterator[Page | Rejected], count: int, fast: bool) -> Iterator[Found]:
    from concurrent.futures import ThreadPoolExecutor
    from queue import SimpleQueue

    from newstemma.reports.worker import Worker

    workers: SimpleQueue[Worker] = SimpleQueue()
    crew = [Worker() for _ in range(count)]
    for worker in crew:
        workers.put(worker)
    threads = ThreadPoolExecutor(count)
    under_way: deque[Future[Found] | Rejected] = deque()

    def read(page: Page) -> Found:
        worker = workers.get()
        try:
            return worker.read(page, fast=fast)
        finally:
            workers.put(worker)

    try:
        for page in pages:
            under_way.append(page if isinstance(page, Rejected) else threads.submit(read, page))
            if len(under_way) > _AHEAD * count:
                yield _done(under_way.popleft())
        while under_way:
            yield _done(under_way.popleft())
    finally:
        _dismiss(crew, threads)


def _dismiss(crew: Sequence[Worker], threads: ThreadPoolExecutor) -> None:
    """Ends the workers, whatever they are at, and then the threads that wait for them."""
    threads.shutdown(wait=False, cancel_futures=True)
    for worker in crew:
        worker.end()  # so that no thread waits for it any longer
    threads.shutdown()
    for worker in crew:
        worker.close()


def _done(found: Future[Found] | Rejected) -> Found:
    return found if isinstance(found, Rejected) else found.result()
