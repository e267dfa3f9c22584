"""The commands for a person's word: `rule`, `split`, `join`."""

from __future__ import annotations

import getpass
import os
from datetime import UTC, datetime
from typing import Any

import click

from newstemma.errors import Misuse
from newstemma.serve import output
from newstemma.serve.archiving import ARCHIVE, opened, print_values
from newstemma.serve.commands import AS_JSON

WHO = click.option("--who", metavar="NAME", help="Who rules; the user of this machine if not said.")
NOTE = click.option("--note", default="", metavar="TEXT", help="Why; kept with the ruling.")


def user_of_this_machine() -> str:
    """Who runs the command, by the name the machine has for them."""
    try:
        return os.environ.get("LOGNAME") or getpass.getuser()
    except (KeyError, OSError):  # a user id without a name
        return str(os.getuid())


def _who(said: str | None) -> str:
    return said or user_of_this_machine()


@click.command()
@ARCHIVE
@click.argument("verdict", required=False, metavar="[VERDICT]")
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@WHO
@NOTE
@click.option("--undo", type=click.IntRange(1), metavar="N", help="Withdraw ruling N.")
@AS_JSON
def rule(address: str, verdict: str | None, undo: int | None, as_json: bool, **said: Any) -> int:
    """Rule on reports, withdraw a ruling, or list all rulings.

    Verdicts: copies TARGET SOURCE, not_copies TARGET SOURCE, same_origin A B,
    other_origin A B, same_story A B..., other_story A B... (A apart from each other),
    unseen_source A (its source that nobody handed us; the name is the note).
    """
    who = _who(said["who"])
    if verdict is not None and undo is not None:
        raise click.UsageError("give a verdict or --undo, not both")
    with opened(address, read_only=verdict is None and undo is None) as archive:
        if undo is not None:
            archive.undo(undo, who=who)
            output.note(f"ruling {undo} withdrawn")
        elif verdict is not None:
            from newstemma.model import Ruling

            ruling = Ruling(who, datetime.now(UTC), said["reports"], verdict, said["note"])
            output.note(f"ruling {archive.rule(ruling)} kept")
        found = archive.rulings()
    if as_json:
        print_values("rulings", found)
    else:
        from newstemma.serve.terminal_archive import print_rulings

        print_rulings(found)
    return output.DONE


@click.command()
@ARCHIVE
@click.argument("story", metavar="STORY")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@WHO
@NOTE
def split(address: str, story: str, reports: tuple[str, ...], who: str | None, note: str) -> int:
    """Part reports from a story, for good; prints the story they are in now."""
    with opened(address, read_only=False) as archive:
        output.print_result(archive.split(story, reports, who=_who(who), note=note))
    return output.DONE


@click.command()
@ARCHIVE
@click.argument("stories", nargs=-1, required=True, metavar="STORY STORY...")
@WHO
@NOTE
def join(address: str, stories: tuple[str, ...], who: str | None, note: str) -> int:
    """Make one story of several, for good; prints its id."""
    if len(stories) < 2:
        raise Misuse("give two stories or more to join")
    with opened(address, read_only=False) as archive:
        output.print_result(archive.join(stories, who=_who(who), note=note))
    return output.DONE
