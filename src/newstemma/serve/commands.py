"""`newstemma examine`, the main job, and `newstemma schema`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newstemma.serve import output

if TYPE_CHECKING:
    from newstemma.model import Examination
    from newstemma.reports import Owners

PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, and only JSON.")
FILE = click.Path(dir_okay=False)
OWNERS = click.option(
    "--owners",
    "table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Your own table of outlets and owners; what it says comes before ours.",
)


@click.command()
@PATHS
@AS_JSON
@click.option("--markdown", is_flag=True, help="Print the dossiers as Markdown.")
@click.option("--html", type=FILE, metavar="FILE", help="Write one self-contained page.")
@click.option("--svg", type=FILE, metavar="FILE", help="Draw the stemma (story 2: FILE-2.svg).")
@click.option("--dot", type=FILE, metavar="FILE", help="Write the stemmas for Graphviz.")
@click.option("--graphml", type=FILE, metavar="FILE", help="Write the stemmas as GraphML.")
@OWNERS
@click.option("--one-story", is_flag=True, help="Do not group: all pages tell of one event.")
@click.option("--quiet", is_flag=True, help="Print no dossier and no progress.")
def examine(
    paths: tuple[str, ...],
    as_json: bool,
    markdown: bool,
    table: Path | None,
    one_story: bool,
    quiet: bool,
    **files: str | None,
) -> int:
    """Count the independent sources behind each story.

    Reads the pages, groups them into stories, traces who copied whom, collates the
    statements and shows one dossier per story.
    """
    if as_json and markdown:
        raise click.UsageError("--json and --markdown both print; choose one")
    for file in files.values():
        output.require_writable(file, paths)
    found = _examine(paths, quiet, owners=owners_in(table), one_story=one_story)
    if not quiet or as_json or markdown:
        _print(found, as_json, markdown)
    for name, file in files.items():
        if file is not None:
            _write(found, name, file, quiet)
    output.list_rejected(found.rejected)
    return output.status(len(found), found.rejected)


def owners_in(table: Path | None) -> Owners | None:
    """What a user's table of owners says; none without one."""
    if table is None:
        return None
    from newstemma.reports import read_owners

    return read_owners(table)


def _examine(
    paths: tuple[str, ...], quiet: bool, *, owners: Owners | None, one_story: bool
) -> Examination:
    from newstemma.dossiers import examine as examine_pages
    from newstemma.pages import read_all

    pages = read_all(paths)
    if quiet:
        return examine_pages(pages, owners=owners, one_story=one_story)
    watched = output.watched(pages, "pages read:", "; tracing, collating, weighing")
    found = examine_pages(watched, owners=owners, one_story=one_story)
    output.wipe()
    return found


def _print(found: Examination, as_json: bool, markdown: bool) -> None:
    if as_json:
        from newstemma.serve.wire import to_json

        output.print_json(to_json(found))
    elif markdown:
        from newstemma.serve.markdown import markdown_of

        output.print_result(markdown_of(found))
    else:
        from newstemma.serve.terminal import print_examination

        print_examination(found)


def _write(found: Examination, name: str, file: str, quiet: bool) -> None:
    for path, text in _WRITERS[name](found, file):
        output.write_file(path, text)
        if not quiet:
            output.note(f"wrote {path}")


Written = list[tuple[str, str]]


def _html(found: Examination, file: str) -> Written:
    from newstemma.serve.html import html_of

    return [(file, html_of(found))]


def _svg(found: Examination, file: str) -> Written:
    from newstemma.serve.drawing import svg_of

    base, dot, ending = file.rpartition(".")
    names = [file] + [
        f"{base or file}-{number}{dot}{ending if base else ''}"
        for number in range(2, len(found) + 1)
    ]
    return [(name, svg_of(dossier)) for name, dossier in zip(names, found, strict=False)]


def _dot(found: Examination, file: str) -> Written:
    from newstemma.serve.graphs import dot_of

    return [(file, dot_of(found))]


def _graphml(found: Examination, file: str) -> Written:
    from newstemma.serve.graphs import graphml_of

    return [(file, graphml_of(found))]


_WRITERS: dict[str, Callable[[Examination, str], Written]] = {
    "html": _html,
    "svg": _svg,
    "dot": _dot,
    "graphml": _graphml,
}


@click.command()
def schema() -> int:
    """Print the JSON Schema of what examine --json prints."""
    import json

    from newstemma.serve.wire import schema as wire_schema

    output.print_result(json.dumps(wire_schema(), indent=2, ensure_ascii=False))
    return output.DONE
