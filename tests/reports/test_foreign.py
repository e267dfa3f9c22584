"""Marks in the languages of the packs, on sentences of our own."""

from datetime import UTC, datetime

import pytest

from newstemma.model import Figure, Mark, MarkKind, Moment, Precision, Voice
from newstemma.reports.marks import mark, redate

DAY = Moment(datetime(2023, 10, 12, tzinfo=UTC), Precision.DAY, Voice.METADATA)

# language, text, the words quoted, speaker, day, number, unit, bound
REPORTS = [
    (
        "ro",
        "„Nu vom ceda”, a spus Orla Tevin pe 5 martie 2022. Peste 3,5 milioane de euro lipsesc.",
        "Nu vom ceda",
        "2022-03-05",
        3.5e6,
        "EUR",
        "above",
    ),
    (
        "es",
        "«No vamos a ceder», dijo Orla Tevin el 5 de marzo de 2022. Faltan unos 3,5 millones de "
        "euros.",
        "No vamos a ceder",
        "2022-03-05",
        3.5e6,
        "EUR",
        "about",
    ),
    (
        "fr",
        "« Nous ne céderons pas », a déclaré Orla Tevin le 5 mars 2022. Il manque environ 3,5 "
        "millions d’euros.",
        "Nous ne céderons pas",
        "2022-03-05",
        3.5e6,
        "EUR",
        "about",
    ),
    (
        "de",
        "„Wir geben nicht nach“, sagte Orla Tevin am 5. März 2022. Es fehlen mehr als 3,5 "
        "Millionen Euro.",
        "Wir geben nicht nach",
        "2022-03-05",
        3.5e6,
        "EUR",
        "above",
    ),
    (
        "it",
        "«Non cederemo», ha detto Orla Tevin il 5 marzo 2022. Mancano almeno 3,5 milioni di euro.",
        "Non cederemo",
        "2022-03-05",
        3.5e6,
        "EUR",
        "at_least",
    ),
    (
        "pt",
        "“Não vamos ceder”, disse Orla Tevin em 5 de março de 2022. Faltam quase 3,5 milhões de "
        "euros.",
        "Não vamos ceder",
        "2022-03-05",
        3.5e6,
        "EUR",
        "below",
    ),
    (
        "nl",
        "“Wij geven niet toe”, zei Orla Tevin op 5 maart 2022. Er ontbreekt ongeveer 3,5 miljoen "
        "euro.",
        "Wij geven niet toe",
        "2022-03-05",
        3.5e6,
        "EUR",
        "about",
    ),
    (
        "ru",
        "«Мы не уступим», — заявила Орла Тевин 5 марта 2022 года. Цены выросли более 3,5 %.",
        "Мы не уступим",
        "2022-03-05",
        3.5,
        "%",
        "above",
    ),
    (
        "uk",
        "«Ми не поступимося», — заявила Орла Тевін 5 березня 2022 року. Ціни зросли понад 3,5 %.",
        "Ми не поступимося",
        "2022-03-05",
        3.5,
        "%",
        "above",
    ),
]


def of(marks: tuple[Mark, ...], kind: MarkKind) -> list[Mark]:
    return [one for one in marks if one.kind is kind]


@pytest.mark.parametrize(
    ("language", "text", "quoted", "day", "number", "unit", "bound"),
    REPORTS,
    ids=[row[0] for row in REPORTS],
)
def test_a_pack_gives_quotes_dates_and_figures(
    language: str, text: str, quoted: str, day: str, number: float, unit: str, bound: str
) -> None:
    marks = mark(text, language, DAY)
    (quote,) = of(marks, MarkKind.QUOTE)
    assert quote.span.of(text) == quoted
    assert quote.speaker is not None
    assert quote.speaker.split()[-1] == "tevin"
    assert quote.cue is not None
    assert [one.value for one in of(marks, MarkKind.DATE)] == [day]
    (figure,) = (one.value for one in of(marks, MarkKind.FIGURE))
    assert isinstance(figure, Figure)
    assert (figure.number, figure.unit, figure.approximator) == (number, unit, bound)


# language, text, kind of hedge
HEDGES = [
    ("ro", "Portul ar putea fi închis.", "possibility"),
    ("es", "El presunto autor huyó.", "hearsay"),
    ("fr", "Le port pourrait fermer.", "possibility"),
    ("de", "Der Hafen war angeblich leer.", "hearsay"),
    ("it", "Il porto potrebbe chiudere.", "possibility"),
    ("pt", "Não se sabe quem fechou o porto.", "doubt"),
    ("nl", "Het is onduidelijk wie de haven sloot.", "doubt"),
    ("ru", "Порт, возможно, закроют.", "possibility"),
    ("uk", "Порт нібито закрили.", "hearsay"),
]


@pytest.mark.parametrize(("language", "text", "kind"), HEDGES, ids=[row[0] for row in HEDGES])
def test_hedges_of_a_pack(language: str, text: str, kind: str) -> None:
    assert [one.value for one in of(mark(text, language, DAY), MarkKind.HEDGE)] == [kind]


def test_a_number_word_and_a_day_beside_today() -> None:
    text = "Ieri au murit trei oameni."
    marks = mark(text, "ro", DAY)
    assert [one.value for one in of(marks, MarkKind.DATE)] == ["2023-10-11"]
    assert [one.value for one in of(marks, MarkKind.FIGURE)] == [Figure(3.0, "oameni")]


def test_dates_of_a_pack_are_dated_again() -> None:
    text = "Ieri au murit trei oameni."
    undated = mark(text, "ro", None)
    assert [one.value for one in of(undated, MarkKind.DATE)] == [None]
    assert redate(text, undated, DAY, "ro") == mark(text, "ro", DAY)
