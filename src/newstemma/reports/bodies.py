"""Which rows of a page are its article: our own choice, and how sure it is.

The theory. Running text weighs, links and labels do not. Each paragraph gives its weight to the
boxes around it, less to each further out; the heaviest box is the article's. A box whose name
says that it is furniture ("related", "newsletter", "comments") counts for nothing, unless it
holds half of the page's text: sites give the oddest names to their outermost boxes. Where the
box next further out holds much more text and hardly anything else, the article is printed in
several boxes and that one is taken. The choice is sure where hardly any paragraph was left out;
else a second opinion is asked for. Weights and shares were set on 46 pages of many sites and
kept round: moving any by a fifth moves F1 by less than .01.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newstemma.reports.rows import Layout, Row

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The words in a box's class or id that say it is furniture.
FURNITURE = frozenset(
    """
    related recirc recirculation recommended recommendation recommendations share sharing shares
    social newsletter promo promos promotion comment comments disqus footer sidebar rail byline
    author authors bio breadcrumb breadcrumbs tags tag topics keywords ad ads advert advertisement
    advertising sponsor sponsored outbrain taboola popular trending readmore subscribe subscription
    paywall signup login menu nav navbar navigation toolbar widget widgets caption captions credit
    credits gallery slideshow carousel copyright teaser teasers cookie cookies gdpr consent modal
    popup overlay timestamp dateline pagination pager hidden donate donation disclaimer rating
    ratings
    """.split()
)
_FURNITURE_TAGS = frozenset(
    "nav header footer aside form button figure figcaption menu dialog label textarea".split()
)
# Boxes that are never furniture by name: a table's rows are named after what they show.
_NEVER = frozenset("table tbody thead tr td th html body main article".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# Blocks that stand for one paragraph; the box around them is what may be the article's.
_PARAGRAPHS = frozenset("p li pre blockquote br".split())
# A class that holds one word of each names the box of an article's text.
_ARTICLE = frozenset("article story entry post news".split())
_TEXT = frozenset("body content text".split())
_WORD = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"([a-z])([A-Z])")
_UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")

SHORTEST = 30  # signs of the shortest paragraph that weighs
LINKED = 0.5  # share of links from which a row is a label
NAMED_BUT_TEXT = 0.5  # share of the page's text from which a box's name is not believed
OUTWARDS = 0.75  # what the next box further out gets of a paragraph's weight
LEVELS = 5  # how far out a paragraph's weight goes
MUCH_MORE = 0.25  # text by which the next box must exceed the chosen one
HARDLY_ELSE = 0.8  # share of running text in what it exceeds it by
REPEATED = 100  # signs from which a paragraph printed twice is shown once
SURE = 0.85  # share of the page's paragraphs from which nothing can have been missed
ENOUGH = 400  # signs of running text below which nothing is sure


class Body(NamedTuple):
    """The places of the article's rows, in order, and whether the choice is sure."""

    places: tuple[int, ...]
    sure: bool


NOTHING = Body((), sure=False)


def find_body(page: Layout) -> Body:
    """The article among a page's rows; no places where no row is running text."""
    weights = [_weight(row, page) for row in page.rows]
    if not any(weights):
        return NOTHING
    total = _summed(page, weights)
    furniture = _furniture(page, total)
    kept = [0 if furniture[r.box] else w for r, w in zip(page.rows, weights, strict=True)]
    box = _widened(_heaviest(page, kept), page, kept, furniture)
    places = _rows_in(box, page, furniture)
    taken = sum(weights[place] for place in places)
    most = total[box] if _is_named_article(page.boxes[box]) else total[0]
    return Body(places, sure=taken >= max(ENOUGH, SURE * most))


def plain_places(page: Layout) -> tuple[int, ...]:
    """The places of all rows in no box that is furniture by its tag: a page of one short line."""
    outside = _handed_down(page, lambda i, e: e.tag in _FURNITURE_TAGS or _is_unshown(e))
    return tuple(place for place, row in enumerate(page.rows) if not outside[row.box])


