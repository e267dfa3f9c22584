"""What the index of near copies costs as it grows: adding, asking, memory, disk.

Short reports of some 90 words are drawn from a vocabulary with the frequencies of a
language; one in ten is a copy of an earlier one with another first line.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np

from newstemma.copies import Index

WORDS = 90
VOCABULARY = 60_000
COMMIT = 1000
ASKED = 200
BYTES_BAR = 10_240
GROWTH_BAR = 3.0
_SYLLABLES = "ba ke lo mi nu ra se ti vo du fe ga hi jo ku la me no pi ru sa te vi zo".split()


def reports(count: int, seed: int = 8) -> Iterator[tuple[str, str]]:
    """So many reports, id and text."""
    random = Random(seed)
    drawn = np.random.default_rng(seed)
    words = ["".join(random.choices(_SYLLABLES, k=random.randint(1, 4))) for _ in range(VOCABULARY)]
    weights = 1 / np.arange(1, VOCABULARY + 1)
    weights /= weights.sum()
    kept: list[str] = []
    for number in range(count):
        text = " ".join(words[place] for place in drawn.choice(VOCABULARY, WORDS, p=weights))
        if kept and random.random() < 0.1:
            text = f"{text[:60]} {random.choice(kept)}"
        elif len(kept) < 2000:
            kept.append(text)
        yield f"r{number}", text


def growth(sizes: list[int], folder: Path) -> list[str]:
    """Prints the costs at each size; what missed its bar."""
    print("\nThe index as it grows: short reports, committed by the thousand")
    costs: dict[int, float] = {}
    index = Index.open(folder / "index", write=True)
    spent, since = 0.0, 0
    asked: list[str] = []
    for number, (id, text) in enumerate(reports(max(sizes, default=0)), 1):
        asked = [*asked[-ASKED:], text] if number % 7 == 0 else asked
        started = time.process_time()
        index.add(id, text)
        if number % COMMIT == 0:
            index.commit()
        spent += time.process_time() - started
        if number in sizes:
            costs[number] = spent / (number - since)
            _tell(index, folder, costs[number], asked)
            spent, since = 0.0, number
    index.close()
    return list(_missed(costs, folder, sizes))


def _tell(index: Index, folder: Path, cost: float, asked: list[str]) -> None:
    times = []
    for text in asked:
        started = time.process_time()
        index.copies_of(text)
        times.append(1000 * (time.process_time() - started))
    fifty, most = np.percentile(times, [50, 99])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"  {len(index):9,} documents: {1000 * cost:.2f} CPU ms a document added, lookup p50 "
        f"{fifty:.1f} p99 {most:.1f} CPU ms, {_bytes(folder) / len(index):,.0f} bytes a document, "
        f"{memory:,.0f} MB at most",
        flush=True,
    )


def _bytes(folder: Path) -> int:
    return sum(os.path.getsize(path) for path in (folder / "index").iterdir())


def _missed(costs: dict[int, float], folder: Path, sizes: list[int]) -> Iterator[str]:
    if sizes and _bytes(folder) / max(sizes) > BYTES_BAR:
        yield f"disk: {_bytes(folder) / max(sizes):,.0f} bytes a document, bar {BYTES_BAR:,}"
    if 10_000 in costs and costs[max(costs)] > GROWTH_BAR * costs[10_000]:
        yield f"growth: {costs[max(costs)] / costs[10_000]:.1f} times the cost, bar {GROWTH_BAR}"
