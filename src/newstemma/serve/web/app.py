"""The application: routes, problems, the guard, health and metrics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI

from newstemma import __version__
from newstemma.fetchers import Fetcher
from newstemma.serve.web import (
    adding,
    copies,
    describing,
    examining,
    live,
    operations,
    outlets,
    rest,
    ruling,
    unsubscribe,
    views,
)
from newstemma.serve.web.guard import LOOPBACK, Guard
from newstemma.serve.web.people import account, admin, login, notes, outside, saved
from newstemma.serve.web.people import rest as people_rest
from newstemma.serve.web.people.gate import Gate
from newstemma.serve.web.people.room import Room
from newstemma.serve.web.problems import handle_problems
from newstemma.serve.web.pulse import Pulse
from newstemma.serve.web.workbench import Workbench


def create_app(
    address: str | None,
    *,
    hosts: Iterable[str] = LOOPBACK,
    fetcher: Fetcher | None = None,
    apart: bool = False,
    room: Room | None = None,
) -> Guard:
    """The workbench as an ASGI application, over the archive at an address or none.

    `hosts` are the names the server answers to; a request for any other is refused. `apart`:
    stories are weighed in a process beside this one. `room` is the newsroom, that beside the
    archive and without accounts where not said.
    """
    bench = Workbench(address, fetcher, apart=apart, room=room)
    pulse = Pulse(bench)
    app = _Described(
        title="Newstemma",
        version=__version__,
        description="How many independent sources stand behind a story, with the evidence.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    _include_routes(app, bench, pulse)
    handle_problems(app)
    guard = Guard(Gate(app, bench.room), hosts, stop=pulse.close, end=bench.close)
    app.include_router(operations.router_for(bench, guard, pulse))
    return guard


def _include_routes(app: FastAPI, bench: Workbench, pulse: Pulse) -> None:
    for made in (rest, ruling, examining, views, adding, outlets, copies, unsubscribe):
        app.include_router(made.router_for(bench))
    app.include_router(live.router_for(bench, pulse))
    for theirs in (login, outside, account, admin, notes, saved, people_rest):
        app.include_router(theirs.router_for(bench))


class _Described(FastAPI):
    """A FastAPI whose description holds our own types."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI 3.1 description."""
        if self.openapi_schema is None:
            self.openapi_schema = describing.describe(super().openapi())
        return self.openapi_schema
