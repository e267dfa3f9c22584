"""The commands for what people wrote beside an archive: `notes` and `saved`.

Thin: each opens the newsroom, asks one thing of it and prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newstemma.serve import output
from newstemma.serve.archiving import ARCHIVE
from newstemma.serve.commands import AS_JSON
from newstemma.serve.newsroom_commands import NEWSROOM, caller_of_command, opened

if TYPE_CHECKING:
    from newstemma.newsroom import Note, Saved

LIMIT = click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
BEFORE = click.option("--before", type=click.IntRange(1), help="Only those of a lower number.")


@click.group()
def notes() -> None:
    """Notes that people wrote at places of the reports."""


@notes.command("list")
@ARCHIVE
@NEWSROOM
@LIMIT
@BEFORE
@AS_JSON
def list_notes(
    address: str, newsroom: str | None, limit: int, before: int | None, as_json: bool
) -> int:
    """List notes, the latest first; a hidden one without its words."""
    with opened(address, newsroom) as room:
        found = room.notes.list(before, limit)
    if as_json:
        _print_json(found)
    for note in () if as_json else found:
        said = f"hidden by {note.hidden_by}: {note.reason}" if note.hidden else note.text
        place = f"{note.anchor.report}:{note.anchor.span.start}-{note.anchor.span.end}"
        head = f"{note.number}  {note.when:%Y-%m-%d %H:%M}  {note.who}  {place}"
        output.print_result(f"{head}\n  “{note.anchor.quote}”\n  {said}")
    return output.DONE


@notes.command("export")
@ARCHIVE
@NEWSROOM
@click.argument("report", metavar="REPORT")
def export_notes(address: str, newsroom: str | None, report: str) -> int:
    """Print the notes on a page, all its versions, as W3C Web Annotations."""
    from newstemma.archive import open_archive
    from newstemma.serve.wire_newsroom import annotations_json

    with open_archive(address, read_only=True, create=False) as archive:
        reports = {one.report.id: one.report for one in archive.versions(report)}
    with opened(address, newsroom) as room:
        output.print_json(annotations_json(room.notes.on(reports), reports))
    return output.DONE


@notes.command("hide")
@ARCHIVE
@NEWSROOM
@click.argument("number", type=click.IntRange(1), metavar="NUMBER")
@click.option("--reason", required=True, metavar="TEXT", help="Why; shown in the note's place.")
def hide_note(address: str, newsroom: str | None, number: int, reason: str) -> int:
    """Hide a note; it stays under its number, with who hid it and why."""
    with opened(address, newsroom) as room:
        room.notes.hide(number, reason, caller_of_command())
    output.note(f"note {number} is hidden")
    return output.DONE


@click.group()
def saved() -> None:
    """Stories saved as they stood."""


@saved.command("add")
@ARCHIVE
@NEWSROOM
@click.argument("story", metavar="STORY")
@click.option("--title", default="", metavar="TEXT", help="The story's own where not said.")
@click.option("--note", default="", metavar="TEXT", help="What it is for.")
def save(address: str, newsroom: str | None, story: str, title: str, note: str) -> int:
    """Save a story as it stands; prints the number of the copy."""
    from newstemma.archive import open_archive

    with open_archive(address, create=False) as archive:
        dossier = archive.dossier(story)
    with opened(address, newsroom, create=True) as room:
        made = room.saved.save(dossier, caller_of_command(), title, note)
    output.print_result(str(made.number))
    return output.DONE


@saved.command("list")
@ARCHIVE
@NEWSROOM
@LIMIT
@BEFORE
@AS_JSON
def list_saved(
    address: str, newsroom: str | None, limit: int, before: int | None, as_json: bool
) -> int:
    """List saved stories with their counts as they stood, the latest first."""
    from newstemma.serve.outline import counts_of

    with opened(address, newsroom) as room:
        found = room.saved.list(before, limit)
    if as_json:
        _print_json(found)
    for one in () if as_json else found:
        head = f"{one.number}  {one.when:%Y-%m-%d %H:%M}  {one.who}  {one.title}"
        output.print_result(f"{head}\n  {', '.join(counts_of(one.counts))}")
    return output.DONE


@saved.command("show")
@ARCHIVE
@NEWSROOM
@click.argument("number", type=click.IntRange(1), metavar="NUMBER")
@click.option("--format", "form", metavar="FORMAT", default="markdown", show_default=True,
              help="Any format of newstemma export.")  # fmt: skip
def show_saved(address: str, newsroom: str | None, number: int, form: str) -> int:
    """Print a saved story's dossier, as it stood."""
    from newstemma.model import Examination
    from newstemma.serve.exports import export

    with opened(address, newsroom) as room:
        dossier = room.saved.dossier(number)
    output.print_result(export(Examination((dossier,)), form))
    return output.DONE


def _print_json(found: tuple[Note, ...] | tuple[Saved, ...]) -> None:
    from newstemma.serve.wire_newsroom import newsroom_json

    output.print_json([newsroom_json(one) for one in found])
