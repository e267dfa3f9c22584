"""Whether characters are a page of HTML or a text."""

from __future__ import annotations

import re

_HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:article|div|p|h1)(?:\s[^>]{0,200})?>",
    re.IGNORECASE,
)
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")


def looks_like_html(head: str, name: str = "") -> bool:
    """True where the first characters are markup; a text that only quotes a tag is not."""
    if not head.lstrip("\ufeffï»¿ \t\r\n").startswith("<"):
        return name.lower().endswith(_HTML_SUFFIXES) and "<" in head
    return bool(_HTML.search(head)) or name.lower().endswith(_HTML_SUFFIXES)
