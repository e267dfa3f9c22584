"""Sessions of browsers and tokens of programs: long random words, of which a digest is kept.

The theory. A word of 256 random bits cannot be guessed, so a plain SHA-256 of it is kept
(argon2 guards what people can remember); whoever reads the file can log in with nothing found
there. A session gets a new word at every login, so one that was planted in a browser before is
worth nothing. It ends after twelve hours without use, after a week in any case, at logout, and
with every change of password. What a session or token may do is looked up at each request: the
scopes of the account's role as it is now, and, for a token, those of them it was given.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from newstemma.errors import Misuse
from newstemma.newsroom.file import NewsroomFile, now, time_of
from newstemma.newsroom.log import write
from newstemma.newsroom.types import Caller, Denied, Role, Scope, Session, Token

IDLE, LONGEST = timedelta(hours=12), timedelta(days=7)
# Noted at most so often, so that reading does not write at every request.
SEEN_EVERY = timedelta(minutes=1)
PREFIX = "nst_"
_TOKEN = "number, account, name, prefix, scopes, made, expires, used, revoked"


def digest(word: str) -> str:
    """What is kept of a session's or token's word."""
    return sha256(word.encode("utf-8", "replace")).hexdigest()


class Sessions:
    """Browsers that are logged in."""

    def __init__(self, file: NewsroomFile) -> None:
        self._file = file

    def open(self, account: str, agent: str = "", instead_of: str = "") -> str:
        """A new session; gives the word for the cookie, which is kept nowhere. `instead_of` is
        the word the browser came with: that session ends."""
        word, stamp = secrets.token_urlsafe(32), now().isoformat()
        with self._file.writing():
            self._file.run("DELETE FROM session WHERE digest = ?", digest(instead_of))
            self._file.run("DELETE FROM session WHERE seen < ? OR opened < ?",
                           (now() - IDLE).isoformat(), (now() - LONGEST).isoformat())  # fmt: skip
            number = self._file.insert(
                "INSERT INTO session (digest, account, opened, seen, agent) VALUES (?, ?, ?, ?, ?)",
                (digest(word), account, stamp, stamp, agent[:200]),
            )
            write(self._file, Caller(account, through=f"session {number}"), "logged in", "")
        return word

    def caller(self, word: str, at: datetime | None = None) -> Caller:
        """Who a session's word stands for. Raises `Denied`."""
        at = at or now()
        found = self._file.row(
            "SELECT s.number, a.name, a.role, s.opened, s.seen FROM session s JOIN account a ON"
            " a.name = s.account WHERE s.digest = ? AND a.disabled IS NULL", digest(word)
        )  # fmt: skip
        if found is None:
            raise Denied("this session is over; log in again")
        number, name, role, opened, seen = found
        last, first = datetime.fromisoformat(seen), datetime.fromisoformat(opened)
        if at - last > IDLE or at - first > LONGEST:
            self._file.run("DELETE FROM session WHERE number = ?", number)
            raise Denied("this session is over; log in again")
        if at - last > SEEN_EVERY:
            self._file.run("UPDATE session SET seen = ? WHERE number = ?", at.isoformat(), number)
        return Caller(name, Role(role).scopes, f"session {number}")

    def close(self, word: str) -> None:
        """Ends the session of that word."""
        self._file.run("DELETE FROM session WHERE digest = ?", digest(word))

    def close_all(self, account: str, by: Caller) -> None:
        """Ends every session of an account, on every machine."""
        with self._file.writing():
            self._file.run("DELETE FROM session WHERE account = ?", account)
            write(self._file, by, "logged out everywhere", account)

    def of(self, account: str) -> tuple[Session, ...]:
        """The sessions of an account, the latest first."""
        rows = self._file.rows("SELECT number, account, opened, seen, agent FROM session WHERE "
                               "account = ? ORDER BY number DESC", account)  # fmt: skip
        return tuple(
            Session(n, who, datetime.fromisoformat(opened), datetime.fromisoformat(seen), agent)
            for n, who, opened, seen, agent in rows
        )


