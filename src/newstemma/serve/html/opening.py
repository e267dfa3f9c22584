"""The head of a dossier: what is counted, why, and where to go."""

from __future__ import annotations

from newstemma.model import Counts
from newstemma.serve.html.frame import Frame
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.outline import counts_of, many, published_of

PARTS = (
    ("stemma", "Stemma"),
    ("contradictions", "Contradictions"),
    ("changes", "Changes"),
    ("collation", "Statements"),
    ("timeline", "Timeline"),
    ("texts", "Reports"),
)


def contents_part(frames: list[Frame]) -> Markup:
    """With several stories (or none): each with its counts, and a way to it."""
    items = [
        element(
            "li",
            None,
            element("a", {"href": f"#{frame.id}", "dir": "auto"}, frame.title),
            element("p", {"class": "note"}, " · ".join(counts_of(frame.dossier.counts))),
        )
        for frame in frames
    ]
    heading = f"{len(frames)} stories" if frames else "No report could be read"
    listed = element("ol", None, join(items)) if frames else None
    return element("header", {"class": "contents"}, element("h1", None, heading), listed)


def opening_part(frame: Frame, alone: bool) -> Markup:
    """The title, the counts always together, the reasons, and the parts.

    `alone` where the page has no other story: then its main heading is here.
    """
    counts = frame.dossier.counts
    title = element("h2", {"id": f"{frame.id}-title", "dir": "auto"}, frame.title)
    return element(
        "header",
        {"class": "opening"},
        element("h1" if alone else "p", {"class": "kicker"}, "Dossier"),
        title,
        _first(frame),
        _counts(counts),
        _reasons(counts),
        _parts(frame),
    )


def _first(frame: Frame) -> Markup | None:
    dated = [report for report in frame.dossier.reports if report.published is not None]
    if not dated:
        return None
    first = min(dated, key=published_of)
    words = ("First seen ", element("time", None, published_of(first)), " in ")
    name = element("a", {"href": f"#{frame.report_id(first.id)}"}, frame.outline.name(first.id))
    return element("p", {"class": "first"}, *words, name)


def _counts(counts: Counts) -> Markup:
    independent = counts.independent
    nouns = (
        (counts.reports, "report"),
        (counts.distinct_texts, "text"),
        (counts.outlets, "outlet"),
        (counts.owners, "owner"),
    )
    others = [_count(str(number), many(number, noun).split(" ")[1]) for number, noun in nouns]
    between = f"low {independent.low}, high {independent.high}"
    noun = "independent source" if independent.likely == 1 else "independent sources"
    main = _count(str(independent.likely), f"{noun}, likely", between)
    return element("ul", {"class": "counts", "aria-label": "Counts"}, join(others), main)


def _count(number: str, noun: str, between: str | None = None) -> Markup:
    return element(
        "li",
        {"class": "independent" if between else None},
        element("b", None, number),
        " ",
        element("span", None, noun),
        element("small", None, between) if between else None,
    )


def _reasons(counts: Counts) -> Markup | None:
    if not counts.independent.reasons:
        return None
    items = (element("li", None, reason) for reason in counts.independent.reasons)
    return element("ul", {"class": "reasons", "aria-label": "Reasons"}, join(items))


def _parts(frame: Frame) -> Markup:
    links = (
        element("li", None, element("a", {"href": f"#{frame.id}-{name}"}, title))
        for name, title in PARTS
        if name != "contradictions" or frame.outline.contradictions
    )
    return element("nav", {"aria-label": "Parts"}, element("ul", None, join(links)))
