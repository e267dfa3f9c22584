"""A finding of the doctor's, and its level."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How a thing stands, the best first."""

    OK = "ok"
    NOTE = "note"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it stands, and what to do where it is not well."""

    check: str
    level: Level
    says: str
    do: str = ""


def ok(check: str, says: str) -> Finding:
    """All is well."""
    return Finding(check, Level.OK, says)


def note(check: str, says: str, do: str = "") -> Finding:
    """Fine as it is."""
    return Finding(check, Level.NOTE, says, do)


def warning(check: str, says: str, do: str) -> Finding:
    """It will be trouble."""
    return Finding(check, Level.WARNING, says, do)


def fault(check: str, says: str, do: str) -> Finding:
    """It does not work."""
    return Finding(check, Level.FAULT, says, do)
