"""Names in running text, and the key under which each one's forms meet in it.

The theory. Without a model, a name is a run of capitalised words; a sentence's first
word needs proof (it stands capitalised elsewhere in the text, it is a country, it
begins a longer name). Titles stay outside. Then the text itself ties its forms: an
acronym in brackets to the words before it, "Putin" to "Vladimir Putin". A person's key
is the surname, for that is what reports of one event share; a country's key is its
English name, also for its people and its adjective.
What can go wrong: a headline in capitals, a noun capitalised for weight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newstemma.model import Span
from newstemma.text import FUNCTION_WORDS, sentences
from newstemma.values.countries import COUNTRIES, COUNTRY_OF
from newstemma.values.first_names import FIRST_NAMES
from newstemma.values.keys import folded, key, latin, same_name
from newstemma.values.name_runs import RUN, Run, runs_of
from newstemma.values.name_words import (
    CONNECTORS,
    FAMILY_FIRST,
    OPENERS,
    ORGANISATION_HEADS,
    PLACES,
)
from newstemma.values.patterns import when_needed

__all__ = ["Name", "key", "names", "same_name"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name at its place, without title and possessive.

    `kind` is person, place (countries and demonyms), organisation or other; `title` the
    title words before it, lower case, "" for none.
    """

    span: Span
    key: str
    kind: str = "other"
    title: str = ""


_ACRONYM_AFTER = when_needed(r" \((?:the )?([^\W\d_]{2,10})(?:, .*?)?\)")


def names(text: str, places: Sequence[Span] | None = None) -> tuple[Name, ...]:
    """The names of a text, in order of place, none overlapping.

    Weekdays and months are no names. A title is no part of a name and stands alone in
    none; an adjective of a country ("Kyrgyz") is a name with the country's key. `places`
    are the text's sentences, found here when not given.
    """
    opening = {
        _first_letter(text, span) for span in (sentences(text) if places is None else places)
    }
    runs = [run for match in RUN.finditer(text) for run in runs_of(match, opening)]
    runs = _proven(text, runs)
    found = [_spoken_for(text, _name(text, run)) for run in runs]
    return _tied(text, found)


def _first_letter(text: str, span: Span) -> int:
    place = span.start
    while place < span.end and not text[place].isalnum():
        place += 1
    return place


def _proven(text: str, runs: list[Run]) -> list[Run]:
    """Runs that are names: a single word at a sentence's start needs proof elsewhere."""
    inside = Counter(
        w.small for run in runs for w in run.words if not (run.opening and len(run.words) == 1)
    )
    kept = []
    for run in runs:
        word = run.words[0].small
        if len(run.words) > 1 or _single_is_name(text, run, word, inside):
            kept.append(run)
    return kept


def _single_is_name(text: str, run: Run, word: str, inside: Counter[str]) -> bool:
    if len(word.rstrip(".")) < 2 or (word in FUNCTION_WORDS and not run.text.isupper()):
        return False
    if latin(word) in COUNTRY_OF:
        return word != "us" or run.text in ("US", "U.S.")
    if not run.opening:
        return word not in OPENERS or (run.text.isupper() and len(run.text) > 2)
    if word in OPENERS:
        return False
    if inside[word] or word in PLACES or run.text.isupper() or run.title:
        return True
    end = run.words[0].end
    after = text[end : end + 2]
    if after in ("’s", "'s"):
        return True
    return word in FIRST_NAMES


# --- kinds and keys -------------------------------------------------------------


def _name(text: str, run: Run) -> Name:
    kind = _kind(text, run)
    return Name(run.span, _key_of(run, kind), kind, run.title)


def _kind(text: str, run: Run) -> str:
    small = [word.small.rstrip(".") for word in run.words]
    if key(run.text) in COUNTRIES or (len(small) == 1 and small[0] in PLACES):
        return "place"
    if any(word in ORGANISATION_HEADS for word in (small[0], small[-1])) or "of" in small:
        return "organisation"
    if run.text.isupper() and len(run.text) <= 6:
        return "organisation"
    if _is_person(small, run):
        return "person"
    return "other"


def _is_person(small: list[str], run: Run) -> bool:
    if run.title and run.title.split()[-1] not in ("foreign", "former", "late"):
        return True
    if len(small) > 4 or len(small) < 2:
        return False
    return small[0].split("-")[0] in FIRST_NAMES or (
        len(small[0]) <= 2 and run.words[0].text.endswith(".")
    )


