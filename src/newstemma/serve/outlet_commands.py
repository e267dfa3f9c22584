"""`newstemma outlets`: what an archive tells of outlets. Thin: one verb, then print."""

from __future__ import annotations

import click

from newstemma.serve import output
from newstemma.serve.archiving import ARCHIVE, opened
from newstemma.serve.commands import AS_JSON


@click.command()
@ARCHIVE
@click.argument("name", required=False, metavar="[OUTLET]")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@click.option("--cursor", metavar="CURSOR", help="Go on where the last page ended.")
@AS_JSON
def outlets(address: str, name: str | None, limit: int, cursor: str | None, as_json: bool) -> int:
    """List outlets, or the reports of one: what is its own, what it copied and from whom.

    Only stories with a kept dossier (newstemma show) are counted as examined.
    """
    from newstemma.serve.terminal_archive import print_outlet, print_outlets

    with opened(address) as archive:
        if name is None:
            page = archive.outlets(limit=limit, cursor=cursor)
            return _json(page=page) if as_json else print_outlets(page)
        profile = archive.outlet(name)
        reports = archive.reports_of(name, limit=limit, cursor=cursor)
    return _json(profile=profile, page=reports) if as_json else print_outlet(profile, reports)


def _json(**parts: object) -> int:
    from newstemma.serve.wire import FORMAT
    from newstemma.serve.wire_archive import archive_json

    found: dict[str, object] = {"format": FORMAT}
    for part in parts.values():
        found.update(archive_json(part))
    output.print_json(found)
    return output.DONE
