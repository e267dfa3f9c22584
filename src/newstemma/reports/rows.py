"""The rows of an HTML page: what a reader sees as one line or paragraph, with what it stands in.

The theory. One walk through the tree gives all that everything later asks of it: the text of
each block, the boxes around it, and how much of it is links. Boxes are numbered in page order,
a box before what is in it, so that what is summed up from the innermost outwards, or handed
down from the outermost, takes one pass over a list. Scripts, styles and what is never shown
give nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import is_normalized

from newstemma.text import normal
from newstemma.values.patterns import when_needed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS = frozenset(
    """
    p div h1 h2 h3 h4 h5 h6 li blockquote section article tr br pre td ul ol table main nav header
    footer aside form figure figcaption dl dt dd menu dialog fieldset th address details summary
    """.split()
)
UNSEEN = frozenset("script style head noscript template svg iframe select".split())
# What never holds an article; a `form` and a `header` may, on some sites.
BESIDE = frozenset("nav footer aside menu dialog button label textarea figcaption".split())
# Boxes in which a line end of the markup parts labels: "By Ana Brel\n May 4, 2031". In running
# text it is a space, as browsers have it.
_LOOSE = frozenset("div section article td main body html form header footer aside".split())
_RUNNING = 200
# Inline elements that may hold a caption, and the class by which they do.
_INLINE = frozenset(("span", "small", "cite"))
_PARTING = BLOCKS | _INLINE | {"a"}
_CAPTION_CLASS = when_needed(
    r"(?i)caption|photo-?credit|image-?credit|img-?credit|media-?credit|wp-credit"
)
# What `normal` takes out although Python calls it printable.
_SELECTOR = when_needed("[\ufe00-\ufe0e\U000e0100-\U000e01ef]")


@dataclass(slots=True)
class Row:
    """A row's text in normal form, the number of its box, and how many signs are links."""

    text: str
    box: int
    links: int = 0


@dataclass(slots=True)
class Layout:
    """A page's rows in order, and its boxes: each element and the number of the one around it.

    The first box is the page itself and its own parent; a parent's number is the smaller one.
    """

    rows: list[Row] = field(default_factory=list)
    boxes: list[HtmlElement] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)


def layout_of(tree: HtmlElement, unseen: frozenset[str] = UNSEEN) -> Layout:
    """The rows of a tree that hold anything, with their boxes; a walk without recursion.

    Elements named in `unseen` are passed over with all that is in them.
    """
    from lxml.etree import iterwalk

    reader = _Reader(tree)
    pieces = reader.pieces
    parting = _PARTING - unseen
    walk = iterwalk(tree, events=("start", "end"))
    for event, node in walk:
        tag = node.tag
        if event == "start":
            if tag in unseen:
                walk.skip_subtree()
                continue
            if tag in parting:
                reader.enter(node, tag)
            words = node.text
        else:
            if tag in parting:
                reader.leave(node, tag)
            words = node.tail
        # The space before a row's first word is none of it.
        if words and (pieces or not words.isspace()):
            pieces.append(words)
            reader.links += reader.linked * len(words)
    reader.close()
    return reader.layout


class _Reader:
    """The layout up to where the walk is, and the pieces of the row it is in."""

    __slots__ = ("_open", "layout", "linked", "links", "pieces")

    def __init__(self, tree: HtmlElement) -> None:
        self.layout = Layout([], [tree], [0])
        self.pieces: list[str] = []
        self.links = 0
        self.linked = False  # inside a link; links do not nest
        self._open = [0]

    def enter(self, node: HtmlElement, tag: str) -> None:
        """An element begins; a block ends the row before it."""
        if tag == "a":
            self.linked = True
        elif tag not in _INLINE or is_caption(node.get("class")):
            if self.pieces:
                self.close()
            layout = self.layout
            layout.parents.append(self._open[-1])
            self._open.append(len(layout.boxes))
            layout.boxes.append(node)

    def leave(self, node: HtmlElement, tag: str) -> None:
        """An element ends; a block ends the row in it."""
        if tag == "a":
            self.linked = False
        elif tag not in _INLINE or is_caption(node.get("class")):
            if self.pieces:
                self.close()
            self._open.pop()

    def close(self) -> None:
        """The row is whole."""
        layout, box = self.layout, self._open[-1]
        for text in _texts(self.pieces, layout.boxes[box].tag):
            layout.rows.append(Row(text, box, self.links))
        self.pieces.clear()
        self.links = 0


@lru_cache(maxsize=4096)
def is_caption(name: str | None) -> bool:
    """True for a class that says it is a picture's caption or credit."""
    return name is not None and _CAPTION_CLASS.search(name) is not None


def _texts(pieces: list[str], tag: str) -> list[str]:
    """The pieces of a box as one text, or as several labels."""
    if len(pieces) < 2:
        text = tidy(pieces[0]) if pieces else ""
        return [text] if text else []
    raw = "".join(pieces)
    text = tidy(raw)
    if "\n" not in raw or len(text) > _RUNNING or tag not in _LOOSE:
        return [text] if text else []
    labels = "".join(map(_with_edges, pieces)).split("\x00")
    return [label for piece in labels if (label := tidy(piece))]


def _with_edges(piece: str) -> str:
    """A piece with a mark at its edges where a line of the markup ends there."""
    words = piece.strip()
    if not words or "\n" not in piece:
        return "\x00" if "\n" in piece else piece
    start = piece.index(words[0])
    before, after = piece[:start], piece[start + len(words) :]
    before = "\x00" if "\n" in before else before
    return before + words + ("\x00" if "\n" in after else after)


def tidy(words: str) -> str:
    """Words as one line in normal form."""
    line = " ".join(words.split())
    if line.isprintable() and (line.isascii() or _is_normal(line)):
        return line
    return normal(line).replace("\n", " ")


def _is_normal(line: str) -> bool:
    """True where `normal` would change nothing in a line of signs that all can be seen."""
    return is_normalized("NFC", line) and not _SELECTOR.search(line)
