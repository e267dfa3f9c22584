"""For whoever keeps the server running: is it well, and what has it done."""

from __future__ import annotations

import time
from collections.abc import Iterator

from fastapi import APIRouter
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from newstemma.errors import NewstemmaError
from newstemma.newsroom import Scope
from newstemma.serve.web.guard import Guard
from newstemma.serve.web.people.caller import caller
from newstemma.serve.web.pulse import Pulse
from newstemma.serve.web.workbench import Workbench

PROMETHEUS = "text/plain; version=0.0.4"


def router_for(bench: Workbench, guard: Guard, pulse: Pulse) -> APIRouter:
    """Health and metrics."""
    router, begun = APIRouter(include_in_schema=False), time.time()

    @router.get("/health")
    def health() -> Response:
        """Whether the archive opens: 200 or 503."""
        if bench.address is None:
            return JSONResponse({"status": "ok", "archive": None})
        try:
            with bench.reading() as archive:
                counts = dict(archive.counts())
            shown = {"archive": counts} if caller().may(Scope.READ) else {}
            return JSONResponse({"status": "ok", **shown})
        except (NewstemmaError, OSError) as error:
            return JSONResponse({"status": "broken", "detail": type(error).__name__}, 503)

    @router.get("/metrics")
    def metrics() -> Response:
        """Requests by class, live pages and the archive's counts, as Prometheus reads them."""
        lines = [*_requests(guard), *_gauge("up_seconds", round(time.time() - begun)),
                 *_gauge("live_pages", pulse.waiting_now), *_counts(bench)]  # fmt: skip
        return PlainTextResponse("\n".join(lines) + "\n", media_type=PROMETHEUS)

    return router


def _requests(guard: Guard) -> Iterator[str]:
    yield "# TYPE newstemma_requests_total counter"
    for status, number in sorted(guard.answered.items()):
        yield f'newstemma_requests_total{{status="{status}"}} {number}'


def _counts(bench: Workbench) -> Iterator[str]:
    if bench.address is not None:
        with bench.reading() as archive:
            for name, number in archive.counts().items():
                yield from _gauge(name, number)


def _gauge(name: str, number: int) -> Iterator[str]:
    yield f"# TYPE newstemma_{name} gauge"
    yield f"newstemma_{name} {number}"
