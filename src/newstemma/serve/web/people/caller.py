"""Who makes the request that is being answered; set by the gate, read by pages and routes."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import replace

from newstemma.errors import Misuse
from newstemma.newsroom import Caller

OPEN = Caller()
# A request that never came through a gate is one of a server without accounts.
CALLER: ContextVar[Caller] = ContextVar("caller", default=OPEN)


class Unsigned(Misuse):
    """Without accounts, who rules or writes must say who they are."""

    def __init__(self) -> None:
        super().__init__("say who you are: there are no accounts here, so give a name (who)")


def caller() -> Caller:
    """Who makes this request."""
    return CALLER.get()


def is_open() -> bool:
    """True where the server has no accounts."""
    return CALLER.get().through == OPEN.through


def signed(typed: str) -> Caller:
    """Who signs what this request does: the account; without accounts, the name typed.

    What an account types as its name is not looked at. Raises `Unsigned`.
    """
    found = caller()
    if not is_open():
        return found
    if not typed.strip():
        raise Unsigned
    return replace(found, name=" ".join(typed.split()))
