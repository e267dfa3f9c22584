"""The dossier as one page: no request to anywhere, whole without script, readable anywhere.

Everything from outside goes through `markup.element`, which escapes it; besides, the page
forbids itself any request and any script but its own (Content-Security-Policy). Filters and
views work by boxes and CSS alone; the script lets the reader choose the base text and the two
reports side by side. Light and dark follow the reader's setting; it prints.
"""

from __future__ import annotations

from importlib.resources import files

from newstemma.model import Dossier, Examination
from newstemma.serve.html.changes import changes_part
from newstemma.serve.html.disputes import disputes_part
from newstemma.serve.html.filters import filter_part, rules
from newstemma.serve.html.frame import Frame, rejected_part
from newstemma.serve.html.opening import contents_part, opening_part
from newstemma.serve.html.script import data, policy, script
from newstemma.serve.html.stemma import stemma_part
from newstemma.serve.html.texts import texts_part, timeline_part
from newstemma.serve.html.views import statements_part
from newstemma.serve.markup import Markup, element, join, raw_text

STYLES = ("page.css", "apparatus.css", "views.css", "print.css")


def html_of(examination: Examination) -> str:
    """The whole page as a string, UTF-8 declared."""
    frames = [Frame(dossier, number) for number, dossier in enumerate(examination, 1)]
    return f"<!doctype html>\n{_page(examination, frames)}\n"


def style() -> str:
    """The style sheet of a dossier, for a page that links to it."""
    folder = files("newstemma.serve")
    own = (folder.joinpath("html", name).read_text("utf-8") for name in STYLES)
    return "\n".join((*own, folder.joinpath("drawing.css").read_text("utf-8"), rules()))


def dossier_of(dossier: Dossier) -> Markup:
    """One dossier as an article, for a page of somebody else's making that links `style`."""
    frame = Frame(dossier, 1)
    return _dossier(frame, True, filter_part([frame]))


def _page(examination: Examination, frames: list[Frame]) -> Markup:
    title = frames[0].title if len(frames) == 1 else f"{len(frames)} stories"
    boxes, alone = filter_part(frames), len(frames) == 1
    body = element(
        "body",
        None,
        element("a", {"class": "skip", "href": "#main"}, "Skip to the counts"),
        None if alone else contents_part(frames),
        None if alone else boxes,
        element("main", {"id": "main"}, join(_dossier(f, alone, boxes) for f in frames)),
        rejected_part(examination.rejected),
        element("footer", None, element("p", None, "newstemma. Words of the reports are theirs.")),
        join(data(frame) for frame in frames),
        script() if frames else None,
    )
    return element("html", {"lang": "en"}, _head(title), body)


def _head(title: str) -> Markup:
    return element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": policy()}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("meta", {"name": "referrer", "content": "no-referrer"}),
        element("title", None, f"{title}: a newstemma dossier"),
        raw_text("style", style()),
    )


def _dossier(frame: Frame, alone: bool, boxes: Markup | None) -> Markup:
    """One dossier; a page of one story has its filter, and its main heading, in here."""
    return element(
        "article",
        {"class": "dossier", "id": frame.id, "aria-labelledby": f"{frame.id}-title"},
        opening_part(frame, alone),
        boxes if alone else None,
        stemma_part(frame),
        disputes_part(frame),
        changes_part(frame),
        statements_part(frame),
        timeline_part(frame),
        texts_part(frame),
    )
