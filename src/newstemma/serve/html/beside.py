"""Two reports side by side, their words aligned; with script any two of the story."""

from __future__ import annotations

from newstemma.serve.beside import Line, Piece, lines, pair_of
from newstemma.serve.html.frame import Frame
from newstemma.serve.markup import Markup, element, join


def beside(frame: Frame) -> Markup | None:
    """The pair worth reading first; nothing for a story of one report."""
    pair = pair_of(frame.outline)
    if pair is None:
        return None
    left, right = pair
    heads = (
        element("th", {"scope": "col"}, label)
        for label in ("§", frame.outline.label(left), frame.outline.label(right))
    )
    rows = join(_row(frame, line, pair) for line in lines(frame.outline, left, right))
    table = element(
        "table",
        {"class": "beside"},
        element("caption", None, _KEY),
        element("thead", None, element("tr", None, join(heads))),
        element("tbody", None, rows),
    )
    box = {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Two reports"}
    choice = element("p", {"class": "note", "data-pair": " ".join(pair)})
    return element("div", None, choice, element("div", box, table))


_KEY = "Underlined: words the other does not have there. A dash: it does not say it."


def _row(frame: Frame, line: Line, pair: tuple[str, str]) -> Markup:
    labels = (frame.outline.label(id) for id in pair)
    cells = (
        element("td", {"data-label": label, "dir": "auto"}, _words(pieces, tag))
        for label, pieces, tag in zip(labels, (line.left, line.right), ("del", "ins"), strict=True)
    )
    both = "both" if line.left and line.right else "one"
    head = element("th", {"scope": "row"}, frame.statement_link(line.statement))
    return element("tr", {"class": both}, head, join(cells))


def _words(pieces: tuple[Piece, ...], tag: str) -> Markup:
    if not pieces:
        return join(("—",))
    if len(pieces) == 1:  # all the same, or alone: nothing to mark
        return join((pieces[0].text,))
    return join(p.text if p.same else element(tag, None, p.text) for p in pieces)
