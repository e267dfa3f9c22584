"""Each report as cleaned: its header, its text with statements and marks, what was removed."""

from __future__ import annotations

from newstemma.model import EntryKind, Figure, Mark, Reading, Report, Span, TimelineEntry
from newstemma.serve.html.frame import MARK_KINDS, Frame, Noted, facts, table
from newstemma.serve.markup import Markup, element, escape, join
from newstemma.serve.moments import shortest
from newstemma.serve.outline import many, published_of
from newstemma.serve.segments import segments
from newstemma.text import paragraphs


def texts_part(frame: Frame) -> Markup:
    """All reports, in the order of the dossier."""
    key = element(
        "p",
        {"class": "key"},
        "Marked in the texts: ",
        join((element("span", {"class": f"m-{kind}"}, str(kind)) for kind in MARK_KINDS), ", "),
        ". A number leads back to the statement.",
    )
    made = join(report_article(frame, report) for report in frame.dossier.reports)
    return frame.part("texts", "Reports", key, made)


def timeline_part(frame: Frame) -> Markup:
    """What is dated, in order, each with the place that says so."""
    entries = frame.dossier.timeline
    if not entries:
        return frame.part("timeline", "Timeline", note="Nothing is dated.")
    items = (_entry(frame, entry) for entry in entries)
    return frame.part("timeline", "Timeline", element("ol", None, join(items)))


def _entry(frame: Frame, entry: TimelineEntry) -> Markup:
    """An event in the words that date it; a report by its headline."""
    reported = entry.kind is EntryKind.REPORT
    title = frame.outline.reports[entry.report].title or frame.outline.name(entry.report)
    words = element("span", {"dir": "auto"}, title if reported else entry.text)
    what = element("i", None, "reported: ") if reported else None
    return element(
        "li",
        {"class": "published" if reported else None},
        element("time", None, entry.when.iso),
        " ",
        frame.siglum(entry.report),
        " ",
        what,
        words,
    )


def report_article(frame: Frame, report: Report) -> Markup:
    """One report: header, text with statements and marks, dates, what was removed."""
    siglum = element("span", {"class": "siglum"}, frame.outline.sigla[report.id])
    outlet = element("p", {"class": "outlet"}, siglum, " ", frame.outline.name(report.id))
    title = element("h4", {"dir": "auto"}, report.title or "(no title)")
    return element(
        "article",
        {"class": "report", "id": frame.report_id(report.id)},
        element("header", None, outlet, title, _header(report)),
        element("div", {"class": "text", "lang": report.language}, _text(frame, report)),
        _dates(report),
        _removed(report),
    )


def _header(report: Report) -> Markup:
    credited = "; ".join(f"{c.name} ({c.role}, {c.place}: “{c.text}”)" for c in report.credits)
    event = "" if report.event_date is None else report.event_date.iso
    return facts(
        (
            ("Published", published_of(report)),
            ("Event", event),
            ("By", ", ".join(report.authors)),
            ("Credits", credited),
            ("Dateline", report.dateline),
            ("Owner", report.owner),
            ("Language", report.language),
            ("File", report.origin),
            ("Address", _address(report.url)),
        )
    )


def _address(url: str | None) -> str | Markup | None:
    """A link only to the web: a page may claim any address at all."""
    if url is None or not url.lower().startswith(("http://", "https://")):
        return url
    return element("a", {"href": url, "rel": "noreferrer noopener nofollow"}, url)


# --- the text ---------------------------------------------------------------


Placed = list[tuple[Span, tuple[str, Reading]]]


def _text(frame: Frame, report: Report) -> Markup:
    placed = frame.outline.readings_of.get(report.id, [])
    return join(_paragraph(frame, report, line, placed) for line in paragraphs(report.text))


def _paragraph(frame: Frame, report: Report, line: Span, placed: Placed) -> Markup:
    parts = [_stretch(frame, report, span, things) for span, things in segments(line, placed)]
    return element("p", {"dir": "auto"}, join(parts))


def _stretch(
    frame: Frame, report: Report, span: Span, things: tuple[tuple[str, Reading], ...]
) -> Markup:
    """A stretch of text; the places where readings begin are anchors and lead back."""
    words = _marks(frame, report, span)
    if not things:
        return words
    begun = [id for id, reading in things if reading.span.start == span.start]
    for id in begun:
        words = element(
            "mark",
            {"id": frame.reading_id(report.id, id)},
            element("sup", None, frame.statement_link(id)),
            words,
        )
    return words if begun else element("mark", None, words)


def _marks(frame: Frame, report: Report, span: Span) -> Markup:
    parts: list[Markup] = []
    placed: tuple[Mark | Noted, ...] = (*report.marks, *frame.noted.get(report.id, ()))
    for here, things in segments(span, ((thing.span, thing) for thing in placed)):
        words = escape(here.of(report.text))
        for thing in reversed(things):
            words = _mark(thing, words, here.end)
        parts.append(words)
    return join(parts)


def _mark(thing: Mark | Noted, words: Markup, end: int) -> Markup:
    """Words with a mark, or under a note, whose number follows where its place ends."""
    if isinstance(thing, Mark):
        return element("span", {"class": f"m-{thing.kind}", "title": _said(thing)}, words)
    there = element("a", {"class": "note-ref", "href": thing.href}, thing.label)
    under = element("span", {"class": "noted"}, words)
    return join([under, element("sup", None, there) if thing.span.end == end else None])


def _said(mark: Mark) -> str:
    value = mark.value
    if isinstance(value, Figure):
        upper = "" if value.upper is None else f"–{value.upper:,.10g}"
        value = f"{value.approximator} {value.number:,.10g}{upper} {value.unit}".rstrip()
    speaker = f", speaker {mark.speaker}" if mark.speaker else ""
    return f"{mark.kind}: {value or 'value unknown'}{speaker}"


# --- beside the text --------------------------------------------------------


def _dates(report: Report) -> Markup | None:
    if not report.dates:
        return None
    rows = [
        (shortest(m), str(m.precision), str(m.said_by), str(m.verdict), m.text)
        for m in report.dates
    ]
    head = ("Date", "Exact to the", "Said by", "Judged", "Read from")
    return _details(f"Dates: {len(rows)}", table(head, rows, "Every date the page gives"))


def _removed(report: Report) -> Markup | None:
    if not report.removed:
        return None
    rows = [(removed.text, removed.rule, removed.reason) for removed in report.removed]
    title = f"Removed: {many(len(rows), 'piece')}"
    return _details(title, table(("Text", "Rule", "Why"), rows, "Taken out of the page"))


def _details(title: str, content: Markup) -> Markup:
    return element("details", None, element("summary", None, title), content)
