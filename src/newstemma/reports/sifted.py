"""What sifting a page finds: the body's lines and, beside them, all that was taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from newstemma.model import Credit, Place, Removed
from newstemma.reports.agencies import is_agency_name
from newstemma.reports.blocks import Line
from newstemma.reports.bylines import author_credits
from newstemma.reports.datebars import DateBar

_LETTERS = re.compile(r"[^\W_]+")
# Why a line of each kind is no body, beside the junk rules' own reasons.
REASONS = {
    "title": "The headline, kept as the report's title.",
    "masthead": "The outlet's name above its headline, kept as the outlet.",
    "title again": "The headline repeated.",
    "deck": "A deck between headline and text; what it says is said again below.",
    "byline": "Who wrote the report, kept as authors and credits.",
    "date line": "When and where the page says it was published, kept as dates.",
    "caption": "The caption of a picture, not the report's text.",
    "pull quote": "A sentence of the text, printed again in large letters.",
    "post time": "The time of a post on a page that grows.",
    "duplicate": "A line the page prints twice.",
    "credit line": "Whose text it is, kept as credits.",
    "after the credit": "A line below the one that signs the report.",
    "loose line": "A line at the end that ends no sentence: a label or another story's title.",
    "site notice": "A notice of the site below the report, on nothing the report is about.",
    "bearing": "How it stands on the page and speaks is a site's way, not the report's.",
    "outlet's furniture": "A line this outlet prints under different stories.",
    "link": "The title of another story in a list.",
    "outside the article": "A line of the page outside the article's body.",
    "hidden signs": "Signs no reader sees that carry something: a manifest, a turn of direction.",
    "breadcrumbs": "The path to the page on its site.",
}


@dataclass(slots=True)
class Sifted:
    """What sifting found: body lines and, beside them, everything taken out, in page order."""

    body: list[Line] = field(default_factory=list)
    removed: list[tuple[int, Removed]] = field(default_factory=list)
    title: str = ""
    byline: list[str] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    dates: list[DateBar] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)


def keep_names(out: Sifted, bar: DateBar, *, outlets: bool = True) -> None:
    """The names on a date line: its byline's, and one that is the agency's or the outlet's."""
    out.byline.extend(bar.names)
    if bar.outlet and is_agency_name(bar.outlet):
        out.credits.extend(author_credits((bar.outlet,), Place.BYLINE, bar.text))
    elif bar.outlet and outlets:
        out.outlets.append(bar.outlet)


@lru_cache(maxsize=2048)
def squeezed(text: str) -> str:
    """A line as it is compared with others: folded, signs and spaces as one space."""
    return " ".join(_LETTERS.findall(text.casefold()))
