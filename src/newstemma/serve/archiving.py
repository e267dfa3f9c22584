"""The commands over an archive: add, show, search, changes, history, versions, backup, ...

Thin: each opens the archive, calls one verb of it and prints. `rule`, `split` and `join` are in
`ruling_commands`; `stories --archive` in `stages`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from newstemma.errors import Misuse
from newstemma.serve import output
from newstemma.serve.commands import AS_JSON

if TYPE_CHECKING:
    from newstemma.archive import Added, Archive
    from newstemma.model import Dossier, Page, Rejected, Report

ARCHIVE = click.option(
    "--archive",
    "address",
    required=True,
    metavar="FILE",
    envvar="NEWSTEMMA_ARCHIVE",
    help="The archive: a file, or postgresql://... (or set NEWSTEMMA_ARCHIVE).",
)


def opened(address: str, *, read_only: bool = True) -> Archive:
    """The archive of a command; one that is not there is told, not made."""
    from newstemma.archive import open_archive

    return open_archive(address, read_only=read_only, create=False)


def print_values(name: str, values: Iterable[Any], **rest: Any) -> None:
    """Answers of an archive as JSON under a name, with the format beside them."""
    from newstemma.serve.wire import FORMAT
    from newstemma.serve.wire_archive import archive_json

    output.print_json({"format": FORMAT, name: [archive_json(v) for v in values], **rest})


# --- adding -------------------------------------------------------------------


@click.command()
@ARCHIVE
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@AS_JSON
@click.option("--batch", type=click.IntRange(1), default=200, show_default=True,
              help="Pages a transaction; each is safe on disk once its batch is.")  # fmt: skip
@click.option("--from-batch", "tables", metavar="DIR", help="Take the reports of a batch.")
def add(address: str, paths: tuple[str, ...], as_json: bool, batch: int, tables: str | None) -> int:
    """Add pages to an archive, made where there is none.

    What is known already is passed over, so a run that was cut off is simply begun again.
    """
    if bool(paths) == (tables is not None):
        raise click.UsageError("give pages to add, or --from-batch DIR")
    from newstemma.archive import open_archive

    counts: dict[str, int] = {"added": 0, "version": 0, "known": 0, "rejected": 0}
    rejected: list[Rejected] = []
    with open_archive(address) as archive:
        done = archive.add(_items(paths, tables), batch=batch)
        for one in _counted(output.watched(done, "pages added:"), counts, rejected):
            if as_json:
                _print_added(one)
    output.wipe()
    if not as_json:
        told = [f"{number} {what}" for what, number in counts.items() if number]
        output.print_result(", ".join(told) or "nothing to add")
    output.list_rejected(rejected)
    return output.status(sum(counts.values()) - counts["rejected"], rejected)


def _items(paths: tuple[str, ...], tables: str | None) -> Iterable[Page | Report | Rejected]:
    """The pages of paths, or the reports of a batch, which are clean already."""
    if tables is not None:
        from newstemma.batch import reports_of

        return reports_of(tables)
    from newstemma.pages import read_all

    return read_all(paths)


def _counted(
    done: Iterable[Added], counts: dict[str, int], rejected: list[Rejected]
) -> Iterator[Added]:
    for one in done:
        counts[one.what] += 1
        if one.rejected is not None:
            rejected.append(one.rejected)
        yield one


def _print_added(one: Added) -> None:
    import json

    from newstemma.serve.wire_archive import archive_json

    output.print_result(json.dumps(archive_json(one), ensure_ascii=False))


# --- showing ------------------------------------------------------------------


@click.command()
@ARCHIVE
@click.argument("story", metavar="STORY")
@AS_JSON
@click.option("--format", "form", metavar="FORMAT", help="Any format of newstemma export.")
def show(address: str, story: str, as_json: bool, form: str | None) -> int:
    """Show the dossier of a story: kept, or made again where the story changed."""
    found = _dossier(address, story)
    if as_json or form is not None:
        from newstemma.model import Examination
        from newstemma.serve.exports import export

        output.print_result(export(Examination((found,)), form or "json"))
    else:
        from newstemma.model import Examination
        from newstemma.serve.terminal import print_examination

        print_examination(Examination((found,)))
    return output.DONE


def _dossier(address: str, story: str) -> Dossier:
    """The dossier, kept for the next time where the archive may be written."""
    from newstemma.stores.errors import ArchiveBusy, ArchiveUnwritable

    try:
        with opened(address, read_only=False) as archive:
            return archive.dossier(story)
    except (ArchiveUnwritable, ArchiveBusy):
        with opened(address) as archive:
            return archive.dossier(story)


@click.command()
@ARCHIVE
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@click.option("--skip", type=click.IntRange(0), default=0, help="Pass over the first so many.")
@AS_JSON
def search(address: str, words: tuple[str, ...], limit: int, skip: int, as_json: bool) -> int:
    """Find reports by words; '"a phrase"' stands as it is."""
    with opened(address) as archive:
        found = archive.search(" ".join(words), limit=limit, skip=skip)
    if as_json:
        print_values("found", found)
    else:
        from newstemma.serve.terminal_archive import print_found

        print_found(found)
    return output.DONE if found else output.NOTHING_READ


@click.command("copies-of")
@ARCHIVE
@click.argument("report", metavar="REPORT")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@AS_JSON
def copies_of(address: str, report: str, limit: int, as_json: bool) -> int:
    """Show who else printed a report or part of it, in any story, since when."""
    with opened(address, read_only=False) as archive:
        asked, found = archive.report(report), archive.copies_of(report, limit=limit)
    if as_json:
        from newstemma.serve.wire import FORMAT
        from newstemma.serve.wire_copies import copy_json

        output.print_json({"format": FORMAT, "copies": [copy_json(one) for one in found]})
    else:
        from newstemma.serve.terminal_archive import print_copies

        print_copies(asked, found)
    return output.DONE if found else output.NOTHING_READ


@click.command()
@ARCHIVE
@click.option("--since", type=click.IntRange(0), default=0, help="The cursor printed last time.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True)
@AS_JSON
def changes(address: str, since: int, limit: int, as_json: bool) -> int:
    """List the stories that changed since a cursor, and print the next cursor."""
    with opened(address) as archive:
        found = archive.changed_since(since, limit=limit)
    if as_json:
        print_values("stories", found.stories, cursor=found.cursor)
    else:
        from newstemma.serve.terminal_archive import print_entries

        print_entries(found.stories, f"next: --since {found.cursor}")
    return output.DONE


@click.command()
@ARCHIVE
@click.option("--story", default="", metavar="STORY", help="Only lines about this story.")
@click.option("--report", default="", metavar="REPORT", help="Only lines about this report.")
@click.option("--after", type=click.IntRange(0), default=0, help="Only lines of a higher number.")
@click.option("--limit", type=click.IntRange(1), default=1000, show_default=True)
@AS_JSON
def history(address: str, story: str, report: str, after: int, limit: int, as_json: bool) -> int:
    """Print the log: stories opened, merged and split, reports moved, rulings."""
    with opened(address) as archive:
        found = archive.history(story=story, report=report, after=after, limit=limit)
    if as_json:
        print_values("events", found)
    else:
        from newstemma.serve.terminal_archive import print_events

        print_events(found)
    return output.DONE


@click.command()
@ARCHIVE
@click.argument("report", metavar="REPORT")
@AS_JSON
def versions(address: str, report: str, as_json: bool) -> int:
    """Show what a page said at first and what was changed since."""
    with opened(address) as archive:
        found = archive.versions(report)
    if as_json:
        print_values("versions", found)
    else:
        from newstemma.serve.terminal_archive import print_versions

        print_versions(found)
    return output.DONE


# --- the whole ----------------------------------------------------------------


@click.command()
@ARCHIVE
@click.argument("file", metavar="FILE")
def backup(address: str, file: str) -> int:
    """Copy an archive to a new file, while others read and write it.

    Its newsroom (accounts, notes, saved stories) goes to FILE.newsroom, where it has one.
    """
    with opened(address) as archive:
        archive.backup(file)
        counts = archive.counts()
    _copy_newsroom(address, file)
    output.print_result(f"{file}: {counts['reports']} reports, {counts['stories']} stories")
    return output.DONE


@click.command()
@ARCHIVE
@click.argument("file", metavar="FILE")
def restore(address: str, file: str) -> int:
    """Make an archive of a backup; there must be none at --archive yet.

    FILE.newsroom becomes its newsroom, where there is one.
    """
    import os

    if os.path.exists(address):
        raise Misuse(f"{address}: there is an archive already; move it away first")
    with opened(file) as archive:
        troubles = archive.check()
        if troubles:
            raise Misuse(f"{file}: this backup is damaged: {'; '.join(troubles)}")
        archive.backup(address)
    _copy_newsroom(file, address)
    output.print_result(f"{address}: restored from {file}")
    return output.DONE


def _copy_newsroom(source: str, target: str) -> None:
    """Copies the newsroom beside one archive to beside another, where there is one."""
    import os

    from newstemma.newsroom.newsroom import is_file, place_beside

    if is_file(source) and os.path.exists(place_beside(source)):
        from newstemma.newsroom import open_newsroom

        with open_newsroom(place_beside(source)) as newsroom:
            newsroom.backup(place_beside(target))


@click.command()
@ARCHIVE
def check(address: str) -> int:
    """Check that everything inside an archive agrees."""
    with opened(address) as archive:
        troubles, counts = archive.check(), archive.counts()
    for trouble in troubles:
        output.note(trouble)
    told = "all is well" if not troubles else "something does not agree; restore a backup"
    reports, stories = counts["reports"], counts["stories"]
    output.print_result(f"{address}: {reports} reports, {stories} stories: {told}")
    return output.SOME_REJECTED if troubles else output.DONE
