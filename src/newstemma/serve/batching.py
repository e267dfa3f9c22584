"""`newstemma batch`: a whole crawl into tables, on one machine or on a cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from newstemma.serve import output

if TYPE_CHECKING:
    from newstemma.archive import Archive
    from newstemma.batch import Plan, Progress, Settings
    from newstemma.engines import Engine
    from newstemma.model import Dossier, Report

ENGINES = ("serial", "processes", "ray")


@click.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option("--out", required=True, metavar="DIR", help="Where the tables go: a new folder.")
@click.option("--engine", type=click.Choice(ENGINES), default="processes", show_default=True)
@click.option("--workers", type=click.IntRange(1), help="Tasks at once.  [default: all cores]")
@click.option("--address", metavar="HOST:PORT", help="With --engine ray: a running cluster.")
@click.option("--memory", default="2GB", show_default=True, metavar="SIZE",
              help="For all processes of this machine together.")  # fmt: skip
@click.option("--window", type=click.IntRange(0), default=7, show_default=True, metavar="DAYS",
              help="Reports further apart are not compared for stories.")  # fmt: skip
@click.option("--fast", is_flag=True, help="Choose bodies in one look: quicker, a little coarser.")
@click.option("--archive", "archive", metavar="FILE", help="Take an archive in place of inputs.")
@click.option("--resume", is_flag=True, help="Go on with a run that was cut off.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--keep-work", is_flag=True, help="Keep what one stage left for another.")
@click.option("--json", "as_json", is_flag=True, help="Print the manifest, and only JSON.")
@click.option("--quiet", is_flag=True, help="Print no progress.")
def batch(inputs: tuple[str, ...], out: str, engine: str, dry_run: bool, **asked: Any) -> int:
    """Turn a whole crawl into tables of Parquet.

    INPUT is a file, a folder, a glob or an address (s3://...) of WARC, JSON lines, Parquet or
    pages. DIR gets reports, near copies, stories, stemmas, statements and supports.
    """
    if bool(inputs) == bool(asked["archive"]):
        raise click.UsageError("give inputs, or --archive FILE")
    if dry_run and inputs:
        return _plan(inputs, as_json=asked["as_json"])
    return _run(inputs, out, engine, **asked)


def _plan(inputs: tuple[str, ...], *, as_json: bool) -> int:
    from dataclasses import asdict

    from newstemma.batch import plan

    made = plan(inputs)
    if as_json:
        output.print_json(asdict(made))
    else:
        output.print_result(_told_plan(made))
    for name in made.missing:
        output.note(f"missing {name}: no such file; check the spelling")
    return output.DONE if made.inputs else output.NOTHING_READ


def _told_plan(made: Plan) -> str:
    hours = made.seconds / 3600
    return (
        f"{made.inputs:,} files, {made.bytes / 1e6:,.1f} MB, read by {made.tasks:,} tasks\n"
        f"by rule of thumb {made.pages:,} pages, {hours:,.1f} hours of one core, "
        f"{made.disk / 1e9:,.2f} GB of disk; a factor of three either way\n"
        "nothing was read and nothing written"
    )


def _run(
    inputs: tuple[str, ...], out: str, engine: str, *, resume: bool, as_json: bool, **asked: Any
) -> int:
    from newstemma.engines import open_engine

    settings = _settings(**asked)
    # On a cluster that is joined every machine has its own memory, and Ray knows its CPUs.
    joined = engine == "ray" and (asked["address"] or os.environ.get("RAY_ADDRESS"))
    workers = asked["workers"] if joined else settings.at_once
    opened = open_engine(engine, workers, asked["address"], settings.share)
    told = (lambda progress: None) if asked["quiet"] else _teller()
    try:
        how: dict[str, Any] = {"settings": settings, "told": told}
        if asked["archive"]:
            made = _of_archive(asked["archive"], out, opened, **how)
        else:
            from newstemma.batch import run

            made = run(inputs, out, opened, resume=resume, **how)
    finally:
        opened.close()
    output.wipe()
    if as_json:
        output.print_json(made)
    else:
        output.print_result(_told_counts(made["counts"], out))
    if not made["counts"]["reports"]:
        return output.NOTHING_READ
    return output.SOME_REJECTED if made["counts"]["rejected"] else output.DONE


def _of_archive(address: str, out: str, engine: Engine, **how: Any) -> dict[str, Any]:
    """The tables of an archive: its reports, its stories and their dossiers as they stand."""
    from newstemma.batch import export
    from newstemma.serve.archiving import opened

    with opened(address) as archive:
        return export(_stories(archive), address, out, engine, **how)


def _stories(archive: Archive) -> Iterator[tuple[Sequence[Report], Dossier]]:
    """The stories of an archive, the last days first, each with its reports and dossier."""
    cursor: str | None = None
    while True:
        page = archive.stories(limit=200, cursor=cursor)
        for entry in page.stories:
            yield archive.reports(entry.id), archive.dossier(entry.id)
        cursor = page.cursor
        if cursor is None:
            return


def _settings(
    *, workers: int | None, memory: str, window: int, fast: bool, keep_work: bool, **_: Any
) -> Settings:
    from newstemma.batch import Settings, parse_size
    from newstemma.engines.processes import cores

    return Settings(window, fast, parse_size(memory), workers or cores(), keep_work)


def _told_counts(counts: dict[str, int], out: str) -> str:
    told = [f"{counts[name]:,} {name.replace('_', ' ')}" for name in _SHOWN if counts.get(name)]
    lines = [", ".join(told) or "nothing could be read", f"tables in {out}"]
    if counts["rejected"]:
        lines.append(f"what was rejected, with file and line: {out}/rejected")
    return "\n".join(lines)


_SHOWN = ("pages", "repeated", "rejected", "reports", "near_copies", "bundles", "stories")


def _teller() -> Callable[[Progress], None]:
    """Tells progress: at a terminal in place, else a line as each stage ends."""
    import sys

    in_place = output.is_terminal(sys.stderr)

    def told(progress: Progress) -> None:
        left = "" if progress.left is None else f", about {progress.left:,.0f} s left"
        line = f"{progress.stage}: {progress.done:,} of {progress.parts:,} parts{left}"
        if in_place:
            click.echo(f"\r\x1b[K{line}", nl=False, err=True)
        elif progress.parts and progress.done == progress.parts:
            output.note(f"{progress.stage}: {progress.parts:,} parts in {progress.seconds:,.1f} s")

    return told
