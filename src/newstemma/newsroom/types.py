"""What a newsroom holds: people, what they may do, and what they wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newstemma.errors import Misuse
from newstemma.model import Counts, Span


class Scope(StrEnum):
    """What a caller may do; a route asks for one of them."""

    READ = "read"
    NOTE = "note"
    RULE = "rule"
    ADD = "add"
    ADMIN = "admin"


class Role(StrEnum):
    """What an account is in the newsroom."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"

    @property
    def scopes(self) -> frozenset[Scope]:
        """What the role may do."""
        return RIGHTS[self]


RIGHTS: dict[Role, frozenset[Scope]] = {
    Role.READER: frozenset({Scope.READ, Scope.NOTE}),
    Role.EDITOR: frozenset({Scope.READ, Scope.NOTE, Scope.RULE, Scope.ADD}),
    Role.ADMIN: frozenset(Scope),
}


class Denied(Misuse):
    """A name and password, a session or a token that lets nobody in; it does not say why."""


class NotHere(Misuse):
    """What was asked for is not in this newsroom."""


class NotYours(Misuse):
    """It is another's, or the caller may not do this; the message says who may."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may log in. `outside` is who an identity provider says they are, "" for none;
    an account without a password logs in there only."""

    name: str
    role: Role
    made: datetime
    disabled: datetime | None = None
    outside: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is logged in: since when, last seen when, on what."""

    number: int
    account: str
    opened: datetime
    seen: datetime
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A key for programs, as listed: its first characters only; the rest is known to its owner."""

    number: int
    account: str
    name: str
    prefix: str
    scopes: frozenset[Scope]
    made: datetime
    expires: datetime | None = None
    used: datetime | None = None
    revoked: datetime | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """Who makes a request and what it may do. Without accounts everybody may do everything, and
    `name` is "". `through` says how it is known: "open", "session 4", "token nst_1a2b"."""

    name: str = ""
    scopes: frozenset[Scope] = frozenset(Scope)
    through: str = "open"

    def may(self, scope: Scope) -> bool:
        """True where the caller may do what the scope names."""
        return scope in self.scopes


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a note stands: a report (one version of a text, which never changes), a place in it
    in code points, half open, and the words there."""

    report: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Note:
    """A person's words at a place, or a reply to such a note. A hidden one stays, with who hid
    it, when and why."""

    number: int
    anchor: Anchor
    who: str
    when: datetime
    text: str
    reply_to: int | None = None
    hidden: datetime | None = None
    hidden_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """A story as it stood when somebody saved it; its dossier is kept and never changes."""

    number: int
    story: str
    title: str
    counts: Counts
    who: str
    when: datetime
    note: str = ""
    removed: datetime | None = None
    removed_by: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the audit log: who did what to what, and through what they came."""

    at: datetime
    who: str
    did: str
    subject: str
    detail: str = ""
    through: str = ""
