"""The way of a change along the stemma: from the top to who brought it in, and on from there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newstemma.model import Change
from newstemma.serve.outline import Outline


class Path(NamedTuple):
    """Sigla: `above` from the top down, `innovator` who brought it in, `below` who has it of
    those that copied from there."""

    above: tuple[str, ...]
    innovator: str
    below: tuple[str, ...]


def path_of(outline: Outline, change: Change) -> Path | None:
    """The way of a change; none where it cannot be said who brought it in."""
    if change.innovator is None or change.innovator.report not in outline.witness_of:
        return None
    bearer = outline.witness_of[change.innovator.report]
    above, witness = [], bearer.id
    while witness in outline.main:
        witness = outline.main[witness].source
        above.append(outline.witnesses[witness].siglum)
    below = [outline.sigla[id] for id in _handed_on(outline, change, bearer.id)]
    return Path(tuple(reversed(above)), outline.sigla[change.innovator.report], tuple(below))


def _handed_on(outline: Outline, change: Change, bearer: str) -> Iterator[str]:
    """The reports further down that have the words, or, where words were left out, lack them."""
    for copy in outline.copies_from(bearer):
        for report in outline.witnesses[copy.target].reports:
            if _has(outline, change, report):
                yield report
        yield from _handed_on(outline, change, copy.target)


def _has(outline: Outline, change: Change, report: str) -> bool:
    reading = outline.reading(change.statement, report) or ""
    if change.after is not None:
        return change.after.text in reading
    return change.before is not None and change.before.text not in reading


def words_of(path: Path) -> str:
    """The way in a line: "α › A › B, handed on to D, E"; "" for one who had it from nobody."""
    way = " › ".join((*path.above, path.innovator)) if path.above else ""
    on = f"handed on to {', '.join(path.below)}" if path.below else ""
    return ", ".join(part for part in (way, on) if part)
