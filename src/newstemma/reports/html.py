"""An HTML page as a sheet: structured data, meta tags, captions, and the body's lines.

The theory. Header facts come from our own walk (JSON-LD first, then meta tags, then what is
marked up as time or byline). How markup becomes a tree says `parsing`, which of its lines are
the body `html_lines`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newstemma.reports.bodies import find_body, plain_places
from newstemma.reports.html_lines import page_parts
from newstemma.reports.parsing import lightened, parse, tree_of
from newstemma.reports.rows import BESIDE, UNSEEN, layout_of
from newstemma.reports.sheet import LONGEST_FIELD, SURROGATE, Field, Sheet, hidden_signs
from newstemma.text import normal
from newstemma.values.patterns import when_needed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Nobody nests a person in a list in a list; who does so ten times over means harm.
DEEPEST_DATA = 6
_DATA = when_needed(r"<script[^>]{0,500}ld\+json[^>]{0,500}>", re.I)
_LONGEST_DATA = 200_000
_SCRIPT_END = when_needed(r"</script>", re.I)
# Meta names and properties of the wild, each with our field and its voice.
META: dict[str, tuple[str, str]] = {
    "og:title": ("title", "meta"), "twitter:title": ("title", "meta"),
    "headline": ("title", "meta"),
    "dc.title": ("title", "meta"), "parsely-title": ("title", "meta"),
    "sailthru.title": ("title", "meta"),
    "og:site_name": ("outlet", "meta"), "application-name": ("outlet", "meta"),
    "dc.publisher": ("outlet", "meta"), "publisher": ("outlet", "meta"), "cre": ("outlet", "meta"),
    "author": ("author", "meta"), "article:author": ("author", "meta"), "byl": ("author", "meta"),
    "dc.creator": ("author", "meta"), "parsely-author": ("author", "meta"),
    "sailthru.author": ("author", "meta"), "dcterms.creator": ("author", "meta"),
    "article:published_time": ("published", "meta"), "datepublished": ("published", "meta"),
    "date": ("published", "meta"), "dc.date": ("published", "meta"),
    "pubdate": ("published", "meta"),
    "publishdate": ("published", "meta"), "publish-date": ("published", "meta"),
    "publish_date": ("published", "meta"), "parsely-pub-date": ("published", "meta"),
    "sailthru.date": ("published", "meta"), "dc.date.issued": ("published", "meta"),
    "dcterms.created": ("published", "meta"), "article.published": ("published", "meta"),
    "ptime": ("published", "meta"), "article_date_original": ("published", "meta"),
    "article:modified_time": ("updated", "meta"), "og:updated_time": ("updated", "meta"),
    "lastmod": ("updated", "meta"), "datemodified": ("updated", "meta"),
    "article.updated": ("updated", "meta"), "dcterms.modified": ("updated", "meta"),
    "og:locale": ("language", "meta"), "content-language": ("language", "meta"),
    "dc.language": ("language", "meta"), "language": ("language", "meta"),
    "og:url": ("url", "meta"), "original-source": ("based_on", "meta"),
    "syndication-source": ("based_on", "meta"), "source": ("credit", "meta"),
    "news_source": ("credit", "meta"), "dc.source": ("credit", "meta"),
    "article:section": ("section", "meta"), "section": ("section", "meta"),
}  # fmt: skip
_BYLINE_CLASS = when_needed(
    r"\b(?:byline|by-line|author-?name|article-?author|c-byline|source-?name)\b", re.I
)
_DATE_CLASS = when_needed(
    r"\b(?:pub(?:lish(?:ed)?)?-?(?:date|time)|date-?time|timestamp|dateline|"
    r"article-?date|post-?date|entry-date|posted-on)\b",
    re.I,
)


def html_sheet(markup: str, url: str | None, *, fast: bool = False) -> Sheet:
    """The sheet of an HTML page; no lines where nothing in it is text.

    When `fast`, the body is looked for once, without a second opinion.
    """
    data = tuple(_structured(markup))
    light = lightened(markup)
    tree = tree_of(light)
    if tree is None:
        return Sheet((), data)
    fields = data + tuple(_head_fields(tree)) + tuple(_marked_fields(tree))
    titles = [f.value for f in fields if f.name in ("heading", "title")]
    parts = page_parts(tree, url, titles, fast=fast)
    hidden = hidden_signs(light)
    body = parts.captions + parts.body
    return Sheet(body, fields, parts.before, parts.after, parts.outside, hidden)


def fast_body(markup: str) -> str:
    """The text of a page's article and nothing else, a line a paragraph, chosen in one look.

    The quickest way to a body: no header, no second opinion. Empty where nothing is text.
    """
    tree = parse(markup)
    if tree is None:
        return ""
    layout = layout_of(tree, UNSEEN | BESIDE)
    places = find_body(layout).places or plain_places(layout)
    return "\n".join(layout.rows[place].text for place in places)


# --- fields -----------------------------------------------------------------


def _structured(markup: str) -> Iterator[Field]:
    for block in _data_blocks(markup):
        try:
            value = json.loads(block.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(value, 0):
            if _is_article(node):
                yield from _node_fields(node)


def _data_blocks(markup: str) -> Iterator[str]:
    at = 0
    while (start := _DATA.search(markup, at)) and (end := _SCRIPT_END.search(markup, start.end())):
        at = end.end()
        if end.start() - start.end() <= _LONGEST_DATA:
            yield markup[start.end() : end.start()]


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST_DATA:
        return
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(key), depth + 1)
    elif isinstance(value, list):
        for item in value[:200]:
            yield from _nodes(item, depth + 1)


def _is_article(node: dict[str, Any]) -> bool:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any("Article" in str(k) or str(k) in ("BlogPosting", "LiveBlogPosting") for k in kinds)


_NODE_FIELDS = {
    "headline": "title", "datePublished": "published", "dateModified": "updated",
    "author": "author", "creator": "author", "publisher": "outlet", "inLanguage": "language",
    "isBasedOn": "based_on", "sourceOrganization": "credit", "creditText": "credit",
    "copyrightHolder": "credit", "articleSection": "section",
}  # fmt: skip


def _node_fields(node: dict[str, Any]) -> Iterator[Field]:
    for key, name in _NODE_FIELDS.items():
        for value in _plain(node.get(key)):
            yield Field(name, value, "structured data")


def _plain(value: Any, depth: int = 0) -> list[str]:
    if isinstance(value, str):
        words = normal(SURROGATE.sub("\ufffd", value[: 2 * LONGEST_FIELD])).replace("\n", " ")
        return [words[:LONGEST_FIELD]] if words.strip() else []
    if depth > DEEPEST_DATA:
        return []
    if isinstance(value, dict):
        return _plain(value.get("name") or value.get("url") or value.get("@id"), depth + 1)
    if isinstance(value, list):
        return [word for item in value[:20] for word in _plain(item, depth + 1)]
    return []


def _head_fields(tree: HtmlElement) -> Iterator[Field]:
    for meta in tree.iter("meta"):
        name = (
            meta.get("property")
            or meta.get("name")
            or meta.get("itemprop")
            or meta.get("http-equiv")
            or ""
        ).lower()
        content = normal((meta.get("content") or "")[:LONGEST_FIELD]).replace("\n", " ")
        if name in META and content:
            field, how = META[name]
            yield Field(field, content[:500], how)
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            yield Field("canonical", str(link.get("href")))
    language = tree.get("lang") or ""
    if language:
        yield Field("language", language)


def _marked_fields(tree: HtmlElement) -> Iterator[Field]:
    for heading in list(tree.iter("h1"))[:3]:
        yield Field("heading", _words(heading))
    for title in list(tree.iter("title"))[:1]:
        yield Field("page title", _words(title))
    for time in list(tree.iter("time"))[:3]:
        value = (time.get("datetime") or _words(time))[:LONGEST_FIELD]
        updated = "updat" in (time.get("class") or "") + (time.get("itemprop") or "").lower()
        yield Field("updated" if updated else "published", value, "time tag")
    for element in tree.iter("a", "span", "p", "div", "address"):
        name = _name_of(element.get("class"), element.get("itemprop"), element.get("rel"))
        if name:
            yield Field(name, _words(element)[:200])


@lru_cache(maxsize=4096)
def _name_of(kind: str | None, item: str | None, relation: str | None) -> str:
    """What an element says it holds by its marks: "byline", "date line" or nothing."""
    if kind is None and item is None and relation is None:
        return ""
    marks = f"{kind or ''} {item or ''} {relation or ''}"
    if "author" in (relation, item) or _BYLINE_CLASS.search(marks):
        return "byline"
    return "date line" if _DATE_CLASS.search(marks) else ""


def _words(element: HtmlElement) -> str:
    """The first words of an element, as many as a header field holds."""
    pieces: list[str] = []
    size = 0
    for piece in element.itertext():
        pieces.append(piece[: 2 * LONGEST_FIELD])
        size += len(pieces[-1])
        if size >= 2 * LONGEST_FIELD:
            break
    return normal(" ".join(pieces)).replace("\n", " ").strip()[:LONGEST_FIELD]
