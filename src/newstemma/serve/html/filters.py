"""The filter of changes by severity and by aspect: check boxes and CSS, no script.

A change is shown where both its severity and its aspect are ticked; "critical and major only"
outranks the ticks. Its rules are written from the same tables as the boxes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from newstemma.model import Aspect, Change, Severity
from newstemma.serve.html.frame import SHAPES, Frame
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.outline import SEVERITIES

GROUPS = {
    "hedges": (Aspect.HEDGE, Aspect.POLARITY),
    "figures": (Aspect.FIGURE, Aspect.DATE),
    "quotes": (Aspect.QUOTE,),
    "names": (Aspect.NAME, Aspect.SPEAKER, Aspect.ATTRIBUTION),
    "wording": (Aspect.WORDING, Aspect.ORDER),
}
TITLES = {
    "hedges": "hedges and negations",
    "figures": "figures and dates",
    "quotes": "quotes",
    "names": "names and attributions",
    "wording": "wording and order",
}
GROUP_OF = {aspect: group for group, aspects in GROUPS.items() for aspect in aspects}
SHOWN_AT_FIRST = (Severity.CRITICAL, Severity.MAJOR, Severity.MODERATE)
GRAVE = (Severity.CRITICAL, Severity.MAJOR)
MANY = 120  # moderate changes beyond which a page opens without them


def kind_of(change: Change) -> str:
    """The severity and the aspect's group in one word: "major-figures"."""
    return f"{change.severity}-{GROUP_OF[change.aspect]}"


def filter_part(frames: list[Frame]) -> Markup | None:
    """A check box for each severity and each group of aspects that occurs."""
    changes = [change for frame in frames for change in frame.outline.changes]
    if not changes:
        return None
    severities = Counter(change.severity for change in changes)
    groups = Counter(GROUP_OF[change.aspect] for change in changes)
    return element(
        "fieldset",
        {"class": "filter"},
        element("legend", None, "Show changes"),
        element("span", None, join(_severity(s, severities[s]) for s in SEVERITIES
                                   if severities[s])),
        element("span", None, join(_group(g, groups[g]) for g in GROUPS if groups[g])),
        element("span", None, _label("only-grave", "critical and major only"),
                _label("only-changed", "only statements that changed")),
    )  # fmt: skip


def _severity(severity: Severity, count: int) -> Markup:
    first = severity in SHOWN_AT_FIRST
    box: dict[str, str | bool] = {
        "type": "checkbox",
        "id": f"show-{severity}",
        "checked": first and not (severity is Severity.MODERATE and count > MANY),
    }
    shape = element("span", {"aria-hidden": "true"}, SHAPES[severity])
    label = {"class": f"is-{severity}"}
    return element("label", label, element("input", box), " ", shape, f" {severity} {count}")


def _group(group: str, count: int) -> Markup:
    return _label(f"of-{group}", f"{TITLES[group]} {count}", checked=True)


def _label(id: str, words: str, *, checked: bool = False) -> Markup:
    box: dict[str, str | bool] = {"type": "checkbox", "id": id, "checked": checked}
    return element("label", None, element("input", box), f" {words}")


def rules() -> str:
    """The style rules of the filter."""
    return "\n".join(_rules())


def _rules() -> Iterator[str]:
    shown = ",\n  ".join(
        f"body:has(#show-{s}:checked):has(#of-{g}:checked) .has-{s}-{g}"
        for s in SEVERITIES
        for g in GROUPS
    )
    yield "@supports selector(:has(a)) {\n  .filtered { display: none; }"
    yield f"  {shown} {{ display: block; }}\n}}"
    off = [f"body:has(#show-{s}:not(:checked)) {{}}.is-{s}" for s in SEVERITIES]
    off += [f"body:has(#of-{g}:not(:checked)) {{}}.of-{g}" for g in GROUPS]
    light = [s for s in SEVERITIES if s not in GRAVE]
    off += [f"body:has(#only-grave:checked) {{}}.is-{s}" for s in light]
    yield ",\n".join(one.replace("{}", ".chip") for one in off) + " { display: none; }"
    words = ",\n".join(one.replace("{}", ":is(del, ins)") for one in off)
    yield words + " { text-decoration: none; color: inherit; font-weight: inherit; }"
    signs = [one for one in off if ".is-" in one]
    # A report still says it when what was changed there is not asked for: a dash, not nothing.
    yield ",\n".join(one.replace("{}", ".grid td") for one in signs) + " { font-size: 0; }"
    dash = "{ content: '–'; font-size: .9rem; color: var(--soft); }"
    yield ",\n".join(one.replace("{}", ".grid td") + "::before" for one in signs) + f" {dash}"
    grave = "".join(f":not(.has-{s}-{g})" for s in GRAVE for g in GROUPS)
    yield f"body:has(#only-grave:checked) .filtered{grave} {{ display: none; }}"
    yield "body:has(#only-changed:checked) :is(tr.kept, .entry.kept) { display: none; }"
