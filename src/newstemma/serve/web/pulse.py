"""One look at the archive for all who watch a story grow.

The theory. Everybody who watches a story waits here, on the event loop, and costs no thread.
While anybody waits, the stories waited for are looked at once a second, all in one go; where
one changed, or was weighed, each who waits for it is woken with how it stands now. What is told
is the whole state and never a difference, so that nothing is missed by who was away. What can
go wrong: too many who wait; then the next one is refused and told to load the page again.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from newstemma.archive import Archive, StoryEntry, Unknown
from newstemma.errors import NewstemmaError
from newstemma.serve.web.weighing import Line, Made
from newstemma.serve.web.workbench import Workbench

# Who may wait at once: of one client (a browser opens six connections to a host), and in all.
MOST_OF_CLIENT, MOST = 6, 256
SECONDS_BETWEEN_LOOKS = 1.0


class Crowded(NewstemmaError):
    """Too many wait already, of this client or in all."""


@dataclass(frozen=True, slots=True)
class State:
    """How a story stands; `weighed` is false while its last change is not weighed yet.

    `story` is the id it goes by now; `lines` are its reports in order of publication. `tally`
    is that of the change weighed last.
    """

    story: str
    changed: int
    size: int
    tally: tuple[str, ...]
    lines: tuple[Line, ...]
    weighed: bool


@dataclass(eq=False)
class Waiter:
    """Somebody who waits for news of a story."""

    story: str
    news: asyncio.Event = field(default_factory=asyncio.Event)


class Pulse:
    """Who waits for which story, and how each stood at the last look."""

    def __init__(self, bench: Workbench, seconds: float = SECONDS_BETWEEN_LOOKS) -> None:
        self._bench = bench
        self._seconds = seconds
        self._waiters: set[Waiter] = set()
        self._clients: Counter[str] = Counter()
        self._states: dict[str, State] = {}
        self._looking: asyncio.Task[None] | None = None
        self._closed = False

    @asynccontextmanager
    async def waiting(self, client: str, story: str) -> AsyncIterator[Waiter]:
        """A place among those who wait for a story; raises `Crowded`."""
        if self._clients[client] >= MOST_OF_CLIENT or len(self._waiters) >= MOST:
            raise Crowded("too many live pages are open; close one, or load the page again")
        waiter = Waiter(story)
        self._waiters.add(waiter)
        self._clients[client] += 1
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            yield waiter
        finally:
            self._waiters.discard(waiter)
            self._clients[client] -= 1
            self._clients += Counter()  # forgets who waits no more

    async def next(self, waiter: Waiter, known: State | None, seconds: float) -> State | None:
        """The state of the waiter's story once it is another than `known`; none where that did
        not come about within so many seconds, or the server stops."""
        deadline = asyncio.get_running_loop().time() + seconds
        while not self._closed:
            state = self._states.get(waiter.story)
            if state is not None and state != known:
                return state
            waiter.news.clear()
            left = deadline - asyncio.get_running_loop().time()
            try:
                await asyncio.wait_for(waiter.news.wait(), max(0.0, left))
            except TimeoutError:
                return None
        return None

    @property
    def closed(self) -> bool:
        """True once the server stops."""
        return self._closed

    @property
    def waiting_now(self) -> int:
        """How many wait."""
        return len(self._waiters)

    def close(self) -> None:
        """Sends everybody who waits away; the server stops."""
        self._closed = True
        for waiter in self._waiters:
            waiter.news.set()

    async def _look(self) -> None:
        while self._waiters and not self._closed:
            stories = {waiter.story for waiter in self._waiters}
            try:
                found = await asyncio.to_thread(self._seen, stories)
            except (NewstemmaError, OSError):
                found = {}  # a busy or missing archive may be well again at the next look
            changed = {id for id, state in found.items() if self._states.get(id) != state}
            self._states = {id: self._states[id] for id in stories & set(self._states)} | found
            for waiter in self._waiters:
                if waiter.story in changed:
                    waiter.news.set()
            await asyncio.sleep(self._seconds)
        self._states = {}

    def _seen(self, stories: Iterable[str]) -> dict[str, State]:
        with self._bench.reading() as archive:
            return {id: self._state(archive, id) for id in stories if self._changed(archive, id)}

    def _changed(self, archive: Archive, id: str) -> bool:
        """True where a story is to be looked at again: it changed, or was not weighed yet."""
        known = self._states.get(id)
        try:
            entry = archive.entry(id)
        except Unknown:
            return False
        return known is None or not known.weighed or known.changed != entry.changed

    def _state(self, archive: Archive, id: str) -> State:
        entry = archive.entry(id)
        return state_of(self._bench, archive, entry, self._bench.newest(entry))


def state_of(bench: Workbench, archive: Archive, entry: StoryEntry, made: Made | None) -> State:
    """How a story stands; what it was weighed at before gives the sources of its reports."""
    if made is not None and made.changed >= entry.changed:
        return State(entry.id, made.changed, len(made.lines), made.tally, made.lines, True)
    known = {line.id: line for line in made.lines} if made else {}
    ids = archive.story(entry.id).reports
    lines = tuple(known.get(id) or bench.line(archive, id) for id in ids)
    return State(entry.id, entry.changed, entry.size, made.tally if made else (), lines, False)
