"""The words of `stance_words` in all their forms, looked up by the word as it stands in a text."""

from __future__ import annotations

from collections.abc import Iterator

from newstemma.values.stance_words import (
    ADJECTIVES,
    CLASSES,
    NOT_ALONE,
    NOUNS,
    PREPOSITIONS,
)
from newstemma.values.verb_forms import Form, forms_of

_CODES = {"c": "clause", "n": "object", "g": "-ing", "t": "to"}


def _rows() -> Iterator[tuple[str, str, str]]:
    """Every verb with the modality of a class and one thing that may follow it."""
    for each in CLASSES:
        for verb in each.verbs.split():
            yield verb, each.modality, ""
            for code in each.after:
                if not (code == "n" and verb in NOT_ALONE):
                    yield verb, each.modality, _CODES[code]


def _tables() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    modality: dict[str, str] = {}
    after: dict[str, set[str]] = {}
    for verb, kind, following in _rows():
        modality.setdefault(verb, kind)
        after.setdefault(verb, set()).add(following)
    for preposition, verbs in PREPOSITIONS.items():
        for verb in verbs.split():
            after.setdefault(verb, set()).add(preposition)
            modality.setdefault(verb, "said")
    return modality, {verb: frozenset(words - {""}) for verb, words in after.items()}


MODALITY, AFTER = _tables()
"""By a verb's base form: what it gives to its subject, and what may follow it.

What follows is a preposition, or one of clause, object, -ing, to.
"""


def _forms() -> dict[str, Form]:
    found: dict[str, Form] = {}
    for verb in AFTER:
        for form, row in forms_of(verb).items():
            found.setdefault(form, row)
    return found


FORMS = _forms()
"""Every form of every verb, in small letters."""


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


def _by_word(table: dict[str, str], *, plurals: bool) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for words, following in table.items():
        for word in words.split():
            found[word] = frozenset(following.split())
            if plurals:
                found[_plural(word)] = found[word]
    return found


NOUN_AFTER = _by_word(NOUNS, plurals=True)
"""What follows a noun that attributes, by the noun in singular and plural."""
ADJECTIVE_AFTER = _by_word(ADJECTIVES, plurals=False)
"""What follows an adjective that attributes."""
CUES = frozenset((*FORMS, *NOUN_AFTER, *ADJECTIVE_AFTER))
"""Every word that may attribute: a text's other words are passed over."""
