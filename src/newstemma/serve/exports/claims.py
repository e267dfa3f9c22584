"""Drafts of schema.org ClaimReview: one for each statement, the verdict left to a person.

Newstemma gives no truth score, so a draft has no rating, no reviewer and no date of review;
`toFill` names what a person must add before it is published. What is known stands in it: the
claim in a report's words, who is said to have made it, every place it appears and when, and
on how many independent sources it stands.
"""

from __future__ import annotations

import json
from typing import Any

from newstemma.model import Examination, MarkKind, Statement
from newstemma.serve.exports.names import SPACE, Told, address_of, first_reports, stories
from newstemma.serve.outline import interval

TO_FILL = ("url", "author", "datePublished", "reviewRating")
CONTEXT = {"@vocab": "https://schema.org/", "nst": SPACE}


def claims_of(examination: Examination) -> str:
    """All drafts as one JSON-LD graph."""
    graph = [
        _draft(told, statement)
        for told in stories(examination)
        for statement in told.outline.statements.values()
    ]
    raw = {"@context": CONTEXT, "@graph": graph}
    return json.dumps(raw, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _draft(told: Told, statement: Statement) -> dict[str, Any]:
    support = told.outline.support(statement.id)
    count = interval(support.count) if support else None
    return {
        "@type": "ClaimReview",
        "claimReviewed": statement.gist,
        "itemReviewed": _claim(told, statement),
        "nst:independentSources": count,
        "nst:reasons": list(support.count.reasons) if support else [],
        "nst:toFill": list(TO_FILL),
    }


def _claim(told: Told, statement: Statement) -> dict[str, Any]:
    reports = first_reports(told.outline, statement)
    appearances = [_appearance(told, id) for id in reports]
    speaker = _speaker(told, statement)
    claim: dict[str, Any] = {"@type": "Claim", "appearance": appearances}
    first = told.outline.reports[reports[0]].published if reports else None
    if first is not None:
        claim |= {"firstAppearance": appearances[0], "datePublished": first.iso}
    if speaker:
        claim["author"] = {"@type": "Thing", "name": speaker}
    return claim


def _speaker(told: Told, statement: Statement) -> str | None:
    """The one speaker all readings give it to; none where they differ or give it to nobody."""
    found = set()
    for reading in statement.readings:
        marks = told.outline.reports[reading.report].marks
        said = [
            mark.speaker
            for mark in marks
            if mark.kind in (MarkKind.QUOTE, MarkKind.ATTRIBUTION)
            and mark.speaker
            and mark.span.overlaps(reading.span)
        ]
        found.add(said[0] if said else None)
    return found.pop() if len(found) == 1 else None


def _appearance(told: Told, id: str) -> dict[str, Any]:
    report = told.outline.reports[id]
    made: dict[str, Any] = {"@type": "NewsArticle", "url": address_of(report)}
    if report.title:
        made["headline"] = report.title
    if report.outlet:
        made["publisher"] = {"@type": "Organization", "name": report.outlet}
    if report.published is not None:
        made["datePublished"] = report.published.iso
    return made
