"""The tables of the reading stage: each entry says what it is for, and reads its own example."""

import re
from importlib.resources import files

import pytest

from newstemma.reports.blocks import line_of
from newstemma.reports.credit_forms import FORMS
from newstemma.reports.junk import RULES, Zone, rule_for
from newstemma.reports.language import language_of
from newstemma.reports.sifted import REASONS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_knows_its_own_example(rule):
    assert rule_for(line_of(rule.example), tuple(Zone)) is not None
    assert rule_for(line_of(rule.example), (rule.zone,)) == rule


def test_reasons_are_sentences_and_no_two_are_the_same():
    reasons = [rule.reason for rule in RULES] + list(REASONS.values())
    assert len(set(reasons)) == len(reasons)
    assert all(reason.endswith(".") and reason[0].isupper() for reason in reasons)


def test_names_of_forms_and_rules_are_unique():
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert len({form.name for form in FORMS}) == len(FORMS)


def test_each_phrase_belongs_to_a_rule_and_compiles():
    text = files("newstemma.reports").joinpath("phrases.tsv").read_text("utf-8")
    names = {rule.name for rule in RULES}
    for row in text.splitlines()[1:]:
        rule, language, pattern, _ = row.split("\t")
        assert rule in names
        assert len(language) == 2
        re.compile(pattern)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The port of Sarn was closed on Tuesday after the crane fell from its mast."),
        ("ro", "Portul din Sarn a fost închis după ce o macara a căzut și care nu este sigură."),
        ("es", "El puerto de Sarn fue cerrado por la caída de una grúa, según las autoridades."),
        ("fr", "Le port a été fermé dans la nuit et les autorités sont sur place avec une équipe."),
        ("de", "Der Hafen ist nach dem Sturz der Kräne nicht mehr offen und die Polizei war da."),
        ("it", "Il porto è stato chiuso per una gru che non ha retto, nel buio della notte."),
        ("pt", "O porto foi fechado para uma inspeção e não há feridos, segundo as autoridades."),
        ("nl", "De haven werd gesloten en het is niet bekend voor hoe lang dat zal zijn."),
        ("ru", "Порт был закрыт после падения крана, и это не первый случай, как сообщил мэр."),
        ("uk", "Порт було закрито після падіння крана, і це не перший випадок, що за словами від"),
        (None, "Crane 12 Sarn 2031"),
        (None, ""),
    ],
)
def test_languages_are_told_by_their_small_words(language, text):
    assert language_of(text) == language
