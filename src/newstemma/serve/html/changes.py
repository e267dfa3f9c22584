"""What changed on the way: the gravest first, and the way each change took along the stemma."""

from __future__ import annotations

from newstemma.model import Change, ChangeKind, Severity
from newstemma.serve.grouping import Block, whole, worded
from newstemma.serve.html.filters import GROUP_OF, kind_of
from newstemma.serve.html.frame import ARROWS, Frame, kind_words, severity_label
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.paths import path_of
from newstemma.serve.readings import Note, Row, Stretch, rows

AT_ONCE = 40  # statements that changed shown at once; the rest unfold


def changes_part(frame: Frame) -> Markup:
    """Each statement that changed, its readings one below the other, what was done to each."""
    if not frame.outline.changes:
        return frame.part("changes", "Changes", note="No change was found.")
    items = [_block(frame, block) for block in worded(frame.outline)]
    return frame.part(
        "changes",
        "Changes",
        element("ol", {"class": "change-list"}, join(items[:AT_ONCE])),
        _more(items[AT_ONCE:]),
        _whole(frame, ChangeKind.ADDED, "Added whole"),
        _whole(frame, ChangeKind.DROPPED, "Left out whole"),
    )


def _more(items: list[Markup]) -> Markup | None:
    if not items:
        return None
    title = element("summary", None, f"{len(items)} more statements that changed")
    return element("details", None, title, element("ol", {"class": "change-list"}, join(items)))


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
    """The classes by which the filter shows what has any change that is ticked."""
    return " ".join(("filtered", *dict.fromkeys(f"has-{kind_of(change)}" for change in changes)))


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
    below = noted(frame, notes)
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
            {"class": f"is-{change.severity} of-{GROUP_OF[change.aspect]} aspect-{change.aspect}"},
            text,
        )
        for text, change in stretches
    )


def noted(frame: Frame, notes: list[Note]) -> Markup | None:
    """What was done to a reading, a line each; nothing where nothing was."""
    items = [chip(frame, note) for note in notes]
    return element("ul", {"class": "notes"}, join(items)) if items else None


def chip(frame: Frame, note: Note) -> Markup:
    """A change in a line: severity, what happened, which way, by whom, why, and its way."""
    change = note.change
    arrow = ARROWS[change.direction]
    by = " · ".join(part for part in (note.who, change.reason) if part)
    return element(
        "li",
        {"class": f"chip is-{change.severity} of-{GROUP_OF[change.aspect]}"},
        severity_label(change.severity),
        f" {kind_words(change)}",
        element("span", {"class": "direction"}, f" {arrow}") if arrow else None,
        element("span", {"class": "who"}, f" · {by}") if by else None,
        _way(frame, change) if change.severity in TOLD else None,
    )


TOLD = (Severity.CRITICAL, Severity.MAJOR, Severity.MODERATE)  # whose way is told


def _way(frame: Frame, change: Change) -> Markup | None:
    """The way of a change along the stemma, who brought it in in bold."""
    path = path_of(frame.outline, change)
    if path is None or not (path.above or path.below):
        return None
    above = "".join(f"{siglum} › " for siglum in path.above)
    on = f", handed on to {', '.join(path.below)}" if path.below else ""
    innovator = element("b", None, path.innovator)
    return element("span", {"class": "way"}, " ", above, innovator, on)


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
    every = tuple(change for block in blocks for change in block.changes)
    return element(
        "div", {"class": f"whole {_has(every)}"}, heading, element("ul", None, join(items))
    )


def _said(block: Block) -> str:
    words = block.changes[0].after or block.changes[0].before
    return words.text if words else ""
