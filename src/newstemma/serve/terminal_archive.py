"""An archive's answers in a terminal: stories, reports found, versions, the log, rulings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from newstemma.archive import (
    Descent,
    Event,
    Found,
    KeptRuling,
    OutletEntry,
    OutletPage,
    OutletProfile,
    OutletReport,
    OutletReports,
    StoryEntry,
    Version,
)
from newstemma.archive.copying import CopyFound
from newstemma.model import Report
from newstemma.serve.outline import counts_of, many, published_of
from newstemma.serve.output import DONE, print_result
from newstemma.serve.sheet import Sheet, assemble, sheet_for_stdout

AROUND = 60  # code points shown before and after a word that was found


def print_entries(entries: Iterable[StoryEntry], last: str = "") -> None:
    """A line for each story: days, title, size, independent sources where they are counted."""
    sheet = sheet_for_stdout()
    for entry in entries:
        sheet.line((entry.title or "(no title)", "bold"), indent=0)
        facts = [entry.id, _days(entry), many(entry.size, "report")]
        if entry.merged_into:
            facts.append(f"now in {entry.merged_into}")
        elif entry.counts is not None:
            facts.append(counts_of(entry.counts, sheet.signs.dash)[-1])
        sheet.line((sheet.signs.dot.join(facts), "dim"), indent=2)
    if last:
        sheet.gap()
        sheet.line(last)
    print_result(sheet.text())


def _days(entry: StoryEntry) -> str:
    days = [day.isoformat() for day in (entry.first, entry.last) if isinstance(day, date)]
    return " to ".join(dict.fromkeys(days)) or "no date"


def print_found(found: Sequence[Found]) -> None:
    """Each report found, with the words around the first place."""
    sheet = sheet_for_stdout()
    for one in found:
        sheet.line((one.title or "(no title)", "bold"))
        facts = [one.report, one.outlet or "?", one.published or "no date", f"story {one.story}"]
        sheet.line((sheet.signs.dot.join(facts), "dim"), indent=2)
        sheet.line(_around(one), indent=2)
    if not found:
        sheet.line("No report holds these words.")
    print_result(sheet.text())


def _around(one: Found) -> str:
    if not one.spans:
        return one.text[: 2 * AROUND].replace("\n", " ")
    first = one.spans[0]
    return one.text[max(0, first.start - AROUND) : first.end + AROUND].replace("\n", " ")


def print_copies(asked: Report, found: Sequence[CopyFound]) -> None:
    """Each report that shares text, how much, and the longest passage."""
    sheet = sheet_for_stdout()
    for one in found:
        sheet.line((one.title or "(no title)", "bold"))
        facts = [one.report, one.outlet or "?", one.published or "no date", f"story {one.story}"]
        sheet.line((sheet.signs.dot.join(facts), "dim"), indent=2)
        first = {"theirs": "they had it first", "asked": "we had it first"}
        told = f"{one.kind}, {one.share:.0%} of this report"
        sheet.line(told, sheet.signs.dot, first.get(one.source or "", "order not known"), indent=2)
        longest = max(one.passages, key=lambda p: p.words, default=None)
        if longest is not None:
            sheet.line(longest.here.of(asked.text)[: 3 * AROUND].replace("\n", " "), indent=2)
    if not found:
        sheet.line("Nobody else printed this, as far as this archive knows.")
    print_result(sheet.text())


def print_outlets(page: OutletPage) -> int:
    """A line for each outlet, and how to see more."""
    sheet = sheet_for_stdout()
    for entry in page:
        sheet.line((entry.name, "bold"))
        sheet.line((sheet.signs.dot.join(_figures(entry)), "dim"), indent=2)
    if not page.outlets:
        sheet.line("No report in this archive names an outlet.")
    _print_more(sheet, page.cursor)
    return DONE


def print_outlet(profile: OutletProfile, reports: OutletReports) -> int:
    """An outlet, whom it copies and who copies it, and its reports from the latest."""
    sheet = sheet_for_stdout()
    sheet.line((profile.entry.name, "bold"))
    sheet.line((sheet.signs.dot.join(_figures(profile.entry)), "dim"), indent=2)
    for told, named in (("copied from", profile.sources), ("copied by", profile.takers)):
        if named:
            names = ", ".join(f"{one.name or '(no name)'} {one.reports}" for one in named)
            sheet.line(f"{told}: {names}", indent=2)
    for one in reports:
        sheet.gap()
        sheet.line((one.title or "(no title)", "bold"))
        facts = [one.report, one.published or "no date", f"story {one.story}", _descent(one)]
        sheet.line((sheet.signs.dot.join(facts), "dim"), indent=2)
    _print_more(sheet, reports.cursor)
    return DONE


def _print_more(sheet: Sheet, cursor: str | None) -> None:
    if cursor is not None:
        sheet.gap()
        sheet.line(f"more: --cursor '{cursor}'")
    print_result(sheet.text())


def _figures(entry: OutletEntry) -> list[str]:
    if not entry.examined:
        return [many(entry.reports, "report"), "none examined"]
    return [
        many(entry.reports, "report"),
        f"of {entry.examined} examined {entry.original} original, {entry.copied} copied, "
        f"{entry.undetermined} undetermined",
        f"{entry.critical} critical and {entry.major} major changes brought in",
    ]


def _descent(one: OutletReport) -> str:
    if one.descent is None:
        return "not examined"
    told = f"copy of {one.source or 'an unnamed source'}"
    descent = told if one.descent is Descent.COPY else str(one.descent)
    changes = one.critical + one.major
    return f"{descent}, {many(changes, 'grave change')} brought in" if changes else descent


def print_versions(found: Sequence[Version]) -> None:
    """Each version, oldest first, with what was changed: the words before and after."""
    sheet = sheet_for_stdout()
    for number, version in enumerate(found, 1):
        report = version.report
        state = "now" if version.current else "replaced"
        sheet.heading(f"Version {number}", report.id, published_of(report), state)
        for change in version.changes:
            _write_change(sheet, change.severity, change.aspect, [change.before, change.after])
    print_result(sheet.text())


def _write_change(sheet: Sheet, severity: str, aspect: str, sides: Sequence[object]) -> None:
    sheet.line(f"{severity}: {aspect}", indent=2)
    for label, words in zip(("before", "after"), sides, strict=True):
        text = getattr(words, "text", "")
        if text:
            sheet.rows([[assemble((label, "dim")), assemble(text)]], indent=4)


def print_events(events: Iterable[Event]) -> None:
    """The log, a line each."""
    sheet = sheet_for_stdout()
    sheet.rows(
        [
            [
                assemble((str(event.number), "dim")),
                assemble(event.at.strftime("%Y-%m-%d %H:%M")),
                assemble((event.kind, "bold")),
                assemble(" ".join(p for p in (event.story, event.other and f"from {event.other}",
                                              event.report, event.note) if p)),
            ]
            for event in events
        ]
    )  # fmt: skip
    print_result(sheet.text())


def print_rulings(rulings: Iterable[KeptRuling]) -> None:
    """Every ruling, withdrawn ones marked."""
    sheet = sheet_for_stdout()
    for kept in rulings:
        ruling = kept.ruling
        state = f"withdrawn by {kept.withdrawn_by or '?'}" if kept.withdrawn else "holds"
        sheet.line((f"{kept.number} {ruling.verdict}", "bold"), f" {' '.join(ruling.subject)}")
        facts = [ruling.who, ruling.when.strftime("%Y-%m-%d %H:%M"), state, ruling.note]
        sheet.line((sheet.signs.dot.join(fact for fact in facts if fact), "dim"), indent=2)
    print_result(sheet.text())
