"""The measures of a pair, on small hand-made cases."""

import math

import pytest

from newstemma.model import Report
from newstemma.stemmas.likeness import likenesses
from newstemma.stemmas.own import own_words

WIRE = """A cargo barge struck the Orlen bridge at Kaldrup shortly before dawn on Monday.
Two pillars cracked and engineers closed all four lanes to lorries and buses.
The barge Merete carried 900 tonnes of gravel from the Sorrin quarries.
Its pilot, a man of 54, was treated for a broken wrist at Kaldrup infirmary.
Divers will inspect the foundations when the current slackens on Wednesday.
Commuters queued for two hours at the Lindow ferry instead."""

BRIEF = """A cargo barge struck the Orlen bridge at Kaldrup before dawn on Monday.
Its pilot, 54, was treated for a broken wrist.
Divers will inspect the foundations on Wednesday."""

OTHER = """Traders in Kaldrup market said the closure would ruin the spring fair.
Onion seller Brita Holm counted eleven customers by noon, against sixty on an ordinary day.
The town council meets tonight to discuss compensation.
A school bus was turned back at the Orlen bridge and pupils walked home."""


def likeness(one, other):
    texts = [own_words(Report("one", one)), own_words(Report("other", other))]
    return likenesses(texts).get((0, 1))


def test_a_text_is_wholly_accounted_for_by_itself():
    found = likeness(WIRE, WIRE)
    assert (found.share_left, found.share_right) == (1.0, 1.0)
    assert found.runs_left == 1.0
    # six in order, where chance has two times the root of six less one
    assert found.in_order == pytest.approx(math.log1p(6 - (2 * math.sqrt(6) - 1)))
    assert len(found.chain) == 6


def test_a_brief_lies_in_its_wire_and_not_the_wire_in_the_brief():
    found = likeness(WIRE, BRIEF)
    assert found.share_right > 0.9
    assert found.share_left < 0.6
    assert [(p.left, p.right) for p in found.chain] == [(0, 0), (3, 1), (4, 2)]


def test_two_reporters_share_no_chain():
    found = likeness(WIRE, OTHER)
    assert found is None or len(found.chain) <= 1


def test_another_order_breaks_the_chain():
    turned = "\n".join(reversed(WIRE.split("\n")))
    found = likeness(WIRE, turned)
    assert found.matches == 6
    assert len(found.chain) == 1
    assert found.in_order == 0.0


def test_turned_swaps_the_sides():
    found = likeness(WIRE, BRIEF)
    assert likeness(BRIEF, WIRE).turned().share_left == pytest.approx(found.share_left)
    assert found.turned().turned() == found


QUOTE = "“The bridge was never built to take such a blow from the side,” Hanne Ruud said."
ALTERED = "“This bridge was not built to withstand such a blow from the side,” Hanne Ruud said."


def test_a_quotation_in_other_words_is_told_from_one_word_for_word():
    same = likeness(WIRE + "\n" + QUOTE, OTHER + "\n" + QUOTE)
    other = likeness(WIRE + "\n" + QUOTE, OTHER + "\n" + ALTERED)
    assert (len(same.quotes.same), len(same.quotes.altered)) == (1, 0)
    assert (len(other.quotes.same), len(other.quotes.altered)) == (0, 1)


def test_nothing_shared_gives_no_likeness():
    assert likeness("Snow fell on Uppdal.", "Onions rose in price.") is None


def test_a_third_report_changes_nothing_between_two():
    texts = [own_words(Report(name, text)) for name, text in (("a", WIRE), ("b", BRIEF))]
    third = own_words(Report("c", OTHER))
    assert likenesses([*texts, third])[0, 1] == likenesses(texts)[0, 1]
