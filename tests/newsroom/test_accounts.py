"""Who is let in, by what, and what the log says of it."""

import sqlite3
import stat
from datetime import timedelta

import pytest

from newstemma.errors import Misuse
from newstemma.newsroom import Caller, Denied, Role, Scope, open_newsroom, passwords
from newstemma.newsroom.file import now
from newstemma.newsroom.keys import IDLE, LONGEST
from newstemma.newsroom.limits import Tries
from newstemma.newsroom.passwords import WeakPassword
from tests.newsroom.people import ADMIN, PASSWORDS


def test_a_password_lets_its_owner_in_and_nobody_else(newsroom):
    assert newsroom.accounts.log_in("Edda", PASSWORDS["Edda"]).role is Role.EDITOR
    for name, password in (
        ("Edda", PASSWORDS["Rolf"]),
        ("Nobody", PASSWORDS["Edda"]),
        ("Gone", PASSWORDS["Gone"]),
        ("edda'--", PASSWORDS["Edda"]),
        ("Edda", ""),
    ):
        with pytest.raises(Denied, match="no account of that name has that password"):
            newsroom.accounts.log_in(name, password)


@pytest.mark.parametrize("name", ["Edda", "Nobody", "Gone"])
def test_a_wrong_name_costs_the_same_work_as_a_wrong_password(newsroom, monkeypatch, name):
    """The time of an answer is not measured, which a busy machine would blur: it is the same
    because one hash of the same parameters is checked, whoever asks."""
    import argon2

    passwords.nobody()
    checked, hasher = [], passwords.hasher()

    class Watched:
        def verify(self, kept, password):
            checked.append((argon2.extract_parameters(kept), password))
            return hasher.verify(kept, password)

        check_needs_rehash = staticmethod(hasher.check_needs_rehash)

    monkeypatch.setattr(passwords, "hasher", Watched)
    with pytest.raises(Denied):
        newsroom.accounts.log_in(name, "a wrong password")
    real = argon2.extract_parameters(hasher.hash("x"))
    assert checked == [(real, "a wrong password")]


def test_an_account_without_a_password_lets_nobody_in_by_one(newsroom):
    newsroom.accounts.add("Olin", None, Role.READER, ADMIN, outside="https://id.example|7")
    for password in ("", "anything at all"):
        with pytest.raises(Denied):
            newsroom.accounts.log_in("Olin", password)
    assert newsroom.accounts.of_outside("https://id.example|7").name == "Olin"
    for outside in ("", "https://id.example|8"):
        with pytest.raises(Denied):
            newsroom.accounts.of_outside(outside)


def test_a_hash_of_weaker_parameters_is_made_anew_at_login(newsroom, monkeypatch):
    import argon2

    stronger = argon2.PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", lambda: stronger)
    newsroom.accounts.log_in("Rolf", PASSWORDS["Rolf"])
    kept = newsroom._file.row("SELECT password FROM account WHERE name = 'Rolf'")[0]
    assert argon2.extract_parameters(kept).time_cost == 2
    newsroom.accounts.log_in("Rolf", PASSWORDS["Rolf"])


def test_two_spellings_of_one_password_are_one(newsroom):
    newsroom.accounts.reset("Rolf", "Ｆｏｕｒ cafe\u0301 tables", ADMIN)
    assert newsroom.accounts.log_in("Rolf", "Four café tables")


@pytest.mark.parametrize(
    ("password", "name"),
    [
        ("short", "Ann"),
        ("x" * 600, "Ann"),
        ("aaaaaaaaaaaabb", "Ann"),
        ("magdalena123", "Magdalena"),
    ],
)
def test_a_weak_password_is_refused(newsroom, password, name):
    with pytest.raises(WeakPassword):
        newsroom.accounts.add(name, password, Role.READER, ADMIN)
    assert name not in {account.name for account in newsroom.accounts.list()}


