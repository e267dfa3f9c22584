"""`newstemma compare A B`: two reports side by side in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newstemma.errors import Misuse
from newstemma.serve import output

if TYPE_CHECKING:
    from newstemma.model import Dossier, Page, Rejected


class NotTwo(Misuse):
    """What was given does not hold the two reports to compare; the message says what to do."""


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option(
    "--among",
    "others",
    multiple=True,
    metavar="PATH",
    help="Pages of the same story, for a better stemma (may be given again).",
)
@click.option("--all", "everything", is_flag=True, help="Also what only one of them says.")
def compare(first: str, second: str, others: tuple[str, ...], everything: bool) -> int:
    """Lay two pages side by side, statement by statement, their words aligned.

    A and B are files of one report each; they need not tell the same story.
    """
    from newstemma.pages import read_all
    from newstemma.serve.terminal_beside import print_beside

    found = _examined(list(read_all([first, second, *others])))
    left, right = _report_of(found, first), _report_of(found, second)
    if left == right:
        raise NotTwo(f"{first} and {second} are one and the same page")
    print_beside(found, left, right, everything)
    return output.DONE


def _examined(pages: list[Page | Rejected]) -> Dossier:
    """All pages as one story, whatever they tell: the reader says they belong together."""
    from newstemma.dossiers import dossier
    from newstemma.model import Rejected, Story
    from newstemma.reports import clean_all

    reports = {}
    for found in clean_all(pages):
        if isinstance(found, Rejected):
            raise NotTwo(f"{output.place_of(found)}: {output.detail_of(found)}")
        reports[found.id] = found
    return dossier(Story("compared", tuple(reports)), tuple(reports.values()))


def _report_of(dossier: Dossier, path: str) -> str:
    """The one report that came from a file; `NotTwo` where there are more or none."""
    found = [r.id for r in dossier.reports if r.origin == path or r.origin.startswith(f"{path}:")]
    if len(found) != 1:
        raise NotTwo(f"{path}: {len(found)} reports there; give a file of one")
    return found[0]
