"""Feeds as pages: RSS, Atom and JSON Feed, an item each, with whose text it is and when.

The theory. A feed says in a few fixed elements what a page hides: who publishes an item, whose
text it is, when. All of it is kept beside the item's content, said by the feed. Parsing only:
nothing is fetched, no entity is expanded, and what is not well formed is read as far as it goes.
`<source>` can mean two things: a site that prints others' texts names whose text an item is; an
aggregator that only links names who publishes it. Where the link leads decides.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5
from typing import TYPE_CHECKING, Any, BinaryIO

from newstemma.errors import BadPage
from newstemma.model import Page, Rejected, Voice
from newstemma.packing import read_at_most
from newstemma.pages.characters import decode
from newstemma.pages.records import host_of, is_markup, rejected, words_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ROOT = re.compile(
    rb"^\s*(?:<\?[^>]{0,500}\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE[^>\[]{0,500}>\s*)*"
    rb"<(?:!DOCTYPE\s+)?(?:rss|feed|rdf:RDF|RDF)[\s>]",
    re.I | re.S,
)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version')
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^>\[]{0,1000}(?:\[.{0,100000}?\]\s*)?>", re.I | re.S)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))

# Our field: the elements that say it, the surest first, as prefix:name of the usual prefixes.
ELEMENTS: dict[str, tuple[str, ...]] = {
    "title": ("title", "dc:title", "media:title"),
    "authors": ("dc:creator", "author", "dc:contributor"),
    "published": ("pubDate", "published", "dc:date", "dcterms:issued", "dcterms:created",
                  "issued", "created"),
    "updated": ("updated", "dcterms:modified", "modified"),
    "credit": ("dc:source", "dc:publisher"),
    "language": ("dc:language", "language"),
    "section": ("category",),
}  # fmt: skip
CONTENT = (
    "content:encoded", "content", "xhtml:body", "description", "summary", "media:description",
    "dc:description",
)  # fmt: skip
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
}
# Roles of media:credit that write; all others (photographer, none) made the picture.
_WRITING_ROLES = frozenset(("author", "writer", "reporter", "editor", "correspondent"))
# What parts the name of a feed from its section: "Veldt Courier - Politics".
_PARTS = re.compile(r"\s+[-–—|:>»/·]+\s+|:\s+")
_EMAIL_AUTHOR = re.compile(r"^\S+@\S+\s*\((?P<name>[^()]+)\)$")


def is_feed(name: str, head: bytes) -> bool:
    """True where the root element is a feed's, or a JSON object says it is a feed."""
    start = head.removeprefix(b"\xef\xbb\xbf")
    return bool(_ROOT.match(start)) or bool(_JSON_FEED.search(start) and _is_object(start))


def _is_object(head: bytes) -> bool:
    return head.lstrip()[:1] == b"{"


def read_feed(
    stream: BinaryIO, file: str, limit: int, *, bare: bool = False
) -> Iterator[Page | Rejected]:
    """The items of a feed as pages, in the order of the feed; an empty feed says so.

    An item without text is rejected; with `bare` one that has an address is a page with
    nothing in it but what the feed says of it, for whoever fetches the rest.
    """
    data = read_at_most(stream, limit, file)
    text = decode(data, html=True, file=file)
    found = False
    for page in (_json_items if _is_object(data) else _xml_items)(text, file, bare):
        found = True
        yield page
    if not found:
        yield Rejected(file, "empty", f"{file}: the feed has no item")


# --- RSS and Atom -----------------------------------------------------------


def _xml_items(text: str, file: str, bare: bool) -> Iterator[Page | Rejected]:
    root = _parse(text, file)
    channel = next((node for node in root if _name(node) == "channel"), root)
    feed = _Feed(channel)
    items = [node for node in root.iter() if _name(node) in ("item", "entry")]
    for number, item in enumerate(items, 1):
        yield _page(item, feed, f"{file}:{number}", bare)


