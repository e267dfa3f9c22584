"""What changed, in a terminal: before, after, who brought it in and how sure that is."""

from __future__ import annotations

from collections import Counter

from rich.text import Text

from newstemma.model import ChangeKind, Severity
from newstemma.serve.grouping import GRAVE, Block, what_happened, whole, worded
from newstemma.serve.outline import SEVERITIES, Outline, many
from newstemma.serve.readings import Note, Row, rows
from newstemma.serve.sheet import Piece, Sheet, assemble

ENOUGH = 20  # statements changed below major shown in a terminal; graver ones always are
STYLES = {
    Severity.CRITICAL: "bold red",
    Severity.MAJOR: "bold yellow",
    Severity.MODERATE: "cyan",
}


def changes_section(sheet: Sheet, outline: Outline) -> None:
    """How many of each severity, then each statement that changed, the gravest first."""
    changes = outline.changes
    if not changes:
        return
    counted = Counter(change.severity for change in changes)
    summary = (f"{counted[severity]} {severity}" for severity in SEVERITIES if counted[severity])
    sheet.heading("Changes", sheet.signs.dot.join(summary))
    found = [block.no_lighter_than(Severity.MODERATE) for block in worded(outline)]
    blocks = [block for block in found if block is not None]
    grave = sum(block.severity in GRAVE for block in blocks)
    shown = blocks[: max(grave, ENOUGH)]
    for block in shown:
        _block(sheet, outline, block)
    _whole(sheet, outline)
    told = sum(len(block.changes) for block in shown)
    if len(changes) > told:
        rest = f"{sheet.signs.more} all {len(changes)}: --markdown or --html FILE"
        sheet.line((rest, "dim"), indent=2)


def _whole(sheet: Sheet, outline: Outline) -> None:
    for kind, words in ((ChangeKind.ADDED, "Added whole"), (ChangeKind.DROPPED, "Left out whole")):
        blocks = whole(outline, kind)
        if blocks:
            by = Counter(outline.sigla.get(id, "?") for block in blocks for id in block.targets)
            each = ", ".join(f"{siglum} {count}" for siglum, count in sorted(by.items()))
            line = f"{words}: {many(len(blocks), 'statement')} ({each})"
            sheet.line(line, indent=2)


def _block(sheet: Sheet, outline: Outline, block: Block) -> None:
    severity = (f"{block.severity.upper():9}", STYLES.get(block.severity, "dim"))
    sheet.line(severity, f" {outline.number(block.statement)}", indent=2)
    made: list[list[Text]] = []
    for row in rows(outline, block):
        sigla = " ".join(outline.sigla.get(id, "?") for id in row.reports)
        made.append([assemble((sigla, "bold")), _words(row)])
        made += [[assemble(), _note(sheet, block, note)] for note in row.notes(outline)]
    sheet.rows(made, flexible=1, indent=4)


def _words(row: Row) -> Text:
    if not row.stretches:
        return assemble(("(not there)", "dim italic"))
    pieces: list[Piece] = []
    for text, change in row.stretches:
        pieces.append(text if change is None else (f"[{text}]", "bold"))
    return assemble(*pieces)


def _note(sheet: Sheet, block: Block, note: Note) -> Text:
    change = note.change
    severity = "" if change.severity is block.severity else f"{change.severity} "
    parts = (severity + what_happened(change), note.who, change.reason)
    return assemble((sheet.signs.dot.join(part for part in parts if part), "dim"))
