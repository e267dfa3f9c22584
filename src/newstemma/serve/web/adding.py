"""Reports added to the archive over REST: what is answered is safe on disk."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body
from fastapi.responses import JSONResponse, Response

from newstemma.errors import Misuse
from newstemma.fetchers import page_at
from newstemma.model import Page, Rejected
from newstemma.serve import wire_archive
from newstemma.serve.web.describing import described
from newstemma.serve.web.rest import HandedIn
from newstemma.serve.web.workbench import MOST_PAGES, Workbench


def router_for(bench: Workbench) -> APIRouter:
    """The one route that adds."""
    router = APIRouter(prefix="/api/v1")

    @router.post("/reports", responses=described(wire_archive.ADDED_REPORTS), tags=["reports"])
    def add(handed_in: Annotated[HandedIn, Body()]) -> Response:
        """Adds reports handed in, and addresses to fetch; says of each what happened.

        The answer comes once all of it is safe on disk. What is known already is passed over,
        so a request whose answer was lost is simply sent again.
        """
        with bench.reading():
            pass  # without an archive nothing is fetched first
        pages: list[Page | Rejected] = [
            given.page(number) for number, given in enumerate(handed_in.reports, 1)
        ]
        pages += [page_at(url, bench.fetcher) for url in handed_in.urls]
        if not 0 < len(pages) <= MOST_PAGES:
            raise Misuse(f"hand in 1 to {MOST_PAGES} reports, not {len(pages)}")
        with bench.writing() as archive:
            added = list(archive.add(pages, batch=MOST_PAGES))
        return JSONResponse(wire_archive.ADDED_REPORTS.write(added))

    return router
