"""Text from outside, made harmless for where it is shown.

A page may hold terminal escapes, characters that turn the direction of a line, or bytes no
markup can carry. In HTML and SVG everything is escaped besides (see `markup`).
"""

from __future__ import annotations

import re

# C0 and C1 controls but newline; the marks that override direction; lone surrogates.
_HARMFUL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff]"
)


def inert(text: str) -> str:
    """The text with each harmful character shown as U+FFFD (a tab as a space)."""
    return _HARMFUL.sub(lambda match: " " if match.group() == "\t" else "\ufffd", text)


def inert_line(text: str) -> str:
    """The same on one line."""
    return " ".join(inert(text).split())
