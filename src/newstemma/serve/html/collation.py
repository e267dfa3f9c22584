"""The collation side by side: statements as rows, witnesses as columns grouped by origin.

For a story of up to six witnesses, each with a column (a larger one has `matrix`). On a narrow
screen the cells of a row stand one below the other. What is the same as further left is said
once.
"""

from __future__ import annotations

from typing import NamedTuple

from newstemma.model import Change, Reading, Statement, WitnessKind
from newstemma.serve.html.changes import marked_words, noted
from newstemma.serve.html.frame import Frame, facts
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.outline import interval
from newstemma.serve.readings import Row, stretches

MOST_COLUMNS = 6
AT_ONCE = 40  # numbers of statements in a line


class Column(NamedTuple):
    """A column: its heading, the origin it stands under, and the reports in it."""

    heading: str
    origin: str
    reports: tuple[str, ...]


def fits(frame: Frame) -> bool:
    """True where every witness of the story can have a column of its own."""
    seen = [w for w in frame.outline.witnesses.values() if w.kind is not WitnessKind.UNSEEN]
    return len(seen) <= MOST_COLUMNS


def collated(frame: Frame) -> Markup:
    """Every statement with its support and every report's reading of it."""
    columns = columns_of(frame)
    statements = frame.dossier.collation.statements
    made = element(
        "table",
        {"class": "collated"},
        element("caption", None, _CAPTION),
        _head(columns),
        element("tbody", None, join(_row(frame, made, columns) for made in statements)),
    )
    box = {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Collation"}
    return element("div", box, made)


def backing(frame: Frame) -> Markup:
    """Who makes each statement, as ways to their rows."""
    return facts(
        (
            f"{heading}: {len(statements)}",
            _folded(join((frame.statement_link(made.id) for made in statements), ", "),
                    len(statements)),
        )
        for heading, statements in frame.outline.backed.items()
    )  # fmt: skip


def _folded(links: Markup, count: int) -> Markup:
    """Many numbers unfold on request."""
    if count <= AT_ONCE:
        return links
    return element("details", None, element("summary", None, "which"), links)


_CAPTION = (
    "One statement a row. A siglum leads to the place in the report; “=” means the same words; "
    "a dash means the report does not say it."
)


# --- columns ----------------------------------------------------------------


def columns_of(frame: Frame) -> tuple[Column, ...]:
    """A column for each witness, origins together."""
    outline = frame.outline
    origin_of: dict[str, str] = {}
    for origin in frame.dossier.stemma.origins:
        for id in origin.witnesses:
            origin_of.setdefault(id, origin.name)
    seen = [b.witness for b in outline.tree() if b.witness.kind is not WitnessKind.UNSEEN]
    names = list(dict.fromkeys(origin_of.get(witness.id, "") for witness in seen))
    seen.sort(key=lambda witness: names.index(origin_of.get(witness.id, "")))
    return tuple(Column(outline.witness_name(w), origin_of.get(w.id, ""), w.reports) for w in seen)


def _head(columns: tuple[Column, ...]) -> Markup:
    groups: list[list[Column]] = []
    for column in columns:
        if groups and groups[-1][0].origin == column.origin:
            groups[-1].append(column)
        else:
            groups.append([column])
    sources = element("span", {"class": "support"}, "independent sources")
    corner = element("th", {"scope": "col", "rowspan": 2}, "§ ", sources)
    above = (
        element("th", {"scope": "colgroup", "colspan": len(group), "class": "origin"},
                group[0].origin or "Origin")
        for group in groups
    )  # fmt: skip
    below = (element("th", {"scope": "col"}, column.heading) for column in columns)
    if not any(column.origin for column in columns):
        single = element("th", {"scope": "col"}, "§ ", sources)
        return element("thead", None, element("tr", None, single, join(below)))
    return element(
        "thead", None, element("tr", None, corner, join(above)), element("tr", None, join(below))
    )


# --- rows -------------------------------------------------------------------


def _row(frame: Frame, statement: Statement, columns: tuple[Column, ...]) -> Markup:
    changes = frame.outline.changes_of.get(statement.id, [])
    told: dict[str, str] = {}
    cells = [_cell(frame, statement, column, changes, told) for column in columns]
    kind = "changed" if changes else "kept"
    head = element("th", {"scope": "row"}, _number(frame, statement), support_of(frame, statement))
    return element("tr", {"id": frame.statement_id(statement.id), "class": kind}, head, join(cells))


def _number(frame: Frame, statement: Statement) -> Markup:
    return element("span", {"class": "number"}, frame.outline.number(statement.id))


def support_of(frame: Frame, statement: Statement) -> Markup | None:
    """The likely count and its range, with origins and reasons on request."""
    support = frame.outline.support(statement.id)
    if support is None:
        return None
    word = element("span", {"class": "aloud"}, " independent sources")
    why = " · ".join((*support.origins, *support.count.reasons))
    return element("span", {"class": "support", "title": why}, interval(support.count), word)


def _cell(
    frame: Frame,
    statement: Statement,
    column: Column,
    changes: list[Change],
    told: dict[str, str],
) -> Markup:
    readings = [reading for reading in statement.readings if reading.report in column.reports]
    groups: dict[str, list[Reading]] = {}
    for reading in readings:
        groups.setdefault(reading.text, []).append(reading)
    parts = []
    for text, same in groups.items():
        parts.append(_reading(frame, statement, same, changes, told.get(text)))
        told.setdefault(text, frame.outline.sigla.get(same[0].report, "?"))
    absent = [id for id in column.reports if id not in {r.report for r in readings}]
    parts += _gone(frame, [change for change in changes if change.target in absent])
    label = {"data-label": column.heading, "class": None if readings else "absent"}
    return element("td", label, join(parts) if parts else element("span", None, "—"))


def _reading(
    frame: Frame,
    statement: Statement,
    same: list[Reading],
    changes: list[Change],
    told: str | None,
) -> Markup:
    links = join(
        (frame.siglum(r.report, f"#{frame.reading_id(r.report, statement.id)}") for r in same), " "
    )
    reports = {reading.report for reading in same}
    mine = [change for change in changes if change.target in reports]
    if told is not None and not mine:
        return element("p", {"class": "reading same"}, links, " = ", told)
    words = element("span", {"dir": "auto"}, _marked(frame, same[0], changes, bool(mine)))
    notes = Row(tuple(reports), (), tuple(mine)).notes(frame.outline)
    below = noted(frame, notes)
    return element("div", {"class": "reading"}, links, " ", words, below)


def _marked(frame: Frame, reading: Reading, changes: list[Change], new: bool) -> Markup:
    """The words of a reading, those that changed picked out; the gravest change shows."""
    places = [
        (words.span, change)
        for change in changes
        for words in (change.before, change.after)
        if words is not None and words.report == reading.report
    ]
    return marked_words(stretches(frame.outline, reading.report, reading.span, places), new)


def _gone(frame: Frame, changes: list[Change]) -> list[Markup]:
    """Changes to reports that have no reading of the statement at all."""
    if not changes:
        return []
    targets = dict.fromkeys(change.target for change in changes)
    links = join((frame.siglum(id) for id in targets), " ")
    notes = Row(tuple(targets), (), tuple(changes)).notes(frame.outline)
    listed = noted(frame, notes)
    return [element("div", {"class": "reading gone"}, links, " —", listed)]
