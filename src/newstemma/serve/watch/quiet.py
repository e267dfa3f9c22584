"""Quiet hours: when nobody wants to be told, in the time of the place where they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo

from newstemma.errors import Misuse

_HOURS = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")


class NoQuiet(Misuse):
    """Quiet hours or a time zone that cannot be read."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """From `start` to before `end` on the clock of a zone, every day; over midnight where the
    end is the earlier of the two. Where clocks are set, it is the clock that counts."""

    start: time
    end: time
    zone: tzinfo = UTC

    def holds(self, now: datetime) -> bool:
        """True where it is quiet at a moment (which must know its own zone)."""
        clock = now.astimezone(self.zone).time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


def quiet_hours(given: str, zone: str = "UTC") -> Quiet:
    """Quiet hours written as "22:00-07:00", in a zone of the IANA list; raises `NoQuiet`."""
    found = _HOURS.fullmatch(given.strip())
    if found is None:
        raise NoQuiet(f"{given!r} are no quiet hours; write them as 22:00-07:00")
    try:
        start, end = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    except ValueError as error:
        raise NoQuiet(f"{given!r}: no clock shows that; write 22:00-07:00") from error
    if start == end:
        raise NoQuiet(f"{given!r} end when they begin; leave them out, or watch without alerts")
    return Quiet(start, end, zone_of(zone))


def zone_of(name: str) -> tzinfo:
    """A time zone by its IANA name, "Europe/Berlin"; raises `NoQuiet`."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # unknown, misspelt, a folder's name
        said = "give one as Europe/Berlin; where all are unknown, pip install tzdata"
        raise NoQuiet(f"no time zone {name!r} is known here: {said}") from error
