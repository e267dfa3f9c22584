"""Sketches of reports as arrays: which of many reports may be one story with another.

The theory. `stories` gives each pair of reports its nearness in bits, and in one language three
of its clues are cosines by a factor: their sum is one dot product of longer vectors. So an
upper bound for all pairs of a tile is found by sweeps over arrays, and only pairs that can
lie above `JOIN` are scored by `stories` itself, with its own code. Nothing is missed by it:
the bound adds all that the other clues can give at most.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from newstemma.batch.exchange import Array, load_arrays, save_arrays
from newstemma.batch.folders import Folder
from newstemma.model import Report
from newstemma.stories.near import ACROSS, ACROSS_EVEN, SAME_QUOTE, Sketch, sketch

# What `stories.near` gives for a unit of cosine, and what it takes off first: words, names and
# figures, title. A test holds the bound against the scores themselves.
_FACTORS = (22.0, 4.0, 4.0)
_OFF = 22.0 * 0.20 + 4.0 * 0.25 + 4.0 * 0.10
_REST = 0.6 + 0.5
"""Bits that the days between and the days of the event give at most."""
_SLACK = 1e-6


class Tile(NamedTuple):
    """The sketches of some reports: their numbers, the packed sketches, two sparse matrices.

    Row r of a matrix has the terms terms[edges[r]:edges[r + 1]] with these weights: `near`
    for one language, `far` for two. `language` is a number, 0 for unknown.
    """

    numbers: Array
    packed: Array
    starts: Array
    near_terms: Array
    near_weights: Array
    near_edges: Array
    far_terms: Array
    far_weights: Array
    far_edges: Array
    quote_terms: Array
    quote_edges: Array
    language: Array

    def sketch(self, row: int) -> Sketch:
        """The sketch of a row."""
        raw = self.packed[self.starts[row] : self.starts[row + 1]].tobytes()
        return _unpacked(json.loads(zlib.decompress(raw)))


def keep_tile(folder: Folder, path: str, numbers: Array, reports: Iterable[Report]) -> None:
    """Keeps the sketches of reports, in the order of their numbers."""
    made = [sketch(report) for report in reports]
    packed = [_packed(one) for one in made]
    near = _matrix([_near_terms(one) for one in made])
    far = _matrix([[(f"a {t}", w) for t, w in one.across.items()] for one in made])
    quotes = _matrix([[(f"q {q}", 1.0) for q in sorted(one.quotes)] for one in made])
    save_arrays(
        folder,
        path,
        numbers=np.asarray(numbers, np.int64),
        packed=np.frombuffer(b"".join(packed), np.uint8),
        starts=np.concatenate([[0], np.cumsum([len(one) for one in packed])]).astype(np.int64),
        near_terms=near[0],
        near_weights=near[1],
        near_edges=near[2],
        far_terms=far[0],
        far_weights=far[1],
        far_edges=far[2],
        quote_terms=quotes[0],
        quote_edges=quotes[2],
        language=np.array([_language(one.language) for one in made], np.int64),
    )


def load_tile(folder: Folder, path: str) -> Tile:
    """The tile kept under a path."""
    return Tile(**load_arrays(folder, path))


def chosen(tile: Tile, rows: Array) -> Tile:
    """The tile with some of its rows alone, packed sketches kept where they are."""
    parts: dict[str, Any] = {"numbers": tile.numbers[rows], "language": tile.language[rows]}
    for name in ("near", "far"):
        places, edges = _rows_of(getattr(tile, f"{name}_edges"), rows)
        parts[f"{name}_terms"] = getattr(tile, f"{name}_terms")[places]
        parts[f"{name}_weights"] = getattr(tile, f"{name}_weights")[places]
        parts[f"{name}_edges"] = edges
    places, edges = _rows_of(tile.quote_edges, rows)
    parts |= {"quote_terms": tile.quote_terms[places], "quote_edges": edges}
    places, edges = _rows_of(tile.starts, rows)
    parts |= {"packed": tile.packed[places], "starts": edges}
    return Tile(**parts)


def _rows_of(edges: Array, rows: Array) -> tuple[Array, Array]:
    sizes = np.diff(edges)[rows]
    ends = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    places = np.repeat(edges[:-1][rows] - ends[:-1], sizes) + np.arange(ends[-1])
    return places, ends


def possible(one: Tile, other: Tile) -> Array:
    """The pairs (row of one, row of other) whose nearness may be above 0, as two columns."""
    mixed = _mixed(one, other)
    near_index = _Index(other.near_terms, other.near_weights, other.near_edges)
    far_index = _Index(other.far_terms, other.far_weights, other.far_edges) if mixed else None
    quote_index = _Index(other.quote_terms, np.ones(len(other.quote_terms)), other.quote_edges)
    found = []
    for row in range(len(one.numbers)):
        bits = near_index.products(*_row(one.near_terms, one.near_weights, one.near_edges, row))
        bound = bits - _OFF
        if far_index is not None:
            across = far_index.products(*_row(one.far_terms, one.far_weights, one.far_edges, row))
            strange = (other.language != one.language[row]) & (other.language > 0)
            strange &= one.language[row] > 0
            bound = np.where(strange, ACROSS * (across - ACROSS_EVEN), bound)
        first, end = one.quote_edges[row], one.quote_edges[row + 1]
        if end > first:
            shared = quote_index.products(one.quote_terms[first:end], np.ones(end - first))
            bound = bound + SAME_QUOTE * (shared > 0)
        there = np.flatnonzero(bound + _REST > -_SLACK)
        found.append(np.stack([np.full(len(there), row), there], 1))
    return np.concatenate(found) if found else np.empty((0, 2), np.int64)


class _Index:
    """The rows of a matrix by term: all products of one row with them in one sweep."""

    def __init__(self, terms: Array, weights: Array, edges: Array) -> None:
        rows = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
        order = np.argsort(terms, kind="stable")
        self._rows, self._weights = rows[order], weights[order]
        self._terms, self._firsts = np.unique(terms[order], return_index=True)
        self._ends = np.append(self._firsts[1:], len(terms))
        self._size = len(edges) - 1

    def products(self, terms: Array, weights: Array) -> Array:
        """The dot product of a sparse row with every row."""
        place = np.searchsorted(self._terms, terms)
        place[place == len(self._terms)] = 0
        known = self._terms[place] == terms if len(self._terms) else np.zeros(len(terms), bool)
        place, weights = place[known], weights[known]
        sizes = self._ends[place] - self._firsts[place]
        ends = np.cumsum(sizes)
        total = int(ends[-1]) if len(ends) else 0
        there = np.repeat(self._firsts[place] - (ends - sizes), sizes) + np.arange(total)
        products = self._weights[there] * np.repeat(weights, sizes)
        found: Array = np.bincount(self._rows[there], products, self._size)
        return found


def _row(terms: Array, weights: Array, edges: Array, row: int) -> tuple[Array, Array]:
    first, end = edges[row], edges[row + 1]
    return terms[first:end], weights[first:end]


def _mixed(one: Tile, other: Tile) -> bool:
    languages = np.unique(np.concatenate([one.language, other.language]))
    return len(languages[languages > 0]) > 1


def _near_terms(one: Sketch) -> list[tuple[str, float]]:
    return [
        (f"{kind} {term}", math.sqrt(factor) * weight)
        for kind, factor, weights in zip(
            "wbt", _FACTORS, (one.words, one.bridge, one.title), strict=True
        )
        for term, weight in weights.items()
    ]


def _matrix(rows: Sequence[Sequence[tuple[str, float]]]) -> tuple[Array, Array, Array]:
    terms = np.array([_hash(term) for row in rows for term, _ in row], np.int64)
    weights = np.array([weight for row in rows for _, weight in row], np.float64)
    edges = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    return terms, weights, edges


def _hash(term: str) -> int:
    raw = term.encode("utf-8", "replace")
    return zlib.crc32(raw) << 30 ^ zlib.adler32(raw)


def _language(word: str) -> int:
    return int.from_bytes(word.encode("utf-8", "replace")[:7], "little")


_MAPS = ("words", "bridge", "title", "lead", "across")


def _packed(one: Sketch) -> bytes:
    raw = {name: dict(getattr(one, name)) for name in _MAPS}
    rest = [one.report, sorted(one.quotes), one.language, one.day, one.blur, one.event_day]
    return zlib.compress(json.dumps([raw, rest]).encode(), 1)


def _unpacked(raw: Any) -> Sketch:
    maps, (report, quotes, language, day, blur, event_day) = raw
    return Sketch(
        report=report, quotes=frozenset(quotes), language=language, day=day, blur=blur,
        event_day=event_day, **maps,
    )  # fmt: skip
