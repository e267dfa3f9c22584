"""The lines of an HTML page: body, captions, what stands around the body, and the rest.

The theory. Captions leave the tree first. Two readers look for the body: our own (`bodies`),
and trafilatura where ours is not sure that it missed nothing. Where both take nearly the same
rows ours are kept, for they keep their place in the page; where they differ, the one that many
pages have taught is believed, unless it found next to nothing. All other rows of the page keep
their place: those between headline and body and right below the body can be bylines, dates and
credits; the rest is the site's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstemma.reports.blocks import Kind, Line, line_of
from newstemma.reports.bodies import find_body, plain_places
from newstemma.reports.rows import Layout, Row, is_caption, layout_of, tidy
from newstemma.text import normal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Over so many elements or so much text the second opinion takes seconds, and is not asked for.
MOST_ELEMENTS = 20_000
MOST_TEXT = 500_000
# Where both opinions are this much alike, ours is as good.
ALIKE = 0.9
# An extraction shorter than this is a failure of it, not a short report.
NEXT_TO_NOTHING = 250
# Rows above and below the body that can be header or credit; more is another story.
_AROUND = 15


@dataclass(frozen=True, slots=True)
class PageParts:
    """The rows of a page by where they stand, each in page order."""

    captions: tuple[Line, ...]
    body: tuple[Line, ...]
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    outside: tuple[Line, ...]


def page_parts(
    tree: HtmlElement, url: str | None, titles: list[str], *, fast: bool = False
) -> PageParts:
    """The rows of a page; `titles` are the headlines its header gives.

    When `fast`, no second opinion is asked for.
    """
    captions = tuple(_take_captions(tree))
    layout = layout_of(tree)
    rows = layout.rows
    body, inside = _body(tree, layout, url, fast=fast)
    if not inside:
        return PageParts(captions, body, (), (), _lines(rows, range(len(rows))))
    first, last = inside[0], inside[-1]
    top = _title_row(rows, first, titles)
    taken = set(inside)
    before = range(max(top, first - _AROUND), first)
    after = [i for i in range(first, min(len(rows), last + 1 + _AROUND)) if i not in taken]
    taken.update(before, after)
    rest = [i for i in range(len(rows)) if i not in taken]
    return PageParts(captions, body, _lines(rows, before), _lines(rows, after), _lines(rows, rest))


def _lines(rows: Sequence[Row], places: Iterable[int]) -> tuple[Line, ...]:
    return tuple(line_of(rows[place].text) for place in places)


def _body(
    tree: HtmlElement, layout: Layout, url: str | None, *, fast: bool
) -> tuple[tuple[Line, ...], Sequence[int]]:
    """The body's lines and the places of the rows they are made of."""
    own, rows = find_body(layout), layout.rows
    if own.sure or fast or _is_huge(tree, rows):
        return _own_lines(layout, own.places)
    theirs = _extracted(tree, url)
    inside = _inside(rows, theirs)
    ours = sum(len(rows[place].text) for place in own.places)
    told = sum(len(line.text) for line in theirs)
    if told < max(NEXT_TO_NOTHING, ours / 2) or _are_alike(rows, own.places, inside):
        return _own_lines(layout, own.places)
    return theirs, inside


def _is_huge(tree: HtmlElement, rows: Sequence[Row]) -> bool:
    size = sum(len(row.text) for row in rows)
    return size > MOST_TEXT or int(tree.xpath("count(.//*)")) > MOST_ELEMENTS


def _own_lines(layout: Layout, places: Sequence[int]) -> tuple[tuple[Line, ...], Sequence[int]]:
    """The rows at these places as lines; of a page without any paragraph all it shows."""
    chosen = places or plain_places(layout)
    return tuple(_line(layout.rows[place], layout) for place in chosen), chosen


def _line(row: Row, layout: Layout) -> Line:
    return line_of(row.text, Kind.ITEM if layout.boxes[row.box].tag == "li" else Kind.TEXT)


def _are_alike(rows: Sequence[Row], some: Sequence[int], others: Sequence[int]) -> bool:
    here, there = set(some), set(others)
    both = sum(len(rows[place].text) for place in here & there)
    either = sum(len(rows[place].text) for place in here | there)
    return both >= ALIKE * either


def _inside(rows: Sequence[Row], body: tuple[Line, ...]) -> list[int]:
    """The places of the rows that the body's lines are made of."""
    words = "\n".join(_key(line.text) for line in body)
    keys = {_key(line.text) for line in body}
    found = []
    for place, row in enumerate(rows):
        key = _key(row.text)
        if key in keys or (len(key) > 30 and key in words):
            found.append(place)
    return found


def _title_row(rows: Sequence[Row], first: int, titles: list[str]) -> int:
    keys = {_key(title) for title in titles}
    places = [i for i in range(first) if _key(rows[i].text) in keys]
    return places[-1] if places else max(0, first - 8)


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _take_captions(tree: HtmlElement) -> list[Line]:
    """The captions of the page's pictures, taken out of the tree."""
    found: dict[str, Line] = {}
    for element in list(tree.iter("figcaption", "span", "p", "div", "small", "cite")):
        if element.tag != "figcaption" and not is_caption(element.get("class")):
            continue
        words = tidy(" ".join(element.itertext()))
        if 2 < len(words) <= 600 and words not in found:
            found[words] = line_of(words, Kind.CAPTION)
        if len(words) <= 600 and element.getparent() is not None:
            element.drop_tree()
    return list(found.values())


def _extracted(tree: HtmlElement, url: str | None) -> tuple[Line, ...]:
    """The lines trafilatura takes for the article."""
    import copy

    from trafilatura import bare_extraction

    document = bare_extraction(
        copy.deepcopy(tree), url=url, include_comments=False, with_metadata=False, fast=True
    )
    text = getattr(document, "text", None) or ""
    return tuple(
        line_of(
            row.lstrip("- ") if row.startswith("- ") else row,
            Kind.ITEM if row.startswith("- ") else Kind.TEXT,
        )
        for row in normal(text).split("\n")
        if row
    )
