"""The direction between two undated texts, by the plainer words."""

from datetime import UTC, datetime

import pytest

from newstemma.model import Moment, Precision, Report, Ruling, Voice
from newstemma.stemmas import trace

HARD = """Legislators in Tarnow unanimously approved controversial restrictions on Thursday.
The regulations prohibit commercial fishing throughout the Sorrin estuary until September.
Environmental campaigners welcomed the announcement as an extraordinary achievement.
Representatives of the fishing industry threatened immediate litigation."""
PLAIN = """Members of the Tarnow parliament all passed hard new rules on Thursday.
The rules stop all fishing for trade in the Sorrin estuary until September.
Green groups were glad and said the news was a very big win.
People from the fishing trade said they would go to court at once."""


@pytest.mark.parametrize("ids", [("a", "b"), ("b", "a")])
def test_the_plainer_text_is_the_copy_whatever_the_ids(ids):
    kin = Ruling("editor", datetime(2031, 5, 9, tzinfo=UTC), ids, "same_origin")
    pile = [Report(ids[0], HARD, language="en"), Report(ids[1], PLAIN, language="en")]
    stemma = trace(pile, rulings=[kin])
    assert [(c.source, c.target) for c in stemma.copies] == [ids]
    assert "said more plainly" in [clue.name for clue in stemma.copies[0].clues]


def test_a_date_knows_better():
    def dated(id, text, hour):
        moment = Moment(datetime(2031, 5, 8, hour, tzinfo=UTC), Precision.MINUTE, Voice.PAGE)
        return Report(id, text, language="en", published=moment)

    stemma = trace([dated("a", HARD, 20), dated("b", PLAIN, 6)])
    assert "said more plainly" not in [k.name for c in stemma.copies for k in c.clues]
