"""Clues, stories, and where a newcomer goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newstemma.model.places import Span


@dataclass(frozen=True, slots=True)
class Clue:
    """One reason for a verdict: a name an editor understands and its weight.

    `weight` is log-odds in bits: positive speaks for, negative against. `here` is
    the place in the text of the target, `there` in that of the source.
    """

    name: str
    weight: float
    detail: str = ""
    here: Span | None = None
    there: Span | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The reports of one development (one event, a day or two).

    `reports` holds ids, in order of publication, then id.
    """

    id: str
    reports: tuple[str, ...]
    title: str = ""
    opened: datetime | None = None
    last_seen: datetime | None = None
    merged_into: str | None = None
    storyline: str | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a report goes: what `stories.place` decides and the archive carries out.

    `action` is opened, joined, merged or split; `stories` those it changes, the one that
    shares most reports with the newcomer's first; `groups` the reports of the changed
    stories as they now stand, the newcomer's first.
    """

    report: str
    action: str
    stories: tuple[str, ...] = ()
    clues: tuple[Clue, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
