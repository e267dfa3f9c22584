"""Own words are what stands outside quotation marks."""

from newstemma.model import Mark, MarkKind, Report, Span
from newstemma.stemmas.own import own_words
from newstemma.text import quoted

TEXT = (
    "Harbour master Ilse Branth closed the port of Vesterholm on Tuesday.\n"
    "“We will not open it before the hull is checked,” Branth said after the collision.\n"
    "The ferry “Aldra” carried 312 passengers."
)


def test_words_inside_quotation_marks_are_not_own_words():
    own = own_words(Report("a", TEXT))
    assert "hull" not in own.words
    assert "collision" in own.words
    assert [q.forms[:3] for q in own.quotations] == [("we", "will", "not")]


def test_a_name_in_quotation_marks_is_no_quotation():
    assert "aldra" in own_words(Report("a", TEXT)).words


def test_no_run_of_words_goes_over_a_quotation():
    own = own_words(Report("a", TEXT))
    assert not any("vesterholm" in run and "branth" in run and "said" in run for run in own.runs)
    assert ("the", "ferry", "aldra", "carried", "312") in own.runs


def test_marks_go_before_our_own_search_for_quotation_marks():
    start = TEXT.index("We will")
    mark = Mark(MarkKind.QUOTE, Span(start, start + len("We will not open it")), None, "branth")
    own = own_words(Report("a", TEXT, marks=(mark,)))
    assert [q.speaker for q in own.quotations] == ["branth"]
    assert "hull" in own.words


def test_an_indirect_quotation_stays_own_words():
    text = "Branth said the port would stay closed until the hull was checked."
    mark = Mark(MarkKind.QUOTE, Span(12, len(text)), None, "branth")
    assert "hull" in own_words(Report("a", text, marks=(mark,))).words


def test_quoted_finds_pairs_of_many_styles():
    cases = {
        "He said “no more of this” twice.": ["no more of this"],
        'He said "no more of this" twice.': ["no more of this"],
        "Er sagte „genug davon“ und ging.": ["genug davon"],
        "Il a dit « assez » hier.": [" assez "],
        "It’s the workers’ hall.": [],
        "He said “not closed": [],
    }
    for text, expected in cases.items():
        assert [span.of(text) for span in quoted(text)] == expected


def test_a_post_shown_without_quotation_marks_is_everybodys():
    text = (
        "Mayor Ilse Branth answered her critics on Tuesday.\n"
        "The bridge opens when the bridge is safe and not a day before!\n"
        "— Ilse Branth (@branth) May 6, 2031\n"
        "The council meets tonight."
    )
    one_line = text.replace("before!\n—", "before! —")
    for written in (text, one_line):
        own = own_words(Report("a", written))
        assert "bridge" not in own.words
        assert "council" in own.words
        assert "critics" in own.words
