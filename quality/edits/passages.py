"""Real passages to edit: our own stories, and reports of `../shared`, in place.

Each is a run of whole sentences with a day of publication. They fall in two parts by a digest
of their first words: misses of the one may be looked at, the other is only scored.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from newstemma import pages, reports, sample
from newstemma.families import Setting, base_stories, simulate
from newstemma.model import Moment, Page, Precision, Report, Voice
from newstemma.text import normal, sentences

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
SETS = (
    ("stories/basil", "text", 200),
    ("stories/allsides-to-2018-06", "text", 500),
    ("stories/meantime-en-es", "text", 120),
    ("rewrites/onestop-half", "advanced", 95),
)
SENTENCES = 4
DAY = Moment(datetime(2018, 3, 14, tzinfo=UTC), Precision.DAY, Voice.METADATA)


class Passage(NamedTuple):
    """Sentences of one text, and the day it was published."""

    sentences: tuple[str, ...]
    published: Moment
    tuned: bool

    def with_sentence(self, at: int, text: str) -> tuple[str, int]:
        """The text with one sentence replaced, and where that sentence begins."""
        before = " ".join(self.sentences[:at])
        start = len(before) + 1 if before else 0
        return " ".join((*self.sentences[:at], text, *self.sentences[at + 1 :])), start


@lru_cache(maxsize=1)
def passages() -> tuple[Passage, ...]:
    """Every passage, our own first, in a fixed order."""
    return tuple(_all())


def _all() -> Iterator[Passage]:
    for text in _own():
        yield from _cut(text, None)
    for name, field, most in SETS:
        yield from _shared(name, field, most)


def _own() -> Iterator[str]:
    for seed, story in enumerate(base_stories()):
        family = simulate(seed, setting=Setting(reports=6, origins=3), stories=[story])
        heads = [id for id, parent in family.truth.parents.items() if parent is None]
        yield from (report.text for report in family.reports if report.id in heads)
    for page in pages.read(sample.path()):
        found = reports.clean(page) if isinstance(page, Page) else None
        if isinstance(found, Report) and found.language in (None, "en"):
            yield found.text


def _shared(name: str, field: str, most: int) -> Iterator[Passage]:
    path = SHARED / f"{name}.jsonl.gz"
    if not path.exists():
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [row for row in rows if row.get("lang", "en") == "en"]
    step = max(1, len(rows) // most)
    for row in rows[::step]:
        yield from _cut(row[field], row.get("published"))


def _cut(text: str, published: str | None) -> Iterator[Passage]:
    text = normal(text)
    whole = [place.of(text) for place in sentences(text)]
    whole = [one for one in whole if 30 <= len(one) <= 400 and one[-1] in '.”"!?']
    day = DAY
    if published:
        when = datetime.fromisoformat(published)
        day = Moment(when.replace(tzinfo=when.tzinfo or UTC), Precision.DAY, Voice.METADATA)
    for first in range(0, len(whole), SENTENCES):
        some = tuple(whole[first : first + SENTENCES])
        if len(some) >= 3:
            digest = hashlib.sha256(some[0].encode()).digest()[0]
            yield Passage(some, day, digest % 2 == 0)
