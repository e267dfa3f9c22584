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
        return HTMLResponse(page_of_login(back, label=_label(room)))

    @router.post("/login")
    def log_in(request: Request, name: Name, password: Password, back: Back = "/") -> Response:
        newsroom = room.accounts()
        address = request.client.host if request.client else ""
        if wait := room.tries.wait(name, address):
            said = f"Too many tries. Wait {wait // 60 + 1} minutes, or ask an admin."
            answer = HTMLResponse(page_of_login(back, name, said, _label(room)), 429)
            answer.headers["Retry-After"] = str(wait)
            return answer
        try:
            account = newsroom.accounts.log_in(name, password)
        except Denied:
            room.tries.fail(name, address)
            said = "No account of that name has that password."
            return HTMLResponse(page_of_login(back, name, said, _label(room)), 403)
        room.tries.succeed(name, address)
        return let_in(request, room, account.name, back)


def _way_out(router: APIRouter, room: Room) -> None:
    @router.post("/logout")
    def log_out(request: Request) -> Response:
        newsroom = room.accounts()
        newsroom.sessions.close(request.cookies.get(cookie_name(request), ""))
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(cookie_name(request), secure=is_safe(request), httponly=True)
        answer.headers["Clear-Site-Data"] = '"cache"'
        return answer


def let_in(request: Request, room: Room, account: str, back: str) -> Response:
    """A new session for an account, in place of the one the browser came with."""
    answer = RedirectResponse(here(back), 303)
    before = request.cookies.get(cookie_name(request), "")
    agent = request.headers.get("user-agent", "")
    answer.set_cookie(
        cookie_name(request),
        room.accounts().sessions.open(account, agent, instead_of=before),
        max_age=int(LONGEST.total_seconds()),
        secure=is_safe(request),
        httponly=True,
        samesite="lax",
    )
    return answer


def is_safe(request: Request) -> bool:
    """True over TLS."""
    return request.url.scheme == "https"


def here(back: str) -> str:
    """A way on this server; what would lead elsewhere leads to the first page."""
    plain = back.startswith("/") and not back.startswith(("//", "/\\"))
    return back if plain and back.isprintable() else "/"


def _label(room: Room) -> str:
    return room.provider.settings.label if room.provider else ""


def page_of_login(back: str, name: str = "", said: str = "", label: str = "") -> str:
    """The form; with what went wrong, and a way to the identity provider where there is one."""
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
        element("p", None, frame.way("/login/outside", label, back=back)) if label else None,
    )  # fmt: skip


def _hidden(name: str, value: str) -> Markup:
    return element("input", {"type": "hidden", "name": name, "value": value})
