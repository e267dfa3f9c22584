"""The gate: where accounts are on, no request reaches a route that its caller may not use.

The theory. A program shows a token (`Authorization: Bearer`), a browser its session's cookie.
Neither is looked for anywhere else, and both are looked up at every request, so what is revoked
is revoked at once. What a cookie does, a browser does: a request that changes something and
comes with one must say from where it comes (`Origin` or `Sec-Fetch-Site`, which every browser
sends and no page can forge), and the guard has checked that it comes from here. With SameSite
beside it, no page of another site acts in a reader's name.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any
from urllib.parse import quote

from anyio import to_thread
from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from newstemma.newsroom import Caller, Denied, Scope
from newstemma.serve.web.guard import SAFE, App, Receive, Send
from newstemma.serve.web.people.caller import CALLER
from newstemma.serve.web.people.rights import right_of
from newstemma.serve.web.people.room import Room
from newstemma.serve.web.problems import problem

BEARER = {"WWW-Authenticate": 'Bearer realm="newstemma"'}
# Mail programs post here, without a login and without saying from where (RFC 8058).
BARE = frozenset({"/unsubscribe/{token}"})
NOBODY = Caller("", frozenset(), "nobody")
KEPT_OUT = (b"cache-control", b"private, no-store")


class Gate:
    """An ASGI application before another: it lets in who may, and says who they are."""

    def __init__(self, app: App, room: Room) -> None:
        self._app = app
        self._room = room

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answers in the route's place where the caller may not use it."""
        if scope["type"] != "http" or not self._room.closed:
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        found, refusal = await to_thread.run_sync(self._judged, request)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        held = CALLER.set(found)
        try:
            await self._app(scope, receive, _private(send))
        finally:
            CALLER.reset(held)

    def _judged(self, request: Request) -> tuple[Caller, Response | None]:
        right = right_of(request.method, request.url.path)
        if right is None:
            return NOBODY, problem(request, 404, "there is nothing here")
        try:
            found = self._caller(request)
        except Denied as error:
            if right.scope is not None:
                return NOBODY, _ask_to_log_in(request, str(error))
            found = NOBODY
        if right.scope is not None and found is NOBODY:
            return NOBODY, _ask_to_log_in(request, "log in, or send a token")
        if request.method not in SAFE and right.path not in BARE and not _says_whence(request):
            return NOBODY, problem(request, 403, "a browser says where a request comes from; a "
                                   "program sends a token and no cookie")  # fmt: skip
        if right.scope is not None and not found.may(right.scope):
            return NOBODY, problem(request, 403, _lacking(found, right.scope))
        return found, None

    def _caller(self, request: Request) -> Caller:
        newsroom = self._room.newsroom()
        kind, _, word = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return newsroom.tokens.caller(word.strip())
        if kind:
            raise Denied("send a token as a bearer: Authorization: Bearer nst_...")
        cookie = request.cookies.get(cookie_name(request))
        return newsroom.sessions.caller(cookie) if cookie else NOBODY


def cookie_name(request: Request) -> str:
    """The session's cookie; over TLS its name keeps other hosts of the domain from setting it."""
    return "__Host-newstemma" if request.url.scheme == "https" else "newstemma"


def _says_whence(request: Request) -> bool:
    if request.headers.get("authorization"):
        return True
    return "origin" in request.headers or "sec-fetch-site" in request.headers


def _ask_to_log_in(request: Request, said: str) -> Response:
    if request.url.path.startswith("/api/"):
        answer = problem(request, 401, said)
        answer.headers.update(BEARER)
        return answer
    if request.method in SAFE:
        back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?back={quote(back, safe='')}", 303)
    return problem(request, 401, f"{said}; what you sent was not kept")


def _lacking(caller: Caller, scope: Scope) -> str:
    may = ", ".join(one for one in Scope if caller.may(one)) or "nothing"
    return f"this asks for the scope {scope}; {caller.through} may: {may}"


def _private(send: Send) -> Send:
    """Answers to one caller are kept for no other."""

    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", []))
            if not any(name == b"cache-control" for name, _ in headers):
                message["headers"] = [*headers, KEPT_OUT]
        await send(message)

    return sending
