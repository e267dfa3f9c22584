"""Logging in at an identity provider, and coming back from it."""

from __future__ import annotations

import secrets
import threading
import time
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from newstemma.errors import Misuse
from newstemma.newsroom import Denied
from newstemma.newsroom.outside import Begun, Provider
from newstemma.serve.web.people.login import is_safe, let_in, page_of_login
from newstemma.serve.web.people.room import Room
from newstemma.serve.web.workbench import Workbench

# A login that does not come back within so many seconds is forgotten; so many are remembered.
PATIENCE, MOST = 600.0, 1000
COOKIE = "newstemma-outside"
Word = Annotated[str, Query(max_length=4000)]


class NoProvider(Misuse):
    """The server was started without an identity provider."""

    def __init__(self) -> None:
        super().__init__("no identity provider is set here: start with --oidc FILE")


class _Waiting(NamedTuple):
    """A login that has begun in a browser: the word of that browser, and where it was going."""

    begun: Begun
    browser: str
    back: str
    at: float


class Pending:
    """Logins that have begun, by their state; each comes back once."""

    def __init__(self) -> None:
        self._held: dict[str, _Waiting] = {}
        self._lock = threading.Lock()

    def keep(self, begun: Begun, back: str) -> str:
        """Remembers a login; gives the word for the browser's cookie."""
        word = secrets.token_urlsafe(24)
        with self._lock:
            now = time.monotonic()
            self._held = {k: v for k, v in self._held.items() if now - v.at < PATIENCE}
            while len(self._held) >= MOST:
                self._held.pop(next(iter(self._held)))
            self._held[begun.state] = _Waiting(begun, word, back, now)
        return word

    def take(self, state: str, browser: str) -> _Waiting:
        """A login that comes back, in the browser it began in. Raises `Denied`."""
        with self._lock:
            found = self._held.pop(state, None)
        fits = found is not None and secrets.compare_digest(found.browser, browser)
        if found is None or not fits or time.monotonic() - found.at >= PATIENCE:
            raise Denied("this login did not begin in this browser, or too long ago")
        return found


def router_for(bench: Workbench) -> APIRouter:
    """The way there, and the way back."""
    router, room, pending = APIRouter(include_in_schema=False), bench.room, Pending()

    @router.get("/login/outside")
    def leave(request: Request, back: Annotated[str, Query(max_length=2000)] = "/") -> Response:
        try:
            begun = _provider(room).begin(_return_address(request))
        except Denied as error:
            return _refused(room, back, error)
        answer = RedirectResponse(begun.url, 303)
        word = pending.keep(begun, back)
        answer.set_cookie(COOKIE, word, max_age=int(PATIENCE), path="/login",
                          secure=is_safe(request), httponly=True, samesite="lax")  # fmt: skip
        return answer

    @router.get("/login/outside/back")
    def come_back(request: Request, state: Word = "", code: Word = "") -> Response:
        provider = _provider(room)
        try:
            waiting = pending.take(state, request.cookies.get(COOKIE, ""))
            found = provider.finish(waiting.begun, code)
            account = room.accounts().accounts.of_outside(found.name, found.email)
        except Denied as error:
            return _refused(room, "/", error)
        answer = let_in(request, room, account.name, waiting.back)
        answer.delete_cookie(COOKIE, path="/login", secure=is_safe(request), httponly=True)
        return answer

    return router


def _provider(room: Room) -> Provider:
    room.accounts()
    if room.provider is None:
        raise NoProvider
    return room.provider


def _return_address(request: Request) -> str:
    """Where the provider sends the browser; the guard has checked that the host is ours."""
    return str(request.base_url.replace(path="/login/outside/back", query=""))


def _refused(room: Room, back: str, error: Denied) -> Response:
    label = room.provider.settings.label if room.provider else ""
    return HTMLResponse(page_of_login(back, "", str(error), label), 403)
