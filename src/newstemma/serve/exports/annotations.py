"""Drafts of W3C Web Annotations: what changed, and on how many sources a statement stands.

Each points at the words on the page by the words themselves and those around them, for the
page has more on it than the text we kept: a place in our text would be a wrong place there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from newstemma.model import Change, Examination, Span, Statement, Words
from newstemma.serve.exports.names import SPACE, Told, address_of, happened, language_of, stories
from newstemma.serve.grouping import who
from newstemma.serve.outline import interval

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # code points before and after the words, by which they are found again


def annotations_of(examination: Examination) -> str:
    """All annotations as one page of a collection."""
    items = [one for told in stories(examination) for one in _story(told)]
    raw = {
        "@context": CONTEXT,
        "id": f"{SPACE}annotations",
        "type": "AnnotationPage",
        "items": items,
    }
    return json.dumps(raw, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _story(told: Told) -> Iterator[dict[str, Any]]:
    for place, change in enumerate(told.outline.changes, 1):
        yield _change(told, change, f"s{told.number}c{place}")
    for statement in told.outline.statements.values():
        made = _statement(told, statement)
        if made:
            yield made


def _annotation(id: str, motive: str, says: str, targets: list[Any]) -> dict[str, Any]:
    body = {"type": "TextualBody", "value": says, "format": "text/plain", "language": "en"}
    return {
        "id": f"{SPACE}{id}",
        "type": "Annotation",
        "motivation": motive,
        "body": body,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _change(told: Told, change: Change, id: str) -> dict[str, Any]:
    words = change.after or change.before
    other = change.before if change.after else None
    targets = [_words(told, words) if words else address_of(told.outline.reports[change.target])]
    by = who(told.outline, [change])
    from_words = f"where {told.outline.label(change.source)} has “{other.text}”" if other else ""
    parts = (happened(change), from_words, by, change.reason)
    says = "; ".join(part for part in parts if part)
    if change.after is None:
        says += f"; left out by {told.outline.label(change.target)}"
    return _annotation(id, "commenting", says, targets)


def _words(told: Told, words: Words) -> dict[str, Any]:
    return _place(told, words.report, words.span)


def _place(told: Told, report: str, span: Span) -> dict[str, Any]:
    page = told.outline.reports[report]
    selector = {
        "type": "TextQuoteSelector",
        "exact": span.of(page.text),
        "prefix": page.text[max(0, span.start - AROUND) : span.start],
        "suffix": page.text[span.end : span.end + AROUND],
    }
    made: dict[str, Any] = {"source": address_of(page), "selector": selector}
    language = language_of(page)
    return made | {"language": language} if language else made


def _statement(told: Told, statement: Statement) -> dict[str, Any] | None:
    support = told.outline.support(statement.id)
    if support is None:
        return None
    says = f"independent sources {interval(support.count)}: {', '.join(support.origins)}"
    targets: list[Any] = [_place(told, r.report, r.span) for r in statement.readings]
    return _annotation(told.statement_id(statement.id), "assessing", says, targets)
