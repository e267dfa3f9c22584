"""Changes put together as an editor would read them.

Two copies of one text often share a change: that is one thing to read, with two names
under it. And a statement that a copy leaves out or adds whole is a line in a list, not a
difference of words. Nothing is dropped: every change is in one group.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from newstemma.model import Change, ChangeKind, Severity, Words
from newstemma.serve.outline import Outline, percent

WHOLE = 0.9  # share of a reading that must be gone or new for it to count as whole
GRAVE = (Severity.CRITICAL, Severity.MAJOR)


@dataclass(frozen=True)
class Group:
    """Changes that read as one: same statement, source, aspect and severity."""

    changes: tuple[Change, ...]

    @property
    def first(self) -> Change:
        """The change that speaks for the group."""
        return self.changes[0]

    @property
    def targets(self) -> tuple[str, ...]:
        """The reports that differ from the source, each once."""
        return tuple(dict.fromkeys(change.target for change in self.changes))

    def sides(self) -> list[tuple[str, Change, Words | None]]:
        """What to show, in order: the source's words, then those of each target."""
        before = self.first
        return [
            (before.source, before, before.before),
            *((change.target, change, change.after) for change in self.changes),
        ]

    def who(self, outline: Outline) -> str:
        """Who brought it in, in fixed words, with the probabilities."""
        found = {
            change.innovator.report: change.innovator.probability
            for change in self.changes
            if change.innovator is not None
        }
        named = ", ".join(f"{outline.label(id)} {percent(sure)}" for id, sure in found.items())
        return f"brought in by {named}" if named else "brought in by: undetermined"

    def notes(self, outline: Outline) -> tuple[str, ...]:
        """Who brought it in, and the reasons, each once."""
        reasons = (change.reason for change in self.changes if change.reason)
        return tuple(dict.fromkeys((self.who(outline), *reasons)))


def worded(outline: Outline) -> tuple[Group, ...]:
    """The differences of words, and every grave change, the gravest first."""
    kept = (c for c in outline.changes if c.severity in GRAVE or not is_whole(outline, c))
    return _grouped(kept)


def whole(outline: Outline, kind: ChangeKind) -> tuple[Group, ...]:
    """The statements added or dropped whole, in the order of the collation."""
    kept = [
        change
        for change in outline.dossier.collation.changes
        if change.kind is kind and change.severity not in GRAVE and is_whole(outline, change)
    ]
    return _grouped(kept)


def is_whole(outline: Outline, change: Change) -> bool:
    """True where a whole reading is there on one side and nothing of it on the other."""
    words = change.after if change.before is None else change.before
    if words is None or (change.before is not None and change.after is not None):
        return False
    statement = outline.statements.get(change.statement)
    for reading in statement.readings if statement else ():
        if reading.report == words.report:
            return len(words.text) >= WHOLE * len(reading.text)
    return True


def _grouped(changes: Iterable[Change]) -> tuple[Group, ...]:
    found: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        words = None if change.before is None else change.before.span
        key = (change.statement, change.source, change.kind, change.aspect, change.severity, words)
        found.setdefault(key, []).append(change)
    return tuple(Group(tuple(group)) for group in found.values())
