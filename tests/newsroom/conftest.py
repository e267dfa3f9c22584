"""A newsroom of four, in memory, with passwords that cost little to check."""

import pytest

from newstemma.newsroom import open_newsroom, passwords
from tests.newsroom.people import TEXT, fill, report_of

argon2 = pytest.importorskip("argon2", reason="the extra newstemma[web] is not installed")


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch):
    """The library's own parameters take a tenth of a second each; what is tested is the same."""
    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", lambda: cheap)
    passwords.nobody.cache_clear()
    yield
    passwords.nobody.cache_clear()


@pytest.fixture
def newsroom(cheap_passwords):
    with open_newsroom(":memory:") as made:
        fill(made)
        yield made


@pytest.fixture
def report():
    return report_of("r1", TEXT)
