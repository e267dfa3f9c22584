"""Sketches of reports as arrays: which of many reports may be one story with another.

The theory. `stories` gives each pair of reports its nearness in bits: a sum of clues, some of
which grow with a cosine. The cosines of all pairs of two tiles are found by sweeps over arrays,
and with them an upper bound of the bits: what each cosine gives, asked of the clues themselves
at steps of it, and all that the other clues can give at most. Only pairs whose bound lies above
`JOIN` are scored by `stories`, with its own code; a test holds the bound against the scores.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

import numpy as np

from newstemma.batch.exchange import Array, load_arrays, places_from, save_arrays
from newstemma.batch.folders import Folder
from newstemma.model import Report
from newstemma.stories.agreement import JOIN, LEAST_ACROSS, LEAST_WORDS
from newstemma.stories.near import CLUES, Closeness
from newstemma.stories.sketches import Sketch, sketch

_STEPS = 256
_DAY_STEPS, _MOST_DAYS = 8, 40
_SLACK = 1e-6
_ACROSS = "across"
_QUOTES = "quotes"
_COSINES = tuple(name for name in Closeness._fields if name != _ACROSS)
_MATRICES = (*_COSINES, _ACROSS, _QUOTES)


@dataclass(frozen=True, slots=True)
class Tile:
    """The sketches of some reports: their numbers, languages, packed sketches, sparse matrices.

    Row r of a matrix has the terms terms[edges[r]:edges[r + 1]] with these weights. Packed
    sketch r is packed[starts[r]:starts[r + 1]]. A language is a number, 0 for unknown; a span
    holds the first and last day since 1970 of a report, no numbers where it has none.
    """

    numbers: Array
    languages: Array
    spans: Array
    packed: Array
    starts: Array
    matrices: Mapping[str, tuple[Array, Array, Array]]

    def sketch(self, row: int) -> Sketch:
        """The sketch of a row."""
        raw = self.packed[self.starts[row] : self.starts[row + 1]].tobytes()
        return _unpacked(json.loads(zlib.decompress(raw)))

    def rows(self, chosen: Array) -> Tile:
        """The tile with some of its rows alone, in that order."""
        matrices = {}
        for name, (terms, weights, edges) in self.matrices.items():
            places, ends = _places(edges, chosen)
            matrices[name] = terms[places], weights[places], ends
        places, ends = _places(self.starts, chosen)
        return Tile(
            numbers=self.numbers[chosen],
            languages=self.languages[chosen],
            spans=self.spans[chosen],
            packed=self.packed[places],
            starts=ends,
            matrices=matrices,
        )


def tile_of(numbers: Array, reports: Iterable[Report]) -> Tile:
    """The tile of some reports, in the order of their numbers."""
    made = [sketch(report) for report in reports]
    packed = [_packed(one) for one in made]
    return Tile(
        numbers=np.asarray(numbers, np.int64),
        languages=np.array([_language(one.language) for one in made], np.int64),
        spans=np.array([_span(one) for one in made], np.float64).reshape(-1, 2),
        packed=np.frombuffer(b"".join(packed), np.uint8),
        starts=_edges([len(one) for one in packed]),
        matrices={name: _matrix([_terms(one, name) for one in made]) for name in _MATRICES},
    )


def joined(tiles: Sequence[Tile]) -> Tile:
    """Several tiles as one, in order of number."""
    matrices = {}
    for name in _MATRICES:
        parts = [tile.matrices[name] for tile in tiles]
        columns = [np.concatenate([part[i] for part in parts]) for i in (0, 1)]
        matrices[name] = columns[0], columns[1], _joined_edges([part[2] for part in parts])
    whole = Tile(
        numbers=np.concatenate([tile.numbers for tile in tiles]),
        languages=np.concatenate([tile.languages for tile in tiles]),
        spans=np.concatenate([tile.spans for tile in tiles]),
        packed=np.concatenate([tile.packed for tile in tiles]),
        starts=_joined_edges([tile.starts for tile in tiles]),
        matrices=matrices,
    )
    return whole.rows(np.argsort(whole.numbers))


def keep_tile(folder: Folder, path: str, tile: Tile) -> None:
    """Keeps a tile in a file."""
    arrays = {name: getattr(tile, name) for name in _WHOLE}
    for name, parts in tile.matrices.items():
        arrays |= {f"{name}_{i}": part for i, part in enumerate(parts)}
    save_arrays(folder, path, **arrays)


def load_tile(folder: Folder, path: str) -> Tile:
    """The tile kept in a file."""
    kept = load_arrays(folder, path)
    matrices = {name: (kept[f"{name}_0"], kept[f"{name}_1"], kept[f"{name}_2"])
                for name in _MATRICES}  # fmt: skip
    return Tile(**{name: kept[name] for name in _WHOLE}, matrices=matrices)


_WHOLE = ("numbers", "languages", "spans", "packed", "starts")


def keep_sketches(folder: Folder, path: str, tile: Tile) -> None:
    """Keeps the packed sketches of a tile so that any few of them can be read alone."""
    head = np.array([len(tile.numbers)], np.int64)
    with folder.writing(path) as file:
        for part in (head, tile.numbers, tile.starts, tile.packed):
            file.write(np.ascontiguousarray(part).tobytes())


def load_sketches(folder: Folder, path: str, wanted: Array) -> dict[int, Sketch]:
    """Some of the sketches kept in a file, by number."""
    if not len(wanted):
        return {}
    with folder.read(path) as file:
        (count,) = np.frombuffer(file.read(8), np.int64).tolist()
        numbers = np.frombuffer(file.read(8 * count), np.int64)
        starts = np.frombuffer(file.read(8 * (count + 1)), np.int64)
        head = 8 * (2 * count + 2)
        found = {}
        for row in np.searchsorted(numbers, wanted).tolist():
            file.seek(head + int(starts[row]))
            raw = zlib.decompress(file.read(int(starts[row + 1] - starts[row])))
            found[int(numbers[row])] = _unpacked(json.loads(raw))
    return found


# --- which pairs are possible ---------------------------------------------------


def possible(one: Tile, other: Tile) -> Array:
    """The pairs (row of one, row of other) whose nearness may be above `JOIN`: two columns."""
    indexes = {name: _Index(other, name) for name in _MATRICES}
    found = [np.empty((0, 2), np.int64)]
    for first in range(0, len(one.numbers), _TOGETHER):
        rows = np.arange(first, min(first + _TOGETHER, len(one.numbers)))
        some = one.rows(rows)
        pairs = np.argwhere(_bounds(some, indexes, other) > JOIN - _SLACK)
        found.append(pairs + np.array([first, 0]))
    return np.concatenate(found)


_TOGETHER = 128
"""Rows of a tile whose products are found together: some 30 MB of them."""


def _bounds(one: Tile, indexes: Mapping[str, _Index], other: Tile) -> Array:
    """Upper bounds of the bits between the rows of one tile and those of another."""
    gains = _gains()
    words = indexes["words"].products(one)
    bounds = gains.rest + gains.of("words", words)
    for name in _COSINES:
        if name != "words":
            bounds += gains.of(name, indexes[name].products(one))
    far = words < LEAST_WORDS - _SLACK
    here, there = one.languages[:, None], other.languages[None, :]
    strange = (here != there) & (here > 0) & (there > 0)
    if strange.any():
        across = indexes[_ACROSS].products(one)
        bounds = np.where(strange, gains.rest_across + gains.of(_ACROSS, across), bounds)
        far &= ~strange | (across < LEAST_ACROSS - _SLACK)
    bounds += gains.between(one.spans, other.spans)
    bounds += gains.quote * (indexes[_QUOTES].products(one) > 0)
    bounds[far] = -np.inf
    return bounds


@dataclass(frozen=True, slots=True)
class _Gains:
    """What the clues give at most: by steps of each cosine, for a quotation, for the rest."""

    by_step: Mapping[str, Array]
    by_gap: Array
    quote: float
    rest: float
    rest_across: float

    def of(self, name: str, cosines: Array) -> Array:
        """The bits of cosines, each taken for the next step up."""
        steps = np.minimum(np.ceil(np.maximum(cosines, 0) * _STEPS), _STEPS).astype(np.int64)
        found: Array = self.by_step[name][steps]
        return found

    def between(self, one: Array, other: Array) -> Array:
        """What the days between spans take away at least: 0 where either is unknown."""
        gaps = np.maximum(one[:, None, 0] - other[None, :, 1], other[None, :, 0] - one[:, None, 1])
        steps = np.nan_to_num(np.clip(gaps * _DAY_STEPS, 0, len(self.by_gap) - 1)).astype(np.int64)
        found: Array = self.by_gap[steps]
        return found


@lru_cache(maxsize=1)
def _gains() -> _Gains:
    """The gains, asked of the clues with sketches that have nothing against each other."""
    bare = sketch(Report("0", ""))
    one = replace(bare, language="en", day=0.0, event_day=0.0)
    far = replace(one, language="xx")
    nothing = Closeness(**dict.fromkeys(Closeness._fields, 0.0))
    rest, rest_across = _bits(one, one, nothing), _bits(one, far, nothing)
    by_step = {}
    for name in Closeness._fields:
        there, base = (far, rest_across) if name == _ACROSS else (one, rest)
        steps = [nothing._replace(**{name: step / _STEPS}) for step in range(_STEPS + 1)]
        bits = [_bits(one, there, close) - base for close in steps]
        # A cosine is taken for the next step up, so the bound holds where bits grow with it.
        by_step[name] = np.maximum.accumulate(np.array(bits))
    gaps = [step / _DAY_STEPS for step in range(_MOST_DAYS * _DAY_STEPS)]
    taken = [_bits(one, replace(one, day=gap), nothing) - rest for gap in gaps]
    by_gap = np.minimum.accumulate(np.array(taken))
    said = replace(one, quotes=frozenset({"so said one"}))
    return _Gains(by_step, by_gap, max(0.0, _bits(said, said, nothing) - rest), rest, rest_across)


def _bits(one: Sketch, other: Sketch, close: Closeness) -> float:
    return sum(rule(one, other, close) for _, rule, _ in CLUES)


class _Index:
    """The rows of a matrix of a tile by term: their products with other rows in one sweep."""

    def __init__(self, tile: Tile, name: str) -> None:
        terms, weights, edges = tile.matrices[name]
        rows = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
        order = np.argsort(terms, kind="stable")
        self._name = name
        self._rows, self._weights = rows[order], weights[order]
        self._terms, self._firsts = np.unique(terms[order], return_index=True)
        self._ends = np.append(self._firsts[1:], len(terms))
        self._size = len(edges) - 1

    def products(self, tile: Tile) -> Array:
        """The dot products of the rows of a tile with ours: [rows, our rows]."""
        terms, weights, edges = tile.matrices[self._name]
        count = len(edges) - 1
        if not (len(self._terms) and len(terms)):
            return np.zeros((count, self._size))
        rows = np.repeat(np.arange(count), np.diff(edges))
        place = np.minimum(np.searchsorted(self._terms, terms), len(self._terms) - 1)
        known = self._terms[place] == terms
        place, rows, weights = place[known], rows[known], weights[known]
        sizes = self._ends[place] - self._firsts[place]
        there = places_from(self._firsts[place], sizes)
        cells = np.repeat(rows * self._size, sizes) + self._rows[there]
        products = self._weights[there] * np.repeat(weights, sizes)
        found: Array = np.bincount(cells, products, count * self._size)
        return found.reshape(count, self._size)


# --- parts ----------------------------------------------------------------------


def _places(edges: Array, rows: Array) -> tuple[Array, Array]:
    sizes = np.diff(edges)[rows]
    return places_from(edges[:-1][rows], sizes), _edges(sizes)


def _edges(sizes: Any) -> Array:
    found: Array = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)]).astype(np.int64)
    return found


def _joined_edges(parts: Sequence[Array]) -> Array:
    return _edges(np.concatenate([np.diff(part) for part in parts]))


def _terms(one: Sketch, name: str) -> list[tuple[str, float]]:
    if name == _QUOTES:
        return [(quote, 1.0) for quote in sorted(one.quotes)]
    return list(getattr(one, name).items())


def _matrix(rows: Sequence[Sequence[tuple[str, float]]]) -> tuple[Array, Array, Array]:
    terms = np.array([_hash(term) for row in rows for term, _ in row], np.int64)
    weights = np.array([weight for row in rows for _, weight in row], np.float64)
    return terms, weights, _edges([len(row) for row in rows])


def _hash(term: str) -> int:
    """A term as a number; two terms of one number only raise the bound."""
    raw = term.encode("utf-8", "replace")
    return zlib.crc32(raw) << 30 ^ zlib.adler32(raw)


def _span(one: Sketch) -> tuple[float, float]:
    day = float("nan") if one.day is None else one.day
    return day - one.blur, day + one.blur


def _language(word: str) -> int:
    return int.from_bytes(word.encode("utf-8", "replace")[:7], "little")


def _packed(one: Sketch) -> bytes:
    """A sketch as bytes; its fields tell themselves what they are."""
    raw: dict[str, Any] = {}
    for field in fields(one):
        value = getattr(one, field.name)
        if isinstance(value, frozenset):
            value = {"set": sorted(value)}
        elif isinstance(value, Mapping):
            value = {"map": dict(value)}
        raw[field.name] = value
    return zlib.compress(json.dumps(raw).encode(), 1)


def _unpacked(raw: dict[str, Any]) -> Sketch:
    found = {}
    for name, value in raw.items():
        if isinstance(value, dict):
            value = value["map"] if "map" in value else frozenset(value["set"])
        found[name] = value
    return Sketch(**found)
