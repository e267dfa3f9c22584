"""`newstemma doctor`: runs the checks, prints the findings, leaves with a status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from newstemma.serve import output
from newstemma.serve.commands import AS_JSON

if TYPE_CHECKING:
    from newstemma.serve.doctor.findings import Finding


@click.command()
@click.option("--archive", "address", metavar="FILE", envvar="NEWSTEMMA_ARCHIVE",
              help="An archive to look at (or set NEWSTEMMA_ARCHIVE).")  # fmt: skip
@click.option("--quick", is_flag=True, help="Leave out the check of the whole archive.")
@click.option("--feed", "urls", multiple=True, metavar="URL", help="Ask whether a feed answers.")
@AS_JSON
def doctor(address: str | None, quick: bool, urls: tuple[str, ...], as_json: bool) -> int:
    """Say what of the installation and an archive is well, and what to do about the rest.

    Nothing is changed. The network is left alone unless a feed is named. The status is 0
    where there is no fault, 3 where there is one.
    """
    from newstemma.serve.doctor.findings import Level

    found = list(_findings(address, quick, urls))
    if as_json:
        from newstemma.serve.wire import FORMAT

        output.print_json({"format": FORMAT, "findings": [asdict(one) for one in found]})
    else:
        output.print_result("\n".join(map(_line, found)))
    return output.SOME_REJECTED if any(f.level is Level.FAULT for f in found) else output.DONE


def _findings(address: str | None, quick: bool, urls: tuple[str, ...]) -> Iterator[Finding]:
    from newstemma.serve.doctor.installed import installation
    from newstemma.serve.doctor.machine import machine

    yield from installation()
    yield from machine()
    if address is not None:
        from newstemma.serve.doctor.keeping import archive

        yield from archive(address, thorough=not quick)
    if urls:
        from newstemma.serve.doctor.feeds import feeds

        yield from feeds(urls)


def _line(finding: Finding) -> str:
    from newstemma.serve.inert import inert_line

    do = f" -> {finding.do}" if finding.do else ""
    return f"{finding.level:8}{inert_line(f'{finding.check}: {finding.says}{do}')}"
