"""Readings, on texts small enough to count by hand."""

import numpy as np
import pytest

from newstemma.model import Report
from newstemma.stemmas.own import own_words
from newstemma.stemmas.readings import reading_values, readings_of

ROOT = "Snow closed the Orlen pass on Monday and two lorries slid into a ditch near Kaldrup"
# The first copy changes "slid" to "rolled"; its own copy keeps that and drops "near Kaldrup".
COPY = ROOT.replace("slid", "rolled")
GRANDCHILD = COPY.replace(" near Kaldrup", "")
SISTER = ROOT.replace("two lorries", "three lorries")


def values(*texts):
    phrases = [own_words(Report(str(i), t)).phrases for i, t in enumerate(texts)]
    return reading_values(readings_of(phrases))


def test_a_changed_word_is_three_readings():
    found = values(ROOT, COPY)
    assert np.expm1(found["readings it has and the source lacks"][0, 1]) == pytest.approx(3)
    assert np.expm1(found["readings the source has and it lacks"][0, 1]) == pytest.approx(3)


def test_what_two_alone_have_is_the_innovation_one_took_from_the_other():
    found = values(ROOT, COPY, GRANDCHILD, SISTER)
    alone = np.expm1(found["readings of these two alone"])
    assert alone[1, 2] == pytest.approx(3)  # around "rolled"
    assert alone[0, 2] == pytest.approx(0)
    assert alone[3, 2] == pytest.approx(0)


def test_quentins_rule_parts_sisters_and_lets_a_chain_stand():
    found = values(ROOT, COPY, GRANDCHILD, SISTER)["none stands between"]
    assert found[1, 2] == 0.0  # the true source of the grandchild
    assert found[3, 1] > 0.0  # no sister's text: both keep what the other changed


def test_a_paragraph_break_is_a_reading():
    one, other = "Snow fell. Roads closed.", "Snow fell.\nRoads closed."
    assert values(one, other)["readings it has and the source lacks"][0, 1] > 0.0


def test_a_text_alone_has_no_values_to_give():
    found = values(ROOT)
    assert all(table.shape == (1, 1) and table[0, 0] == 0.0 for table in found.values())
