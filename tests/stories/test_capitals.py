"""Names are found by their capitals, but not where a sentence begins."""

from hypothesis import given
from hypothesis import strategies as st

from newstemma.stories.capitals import WORD, names_in


def words(text):
    return [word for word, _ in names_in(text)]


def test_names_stand_within_sentences():
    text = "The mill of Wexmoor burned. Odalie Brask saw it; Nobody else did, O'Dell said."
    assert words(text) == ["Wexmoor", "Brask", "O'Dell"]


def test_a_quotation_and_a_line_open_a_sentence():
    assert words('She said "Rain fell on Velm" and left.\nThen Ostrel flooded.') == [
        "Velm", "Ostrel"]  # fmt: skip


def test_the_capital_of_a_part_of_a_word_is_no_name():
    assert words("the d'Orsay and the iPhone of Éva and Жапаров") == ["Éva", "Жапаров"]


@given(st.text(alphabet="aBcÉж '’.\n1\"", max_size=40))
def test_every_name_is_a_word_of_the_text_at_its_place(text):
    starts = {match.start(): match.group() for match in WORD.finditer(text)}
    for word, start in names_in(text):
        assert starts.get(start) == word
        assert word[0].isupper()
