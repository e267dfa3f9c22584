"""What changed on the way: the gravest first, with a filter that needs no script."""

from __future__ import annotations

from collections import Counter

from newstemma.model import Change, ChangeKind, Severity
from newstemma.serve.grouping import Block, whole, worded
from newstemma.serve.html.frame import ARROWS, SHAPES, Frame, kind_words, severity_label
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.outline import SEVERITIES
from newstemma.serve.readings import Note, Row, Stretch, rows

SHOWN_AT_FIRST = (Severity.CRITICAL, Severity.MAJOR, Severity.MODERATE)


def filter_part(frames: list[Frame]) -> Markup | None:
    """A check box for each severity that occurs; CSS does the rest."""
    counted = Counter(c.severity for frame in frames for c in frame.outline.changes)
    if not counted:
        return None
    boxes = [_box(severity, counted[severity]) for severity in SEVERITIES if counted[severity]]
    return element(
        "fieldset",
        {"class": "filter"},
        element("legend", None, "Show changes"),
        join(boxes),
        element(
            "label",
            None,
            element("input", {"type": "checkbox", "id": "only-changed"}),
            " only statements that changed",
        ),
    )


def _box(severity: Severity, count: int) -> Markup:
    box: dict[str, str | bool] = {
        "type": "checkbox",
        "id": f"show-{severity}",
        "checked": severity in SHOWN_AT_FIRST,
    }
    shape = element("span", {"aria-hidden": "true"}, SHAPES[severity])
    label = {"class": f"is-{severity}"}
    return element("label", label, element("input", box), " ", shape, f" {severity} {count}")


def changes_part(frame: Frame) -> Markup:
    """Each statement that changed, its readings one below the other, what was done to each."""
    if not frame.outline.changes:
        return frame.part("changes", "Changes", note="No change was found.")
    items = join(_block(frame, block) for block in worded(frame.outline))
    return frame.part(
        "changes",
        "Changes",
        element("ol", {"class": "change-list"}, items),
        _whole(frame, ChangeKind.ADDED, "Added whole"),
        _whole(frame, ChangeKind.DROPPED, "Left out whole"),
    )


def _block(frame: Frame, block: Block) -> Markup:
    head = element(
        "p", {"class": "what"}, severity_label(block.severity), " ",
        frame.statement_link(block.statement),
    )  # fmt: skip
    made = join(_row(frame, block, row) for row in rows(frame.outline, block))
    return element("li", {"class": _classes(block)}, head, made)


def _classes(block: Block) -> str:
    return f"change is-{block.severity} {_has(block.changes)}"


def _has(changes: tuple[Change, ...]) -> str:
    """The classes by which the filter shows what has any severity that is ticked."""
    return " ".join(("filtered", *dict.fromkeys(f"has-{change.severity}" for change in changes)))


def _row(frame: Frame, block: Block, row: Row) -> Markup:
    there = bool(row.stretches)
    words = element("i", None, "not there")
    if there:
        words = element("span", {"dir": "auto"}, marked_words(row.stretches, bool(row.changes)))
    sigla = join(
        (
            frame.siglum(id, f"#{frame.reading_id(id, block.statement)}" if there else None)
            for id in row.reports
        ),
        " ",
    )
    notes = row.notes(frame.outline)
    below = element("ul", {"class": "notes"}, join(map(chip, notes))) if notes else None
    line = element(
        "div",
        {"class": "words"},
        element("span", {"class": "sigla"}, sigla),
        element("div", None, words, below),
    )
    return element("div", {"class": _has(row.changes)}, line) if row.changes else line


def marked_words(stretches: tuple[Stretch, ...], new: bool) -> Markup:
    """A reading's words; those that changed as `del` in the source, `ins` in a target."""
    return join(
        text
        if change is None
        else element(
            "ins" if new else "del",
            {"class": f"is-{change.severity} aspect-{change.aspect}"},
            text,
        )
        for text, change in stretches
    )


def chip(note: Note) -> Markup:
    """A change in a line: severity, what happened, which way, by whom, why."""
    change = note.change
    arrow = ARROWS[change.direction]
    by = " · ".join(part for part in (note.who, change.reason) if part)
    return element(
        "li",
        {"class": f"chip is-{change.severity}"},
        severity_label(change.severity),
        f" {kind_words(change)}",
        element("span", {"class": "direction"}, f" {arrow}") if arrow else None,
        element("span", {"class": "who"}, f" · {by}") if by else None,
    )


def _whole(frame: Frame, kind: ChangeKind, title: str) -> Markup | None:
    blocks = whole(frame.outline, kind)
    if not blocks:
        return None
    items = (
        element(
            "li",
            {"class": _classes(block)},
            frame.statement_link(block.statement),
            " ",
            join((frame.siglum(id) for id in block.targets), " "),
            " ",
            element("span", {"dir": "auto"}, _said(block)),
            " ",
            severity_label(block.severity),
        )
        for block in blocks
    )
    heading = element("h4", None, title)
    return element("div", {"class": "whole"}, heading, element("ul", None, join(items)))


def _said(block: Block) -> str:
    words = block.changes[0].after or block.changes[0].before
    return words.text if words else ""
