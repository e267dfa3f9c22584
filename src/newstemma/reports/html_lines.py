"""The lines of an HTML page: body, captions, what stands around the body, and the rest.

The theory. Captions leave the tree first. The body is what trafilatura takes for the article,
or the paragraphs of the densest element where it finds next to nothing. All other rows of
the page keep their place: those between headline and body and right below the body can be
bylines, dates and credits; the rest is the site's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newstemma.reports.blocks import Kind, Line, line_of
from newstemma.text import normal
from newstemma.values.patterns import when_needed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Over this much markup extraction takes seconds a page; the plain walk takes over.
MOST_FOR_EXTRACTION = 2_000_000
# Rows above and below the body that can be header or credit; more is another story.
_AROUND = 15
_CAPTION_CLASS = when_needed(
    r"caption|photo-?credit|image-?credit|img-?credit|media-?credit|wp-credit", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PageParts:
    """The rows of a page by where they stand, each in page order."""

    captions: tuple[Line, ...]
    body: tuple[Line, ...]
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    outside: tuple[Line, ...]


def page_parts(tree: HtmlElement, url: str | None, titles: list[str]) -> PageParts:
    """The rows of a page; `titles` are the headlines its header gives."""
    captions = tuple(_take_captions(tree))
    body = _body(tree, url)
    rows = [row for row in _rows(tree, _UNSEEN) if row]
    inside = _inside(rows, body)
    if not inside:
        return PageParts(captions, body, (), (), tuple(map(line_of, rows)))
    first, last = inside[0], inside[-1]
    top = _title_row(rows, first, titles)
    taken = set(inside)
    before = list(range(max(top, first - _AROUND), first))
    after = [i for i in range(first, min(len(rows), last + 1 + _AROUND)) if i not in taken]
    rest = [i for i in range(len(rows)) if i not in taken and i not in (*before, *after)]
    pick = [tuple(line_of(rows[i]) for i in part) for part in (before, after, rest)]
    return PageParts(captions, body, *pick)


def _inside(rows: list[str], body: tuple[Line, ...]) -> list[int]:
    """The indexes of the rows that the body's lines are made of."""
    words = "\n".join(_key(line.text) for line in body)
    keys = {_key(line.text) for line in body}
    found = []
    for index, row in enumerate(rows):
        key = _key(row)
        if key in keys or (len(key) > 30 and key in words):
            found.append(index)
    return found


def _title_row(rows: list[str], first: int, titles: list[str]) -> int:
    keys = {_key(title) for title in titles}
    places = [i for i in range(first) if _key(rows[i]) in keys]
    return places[-1] if places else max(0, first - 8)


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _words(element: HtmlElement) -> str:
    return normal(" ".join(element.itertext())).replace("\n", " ").strip()


def _take_captions(tree: HtmlElement) -> list[Line]:
    """The captions of the page's pictures, taken out of the tree."""
    found: dict[str, Line] = {}
    for element in list(tree.iter("figcaption", "span", "p", "div", "small", "cite")):
        if element.tag != "figcaption" and not _CAPTION_CLASS.search(element.get("class") or ""):
            continue
        words = _words(element)
        if 2 < len(words) <= 600 and words not in found:
            found[words] = line_of(words, Kind.CAPTION)
        if len(words) <= 600 and element.getparent() is not None:
            element.drop_tree()
    return list(found.values())


def _body(tree: HtmlElement, url: str | None) -> tuple[Line, ...]:
    from lxml import etree

    size = len(etree.tostring(tree))
    lines = _extracted(tree, url) if size <= MOST_FOR_EXTRACTION else ()
    plain = plain_walk(tree) if sum(len(line.text) for line in lines) < 250 else ()
    return max((lines, plain), key=lambda found: sum(len(line.text) for line in found))


_KINDS = {"head": Kind.HEADING, "item": Kind.ITEM}


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


def plain_walk(tree: HtmlElement) -> tuple[Line, ...]:
    """The paragraphs of the element that holds most of the page's paragraph text."""
    weight: dict[HtmlElement, int] = {}
    for paragraph in tree.iter("p"):
        size = len("".join(paragraph.itertext()).strip())
        parent = paragraph.getparent()
        if parent is not None and size > 25:
            weight[parent] = weight.get(parent, 0) + size
    best = max(weight, key=lambda e: weight[e], default=tree)
    rows = _rows(best, _SKIPPED)
    return tuple(line_of(row) for row in rows if row)


_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li blockquote section article tr br pre td ul ol table main".split()
)
_SKIPPED = frozenset(
    "script style nav header footer aside form button select head noscript title iframe".split()
)


_UNSEEN = frozenset("script style head noscript template svg iframe select".split())


def _rows(root: HtmlElement, skipped: frozenset[str]) -> list[str]:
    """The text of an element, a row for each block; a walk without recursion."""
    pieces: list[str] = []
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, done = stack.pop()
        block = node.tag in _BLOCKS
        if done:
            pieces.append(("\n" if block else "") + (node.tail or "" if node is not root else ""))
        elif node.tag in skipped or not isinstance(node.tag, str):
            pieces.append(node.tail or "")
        else:
            pieces.append(("\n" if block else "") + (node.text or ""))
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node))
    return normal(re.sub(r"[ \t\r]*\n\s*", "\n", "".join(pieces).replace("\xa0", " "))).split("\n")
