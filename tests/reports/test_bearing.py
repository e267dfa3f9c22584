"""What a line's bearing takes beside the rules, and the body that bears itself like a site."""

import pytest

from newstemma.model import Page, Report
from newstemma.reports import bearing, clean
from newstemma.reports.blocks import line_of

REPORT = (
    "Farmers in Kordal have blocked the border road for a third day over the price of milk.",
    "The minister of agriculture, Ana Brel, met their leaders in the town hall on Tuesday.",
    "Police in Kordal said about 400 tractors stood on the road at noon.",
)


def cleaned(*lines):
    found = clean(Page("\n".join(lines), "text/plain", "made.txt"))
    assert isinstance(found, Report)
    return found


def bearings(found):
    return [removed.text for removed in found.removed if removed.rule == bearing.RULE]


@pytest.mark.parametrize(
    "line",
    [
        "Loved it? Pass the link on to another reader today",
        "This slideshow requires a newer browser.",
    ],
)
def test_what_no_phrase_lists_goes_from_between_paragraphs(line):
    found = cleaned(*REPORT[:2], line, REPORT[2])
    assert bearings(found) == [line]
    assert found.text.split("\n\n") == list(REPORT)


@pytest.mark.parametrize(
    "body",
    [
        ("The price of milk", "A litre costs less than water in Kordal."),
        ("“Subscribe now, they told us, and the milk will be dear again,” said Ivo Han.",),
        ("Come in, you rain,", "and wipe your feet.", "Tell me your name,", "and take a seat."),
        ("- milk: 12", "- butter: 40", "- cheese: 61"),
        ("Brel: Would you like to read the account?", "Han: I have read your account."),
        ("Kordal Rovers 2-1 Orrin Town", "Attendance: 4,120"),
        ("An app that counts cows has been used by the farmers in Kordal since Tuesday.",),
    ],
)
def test_body_that_bears_itself_like_a_site_is_kept(body):
    text = cleaned(*REPORT[:2], *body, REPORT[2]).text
    assert all(line in text for line in body)


def test_a_column_that_speaks_to_its_reader_keeps_its_sentences():
    column = (
        "You will have had the letter by now, and I know what you did with it.",
        "Read it twice.",
        "Ask your councillor one question: who pays for your street?",
        "We tried this with the library, and you remember how that ended for us.",
        "Don't settle for a leaflet.",
        "Write your own.",
    )
    assert cleaned(*column).text.split("\n\n") == list(column)


def test_the_table_has_a_weight_for_every_sign():
    rows = (bearing.Path(bearing.__file__).with_name("bearings.tsv")).read_text("utf-8").split("\n")
    names = [row.split("\t")[0] for row in rows[1:] if row]
    assert names == [*bearing.SIGNS, *bearing.COMPANY, "to begin with"]


def test_signs_are_measured_between_0_and_2():
    lines = [line_of(text) for text in (*REPORT, "Sign up here!", "©", "JOIN | SHARE · 12:40")]
    for row in bearing.signs_of(lines):
        assert len(row) == len(bearing.SIGNS)
        assert all(0 <= value <= 2 for value in row)


def test_cleaning_again_finds_nothing_more():
    once = cleaned(*REPORT[:2], "Loved it? Pass the link on to another reader today", REPORT[2])
    again = cleaned(*once.text.split("\n\n"))
    assert again.text == once.text
    assert not bearings(again)
