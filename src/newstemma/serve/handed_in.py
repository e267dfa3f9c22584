"""A report handed in by a caller: its text or HTML, and what the caller knows of it."""

from __future__ import annotations

from newstemma.model import Page

_MARKUP = ("<!doctype", "<html", "<head", "<body")


def page_of(text: str, number: int, **known: str) -> Page:
    """The report as a page; `known` are fields of `Page.given`, those without a value left out."""
    kind = "text/html" if text.lstrip()[:200].lower().startswith(_MARKUP) else "text/plain"
    given = tuple((name, value) for name, value in known.items() if value)
    return Page(text, kind, f"report {number}", known.get("url") or None, given=given)
