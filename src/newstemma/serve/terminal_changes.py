"""What changed, in a terminal: before, after, who brought it in and how sure that is."""

from __future__ import annotations

from collections import Counter

from newstemma.model import Change, Direction, Severity, Words
from newstemma.serve.outline import SEVERITIES, Outline, percent
from newstemma.serve.readings import picked
from newstemma.serve.sheet import Piece, Sheet, assemble

ENOUGH = 20  # changes below major shown in a terminal; critical and major always are
GRAVE = (Severity.CRITICAL, Severity.MAJOR)
STYLES = {
    Severity.CRITICAL: "bold red",
    Severity.MAJOR: "bold yellow",
    Severity.MODERATE: "cyan",
}


def changes_section(sheet: Sheet, outline: Outline) -> None:
    """How many of each severity, then each change, the gravest first."""
    changes = outline.changes
    if not changes:
        return
    counted = Counter(change.severity for change in changes)
    summary = (f"{counted[severity]} {severity}" for severity in SEVERITIES if counted[severity])
    sheet.heading("Changes", sheet.signs.dot.join(summary))
    shown = [change for change in changes if change.severity in GRAVE]
    if len(shown) < ENOUGH:
        moderate = [c for c in changes if c.severity is Severity.MODERATE]
        shown += moderate[: ENOUGH - len(shown)]
    for change in shown:
        _change(sheet, outline, change)
    if len(changes) > len(shown):
        rest = f"{sheet.signs.more} {len(changes) - len(shown)} more: --markdown or --html FILE"
        sheet.line((rest, "dim"), indent=2)


def _change(sheet: Sheet, outline: Outline, change: Change) -> None:
    moved = "" if change.direction is Direction.NONE else f", {change.direction}"
    sheet.line(
        (f"{change.severity.upper():9}", STYLES.get(change.severity, "dim")),
        f" {change.kind} {change.aspect}{moved}",
        (f"  {change.statement}", "dim"),
        indent=2,
    )
    rows = [
        [assemble((outline.sigla.get(report, "?"), "bold")), assemble(*_words(outline, change, w))]
        for report, w in ((change.source, change.before), (change.target, change.after))
    ]
    sheet.rows(rows, indent=4)
    sheet.line((_who(sheet, outline, change), "dim"), indent=4)


def _words(outline: Outline, change: Change, words: Words | None) -> list[Piece]:
    if words is None:
        return [("(not there)", "dim italic")]
    before, changed, after = picked(outline, change, words)
    return [before, (f"[{changed}]", "bold"), after]


def _who(sheet: Sheet, outline: Outline, change: Change) -> str:
    if change.innovator is None:
        who = "brought in by: undetermined"
    else:
        sure = percent(change.innovator.probability)
        who = f"brought in by {outline.label(change.innovator.report)}, {sure}"
    return sheet.signs.dot.join(part for part in (who, change.reason) if part)