def _parse(text: str, file: str) -> Element:
    from lxml import etree

    plain = _DOCTYPE.sub("", _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n")), count=1)
    plain = _ENTITY.sub(_character, plain).replace("\x00", "")
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadPage("no_feed", f"no feed can be read from it ({error})", file=file) from error
    if root is None:
        raise BadPage("no_feed", "no feed can be read from it", file=file)
    return root


def _character(match: re.Match[str]) -> str:
    """An entity of HTML as its character: feeds use &nbsp; although XML does not know it."""
    if match[1] in _XML_ENTITIES:
        return match[0]
    return html5.get(f"{match[1]};", f"&amp;{match[1]};")


def _name(node: Any) -> str:
    """The element's name with its usual prefix; "" for what is no element."""
    if not isinstance(node.tag, str):
        return ""
    space, _, name = node.tag.rpartition("}")
    prefix = _PREFIXES.get(space[1:].lower(), "")
    return f"{prefix}:{name}" if prefix else str(name)


class _Feed:
    """What a channel says of all its items: outlet, host, language, own credit."""

    def __init__(self, channel: Element) -> None:
        parts = {name: node for node in reversed(channel) if (name := _name(node))}
        self.host = host_of(_link(channel, ("alternate",)))
        self.title = _words(parts["title"]) if "title" in parts else ""
        lang = channel.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        named = next((_words(parts[n]) for n in ("language", "dc:language") if n in parts), "")
        self.language = named or lang

    @property
    def outlet(self) -> str:
        """The outlet's name out of the feed's title, where it shows which part that is."""
        return outlet_in(self.title, self.host)


def outlet_in(title: str, host: str) -> str:
    """The outlet's name in a feed's title: all of a short one, or the part its host spells."""
    parts = [part.strip() for part in _PARTS.split(title) if part.strip()]
    if len(parts) == 1 and len(parts[0].split()) <= 5:
        return parts[0]
    spelt = re.sub(r"[\W_]+", "", host).casefold()
    fitting = [p for p in parts if len(key := re.sub(r"[\W_]+", "", p).casefold()) > 2
               and key in spelt]  # fmt: skip
    return max(fitting, key=len, default="")


def _page(item: Element, feed: _Feed, origin: str, bare: bool) -> Page | Rejected:
    said = {name: _said(item, names) for name, names in ELEMENTS.items()}
    url = _link(item, ("alternate", "")) or _permalink(item)
    content = _content(item)
    if not content.strip() and not (bare and url):
        return _empty(origin, url)
    said["language"] = said["language"] or feed.language
    said["outlet"], said["credit"] = _whose(item, feed, url, said["title"], said["credit"])
    said["photo_credit"], writers = _media_credits(item)
    said["authors"] = "; ".join(filter(None, (said["authors"], writers)))
    said["based_on"] = _link(item, ("via", "canonical"))
    given = tuple((name, value) for name, value in said.items() if value)
    kind = "text/html" if is_markup(content) or "</" in content else "text/plain"
    return Page(content, kind, origin, url or None, None, given, Voice.FEED)


def _empty(origin: str, url: str) -> Rejected:
    file, _, number = origin.rpartition(":")
    return rejected(file, int(number), "no_text", "the item has no text", url or None)


def _whose(item: Element, feed: _Feed, url: str, title: str, credit: str) -> tuple[str, str]:
    """The outlet and the credit of an item, from its `<source>` and where its link leads."""
    source, address = _source(item)
    if not source:
        return feed.outlet, credit
    links_out = bool(feed.host) and host_of(url) not in ("", feed.host)
    if links_out and host_of(url) == (host_of(address) or host_of(url)):
        return source, credit
    if title.casefold().endswith(f"- {source.casefold()}"):
        return source, credit  # an aggregator signs its headlines: "Strike ends - Veldt Courier"
    if source.casefold() == feed.title.casefold():
        return feed.outlet or source, credit
    return feed.outlet, "; ".join(dict.fromkeys(filter(None, (source, credit))))


def _source(item: Element) -> tuple[str, str]:
    """The name and the address in an item's `<source>`: text in RSS, a feed's head in Atom."""
    node = next((child for child in item if _name(child) == "source"), None)
    if node is None:
        return "", ""
    inner = [child for child in node if _name(child) == "title"]
    name = _words(inner[0]) if inner else _words(node)
    return name, str(node.get("url") or "") or _link(node, ("alternate", ""))


def _media_credits(item: Element) -> tuple[str, str]:
    """The names of pictures' makers, and of writers, in media:credit."""
    photos: list[str] = []
    writers: list[str] = []
    for node in item.iter("{*}credit"):
        if _name(node) == "media:credit" and _words(node):
            writes = (node.get("role") or "").casefold() in _WRITING_ROLES
            (writers if writes else photos).append(_words(node))
    return "; ".join(dict.fromkeys(photos)), "; ".join(dict.fromkeys(writers))


def _said(item: Element, names: tuple[str, ...]) -> str:
    for name in names:
        found = [_person(node) for node in item if _name(node) == name]
        if any(found):
            return "; ".join(dict.fromkeys(filter(None, found)))
    return ""


def _person(node: Element) -> str:
    """The words of an element; of an Atom author the name, of an RSS address what it names."""
    inner = next((child for child in node if _name(child) == "name"), None)
    words = _words(node if inner is None else inner) or str(node.get("term") or "")
    match = _EMAIL_AUTHOR.match(words)
    return match["name"].strip() if match else words


def _link(node: Element, relations: tuple[str, ...]) -> str:
    for child in node:
        if _name(child) == "link" and (child.get("rel") or "alternate") in relations:
            address = (child.get("href") or child.text or "").strip()
            if "://" in address:
                return address
    return ""


def _permalink(item: Element) -> str:
    for child in item:
        words = (child.text or "").strip()
        if _name(child) in ("guid", "id") and words.startswith(("http://", "https://")):
            return words
    return ""


def _content(item: Element) -> str:
    """The longest of what an item holds as content: feeds put teaser and text side by side."""
    found = [_markup(node) for node in item.iter() if _name(node) in CONTENT]
    return max(found, key=len, default="")


def _markup(node: Element) -> str:
    if len(node) == 0 or node.get("type") == "html":
        return "".join(str(piece) for piece in node.itertext())
    from lxml import etree

    inner = (etree.tostring(child, encoding="unicode", method="html") for child in node)
    return (node.text or "") + "".join(inner)


def _words(node: Element) -> str:
    words = html.unescape("".join(str(piece) for piece in node.itertext()))
    return " ".join(re.sub(r"<[^<>]{1,200}>", " ", words).split())


# --- JSON Feed --------------------------------------------------------------


def _json_items(text: str, file: str, bare: bool) -> Iterator[Page | Rejected]:
    import json

    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadPage("not_json", f"this feed is not JSON ({error})", file=file) from error
    items = feed.get("items")
    for number, item in enumerate(items if isinstance(items, list) else [], 1):
        if isinstance(item, dict):
            yield _json_page(item, feed, f"{file}:{number}", bare)
        else:
            yield rejected(file, number, "not_json", "this item is not a JSON object")


def _json_page(
    item: dict[str, Any], feed: dict[str, Any], origin: str, bare: bool
) -> Page | Rejected:
    def say(*names: str) -> str:
        return next((words for n in names if (words := words_of(item.get(n)).strip())), "")

    url = say("url") or (say("id") if "://" in say("id") else "")
    content = say("content_html") or say("content_text", "summary")
    if not content and not (bare and url):
        return _empty(origin, url)
    host = host_of(words_of(feed.get("home_page_url")))
    said = {
        "title": say("title"),
        "outlet": outlet_in(words_of(feed.get("title")), host),
        "authors": say("authors", "author") or words_of(feed.get("authors")),
        "published": say("date_published"),
        "updated": say("date_modified"),
        "language": say("language") or words_of(feed.get("language")),
        "section": say("tags"),
        "based_on": say("external_url"),
    }
    given = tuple((name, value) for name, value in said.items() if value)
    kind = "text/html" if item.get("content_html") else "text/plain"
    return Page(content, kind, origin, url or None, None, given, Voice.FEED)
