"""Changes put together as an editor would read them.

The changes of one statement are one thing to read: the source's words above, those of each
copy below, and under each what was done to it. A statement that a copy leaves out or adds
whole is a line in a list, not a difference of words. Nothing is dropped: every change is in
one block.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from newstemma.model import Change, ChangeKind, Direction, Severity
from newstemma.serve.outline import SEVERITIES, Outline, percent

WHOLE = 0.9  # share of a reading that must be gone or new for it to count as whole
GRAVE = (Severity.CRITICAL, Severity.MAJOR)


@dataclass(frozen=True)
class Block:
    """The changes of one statement that start from one source, the gravest first."""

    statement: str
    source: str
    changes: tuple[Change, ...]

    @property
    def severity(self) -> Severity:
        """The gravest there is."""
        return self.changes[0].severity

    @property
    def targets(self) -> tuple[str, ...]:
        """The reports that differ from the source, each once, the gravest first."""
        return tuple(dict.fromkeys(change.target for change in self.changes))

    def no_lighter_than(self, least: Severity) -> Block | None:
        """The same without lighter changes; none where nothing stays."""
        most = SEVERITIES.index(least)
        kept = tuple(c for c in self.changes if SEVERITIES.index(c.severity) <= most)
        return Block(self.statement, self.source, kept) if kept else None


def what_happened(change: Change) -> str:
    """In fixed words: "hedge dropped, stronger"."""
    moved = "" if change.direction is Direction.NONE else f", {change.direction}"
    return f"{change.aspect} {change.kind}{moved}"


def who(outline: Outline, changes: Iterable[Change]) -> str:
    """Who brought it in and how sure that is; empty where it cannot be said."""
    found = {
        change.innovator.report: percent(change.innovator.probability)
        for change in changes
        if change.innovator is not None
    }
    named = (f"{outline.sigla.get(report, '?')} {sure}" for report, sure in found.items())
    return f"by {', '.join(named)}" if found else ""


def worded(outline: Outline) -> tuple[Block, ...]:
    """The differences of words, and every grave change, the gravest first."""
    found: dict[tuple[str, str], list[Change]] = {}
    for change in outline.changes:
        if change.severity in GRAVE or not is_whole(outline, change):
            found.setdefault((change.statement, change.source), []).append(change)
    return tuple(Block(*key, tuple(made)) for key, made in found.items())


def whole(outline: Outline, kind: ChangeKind) -> tuple[Block, ...]:
    """The statements added or dropped whole, one block each, in the order of the collation."""
    found: dict[str, list[Change]] = {}
    for change in outline.dossier.collation.changes:
        if change.kind is kind and change.severity not in GRAVE and is_whole(outline, change):
            found.setdefault(change.statement, []).append(change)
    return tuple(Block(id, made[0].source, tuple(made)) for id, made in found.items())


def is_whole(outline: Outline, change: Change) -> bool:
    """True where a whole reading is there on one side and nothing of it on the other."""
    words, other = change.after, change.source
    if words is None:
        words, other = change.before, change.target
    if words is None or (change.before is not None and change.after is not None):
        return False
    if outline.reading(change.statement, other) is not None:
        return False
    reading = outline.reading(change.statement, words.report)
    return reading is None or len(words.text) >= WHOLE * len(reading)
