"""One witness at work: its chance, the event it writes about, and its log of changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from newstemma.families.base import Telling
from newstemma.families.model import Innovation
from newstemma.model import Aspect, ChangeKind


@dataclass(slots=True)
class Desk:
    """A desk that makes one text; `taken` holds the hand-written forms its family has used.

    `own_lines` and `new_headlines` are the chances of the setting it works under.
    """

    name: str
    random: Random
    telling: Telling
    taken: set[tuple[str, str]]
    own_lines: float
    new_headlines: float
    log: list[Innovation] = field(default_factory=list)

    def note(
        self, rule: str, aspect: Aspect, bases: tuple[str, ...], before: str, after: str
    ) -> None:
        """Log one reading this desk brought in; an empty side is a line added or dropped."""
        kind = ChangeKind.CHANGED
        if not before:
            kind = ChangeKind.ADDED
        elif not after:
            kind = ChangeKind.DROPPED
        self.log.append(Innovation(self.name, rule, kind, aspect, bases, before, after))
