"""Accounts: made, listed, disabled, given another password or role; and logging in."""

from __future__ import annotations

import re
from typing import Any

from newstemma.errors import Misuse
from newstemma.newsroom import passwords
from newstemma.newsroom.file import NewsroomFile, now, time_of
from newstemma.newsroom.log import write
from newstemma.newsroom.types import Account, Caller, Denied, NotHere, Role

_NAME = re.compile(r"[^\W_][\w.@ -]{0,62}[^\W_]|[^\W_]")
_COLUMNS = "name, role, made, disabled, outside"


class NoAccount(NotHere):
    """There is no account of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no account {name!r}; newstemma accounts list shows them")
        self.name = name


class Accounts:
    """The accounts of a newsroom. Whoever changes one is a `Caller`, for the audit log."""

    def __init__(self, file: NewsroomFile) -> None:
        self._file = file

    def add(
        self, name: str, password: str | None, role: Role, by: Caller, outside: str = ""
    ) -> Account:
        """A new account. Raises `Misuse` for a name that is taken or cannot be one, or a weak
        password; without a password it logs in at the identity provider only."""
        if not _NAME.fullmatch(name):
            raise Misuse(f"{name!r} cannot be an account's name: letters, digits, . - @ and spaces")
        if any(one.name.casefold() == name.casefold() for one in self.list()):
            raise Misuse(f"there is an account {name!r} already")
        if password is None and not outside:
            raise Misuse("an account needs a password or an identity elsewhere")
        # A subject is what the provider says, to the letter; an address has no case.
        outside = outside if "|" in outside else outside.casefold()
        kept = ""
        if password is not None:
            passwords.require_password(password, name)
            kept = passwords.hashed(password)
        with self._file.writing():
            self._file.run(
                "INSERT INTO account (name, role, password, made, outside) VALUES (?, ?, ?, ?, ?)",
                name, role, kept, now().isoformat(), outside,
            )  # fmt: skip
            write(self._file, by, "account added", name, str(role))
        return self.get(name)

    def get(self, name: str) -> Account:
        """An account by its name. Raises `NoAccount`."""
        found = self._file.row(f"SELECT {_COLUMNS} FROM account WHERE name = ?", name)
        if found is None:
            raise NoAccount(name)
        return _account(found)

    def list(self) -> tuple[Account, ...]:
        """All accounts, disabled ones too, by name."""
        return tuple(map(_account, self._file.rows(f"SELECT {_COLUMNS} FROM account ORDER BY 1")))

    def any(self) -> bool:
        """True where somebody may log in."""
        return self._file.row("SELECT 1 FROM account WHERE disabled IS NULL LIMIT 1") is not None

    def disable(self, name: str, by: Caller) -> None:
        """Lets an account in no more: its sessions end, its tokens open nothing."""
        self.get(name)
        with self._file.writing():
            self._file.run("UPDATE account SET disabled = ? WHERE name = ? AND disabled IS NULL",
                           now().isoformat(), name)  # fmt: skip
            self._end_sessions(name)
            write(self._file, by, "account disabled", name)

    def enable(self, name: str, by: Caller) -> None:
        """Lets a disabled account in again."""
        self.get(name)
        with self._file.writing():
            self._file.run("UPDATE account SET disabled = NULL WHERE name = ?", name)
            write(self._file, by, "account enabled", name)

    def set_role(self, name: str, role: Role, by: Caller) -> None:
        """Gives an account another role, at once, for its sessions and tokens too."""
        self.get(name)
        with self._file.writing():
            self._file.run("UPDATE account SET role = ? WHERE name = ?", role, name)
            write(self._file, by, "role changed", name, str(role))

    def reset(self, name: str, password: str, by: Caller) -> None:
        """Gives an account another password; every session of it ends."""
        self.get(name)
        passwords.require_password(password, name)
        kept = passwords.hashed(password)
        with self._file.writing():
            self._file.run("UPDATE account SET password = ? WHERE name = ?", kept, name)
            self._end_sessions(name)
            write(self._file, by, "password changed", name)

    def log_in(self, name: str, password: str) -> Account:
        """The account whose name and password these are. Raises `Denied`, which says no more;
        the work is the same for a name that does not exist, a disabled one and a wrong password."""
        found = self._file.row(f"SELECT {_COLUMNS}, password FROM account WHERE name = ?", name)
        kept = str(found[-1]) if found else ""
        fitting = passwords.fits(kept, password)
        if found is None or not fitting or found[3] is not None:
            raise Denied("no account of that name has that password")
        if passwords.outdated(kept):
            self._file.run("UPDATE account SET password = ? WHERE name = ?",
                           passwords.hashed(password), name)  # fmt: skip
        return _account(found)

    def of_outside(self, *names: str) -> Account:
        """The account that an identity provider names so, the first of the names that one has.

        Raises `Denied` where none has, or the account is disabled.
        """
        for name in filter(None, names):
            found = self._file.row(f"SELECT {_COLUMNS} FROM account WHERE outside = ?", name)
            if found is not None and found[3] is None:
                return _account(found)
        raise Denied("nobody here is known under that identity; ask an admin for an account")

    def _end_sessions(self, name: str) -> None:
        self._file.run("DELETE FROM session WHERE account = ?", name)


def _account(row: tuple[Any, ...]) -> Account:
    name, role, made, disabled, outside = row[:5]
    made_at = time_of(made)
    assert made_at is not None  # NOT NULL in the table
    return Account(name, Role(role), made_at, time_of(disabled), outside)
