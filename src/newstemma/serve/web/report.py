"""Pages of one report, and of two side by side."""

from __future__ import annotations

from urllib.parse import quote

from newstemma.archive import Version
from newstemma.model import Change, Copy, Dossier, Report, WitnessKind, Words
from newstemma.serve.html.frame import Frame, facts
from newstemma.serve.html.texts import report_article
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.outline import Outline, percent, published_of
from newstemma.serve.web.frame import link, listed
from newstemma.serve.web.outlets import outlet_link
from newstemma.serve.web.people.notes import Shown


def report_page(
    dossier: Dossier, report: Report, versions: tuple[Version, ...], notes: Shown
) -> tuple[Markup, ...]:
    """A report: where its text comes from, its text with marks and notes, dates, what was
    removed."""
    frame = Frame(dossier, 1)
    frame.noted[report.id] = notes.marks
    return (
        element("p", {"class": "kicker"}, "In ", link("stories", dossier.story.id, frame.title)),
        element("h1", {"dir": "auto"}, report.title or "(no title)"),
        element("h2", None, "Where its text comes from"),
        listed(
            _sources(frame.outline, report.id),
            "No source of this text is known: it stands for itself.",
        ),
        element("p", None, _copies(report)),
        element("h2", None, "Its text"),
        _text_and_notes(frame, report, notes),
        *_versions(versions),
        element("h2", None, "Beside another report"),
        _others(frame, report),
    )


def _others(frame: Frame, report: Report) -> Markup:
    """The ways to the other reports of the story, each beside this one."""
    others = [other for other in frame.dossier.reports if other.id != report.id]
    ways = (link("compare", report.id, frame.outline.label(o.id), other=o.id) for o in others)
    return listed([element("li", None, way) for way in ways], "It is the only report of its story.")


def _text_and_notes(frame: Frame, report: Report, notes: Shown) -> Markup:
    article = report_article(frame, frame.dossier.report(report.id))
    beside = element("section", {"aria-labelledby": "notes"}, *notes.parts)
    text = _leading_to(article, frame.dossier.story.id)
    return element("div", {"class": "beside-notes"}, text, beside)


def _copies(report: Report) -> Markup:
    """The ways to who else printed it, and to its outlet."""
    here = element("a", {"href": f"/reports/{quote(report.id, safe='')}/copies"},
                   "Who else printed this")  # fmt: skip
    return join([here, join([", ", outlet_link(report.outlet)]) if report.outlet else None])


def _leading_to(article: Markup, story: str) -> Markup:
    """The article with its links to statements leading to the story's page."""
    return Markup(article.replace('href="#', f'href="/stories/{quote(story, safe="")}#'))


def _sources(outline: Outline, report: str) -> list[Markup]:
    witness = outline.witness_of[report]
    main = outline.main.get(witness.id)
    copies = [*([main] if main else []), *outline.seconds(witness.id)]
    return [_copy(outline, copy) for copy in copies]


def _copy(outline: Outline, copy: Copy) -> Markup:
    source = outline.witnesses[copy.source]
    unseen = ", which nobody handed in" if source.kind is WitnessKind.UNSEEN else ""
    name = outline.witness_name(source)
    named = link("reports", source.reports[0], name) if source.reports else name
    clues = ", ".join(clue.name for clue in copy.clues)
    return element(
        "li",
        None,
        "Second source: " if copy.second else "",
        named,
        f"{unseen}: {copy.kind}, {percent(copy.probability)}. ",
        element("span", {"class": "note"}, clues),
    )


def _versions(versions: tuple[Version, ...]) -> tuple[Markup, ...]:
    if len(versions) < 2:
        return ()
    items = [
        element(
            "li",
            None,
            link("reports", version.report.id, published_of(version.report)),
            ", the current one" if version.current else "",
            element(
                "ul", None, *(element("li", None, *_change(change)) for change in version.changes)
            ),
        )
        for version in versions
    ]
    return element("h2", None, "Versions of this page"), listed(items, "", "ol")


def comparison(dossier: Dossier, first: str, second: str) -> tuple[Markup, ...]:
    """Two reports side by side: one origin or not, what changed, what only one says."""
    outline = Outline(dossier)
    pair = {first, second}
    labels = (outline.label(first), outline.label(second))
    rows = []
    for made in dossier.collation.statements:
        sides = [outline.reading(made.id, report) for report in (first, second)]
        if any(sides):
            changes = [
                c for c in outline.changes_of.get(made.id, []) if {c.source, c.target} == pair
            ]
            rows.append(_row(outline, made.id, labels, sides, changes))
    heads = [element("th", {"scope": "col"}, label) for label in labels]
    head = element("thead", None, element("tr", None, element("th", {"scope": "col"}, "§"), *heads))
    return (
        element(
            "p",
            {"class": "kicker"},
            "In ",
            link("stories", dossier.story.id, dossier.story.title or "(no title)"),
        ),
        element("h1", None, "Two reports side by side"),
        facts((("Same origin", _kin(dossier, first, second)),)),
        element(
            "div",
            {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": "The two reports"},
            element("table", {"class": "two-reports"}, head, element("tbody", None, join(rows))),
        ),
    )


def _row(
    outline: Outline,
    statement: str,
    labels: tuple[str, ...],
    sides: list[str | None],
    changes: list[Change],
) -> Markup:
    cells = [
        element("td", {"dir": "auto", "data-of": label}, side)
        if side
        else element("td", {"class": "gap", "data-of": label}, "not said")
        for side, label in zip(sides, labels, strict=True)
    ]
    notes = element(
        "ul", {"class": "changes"}, *(element("li", None, *_change(c)) for c in changes)
    )
    number = element("th", {"scope": "row"}, outline.number(statement))
    below = element(
        "tr",
        {"class": "below"},
        element("td", {"class": "none"}, None),
        element("td", {"colspan": 2}, notes),
    )
    return join([element("tr", None, number, *cells), below if changes else None])


def _change(change: Change) -> tuple[Markup | str, ...]:
    return (
        element("strong", None, f"{change.severity} {change.aspect}"),
        f" {change.kind}",
        f", {change.direction}" if change.direction != "none" else "",
        ": ",
        element("del", None, _words(change.before)) if change.before else "",
        " " if change.before and change.after else "",
        element("ins", None, _words(change.after)) if change.after else "",
    )


def _words(words: Words | None) -> str:
    return words.text if words else ""


def _kin(dossier: Dossier, first: str, second: str) -> str:
    shared = set(dossier.stemma.origins_of(first)) & set(dossier.stemma.origins_of(second))
    said = "yes" if shared else "not known to be"
    for kinship in dossier.stemma.kinships:
        if {kinship.first, kinship.second} == {first, second}:
            clues = "; ".join(clue.detail or clue.name for clue in kinship.clues[:4])
            return f"{said}, {percent(kinship.probability)}: {clues}"
    return said
