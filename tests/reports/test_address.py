"""Lines that turn to the reader of a plain report, and lines on who wrote it."""

import pytest

from newstemma.model import Page, Report
from newstemma.reports import clean

PLAIN = (
    "The harbour of Port Sarn was closed on Tuesday after a crane fell on two barges, police said.",
    "Nobody was hurt, and the port hopes to reopen the eastern basin by Friday evening.",
    "“We were lucky that it was lunch time,” harbour master Ilka Brandt told us at the quay.",
    "The crane was built in 1987 and passed its last inspection in March.",
)
PERSONAL = (
    "I have waited for the same bus for eleven years, and I know the drivers of two of them.",
    "You wait, and you become the sort of person who waits at a stop for a living.",
    "Ask who rides at five in the morning; my neighbour does, and she has keys to ten offices.",
    "Nobody plans a city like this; it happens to you, the way dust happens to your shelf.",
)


def text_of(*lines):
    report = clean(Page("\n".join(lines), "text/plain", "page"))
    assert isinstance(report, Report)
    return report.text.split("\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "You're reading one of your 2 complimentary articles",
        "Follow your club with us",
        "Play today's crossword and tell us your time",
        "Are your streets flooded? Send us your pictures and videos.",
        "Enjoying our coverage? Chip in what you can.",
    ],
)
def test_a_line_that_turns_to_the_reader_goes_from_the_middle(line):
    assert text_of(*PLAIN[:2], line, *PLAIN[2:]) == list(PLAIN)


@pytest.mark.parametrize(
    "line",
    [
        "The port asked residents to keep their windows closed.",
        "‘Stay where you are’",
        "THE JUDGE: Please answer the question.",
        "“Send us your bill,” the mayor wrote to the owner of the crane.",
        "Close aides amplified the argument.",
        "More photos of the crane hung in the mayor's office.",
    ],
)
def test_a_line_of_the_report_stays_in_the_middle(line):
    assert text_of(*PLAIN[:2], line, *PLAIN[2:]) == [*PLAIN[:2], line, *PLAIN[2:]]


def test_a_personal_text_keeps_its_you():
    line = "If you want a seat, give up your place in the story and follow the dust."
    assert line in text_of(*PERSONAL[:3], line, *PERSONAL[3:])


def test_an_appeal_goes_as_a_whole():
    appeal = (
        "This is what we're up against",
        "Lobby groups with opaque funding who want to undermine facts.",
        "But we have something on our side: readers who know that this matters.",
        "The Meridian is funded by its readers and answers to nobody else.",
        "If you can, please consider supporting us from just £1. It takes less than a minute.",
    )
    assert text_of(*PLAIN, *appeal) == list(PLAIN)


@pytest.mark.parametrize(
    "line",
    [
        "Ana Brel covers ports and the people in them.",
        "Kate Osei, Staff Writer, covers the harbour and the people on it.",
        "Ana Brel is the Post's harbour correspondent.",
        "Ana Brel est journaliste au Phare.",
        "Ana Brel ist Redakteurin im Ressort Hafen.",
        "Ана Брель — корреспондент газеты «Маяк».",
        "Thanks for reading the Harbor Post.",
        "What are your thoughts on this?",
    ],
)
def test_a_parting_line_goes_from_the_end(line):
    assert text_of(*PLAIN, line) == list(PLAIN)


@pytest.mark.parametrize(
    "line",
    [
        "The new law covers 3,000 workers.",
        "Ilka Brandt covers the harbour and the people on it.",
        "Ilka Brandt is an editor of the port's yearbook.",
        "The crane's owner was not insured.",
        "Its cargo is lost.",
    ],
)
def test_a_last_line_on_what_the_report_tells_stays(line):
    assert text_of(*PLAIN, line) == [*PLAIN, line]


def test_words_that_mean_you_or_them_prove_nothing():
    spanish = (
        "El puerto de Sarn cerró el martes después de que una grúa cayera sobre dos barcazas.",
        "Nadie resultó herido y se espera reabrir la dársena este el viernes por la tarde.",
        "«Tuvimos suerte de que era la hora de comer», dijo la capitana Ilka Brandt.",
        "La máquina se construyó hace decenios y pasó su última inspección en marzo.",
    )
    assert text_of(*spanish) == list(spanish)


def test_two_paragraphs_above_a_date_are_no_deck():
    lines = (*PLAIN[:2], "Last modified on Tue 4 May 2031 11.02 BST", *PLAIN[2:])
    assert text_of(*lines)[0] == PLAIN[0]


@pytest.mark.parametrize(
    ("deck", "lead"),
    [
        (
            "The harbour of Port Sarn stays closed until Friday, police say.",
            "PORT SARN, 4 May — A crane fell on two barges in the eastern basin on Tuesday.",
        ),
        (
            "A falling crane closes the harbour of Port Sarn and two barges sink in the basin.",
            "A falling crane has closed the harbour of Port Sarn, and two barges lie in its basin.",
        ),
    ],
)
def test_a_deck_below_the_date_line_is_told_apart(deck, lead):
    lines = ("Crane falls on two barges in Port Sarn", "4 May 2031", deck, lead, *PLAIN[1:])
    report = clean(Page("\n".join(lines), "text/plain", "page"))
    assert isinstance(report, Report)
    assert report.text.split("\n\n")[0] == lead
    assert ("deck", deck) in {(r.rule, r.text) for r in report.removed}


def test_a_lead_below_the_date_line_stays():
    lines = ("Crane falls on two barges in Port Sarn", "4 May 2031", *PLAIN)
    assert text_of(*lines) == list(PLAIN)