def _rows_in(box: int, page: Layout, furniture: Sequence[bool]) -> tuple[int, ...]:
    """The places of the rows that a box shows, without labels and what is printed twice."""
    within = _handed_down(page, lambda i, e: i == box)
    places: list[int] = []
    seen: set[str] = set()
    for place, row in enumerate(page.rows):
        if not within[row.box] or furniture[row.box] or _is_label(row) or row.text in seen:
            continue
        places.append(place)
        if len(row.text) > REPEATED:
            seen.add(row.text)
    return tuple(places)


def _weight(row: Row, page: Layout) -> int:
    """The signs of a paragraph that are no links; 0 for what is none."""
    size = len(row.text)
    if size < SHORTEST or row.links > LINKED * size or page.boxes[row.box].tag in _HEADINGS:
        return 0
    return size - row.links


def _is_label(row: Row) -> bool:
    return row.links > LINKED * len(row.text) and len(row.text) < 200


def _summed(page: Layout, weights: Sequence[int]) -> list[int]:
    """The weight of all rows inside each box, whatever boxes are between."""
    total = [0] * len(page.boxes)
    for row, weight in zip(page.rows, weights, strict=True):
        total[row.box] += weight
    for box in range(len(total) - 1, 0, -1):
        total[page.parents[box]] += total[box]
    return total


def _handed_down(page: Layout, ask: Callable[[int, HtmlElement], bool]) -> list[bool]:
    """Whether `ask` holds for each box or one around it."""
    found: list[bool] = []
    for box, element in enumerate(page.boxes):
        found.append((box > 0 and found[page.parents[box]]) or ask(box, element))
    return found


def _furniture(page: Layout, total: Sequence[int]) -> list[bool]:
    most = NAMED_BUT_TEXT * total[0]

    def ask(box: int, element: HtmlElement) -> bool:
        if _is_unshown(element):
            return True
        return total[box] < most and (element.tag in _FURNITURE_TAGS or _is_named(element))

    return _handed_down(page, ask)


def _is_unshown(element: HtmlElement) -> bool:
    style = element.get("style")
    if style is not None and _UNSHOWN.search(style):
        return True
    return element.get("hidden") is not None


def _is_named(element: HtmlElement) -> bool:
    """True where class or id say that a box is furniture."""
    if element.tag in _NEVER:
        return False
    return _says_furniture(element.get("class")) or _says_furniture(element.get("id"))


@lru_cache(maxsize=4096)
def _says_furniture(name: str | None) -> bool:
    return name is not None and not FURNITURE.isdisjoint(_words(name))


def _words(name: str) -> list[str]:
    return _WORD.findall(_CAMEL.sub(r"\1 \2", name[:1_000]).lower())


def _is_named_article(box: HtmlElement) -> bool:
    """True for a box that says it holds an article's text: then what is outside matters less."""
    if box.tag == "article" or box.get("itemprop") == "articleBody":
        return True
    words = frozenset(_words(box.get("class") or ""))
    return not (words.isdisjoint(_ARTICLE) or words.isdisjoint(_TEXT))


def _heaviest(page: Layout, weights: Sequence[int]) -> int:
    """The box to which the paragraphs around which it stands give most; 0 where there are none."""
    score: dict[int, float] = {0: 0.0}
    for row, weight in zip(page.rows, weights, strict=True):
        if not weight:
            continue
        share, box = float(weight), row.box
        if page.boxes[box].tag in _PARAGRAPHS:
            box = page.parents[box]
        for _ in range(LEVELS):
            score[box] = score.get(box, 0.0) + share
            share *= OUTWARDS
            if not box:
                break
            box = page.parents[box]
    return max(score, key=lambda box: score[box])


def _widened(box: int, page: Layout, weights: Sequence[int], furniture: Sequence[bool]) -> int:
    """The box, or one further out that holds much more text and hardly anything else."""
    text = _summed(page, weights)
    shown = _summed(page, [0 if furniture[row.box] else len(row.text) for row in page.rows])
    at = box
    for _ in range(LEVELS + 1):
        at = page.parents[at]
        more = text[at] - text[box]
        if more > max(MUCH_MORE * text[box], HARDLY_ELSE * (shown[at] - shown[box])):
            box = at
    return box
