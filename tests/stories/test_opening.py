"""The day a text opens with, in any language; and no day of history."""

from datetime import date

import pytest

from newstemma.model import Report
from newstemma.stories.opening import opening_day
from newstemma.stories.sketches import sketch

DAY = date(2031, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "PORT ORRIN, 3 May 2031 (Meridian) -- A barge sank.",
        "May 3 , 2031 The barge sank.",
        "Wexmoor, May 3rd, 2031: a barge sank.",
        "2031-05-03 A barge sank.",
        "3 de mayo del 2031 La barca se hundió.",
        "3 maggio 2031 La chiatta affondò.",
        "3 mei 2031 De schuit zonk.",
        "Tessaly, den 3. Mai 2031. Ein Kahn sank.".replace("den ", ""),
        "3 мая 2031 года баржа затонула.",
    ],
)
def test_a_day_at_the_head_is_read(text):
    assert opening_day(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "On May 3, 2031, a barge sank.",
        "The barge that sank on 3 May 2031 is up again.",
        "Nobody had seen the like since 3 May 2031, the harbour master said.",
        "32 May 2031 A barge sank.",
        "3 May A barge sank.",
        "3 May 1831 A barge sank.",
        "Barge Sinks " * 8 + "3 May 2031",
    ],
)
def test_a_day_that_may_be_of_history_is_not(text):
    assert opening_day(text) is None


def test_a_stamp_outranks_the_day_of_the_text():
    undated = sketch(Report(id="a", text="3 May 2031 A barge sank."))
    assert (undated.day, undated.blur) == ((DAY - date(1970, 1, 1)).days + 0.5, 0.5)
    assert sketch(Report(id="a", text="A barge sank.")).day is None
