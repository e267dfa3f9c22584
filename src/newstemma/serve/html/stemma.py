"""The stemma, drawn and as a table."""

from __future__ import annotations

from newstemma.model import Clue, Copy, WitnessKind
from newstemma.serve.drawing import draw
from newstemma.serve.html.frame import Frame, table
from newstemma.serve.markup import Markup, element, join
from newstemma.serve.outline import many, percent

HEAD = ("Witness", "Kind", "Published", "Taken from", "How", "Sure", "Clues (bits)")


def stemma_part(frame: Frame) -> Markup:
    """The drawing, its key, and the same facts as a table."""
    figure = element(
        "figure",
        None,
        element(
            "div",
            {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Drawing"},
            draw(frame.outline, id=f"{frame.id}-drawing"),
        ),
        element("figcaption", None, _KEY),
    )
    details = element(
        "details",
        None,
        element("summary", None, "The same as a table, with the clues"),
        table(HEAD, _rows(frame), "Who took the text from whom"),
    )
    return frame.part("stemma", "Stemma", figure, _origins(frame), details)


_KEY = (
    "Height is time. Grey: a source nobody handed us. Dashed: a second source. "
    "The heavier a line, the surer; “?” under 70\u00a0%. Stacked cards: several reports."
)


def _origins(frame: Frame) -> Markup:
    outline = frame.outline
    items = []
    for origin in frame.dossier.stemma.origins:
        sigla = " ".join(outline.witnesses[id].siglum for id in origin.witnesses)
        size = sum(len(outline.witnesses[id].reports) for id in origin.witnesses)
        label = element("b", None, origin.name)
        count = f" {many(size, 'report')}: "
        items.append(element("li", None, label, count, element("span", {"class": "siglum"}, sigla)))
    return element("ul", {"class": "origins", "aria-label": "Origins"}, join(items))


def _rows(frame: Frame) -> list[tuple[str | Markup, ...]]:
    rows: list[tuple[str | Markup, ...]] = []
    for branch in frame.outline.tree():
        witness = branch.witness
        sigla = " ".join([witness.siglum, frame.outline.witness_name(witness)])
        unseen = witness.kind is WitnessKind.UNSEEN
        when = "" if unseen else frame.outline.published(witness)
        kind = "same text" if witness.kind is WitnessKind.BUNDLE else str(witness.kind)
        for copy in (branch.copy, *branch.seconds):
            if copy is not None:
                rows.append((sigla, kind, when, *_copy(frame, copy)))
        if branch.copy is None and not branch.seconds:
            rows.append((sigla, kind, when, "", "", "", ""))
    return rows


def _copy(frame: Frame, copy: Copy) -> tuple[str | Markup, ...]:
    source = frame.outline.witnesses[copy.source]
    name = f"{source.siglum} {frame.outline.witness_name(source)}"
    share = "" if copy.share is None else f", {percent(copy.share)} of its words"
    second = ", second source" if copy.second else ""
    clues = element("ul", {"class": "clues"}, join(_clue(clue) for clue in copy.clues))
    return name, f"{copy.kind}{share}{second}", percent(copy.probability), clues


def _clue(clue: Clue) -> Markup:
    detail = f": {clue.detail}" if clue.detail else ""
    return element("li", None, element("b", None, f"{clue.weight:+.1f}"), f" {clue.name}{detail}")
