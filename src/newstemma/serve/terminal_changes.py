"""What changed, in a terminal: before, after, who brought it in and how sure that is."""

from __future__ import annotations

from collections import Counter

from newstemma.model import Change, ChangeKind, Direction, Severity, Words
from newstemma.serve.grouping import GRAVE, Group, whole, worded
from newstemma.serve.outline import SEVERITIES, Outline, many
from newstemma.serve.readings import side
from newstemma.serve.sheet import Piece, Sheet, assemble

ENOUGH = 20  # changes below major shown in a terminal; critical and major always are
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
    groups = worded(outline)
    shown = [group for group in groups if group.first.severity in GRAVE]
    if len(shown) < ENOUGH:
        moderate = [g for g in groups if g.first.severity is Severity.MODERATE]
        shown += moderate[: ENOUGH - len(shown)]
    for group in shown:
        _group(sheet, outline, group)
    _whole(sheet, outline)
    if len(groups) > len(shown):
        rest = f"{sheet.signs.more} {len(groups) - len(shown)} more: --markdown or --html FILE"
        sheet.line((rest, "dim"), indent=2)


def _whole(sheet: Sheet, outline: Outline) -> None:
    for kind, words in ((ChangeKind.ADDED, "Added whole"), (ChangeKind.DROPPED, "Left out whole")):
        groups = whole(outline, kind)
        if groups:
            by = Counter(outline.sigla.get(id, "?") for group in groups for id in group.targets)
            each = ", ".join(f"{siglum} {count}" for siglum, count in sorted(by.items()))
            line = f"{words}: {many(len(groups), 'statement')} ({each})"
            sheet.line(line, indent=2)


def _group(sheet: Sheet, outline: Outline, group: Group) -> None:
    change = group.first
    moved = "" if change.direction is Direction.NONE else f", {change.direction}"
    sheet.line(
        (f"{change.severity.upper():9}", STYLES.get(change.severity, "dim")),
        f" {change.aspect} {change.kind}{moved}",
        (f"  {outline.number(change.statement)}", "dim"),
        indent=2,
    )
    rows = [
        [assemble((outline.sigla.get(id, "?"), "bold")), assemble(*_words(outline, one, id, words))]
        for id, one, words in group.sides()
    ]
    sheet.rows(rows, flexible=1, indent=4)
    sheet.line((sheet.signs.dot.join(group.notes(outline)), "dim"), indent=4)


def _words(outline: Outline, change: Change, id: str, words: Words | None) -> list[Piece]:
    shown = side(outline, change, id, words)
    if shown is None:
        return [("(not there)", "dim italic")]
    marked: list[Piece] = [(f"[{shown.words}]", "bold")] if shown.words else []
    return [shown.before, *marked, shown.after]
