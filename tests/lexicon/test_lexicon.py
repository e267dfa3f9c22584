"""Words are found in the packed table wherever they stand in it."""

from __future__ import annotations

import pytest

from newstemma.lexicon import NEAR, SAME_SENSE, SAME_WORD, lemmas, nearness, opposite


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("aachen", ("aachen",)),  # the first entry
        ("zyrian", ("zyrian",)),  # the last
        ("aardwolves", ("aardwolf",)),  # an irregular form
        ("soldiers", ("soldier",)),
        ("aa", ()),
        ("zzzz", ()),
        ("!", ()),
        ("", ()),
    ],
)
def test_lemmas(form, expected):
    assert lemmas(form)[: max(1, len(expected))] == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("recognise", "recognized", SAME_WORD),
        ("rarely", "seldom", SAME_SENSE),
        ("car", "truck", NEAR),
        ("banana", "parliament", 0.0),
    ],
)
def test_nearness(left, right, expected):
    assert nearness(left, right) == nearness(right, left) == expected


def test_opposites_come_from_the_end_of_the_table():
    assert opposite("won", "lost")
    assert not opposite("won", "gained")
