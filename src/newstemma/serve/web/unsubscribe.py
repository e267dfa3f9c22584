"""The way out of a watch's digest: one click in a mail program (RFC 8058), or this page.

No login and no cookie: the token in the address is the right to do it. Asking for the page
changes nothing, for mail scanners follow links; only a post does.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi import Path as InPath
from fastapi.responses import HTMLResponse, Response

from newstemma.archive import Unknown
from newstemma.serve.markup import element
from newstemma.serve.watch.subscribers import Subscribers
from newstemma.serve.web import frame
from newstemma.serve.web.workbench import Workbench

Token = Annotated[str, InPath(max_length=600, pattern=r"^[0-9A-Za-z_.-]+$")]
Wish = Annotated[str, Form(max_length=40)]
BACK = "back"


def router_for(bench: Workbench) -> APIRouter:
    """The page and what it does."""
    router = APIRouter(include_in_schema=False)

    @router.get("/unsubscribe/{token}")
    def ask(token: Token) -> Response:
        with _subscribers(bench) as subscribers:
            address = _address(subscribers, token)
            known = subscribers.get(address)
        return HTMLResponse(_page(token, address, known is None or known.gone))

    @router.post("/unsubscribe/{token}")
    def leave(token: Token, wish: Wish = "") -> Response:
        with _subscribers(bench) as subscribers:
            address = _address(subscribers, token)
            subscribers.leave(address, None if wish == BACK else time.time())
        return HTMLResponse(_page(token, address, wish != BACK))

    return router


def _subscribers(bench: Workbench) -> Subscribers:
    place = Path(f"{bench.address}.watch")
    if bench.address is None or not place.is_file():
        raise Unknown("digest", "of a watch")
    return Subscribers(place)


def _address(subscribers: Subscribers, token: str) -> str:
    address = subscribers.address_of(token)
    if address is None:
        raise Unknown("subscriber", "of that token")
    return address


def _page(token: str, address: str, gone: bool) -> str:
    said = f"{address} gets no more digests." if gone else f"{address} gets digests of alerts."
    return frame.page_of(
        "The digest",
        element("h1", None, "The digest of alerts"),
        element("p", {"role": "status", "dir": "auto"}, said),
        frame.form(
            f"/unsubscribe/{token}",
            element("input", {"type": "hidden", "name": "wish", "value": BACK}) if gone else None,
            frame.button("Get digests again" if gone else "Get no more digests"),
        ),
    )
