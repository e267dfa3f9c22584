"""A base text with its variants under it, as a critical edition prints them.

The base's words stand as they are; under each statement, for each other reading, the words
of the base that are otherwise, a bracket, and what stands there instead. Reports with the same
reading stand together; those that read as the base does are named once.
"""

from __future__ import annotations

from newstemma.model import Change, Reading, Statement
from newstemma.serve.beside import Variant, base_of, statements_by_base, variants
from newstemma.serve.html.changes import TOLD, noted
from newstemma.serve.html.collation import support_of
from newstemma.serve.html.frame import Frame
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.outline import SEVERITIES
from newstemma.serve.readings import Row

SHOWN = 5  # different readings of a statement shown at once; the rest unfold
WHOLE = 0.6  # share of a reading that must differ for it to be printed as a whole


def apparatus(frame: Frame, anchors: bool) -> Markup:
    """The base text nearest the source; `anchors` where statements are to be found here."""
    base = base_of(frame.outline)
    made, rest = statements_by_base(frame.outline, base)
    name = element("b", None, frame.outline.label(base))
    entries = join(_entry(frame, statement, base, anchors) for statement in made)
    others = join(_entry(frame, statement, "", anchors) for statement in rest)
    return element(
        "div",
        {"class": "apparatus"},
        element("p", {"class": "note", "data-base": frame.id}, "Base text: ", name),
        element("div", {"class": "entries"}, entries),
        element("h4", None, "Not in the base text") if rest else None,
        element("div", {"class": "entries"}, others) if rest else None,
    )


def _entry(frame: Frame, statement: Statement, base: str, anchors: bool) -> Markup:
    readings = {reading.report: reading for reading in statement.readings}
    lemma = readings.get(base) or statement.readings[0]
    groups: dict[str, list[Reading]] = {}
    for reading in statement.readings:
        groups.setdefault(reading.text, []).append(reading)
    found = [(same, variants(frame.outline, lemma, same[0])) for same in groups.values()]
    as_base = [r.report for same, differences in found for r in same if not differences]
    items = _ranked(frame, statement, [pair for pair in found if pair[1]], as_base)
    links = join((_link(frame, statement, id) for id in as_base), " ")
    changed = bool(frame.outline.changes_of.get(statement.id))
    return element(
        "div",
        {
            "class": "entry" + ("" if changed else " kept"),
            "id": frame.statement_id(statement.id) if anchors else None,
        },
        element("p", {"class": "margin"}, _number(frame, statement, anchors),
                support_of(frame, statement)),
        element("p", {"class": "base"}, element("span", {"dir": "auto"}, lemma.text), " ", links),
        _listed(items),
    )  # fmt: skip


def _number(frame: Frame, statement: Statement, anchors: bool) -> Markup:
    if anchors:
        return element("span", {"class": "number"}, frame.outline.number(statement.id))
    return frame.statement_link(statement.id)


Differing = tuple[list[Reading], tuple[Variant, ...]]


def _ranked(
    frame: Frame, statement: Statement, found: list[Differing], as_base: list[str]
) -> list[Markup]:
    """The readings that differ, those with the gravest change from the base first.

    What a report changed against another source than the base's words is no matter here.
    """
    ranked = []
    for same, differences in found:
        reports = [reading.report for reading in same]
        changes = tuple(
            change
            for change in frame.outline.changes_of.get(statement.id, [])
            if change.target in reports and change.source in as_base and change.severity in TOLD
        )
        rank = SEVERITIES.index(changes[0].severity) if changes else len(SEVERITIES)
        ranked.append((rank, _reading(frame, statement, same, differences, changes)))
    return [made for _, made in sorted(ranked, key=lambda pair: pair[0])]


def _reading(
    frame: Frame,
    statement: Statement,
    same: list[Reading],
    differences: tuple[Variant, ...],
    changes: tuple[Change, ...],
) -> Markup:
    reports = tuple(reading.report for reading in same)
    if sum(len(one.reading) for one in differences) > WHOLE * len(same[0].text):
        words = element("span", {"dir": "auto"}, same[0].text)
    else:
        words = join((_words(one.lemma, one.reading) for one in differences), " · ")
    links = join((_link(frame, statement, id) for id in reports), " ")
    sigla = element("span", {"class": "sigla"}, links)
    return element(
        "li", None, sigla, " ", words, noted(frame, Row(reports, (), changes).notes(frame.outline))
    )


def _words(lemma: str, reading: str) -> Markup:
    """`lemma] reading`, as an apparatus has it."""
    there = element("ins", None, reading) if reading else element("i", None, "left out")
    before = element("del", None, lemma) if lemma else element("i", None, "put in")
    return element("span", {"dir": "auto"}, before, "] ", there)


def _link(frame: Frame, statement: Statement, report: str) -> Markup:
    return frame.siglum(report, f"#{frame.reading_id(report, statement.id)}")


def _listed(items: list[Markup]) -> Markup | None:
    if not items:
        return None
    first = element("ul", {"class": "variants"}, join(items[:SHOWN]))
    if len(items) <= SHOWN:
        return first
    more = element("summary", None, f"{len(items) - SHOWN} more readings")
    rest = element("details", None, more, element("ul", {"class": "variants"}, join(items[SHOWN:])))
    return join((first, rest))
