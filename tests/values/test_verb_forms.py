import pytest

from newstemma.values.stance_forms import AFTER, FORMS, MODALITY
from newstemma.values.verb_forms import Form, forms_of

SPELT = [
    ("deny", "denies denied denying"),
    ("convey", "conveys conveyed conveying"),
    ("accuse", "accuses accused accusing"),
    ("agree", "agrees agreed agreeing"),
    ("plan", "plans planned planning"),
    ("oppose", "opposes opposed opposing"),
    ("lash", "lashes lashed lashing"),
    ("signal", "signals signalled signaled signalling signaling"),
    ("swear", "swears swore sworn swearing"),
    ("bet", "bets bet betting"),
    ("veto", "vetoes vetoed vetoing"),
]


@pytest.mark.parametrize(("lemma", "forms"), SPELT)
def test_forms_are_spelt(lemma: str, forms: str) -> None:
    assert set(forms_of(lemma)) == {lemma, *forms.split()}


def test_a_form_that_is_past_and_participle_is_the_past() -> None:
    assert forms_of("accuse")["accused"] == Form("accuse", "past")
    assert forms_of("swear")["sworn"] == Form("swear", "part")


def test_every_verb_has_a_meaning_and_something_that_follows_it() -> None:
    assert set(MODALITY) == set(AFTER)
    bare = {verb for verb, after in AFTER.items() if not after}
    assert not bare
    assert {row.lemma for row in FORMS.values()} == set(AFTER)
