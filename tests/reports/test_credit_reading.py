"""Credits: who is named as the source, in which role, from which place."""

import pytest

from newstemma.model import Page, Place, Report, Role
from newstemma.reports import clean
from newstemma.reports.agencies import find_agency, looks_like_outlet, source_of, table
from newstemma.reports.blocks import line_of
from newstemma.reports.bylines import byline_names, is_byline
from newstemma.reports.captions import is_caption, photo_credits
from newstemma.reports.credit_forms import FORMS
from newstemma.reports.credit_lines import line_credits
from newstemma.reports.text_credits import text_credits

BODY = (
    "The harbour of Port Sarn was closed on Tuesday after a crane fell on two barges in the basin."
)
MORE = (
    "Nobody was hurt, and the port hopes to reopen the eastern basin by Friday "
    "evening at the latest."
)

LINES = [
    ("• Reuters", [("Reuters", "agency")]),
    ("— Norvik Press Agency", [("Norvik Press Agency", "agency")]),
    ("-- AP", [("The Associated Press", "agency")]),
    ("(AFP)", [("Agence France-Presse", "agency")]),
    ("Source: Hot News", [("Hot News", "outlet")]),
    ("Source: Veldt Courier", [("Veldt Courier", "outlet")]),
    ("Sursa: HotNews.ro", [("Hot News", "outlet")]),
    ("Fuente: EFE", [("EFE", "agency")]),
    ("Quelle: dpa", [("dpa", "agency")]),
    ("Источник: ТАСС", [("TASS", "agency")]),
    ("AFP/Reuters", [("Agence France-Presse", "agency"), ("Reuters", "agency")]),
    ("(With inputs from PTI)", [("Press Trust of India", "agency")]),
    (
        "With inputs from ANI and Veldt Courier",
        [("Asian News International", "agency"), ("Veldt Courier", "outlet")],
    ),
    ("(With inputs from agencies)", []),
    ("h/t: Veldt Courier", [("Veldt Courier", "outlet")]),
    ("© dpa", [("dpa", "agency")]),
    ("dpa-infocom, dpa:310504-99-12345/2", [("dpa", "agency")]),
    ("The Associated Press contributed to this report.", [("The Associated Press", "agency")]),
    ("Ana Brel contributed to this report.", [("Ana Brel", "person")]),
    (
        "This article was originally published in Veldt Courier.",
        [("Veldt Courier", "outlet")],
    ),
    ("First published by Veldt Courier", [("Veldt Courier", "outlet")]),
    ("SOURCE Sarn Harbour Holding", [("Sarn Harbour Holding", "outlet")]),
    (
        "(Reporting by Ana Brel; Editing by Tom Orr)",
     [("Ana Brel", "person"), ("Tom Orr", "person")]),
    (
        "(Reporting by Petra Holm; editing by Beta Lind)",
     [("Petra Holm", "person"), ("Beta Lind", "person")]),
    ("Ilka Brandt contributed 30 points.", []),
    ("The knife was used in the kitchen.", []),
    ("This report was published on Tuesday.", []),
    ("“We were lucky,” she said.", []),
    ("Ana Brel", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_a_line_that_is_nothing_but_credit(text, expected):
    found = line_credits(line_of(text), last=True)
    assert [(c.source, str(c.role)) for c in found] == expected
    assert all(c.place is Place.CREDIT_LINE and c.text == text for c in found)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_form_reads_its_own_example(form):
    assert form.pattern.match(form.example.lstrip("•- "))


def report_of(text, **given):
    report = clean(Page(text, "text/plain", "case", given=tuple(given.items())))
    assert isinstance(report, Report)
    return report


def credits_of(text, **given):
    return {(c.source, str(c.role), str(c.place)) for c in report_of(text, **given).credits}


TEXTS = [
    (
        f"PORT SARN, May 4 (Reuters) - {BODY}\n\n{MORE}",
        {("Reuters", "agency", "dateline")},
    ),
    (f"PORT SARN (NPA) — {BODY}\n\n{MORE}", {("NPA", "agency", "dateline")}),
    (f"PORT SARN (Norvik) — {BODY}\n\n{MORE}", {("Norvik", "agency", "dateline")}),
    (f"SARN, May 4 /TASS/. {BODY}\n\n{MORE}", {("TASS", "agency", "dateline")}),
    (f"Ilka Brandt (D-Keld) — {BODY}\n\n{MORE}", set()),
    (
        f"{BODY[:-1]}, Reuters reported. and News.ro.\n\n{MORE}",
        {("Reuters", "agency", "in text"), ("News.ro", "agency", "in text")},
    ),
    (
        f"{BODY[:-1]}, the Norvik Press Agency (NPA) reported on Tuesday.\n\n{MORE}",
        set(),
    ),
    (
        f"{BODY[:-1]}, the Norvik Press Agency reported on Tuesday.\n\n{MORE}",
        {("Norvik Press Agency", "agency", "in text")},
    ),
    (
        f"{BODY}\n\n{MORE}\n\n“We were lucky,” harbour master Ilka Brandt told "
        f"Reuters at the quay.",
        {("Reuters", "unknown", "in text")},
    ),
    (f"{BODY} (AP)", {("The Associated Press", "agency", "credit line")}),
    (
        f"Crane falls in Port Sarn\n\nBy Ana Brel, Reuters\n\n{BODY}",
        {("Reuters", "agency", "byline")},
    ),
    (
        f"Crane falls in Port Sarn\n\nThe crane on May 4, 2031. | Photo Credit: AP\n\n{BODY}",
        {("The Associated Press", "photo", "credit line")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_credits_of_a_report(text, expected):
    found = credits_of(text)
    assert (
        expected <= found
        if expected
        else not {c for c in found if c[1] == "agency"}
        - {("Norvik Press Agency", "agency", "in text")}
    )


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_spans_of_credits_slice_to_their_names(text, expected):
    report = report_of(text)
    for credit in report.credits:
        if credit.span is not None:
            assert credit.span.of(report.text) == credit.name


def test_an_acronym_takes_the_name_defined_in_the_text():
    text = f"{BODY} The Norvik Press Agency (NPA) has an office there.\n\n{MORE}\n\n(NPA)"
    assert ("Norvik Press Agency", "agency", "credit line") in credits_of(text)


def test_a_crawlers_author_and_credit_fields_count():
    found = credits_of(f"{BODY}\n\n{MORE}", authors="Ana Brel; Reuters", credit="dpa")
    assert {("Reuters", "agency", "byline"), ("dpa", "agency", "metadata")} <= found
    assert report_of(BODY, authors="Ana Brel; Reuters").authors == ("Ana Brel",)


def test_the_outlet_is_no_source_of_its_own_report():
    found = credits_of(f"PORT SARN (Norvik) — {BODY}\n\n{MORE}", outlet="Norvik")
    assert not found


CAPTIONS = [
    ("The crane. | Photo Credit: AP", [("The Associated Press", Role.PHOTO)]),
    (
        "The crane lies in the basin. (AP Photo/Ana Brel)",
     [("The Associated Press", Role.PHOTO), ("Ana Brel", Role.PERSON)]),
    (
        "The crane lies in the basin. NORVIK/Ana Brel",
     [("NORVIK", Role.PHOTO), ("Ana Brel", Role.PERSON)]),
    ("Photograph: Ana Brel/Getty Images",
     [("Ana Brel", Role.PERSON), ("Getty Images", Role.PHOTO)]),
    ("Image: Veldt Courier", [("Veldt Courier", Role.PHOTO)]),
    ("(Pixabay)", [("Pixabay", Role.PHOTO)]),
    ("Foto: dpa", [("dpa", Role.PHOTO)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CAPTIONS)
def test_photo_credits_are_never_text_sources(text, expected):
    line = line_of(text)
    assert is_caption(line)
    assert [(c.source, c.role) for c in photo_credits(line)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "AFP/Reuters",
        "The picture is mixed, said Ilka Brandt, the harbour master of Port Sarn.",
        "Brandt, right or wrong, said she would stay.",
        "The photo shows nothing, the court said, of what the harbour master claimed on Monday.",
    ],
)
def test_what_only_looks_like_a_caption(text):
    assert not is_caption(line_of(text))


@pytest.mark.parametrize(
    ("spellings", "source"),
    [
        (("AP", "The Associated Press", "apnews.com", "Associated Press"), "The Associated Press"),
        (("AFP", "Agence France Presse", "Agence France-Presse"), "Agence France-Presse"),
        (("Hot News", "HotNews.ro", "HotNews"), "Hot News"),
        (("Veldt Courier", "The Veldt Courier", "VeldtCourier.com"), "Veldt Courier"),
        (("ТАСС", "TASS", "Itar-Tass"), "TASS"),
        (("Press Trust of India", "PTI"), "Press Trust of India"),
    ],
)
def test_spellings_meet_under_one_name(spellings, source):
    assert {source_of(spelling) for spelling in spellings} == {source}


@pytest.mark.parametrize("word", ["mint", "focus", "prime", "mina", "ap", "Beta tester", "una"])
def test_ordinary_words_are_no_agencies(word):
    assert find_agency(word) is None


def test_the_table_is_large_and_unlisted_outlets_are_known_by_shape():
    assert len({agency.name for agency in table().values()}) >= 200
    assert looks_like_outlet("Veldt Courier")
    assert looks_like_outlet("veldtcourier.example")
    assert not looks_like_outlet("Ilka Brandt")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ana Brel and Jon Abel", ("Ana Brel", "Jon Abel")),
        ("By Ana Brel, Reuters", ("Ana Brel", "Reuters")),
        ("By Ledger staff", ()),
        ("Reuters Staff", ("Reuters",)),
        ("Von Anna Brel", ("Anna Brel",)),
    ],
)
def test_bylines(text, names):
    assert is_byline(text)
    assert byline_names(text) == names


@pytest.mark.parametrize(
    "text", ["By Friday the port will be open again.", "Trump Wins", "By then, nobody cared."]
)
def test_what_is_no_byline(text):
    assert not is_byline(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The minister told Radio Orrin on Monday.", "Radio Orrin"),
        ("He told Reuters Monday that it was over.", "Reuters"),
        ("He told Reuters. The mayor left.", "Reuters"),
        ("Documents seen by the Orrin Post show it.", "Orrin Post"),
    ],
)
def test_a_mention_holds_the_whole_name(text: str, name: str) -> None:
    assert [credit.name for credit in text_credits(text)] == [name]
