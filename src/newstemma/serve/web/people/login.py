"""Logging in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from newstemma.newsroom import Denied
from newstemma.newsroom.keys import LONGEST
from newstemma.serve.markup import Markup, element
from newstemma.serve.web import frame
from newstemma.serve.web.people.gate import cookie_name
from newstemma.serve.web.people.room import Room
from newstemma.serve.web.workbench import Workbench

Name = Annotated[str, Form(max_length=100)]
Password = Annotated[str, Form(max_length=2000)]
Back = Annotated[str, Form(max_length=2000)]


def router_for(bench: Workbench) -> APIRouter:
    """The form, its answer, and the way out."""
    router = APIRouter(include_in_schema=False)
    _ways_in(router, bench.room)
    _way_out(router, bench.room)
    return router


def _ways_in(router: APIRouter, room: Room) -> None:
    @router.get("/login")
    def ask(back: Annotated[str, Query(max_length=2000)] = "/") -> Response:
        room.accounts()
        return HTMLResponse(_page(back))

    @router.post("/login")
    def log_in(request: Request, name: Name, password: Password, back: Back = "/") -> Response:
        newsroom = room.accounts()
        address = request.client.host if request.client else ""
        if wait := room.tries.wait(name, address):
            said = f"Too many tries. Wait {wait // 60 + 1} minutes, or ask an admin."
            answer = HTMLResponse(_page(back, name, said), 429)
            answer.headers["Retry-After"] = str(wait)
            return answer
        try:
            account = newsroom.accounts.log_in(name, password)
        except Denied:
            room.tries.fail(name, address)
            said = "No account of that name has that password."
            return HTMLResponse(_page(back, name, said), 403)
        room.tries.succeed(name, address)
        return let_in(request, room, account.name, back)


def _way_out(router: APIRouter, room: Room) -> None:
    @router.post("/logout")
    def log_out(request: Request) -> Response:
        newsroom = room.accounts()
        newsroom.sessions.close(request.cookies.get(cookie_name(request), ""))
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(cookie_name(request), secure=_safe(request), httponly=True)
        answer.headers["Clear-Site-Data"] = '"cache"'
        return answer


def let_in(request: Request, room: Room, account: str, back: str) -> Response:
    """A new session for an account, in place of the one the browser came with."""
    answer = RedirectResponse(_here(back), 303)
    before = request.cookies.get(cookie_name(request), "")
    agent = request.headers.get("user-agent", "")
    answer.set_cookie(
        cookie_name(request),
        room.accounts().sessions.open(account, agent, instead_of=before),
        max_age=int(LONGEST.total_seconds()),
        secure=_safe(request),
        httponly=True,
        samesite="lax",
    )
    return answer


def _safe(request: Request) -> bool:
    return request.url.scheme == "https"


def _here(back: str) -> str:
    """A way on this server; what would lead elsewhere leads to the first page."""
    plain = back.startswith("/") and not back.startswith(("//", "/\\"))
    return back if plain and back.isprintable() else "/"


def _page(back: str, name: str = "", said: str = "") -> str:
    return frame.page_of(
        "Log in",
        element("h1", None, "Log in"),
        element("p", {"class": "behind", "role": "alert"}, said) if said else None,
        frame.form(
            "/login",
            frame.field("name", "Name", value=name, required=True, maxlength=100,
                        autocomplete="username"),
            frame.field("password", "Password", type="password", required=True, maxlength=2000,
                        autocomplete="current-password"),
            _hidden("back", back),
            frame.button("Log in"),
        ),
    )  # fmt: skip


def _hidden(name: str, value: str) -> Markup:
    return element("input", {"type": "hidden", "name": name, "value": value})
