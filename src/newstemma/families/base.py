"""Base stories: read from TOML once, then filled in for one family.

A base story is an event told by several sources, each sentence in several hand-written
forms, with slots. One choice of the slots is a `Telling`. What can go wrong is a story
file that breaks the form: it raises `Broken` with the file and the sentence, for the
files ship with the package.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from random import Random
from typing import Any

from newstemma.errors import Broken
from newstemma.families.model import BaseStory, Sentence, Source
from newstemma.text import normal

_SLOT = re.compile(r"\{(\w+)(?:\.(\d+))?\}")


@lru_cache(maxsize=1)
def base_stories() -> tuple[BaseStory, ...]:
    """Every base story that ships with the package, in order of id; parsed once."""
    folder = files("newstemma.families") / "stories"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(parse(f.read_text(encoding="utf-8"), f.name) for f in found)


def stories_for(purpose: str) -> tuple[BaseStory, ...]:
    """The base stories kept for one purpose: "train" or "test"."""
    return tuple(story for story in base_stories() if story.purpose == purpose)


def parse(text: str, name: str) -> BaseStory:
    """The base story in a TOML text; `Broken` names the file and what is missing."""
    try:
        return _story(tomllib.loads(text))
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise Broken(f"{name}: not a base story: {error!r}") from error


def _story(given: dict[str, Any]) -> BaseStory:
    slots = dict(given["slots"])
    respelled = slots.pop("respelled", None) or given.get("respelled", {})
    choices = {slot: tuple(_forms(one) for one in every) for slot, every in slots.items()}
    story = BaseStory(
        id=given["id"],
        event=date.fromisoformat(str(given["event"])),
        purpose=given["purpose"],
        slots=choices,
        respelled={slot: _aligned(choices[slot], respelled[slot]) for slot in respelled},
        sources=tuple(_source(one) for one in given["sources"]),
    )
    _check_slots(story)
    return story


def _forms(choice: str | Sequence[str]) -> tuple[str, ...]:
    return (choice,) if isinstance(choice, str) else tuple(choice)


def _aligned(
    choices: tuple[tuple[str, ...], ...], given: str | Sequence[Any]
) -> tuple[tuple[str, ...] | None, ...]:
    """A list per alternative; a single choice is what becomes of the first alternative."""
    many = len(choices[0]) > 1
    single = isinstance(given, str) or (many and all(isinstance(one, str) for one in given))
    every = [given] if single else list(given)
    found = [_forms(one) if one else None for one in every]
    return tuple((found + [None] * len(choices))[: len(choices)])


def _source(given: dict[str, Any]) -> Source:
    name = given["name"]
    sentences = tuple(_sentence(f"{name}.{i}", one) for i, one in enumerate(given["sentences"]))
    return Source(name, tuple(given["headlines"]), sentences)


def _sentence(id: str, given: dict[str, Any]) -> Sentence:
    translated = given.get("translated", [])
    return Sentence(
        id=id,
        said=normal(given["said"]),
        rewritten=normal(given["rewritten"]),
        translated=tuple(normal(one) for one in _forms(translated)),
        brief=normal(given.get("brief", "")),
        paragraph=bool(given.get("paragraph", False)),
        fuses=bool(given.get("fuses", False)),
    )


def _check_slots(story: BaseStory) -> None:
    for source in story.sources:
        for sentence in source.sentences:
            texts = (sentence.said, sentence.rewritten, sentence.brief, *sentence.translated)
            for match in _SLOT.finditer(" ".join(texts)):
                forms = story.slots[match.group(1)]
                if any(int(match.group(2) or 0) >= len(one) for one in forms):
                    raise ValueError(f"{sentence.id}: no form {match.group()}")


# --- one filling of the slots -----------------------------------------------


@dataclass(frozen=True, slots=True)
class Telling:
    """A base story with its slots filled and its date moved by whole weeks.

    `foreign` maps each respelled slot to its (home form, translated form) pairs.
    """

    story: BaseStory
    event: date
    sources: tuple[Source, ...]
    sentences: Mapping[str, Sentence]
    following: Mapping[str, str]
    foreign: Mapping[str, tuple[tuple[str, str], ...]]


def tell(story: BaseStory, random: Random, weeks: int = 0) -> Telling:
    """One filling of a story's slots; `weeks` moves the event and the days it names."""
    picked = {slot: random.randrange(len(story.slots[slot])) for slot in sorted(story.slots)}
    values = {slot: story.slots[slot][index] for slot, index in picked.items()}
    moved = timedelta(weeks=weeks)
    sources = tuple(_told(source, values, moved, story.event) for source in story.sources)
    sentences = {s.id: s for source in sources for s in source.sentences}
    following = {
        s.id: after.id
        for source in sources
        for s, after in zip(source.sentences, source.sentences[1:], strict=False)
    }
    foreign = {
        slot: tuple(zip(values[slot], forms, strict=False))
        for slot, every in story.respelled.items()
        if (forms := every[picked[slot]])
    }
    return Telling(story, story.event + moved, sources, sentences, following, foreign)


def _told(
    source: Source, values: Mapping[str, tuple[str, ...]], moved: timedelta, event: date
) -> Source:
    def fill(text: str) -> str:
        filled = _SLOT.sub(lambda m: values[m.group(1)][int(m.group(2) or 0)], text)
        filled = filled[:1].upper() + filled[1:]
        return move_days(filled, moved, event) if moved else filled

    sentences = tuple(
        Sentence(
            id=s.id,
            said=fill(s.said),
            rewritten=fill(s.rewritten),
            translated=tuple(fill(one) for one in s.translated),
            brief=fill(s.brief),
            paragraph=s.paragraph,
            fuses=s.fuses,
        )
        for s in source.sentences
    )
    return Source(source.name, tuple(fill(one) for one in source.headlines), sentences)


_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH = "|".join(_MONTHS)
_DAY = re.compile(rf"\b(?:({_MONTH}) (\d{{1,2}})|(\d{{1,2}}) ({_MONTH}))\b(?!,? \d{{4}})")


def move_days(text: str, moved: timedelta, event: date) -> str:
    """`text` with the days it names ("April 17", "17 April") moved; a full date stays."""

    def later(match: re.Match[str]) -> str:
        month = _MONTHS.index(match.group(1) or match.group(4)) + 1
        try:
            day = date(event.year, month, int(match.group(2) or match.group(3))) + moved
        except ValueError:  # "May 40" is no day
            return match.group()
        name = _MONTHS[day.month - 1]
        return f"{name} {day.day}" if match.group(1) else f"{day.day} {name}"

    return _DAY.sub(later, text)
