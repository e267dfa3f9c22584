"""Quiet hours: by the clock of a place, over midnight, and when clocks are set."""

from datetime import UTC, datetime

import pytest

from newstemma.serve.watch.quiet import NoQuiet, quiet_hours

pytest.importorskip("protego", reason="the extra newstemma[watch] is not installed")


def at(stamp):
    return datetime.fromisoformat(stamp).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "zone", "moment", "quiet"),
    [
        ("22:00-07:00", "UTC", "2031-05-12T21:59", False),
        ("22:00-07:00", "UTC", "2031-05-12T22:00", True),
        ("22:00-07:00", "UTC", "2031-05-12T00:00", True),
        ("22:00-07:00", "UTC", "2031-05-12T06:59", True),
        ("22:00-07:00", "UTC", "2031-05-12T07:00", False),
        ("12:30-13:15", "UTC", "2031-05-12T12:30", True),
        ("12:30-13:15", "UTC", "2031-05-12T13:15", False),
        ("12:30-13:15", "UTC", "2031-05-12T00:45", False),
        # Two hours ahead of UTC in summer, one in winter.
        ("22:00-07:00", "Europe/Berlin", "2031-07-01T20:00", True),
        ("22:00-07:00", "Europe/Berlin", "2031-01-10T20:30", False),
        ("22:00-07:00", "Europe/Berlin", "2031-01-10T21:00", True),
        ("22:00-07:00", "Asia/Kathmandu", "2031-05-12T16:15", True),
        ("22:00-07:00", "Asia/Kathmandu", "2031-05-12T16:14", False),
        # The night the clocks go back: 02:30 comes twice, and is quiet twice.
        ("02:00-03:00", "Europe/Berlin", "2030-10-27T00:30", True),
        ("02:00-03:00", "Europe/Berlin", "2030-10-27T01:30", True),
        ("02:00-03:00", "Europe/Berlin", "2030-10-27T02:30", False),
        # The night they go forward: there is no 02:30, so it is never quiet.
        ("02:00-03:00", "Europe/Berlin", "2031-03-30T00:59", False),
        ("02:00-03:00", "Europe/Berlin", "2031-03-30T01:00", False),
    ],
)
def test_it_is_quiet_by_the_clock_of_the_place(hours, zone, moment, quiet):
    assert quiet_hours(hours, zone).holds(at(moment)) is quiet


@pytest.mark.parametrize(
    ("hours", "zone"),
    [
        ("", "UTC"),
        ("22-7", "UTC"),
        ("22:00", "UTC"),
        ("24:00-07:00", "UTC"),
        ("22:60-07:00", "UTC"),
        ("07:00-07:00", "UTC"),
        ("22:00-07:00", "Berlin"),
        ("22:00-07:00", ""),
        ("22:00-07:00", "../../etc/passwd"),
        ("22:00-07:00", "Europe"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_write(hours, zone):
    with pytest.raises(NoQuiet, match=r"22:00-07:00|Europe/Berlin|leave them out"):
        quiet_hours(hours, zone)
