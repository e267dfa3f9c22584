"""Boxes, runs of labels, pull quotes and posts in the middle of a text; sub-heads stay."""

import pytest

from newstemma.model import Page, Report
from newstemma.reports import clean
from newstemma.reports.blocks import line_of
from newstemma.reports.bylines import is_role, shared_with
from newstemma.reports.clock import is_clock
from newstemma.reports.credit_lines import is_generic_credit, line_credits
from newstemma.reports.datebars import is_undated_bar
from newstemma.reports.site_talk import asks_reader, is_label, is_talk

FIRST = "The harbour office will close its northern gate for repairs from Monday, it said."
QUOTED = (
    "“We have waited nine years for these hinges,” said harbour master Lena Orso, who is leaving."
)
LAST = "Boats are asked to use the southern gate, which stays open through the night."
PAGE = "\n\n".join


def kept_and_gone(*between):
    report = clean(Page(PAGE((FIRST, *between, QUOTED, LAST)), "text/plain", "a"))
    assert isinstance(report, Report)
    kept = [line for line in between if line in report.text.split("\n\n")]
    return kept, {entry.text: entry.rule for entry in report.removed}


@pytest.mark.parametrize(
    "box",
    [
        ("From the same desk", "Ferry crews vote on a new roster", "Why hinges rust in salt air"),
        ("Worth a look", "Four harbour masters and one promise"),
        ("Recommended", "Gate keepers remember the flood of 1994s waters"),
    ],
)
def test_a_head_with_its_titles_is_no_text(box):
    kept, gone = kept_and_gone(*box)
    assert kept == []
    assert set(box) <= set(gone)


@pytest.mark.parametrize("line", ["A gate of its own", "‘Nine years of rust’", "What comes next"])
def test_a_sub_head_stays(line):
    assert kept_and_gone(line)[0] == [line]


def test_a_list_after_a_colon_stays():
    lines = ("The office named four reasons:", "Rusted hinges", "A cracked beam", "Missing bolts")
    assert kept_and_gone(*lines)[0] == list(lines)


def test_a_box_between_two_offers_goes_with_what_stands_in_it():
    box = ("Sign up to our free newsletter", "Harbour Letter", "Enter your email address")
    kept, gone = kept_and_gone(*box)
    assert kept == []
    assert gone["Harbour Letter"] == "newsletter offer"


def test_a_pull_quote_is_told_from_body():
    kept, gone = kept_and_gone(
        "We have waited nine years for these hinges", "Lena Orso, harbour master"
    )
    # The quotation stands before the paragraph it was taken from, as pages print it.
    assert kept == []
    assert set(gone.values()) >= {"pull quote"}


def test_posts_lose_their_time_and_keep_their_words():
    kept, gone = kept_and_gone(
        "15.20 BST", "Talks have resumed after a break of four hours, we hear."
    )
    assert kept == ["Talks have resumed after a break of four hours, we hear."]
    assert gone["15.20 BST"] == "post time"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:42 p.m.", True),
        ("15.20 BST", True),
        ("3 hours ago", True),
        ("Updated at 15.31 BST", True),
        ("19.09, 10:40", True),
        ("At 15.20 the gate closed", False),
        ("2031", False),
        ("3-1", False),
    ],
)
def test_a_clock_alone(text, expected):
    assert is_clock(text) is expected


@pytest.mark.parametrize("text", ["7 октября, 11:40", "May 4, 10:15 am"])
def test_a_day_without_its_year_is_a_header_line(text):
    assert is_undated_bar(text)


@pytest.mark.parametrize("text", ["On May 4 the gate closed", "4 May 2031", "The gate"])
def test_what_says_more_or_all_is_none(text):
    assert not is_undated_bar(text)


@pytest.mark.parametrize(
    "text",
    [
        "choose which of our alerts you want to receive",
        "your donation allows our journalism to stay free",
        "activați notificările și citiți știrile noastre în aplicație",
        "laden sie unsere app und lesen sie alle artikel kostenlos",
        "descarga nuestra app y recibe las noticias en tu móvil",
        "подпишитесь на наш канал и читайте новости в приложении",
    ],
)
def test_the_site_speaks(text):
    assert is_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        "the council argues over its newsletter and the cost of printing it",
        "readers of the ledger stopped sending letters in march",
        "you could hear the gate from the other side of the bay",
        "we waited at the northern gate until the boats came in",
    ],
)
def test_a_report_does_not(text):
    assert not is_talk(text)


@pytest.mark.parametrize("text", ["show comments", "share full article", "mostrar comentarios"])
def test_buttons(text):
    assert is_label(text)


@pytest.mark.parametrize("text", ["northern gate", "harbour office", "a gate of its own"])
def test_no_buttons(text):
    assert not is_label(text)


def test_a_question_to_the_reader():
    assert asks_reader("Do you agree?", "do you agree?")
    assert not asks_reader("Who rusted the hinges?", "who rusted the hinges?")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Karl Brandis with dpa, NPA", ("dpa", "NPA")),
        ("Le Courrier avec AFP", ("AFP",)),
        ("The mayor with his dog", ()),
        ("Gate closed with NPA watching", ()),
    ],
)
def test_bylines_that_share_with_agencies(text, names):
    assert shared_with(text) == names


def test_a_writers_post():
    assert is_role("South coast correspondent")
    assert not is_role("The reporter waited at the gate for an hour")


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("abk/dpa/AFP", {"dpa", "Agence France-Presse"}),
        ("ab/kl (dpa, AFP)", {"dpa", "Agence France-Presse"}),
        ("Con información de la agencia EFE", {"EFE"}),
        ("Джерело: агентство Укрінформ", {"Ukrinform"}),
        ("This article originally appeared on Inland Review: Gate closes", {"Inland Review"}),
        ("(h/t Inland Review)", {"Inland Review"}),
    ],
)
def test_credit_lines_of_many_habits(text, sources):
    assert {c.source for c in line_credits(line_of(text), last=True)} == sources


def test_a_credit_line_that_names_nobody():
    assert is_generic_credit(line_of("(With inputs from agencies)"))
    assert not is_generic_credit(line_of("With inputs from the office's own diary of 1994."))
