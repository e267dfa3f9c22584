"""A crawler's record as a page: the values of its fields found by the table in `fields`."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from newstemma.model import Page, Rejected
from newstemma.pages.fields import FIELDS, FLAGS, LANGUAGES

_CONTENT = ("html", "text")
# Half a character, as "\ud800" in JSON leaves it: no UTF-8 can carry it on.
_SURROGATE = re.compile("[\ud800-\udfff]")
# The records known nest three deep (Fundus: body, sections, paragraphs); deeper means harm.
_DEEPEST = 12
_TAG = re.compile(r"<(?:p|div|html|head|body|article|section|h[1-6]|ul|br|figure|span|table)[\s/>]")


def rejected(file: str, number: int, reason: str, what: str, url: str | None = None) -> Rejected:
    """The refusal of one record of a file, by the number of its line or place."""
    return Rejected(f"{file}:{number}", reason, f"{file}:{number}: {what}", url=url, line=number)


def page_of(record: Any, file: str, number: int) -> Page | Rejected:
    """The page of one record; `Rejected` where it is no object or holds no content."""
    if not isinstance(record, dict):
        return rejected(file, number, "not_json", "this is not a JSON object")
    values = values_of(record)
    url = values["url"] or None
    content = values["html"] or values["text"]
    if not content.strip():
        what = "the record holds neither html nor text"
        more = "; it names a page: fetch that first" if url else ""
        return rejected(file, number, "no_text", what + more, url)
    given = tuple((k, v) for k, v in values.items() if v and k not in _CONTENT)
    media_type = "text/html" if values["html"] or is_markup(content) else "text/plain"
    return Page(content, media_type, f"{file}:{number}", url=url, given=given)


def is_markup(content: str) -> bool:
    """True where a field that may hold either holds HTML, whole or a fragment."""
    start = content.lstrip("\ufeff \t\r\n")[:400].lower()
    return start.startswith("<") and (start.startswith("<!doctype") or bool(_TAG.search(start)))


def values_of(record: dict[str, Any]) -> dict[str, str]:
    """Our fields of a record, in the table's order; what it does not hold is empty."""
    values = {name: _first(record, keys) for name, keys in FIELDS.items()}
    values["url"] = _first_url(record)
    values["outlet"] = _outlet(record)
    spoken = values["language"].casefold()
    values["language"] = LANGUAGES.get(spoken, values["language"])
    for key, name, value in FLAGS:
        if record.get(key) in (True, "true", "True", "1") and not values[name]:
            values[name] = value
    return values


def _first(record: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next((words for key in keys if (words := words_of(_at(record, key))).strip()), "")


def _at(record: dict[str, Any], key: str) -> Any:
    """The value of a key, or of a key inside an object where the key has a dot."""
    if key in record or "." not in key:
        return record.get(key)
    value: Any = record
    for part in key.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _first_url(record: dict[str, Any]) -> str:
    found = (_address(_at(record, key)) for key in FIELDS["url"])
    return next((url for url in found if url), "")


def _address(value: Any) -> str:
    words = value.strip() if isinstance(value, str) else ""
    return _SURROGATE.sub("\ufffd", words) if "://" in words else ""


def _outlet(record: dict[str, Any]) -> str:
    """The first name among the outlet's keys; where there are only addresses, their host."""
    found = [words for key in FIELDS["outlet"] if (words := words_of(_at(record, key)).strip())]
    named = next((words for words in found if "://" not in words), "")
    return named or (host_of(found[0]) if found else "")


def host_of(url: str) -> str:
    """The host of an address without "www."; empty where it has none."""
    try:
        host = urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def words_of(value: Any, depth: int = 0) -> str:
    """A record's value as words: lists joined, objects by their name or text, times as ISO."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if depth > _DEEPEST:
        return ""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return _moment(value)
    if isinstance(value, list):
        words = [words_of(item, depth + 1) for item in value[:10_000]]
        joint = "; " if all(len(word) < 80 for word in words) else "\n\n"
        return joint.join(word for word in words if word)
    return _inner(value, depth) if isinstance(value, dict) else ""


def _inner(value: dict[str, Any], depth: int) -> str:
    # schema.org persons have a name; Fundus keeps html.content and body.sections.
    for key in ("name", "content", "text", "url"):
        if isinstance(value.get(key), str):
            return words_of(value[key])
    inside = ("summary", "headline", "paragraphs", "sections")
    parts = [words_of(value.get(key), depth + 1) for key in inside]
    return "\n\n".join(part for part in parts if part)


def _moment(value: float) -> str:
    """A time stamp in seconds or milliseconds as ISO; other numbers as they are."""
    seconds = value / 1000 if value > 1e11 else value
    if not 1e8 < seconds < 1e10:
        return str(value)
    return datetime.fromtimestamp(seconds, UTC).isoformat()
