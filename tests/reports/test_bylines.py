"""Odd bylines and datelines: who is read as author, and whose text it is said to be."""

import pytest

from newstemma.model import Page, Report, Role
from newstemma.reports import clean

TITLE = "Crane falls on two barges in Port Sarn"
BODY = (
    "The harbour of Port Sarn was closed on Tuesday after a crane fell on two barges, it said.\n"
    "Nobody was hurt, and the port hopes to reopen the eastern basin by Friday evening.\n"
    "“We were lucky that it was lunch time,” harbour master Ilka Brandt told us at the quay."
)
AFP, AP, REUTERS = "Agence France-Presse", "The Associated Press", "Reuters"


def read(text):
    report = clean(Page(text, "text/plain", "page"))
    assert isinstance(report, Report)
    return report


def agencies(report):
    return {credit.source for credit in report.credits if credit.role is Role.AGENCY}


@pytest.mark.parametrize(
    ("byline", "authors", "credited"),
    [
        ("By Our Correspondent", (), set()),
        ("By Agencies", (), set()),
        ("Web Desk", (), set()),
        ("AFP", (), {AFP}),
        ("Reuters/AFP", (), {REUTERS, AFP}),
        ("Ana Brel / AP", ("Ana Brel",), {AP}),
        ("By AFP with inputs from Reuters", (), {AFP, REUTERS}),
        ("By Ana Brel (with AFP)", ("Ana Brel",), {AFP}),
        ("By Ana Brel for Reuters", ("Ana Brel",), {REUTERS}),
        ("By Ana Brel and Jon Abel in Port Sarn", ("Ana Brel", "Jon Abel"), set()),
        ("By Ana Brel in Port Sarn and Jon Abel in Belmora", ("Ana Brel", "Jon Abel"), set()),
        ("By Ana Brel, Political Editor", ("Ana Brel",), set()),
        ("By Ana Brel | The Veldt Courier", ("Ana Brel",), set()),
        ("BY ANA BREL AND JON ABEL", ("ANA BREL", "JON ABEL"), set()),
        ("Written by Ana Brel", ("Ana Brel",), set()),
    ],
)
def test_a_byline(byline, authors, credited):
    report = read(f"{TITLE}\n{byline}\n{BODY}")
    assert (report.authors, agencies(report)) == (authors, credited)
    assert len(report.text.split("\n\n")) == 3


@pytest.mark.parametrize(
    ("dateline", "place", "credited"),
    [
        ("PORT SARN/BELMORA (Reuters) - ", "PORT SARN/BELMORA", {REUTERS}),
        ("LONDON/PARIS, March 3 (Reuters) - ", "LONDON/PARIS", {REUTERS}),
        ("PORT SARN AND BELMORA, May 4 (Reuters) – ", "PORT SARN AND BELMORA", {REUTERS}),
        ("PORT SARN, May 4 (Reuters/AFP) - ", "PORT SARN", {REUTERS, AFP}),
        ("PORT SARN, May 4. /TASS/. ", "PORT SARN", {"TASS"}),
        ("PORT SARN/BELMORA — ", "PORT SARN/BELMORA", set()),
    ],
)
def test_a_dateline_of_two_places_or_two_agencies(dateline, place, credited):
    report = read(f"{TITLE}\n{dateline}{BODY}")
    assert (report.dateline, agencies(report)) == (place, credited)


def test_where_it_was_first_published_stays_a_credit():
    line = "This article was originally published in the Veldt Courier."
    report = read(f"{TITLE}\n{BODY}\n{line}")
    assert {credit.source for credit in report.credits} == {"Veldt Courier"}
    assert line not in report.text


@pytest.mark.parametrize("label", ["Фото", "Foto", "Photo", "Fotos"])
def test_a_photo_credit_is_no_player(label):
    report = read(f"{TITLE}\n{BODY}\n{label}: Ilan Roth / NPA")
    assert Role.PHOTO in {credit.role for credit in report.credits}
