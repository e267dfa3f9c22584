"""What a story's page is put together from, made apart from the threads that answer.

The theory. Weighing a story of 40 reports takes a second of work, showing it a third of one;
done in a thread it would hold up everybody who asks for something else meanwhile. So it is
done in a process of its own, one story at a time, and kept: in the archive (the dossier) and
in memory (the page). While a story that grew is weighed again, its page is shown as it stood,
and says so. What can go wrong: the process dies; the next who asks starts another. And it never
outlives the server: it leaves when the server is gone.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import Protocol

from newstemma.archive import Archive, StoryEntry, open_archive
from newstemma.errors import NewstemmaError
from newstemma.model import Dossier, Report
from newstemma.serve.html import dossier_of
from newstemma.serve.outline import Outline, counts_of, name_of, published_of
from newstemma.stores.errors import ArchiveBusy, ArchiveUnwritable

# Stories that wait to be made before what nobody waits for is put off.
FEW = 4
# Of so many stories made, one is that which waited longest, so that each comes to its turn.
TURN = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A report as a line: `source` is what it took its text from, "" for nothing known."""

    id: str
    label: str
    title: str
    published: str
    source: str


def unweighed(report: Report) -> Line:
    """A report as a line before its story is weighed: nothing is known of its source."""
    title = report.title or "(no title)"
    return Line(report.id, name_of(report), title, published_of(report), "")


@dataclass(frozen=True, slots=True)
class Made:
    """A weighed story, ready to be shown; `changed` is the change of the story it shows.

    `tally` are its counts in words, the independent sources last; `body` is markup.
    """

    id: str
    changed: int
    title: str
    tally: tuple[str, ...]
    body: str
    lines: tuple[Line, ...]


class NotMade(NewstemmaError):
    """A story could not be weighed; what was wrong in words, for it crosses processes."""


def make(address: str, story: str) -> Made:
    """Weighs a story, keeps its dossier where the archive may be written, and shows it.

    Raises `NotMade`.
    """
    try:
        return _kept(address, story)
    except NewstemmaError as error:
        raise NotMade(str(error)) from error


def _kept(address: str, story: str) -> Made:
    try:
        with open_archive(address, create=False) as archive:
            return _made(archive, story)
    except (ArchiveUnwritable, ArchiveBusy):
        with open_archive(address, create=False, read_only=True) as archive:
            return _made(archive, story)


def _made(archive: Archive, story: str) -> Made:
    entry = archive.entry(story)  # before the dossier: what comes in between is shown next time
    return shown(entry, archive.dossier(entry.id))


def shown(entry: StoryEntry, dossier: Dossier) -> Made:
    """A story as listed and its dossier, as what a page shows."""
    outline = Outline(dossier)
    lines = tuple(
        Line(
            report.id,
            outline.label(report.id),
            report.title or "(no title)",
            published_of(report),
            _source(outline, report.id),
        )
        for report in dossier.reports
    )
    tally = tuple(counts_of(dossier.counts))
    return Made(entry.id, entry.changed, entry.title, tally, dossier_of(dossier), lines)


def _source(outline: Outline, report: str) -> str:
    witness = outline.witness_of.get(report)
    copy = outline.main.get(witness.id) if witness else None
    return outline.witness_name(outline.witnesses[copy.source]) if copy else ""


class Maker(Protocol):
    """Whoever makes pages ready."""

    def ask(self, story: str, changed: int) -> Future[Made]:
        """The story as it stands at a change or later; asked twice at once, made once."""

    @property
    def idle(self) -> bool:
        """True where it may be asked for what nobody waits for yet."""

    def close(self) -> None:
        """Lets go, once what is being made is done; what is asked afterwards is not made."""


class Here:
    """Makes pages in the thread that asks: for tests, and where there is no archive."""

    def __init__(self, address: str) -> None:
        self._address = address

    def ask(self, story: str, changed: int) -> Future[Made]:
        """See `Maker`."""
        done: Future[Made] = Future()
        done.set_result(make(self._address, story))
        return done

    idle = False

    def close(self) -> None:
        """See `Maker`."""


@dataclass(eq=False)
class _Asked:
    """A story that is to be made: for which change, how often it was asked for meanwhile."""

    story: str
    changed: int
    times: int = 1
    made: Future[Made] = field(default_factory=Future)


class Apart:
    """Makes pages in one process beside the server, at a lower priority, one after the other:
    what most ask for first, and every `TURN`th time what was asked for first."""

    def __init__(self, address: str, work: Callable[[str, str], Made] = make) -> None:
        self._address = address
        self._work = work
        self._lock = threading.RLock()  # what is done at once is told in the same thread
        self._waiting: dict[str, _Asked] = {}  # in the order they were asked for
        self._under_way: _Asked | None = None
        self._turns = 0
        self._closed = False
        self._pool: ProcessPoolExecutor | None = None

    def ask(self, story: str, changed: int) -> Future[Made]:
        """See `Maker`."""
        with self._lock:
            under_way = self._under_way
            if under_way is not None and under_way.story == story and under_way.changed >= changed:
                return under_way.made
            asked = self._waiting.get(story)
            if asked is not None:
                asked.times += 1
            else:
                asked = self._waiting[story] = _Asked(story, changed)
            if self._closed:
                asked.made.cancel()
            self._begin_next()
        return asked.made

    @property
    def idle(self) -> bool:
        """See `Maker`."""
        with self._lock:
            return len(self._waiting) < FEW

    def _begin_next(self) -> None:
        """Has the next one made where none is; the lock is held."""
        if self._closed or self._under_way is not None or not self._waiting:
            return
        self._turns += 1
        first = next(iter(self._waiting.values()))
        most = max(self._waiting.values(), key=lambda one: one.times)
        asked = first if self._turns % TURN == 0 else most
        self._under_way = self._waiting.pop(asked.story)
        self._submit(asked.story).add_done_callback(lambda done: self._tell(asked, done))

    def _tell(self, asked: _Asked, done: Future[Made]) -> None:
        """Tells all who asked what came of it, and has the next one made."""
        with self._lock:
            self._under_way = None
            self._begin_next()
        if done.cancelled():
            asked.made.cancel()
        elif error := done.exception():
            asked.made.set_exception(error)
        else:
            asked.made.set_result(done.result())

    def _submit(self, story: str) -> Future[Made]:
        try:
            return self._started().submit(self._work, self._address, story)
        except BrokenProcessPool:
            self._pool = None
            return self._started().submit(self._work, self._address, story)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, context, initializer=_begin)
        return self._pool

    def close(self) -> None:
        """See `Maker`."""
        with self._lock:
            self._closed = True
            waiting, self._waiting = self._waiting, {}
        for asked in waiting.values():
            asked.made.cancel()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Runs first in the process: behind those who answer, and not without the server."""
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):  # some systems let nobody step back
            os.nice(5)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_leave_with, args=(parent.sentinel,), daemon=True).start()


def _leave_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
