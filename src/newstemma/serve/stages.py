"""One stage at a time: `newstemma read`, `stories`, `trace`, `collate`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newstemma.serve import output
from newstemma.serve.commands import AS_JSON, OWNERS, PATHS, owners_in

if TYPE_CHECKING:
    from newstemma.model import Collation, Rejected, Report, Stemma, Story
    from newstemma.reports import Owners


@click.command()
@PATHS
@AS_JSON
@click.option("--fast", is_flag=True, help="Choose bodies in one look: quicker, a little coarser.")
@OWNERS
def read(paths: tuple[str, ...], as_json: bool, fast: bool, table: Path | None) -> int:
    """Read pages into clean reports, and show what was removed."""
    rejected: list[Rejected] = []
    owners = owners_in(table)
    found = _read(paths, rejected, watch=_is_piped(), fast=fast, owners=owners)
    made = _print_reports_json(found, rejected) if as_json else _print_reports(found)
    return _finish(made, rejected)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@AS_JSON
@click.option("--archive", "address", metavar="FILE", help="List the stories of an archive.")
@click.option("--today", is_flag=True, help="With --archive: those with a report of today (UTC).")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="With --archive: those of a day.")
@click.option("--query", metavar="WORDS", help="With --archive: those with a report of the words.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@click.option("--cursor", help="With --archive: what was printed as next.")
def stories(
    paths: tuple[str, ...], as_json: bool, address: str | None, today: bool, **asked: Any
) -> int:
    """Group reports into stories, or list those of an archive."""
    if address is not None and not paths:
        return _kept_stories(address, as_json, today, **asked)
    if address is not None or not paths:
        raise click.UsageError("give pages to group, or --archive FILE to list what it holds")
    reports, rejected = _reports(paths)
    found = _stories(reports)
    if as_json:
        _print_json("stories", found, rejected)
    else:
        from newstemma.serve.terminal import print_stories

        print_stories(found, reports)
    return _finish(len(reports), rejected)


@click.command()
@PATHS
@AS_JSON
def trace(paths: tuple[str, ...], as_json: bool) -> int:
    """Trace who took the text from whom."""
    reports, rejected = _reports(paths)
    found = [(story, *_trace(story, reports)) for story in _stories(reports)]
    if as_json:
        _print_json("stemmas", [stemma for _, _, stemma in found], rejected)
    else:
        from newstemma.serve.terminal import print_stemma

        for story, members, stemma in found:
            print_stemma(story, members, stemma)
    return _finish(len(reports), rejected)


@click.command()
@PATHS
@AS_JSON
def collate(paths: tuple[str, ...], as_json: bool) -> int:
    """Lay the reports of a story side by side, statement by statement."""
    reports, rejected = _reports(paths)
    found = [_collate(story, reports) for story in _stories(reports)]
    if as_json:
        _print_json("collations", [collation for _, _, collation in found], rejected)
    else:
        from newstemma.serve.terminal import print_collation

        for members, stemma, collation in found:
            print_collation(members, stemma, collation)
    return _finish(len(reports), rejected)


def _kept_stories(
    address: str, as_json: bool, today: bool, day: datetime | None, **asked: Any
) -> int:
    from newstemma.serve.archiving import opened, print_values

    wanted = datetime.now(UTC).date() if today else day.date() if day else None
    with opened(address) as archive:
        found = archive.stories(day=wanted, **asked)
    if as_json:
        print_values("stories", found.stories, cursor=found.cursor)
    else:
        from newstemma.serve.terminal_archive import print_entries

        print_entries(found.stories, f"next: --cursor {found.cursor}" if found.cursor else "")
    return output.DONE if found.stories else output.NOTHING_READ


# --- the stages, each imported only when its command runs --------------------


def _print_reports(found: Iterable[Report]) -> int:
    from newstemma.serve.terminal import print_report

    made = 0
    for made, report in enumerate(found, 1):
        print_report(report, first=made == 1)
    return made


def _print_reports_json(found: Iterable[Report], rejected: list[Rejected]) -> int:
    from newstemma.serve.wire import FORMAT, to_json

    made = output.print_json_list({"format": FORMAT}, "reports", map(to_json, found))
    output.print_json_rest({"rejected": [to_json(page) for page in rejected]})
    return made


def _is_piped() -> bool:
    """False where results scroll by on a terminal: they show that work goes on."""
    return not output.is_terminal(sys.stdout)


def _reports(paths: tuple[str, ...]) -> tuple[list[Report], list[Rejected]]:
    rejected: list[Rejected] = []
    return list(_read(paths, rejected)), rejected


def _read(
    paths: tuple[str, ...],
    rejected: list[Rejected],
    *,
    watch: bool = True,
    fast: bool = False,
    owners: Owners | None = None,
) -> Iterator[Report]:
    """The reports as they come; what is rejected goes into the list."""
    from newstemma.model import Rejected
    from newstemma.pages import read_all
    from newstemma.reports import clean_all

    pages = output.watched(read_all(paths), "pages read:") if watch else read_all(paths)
    for found in clean_all(pages, fast=fast, owners=owners):
        if isinstance(found, Rejected):
            rejected.append(found)
        else:
            yield found
    if watch:
        output.wipe()


def _stories(reports: list[Report]) -> tuple[Story, ...]:
    from newstemma.stories import group

    return group(reports)


def _trace(story: Story, reports: list[Report]) -> tuple[list[Report], Stemma]:
    from newstemma.stemmas import trace as trace_story

    members = [report for report in reports if report.id in story.reports]
    return members, trace_story(members, story=story.id)


def _collate(story: Story, reports: list[Report]) -> tuple[list[Report], Stemma, Collation]:
    from newstemma.collations import collate as collate_story

    members, stemma = _trace(story, reports)
    return members, stemma, collate_story(members, stemma)


def _print_json(name: str, values: Iterable[object], rejected: list[Rejected]) -> None:
    from newstemma.serve.wire import FORMAT, to_json

    raw: dict[str, Any] = {"format": FORMAT, name: [to_json(value) for value in values]}
    raw["rejected"] = [to_json(page) for page in rejected]
    output.print_json(raw)


def _finish(made: int, rejected: list[Rejected]) -> int:
    output.list_rejected(rejected)
    return output.status(made, rejected)
