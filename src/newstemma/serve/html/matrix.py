"""Statements by reports, for a story of many: who says what, and where words were changed.

A cell is a sign: the report says it, with the gravest change that brought its words there;
an empty cell: it does not say it. Reports of the same text share a column. The signs are told
under the table, and every cell says in words what its sign means.
"""

from __future__ import annotations

from itertools import groupby

from newstemma.model import Change, Statement, Witness, WitnessKind
from newstemma.serve.html.collation import support_of
from newstemma.serve.html.frame import SHAPES, Frame
from newstemma.serve.markup import Markup, element, join

SAYS = "–"
_KEY = (
    "A column is a report, or several of the same text, under its origin. “–” says it; a shape: "
    "says it in words that were changed, by the gravest change (◆ critical ▲ major ● moderate "
    "○ minor · cosmetic); empty: does not say it."
)


def matrix(frame: Frame) -> Markup:
    """The whole story as a grid that scrolls both ways under its headings."""
    columns = _columns(frame)
    head = element("thead", None, *_heads(frame, columns))
    rows = (
        _row(frame, statement, [witness for _, witness in columns])
        for statement in frame.outline.statements.values()
    )
    made = element(
        "table",
        {"class": "grid"},
        element("caption", None, _KEY),
        head,
        element("tbody", None, join(rows)),
    )
    box = {"class": "scroll both", "tabindex": "0", "role": "region", "aria-label": "Table"}
    return element("div", box, made)


def _columns(frame: Frame) -> list[tuple[str, Witness]]:
    """Origin and witness of each column, origins together, the largest first."""
    origin_of: dict[str, str] = {}
    for origin in frame.dossier.stemma.origins:
        for id in origin.witnesses:
            origin_of.setdefault(id, origin.name)
    seen = [b.witness for b in frame.outline.tree() if b.witness.kind is not WitnessKind.UNSEEN]
    names = list(dict.fromkeys(origin_of.get(witness.id, "") for witness in seen))
    columns = [(origin_of.get(witness.id, ""), witness) for witness in seen]
    return sorted(columns, key=lambda column: names.index(column[0]))


def _heads(frame: Frame, columns: list[tuple[str, Witness]]) -> list[Markup]:
    corner = element("th", {"scope": "col", "rowspan": 2}, "§")
    above = []
    for name, group in groupby(columns, key=lambda column: column[0]):
        span: dict[str, str | int] = {
            "scope": "colgroup",
            "colspan": len(list(group)),
            "class": "origin",
        }
        above.append(element("th", span, element("span", None, name or "Origin")))
    below = (
        element("th", {"scope": "col", "title": frame.outline.witness_name(w)}, w.siglum)
        for _, w in columns
    )
    return [element("tr", None, corner, join(above)), element("tr", None, join(below))]


def _row(frame: Frame, statement: Statement, witnesses: list[Witness]) -> Markup:
    makers = {reading.report for reading in statement.readings}
    gravest: dict[str, Change] = {}
    for change in frame.outline.changes_of.get(statement.id, []):
        gravest.setdefault(change.target, change)
    cells = join(_cell(w, makers, gravest) for w in witnesses)
    head = element(
        "th",
        {"scope": "row"},
        frame.statement_link(statement.id),
        " ",
        element("span", {"class": "gist", "dir": "auto"}, statement.gist),
        " ",
        support_of(frame, statement),
    )
    kind = "changed" if gravest else "kept"
    return element("tr", {"class": kind}, head, cells)


def _cell(witness: Witness, makers: set[str], gravest: dict[str, Change]) -> Markup:
    if makers.isdisjoint(witness.reports):
        return _EMPTY
    changes = [gravest[id] for id in witness.reports if id in gravest]
    return _SIGNS[changes[0].severity] if changes else _SAID


_EMPTY = element("td")
_SAID = element("td", None, SAYS)
_SIGNS = {
    severity: element("td", {"class": f"is-{severity}", "aria-label": f"{severity} change"}, shape)
    for severity, shape in SHAPES.items()
}
