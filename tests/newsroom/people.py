"""Four people, their passwords and a text they write notes on."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from newstemma.model import Report
from newstemma.newsroom import Caller, Role, passwords

ADMIN = Caller("Ada", through="command")
ROLES = {"Ada": Role.ADMIN, "Edda": Role.EDITOR, "Rolf": Role.READER, "Gone": Role.ADMIN}
PASSWORDS = {name: f"{name} counts the sources" for name in ROLES}
TEXT = (
    "Ferries to Morrow stood still on Monday. The harbour board spoke of 14 crews.\n"
    "A union clerk counted 19. Ferries to Morrow will sail again on Thursday, the board said."
)


@contextmanager
def passwords_that_cost_little():
    """The library's own parameters take a tenth of a second each; what is tested is the same."""
    argon2 = pytest.importorskip("argon2", reason="the extra newstemma[web] is not installed")
    cheap, usual = (
        argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1),
        passwords.hasher,
    )
    passwords.hasher = lambda: cheap
    passwords.nobody.cache_clear()
    try:
        yield
    finally:
        passwords.hasher = usual
        passwords.nobody.cache_clear()


def fill(newsroom):
    """An admin, an editor, a reader, and an admin who is disabled."""
    for name, role in ROLES.items():
        newsroom.accounts.add(name, PASSWORDS[name], role, ADMIN)
    newsroom.accounts.disable("Gone", ADMIN)


def report_of(id, text):
    fetched = datetime(2025, 3, 3, 12, tzinfo=UTC)
    return Report(id=id, url="https://quay.example/ferries", title="Ferries", text=text,
                  fetched=fetched)  # fmt: skip
