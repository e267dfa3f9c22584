"""Reports: a page read as an editor would.

The theory. `clean` takes the steps in order: lay the page out as lines and fields, sift body
from what stands around it, read header, credits and dates, mark what the text says. Nothing
is dropped in silence: `Report.removed` holds each line with the rule that took it. A report's
text is its body in normal form, a blank line between paragraphs; cleaning it again changes
nothing. What a single page cannot know, its story's other reports may tell: `date_reports`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newstemma.model import Page, Rejected, Report
from newstemma.reports.crew import clean, clean_each
from newstemma.reports.dating import date_reports
from newstemma.reports.furniture import without_furniture
from newstemma.reports.owners import Owners, owned, read_owners

__all__ = ["Owners", "clean", "clean_all", "date_reports", "read_owners"]


def clean_all(
    pages: Iterable[Page | Rejected], *, fast: bool = False, owners: Owners | None = None
) -> Iterator[Report | Rejected]:
    """Each page cleaned, in order; a rejected one is passed on, the same page twice is one.

    When `fast`, the body of an HTML page is chosen in one look, without a second opinion.
    `owners` is a user's own table (`read_owners`), which comes before the shipped one.

    A long pile is read by a crew of workers (`crew`); only what is under way is in memory, and
    some hundred reports that wait for what their outlets' other pages tell (`furniture`).
    """
    seen: set[str] = set()
    for report in without_furniture(clean_each(pages, fast=fast)):
        if isinstance(report, Report):
            if report.id in seen:
                continue
            seen.add(report.id)
            report = owned(report, owners) if owners else report
        yield report
