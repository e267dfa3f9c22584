"""What a fetched source holds: items of a feed, links of a list or a sitemap, or itself."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from newstemma.errors import BadPage
from newstemma.fetchers import Fetched
from newstemma.model import Page
from newstemma.pages.feeds import is_feed, read_feed

_HEAD = 4096
# A feed item with so many characters is taken for the whole article.
WHOLE = 1_500
# Newest entries looked at in one sitemap or feed: a first round is not a crawl.
MOST_LINKS = 200
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Holding:
    """What a source holds: further sources, items that are pages already, links to pages."""

    sources: tuple[str, ...] = ()
    items: tuple[Page, ...] = ()


def holding_of(answer: Fetched, limit: int = 20 * 2**20) -> Holding:
    """What an answer holds; a page that is no list is its own only item.

    Raises `BadPage` for a list that cannot be read.
    """
    head = answer.content[:_HEAD]
    if is_feed(answer.url, head):
        found = read_feed(io.BytesIO(answer.content), answer.url, limit, bare=True)
        items = [item for item in found if isinstance(item, Page) and item.url]
        return Holding(items=tuple(items[:MOST_LINKS]))
    root = _root(answer, head)
    if root is None:
        return Holding(items=(answer.page(),))
    name = _name(root)
    if name == "opml":
        found_urls = (node.get("xmlUrl") for node in root.iter() if _name(node) == "outline")
        return Holding(sources=_absolute(answer.url, found_urls))
    locations = _locations(root)
    if name == "sitemapindex":
        return Holding(sources=_absolute(answer.url, locations))
    items = [Page("", "", origin=answer.url, url=url) for url in _absolute(answer.url, locations)]
    return Holding(items=tuple(items[:MOST_LINKS]))


def is_whole(item: Page) -> bool:
    """True where a feed's item holds the article, so that it need not be fetched."""
    text = (
        item.content if isinstance(item.content, str) else item.content.decode("utf-8", "replace")
    )
    return len(_TAG.sub("", text)) >= WHOLE


def _root(answer: Fetched, head: bytes) -> Any | None:
    """The root of a list of feeds or a sitemap; none for anything else."""
    if not re.search(rb"<(?:\w+:)?(?:opml|urlset|sitemapindex)\b", head):
        return None
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(answer.content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        detail = f"the list cannot be read ({error})"
        raise BadPage("no_feed", detail, url=answer.url) from error


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _locations(root: Any) -> Iterator[str | None]:
    """Addresses of a sitemap, the newest first where it says when each changed."""
    entries = []
    for number, entry in enumerate(root):
        parts = {_name(node): (node.text or "").strip() for node in entry.iter()}
        stamp = parts.get("publication_date") or parts.get("lastmod") or ""
        entries.append((stamp, -number, parts.get("loc")))
    for _, _, location in sorted(entries, reverse=True, key=lambda entry: entry[:2]):
        yield location


def _absolute(base: str, found: Iterator[str | None]) -> tuple[str, ...]:
    urls = (urljoin(base, url.strip()) for url in found if url and url.strip())
    return tuple(dict.fromkeys(urls))[:MOST_LINKS]