def _key_of(run: Run, kind: str) -> str:
    if kind != "person":
        return key(run.text)
    words = [
        w.text for w in run.words if w.small.rstrip(".") not in ("jr", "sr", "ii", "iii", "iv")
    ]
    if (
        len(words) == 2
        and words[0].casefold() in FAMILY_FIRST
        and words[1].casefold() not in FAMILY_FIRST
    ):
        return folded(words[0])
    if len(words) > 2 and words[-2].casefold() in CONNECTORS:
        return folded(" ".join(words[-2:]))
    return folded(words[-1]) if words else key(run.text)


_PERSON_AFTER = when_needed(
    r"(?: \([^()\n]{1,40}\))?(?:, (?:\d{1,3}|who\b|whose\b|an? |the )[^.\n]{0,80})?,? "
    r"(?:said|says|told|added|replied|boasted|insisted|claimed|admitted|thanked|argued|alleged)\b"
    r"|(?:, |\s)who\b|, \d{2},|[ ]\(\d{2}\)"
)
_PERSON_BEFORE = when_needed(
    r"(?:said|says|added|asked|replied|insisted|explained|wrote) $|[”\"] [—–―-] ?$"
)


def _spoken_for(text: str, name: Name) -> Name:
    """A name of two or three words that speaks or has an age is a person's."""
    words = name.span.of(text).split()
    if (
        name.kind != "other"
        or not 2 <= len(words) <= 3
        or any(w.isupper() and len(w) > 2 for w in words)
    ):
        return name
    before = text[max(0, name.span.start - 12) : name.span.start]
    if _PERSON_AFTER.match(text, name.span.end) or _PERSON_BEFORE.search(before):
        return replace(name, key=folded(words[-1]), kind="person")
    return name


# --- forms tied within the text ---------------------------------------------------


def _tied(text: str, found: list[Name]) -> tuple[Name, ...]:
    acronyms = _acronyms(text, found)
    people = _people(text, found)
    tied = []
    for name in found:
        plain = latin(name.span.of(text))
        if plain in acronyms:
            name = replace(name, key=acronyms[plain], kind="organisation")
        elif name.kind == "other" and plain in people:
            name = replace(name, key=people[plain], kind="person")
        tied.append(name)
    return tuple(tied)


def _acronyms(text: str, found: list[Name]) -> dict[str, str]:
    """Acronyms, and the words they stand for, to the key of the words."""
    tied: dict[str, str] = {}
    for name in found:
        match = _ACRONYM_AFTER.match(text, name.span.end)
        words = latin(name.span.of(text))
        if match and match[1].isupper() and _stands_for(match[1], words):
            tied[match[1].casefold()] = name.key
            tied[words] = name.key
    spelt_out = _initials(text, found)
    for name in found:
        short = name.span.of(text)
        if short.isupper() and short.casefold() in spelt_out:
            tied.setdefault(short.casefold(), spelt_out[short.casefold()])
    return tied


def _initials(text: str, found: list[Name]) -> dict[str, str]:
    """The initials of names of three words or more to their keys, first name first."""
    initials: dict[str, str] = {}
    for name in found:
        words = latin(name.span.of(text)).split()
        if len(words) > 2:
            initials.setdefault("".join(word[0] for word in words), name.key)
            content = [word for word in words if word not in FUNCTION_WORDS]
            if len(content) > 2:
                initials.setdefault("".join(word[0] for word in content), name.key)
    return initials


def _stands_for(acronym: str, words: str) -> bool:
    initials = "".join(word[0] for word in words.split())
    content = "".join(word[0] for word in words.split() if word not in FUNCTION_WORDS)
    return (
        acronym.casefold() in (initials, content) or acronym.casefold() == content[-len(acronym) :]
    )


def _people(text: str, found: list[Name]) -> dict[str, str]:
    """Short and full forms of persons to one key."""
    tied: dict[str, str] = {}
    singles = {latin(n.span.of(text)) for n in found if " " not in n.span.of(text)}
    for name in found:
        words = latin(name.span.of(text)).split()
        if name.kind == "person":
            tied.setdefault(words[-1], name.key)
            tied[" ".join(words)] = name.key
            if name.key == folded(words[0]):
                tied[words[0]] = name.key
        elif name.kind == "other" and 2 <= len(words) <= 3 and words[-1] in singles:
            tied[" ".join(words)] = folded(words[-1])
            tied.setdefault(words[-1], folded(words[-1]))
    return tied
