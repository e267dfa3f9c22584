"""What changed on the way: the gravest first, with a filter that needs no script."""

from __future__ import annotations

from collections import Counter

from newstemma.model import Change, ChangeKind, Severity, Words
from newstemma.serve.grouping import Group, whole, worded
from newstemma.serve.html.frame import ARROWS, SHAPES, Frame, kind_words, severity_label
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.outline import SEVERITIES
from newstemma.serve.readings import side

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
    """Each change with its words before and after, and who brought it in."""
    if not frame.outline.changes:
        return frame.part("changes", "Changes", note="No change was found.")
    items = join(_group(frame, group) for group in worded(frame.outline))
    return frame.part(
        "changes",
        "Changes",
        element("ol", {"class": "change-list"}, items),
        _whole(frame, ChangeKind.ADDED, "Added whole"),
        _whole(frame, ChangeKind.DROPPED, "Left out whole"),
    )


def _group(frame: Frame, group: Group) -> Markup:
    change = group.first
    return element(
        "li",
        {"class": f"change is-{change.severity}"},
        element(
            "p",
            {"class": "what"},
            severity_label(change.severity),
            " ",
            element("b", None, kind_words(change)),
            " ",
            element("span", {"class": "direction"}, ARROWS[change.direction]),
            " ",
            frame.statement_link(change.statement),
        ),
        *(
            _words(frame, one, report, words, "ins" if place else "del")
            for place, (report, one, words) in enumerate(group.sides())
        ),
        element("p", {"class": "who"}, " · ".join(group.notes(frame.outline))),
    )


def _words(frame: Frame, change: Change, report: str, words: Words | None, tag: str) -> Markup:
    href = f"#{frame.reading_id(report, change.statement)}"
    shown = side(frame.outline, change, report, words)
    siglum = frame.siglum(report, None if shown is None else href)
    if shown is None:
        return element("p", {"class": "words"}, siglum, element("i", None, "not there"))
    marked = element(tag, {"class": f"aspect-{change.aspect}"}, shown.words)
    text = element(
        "span", {"dir": "auto"}, shown.before, marked if shown.words else None, shown.after
    )
    return element("p", {"class": "words"}, siglum, text)


def _whole(frame: Frame, kind: ChangeKind, title: str) -> Markup | None:
    groups = whole(frame.outline, kind)
    if not groups:
        return None
    items = (
        element(
            "li",
            {"class": f"change is-{group.first.severity}"},
            frame.statement_link(group.first.statement),
            " ",
            join((frame.siglum(id) for id in group.targets), " "),
            " ",
            element("span", {"dir": "auto"}, _said(group)),
            " ",
            severity_label(group.first.severity),
        )
        for group in groups
    )
    heading = element("h4", None, title)
    return element("div", {"class": "whole"}, heading, element("ul", None, join(items)))


def _said(group: Group) -> str:
    words = group.first.after or group.first.before
    return words.text if words else ""
