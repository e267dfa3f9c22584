"""Markup into a tree: what costs or harms is cut out first, so that a page's weight is its words.

The theory. Comments, scripts, styles and pictures written into the page are most of its bytes
and none of its text. They go in one walk, before the parser sees them; so do tags of absurd
length, on which parsers go quadratic. The parser silently loses text nested deeper than 255 to
1,000 levels: a tree that comes out so deep is made again from markup without its inner boxes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from newstemma.values.patterns import when_needed

if TYPE_CHECKING:
    from lxml.etree import XPath
    from lxml.html import HtmlElement

# lxml silently drops text nested deeper than 255 to 1,000 levels (findings, hazards).
DEEPEST = 200
# No element of a report has so much between its angle brackets; the parser goes quadratic.
LONGEST_TAG = 20_000
# A picture written into its page: a saved page has megabytes of them.
_DATA_URI = when_needed(r"([\"'])\s*data:[^\"'<>]{400,}\1")
_LONG_TAG = when_needed(rf"<([a-z][a-z0-9]*)\b[^<>]{{{LONGEST_TAG},}}>", re.I)
_NESTING = when_needed(
    r"<(/?)(div|span|section|font|b|i|em|strong|center|blockquote|ul|ol|li|"
    r"table|tr|td)\b[^>]{0,2000}>",
    re.I,
)
_HEAVY = when_needed(r"<(?:!--|(script|style|svg|noscript|template)\b)", re.I)
_ENDS = {
    name: when_needed(rf"</{name}\s*>", re.I)
    for name in ("script", "style", "svg", "noscript", "template")
}
# Control codes; the form feed and the vertical tab part words, as in HTML.
_NOT_ALLOWED = bytes(set(range(0x20)) - set(b"\t\n\r\x0b\x0c"))
_AS_SPACE = bytes.maketrans(b"\x0b\x0c", b"  ")
_NO_SIGNS = ("\ufffe".encode(), "\uffff".encode())
# References to them: codes below 32 but for tab and line ends, and the last two of the plane.
_NO_REFERENCE = when_needed(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d)|"
    r"[xX]0*(?:[0-8bcefBCEF]|1[\da-fA-F]|[fF]{3}[eEfF])(?![\da-fA-F]));?"
)
_NO_MEMORY = 2  # libxml2's code for it


def parse(markup: str) -> HtmlElement | None:
    """The tree of a page without scripts, styles and comments; none where there is none."""
    return tree_of(lightened(markup))


def tree_of(light: str) -> HtmlElement | None:
    """The tree of markup that was `lightened`."""
    tree = _tree(light)
    if tree is not None and is_deep(tree):
        tree = _tree(_NESTING.sub("\n", light))
    return tree


def _tree(light: str) -> HtmlElement | None:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return document_fromstring(_allowed(light), parser=parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", 0) == _NO_MEMORY:  # a limit of ours, not bad markup
            raise MemoryError from error
        return None
    except (etree.ParserError, ValueError, AssertionError):
        return None


def _allowed(light: str) -> bytes:
    """The bytes of markup without the signs that no tree may hold.

    The parser lets them in, and then fails on the first text of theirs that is moved.
    """
    data = light.encode("utf-8", "replace").translate(_AS_SPACE, _NOT_ALLOWED)
    return data if _NO_SIGNS[0][:2] not in data else _without_no_signs(data)


def _without_no_signs(data: bytes) -> bytes:
    for sign in _NO_SIGNS:
        data = data.replace(sign, b"")
    return data


def is_deep(tree: HtmlElement) -> bool:
    """True where elements nest deeper than `DEEPEST`."""
    return bool(_deep_path()(tree))


@lru_cache(maxsize=1)
def _deep_path() -> XPath:
    from lxml.etree import XPath

    return XPath(f"boolean(.{'/*' * DEEPEST})")


def lightened(markup: str) -> str:
    """The markup without comments, scripts, styles, pictures in it and absurdly long tags."""
    light = _without_heavy(markup)
    if "data:" in light:
        light = _DATA_URI.sub('""', light)
    if max(map(len, light.split("<"))) > LONGEST_TAG:
        light = _LONG_TAG.sub(r"<\1>", light)
    return _NO_REFERENCE.sub("", light) if "&#" in light else light


def _without_heavy(markup: str) -> str:
    """One walk from opening to end; a comment that never ends is the parser's business."""
    kept: list[str] = []
    at = 0
    while (start := _HEAVY.search(markup, at)) is not None:
        kept.append(markup[at : start.start()])
        name = (start[1] or "").lower()
        if not name:
            at = markup.find("-->", start.start()) + 3
            if at < 3:
                return " ".join([*kept, markup[start.start() :]])
            continue
        end = _ENDS[name].search(markup, start.end())
        if end is None:
            return " ".join(kept)
        at = end.end()
    return " ".join([*kept, markup[at:]])