@pytest.mark.parametrize("name", ["", " ", "_", "a\nb", "<b>", "x" * 65, "edda", "../etc"])
def test_a_name_that_cannot_be_one_is_refused(newsroom, name):
    with pytest.raises(Misuse):
        newsroom.accounts.add(name, PASSWORDS["Ada"], Role.READER, ADMIN)


# --- sessions ---------------------------------------------------------------------------


def test_a_session_knows_its_account_and_role_of_now(newsroom):
    word = newsroom.sessions.open("Edda", "a browser")
    assert newsroom.sessions.caller(word).scopes == Role.EDITOR.scopes
    newsroom.accounts.set_role("Edda", Role.READER, ADMIN)
    assert not newsroom.sessions.caller(word).may(Scope.RULE)
    assert newsroom.sessions.of("Edda")[0].agent == "a browser"


def test_a_session_planted_before_the_login_is_worth_nothing(newsroom):
    planted = newsroom.sessions.open("Rolf")
    word = newsroom.sessions.open("Edda", instead_of=planted)
    assert word != planted
    for gone in (planted, "made up", ""):
        with pytest.raises(Denied):
            newsroom.sessions.caller(gone)


def test_a_session_ends_when_unused_and_after_a_week_in_any_case(newsroom):
    word = newsroom.sessions.open("Rolf")
    start = now()
    at = start
    while at - start < LONGEST - timedelta(hours=7):
        at += timedelta(hours=6)
        assert newsroom.sessions.caller(word, at).name == "Rolf"
    with pytest.raises(Denied):
        newsroom.sessions.caller(word, start + LONGEST + timedelta(minutes=1))
    word = newsroom.sessions.open("Rolf")
    with pytest.raises(Denied):
        newsroom.sessions.caller(word, now() + IDLE + timedelta(minutes=1))
    with pytest.raises(Denied):
        newsroom.sessions.caller(word)


@pytest.mark.parametrize(
    "end",
    [
        lambda n: n.accounts.disable("Rolf", ADMIN),
        lambda n: n.accounts.reset("Rolf", "another one of mine", ADMIN),
        lambda n: n.sessions.close_all("Rolf", ADMIN),
    ],
)
def test_what_ends_every_session_of_an_account(newsroom, end):
    words = [newsroom.sessions.open("Rolf") for _ in range(2)]
    other = newsroom.sessions.open("Edda")
    end(newsroom)
    for word in words:
        with pytest.raises(Denied):
            newsroom.sessions.caller(word)
    assert newsroom.sessions.caller(other).name == "Edda"


# --- tokens -----------------------------------------------------------------------------


def test_a_token_may_what_it_was_given_and_what_its_account_still_may(newsroom):
    scopes = frozenset({Scope.READ, Scope.RULE})
    token, word = newsroom.tokens.add("Edda", "bot", scopes, 30, ADMIN)
    assert word.startswith(token.prefix)
    assert newsroom.tokens.caller(word).scopes == scopes
    newsroom.accounts.set_role("Edda", Role.READER, ADMIN)
    assert newsroom.tokens.caller(word).scopes == {Scope.READ}
    assert newsroom.tokens.list("Edda")[0].used is not None


def test_a_token_that_was_revoked_has_expired_or_whose_owner_is_gone_opens_nothing(newsroom):
    read = frozenset({Scope.READ})
    revoked, first = newsroom.tokens.add("Edda", "", read, None, ADMIN)
    _, second = newsroom.tokens.add("Edda", "", read, 1, ADMIN)
    _, third = newsroom.tokens.add("Rolf", "", read, None, ADMIN)
    newsroom.tokens.revoke(revoked.number, ADMIN)
    newsroom.accounts.disable("Rolf", ADMIN)
    assert newsroom.tokens.caller(second).name == "Edda"
    for word, at in ((first, now()), (second, now() + timedelta(days=1, hours=1)), (third, now())):
        with pytest.raises(Denied):
            newsroom.tokens.caller(word, at)