class Tokens:
    """Keys for programs."""

    def __init__(self, file: NewsroomFile) -> None:
        self._file = file

    def add(
        self, account: str, name: str, scopes: frozenset[Scope], days: int | None, by: Caller
    ) -> tuple[Token, str]:
        """A new token and its word, which is kept nowhere. Raises `Misuse` for no scope, one
        beyond the account's role, or a span that is none; without `days` it never expires."""
        role = self._file.row("SELECT role FROM account WHERE name = ?", account)
        allowed = Role(role[0]).scopes if role else frozenset[Scope]()
        if not scopes or not scopes <= allowed:
            may = ", ".join(scope for scope in Scope if scope in allowed)
            raise Misuse(f"give one scope or more of what {account} may do: {may}")
        if days is not None and not 0 < days <= 3650:
            raise Misuse("a token lasts 1 to 3650 days")
        made = now()
        expires = made + timedelta(days=days) if days is not None else None
        prefix = PREFIX + secrets.token_hex(4)
        word = f"{prefix}_{secrets.token_urlsafe(32)}"
        with self._file.writing():
            number = self._file.insert(
                "INSERT INTO token (digest, account, name, prefix, scopes, made, expires) VALUES"
                " (?, ?, ?, ?, ?, ?, ?)",
                (digest(word), account, name, prefix, " ".join(sorted(scopes)), made.isoformat(),
                 expires.isoformat() if expires else None),
            )  # fmt: skip
            write(self._file, by, "token added", prefix, f"{account}: {', '.join(sorted(scopes))}")
        return self._get(number), word

    def caller(self, word: str, at: datetime | None = None) -> Caller:
        """Who a token's word stands for, and what it may do now. Raises `Denied`."""
        at = at or now()
        found = self._file.row(
            "SELECT t.number, t.prefix, t.scopes, t.expires, t.used, a.name, a.role FROM token t"
            " JOIN account a ON a.name = t.account WHERE t.digest = ? AND t.revoked IS NULL AND"
            " a.disabled IS NULL", digest(word)
        )  # fmt: skip
        if found is None or (found[3] is not None and datetime.fromisoformat(found[3]) <= at):
            raise Denied("this token is unknown, revoked or expired")
        number, prefix, scopes, _, used, name, role = found
        if used is None or at - datetime.fromisoformat(used) > SEEN_EVERY:
            self._file.run("UPDATE token SET used = ? WHERE number = ?", at.isoformat(), number)
        return Caller(name, _scopes(scopes) & Role(role).scopes, f"token {prefix}")

    def revoke(self, number: int, by: Caller, account: str | None = None) -> None:
        """Makes a token open nothing any more; only one of `account`, where given. Raises
        `Misuse` where there is none of that number that still opens something."""
        with self._file.writing():
            touched = self._file.run(
                "UPDATE token SET revoked = ? WHERE number = ? AND revoked IS NULL"
                " AND account = coalesce(?, account)", now().isoformat(), number, account
            )  # fmt: skip
            if not touched:
                raise Misuse(f"there is no token {number} that could be revoked")
            write(self._file, by, "token revoked", self._get(number).prefix)

    def list(self, account: str | None = None) -> tuple[Token, ...]:
        """All tokens, or those of an account, the latest first; revoked ones too."""
        rows = self._file.rows(f"SELECT {_TOKEN} FROM token WHERE account = coalesce(?, account)"
                               " ORDER BY number DESC", account)  # fmt: skip
        return tuple(map(_token, rows))

    def _get(self, number: int) -> Token:
        return _token(self._file.rows(f"SELECT {_TOKEN} FROM token WHERE number = ?", number)[0])


def _scopes(raw: str) -> frozenset[Scope]:
    return frozenset(Scope(word) for word in raw.split())


def _token(row: tuple[Any, ...]) -> Token:
    number, account, name, prefix, scopes, made, expires, used, revoked = row
    times = [time_of(raw) for raw in (expires, used, revoked)]
    return Token(number, account, name, prefix, _scopes(scopes),
                 datetime.fromisoformat(made), *times)  # fmt: skip
