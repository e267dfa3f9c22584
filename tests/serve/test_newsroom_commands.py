"""`newstemma accounts` and `tokens`, and when `serve` asks people to log in."""

import json

import pytest
from click.testing import CliRunner

import newstemma as ns
from newstemma.errors import Misuse
from newstemma.model import Page
from newstemma.newsroom import passwords
from newstemma.serve.cli import program

argon2 = pytest.importorskip("argon2", reason="the extra newstemma[web] is not installed")
TEXT = "Ferries to Morrow stood still on Monday. The harbour board spoke of 14 crews."


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch):
    monkeypatch.setattr(passwords, "hasher", lambda: argon2.PasswordHasher(1, 8, 1))


@pytest.fixture
def archive(tmp_path):
    address = str(tmp_path / "news.db")
    with ns.open_archive(address) as made:
        list(made.add([Page(TEXT, "text/plain", "quay")]))
    return address


def run(*words, said=""):
    found = CliRunner().invoke(program, words, input=said, standalone_mode=False)
    if isinstance(found.exception, Misuse):
        raise found.exception
    assert found.exception is None, found.output
    return found.stdout


def add(archive, name, role="reader"):
    run("accounts", "add", name, "--role", role, "--archive", archive, said=f"{name} has a word\n")


def accounts(archive):
    return json.loads(run("accounts", "list", "--archive", archive, "--json"))


def test_accounts_are_added_changed_and_listed(archive):
    add(archive, "Ada", "admin")
    add(archive, "Rolf")
    run("accounts", "role", "Rolf", "editor", "--archive", archive)
    run("accounts", "disable", "Ada", "--archive", archive)
    assert [(one["name"], one["role"], one["disabled"]) for one in accounts(archive)] == [
        ("Ada", "admin", True), ("Rolf", "editor", False)]  # fmt: skip
    run("accounts", "enable", "Ada", "--archive", archive)
    run("accounts", "reset", "Rolf", "--archive", archive, said="another one of mine\n")
    log = run("accounts", "log", "--archive", archive)
    assert "password changed Rolf" in log
    assert "another one" not in log


def test_a_password_is_never_an_argument():
    for command in ("add", "reset"):
        params = program.commands["accounts"].commands[command].params
        assert not [one.name for one in params if "password" in one.name]


def test_what_cannot_be_done_is_said(archive, tmp_path):
    for words, said in (
        (("accounts", "list", "--archive", archive), "accounts add makes one"),
        (("accounts", "add", "Bo", "--archive", archive), "12 to 512"),
        (("accounts", "add", "Bo", "--archive", str(tmp_path / "typo.db")), "no archive here"),
        (("accounts", "list"), "say which newsroom"),
        (("tokens", "list", "--archive", "postgresql://host/news"), "no archive here|--newsroom"),
    ):
        with pytest.raises(Misuse, match=said):
            run(*words, said="short\n")
    assert not (tmp_path / "typo.db.newsroom").exists()


def test_a_token_is_printed_once_and_revoked(archive):
    add(archive, "Edda", "editor")
    word = run("tokens", "add", "Edda", "--scope", "read", "--scope", "rule", "--name", "bot",
               "--archive", archive).strip()  # fmt: skip
    listed = run("tokens", "list", "--archive", archive)
    assert word not in listed
    assert word[:12] in listed
    token = json.loads(run("tokens", "list", "--archive", archive, "--json"))[0]
    assert token["scopes"] == ["read", "rule"]
    assert word[12:] not in json.dumps(token)
    run("tokens", "revoke", str(token["number"]), "--archive", archive)
    assert "revoked" in run("tokens", "list", "--archive", archive)
    with pytest.raises(Misuse, match="of what Edda may do"):
        run("tokens", "add", "Edda", "--scope", "admin", "--archive", archive)


def test_a_backup_takes_the_newsroom_along_and_a_restore_brings_it_back(archive, tmp_path):
    add(archive, "Ada", "admin")
    copy, back = str(tmp_path / "copy.db"), str(tmp_path / "back.db")
    run("backup", "--archive", archive, copy)
    run("restore", "--archive", back, copy)
    assert [one["name"] for one in accounts(back)] == ["Ada"]
    assert (tmp_path / "back.db.newsroom").stat().st_mode & 0o777 == 0o600


def test_notes_are_listed_exported_and_hidden(archive):
    from newstemma.newsroom import Caller, open_newsroom
    from newstemma.newsroom.notes import anchor_of

    with ns.open_archive(archive) as kept:
        story = next(iter(kept.stories())).id
        report = kept.reports(story)[0]
    with open_newsroom(f"{archive}.newsroom") as room:
        room.notes.add(anchor_of(report, "14 crews"), "The union says 19.", Caller("Ann"))
    assert "“14 crews”\n  The union says 19." in run("notes", "list", "--archive", archive)
    made = json.loads(run("notes", "export", report.id, "--archive", archive))
    assert made["items"][0]["target"]["selector"]["exact"] == "14 crews"
    run("notes", "hide", "1", "--reason", "Said twice.", "--archive", archive)
    for words in (("notes", "list"), ("notes", "list", "--json"), ("notes", "export", report.id)):
        assert "union" not in run(*words, "--archive", archive)
    assert "Said twice." in run("notes", "list", "--archive", archive)


def test_a_story_is_saved_listed_and_shown_as_it_stood(archive):
    with ns.open_archive(archive) as kept:
        story = next(iter(kept.stories())).id
    number = run("saved", "add", story, "--title", "For Thursday", "--archive", archive).strip()
    assert "For Thursday\n  1 report" in run("saved", "list", "--archive", archive)
    assert json.loads(run("saved", "list", "--json", "--archive", archive))[0]["story"] == story
    assert "14 crews" in run("saved", "show", number, "--archive", archive)
    shown = run("saved", "show", number, "--format", "json", "--archive", archive)
    assert json.loads(shown)["dossiers"][0]["story"]["id"] == story


# --- when people must log in --------------------------------------------------------------

ASKED = {"host": "127.0.0.1", "name": (), "accounts": None, "newsroom": None, "house": None}


def closed(archive, **asked):
    from newstemma.serve.web.command import room_of

    room = room_of(archive, ASKED | asked)
    room.close()
    return room.closed


def test_on_this_machine_nobody_logs_in_until_there_is_an_account(archive):
    assert not closed(archive)
    add(archive, "Ada", "admin")
    assert closed(archive)
    assert not closed(archive, accounts=False)
    run("accounts", "disable", "Ada", "--archive", archive)
    with pytest.raises(Misuse, match="there are accounts, so people must log in"):
        closed(archive)


@pytest.mark.parametrize(
    "asked",
    [{"host": "0.0.0.0"}, {"host": "10.1.2.3"}, {"name": ("news.example",)}, {"accounts": True}],
)
def test_where_others_are_served_somebody_must_be_able_to_log_in(archive, asked):
    with pytest.raises(Misuse, match=r"newstemma accounts add NAME --role admin --archive"):
        closed(archive, **asked)
    if "accounts" not in asked:
        assert not closed(archive, accounts=False, **asked)
    add(archive, "Ada", "admin")
    assert closed(archive, **asked)


def test_the_command_refuses_before_it_serves(archive):
    with pytest.raises(Misuse, match="people must log in"):
        run("serve", "--archive", archive, "--host", "0.0.0.0")
    with pytest.raises(Misuse, match="people must log in"):
        run("mcp", "--http", "--accounts", "--archive", archive)
