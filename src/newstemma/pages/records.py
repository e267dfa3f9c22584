"""A crawler's JSON records as pages: one table says which of its keys is which of our fields.

The shapes known: trafilatura, news-please, newspaper4k, Fundus, Media Cloud and GDELT
exports, schema.org objects, and plain records with `html` or `text`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from newstemma.model import Page, Rejected

# Our field: the keys other tools write it under, the surest first.
FIELDS: dict[str, tuple[str, ...]] = {
    "html": ("html", "raw_html", "rawHtml", "page_html", "html_content", "htmlContent"),
    "text": (
        "maintext", "text", "plaintext", "body", "content", "articleBody", "article_text",
        "full_text", "fulltext", "raw_text", "story_text", "article", "cleaned_text",
    ),
    "title": ("title", "headline", "title_page", "name", "og:title"),
    "url": ("url", "link", "canonical_link", "canonical", "requested_url", "uri", "source"),
    "outlet": (
        "outlet", "sitename", "source-hostname", "site_name", "publisher", "media_name",
        "outlet_name", "source_name", "source_domain", "hostname", "domain",
    ),
    "authors": ("authors", "author", "byline", "creator", "dc:creator"),
    "published": (
        "date_publish", "published", "publish_date", "publishing_date", "datePublished",
        "published_at", "publication_date", "published_date", "pubDate", "pub_date", "date",
    ),
    "updated": (
        "date_modify", "updated", "modified", "dateModified", "updated_at", "modified_date",
    ),
    "crawled": (
        "date_download", "crawled", "fetched", "fetched_at", "download_date", "crawl_date",
        "filedate", "seendate", "indexed_date", "timestamp",
    ),
    "language": ("language", "lang", "meta_lang", "inLanguage"),
    "credit": ("credit", "agency", "wire", "dc:source", "media:credit", "copyrightHolder"),
    "section": ("section", "category", "articleSection"),
}  # fmt: skip
_CONTENT = ("html", "text")
# Half a character, as "\ud800" in JSON leaves it: no UTF-8 can carry it on.
_SURROGATE = re.compile("[\ud800-\udfff]")
# The records known nest three deep (Fundus: body, sections, paragraphs); deeper means harm.
_DEEPEST = 12


def read_lines(file: Path, limit: int) -> Iterator[Page | Rejected]:
    """The pages of a file of JSON lines, streamed; a bad line is `Rejected` with its number."""
    found = False
    with file.open("rb") as stream:
        number = 0
        while line := stream.readline(limit + 1):
            number += 1
            if len(line) > limit:
                found = True
                _skip_line(stream, line, limit)
                yield _rejected(file, number, "too_large", "the line is over 20 MiB")
            elif line.strip():
                found = True
                yield _read_line(line, str(file), number)
    if not found:
        yield Rejected(str(file), "empty", f"{file}: the file is empty")


def _skip_line(stream: Any, line: bytes, limit: int) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(limit)


def _rejected(file: Path | str, number: int, reason: str, what: str) -> Rejected:
    return Rejected(f"{file}:{number}", reason, f"{file}:{number}: {what}", line=number)


def _read_line(line: bytes, file: str, number: int) -> Page | Rejected:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _rejected(
            file, number, "encoding", f"broken UTF-8 at byte {error.start} of the line"
        )
    except (ValueError, RecursionError) as error:
        return _rejected(file, number, "not_json", f"this line is not JSON ({error})")
    return page_of(record, file, number)


def read_records(text: str, file: str, *, strict: bool) -> Iterator[Page | Rejected]:
    """The pages of a text that holds one JSON object, a list of them, or one a line.

    When not `strict`, a text that is no JSON gives nothing: it is some other page.
    """
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        first = text.lstrip("\ufeff \t\r\n").split("\n", 1)[0]
        if _is_json(first) and "\n" in text.strip():
            yield from _read_text_lines(text, file)
        elif strict:
            line = getattr(error, "lineno", 1)
            yield _rejected(file, line, "not_json", f"this file is not JSON ({error})")
        return
    for number, record in enumerate(_listed(whole), 1):
        yield page_of(record, file, number)


def _read_text_lines(text: str, file: str) -> Iterator[Page | Rejected]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _read_line(line.encode("utf-8", "surrogatepass"), file, number)


def _listed(whole: Any) -> list[Any]:
    if isinstance(whole, dict):
        for key in ("articles", "items", "stories", "results"):
            if isinstance(whole.get(key), list):
                return cast(list[Any], whole[key])
        return [whole]
    return whole if isinstance(whole, list) else [whole]


def _is_json(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def page_of(record: Any, file: str, number: int) -> Page | Rejected:
    """The page of one record; `Rejected` where it is no object or holds no content."""
    if not isinstance(record, dict):
        return _rejected(file, number, "not_json", "this is not a JSON object")
    values = {name: _first(record, keys) for name, keys in FIELDS.items()}
    values["url"] = values["url"] if "://" in values["url"] else ""
    content = values["html"] or values["text"]
    if not content.strip():
        return _rejected(file, number, "no_text", "the record holds neither html nor text")
    html = bool(values["html"]) or content.lstrip()[:200].lower().startswith(("<!doctype", "<html"))
    given = tuple((k, v) for k, v in values.items() if v and k not in _CONTENT)
    return Page(
        content,
        "text/html" if html else "text/plain",
        f"{file}:{number}",
        url=values["url"] or None,
        given=given,
    )


def _first(record: dict[str, Any], keys: tuple[str, ...]) -> str:
    for key in keys:
        words = _words(record.get(key))
        if words.strip():
            return words
    return ""


def _words(value: Any, depth: int = 0) -> str:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if depth > _DEEPEST:
        return ""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return _moment(value)
    if isinstance(value, list):
        words = [_words(item, depth + 1) for item in value[:10_000]]
        joint = "; " if all(len(word) < 80 for word in words) else "\n\n"
        return joint.join(word for word in words if word)
    return _inner(value, depth) if isinstance(value, dict) else ""


def _inner(value: dict[str, Any], depth: int) -> str:
    # schema.org persons have a name; Fundus keeps html.content and body.sections.
    for key in ("name", "content", "text", "url"):
        if isinstance(value.get(key), str):
            return _words(value[key])
    inside = ("summary", "headline", "paragraphs", "sections")
    parts = [_words(value.get(key), depth + 1) for key in inside]
    return "\n\n".join(part for part in parts if part)


def _moment(value: float) -> str:
    """A time stamp in seconds or milliseconds as ISO; other numbers as they are."""
    seconds = value / 1000 if value > 1e11 else value
    if not 1e8 < seconds < 1e10:
        return str(value)
    return datetime.fromtimestamp(seconds, UTC).isoformat()
