"""The statements in three views: apparatus, table, two reports. Radio buttons and CSS switch
between them; with script the reader also chooses the base text and the two reports."""

from __future__ import annotations

from newstemma.serve.html.apparatus import apparatus
from newstemma.serve.html.beside import beside
from newstemma.serve.html.collation import backing, collated, fits
from newstemma.serve.html.frame import Frame
from newstemma.serve.html.matrix import matrix
from newstemma.serve.markup import Markup, element, join

VIEWS = (("apparatus", "Apparatus"), ("table", "Table"), ("beside", "Two reports"))


def statements_part(frame: Frame) -> Markup:
    """Every statement with its support, in the view that suits the size of the story first.

    A story of few witnesses opens with its columns; a larger one with a base text and the
    variants under it.
    """
    if not frame.dossier.collation.statements:
        return frame.part("collation", "Statements", note="Nothing was collated.")
    columns = fits(frame)
    first = "table" if columns else "apparatus"
    made = {
        "apparatus": apparatus(frame, anchors=not columns),
        "table": collated(frame) if columns else matrix(frame),
        "beside": beside(frame),
    }
    shown = [(name, title) for name, title in VIEWS if made[name] is not None]
    switch = join(_button(frame, name, title, name == first) for name, title in shown)
    panels = join(
        element("div", {"class": f"panel p-{name}", "data-view": name}, made[name])
        for name, _ in shown
    )
    views = {"class": "views", "role": "group", "aria-label": "View", "data-story": frame.id}
    return frame.part(
        "collation", "Statements", backing(frame), element("div", views, switch, panels)
    )


def _button(frame: Frame, name: str, title: str, checked: bool) -> Markup:
    id = f"{frame.id}-view-{name}"
    box: dict[str, str | bool] = {
        "type": "radio",
        "name": f"{frame.id}-view",
        "id": id,
        "class": f"v-{name}",
        "checked": checked,
    }
    return join((element("input", box), element("label", {"for": id}, title)))
