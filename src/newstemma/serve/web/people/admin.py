"""Everybody's accounts, and the audit log; for admins."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from newstemma.newsroom import Account, Entry, Newsroom, NotYours, Role
from newstemma.serve.markup import Markup, element
from newstemma.serve.web import frame
from newstemma.serve.web.people.caller import caller
from newstemma.serve.web.people.room import Room
from newstemma.serve.web.workbench import Workbench

ROLES = (
    ("reader", "reader: reads, writes notes, saves stories"),
    ("editor", "editor: also rules, adds reports, hides notes"),
    ("admin", "admin: also accounts and the audit log"),
)
SHOWN = 100
Name = Annotated[str, Form(max_length=100)]


class Change(StrEnum):
    """What an admin may do to another's account."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"
    DISABLE = "disable"
    ENABLE = "enable"


def router_for(bench: Workbench) -> APIRouter:
    """The list of accounts, what changes it, and the log."""
    router = APIRouter(include_in_schema=False)
    _accounts(router, bench.room)

    @router.get("/audit")
    def audit(skip: Annotated[int, Query(ge=0, le=10**9)] = 0) -> Response:
        return HTMLResponse(_audit_page(entries(bench), skip))

    return router


def _accounts(router: APIRouter, room: Room) -> None:
    @router.get("/accounts")
    def accounts() -> Response:
        return HTMLResponse(_accounts_page(room.accounts()))

    @router.post("/accounts")
    def add(
        name: Name, role: Annotated[Role, Form()], password: Annotated[str, Form(max_length=2000)]
    ) -> Response:
        room.accounts().accounts.add(name, password, role, caller())
        return RedirectResponse("/accounts", 303)

    @router.post("/accounts/change")
    def change(name: Name, change: Annotated[Change, Form()]) -> Response:
        if name == caller().name:
            raise NotYours("another admin changes your account, so that one always remains")
        accounts = room.accounts().accounts
        if change is Change.DISABLE:
            accounts.disable(name, caller())
        elif change is Change.ENABLE:
            accounts.enable(name, caller())
        else:
            accounts.set_role(name, Role(change), caller())
        return RedirectResponse("/accounts", 303)


def entries(bench: Workbench) -> tuple[Entry, ...]:
    """The audit log with the archive's rulings in it."""
    newsroom = bench.room.newsroom()
    if bench.address is None:
        return newsroom.audit()
    with bench.reading() as archive:
        return newsroom.audit(archive.rulings())


def _accounts_page(newsroom: Newsroom) -> str:
    items = [_account(number, one) for number, one in enumerate(newsroom.accounts.list())]
    return frame.page_of(
        "Accounts",
        element("h1", None, "Accounts"),
        element("p", None, element("a", {"href": "/audit"}, "The audit log")),
        frame.listed(items, "There are none."),
        element("h2", None, "A new account"),
        frame.form(
            "/accounts",
            frame.field("name", "Name", required=True, maxlength=64, autocomplete="off"),
            frame.choice("role", "Role", ROLES),
            frame.field("password", "A first password, 12 characters or more", type="password",
                        required=True, minlength=12, autocomplete="new-password"),
            frame.button("Add"),
        ),
        here="/accounts",
    )  # fmt: skip


def _account(number: int, account: Account) -> Markup:
    disabled = account.disabled
    said = f"{account.role}, disabled {disabled:%Y-%m-%d}" if disabled else str(account.role)
    words = element("p", None, element("strong", None, account.name), f", {said}")
    if account.name == caller().name:
        return element("li", None, words, element("p", {"class": "note"}, "This is you."))
    options: list[tuple[str, str]] = [
        (role, f"make their role {role}") for role in Role if role is not account.role
    ]
    if disabled:
        options.insert(0, ("enable", "let in again"))
    else:
        options.append(("disable", "let in no more"))
    return element(
        "li",
        {"class": "withdrawn" if disabled else None},
        words,
        frame.form(
            "/accounts/change",
            element("input", {"type": "hidden", "name": "name", "value": account.name}),
            frame.choice("change", f"Change {account.name}", options, number),
            frame.button("Change"),
        ),
    )


def _audit_page(log: tuple[Entry, ...], skip: int) -> str:
    more = len(log) > skip + SHOWN
    return frame.page_of(
        "Audit log",
        element("h1", None, "Audit log"),
        element("p", {"class": "note"}, f"{len(log)} lines, the latest first."),
        frame.listed([_entry(one) for one in log[skip : skip + SHOWN]], "Nothing was done yet."),
        element("p", None, frame.way("/audit", "Older", skip=str(skip + SHOWN))) if more else None,
        here="/accounts",
    )


def _entry(entry: Entry) -> Markup:
    about = f" {entry.subject}" + (f": {entry.detail}" if entry.detail else "")
    through = f" ({entry.through})" if entry.through else ""
    return element(
        "li",
        None,
        element("time", None, f"{entry.at:%Y-%m-%d %H:%M:%S} UTC"),
        " ",
        element("strong", None, entry.who or "(nobody)"),
        f" {entry.did}",
        element("span", {"dir": "auto"}, about),
        element("span", {"class": "note"}, through),
    )
