"""The live page of a story: it grows as reports arrive (server-sent events).

Without script it is a page like any other, with a link that loads it again. With it, our own
small script listens to `/stories/ID/events` and puts what comes into the page as text. Each
event holds how the story stands, whole; its id is the archive's number of the story's last
change, so a browser that was away (`Last-Event-ID`) is told only where something came since.
"""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from dataclasses import asdict
from functools import lru_cache
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from newstemma.newsroom import Caller
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.outline import many
from newstemma.serve.web import frame
from newstemma.serve.web.people.caller import caller
from newstemma.serve.web.problems import problem
from newstemma.serve.web.pulse import Crowded, Pulse, State, Waiter, state_of
from newstemma.serve.web.rest import Id
from newstemma.serve.web.weighing import Line
from newstemma.serve.web.workbench import Workbench

# A comment is sent where nothing happened for so long, so that proxies keep the line open.
HEARTBEAT_SECONDS = 15.0
# A line is closed after so long; a browser opens it again by itself and misses nothing, and one
# whose login ended meanwhile is turned away.
LONGEST_SECONDS = 300.0
RETRY_MILLISECONDS = 3000
# Reports listed, the latest ones: a story of more is read in its dossier.
MOST_LINES = 500
EVENT_STREAM = "text/event-stream"
Cursor = Annotated[str, Query(max_length=40, pattern=r"^\d*$")]
Last = Annotated[str, Header(alias="Last-Event-ID", max_length=40)]


def router_for(bench: Workbench, pulse: Pulse) -> APIRouter:
    """The page, its events and its script."""
    router = APIRouter(include_in_schema=False)

    @router.get("/static/live.js")
    def script() -> Response:
        kept = {"Cache-Control": "max-age=3600"}
        return PlainTextResponse(_script(), media_type="text/javascript", headers=kept)

    @router.get("/stories/{id}/live")
    def live(id: Id) -> Response:
        with bench.reading() as archive:
            entry = archive.entry(id)
            state = state_of(bench, archive, entry, bench.newest(entry))
        return HTMLResponse(live_page(entry.title, state))

    @router.get("/stories/{id}/events")
    def events(request: Request, id: Id, since: Cursor = "", last: Last = "") -> Response:
        with bench.reading() as archive:
            story = archive.entry(id).id
        return _Events(pulse, request, story, last or since)

    return router


class _Events(StreamingResponse):
    """How a story stands, told for as long as somebody listens and there is room."""

    def __init__(self, pulse: Pulse, request: Request, story: str, last: str) -> None:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        super().__init__(iter(()), media_type=EVENT_STREAM, headers=headers)
        self._pulse, self._request, self._story, self._last = pulse, request, story, last

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers from a place among those who wait, and leaves it whatever happens."""
        client = self._request.client.host if self._request.client else ""
        try:
            async with self._pulse.waiting(client, self._story) as waiter:
                self.body_iterator = told(self._pulse, waiter, self._last)
                await super().__call__(scope, receive, send)
        except Crowded as error:
            answer = problem(self._request, 429, str(error))
            answer.headers["Retry-After"] = "30"
            await answer(scope, receive, send)


async def told(pulse: Pulse, waiter: Waiter, last: str) -> AsyncIterator[str]:
    """The events of a story, one after another; `last` is the id of the one known already."""
    yield f"retry: {RETRY_MILLISECONDS}\n\n"
    known: State | None = None
    until = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < until:
        state = await pulse.next(waiter, known, HEARTBEAT_SECONDS)
        if pulse.closed:
            return
        if state is None:
            yield ": still here\n\n"
        elif known is not None or not state.weighed or str(state.changed) != last:
            yield event_of(state)
        known = state or known


def event_of(state: State) -> str:
    """An event; one that is still being weighed has no id, so that it is told again."""
    data = asdict(state)
    data["lines"] = data["lines"][-MOST_LINES:]
    number = f"id: {state.changed}\n" if state.weighed else ""
    return f"event: story\n{number}data: {json.dumps(data)}\n\n"


@lru_cache(maxsize=1)
def _script() -> str:
    return files("newstemma.serve").joinpath("web/live.js").read_text("utf-8")


# --- the page -------------------------------------------------------------------------


# Pages kept as they were last shown: many wait for one story.
PAGES = 64


def waiting_page(title: str, state: State) -> str:
    """The page of a story that nobody has looked at yet, while it is being weighed: its reports,
    and no counts. Our script, or the reader, loads the whole page once it is there."""
    words = "This story is being weighed for the first time. Load the page again in a moment."
    said = element("p", {"class": "behind", "role": "status"}, words)
    return _page(title, state, said, caller())


def live_page(title: str, state: State) -> str:
    """The page as it stands now; it grows by our script, or by being loaded again."""
    return _page(title, state, None, caller())


@lru_cache(maxsize=PAGES)
def _page(title: str, state: State, waiting: Markup | None, reader: Caller) -> str:
    """The page, of nothing but what is given; `reader` decides the ways through. With words for
    those who wait for the whole page, it makes room for that."""
    lines = [_line(line) for line in reversed(state.lines[-MOST_LINES:])]
    events = f"/stories/{state.story}/events?since={state.changed if state.weighed else ''}"
    parts = (
        element("h1", {"dir": "auto"}, title or "(no title)"),
        element("p", {"class": "tally big", "id": "tally", "role": "status"}, *_tally(state)),
        element("p", {"class": "note", "id": "news", "aria-live": "polite"}, ""),
        waiting
        or element("p", {"class": "ways"}, _reload(state.story), " ", _dossier(state.story)),
        element("h2", None, "Reports, the latest first"),
        element("ol", {"class": "listed", "id": "lines", "reversed": True}, join(lines)),
    )
    return frame.page_of(
        title or "A story",
        element(
            "div", {"id": "live", "data-events": events, "data-waiting": bool(waiting)}, *parts
        ),
        element("script", {"src": "/static/live.js", "defer": True}),
    )


def _tally(state: State) -> list[Markup | str]:
    if not state.weighed or not state.tally:
        return [many(state.size, "report"), ", being weighed"]
    *others, independent = state.tally
    return [", ".join(others), ", ", element("strong", None, independent)]


def _reload(story: str) -> Markup:
    return element("a", {"href": f"/stories/{story}/live"}, "Load again")


def _dossier(story: str) -> Markup:
    return element("a", {"href": f"/stories/{story}"}, "The whole dossier")


def _line(line: Line) -> Markup:
    source = f"took its text from {line.source}" if line.source else ""
    return element(
        "li",
        {"data-report": line.id},
        element("span", {"class": "outlet"}, line.label),
        " ",
        frame.link("reports", line.id, line.title),
        " ",
        element("span", {"class": "note"}, ", ".join(p for p in (line.published, source) if p)),
    )
