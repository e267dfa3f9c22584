"""Language packs: for each language one file of tables, read where a stage needs them.

The theory. What a page looks like in another language is a matter of words: names of months,
the verbs of reporting, how a credit line begins, what a newsletter box says. So each language
is one TOML file of word lists here, and no stage's code holds a word of it. A key every pack
has is in `REQUIRED`; any other table is optional and only its reader knows it. A page's junk
can be in another language than its text, so most readers take all packs together
(`everywhere`, `alternatives`). A language without a pack still gets the rules that need no words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

# The junk rules whose lines every outlet prints; the others differ from language to language.
_COMMON_JUNK = (
    "member box",
    "newsletter offer",
    "comment rules",
    "comments head",
    "follow line",
    "read-more line",
    "related head",
    "share row",
    "copyright line",
    "cookie line",
    "advertisement",
)
# table -> keys that every pack holds; an empty list says that a language has no such words.
REQUIRED: dict[str, tuple[str, ...]] = {
    "calendar": ("months", "weekdays"),
    "credits": ("labels", "inputs", "taken", "reported", "according", "with"),
    "header": ("kickers",),
    "round_ups": ("titles",),
    "bylines": ("by",),
    "dates": ("published", "updated"),
    "captions": ("labels",),
    "site": ("reader", "offers", "telling", "common"),
    "junk": _COMMON_JUNK,
}


@dataclass(frozen=True, slots=True)
class Pack:
    """One language: its ISO 639-1 code, English name, and tables by name.

    `quotation_marks` are pairs of an opening and a closing sign, the commonest first;
    `small_words` the words that tell this language from the others.
    """

    code: str
    name: str
    quotation_marks: tuple[str, ...]
    small_words: tuple[str, ...]
    tables: Mapping[str, Mapping[str, Any]]

    def entries(self, table: str, key: str) -> tuple[str, ...]:
        """The entries of a key, in the file's order; empty where the pack has none."""
        return tuple(self.tables.get(table, {}).get(key, ()))

    def words(self, table: str, key: str) -> tuple[str, ...]:
        """The words of a key that holds one text of words; empty where the pack has none."""
        return tuple(str(self.tables.get(table, {}).get(key, "")).split())


@lru_cache(maxsize=1)
def packs() -> Mapping[str, Pack]:
    """Every pack by its code, in the order of codes with English first."""
    texts = [path.read_text("utf-8") for path in Path(__file__).parent.glob("*.toml")]
    found = sorted(map(_pack_of, texts), key=lambda pack: (pack.code != "en", pack.code))
    return {pack.code: pack for pack in found}


def _pack_of(text: str) -> Pack:
    import tomllib  # some milliseconds, for those who read a page only

    read = tomllib.loads(text)
    return Pack(
        code=read.pop("code"),
        name=read.pop("name"),
        quotation_marks=tuple(read.pop("quotation_marks")),
        small_words=tuple(read.pop("small_words").split()),
        tables=read,
    )


def everywhere(table: str, key: str) -> tuple[str, ...]:
    """The entries of a key in all packs, each once."""
    return tuple(dict.fromkeys(e for pack in packs().values() for e in pack.entries(table, key)))


def alternatives(table: str, key: str) -> str:
    """A pattern for any entry of a key in any language, the longest first."""
    return "|".join(sorted(everywhere(table, key), key=lambda e: (-len(e), e)))


def names_of(key: str) -> tuple[tuple[str, ...], ...]:
    """The names of months or weekdays in all languages: one tuple for each, in order."""
    columns = zip(*(pack.entries("calendar", key) for pack in packs().values()), strict=True)
    return tuple(tuple(dict.fromkeys(" ".join(column).split())) for column in columns)


def any_of(names: tuple[str, ...]) -> str:
    """A pattern for any of some plain names, the longest first."""
    return "|".join(sorted(map(re.escape, names), key=lambda n: (-len(n), n)))
