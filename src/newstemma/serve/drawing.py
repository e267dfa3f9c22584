"""The stemma as SVG: height is time, unseen sources grey, second sources dashed.

Certainty is the weight of a line, and every line bears its kind in words. What is drawn is
also said: the picture has a title and a description, every card its own. It follows the
page it stands in, or, alone, the reader's light or dark setting.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from importlib.resources import files

from newstemma.model import Copy, Dossier, WitnessKind
from newstemma.serve.inert import inert_line
from newstemma.serve.layout import Card, Layout, Placed, lay_out
from newstemma.serve.markup import Markup, element, join, raw_text
from newstemma.serve.outline import UNDATED, Outline, many, percent

GUTTER, EDGE = 92, 12  # room for the times at the left, and around everything
DOUBTFUL = 0.7


@dataclass(frozen=True)
class Size:
    """The measures of a drawing, in pixels; `name` in half-width cells of one line of a card."""

    width: int = 136
    height: int = 50
    gap: int = 18
    drop: int = 62
    name: int = 19

    def x(self, placed: Placed) -> float:
        """The left edge of a card."""
        return GUTTER + EDGE + placed.column * (self.width + self.gap)

    def y(self, row: int) -> float:
        """The upper edge of a row."""
        return EDGE + row * (self.height + self.drop)


ROOMY, DENSE = Size(), Size(width=112, gap=9, drop=46, name=15)
MANY_COLUMNS = 8  # from here on a drawing is dense


def svg_of(dossier: Dossier) -> str:
    """The stemma of a dossier as an SVG file of its own."""
    style = files("newstemma.serve").joinpath("drawing.css").read_text("utf-8")
    drawn = draw(Outline(dossier), raw_text("style", style))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n'


def draw(outline: Outline, style: Markup | None = None, id: str = "stemma") -> Markup:
    """The stemma as an `svg` element; `id` must be unlike any other in the page."""
    layout = lay_out(outline)
    size = ROOMY if layout.columns < MANY_COLUMNS else DENSE
    width = GUTTER + layout.columns * (size.width + size.gap) + 2 * EDGE
    height = size.y(max(1, layout.rows)) - size.drop + EDGE + 10
    picture = _Picture(outline, layout, size)
    attributes: dict[str, str | int] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "stemma",
        "role": "img",
        "aria-labelledby": f"{id}-title {id}-words",
        "viewBox": f"0 0 {width:.0f} {height:.0f}",
        "width": f"{width:.0f}",
        "height": f"{height:.0f}",
    }
    return element(
        "svg",
        attributes,
        element("title", {"id": f"{id}-title"}, f"Stemma: {_title(outline)}"),
        element("desc", {"id": f"{id}-words"}, "; ".join(said(outline))),
        style,
        join(picture.times(width)),
        join(picture.line(copy) for copy in layout.copies),
        join(picture.card(placed) for placed in layout.placed),
        join(picture.label(copy) for copy in layout.copies),
    )


def _title(outline: Outline) -> str:
    seen = sum(len(witness.reports) for witness in outline.witnesses.values())
    unseen = sum(w.kind is WitnessKind.UNSEEN for w in outline.witnesses.values())
    return f"{many(seen, 'report')}, {many(unseen, 'unseen source')}"


def said(outline: Outline) -> list[str]:
    """The same facts as words, one clause a copy or a witness without a source."""
    found = []
    for branch in outline.tree():
        name = f"{branch.witness.siglum} {outline.witness_name(branch.witness)}"
        if branch.copy is None:
            unseen = branch.witness.kind is WitnessKind.UNSEEN
            found.append(f"{name}: {'unseen source' if unseen else 'no source found'}")
        for copy in (branch.copy, *branch.seconds):
            if copy is not None:
                source = outline.witnesses[copy.source].siglum
                second = "second source " if copy.second else ""
                sure = percent(copy.probability)
                found.append(f"{name}: {second}{copy.kind} from {source}, {sure}")
    return found


# --- parts ------------------------------------------------------------------


class _Picture:
    """The parts of one drawing, all in the same measures."""

    def __init__(self, outline: Outline, layout: Layout, size: Size) -> None:
        self.outline, self.layout, self.size = outline, layout, size
        self.places = {placed.card.id: placed for placed in layout.placed}

    def times(self, width: float) -> list[Markup]:
        """The first publication of each row, at the left, and a faint rule."""
        made, day = [], ""
        for row in range(self.layout.rows):
            middle = self.size.y(row) + self.size.height / 2
            made.append(_rule(middle, width))
            date, _, clock = self._first_time(row).partition(" ")
            if date and date != day:
                made.append(_text(date, EDGE, middle - 2, "day"))
            if clock:
                made.append(_text(clock, EDGE, middle + 13, "clock"))
            day = date or day
        return made

    def _first_time(self, row: int) -> str:
        witnesses = (w for p in self.layout.placed if p.row == row for w in p.card.witnesses)
        times = [self.outline.published(witness) for witness in witnesses if witness.reports]
        dated = [time for time in times if time != UNDATED]
        return min(dated, default="").removesuffix(" UTC")

    def _ends(self, copy: Copy) -> tuple[float, float, float, float]:
        source, target = self.places[copy.source], self.places[copy.target]
        middle = self.size.width / 2
        x1, x2 = self.size.x(source) + middle, self.size.x(target) + middle
        if copy.second:
            aside = self.size.width / 4 if x1 < x2 else -self.size.width / 4
            x1, x2 = x1 + aside, x2 - aside
        return x1, self.size.y(source.row) + self.size.height, x2, self.size.y(target.row)

    def line(self, copy: Copy) -> Markup:
        """A copy: dashed when second, its weight its certainty."""
        x1, y1, x2, y2 = self._ends(copy)
        bend = min(self.size.drop, (y2 - y1) * 0.6)
        path = (
            f"M{x1:.1f} {y1:.1f}C{x1:.1f} {y1 + bend:.1f} "
            f"{x2:.1f} {y2 - bend:.1f} {x2:.1f} {y2:.1f}"
        )
        kind = "copy" + (" second" if copy.second else "")
        kind += " doubtful" if copy.probability < DOUBTFUL else ""
        weight = 0.8 + 2.6 * max(0.0, copy.probability - 0.4)
        return element("path", {"class": kind, "d": path, "stroke-width": f"{weight:.2f}"})

    def label(self, copy: Copy) -> Markup:
        """The kind and the certainty of a copy, just above its target."""
        _, _, x, y = self._ends(copy)
        return _text(self._how(copy), x, y - (21 if copy.second else 7), "kind", anchor="middle")

    def _how(self, copy: Copy) -> str:
        stacked = self.places[copy.target].card.witnesses if not copy.second else ()
        kinds = {self.outline.main[witness.id].kind for witness in stacked}
        least = min((self.outline.main[w.id].probability for w in stacked), default=0.0)
        if len(stacked) > 1:
            kind = copy.kind if len(kinds) == 1 else "several kinds"
            return f"{kind}, {percent(least)} or more"
        doubt = "?" if copy.probability < DOUBTFUL else ""
        return f"{copy.kind} {percent(copy.probability)}{doubt}"

    def card(self, placed: Placed) -> Markup:
        """A witness, or a stack of them."""
        card, x, y = placed.card, self.size.x(placed), self.size.y(placed.row)
        unseen = card.witnesses[0].kind is WitnessKind.UNSEEN
        names = ", ".join(self.outline.witness_name(witness) for witness in card.witnesses)
        first, second = _two_lines(names, self.size.name)
        return element(
            "g",
            {"class": "card unseen" if unseen else "card"},
            element("title", None, f"{_siglum(card)} {inert_line(names)}"),
            *(self._box(x + 4 * n, y + 4 * n) for n in ((2, 1) if card.reports > 1 else ())),
            self._box(x, y),
            _text(_siglum(card), x + 10, y + 18, "siglum"),
            _text(_aside(card), x + self.size.width - 8, y + 17, "aside", anchor="end"),
            _text(first, x + 10, y + 33 if second else y + 37, "name"),
            _text(second, x + 10, y + 45, "name") if second else None,
        )

    def _box(self, x: float, y: float) -> Markup:
        place = {"x": f"{x:.1f}", "y": f"{y:.1f}"}
        measures = {"width": self.size.width, "height": self.size.height, "rx": 3}
        return element("rect", {**place, **measures})


def _rule(y: float, width: float) -> Markup:
    return element("line", {"class": "rule", "x1": GUTTER, "x2": f"{width:.0f}", "y1": y, "y2": y})


def _siglum(card: Card) -> str:
    first, last = card.witnesses[0].siglum, card.witnesses[-1].siglum
    return first if first == last else f"{first} … {last}"


def _aside(card: Card) -> str:
    if card.witnesses[0].kind is WitnessKind.UNSEEN:
        return "unseen"
    if card.reports == 1:
        return "" if card.when else UNDATED
    return f"{card.reports} ×" if len(card.witnesses) > 1 else f"same text {card.reports} ×"


def _text(words: str, x: float, y: float, kind: str, anchor: str | None = None) -> Markup:
    place = {"class": kind, "x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor}
    return element("text", place, words)


def _two_lines(name: str, most: int) -> tuple[str, str]:
    """A name on at most two lines, broken between words where it can be."""
    first, rest = "", inert_line(name).split(" ")
    while rest and cells(f"{first} {rest[0]}".strip()) <= most:
        first = f"{first} {rest.pop(0)}".strip()
    if not first and rest:
        return _cut(" ".join(rest), most), ""
    return first, _cut(" ".join(rest), most)


def _cut(words: str, most: int) -> str:
    if cells(words) <= most:
        return words
    while words and cells(words) >= most:
        words = words[:-1]
    return words.rstrip() + "…"


def cells(words: str) -> int:
    """The room words take, in half-width cells: a Chinese sign takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in words)