def test_a_token_beyond_its_account_or_for_nothing_is_not_made(newsroom):
    for scopes, days in (({Scope.ADMIN}, 1), (set(), 1), ({Scope.READ}, 0), ({Scope.READ}, 9999)):
        with pytest.raises(Misuse):
            newsroom.tokens.add("Rolf", "", frozenset(scopes), days, ADMIN)
    token, _ = newsroom.tokens.add("Edda", "", frozenset({Scope.READ}), 1, ADMIN)
    with pytest.raises(Misuse):
        newsroom.tokens.revoke(token.number, ADMIN, account="Rolf")


# --- the file ---------------------------------------------------------------------------


def test_nothing_that_opens_a_door_is_in_the_file(tmp_path):
    path = tmp_path / "news.db.newsroom"
    with open_newsroom(path) as newsroom:
        newsroom.accounts.add("Ada", PASSWORDS["Ada"], Role.ADMIN, ADMIN)
        session = newsroom.sessions.open("Ada")
        _, token = newsroom.tokens.add("Ada", "bot", frozenset({Scope.READ}), 1, ADMIN)
        newsroom.backup(tmp_path / "copy")
        assert open_newsroom(tmp_path / "copy").accounts.log_in("Ada", PASSWORDS["Ada"])
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"argon2id" in held
    for secret in (PASSWORDS["Ada"], session, token, token.rsplit("_", 1)[1]):
        assert secret.encode() not in held
    for file in tmp_path.iterdir():
        if not file.name.endswith(("-wal", "-shm")):
            assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_is_no_newsroom_is_not_opened(tmp_path):
    with pytest.raises(Misuse, match="accounts add makes one"):
        open_newsroom(tmp_path / "none", create=False)
    (tmp_path / "text").write_text("not a database, and longer than a header would be" * 9)
    base = sqlite3.connect(tmp_path / "other")
    base.execute("CREATE TABLE t (a)")
    base.close()
    later = sqlite3.connect(tmp_path / "later")
    later.executescript("PRAGMA application_id = 1852011632; PRAGMA user_version = 99")
    later.close()
    for name in ("text", "other", "later"):
        with pytest.raises(Misuse):
            open_newsroom(tmp_path / name)


def test_the_log_says_who_did_what_and_never_a_password(newsroom):
    edda = Caller("Edda", Role.EDITOR.scopes, "session 3")
    newsroom.accounts.set_role("Rolf", Role.EDITOR, ADMIN)
    newsroom.sessions.close_all("Edda", edda)
    newsroom.accounts.reset("Rolf", "a quite secret word", ADMIN)
    log = newsroom.audit()
    assert [(e.who, e.did, e.subject, e.detail, e.through) for e in log[:3]] == [
        ("Ada", "password changed", "Rolf", "", "command"),
        ("Edda", "logged out everywhere", "Edda", "", "session 3"),
        ("Ada", "role changed", "Rolf", "editor", "command"),
    ]
    assert "secret" not in str(log)


# --- tries ------------------------------------------------------------------------------


def test_tries_are_slowed_by_name_and_address_and_never_lock_another_out():
    tries = Tries()
    for _ in range(5):
        assert tries.wait("Edda", "10.0.0.1", 100.0) == 0
        tries.fail("EDDA", "10.0.0.1", 100.0)
    assert tries.wait("Edda", "10.0.0.1", 100.0) > 800
    assert tries.wait("Edda", "10.0.0.2", 100.0) == 0
    assert tries.wait("Edda", "10.0.0.1", 100.0 + 15 * 60) == 0
    tries.fail("Edda", "10.0.0.1", 100.0)
    tries.succeed("Edda", "10.0.0.1")
    assert tries.wait("Edda", "10.0.0.1", 100.0) == 0


def test_one_address_may_not_try_many_names():
    tries = Tries()
    for number in range(30):
        tries.fail(f"name {number}", "10.0.0.1", 100.0)
    assert tries.wait("another", "10.0.0.1", 100.0) > 0
    assert tries.wait("another", "10.0.0.2", 100.0) == 0
