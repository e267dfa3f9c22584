"""Names among the nouns of a language that writes both large."""

import pytest

from newstemma.languages import packs
from newstemma.model import Report
from newstemma.stories.capitals import names_in
from newstemma.stories.nouns import without_nouns
from newstemma.stories.sketches import sketch

GERMAN = (
    "Bei einer Explosion in Kesmar sind am Donnerstag neun Arbeiter gestorben. Die Explosion "
    "riss zwischen Kesmar und Aldrum flüssiges Metall mit, sagte Pavel Sturm vom schwedischen "
    "Konzern Norvex. Arbeiter und Metall, so Sturm, seien jetzt sicher."
)


def test_a_word_after_an_article_or_an_adjective_is_no_name():
    found = {name for name, _ in without_nouns(names_in(GERMAN), GERMAN, "de")}
    assert found == {"Kesmar", "Aldrum", "Pavel", "Sturm", "Norvex"}


@pytest.mark.parametrize("language", ["", "en", "fr", "xx"])
def test_other_languages_keep_what_is_written_large(language):
    assert without_nouns(names_in(GERMAN), GERMAN, language) == names_in(GERMAN)


def test_only_packs_with_nouns_have_the_tables():
    having = [code for code, pack in packs().items() if pack.words("nouns", "before")]
    assert having == ["de"]
    assert packs()["de"].words("nouns", "adjectives")


def test_german_and_english_of_one_event_share_their_names():
    english = (
        "An explosion in Kesmar has killed nine workers on Thursday. Pavel Sturm of Norvex said "
        "that liquid metal was swept along between Kesmar and Aldrum."
    )
    one = sketch(Report(id="a", text=GERMAN, language="de"))
    two = sketch(Report(id="b", text=english, language="en"))
    assert sum(one.across[k] * two.across[k] for k in one.across.keys() & two.across.keys()) > 0.7
