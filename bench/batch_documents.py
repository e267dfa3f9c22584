"""Documents for the bench of batches: many, of a given length, some copied from others.

Words with content are invented and drawn by a law of Zipf, flattened; as many words without
content stand among them as in news, so that a document has as many pairs of content words as
300 words of news have (315) and shares as many with others. Shapes: `mixed` (a fifth are
copies: whole, edited or a part), `wire` (one text in a tenth of all documents), `viral` (in
five of six), `footer` (one paragraph under every document).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from newstemma.batch.exchange import save_arrays
from newstemma.batch.folders import Folder, open_folder
from newstemma.batch.job import WORK
from newstemma.batch.parquet import write_rows
from newstemma.batch.tables import TABLES
from newstemma.text import FUNCTION_WORDS

WORDS = 60_000
FLAT = 20
BARE = 0.48
COPIED = 0.2
DAYS = 60
START = 1_900_000_000
PART = 1_000
_SYLLABLES = (
    "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru".split()
)


class Made(NamedTuple):
    """A document: text, the second it is from, its outlet."""

    text: str
    second: int
    outlet: int


def vocabulary() -> list[str]:
    random = np.random.default_rng(1)
    parts = random.integers(0, len(_SYLLABLES), (WORDS * 2, 4))
    made = {"".join(_SYLLABLES[i] for i in row[: 2 + row[0] % 3]): None for row in parts}
    return list(made)[:WORDS]


def documents(count: int, words: int, shape: str = "mixed") -> Iterator[Made]:
    """So many documents of so many words, the same for one call to the next."""
    random = np.random.default_rng(7)
    known = np.array(vocabulary())
    weights = 1 / (np.arange(len(known)) + FLAT)
    bounds = np.cumsum(weights / weights.sum())
    small = np.array(sorted(FUNCTION_WORDS))

    def draw(count: int) -> Any:
        places = np.searchsorted(bounds, random.random(count))
        bare = small[random.integers(0, len(small), count)]
        return np.where(random.random(count) < BARE, bare, known[places % len(known)])

    footer, wire = draw(40), draw(words)
    recent: list[Any] = []
    for number in range(count):
        text = draw(words)
        if (shape == "wire" and number % 10 == 0) or (shape == "viral" and number % 6):
            text = wire
        elif shape == "mixed" and recent and random.random() < COPIED:
            text = _copied(recent[random.integers(len(recent))], text, random)
        if shape == "footer":
            text = np.concatenate([text[:-40], footer])
        recent = [*recent[-200:], text]
        second = START + int(number / count * DAYS * 86_400)
        yield Made(" ".join(text.tolist()).capitalize() + ".", second, int(random.integers(500)))


def _copied(source: Any, own: Any, random: np.random.Generator) -> Any:
    kind = random.random()
    if kind < 0.4:
        return source
    if kind < 0.7:
        return np.where(random.random(len(source)) < 0.07, own, source)
    third = len(source) // 3
    return np.concatenate([own[:third], source[third : 2 * third], own[2 * third :]])


def write_reports(out: str, made: Iterator[Made]) -> tuple[list[str], int]:
    """Documents as the table `reports` and what numbers them; gives parts and characters."""
    folder = open_folder(out)
    parts: list[str] = []
    characters = number = 0
    while some := list(islice(made, PART)):
        name = f"{len(parts):06d}"
        _write_part(folder, name, some, number + 1)
        parts.append(name)
        number += len(some)
        characters += sum(len(one.text) for one in some)
    return parts, characters


def _write_part(folder: Folder, name: str, made: list[Made], first: int) -> None:
    """Documents as one part of the table, numbered from `first` on."""
    empty = dict.fromkeys((c.name for c in TABLES["reports"].columns), None)
    ids = [f"{id:016x}" for id in range(first, first + len(made))]
    rows: list[Any] = [
        {**empty, "report": id, "text": one.text, "authors": [], "credits": [], "packed": b""}
        for id, one in zip(ids, made, strict=True)
    ]
    write_rows(folder, "reports", name, rows)
    seconds = np.array([one.second for one in made], np.int64)
    save_arrays(
        folder,
        f"{WORK}/marks/{name}.npz",
        ids=np.array([id.encode() for id in ids], np.bytes_),
        begins=seconds,
        ends=seconds,
        outlets=np.array([one.outlet for one in made], np.int64),
    )
