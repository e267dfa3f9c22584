"""Trees over clues: scores by hand, parts that sum to the score, a table read back the same."""

import numpy as np
import pytest

from newstemma.errors import Broken
from newstemma.stemmas.boosted import Forest, forest, parts, scores, written
from newstemma.stemmas.clues import KIN_CLUES
from newstemma.stemmas.tree import TABLES, trees

# One tree: is clue 0 above 1? If so, is clue 1 above 5?
SMALL = Forest(
    np.array([[0, -1, 1, -1, -1, -1, -1]]),
    np.array([[1.0, 0, 5.0, 0, 0, 0, 0]]),
    np.array([[0.5, -1, 2, -1, -1, 1, 3, -1, -1, -1, -1, 1, 1, 3, 3]], dtype=float),
    0.25,
)


@pytest.mark.parametrize(
    ("row", "expected"), [((0.0, 9.0), -0.75), ((2.0, 0.0), 1.25), ((2.0, 9.0), 3.25)]
)
def test_a_row_gets_the_value_of_the_leaf_it_falls_into(row, expected):
    assert scores(SMALL, np.array([row])) == pytest.approx([expected])


def test_parts_and_bias_sum_to_the_score():
    rows = np.array([[0.0, 9.0], [2.0, 0.0], [2.0, 9.0]])
    assert SMALL.bias + parts(SMALL, rows).sum(axis=1) == pytest.approx(scores(SMALL, rows))


def test_parts_of_the_trained_trees_sum_to_their_scores():
    generator = np.random.default_rng(5)
    for table, clues in TABLES.items():
        rows = generator.normal(size=(20, len(clues))) * 3
        grown = trees(table)
        assert grown.bias + parts(grown, rows).sum(axis=1) == pytest.approx(scores(grown, rows))


def test_a_table_written_is_read_back_the_same():
    names = [clue.name for clue in KIN_CLUES]
    assert "\n".join(written("kin", names, forest("kin", names))) in _shipped()


def _shipped():
    from importlib import resources

    return resources.files("newstemma.stemmas").joinpath("forests.tsv").read_text("utf-8")


def test_trees_trained_on_other_clues_are_refused():
    with pytest.raises(Broken, match="train again"):
        forest("kin", ["one clue"])


@pytest.mark.parametrize(
    ("at", "sign"), [(at, clue.sign) for at, clue in enumerate(KIN_CLUES) if clue.sign]
)
def test_more_of_a_clue_never_speaks_against_its_side(at, sign):
    trained = forest("kin", [clue.name for clue in KIN_CLUES])
    cuts = np.unique(trained.thresholds)
    rows = np.random.default_rng(at).choice(cuts, size=(200, len(KIN_CLUES))) + 1e-6
    more = rows.copy()
    more[:, at] += np.abs(rows[::-1, at])
    assert (sign * (scores(trained, more) - scores(trained, rows)) >= -1e-9).all()
