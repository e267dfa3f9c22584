"""What stands before every route: size, rate, host, where a request comes from, and headers.

A page of another site can make a browser send requests here. So a request that changes or
costs anything must come from our own pages (Origin and Sec-Fetch-Site, which every browser
sends), or from a program, which sends neither. And the host asked for must be ours: a name
of another site that resolves to this machine is not.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BODY = 32 * 2**20
# Requests a client may make in a burst, and how many come back each second.
BURST, PER_SECOND = 300, 30.0
# What costs much counts as so many requests.
DEAR = {"/examine": 15, "/api/v1/examine": 15, "/mcp": 5}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "testserver")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
        b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    # Not "no-referrer": a browser would then call our own forms' origin "null".
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


class Refusal(HTTPException):
    """A request that goes no further: its status and what to do."""


class Guard:
    """An ASGI application that lets through to another what may pass; counts its answers."""

    def __init__(
        self,
        app: App,
        hosts: Iterable[str] = LOOPBACK,
        burst: int = BURST,
        per_second: float = PER_SECOND,
        stop: Callable[[], None] = lambda: None,
        end: Callable[[], None] = lambda: None,
    ) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self.burst = float(burst)
        self._per_second = per_second
        self.answered: Counter[str] = Counter()
        self._buckets: dict[str, tuple[float, float]] = {}
        # Called when the server is told to stop, and once the last request is answered.
        self.stop, self.end = stop, end

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Checks a request, then counts its body and adds the headers to the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            self._check(scope)
            await self._app(scope, _counted(receive), self._with_headers(send))
        except Refusal as refusal:
            await _answer(self._with_headers(send), refusal, scope["path"])

    def _check(self, scope: Scope) -> None:
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        host = headers.get("host", "")
        if _name(host) not in self._hosts:
            raise Refusal(421, "this server does not answer to that host name")
        if scope["method"] not in SAFE and not _from_here(headers, host):
            raise Refusal(403, "a page of another site may not ask for this")
        announced = headers.get("content-length", "0")
        if not announced.isdigit() or int(announced) > MOST_BODY:
            raise Refusal(413, "over 32 MiB; hand in fewer pages at once")
        client = (scope.get("client") or ("",))[0]
        if not self._pays(client, DEAR.get(scope["path"], 1) if scope["method"] == "POST" else 1):
            raise Refusal(429, "too many requests; wait a few seconds")

    def _with_headers(self, send: Send) -> Send:
        async def sending(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                self.answered[f"{message['status'] // 100}xx"] += 1
                message["headers"] = [*message.get("headers", []), *HEADERS]
            await send(message)

        return sending

    def _pays(self, client: str, price: int) -> bool:
        """True where a client's bucket, which fills with time, holds the price."""
        now = time.monotonic()
        left, since = self._buckets.get(client, (self.burst, now))
        left = min(self.burst, left + (now - since) * self._per_second)
        if len(self._buckets) > 10_000:
            self._buckets.clear()
        self._buckets[client] = (left - price if left >= price else left, now)
        return left >= price


def _name(host: str) -> str:
    return host.rsplit(":", 1)[0] if not host.endswith("]") else host


def _from_here(headers: dict[str, str], host: str) -> bool:
    site = headers.get("sec-fetch-site", "same-origin")
    origin = headers.get("origin")
    return site in ("same-origin", "none") and (origin is None or urlsplit(origin).netloc == host)


def _counted(receive: Receive) -> Receive:
    seen = 0

    async def counting() -> MutableMapping[str, Any]:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MOST_BODY:
            raise Refusal(413, "over 32 MiB; hand in fewer pages at once")
        return message

    return counting


async def _answer(send: Send, refusal: Refusal, path: str) -> None:
    """The refusal, as a problem (RFC 9457) for programs and as a line for people."""
    status = refusal.status_code
    body, kind = refusal.detail, b"text/plain; charset=utf-8"
    if path.startswith("/api/"):
        said = {"type": "about:blank", "title": "Refused", "status": status, "detail": body}
        body, kind = json.dumps(said), b"application/problem+json"
    headers = [(b"content-type", kind)]
    if status == 429:
        headers.append((b"retry-after", b"5"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode()})
