"""What changed on the way: the gravest first, with a filter that needs no script."""

from __future__ import annotations

from collections import Counter

from newstemma.model import Change, Severity, Words
from newstemma.serve.html.frame import ARROWS, SHAPES, Frame, kind_words, severity_label
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.outline import SEVERITIES, percent
from newstemma.serve.readings import picked

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
    changes = frame.outline.changes
    if not changes:
        return frame.part("changes", "Changes", note="No change was found.")
    items = (_change(frame, change) for change in changes)
    return frame.part("changes", "Changes", element("ol", {"class": "change-list"}, join(items)))


def _change(frame: Frame, change: Change) -> Markup:
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
        _words(frame, change, change.source, change.before, "del"),
        _words(frame, change, change.target, change.after, "ins"),
        element("p", {"class": "who"}, _who(frame, change)),
    )


def _words(frame: Frame, change: Change, report: str, words: Words | None, tag: str) -> Markup:
    href = f"#{frame.reading_id(report, change.statement)}"
    siglum = frame.siglum(report, href if words is not None else None)
    if words is None:
        return element("p", {"class": "words"}, siglum, " ", element("i", None, "not there"))
    before, changed, after = picked(frame.outline, change, words)
    marked = element(tag, {"class": f"aspect-{change.aspect}"}, changed)
    text = element("span", {"dir": "auto"}, before, marked, after)
    return element("p", {"class": "words"}, siglum, " ", text)


def _who(frame: Frame, change: Change) -> str:
    who = "brought in by: undetermined"
    if change.innovator is not None:
        name = frame.outline.label(change.innovator.report)
        who = f"brought in by {name}, {percent(change.innovator.probability)}"
    return " · ".join(part for part in (who, change.reason) if part)
