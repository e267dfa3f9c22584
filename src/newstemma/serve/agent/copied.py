"""Who else printed a report, as a plain JSON object for agents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newstemma.model import Report
from newstemma.serve.agent.brief import Answer, cut, fitted, place
from newstemma.serve.outline import name_of, published_of

if TYPE_CHECKING:
    from newstemma.archive.copying import CopyFound
    from newstemma.copies import Passage

# Passages told of each copy, the longest first.
PASSAGES = 2
FIRST = {"theirs": "theirs", "asked": "the report asked about"}


def copies_answer(asked: Report, found: Sequence[CopyFound]) -> Answer:
    """The copies, the largest share first, with the shared words and their places."""
    answer = {
        "report": asked.id,
        "name": name_of(asked),
        "title": cut(asked.title, 90),
        "published": published_of(asked),
        "copies": [_copy(asked, one) for one in found],
        "gaps": _gaps(asked, found),
    }
    return fitted(answer, ("copies", "gaps"))


def _copy(asked: Report, one: CopyFound) -> Answer:
    longest = sorted(one.passages, key=lambda passage: -passage.words)[:PASSAGES]
    return {
        "report": one.report,
        "story": one.story,
        "name": one.outlet,
        "title": cut(one.title, 60),
        "published": one.published,
        "kind": one.kind,
        "first": FIRST.get(one.source or "", "not known"),
        "share_of_asked": round(one.share, 2),
        "share_of_theirs": round(one.share_there, 2),
        "shared": [_shared(asked, one.report, passage) for passage in longest],
    }


def _shared(asked: Report, other: str, passage: Passage) -> Answer:
    return {
        "text": cut(passage.here.of(asked.text), 140),
        "words": passage.words,
        "at": place(asked.id, passage.here),
        "there": place(other, passage.there),
    }


def _gaps(asked: Report, found: Sequence[CopyFound]) -> list[str]:
    undated = sum(one.published is None for one in found)
    gaps = ["only reports kept in this archive are compared; others may have printed it"]
    if asked.published is None:
        gaps.append("the report asked about has no known date, so who was first cannot be said")
    if undated:
        gaps.append(f"without a known date of publication: {undated} of {len(found)}")
    return gaps
