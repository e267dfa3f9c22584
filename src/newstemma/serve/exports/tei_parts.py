"""What the two TEI exports share: the document, its header and its witnesses."""

from __future__ import annotations

from newstemma.model import Examination, Report
from newstemma.serve.exports.names import Told
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.outline import published_of

NAMESPACE = "http://www.tei-c.org/ns/1.0"


def document(examination: Examination, what: str, body: list[Markup], sources: Markup) -> str:
    """A TEI document: a header that says what it is, and a division for each story."""
    titles = [d.story.title for d in examination if d.story.title]
    title = titles[0] if len(titles) == 1 else f"{len(examination)} stories"
    header = element(
        "teiHeader",
        None,
        element(
            "fileDesc",
            None,
            element("titleStmt", None, element("title", None, f"{title}: {what}")),
            element(
                "publicationStmt",
                None,
                element("p", None, "A working paper of newstemma; words of the reports are theirs"),
            ),
            element("sourceDesc", None, sources),
        ),
    )
    empty = element("div", None, element("p", None, "No report could be read."))
    text = element("text", None, element("body", None, join(body or [empty], "\n")))
    tei = element("TEI", {"xmlns": NAMESPACE}, header, "\n", text)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tei}\n'


def division(told: Told, kind: str, *children: Markup) -> Markup:
    """A story's division with its headline."""
    head = element("head", None, told.outline.dossier.story.title or f"Story {told.number}")
    id = f"s{told.number}"
    return element("div", {"type": kind, "xml:id": id}, head, "\n", join(children, "\n"))


def witness(told: Told, report: Report) -> Markup:
    """A report as an entry of the list of witnesses."""
    outline = told.outline
    parts = (
        element("title", {"level": "a"}, report.title) if report.title else None,
        element("publisher", None, report.outlet) if report.outlet else None,
        element("date", None, published_of(report)) if report.published else None,
        element("ref", {"target": report.url}, report.url) if _is_address(report.url) else None,
    )
    attributes = {"xml:id": told.report_id(report.id), "n": outline.sigla[report.id]}
    return element("witness", attributes, outline.name(report.id), element("bibl", None, *parts))


def _is_address(url: str | None) -> bool:
    """An address that stands in an attribute of pointers: one word, and of the web."""
    return bool(url) and str(url).startswith(("https://", "http://")) and len(str(url).split()) == 1
