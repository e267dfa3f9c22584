from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from newstemma.model import Moment, Precision, Voice
from newstemma.serve.moments import parse, shortest


def moment(precision, *when, zone=UTC):
    return Moment(datetime(*when, tzinfo=zone), precision, Voice.PAGE)


@pytest.mark.parametrize(
    ("made", "written"),
    [
        (moment(Precision.YEAR, 2023, 1, 1), "2023"),
        (moment(Precision.MONTH, 2023, 10, 1), "2023-10"),
        (moment(Precision.DAY, 2023, 10, 12), "2023-10-12"),
        (moment(Precision.HOUR, 2023, 10, 12, 9), "2023-10-12T09:00Z"),
        (moment(Precision.MINUTE, 2023, 10, 12, 9, 5), "2023-10-12T09:05Z"),
        (moment(Precision.MINUTE, 2023, 10, 12, 9, 5, 31), "2023-10-12T09:05:31Z"),
        (moment(Precision.DAY, 2023, 10, 12, 9), "2023-10-12T09:00:00Z"),
        (moment(Precision.YEAR, 812, 1, 1), "0812"),
        (
            moment(Precision.MINUTE, 2023, 10, 12, 9, 5, zone=timezone(timedelta(hours=3))),
            "2023-10-12T06:05Z",
        ),
    ],
)
def test_a_moment_is_written_no_more_exactly_than_it_is_known(made, written):
    assert shortest(made) == written
    assert parse(written) == made.when
