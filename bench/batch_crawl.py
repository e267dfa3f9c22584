"""A crawl to run a whole batch over: many events, each told in words that are its own.

Families of the simulator carry what the later stages work on: credits, quotations, figures,
copies, rewrites, translations. But they are drawn from a dozen events, so twenty thousand of
them would be a dozen sagas. Here each family gets a vocabulary of its own: every word that
says anything is replaced by an invented one, drawn by family and stem from a law of Zipf
that all families share, and of the words of grammar each sixth, by what stands before it, by
another; figures and quotation marks stay.
Sizes of stories are drawn as they are in news: half are told once, few by ten.

Shapes: `mixed`; `wire`, where one text stands in a tenth of all pages, each of another outlet;
`footer`, where one paragraph stands under every page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

import numpy as np

from bench.batch_documents import FLAT, vocabulary
from newstemma.families import PLAIN, base_stories, simulate
from newstemma.rarity import rarity
from newstemma.text import FUNCTION_WORDS, stem

A_DAY = 3_300
"""Pages of a day: 200,000 in two months."""
START = date(2031, 3, 3)
SIZES = (1, 1, 1, 1, 1, 1, 2, 2, 3, 5, 8, 11)
"""Reports of a story, each as likely."""
WORDS = 300
"""Words of a page; longer ones are cut at the end of a paragraph."""
FOOTER = (
    "The Brackwater Ledger Group prints four papers along the coast. Readers who find a mistake "
    "may write to the desk in Harrow Lane, which answers letters on the last Friday of a month."
)
_WORD = re.compile(r"[^\W\d_]+")


def pile(path: Path, count: int, shape: str = "mixed") -> None:
    """So many pages as a crawler's JSON lines, the same for one call to the next."""
    with path.open("w", encoding="utf-8") as file:
        for number, row in zip(range(count), _rows(count), strict=False):
            if shape == "wire" and number % 10 == 0:
                row = {**row, "text": _wire()}
            elif shape == "footer":
                row = {**row, "text": f"{row['text']}\n\n{FOOTER}"}
            file.write(json.dumps(row) + "\n")


def _rows(count: int) -> Iterator[dict[str, Any]]:
    weeks = max(1, round(count / A_DAY / 7))
    number = 0
    while True:
        yield from _family(number, weeks)
        number += 1


def _family(number: int, weeks: int) -> Iterator[dict[str, Any]]:
    random = Random(f"crawl {number}")
    story = random.choice(base_stories())
    moved = (START - story.event).days // 7 + random.randrange(weeks)
    size = random.choice(SIZES)
    setting = replace(PLAIN, reports=max(3, size))
    made = simulate(number, setting=setting, stories=(story,), weeks=moved)
    for report, page in zip(made.reports[:size], made.pages, strict=False):
        content = page.content if isinstance(page.content, str) else page.content.decode()
        given = dict(page.given)
        kept = frozenset(_WORD.findall(given.get("outlet", "")))
        if report.published:
            given["published"] = report.published.when.isoformat()
        yield {**given, "text": _told_anew(_cut(content), number, kept), "url": page.url}


def _told_anew(text: str, family: int, kept: frozenset[str]) -> str:
    """The text in the words of its family, but for those that are kept."""
    before = ""

    def other(match: re.Match[str]) -> str:
        nonlocal before
        word, last = match.group(), before
        before = word
        return word if word in kept else _other(word, last, family)

    return _WORD.sub(other, text)


def _cut(text: str) -> str:
    """The first paragraphs, up to `WORDS` words or the first that goes beyond."""
    kept, words = [], 0
    for paragraph in text.split("\n\n"):
        if words >= WORDS:
            break
        kept.append(paragraph)
        words += len(paragraph.split())
    return "\n\n".join(kept)


def _other(word: str, last: str, family: int) -> str:
    stemmed = _stem(word)
    if rarity(stemmed):
        made = _drawn(f"{family} {stemmed}")
    elif word in FUNCTION_WORDS and not (place := crc32(f"{family} {last} {word}".encode())) % 6:
        made = _small()[place % len(_small())]
    else:
        return word
    return made.capitalize() if word[0].isupper() else made


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return stem(word.lower())


def _drawn(key: str) -> str:
    known, bounds = _law()
    place = int(np.searchsorted(bounds, crc32(key.encode()) / 2**32))
    return known[min(place, len(known) - 1)]


@lru_cache(maxsize=1)
def _small() -> list[str]:
    return sorted(FUNCTION_WORDS)


@lru_cache(maxsize=1)
def _law() -> tuple[list[str], Any]:
    known = vocabulary()
    weights = 1 / (np.arange(len(known)) + FLAT)
    return known, np.cumsum(weights / weights.sum())


@lru_cache(maxsize=1)
def _wire() -> str:
    text: str = next(_family(1_000_000, 1))["text"]
    return text
