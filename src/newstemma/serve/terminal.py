"""The dossier in a terminal: what a fact-checker on deadline wants on the first screen.

Counts first and always together, with their reasons; then who copied whom; then what
changed, the gravest first; then what each number of origins says. Only fixed labels and
words of the reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newstemma.model import Collation, Counts, Dossier, Examination, Report, Stemma, Story
from newstemma.serve.outline import Outline, counts_of, many, published_of
from newstemma.serve.output import print_result
from newstemma.serve.sheet import Sheet, assemble, sheet_for_stdout
from newstemma.serve.terminal_changes import changes_section
from newstemma.serve.terminal_disputes import contradictions_section
from newstemma.serve.terminal_parts import (
    removed_section,
    statement_sections,
    stemma_section,
    timeline_section,
)


def print_examination(examination: Examination) -> None:
    """Every dossier on the standard output, as it wants it."""
    sheet = sheet_for_stdout()
    write_examination(sheet, examination)
    print_result(sheet.text())


def write_examination(sheet: Sheet, examination: Examination) -> None:
    """Every dossier on a sheet; with several stories, a list of them first."""
    if len(examination) > 1:
        _contents(sheet, examination)
    for dossier in examination:
        write_dossier(sheet, dossier)
    if not len(examination):
        sheet.line("No report could be read.")


def _contents(sheet: Sheet, examination: Examination) -> None:
    reports = sum(len(dossier.reports) for dossier in examination)
    sheet.line((f"{len(examination)} stories", "bold"), sheet.signs.dot, many(reports, "report"))
    for dossier in examination:
        counts = counts_of(dossier.counts, sheet.signs.dash)
        sheet.line(_title(dossier), sheet.signs.dot, counts[0], sheet.signs.dot, counts[-1],
                   indent=2)  # fmt: skip
    sheet.gap()
    sheet.line(("=" * sheet.width, "dim"))


def write_dossier(sheet: Sheet, dossier: Dossier) -> None:
    """One dossier on a sheet."""
    outline = Outline(dossier)
    sheet.gap()
    sheet.line((_title(dossier), "bold underline"))
    _counts(sheet, dossier.counts)
    _first(sheet, outline)
    stemma_section(sheet, outline)
    contradictions_section(sheet, outline)
    changes_section(sheet, outline)
    statement_sections(sheet, outline)
    timeline_section(sheet, outline)
    removed_section(sheet, dossier.reports)


def _title(dossier: Dossier) -> str:
    titles = [report.title for report in dossier.reports if report.title]
    return dossier.story.title or (titles[0] if titles else "(no title)")


def _counts(sheet: Sheet, counts: Counts) -> None:
    *others, independent = counts_of(counts, sheet.signs.dash)
    sheet.line(sheet.signs.dot.join(others), sheet.signs.dot, (independent, "bold green"))
    for reason in counts.independent.reasons:
        sheet.rows([[assemble(sheet.signs.bullet), assemble(reason)]])


def _first(sheet: Sheet, outline: Outline) -> None:
    dated = [r for r in outline.dossier.reports if r.published is not None]
    if dated:
        first = min(dated, key=published_of)
        sheet.line("First seen: ", published_of(first), "  ", outline.label(first.id))


# --- one stage at a time ----------------------------------------------------


def print_report(report: Report, *, first: bool = True) -> None:
    """A report's header and clean text, and what was removed."""
    sheet = sheet_for_stdout()
    _write_report(sheet, report)
    print_result(sheet.text() if first else f"\n{sheet.text()}")


def _write_report(sheet: Sheet, report: Report) -> None:
    sheet.gap()
    sheet.line((report.title or "(no title)", "bold underline"))
    credited = sheet.signs.dot.join(f"{c.name} ({c.role}, {c.place})" for c in report.credits)
    facts = (
        ("file", report.origin),
        ("outlet", report.outlet),
        ("authors", ", ".join(report.authors)),
        ("published", published_of(report)),
        ("credits", credited),
    )
    sheet.rows([[assemble((name, "dim")), assemble(fact)] for name, fact in facts if fact])
    sheet.gap()
    for line in report.text.split("\n"):
        sheet.line(line)
    removed_section(sheet, [report])


def print_stories(stories: Sequence[Story], reports: Iterable[Report]) -> None:
    """Each story with its reports."""
    sheet = sheet_for_stdout()
    known = {report.id: report for report in reports}
    for story in stories:
        sheet.heading(story.title or story.id, many(len(story.reports), "report"))
        rows = [known[id] for id in story.reports]
        sheet.rows(
            [
                [assemble(published_of(r)), assemble(r.outlet or "?"), assemble(r.title)]
                for r in rows
            ]
        )
    print_result(sheet.text())


def print_stemma(story: Story, reports: Sequence[Report], stemma: Stemma) -> None:
    """The stemma of one story."""
    sheet = sheet_for_stdout()
    outline = Outline(_partial(story, reports, stemma, Collation(story.id, (), ())))
    sheet.heading(story.title or story.id)
    stemma_section(sheet, outline)
    print_result(sheet.text())


def print_collation(reports: Sequence[Report], stemma: Stemma, collation: Collation) -> None:
    """The changes and the statements of one story."""
    sheet = sheet_for_stdout()
    story = Story(collation.story, tuple(report.id for report in reports))
    outline = Outline(_partial(story, reports, stemma, collation))
    changes_section(sheet, outline)
    statement_sections(sheet, outline)
    print_result(sheet.text())


def _partial(
    story: Story, reports: Sequence[Report], stemma: Stemma, collation: Collation
) -> Dossier:
    counts = Counts(len(reports), len(reports), 0, 0, stemma.independent)
    return Dossier(story, tuple(reports), stemma, collation, (), (), counts)
