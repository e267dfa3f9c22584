"""What everybody was handed is set aside; what was copied is not."""

import pytest

from newstemma.model import Report
from newstemma.stemmas.cues import CUES, names_document
from newstemma.stemmas.handed import set_aside
from newstemma.stemmas.own import own_words

PASSAGE = (
    "The northern lock will be rebuilt in three stages beginning at Easter. "
    "Owners of barges shall be paid forty crowns for each day they lie idle."
)
OWN = (
    "Barge widow Lene Storr hung her washing between two masts on Friday and shrugged. "
    "She has seen four ministers come and go. The kettle in her cabin is older than the lock. "
    "On Sunday she means to row across and ask the keeper what he knows.",
    "Grain traders in Ulm moved their contracts to the railway within hours of the news. "
    "Analyst Per Quist expects dearer bread by June. The mill has stocks for nineteen days. "
    "A baker near the market has begun to weigh his rolls twice.",
    "Engineers found the crack during a dive in November and drew it in red on a plan. "
    "The plan went astray in the post office at Hemm. A clerk found it under a calendar. "
    "The diver has since moved to the coast and repairs pianos there.",
)


def set_aside_words(*texts):
    pile = [own_words(Report(str(at), text)) for at, text in enumerate(texts)]
    return pile, set_aside(pile)


@pytest.mark.parametrize("cue", CUES, ids=[cue.name for cue in CUES])
def test_each_cue_is_found_in_its_example(cue):
    assert names_document(cue.example)


def test_an_ordinary_sentence_names_no_document():
    assert not names_document("The ferry Aldra carried 312 passengers on Tuesday.")


def test_a_passage_of_three_unlike_texts_is_set_aside():
    _, aside = set_aside_words(*(f"{own} {PASSAGE}" for own in OWN))
    assert [p.holders for p in aside.passages] == [(0, 1, 2)]
    assert not any("easter" in said for text in aside.texts for said in text.stems)
    assert not aside.runs


def test_a_passage_of_two_is_set_aside_where_one_says_whose_it_is():
    said = f"The statement said in full: {PASSAGE}"
    named = f"{OWN[0]} {said}", f"{OWN[1]} {PASSAGE}"
    assert set_aside_words(*named)[1].passages
    unnamed = f"{OWN[0]} {PASSAGE}", f"{OWN[1]} {PASSAGE}"
    assert not set_aside_words(*unnamed)[1].passages


def test_copies_of_one_text_are_left_alone():
    whole = f"{OWN[0]} {PASSAGE} {OWN[1]}"
    texts = [whole, f"{whole} {OWN[2]}", whole.replace("Friday", "Saturday")]
    pile, aside = set_aside_words(*texts)
    assert list(aside.texts) == pile
    assert not aside.passages


def test_a_quotation_without_its_marks_is_a_quotation_still():
    speech = "no child of this country shall go to bed on an empty promise"
    marked = f"{OWN[0]} “{speech},” the chancellor said."
    bare = f"{OWN[1]} We know that {speech}, she called to them."
    _, aside = set_aside_words(marked, bare)
    assert "promise" not in aside.texts[1].words
    assert "traders" in aside.texts[1].words
    assert [len(text.quotations) for text in aside.texts] == [1, 1]
