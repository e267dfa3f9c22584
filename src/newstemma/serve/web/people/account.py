"""One's own account: its password, where it is logged in, its tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from newstemma.newsroom import Caller, Newsroom, Scope, Session, Token
from newstemma.serve.html.frame import facts
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.web import frame
from newstemma.serve.web.people.caller import caller
from newstemma.serve.web.people.login import let_in
from newstemma.serve.web.people.room import Room
from newstemma.serve.web.workbench import Workbench

Password = Annotated[str, Form(max_length=2000)]
LASTS = (("30", "30 days"), ("90", "90 days"), ("365", "a year"))
MEANING = {
    Scope.READ: "read everything, and examine",
    Scope.NOTE: "write notes and save stories",
    Scope.RULE: "rule, undo, hide notes",
    Scope.ADD: "add reports",
    Scope.ADMIN: "accounts, tokens and the audit log",
}


def router_for(bench: Workbench) -> APIRouter:
    """The page of one's account and what it changes."""
    router, room = APIRouter(include_in_schema=False), bench.room

    @router.get("/account")
    def account() -> Response:
        return HTMLResponse(_page(room.accounts(), caller()))

    @router.post("/account/password")
    def password(request: Request, current: Password, new: Password) -> Response:
        newsroom, by = room.accounts(), caller()
        newsroom.accounts.log_in(by.name, current)
        newsroom.accounts.reset(by.name, new, by)
        return let_in(request, room, by.name, "/account")

    @router.post("/account/leave")
    def leave() -> Response:
        room.accounts().sessions.close_all(caller().name, caller())
        return RedirectResponse("/login", 303)

    _tokens(router, room)
    return router


def _tokens(router: APIRouter, room: Room) -> None:
    @router.post("/account/tokens")
    def add(
        name: Annotated[str, Form(max_length=100)],
        days: Annotated[int, Form(ge=1, le=3650)],
        scope: Annotated[list[Scope] | None, Form()] = None,
    ) -> Response:
        newsroom, by = room.accounts(), caller()
        token, word = newsroom.tokens.add(by.name, name, frozenset(scope or ()), days, by)
        return HTMLResponse(_page(newsroom, by, (token, word)))

    @router.post("/account/tokens/{number}/revoke")
    def revoke(number: int) -> Response:
        room.accounts().tokens.revoke(number, caller(), account=caller().name)
        return RedirectResponse("/account#tokens", 303)


def _page(newsroom: Newsroom, who: Caller, made: tuple[Token, str] | None = None) -> str:
    account = newsroom.accounts.get(who.name)
    return frame.page_of(
        "Your account",
        element("h1", None, "Your account"),
        _new_token(*made) if made else None,
        facts((("Name", account.name), ("Role", str(account.role)),
               ("May", ", ".join(MEANING[scope] for scope in Scope if who.may(scope))))),
        frame.form("/logout", frame.button("Log out")),
        element("h2", None, "Password"),
        frame.form(
            "/account/password",
            frame.field("current", "The password you have", type="password", required=True,
                        autocomplete="current-password"),
            frame.field("new", "The one you want, 12 characters or more", type="password",
                        required=True, minlength=12, autocomplete="new-password"),
            frame.button("Change it"),
        ),
        element("h2", None, "Where you are logged in"),
        frame.listed([_session(one, who) for one in newsroom.sessions.of(who.name)], "Nowhere."),
        frame.form("/account/leave", frame.button("Log out everywhere")),
        element("h2", {"id": "tokens"}, "Tokens for programs"),
        frame.listed([_token(one) for one in newsroom.tokens.list(who.name)], "You have none."),
        _token_form(who),
        here="/account",
    )  # fmt: skip


def _session(session: Session, who: Caller) -> Markup:
    this = " (this one)" if who.through == f"session {session.number}" else ""
    said = f"since {session.opened:%Y-%m-%d %H:%M}, seen {session.seen:%Y-%m-%d %H:%M} UTC{this}"
    return element("li", None, said, element("p", {"class": "note"}, session.agent))


def _new_token(token: Token, word: str) -> Markup:
    return element(
        "div",
        {"class": "behind", "role": "status"},
        element("p", None, f"The token {token.prefix} is made. It is shown this once:"),
        element("p", None, element("code", {"class": "word"}, word)),
    )


def token_line(token: Token) -> tuple[Markup | str, ...]:
    """A token in words: its first characters, name, scopes, days."""
    last = f"last used {token.used:%Y-%m-%d %H:%M} UTC" if token.used else "never used"
    end = f"expires {token.expires:%Y-%m-%d}" if token.expires else "never expires"
    gone = f", revoked {token.revoked:%Y-%m-%d}" if token.revoked else ""
    scopes = ", ".join(scope for scope in Scope if scope in token.scopes)
    return (
        element("code", None, f"{token.prefix}…"), f" {token.name}: {scopes}",
        element("p", {"class": "note"}, f"{end}, {last}{gone}"),
    )  # fmt: skip


def _token(token: Token) -> Markup:
    if token.revoked is not None:
        return element("li", {"class": "withdrawn"}, *token_line(token))
    button = element("button", {"type": "submit", "aria-label": f"Revoke {token.prefix}"}, "Revoke")
    revoke = frame.form(f"/account/tokens/{token.number}/revoke", element("p", None, button))
    return element("li", None, *token_line(token), revoke)


def _token_form(who: Caller) -> Markup:
    scopes = [scope for scope in Scope if who.may(scope)]
    boxes = join(frame.tick("scope", str(one), f"{one}: {MEANING[one]}") for one in scopes)
    return frame.form(
        "/account/tokens",
        frame.field("name", "What it is for", required=True, maxlength=100),
        element("fieldset", None, element("legend", None, "What it may do"), boxes),
        frame.choice("days", "How long", LASTS),
        frame.button("Make a token"),
    )
