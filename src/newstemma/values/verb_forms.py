"""The forms of English verbs: by rule, beside a table of those no rule spells.

The theory. Third person, past and -ing form follow from the base form by a few rules of
spelling (a mute e goes, a consonant and y give ie, a short last syllable doubles its consonant);
strong verbs are a closed list.
"""

from __future__ import annotations

from typing import NamedTuple


class Form(NamedTuple):
    """A form of a verb: its base form, and which it is: base, s, past, part or ing."""

    lemma: str
    shape: str


_STRONG: dict[str, str] = {
    "say": "said said",
    "tell": "told told",
    "retell": "retold retold",
    "foretell": "foretold foretold",
    "speak": "spoke spoken",
    "write": "wrote written",
    "think": "thought thought",
    "know": "knew known",
    "feel": "felt felt",
    "see": "saw seen",
    "foresee": "foresaw foreseen",
    "hear": "heard heard",
    "find": "found found",
    "show": "showed shown",
    "mean": "meant meant",
    "swear": "swore sworn",
    "understand": "understood understood",
    "forget": "forgot forgotten",
    "seek": "sought sought",
    "beseech": "besought besought",
    "bet": "bet bet",
    "cast": "cast cast",
    "broadcast": "broadcast broadcast",
    "forecast": "forecast forecast",
    "forbid": "forbade forbidden",
    "undertake": "undertook undertaken",
    "strive": "strove striven",
    "hit": "hit hit",
    "dream": "dreamed dreamt",
    "learn": "learned learnt",
    "spell": "spelled spelt",
}
"""Past and past participle of strong verbs."""

_DOUBLES = frozenset(
    """
    admit allot ban beg bet brag chat commit compel concur dub forget fret hit opt pan permit
    plan prefer quip recur refer regret rebut rip rub shun slam snap snub submit
    forbid signal label extol
    """.split()
)
"""Verbs whose last consonant doubles before -ed and -ing, as British spelling has it."""


def forms_of(lemma: str) -> dict[str, Form]:
    """Every form of a verb, small letters, with what it is; a form that is two is the past."""
    stem = lemma + lemma[-1] if lemma in _DOUBLES else lemma
    past, part = _pasts(lemma, stem)
    shapes = [(part, "part"), (past, "past"), (_third(lemma), "s"), (_ing(lemma, stem), "ing")]
    found = {form: Form(lemma, shape) for form, shape in shapes}
    if lemma in ("signal", "label"):  # American spelling
        found |= {lemma + "ed": Form(lemma, "past"), lemma + "ing": Form(lemma, "ing")}
    found.setdefault(lemma, Form(lemma, "base"))
    return found


def _pasts(lemma: str, stem: str) -> tuple[str, str]:
    if lemma in _STRONG:
        past, part = _STRONG[lemma].split()
        return past, part
    if lemma[-1] == "y" and lemma[-2] not in "aeou":
        past = lemma[:-1] + "ied"
    else:
        past = lemma + "d" if lemma[-1] == "e" else stem + "ed"
    return past, past


def _third(lemma: str) -> str:
    if lemma[-1] == "y" and lemma[-2] not in "aeou":
        return lemma[:-1] + "ies"
    hisses = lemma.endswith(("s", "sh", "ch", "x", "z", "o"))
    return lemma + ("es" if hisses else "s")


def _ing(lemma: str, stem: str) -> str:
    mute = lemma[-1] == "e" and lemma[-2] != "e"
    return (lemma[:-1] if mute else stem) + "ing"
