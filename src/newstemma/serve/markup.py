"""HTML and SVG as values: what is not `Markup` is text from outside, and is escaped.

Joining or slicing a `Markup` gives a plain string, which is escaped once more when it is
put into an element: a mistake shows on the page as text and never runs.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping

from newstemma.serve.inert import inert

Attributes = Mapping[str, str | int | float | bool | None]
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta"})
_RAW_TEXT = frozenset({"style", "script"})


class Markup(str):
    """Markup made here, safe to put into a page as it is."""

    __slots__ = ()


def escape(text: str) -> Markup:
    """Text from outside as markup that shows it, letter for letter."""
    return Markup(html.escape(inert(text), quote=True))


def element(name: str, attributes: Attributes | None = None, *children: str | None) -> Markup:
    """An element. Children that are not `Markup` are escaped; none is passed over.

    An attribute that is none or false is left out; true stands alone.
    """
    opening = name + "".join(_attribute(key, value) for key, value in (attributes or {}).items())
    if name in _VOID:
        return Markup(f"<{opening}>")
    return Markup(f"<{opening}>{join(children)}</{name}>")


def _attribute(name: str, value: str | int | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def join(children: Iterable[str | None], between: str = "") -> Markup:
    """Children one after the other, those from outside escaped."""
    kept = (child for child in children if child is not None)
    safe = (child if isinstance(child, Markup) else escape(child) for child in kept)
    return Markup(between.join(safe))


def raw_text(name: str, content: str) -> Markup:
    """A style or script element of our own text; ValueError when it could end itself."""
    if name not in _RAW_TEXT or "</" in content:
        raise ValueError(f"not raw text for <{name}>")
    return Markup(f"<{name}>{content}</{name}>")
