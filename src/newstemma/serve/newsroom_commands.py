"""The commands for the people of a newsroom: `accounts` and `tokens`.

Thin: each opens the newsroom, calls one verb of it and prints. A password is asked for, or read
from the first line of stdin where that is no terminal; it is never an argument, which others of
the machine could read.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from newstemma.errors import Misuse
from newstemma.serve import output
from newstemma.serve.commands import AS_JSON
from newstemma.serve.ruling_commands import user_of_this_machine

if TYPE_CHECKING:
    from newstemma.newsroom import Caller, Newsroom

ROLES = ("reader", "editor", "admin")
SCOPES = ("read", "note", "rule", "add", "admin")
ARCHIVE = click.option(
    "--archive",
    metavar="FILE",
    envvar="NEWSTEMMA_ARCHIVE",
    help="The archive whose newsroom it is (or set NEWSTEMMA_ARCHIVE).",
)
NEWSROOM = click.option("--newsroom", metavar="FILE", help="The newsroom's own file, elsewhere.")
NAME = click.argument("name", metavar="NAME")


def opened(archive: str | None, newsroom: str | None, *, create: bool = False) -> Newsroom:
    """The newsroom of a command."""
    from newstemma.newsroom import open_newsroom
    from newstemma.newsroom.newsroom import place_beside
    from newstemma.stores.errors import ArchiveMissing

    if newsroom is None and archive is None:
        raise Misuse("say which newsroom: --archive FILE, or --newsroom FILE")
    if newsroom is None and not os.path.exists(archive or ""):
        raise ArchiveMissing(archive or "")
    return open_newsroom(newsroom or place_beside(archive or ""), create=create)


def caller_of_command() -> Caller:
    """Who runs the command, as the audit log has it."""
    from newstemma.newsroom import Caller

    return Caller(user_of_this_machine(), through="command")


def _password(name: str) -> str:
    if sys.stdin.isatty():
        words = f"Password for {name}"
        return str(click.prompt(words, hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


@click.group()
def accounts() -> None:
    """Who may log in to a shared archive, and as what.

    A reader reads, writes notes and saves stories; an editor also rules, adds reports and
    hides notes; an admin also keeps accounts. A password is asked for, or read from stdin.
    """


@accounts.command("add")
@NAME
@ARCHIVE
@NEWSROOM
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True)
@click.option(
    "--outside",
    metavar="WHO",
    default="",
    help="Who they are at an identity provider: ISSUER|SUBJECT, or an address it has verified. "
    "Then no password is asked for.",
)
def add_account(name: str, archive: str | None, newsroom: str | None, **said: Any) -> int:
    """Make an account."""
    from newstemma.newsroom import Role

    password = None if said["outside"] else _password(name)
    with opened(archive, newsroom, create=True) as room:
        room.accounts.add(name, password, Role(said["role"]), caller_of_command(), said["outside"])
    output.note(f"{name} may log in as {said['role']}")
    return output.DONE


@accounts.command("list")
@ARCHIVE
@NEWSROOM
@AS_JSON
def list_accounts(archive: str | None, newsroom: str | None, as_json: bool) -> int:
    """List accounts, disabled ones too."""
    with opened(archive, newsroom) as room:
        found = room.accounts.list()
    if as_json:
        output.print_json([{"name": one.name, "role": one.role, "disabled": bool(one.disabled),
                            "outside": one.outside} for one in found])  # fmt: skip
    for one in () if as_json else found:
        gone = f", disabled {one.disabled:%Y-%m-%d}" if one.disabled else ""
        output.print_result(f"{one.name}  {one.role}{gone}")
    return output.DONE


@accounts.command("disable")
@NAME
@ARCHIVE
@NEWSROOM
def disable(name: str, archive: str | None, newsroom: str | None) -> int:
    """Let an account in no more; its sessions end, its tokens open nothing."""
    with opened(archive, newsroom) as room:
        room.accounts.disable(name, caller_of_command())
    output.note(f"{name} is let in no more")
    return output.DONE


@accounts.command("enable")
@NAME
@ARCHIVE
@NEWSROOM
def enable(name: str, archive: str | None, newsroom: str | None) -> int:
    """Let a disabled account in again."""
    with opened(archive, newsroom) as room:
        room.accounts.enable(name, caller_of_command())
    output.note(f"{name} may log in again")
    return output.DONE


@accounts.command("role")
@NAME
@click.argument("role", type=click.Choice(ROLES))
@ARCHIVE
@NEWSROOM
def set_role(name: str, role: str, archive: str | None, newsroom: str | None) -> int:
    """Give an account another role, at once."""
    from newstemma.newsroom import Role

    with opened(archive, newsroom) as room:
        room.accounts.set_role(name, Role(role), caller_of_command())
    output.note(f"{name} is {role} now")
    return output.DONE


@accounts.command("reset")
@NAME
@ARCHIVE
@NEWSROOM
def reset(name: str, archive: str | None, newsroom: str | None) -> int:
    """Give an account another password; every session of it ends."""
    with opened(archive, newsroom) as room:
        room.accounts.get(name)
        room.accounts.reset(name, _password(name), caller_of_command())
    output.note(f"{name} has another password; every session of it is over")
    return output.DONE


@accounts.command("log")
@ARCHIVE
@NEWSROOM
@AS_JSON
def log(archive: str | None, newsroom: str | None, as_json: bool) -> int:
    """Print the audit log, the latest first; with --archive, its rulings in their places."""
    from newstemma.archive import open_archive
    from newstemma.serve.wire_newsroom import newsroom_json

    with opened(archive, newsroom) as room:
        if archive is None:
            found = room.audit()
        else:
            with open_archive(archive, read_only=True, create=False) as kept:
                found = room.audit(kept.rulings())
    if as_json:
        output.print_json([newsroom_json(one) for one in found])
    for one in () if as_json else found:
        about = " ".join(part for part in (one.did, one.subject, one.detail) if part)
        output.print_result(f"{one.at:%Y-%m-%d %H:%M:%S}  {one.who}  {about}  [{one.through}]")
    return output.DONE


@click.group()
def tokens() -> None:
    """Keys for programs: scoped, listed by their first characters, revocable."""


@tokens.command("add")
@click.argument("account", metavar="ACCOUNT")
@ARCHIVE
@NEWSROOM
@click.option("--name", default="", metavar="TEXT", help="What it is for.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice(SCOPES),
    default=("read",),
    show_default=True,
    help="What it may do; may be given again.",
)
@click.option("--days", type=click.IntRange(1, 3650), default=365, show_default=True)
def add_token(account: str, archive: str | None, newsroom: str | None, **said: Any) -> int:
    """Make a token of an account; prints it this once."""
    from newstemma.newsroom import Scope

    scopes = frozenset(map(Scope, said["scopes"]))
    with opened(archive, newsroom) as room:
        room.accounts.get(account)
        token, word = room.tokens.add(
            account, said["name"], scopes, said["days"], caller_of_command()
        )
    output.note(f"token {token.number}; it is kept nowhere, so keep it now")
    output.print_result(word)
    return output.DONE


@tokens.command("list")
@ARCHIVE
@NEWSROOM
@AS_JSON
def list_tokens(archive: str | None, newsroom: str | None, as_json: bool) -> int:
    """List tokens by their first characters, the latest first."""
    from newstemma.serve.wire_newsroom import newsroom_json

    with opened(archive, newsroom) as room:
        found = room.tokens.list()
    if as_json:
        output.print_json([newsroom_json(one) for one in found])
    for one in () if as_json else found:
        end = f"revoked {one.revoked:%Y-%m-%d}" if one.revoked else (
            f"expires {one.expires:%Y-%m-%d}" if one.expires else "never expires")  # fmt: skip
        used = f"used {one.used:%Y-%m-%d %H:%M}" if one.used else "never used"
        scopes = ",".join(sorted(one.scopes))
        output.print_result(
            f"{one.number}  {one.prefix}…  {one.account}  {scopes}  {end}  {used}  {one.name}"
        )
    return output.DONE


@tokens.command("revoke")
@click.argument("number", type=click.IntRange(1), metavar="NUMBER")
@ARCHIVE
@NEWSROOM
def revoke(number: int, archive: str | None, newsroom: str | None) -> int:
    """Make a token open nothing any more, at once."""
    with opened(archive, newsroom) as room:
        room.tokens.revoke(number, caller_of_command())
    output.note(f"token {number} opens nothing any more")
    return output.DONE
