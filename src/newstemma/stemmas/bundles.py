"""Reports of the same text, taken as one witness: near-verbatim sisters have no order.

Two texts are the same when their words are, but for trivia: case, punctuation, accents,
articles. A dropped "not" or another figure is no trivia.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from newstemma.model import Report
from newstemma.text import tokens

TRIVIA = frozenset("a an the that".split())


def text_key(report: Report) -> str:
    """A digest of the words of a text but for trivia; the same key, the same text."""
    words = " ".join(t.form for t in tokens(report.text) if t.form not in TRIVIA)
    return sha256(words.encode()).hexdigest()[:16]


def bundle(reports: Sequence[Report]) -> list[tuple[Report, ...]]:
    """The reports by text: each bundle in order of publication, bundles by their first.

    Reports without a date come after those with one; a report given twice counts once.
    An empty text is like no other.
    """
    by_text: dict[str, list[Report]] = {}
    for report in sorted({r.id: r for r in reports}.values(), key=publication):
        key = text_key(report) if report.text.strip() else report.id
        by_text.setdefault(key, []).append(report)
    return [tuple(same) for same in by_text.values()]


def publication(report: Report) -> tuple[bool, str, str]:
    """The order of publication, then id; no date comes last."""
    published = report.published
    return published is None, published.when.isoformat() if published else "", report.id
