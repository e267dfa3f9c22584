import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.values.keys import key, latin, same_name
from newstemma.values.names import names
from newstemma.values.sounds import likeness

KEYS = [
    ("Dzaparov", "japarov"),
    ("Zhaparov", "japarov"),
    ("Жапаров", "japarov"),
    ("Japan", "japan"),
    ("Zelenskiy", "zelensky"),
    ("Зеленский", "zelensky"),
    ("the U.S.", "united states"),
    ("American", "united states"),
    ("Kyrgyz", "kyrgyzstan"),
    ("Geoană", "geoana"),
    ("Orla Tevin’s", "orla tevin"),
    ("Mai", "mai"),
]


@pytest.mark.parametrize(("name", "expected"), KEYS)
def test_key(name: str, expected: str) -> None:
    assert key(name) == expected
    assert key(expected) == expected


SAME = [
    ("japarov", "japan", False),
    ("orla tevin", "tevin", True),
    ("gorbachev", "gorbachyov", True),
    ("russia", "rusia", False),
    ("ann", "anna", False),
    ("gorbachev", "gorbatschow", True),
    ("markov", "marković", False),
    ("lukashenko", "loukachenko", True),
    ("janukowytsch", "yanukovych", True),
    ("navalny", "nawalny", True),
    ("viktor", "victor", True),
    ("marino", "marina", False),
    ("adrian", "adriana", False),
    ("hansen", "jansen", False),
    ("aikawa", "ogawa", False),
    ("johansson", "johnson", False),
    ("smith", "schmitt", False),
    ("yoichiro", "yuichiro", False),
    ("colin", "colleen", False),
    ("mateo", "matteo", False),
    ("jansen", "janssen", False),
    ("giulio", "julio", False),
    ("catherine", "katherine", False),
    ("mendes", "mendez", False),
    ("simon", "szymon", False),
    ("louis", "lluis", False),
    ("mai", "may", False),
    ("hasan", "hassan", True),
    ("mohamed", "mohammed", True),
    ("orrin", "bank of orrin", False),
    ("bank", "bank of orrin", True),
]


@pytest.mark.parametrize(("first", "second", "same"), SAME)
def test_same_name(first: str, second: str, same: bool) -> None:
    assert same_name(first, second) is same
    assert same_name(second, first) is same


def test_names_in_running_text() -> None:
    text = (
        "President Orla Tevin met the High Court of Vardia (HCV) on Thursday. "
        "Officials said Tevin will visit Russia. The HCV declined. "
        "Kyrgyz envoys came with Mr. King."
    )
    found = [(one.span.of(text), one.key, one.kind) for one in names(text)]
    assert found == [
        ("Orla Tevin", "tevin", "person"),
        ("High Court of Vardia", "high court of vardia", "organisation"),
        ("HCV", "high court of vardia", "organisation"),
        ("Tevin", "tevin", "person"),
        ("Russia", "russia", "place"),
        ("HCV", "high court of vardia", "organisation"),
        ("Kyrgyz", "kyrgyzstan", "place"),
        ("King", "king", "person"),
    ]


def test_title_is_kept_apart() -> None:
    (one,) = names("He met Finance Minister Danil Orve.")
    assert (one.key, one.title) == ("orve", "finance minister")


@given(
    st.text(alphabet="abcdghijklmnostuvyz", max_size=12),
    st.text(alphabet="abcdehikstuyz", max_size=12),
)
def test_likeness_is_symmetric_and_bounded(first: str, second: str) -> None:
    assert likeness(first, second) == pytest.approx(likeness(second, first))
    assert 0.0 <= likeness(first, second) <= 1.0
    assert likeness(first, first) == 1.0


# A name and how Cyrillic writes it, nearer than a likely mistake.
HEARD = [
    ("White", "Уайт", "Walt"),
    ("Rose", "Роуз", "Ross"),
    ("Zhang", "Чжан", "Jan"),
    ("Shoji", "Сёдзи", "Soji"),
    ("Ricci", "Риччи", "Rich"),
    ("Cassius", "Кассий", "Kasai"),
    ("Ray", "Рэй", "Rei"),
]


@pytest.mark.parametrize(("name", "written", "other"), HEARD)
def test_a_name_is_heard_through_another_script(name: str, written: str, other: str) -> None:
    heard = latin(written)
    assert likeness(latin(name), heard) > likeness(latin(other), heard)
