"""Documents everybody has: a statement, a speech, court papers, a law, quoted by many hands.

Reporters who never saw each other's text print the same sentences of one document, between
quotation marks or without, attributed or set as a block, in its words or in their own. That is
shared material and no copying; a simulator without it teaches that all long runs of the same
words are copies. So a family may have a document, and the first text of an origin prints a part
of it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from random import Random

from newstemma.families.lines import SAID
from newstemma.families.model import Line

PRINTED = 0.85
"""How often a source of the family prints from the document."""
IN_ORDER = 0.7
"""How often the sentences come in the document's order."""
TOGETHER = 0.6
"""How often they stand together; else they are strewn through the text."""
RETOLD = 0.4
"""How often a sentence comes in the reporter's own words."""


@dataclass(frozen=True, slots=True)
class Document:
    """What everybody was handed: its names in a text, its sentences as they stand and as told."""

    purpose: str
    names: tuple[str, ...]
    sentences: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def documents() -> tuple[Document, ...]:
    """All documents that ship with the package."""
    text = (files("newstemma.families") / "documents.toml").read_text(encoding="utf-8")
    return tuple(
        Document(one["purpose"], tuple(one["names"]), tuple((a, b) for a, b in one["sentences"]))
        for one in tomllib.loads(text)["documents"]
    )


def document_for(random: Random, purpose: str) -> Document:
    """One of the documents kept for a purpose."""
    return random.choice([d for d in documents() if d.purpose == purpose])


def with_document(random: Random, document: Document, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """A source's lines with a part of the document among them."""
    count = random.randint(2, len(document.sentences))
    chosen = random.sample(range(len(document.sentences)), count)
    if random.random() < IN_ORDER:
        chosen.sort()
    printed = _printed(random, document, chosen)
    if random.random() < TOGETHER:
        at = random.randint(1, len(lines))
        return (*lines[:at], *printed, *lines[at:])
    found = list(lines)
    places = sorted(random.randint(1, len(lines)) for _ in printed)
    for place, line in sorted(zip(places, printed, strict=True), key=lambda p: -p[0]):
        found.insert(place, line)
    return tuple(found)


def _printed(random: Random, document: Document, chosen: list[int]) -> list[Line]:
    """The chosen sentences as one hand prints them: marked, attributed, or as a block."""
    manner = random.choice(("marked", "marked", "attributed", "block"))
    found = []
    for number, at in enumerate(chosen):
        said, told = document.sentences[at]
        name = random.choice(document.names)
        if random.random() < RETOLD:
            text = f"{told}, {name} said."
        elif manner == "marked":
            text = random.choice((f"“{said},” {name} said.", f"“{said}.”"))
        elif manner == "attributed":
            text = random.choice((f"{said}, according to {name}.", f"{_up(name)} said: {said}."))
        else:
            text = f"{_up(name)} said in full: {said}." if number == 0 else f"{said}."
        found.append(Line(text, (f"document.{at}",), SAID, random.random() < 0.5))
    return found


def _up(name: str) -> str:
    return name[:1].upper() + name[1:]
