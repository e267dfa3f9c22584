"""What all parts of the page share: anchors, sigla, labels, and the list of rejected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newstemma.model import Change, Direction, Dossier, MarkKind, Rejected, Severity, Span
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.outline import Outline
from newstemma.serve.output import detail_of, place_of

ARROWS = {
    Direction.STRONGER: "↑ stronger",
    Direction.WEAKER: "↓ weaker",
    Direction.VAGUER: "≈ vaguer",
    Direction.SPECIFIC: "◎ more specific",
    Direction.JUDGED: "! judged",
    Direction.NONE: "",
}
SHAPES = {  # a shape beside the word, so that a severity is never told by colour alone
    Severity.CRITICAL: "◆",
    Severity.MAJOR: "▲",
    Severity.MODERATE: "●",
    Severity.MINOR: "○",
    Severity.COSMETIC: "·",
}
NAMED = 40  # reports up to which every siglum bears its name: beyond, a third of the page
MARK_KINDS = tuple(MarkKind)


class Noted(NamedTuple):
    """A place of a text that somebody wrote a note on: where the note is, and what it is called."""

    span: Span
    href: str
    label: str


class Frame:
    """One dossier on the page, with the ids of its places; `noted` are notes by report."""

    def __init__(self, dossier: Dossier, number: int) -> None:
        self.dossier = dossier
        self.outline = Outline(dossier)
        self.id = f"story-{number}"
        self._named = len(dossier.reports) <= NAMED
        self.noted: dict[str, tuple[Noted, ...]] = {}
        self._report = {report.id: n for n, report in enumerate(dossier.reports, 1)}

    @property
    def title(self) -> str:
        """The story's title, else its first report's."""
        titles = (report.title for report in self.dossier.reports if report.title)
        return self.dossier.story.title or next(titles, "(no title)")

    def part(self, name: str, title: str, *children: Markup | None, note: str = "") -> Markup:
        """A section of the dossier with its heading."""
        id = f"{self.id}-{name}"
        heading = element("h3", {"id": id}, title)
        aside = element("p", {"class": "note"}, note) if note else None
        return element("section", {"class": name, "aria-labelledby": id}, heading, aside, *children)

    # --- anchors ---

    def statement_id(self, statement: str) -> str:
        """The id of a statement's row."""
        return f"{self.id}-s{self.outline.numbers.get(statement, 0)}"

    def report_id(self, report: str) -> str:
        """The id of a report's text."""
        return f"{self.id}-r{self._report.get(report, 0)}"

    def reading_id(self, report: str, statement: str) -> str:
        """The id of the place where a report makes a statement."""
        return f"{self.report_id(report)}-s{self.outline.numbers.get(statement, 0)}"

    # --- small pieces ---

    def siglum(self, report: str, href: str | None = None) -> Markup:
        """A report's siglum, which leads to its text (or to `href`)."""
        label = {"class": "siglum", "href": href or f"#{self.report_id(report)}",
                 "title": self.outline.name(report) if self._named else None}  # fmt: skip
        return element("a", label, self.outline.sigla.get(report, "?"))

    def statement_link(self, statement: str) -> Markup:
        """A statement's number, which leads to its row."""
        return element(
            "a",
            {"class": "number", "href": f"#{self.statement_id(statement)}"},
            self.outline.number(statement),
        )


def severity_label(severity: Severity) -> Markup:
    """A severity as a shape and a word."""
    shape = element("span", {"aria-hidden": "true"}, SHAPES[severity] + " ")
    return element("span", {"class": "severity"}, shape, str(severity))


def kind_words(change: Change) -> str:
    """What happened, in fixed words: "hedge dropped", "figure changed"."""
    return f"{change.aspect} {change.kind}"


def facts(pairs: Iterable[tuple[str, str | Markup | None]]) -> Markup:
    """Named facts as a description list; an empty one is passed over."""
    return element(
        "dl",
        {"class": "facts"},
        *(
            element("div", None, element("dt", None, name), element("dd", None, fact))
            for name, fact in pairs
            if fact
        ),
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str | Markup]], caption: str) -> Markup:
    """A plain table that scrolls sideways on its own where it must."""
    cells = [
        element(
            "tr",
            None,
            *(element("td", {"data-label": h}, c) for h, c in zip(head, row, strict=True)),
        )
        for row in rows
    ]
    made = element(
        "table",
        None,
        element("caption", None, caption),
        element(
            "thead", None, element("tr", None, *(element("th", {"scope": "col"}, h) for h in head))
        ),
        element("tbody", None, join(cells)),
    )
    return element(
        "div", {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption}, made
    )


def rejected_part(rejected: Sequence[Rejected]) -> Markup | None:
    """The pages that gave no report, with what to do; nothing when there are none."""
    if not rejected:
        return None
    rows = [(place_of(page), page.reason, detail_of(page)) for page in rejected]
    heading = element("h2", {"id": "rejected"}, f"Rejected: {len(rejected)}")
    listed = table(("Place", "Reason", "What to do"), rows, "Pages that gave no report")
    return element("section", {"class": "rejected", "aria-labelledby": "rejected"}, heading, listed)
