"""Sums of small decision trees over clue values: scores, and what each clue had to do with them.

The theory. Clues of copying speak in company: a rare reading shared by two reports says much
where others keep the text closely and little where all others rewrote it. A weighted sum of
clues cannot say so; a sum of small trees, each asking three questions in a row, can (Friedman
2001; direct parent right in 82 of 100 with weights, in 89 with trees, on the same clues). The
trees are trained by `tools/train_stemma.py` and stand in `forests.tsv`, one a line. A clue's
part in a score is how much the expectation moved at the questions that asked for it (Saabas
2014), so every score is still the sum of its clues.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newstemma.errors import Broken

Floats1d = NDArray[np.float64]
Floats2d = NDArray[np.float64]

DEPTH = 3
INNER = 2**DEPTH - 1
NODES = 2 ** (DEPTH + 1) - 1


class Forest(NamedTuple):
    """Trees of three questions in heap order: the clue asked at each inner node (-1: none,
    go left), the threshold above which the answer goes right, and the mean value in nats at
    every node; `bias` is what is known before any question."""

    clues: NDArray[np.int64]
    thresholds: Floats2d
    values: Floats2d
    bias: float


def scores(forest: Forest, rows: Floats2d) -> Floats1d:
    """The score in nats of each row [row, clue]."""
    total = np.full(len(rows), forest.bias)
    for tree in range(len(forest.clues)):
        total += forest.values[tree][_leaves(forest, tree, rows)]
    return total


def _leaves(forest: Forest, tree: int, rows: Floats2d) -> NDArray[np.int64]:
    node = np.zeros(len(rows), dtype=np.int64)
    every = np.arange(len(rows))
    clues, thresholds = forest.clues[tree], forest.thresholds[tree]
    for _ in range(DEPTH):
        asked = clues[node]
        right = (asked >= 0) & (rows[every, asked] > thresholds[node])
        node = 2 * node + 1 + right
    return node


def parts(forest: Forest, rows: Floats2d) -> Floats2d:
    """How many nats of each row's score each clue gave [row, clue]; with the bias they sum to
    the score."""
    blocks = [_parts(forest, rows[at : at + BLOCK]) for at in range(0, len(rows), BLOCK)]
    return np.concatenate(blocks) if blocks else np.zeros(rows.shape)


# Rows that walk all trees at once; more leave the processor's cache and are slower.
BLOCK = 128


def _parts(forest: Forest, rows: Floats2d) -> Floats2d:
    every, trees = np.arange(len(rows))[:, None], np.arange(len(forest.clues))
    width = rows.shape[1]
    found = np.zeros(rows.size)
    node = np.zeros((len(rows), len(trees)), dtype=np.int64)
    for _ in range(DEPTH):
        asked = forest.clues[trees, node]
        right = (asked >= 0) & (rows[every, asked] > forest.thresholds[trees, node])
        after = 2 * node + 1 + right
        moved = forest.values[trees, after] - forest.values[trees, node]
        cells = (every * width + np.maximum(asked, 0)).ravel()
        weights = np.where(asked >= 0, moved, 0.0).ravel()
        found += np.bincount(cells, weights, minlength=rows.size)
        node = after
    roots = np.bincount(forest.clues[:, 0], forest.values[:, 0], minlength=width)
    return found.reshape(rows.shape) + roots


# --- the table ----------------------------------------------------------------


def forest(table: str, clues: Sequence[str]) -> Forest:
    """The trained trees of one table; `Broken` when they were trained on other clues."""
    known = _tables().get(table)
    if known is None or known[0] != tuple(clues):
        raise Broken(f"forests.tsv does not fit the {table} clues: train again")
    return known[1]


@lru_cache(maxsize=1)
def _tables() -> dict[str, tuple[tuple[str, ...], Forest]]:
    text = resources.files("newstemma.stemmas").joinpath("forests.tsv").read_text("utf-8")
    names: dict[str, tuple[str, ...]] = {}
    trees: dict[str, list[list[str]]] = {}
    bias: dict[str, float] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        table, what, *fields = line.split("\t")
        if what == "clues":
            names[table] = tuple(fields)
        elif what == "bias":
            bias[table] = float(fields[0])
        else:
            trees.setdefault(table, []).append(fields)
    return {t: (names[t], _parsed(trees.get(t, []), bias[t])) for t in names}


def _parsed(trees: Sequence[Sequence[str]], bias: float) -> Forest:
    questions = [[_question(q) for q in asked.split()] for asked, _ in trees]
    return Forest(
        np.array([[c for c, _ in tree] for tree in questions], dtype=np.int64).reshape(-1, INNER),
        np.array([[t for _, t in tree] for tree in questions]).reshape(-1, INNER),
        np.array([[float(v) for v in values.split()] for _, values in trees]).reshape(-1, NODES),
        bias,
    )


def _question(text: str) -> tuple[int, float]:
    if text == "-":
        return -1, 0.0
    clue, threshold = text.split(">")
    return int(clue), float(threshold)


def written(table: str, clues: Sequence[str], forest: Forest) -> list[str]:
    """A forest as the lines of the table, read back the same."""
    lines = ["\t".join((table, "clues", *clues)), f"{table}\tbias\t{forest.bias:.3f}"]
    for asked, above, values in zip(forest.clues, forest.thresholds, forest.values, strict=True):
        questions = " ".join(
            f"{c}>{t:.5g}" if c >= 0 else "-" for c, t in zip(asked, above, strict=True)
        )
        lines.append(f"{table}\ttree\t{questions}\t{' '.join(f'{v:.3f}' for v in values)}")
    return lines
