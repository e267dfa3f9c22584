"""Opinion pieces: they speak of a story's event and of a dozen others, and report none.

An opinion piece shares the names of a saga with every development of it, so it would draw
stories together. It hangs on the story it agrees with most and is no reason for any other
report to be in it. Only what a page says of itself counts: its title or its address.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from newstemma.model import Report
from newstemma.text import fold

_HEADED = re.compile(
    r"^(?:opinions?|op-ed|editorials?|editoriale|editoriaal|leader|leitartikel|commentary|"
    r"kommentar|meinung|tribune|opinione|opiniao|opinie|comentario|comentariu|"
    r"letters? to the editor|мнение|думка|колонка)\s*(?:[|:•·–—-]\s|/)"
)
_SECTION = re.compile(
    r"^(?:opinions?|op-?ed|editorials?|commentisfree|commentary|columnists?|letters|opinione|"
    r"opiniao|opinie|tribunes?|kommentare?|meinung)$"
)


def _is_headed(report: Report) -> bool:
    return bool(_HEADED.match(fold(report.title).lstrip()))


def _is_in_section(report: Report) -> bool:
    if not report.url:
        return False
    try:
        parts = urlsplit(report.url).path.casefold().split("/")
    except ValueError:
        return False
    return any(_SECTION.match(part) for part in parts[:-1])


# name, test, reason, example
RULES: tuple[tuple[str, Callable[[Report], bool], str, str], ...] = (
    ("headed as opinion", _is_headed, "The title says so.", "OPINION: Wexmoor must not wait"),
    ("an address under opinion", _is_in_section, "The outlet files it so.", "/opinion/2031/05/x"),
)


def is_opinion(report: Report) -> bool:
    """Whether a page says of itself that it is an opinion piece."""
    return any(test(report) for _, test, _, _ in RULES)
