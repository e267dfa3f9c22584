"""Words in parallel: nothing lost, nothing moved, equal words in one column."""

from hypothesis import given
from hypothesis import strategies as st

from newstemma.dossiers.parallel import WordTable, lay_parallel
from newstemma.model import Reading, Report, Span


def laid(*texts: str) -> WordTable:
    reports = {f"r{i}": Report(f"r{i}", text) for i, text in enumerate(texts)}
    readings = [Reading(id, Span(0, len(r.text)), r.text) for id, r in reports.items()]
    return lay_parallel(readings, reports)


def forms(table: WordTable) -> list[list[str]]:
    return [[w.form if w else "-" for w in column] for column in table.columns]


def test_equal_words_share_a_column():
    table = laid("The ferry struck the pier", "The ferry hit the pier.")
    assert forms(table) == [
        ["the", "the"],
        ["ferry", "ferry"],
        ["struck", "hit"],
        ["the", "the"],
        ["pier", "pier"],
    ]


def test_a_word_left_out_is_an_empty_cell():
    table = laid("The ferry reportedly struck it", "The ferry struck it")
    assert forms(table)[2] == ["reportedly", "-"]
    assert len(table.columns) == 5


def test_a_word_put_in_opens_a_column():
    assert forms(laid("It burned", "It never burned"))[1] == ["-", "never"]


def test_spellings_answer_each_other_before_strangers():
    table = laid("Mr Dzaparov left early", "Mr old Japarov left early")
    assert ["dzaparov", "japarov"] in forms(table)
    assert ["-", "old"] in forms(table)


def test_a_third_reading_meets_whichever_it_is_like():
    table = laid("it struck the pier", "it hit the pier", "it hit the quay")
    assert forms(table)[1] == ["struck", "hit", "hit"]
    assert forms(table)[3] == ["pier", "pier", "quay"]


def test_nothing_in_nothing_out():
    assert lay_parallel([], {}) == WordTable((), ())
    assert laid("", "").columns == ()
    assert forms(laid("…", "word")) == [["", "word"]]


WORDS = st.lists(st.sampled_from("the ferry pier struck hit Osk, Osk 14 “a b” c.".split()))


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=6))
def test_every_reading_comes_back_letter_for_letter(texts):
    table = laid(*texts)
    for row, text in enumerate(texts):
        assert "".join(c[row].text for c in table.columns if c[row]) == text
    for column in table.columns:
        assert any(column)


@given(WORDS.map(" ".join), st.integers(2, 5))
def test_copies_add_no_columns(text, count):
    assert len(laid(*[text] * count).columns) == len(laid(text).columns)
