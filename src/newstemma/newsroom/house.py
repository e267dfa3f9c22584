"""The rules of the house for notes, as a newspaper has them for its readers' letters.

Each rule is one line of a table; which of them hold, and how strictly, are settings: a TOML file
whose keys are the fields of `House`. A rule that cannot tell does not refuse: a note too short
for its language to be known may be in any.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, NamedTuple

from newstemma.errors import Misuse
from newstemma.reports.language import language_of
from newstemma.text import paragraphs


@dataclass(frozen=True, slots=True)
class House:
    """Settings. `languages` are ISO 639-1 codes, empty for any; `refused_words` are whole words
    or phrases, in any case; `longest` counts characters; `most_links` addresses of pages."""

    whole_sentences: bool = True
    languages: tuple[str, ...] = ()
    refused_words: tuple[str, ...] = ()
    longest: int = 2000
    most_links: int = 2


class Refused(Misuse):
    """A note that breaks a rule of the house; `rule` is its name, the message what to do."""

    def __init__(self, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.rule = rule


class Rule(NamedTuple):
    """A rule: true where a note breaks it; what its writer is told; a note that breaks it."""

    name: str
    broken: Callable[[str, House], bool]
    reason: str
    example: str


_OPENS = re.compile(r"[“”„«‹\"'’(\[¿¡]*(?:[^\W_])")
_CLOSES = re.compile(r"[.!?…。！？][”“»›\"'’)\]]*$")
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def _nothing(text: str, house: House) -> bool:
    return not re.search(r"[^\W\d_]", text)


def _too_long(text: str, house: House) -> bool:
    return len(text) > house.longest


def _fragment(text: str, house: House) -> bool:
    lines = [span.of(text).strip() for span in paragraphs(text)]
    return house.whole_sentences and not all(map(_is_sentence, lines))


def _is_sentence(line: str) -> bool:
    opening = _OPENS.match(line)
    return bool(opening and not opening[0][-1].islower() and _CLOSES.search(line))


def _shouted(text: str, house: House) -> bool:
    letters = [sign for sign in text if sign.isupper() or sign.islower()]
    return len(letters) >= 12 and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def _abusive(text: str, house: House) -> bool:
    pattern = _refused(house.refused_words)
    return bool(pattern and pattern.search(text.casefold()))


@lru_cache(maxsize=8)
def _refused(words: tuple[str, ...]) -> re.Pattern[str] | None:
    said = [re.escape(word.casefold().strip()) for word in words if word.strip()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)") if said else None


def _foreign(text: str, house: House) -> bool:
    language = language_of(text) if house.languages else None
    return language is not None and language not in house.languages


def _advertising(text: str, house: House) -> bool:
    return len(_LINK.findall(text)) > house.most_links


RULES: tuple[Rule, ...] = (
    Rule("words", _nothing, "Write something in words.", "?!"),
    Rule("length", _too_long, "This is longer than the house prints; shorten it.", "A" * 2001),
    Rule("sentences", _fragment, "Write whole sentences: each line begins with a capital and ends"
         " with a full stop.", "wrong figure"),
    Rule("shouting", _shouted, "Do not write in capitals.", "THIS FIGURE IS WRONG."),
    Rule("abuse", _abusive, "A word in this note is not printed by the house.", ""),
    Rule("language", _foreign, "Write in a language of the house.", ""),
    Rule("links", _advertising, "This holds more addresses than the house prints in a note.",
         "See www.a.example, www.b.example and www.c.example."),
)  # fmt: skip


def require_printable(text: str, house: House) -> None:
    """Raises `Refused` with the first rule of the table that the text breaks."""
    for rule in RULES:
        if rule.broken(text, house):
            raise Refused(rule.name, rule.reason)


def read_house(path: str | os.PathLike[str]) -> House:
    """The settings of a TOML file. Raises `Misuse` for a key or value we do not know."""
    try:
        with open(path, "rb") as file:
            raw = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise Misuse(
            f"{os.fspath(path)}: the rules of the house cannot be read ({error})"
        ) from error
    known = {field.name: field.default for field in fields(House)}
    return House(**{name: _setting(name, value, known) for name, value in raw.items()})


def _setting(name: str, value: Any, known: dict[str, Any]) -> Any:
    if name not in known:
        raise Misuse(f"no rule of the house is called {name!r}; there are: {', '.join(known)}")
    if isinstance(known[name], tuple):
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise Misuse(f"{name}: give a list of words")
        return tuple(value)
    if type(value) is not type(known[name]) or value < 0:
        raise Misuse(f"{name}: give {'true or false' if known[name] is True else 'a number'}")
    return value
