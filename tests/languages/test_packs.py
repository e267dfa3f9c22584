"""The language packs: every one has every key, and each entry is a pattern that can be read."""

import re
from importlib.resources import files

import pytest

from newstemma.languages import REQUIRED, alternatives, everywhere, names_of, packs

CODES = ("en", "de", "es", "fr", "it", "nl", "pt", "ro", "ru", "uk")


def test_packs_come_with_english_first():
    assert tuple(packs()) == CODES


@pytest.mark.parametrize("code", CODES)
def test_a_pack_is_named_after_its_file(code):
    assert packs()[code].code == code
    assert files("newstemma.languages").joinpath(f"{code}.toml").is_file()


@pytest.mark.parametrize("code", CODES)
def test_a_pack_has_every_key(code):
    tables = packs()[code].tables
    missing = [(t, k) for t, keys in REQUIRED.items() for k in keys if k not in tables.get(t, {})]
    assert missing == []


@pytest.mark.parametrize("code", CODES)
def test_a_year_has_twelve_months_and_a_week_seven_days(code):
    pack = packs()[code]
    assert len(pack.entries("calendar", "months")) == 12
    assert len(pack.entries("calendar", "weekdays")) == 7
    assert len(pack.small_words) >= 15
    assert all(len(pair) == 2 for pair in pack.quotation_marks)


@pytest.mark.parametrize("code", CODES)
def test_each_entry_compiles_and_takes_no_empty_text(code):
    for table, keys in REQUIRED.items():
        for key in keys if table != "site" else ():
            for entry in packs()[code].entries(table, key):
                assert re.compile(entry).fullmatch("") is None, (table, key, entry)


@pytest.mark.parametrize("code", CODES)
def test_words_of_sites_are_single_words_and_stems_long_enough(code):
    for key in REQUIRED["site"]:
        words = packs()[code].words("site", key)
        assert len(words) >= 5
        assert all(len(word) > 4 for word in words if word.endswith("*")), words


def test_entries_of_all_languages_come_together():
    assert {"sursa", "quellen?", "fuentes?"} <= set(everywhere("credits", "labels"))
    assert re.fullmatch(alternatives("credits", "labels"), "quelle")
    assert {"may", "mayo", "mai", "травня"} <= set(names_of("months")[4])


def test_an_optional_table_may_be_absent():
    assert packs()["en"].entries("no such table", "no such key") == ()
