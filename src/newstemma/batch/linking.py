"""Which reports may be one story: links between them within a window of days.

The theory. `stories.group` makes two groups one only where some pair between them lies above
`JOIN`; so reports fall into sets linked by such pairs, and each set can be grouped without a
look at the others ([decision 0011](../../../docs/decisions/0011-stream-as-batch.md)). Reports
are taken in order of time, in tiles; each tile is held against those before it that lie within
the window. What can go wrong, and what is done about it:

- A story of thousands of prints: of a bundle of many only the first few are looked at, and
  the others follow the first. The bundle of a wire comes from the search for near copies.
- A saga whose days are chained to one huge set: `sets` parts it.
- Reports without a date are held against all others, which costs most where they are many.
- Days of so many reports that all pairs are too many: then only reports are compared that share
  two of their heaviest words, names or figures (`stories.keys`). Of a pair that many share, each
  is compared with the first two, and within three days with the next few: a hot day costs
  what its reports cost, not their square. Few links are lost by it, and a set holds by others.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import compress

import numpy as np

from newstemma.batch.exchange import (
    Array,
    bucket_of,
    load_arrays,
    receive_numbers,
    save_arrays,
    send_numbers,
)
from newstemma.batch.folders import Folder, open_folder
from newstemma.batch.job import WORK, Answer
from newstemma.batch.numbering import Numbers, numbers
from newstemma.batch.parquet import read_file
from newstemma.batch.settings import Settings
from newstemma.batch.vectors import (
    Tile,
    joined,
    keep_sketches,
    keep_tile,
    load_sketches,
    load_tile,
    possible,
    tile_of,
)
from newstemma.copies import groups as g
from newstemma.copies import plain
from newstemma.copies.bundles import members_of
from newstemma.copies.groups import FEW
from newstemma.model import Report
from newstemma.stores.packing import unpack
from newstemma.stories.agreement import JOIN, pair_score
from newstemma.stories.keys import sketch_keys

TILE = 1_000
"""Reports of a tile."""
SECONDS = 86_400
CROWDED = 10_000
"""Reports within the window on an average day up to which all pairs of them are looked at; that
costs a report some 6 ms of CPU. Above it only pairs that share a key are, for some 3 ms."""
_SHIFT = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


# --- sketches -------------------------------------------------------------------


def sketch_part(folder: Folder, settings: Settings, name: str, part: int) -> Answer:
    """The sketches of those of a part's reports that follow nobody."""
    mine = numbers(folder).of_part(part)
    follows = load_arrays(folder, f"{WORK}/follows.npz")["follows"]
    wanted = follows[mine] == mine
    path = f"{WORK}/sketches/{name}.npz"
    reports = compress(_reports(folder, name), wanted) if wanted.any() else ()
    keep_tile(folder, path, tile_of(mine[wanted], reports))
    return {"sketches": int(wanted.sum())}


def _reports(folder: Folder, part: str) -> Iterator[Report]:
    for row in read_file(folder, f"reports/{part}.parquet", ["packed"]):
        yield unpack(Report, row["packed"])


def way(folder: Folder, settings: Settings) -> Answer:
    """Whether the days are so crowded that reports are found by keys."""
    every = numbers(folder)
    dated = every.begins[: every.dated]
    days = (int(dated[-1] - dated[0]) // SECONDS + 1) if len(dated) else 1
    within = len(dated) / max(1, days) * min(days, settings.window + 1) + len(every) - len(dated)
    return {"within": int(within), "by_keys": bool(within > CROWDED)}


# --- who follows whom -----------------------------------------------------------


def find_followers(folder: Folder, settings: Settings) -> Answer:
    """For each report the one it follows into its story: itself, but in large bundles.

    Of a bundle of more than `FEW`, within each window of days from its first, the first `FEW`
    are looked at and the others follow the first.
    """
    every = numbers(folder)
    heads = load_arrays(folder, f"{WORK}/heads.npz")["heads"]
    follows = np.arange(len(heads))
    for members in members_of(heads):
        if len(members) > FEW:
            for crowd in _crowds(np.array(members), every, settings.window):
                follows[crowd[FEW:]] = crowd[0]
    save_arrays(folder, f"{WORK}/follows.npz", follows=follows)
    return {"followers": int((follows != np.arange(len(follows))).sum())}


def _crowds(members: Array, every: Numbers, window: int) -> Iterator[Array]:
    """Members in order of time, a new crowd where one is beyond the window of its first."""
    first = 0
    for place in range(1, len(members) + 1):
        beyond = place == len(members) or (
            every.begins[members[place]] - every.ends[members[first]] > window * SECONDS
        )
        if beyond or every.begins[members[place]] < 0 <= every.begins[members[first]]:
            yield members[first:place]
            first = place


# --- links ----------------------------------------------------------------------


def tiles(size: int) -> list[tuple[str, int]]:
    """The tiles of so many reports: name, and the number of its first report."""
    return [(f"{at // TILE:06d}", at) for at in range(0, size, TILE)]


def make_tile(folder: Folder, settings: Settings, name: str, item: tuple[int, list[str]]) -> Answer:
    """Brings together the sketches of the reports of a tile that follow nobody."""
    first, parts = item
    every = numbers(folder)
    follows = load_arrays(folder, f"{WORK}/follows.npz")["follows"]
    wanted = np.arange(first, min(first + TILE, len(every)))
    wanted = wanted[follows[wanted] == wanted]
    pieces = []
    for part in np.unique(every.parts[wanted]).tolist():
        held = load_tile(folder, f"{WORK}/sketches/{parts[part]}.npz")
        rows = np.flatnonzero(np.isin(held.numbers, wanted))
        pieces.append(held.rows(rows))
    if pieces:
        tile = joined(pieces)
        keep_tile(folder, f"{WORK}/tiles/{name}.npz", tile)
        keep_sketches(folder, f"{WORK}/kept/{name}.bin", tile)
    return {"reports": len(wanted)}


def link_tile(folder: Folder, settings: Settings, name: str, first: int) -> Answer:
    """The links of a tile's reports with each other and with those before within the window."""
    every = numbers(folder)
    path = f"{WORK}/tiles/{name}.npz"
    if not folder.has(path):
        return {"links": 0, "scored": 0}
    mine = load_tile(folder, path)
    found: list[tuple[int, int, float]] = []
    scored = 0
    for other_name, other_first in tiles(len(every)):
        if other_first > first or not folder.has(f"{WORK}/tiles/{other_name}.npz"):
            continue
        if not _near(every, other_first, first, settings.window):
            continue
        other = _tile(folder.address, other_name)
        links, looked = _links(every, mine, other, settings.window)
        found += links
        scored += looked
    _keep_links(folder, name, found)
    return {"links": len(found), "scored": scored}


def _keep_links(folder: Folder, name: str, found: list[tuple[int, int, float]]) -> None:
    rows = np.array(found, np.float64).reshape(-1, 3)
    save_arrays(folder, f"{WORK}/links/{name}.npz", lefts=rows[:, 0].astype(np.int64),
                rights=rows[:, 1].astype(np.int64), bits=rows[:, 2])  # fmt: skip


@lru_cache(maxsize=4)
def _tile(address: str, name: str) -> Tile:
    return load_tile(open_folder(address), f"{WORK}/tiles/{name}.npz")


def _near(every: Numbers, other: int, first: int, window: int) -> bool:
    """Whether any report of an earlier tile may lie within the window of a later one."""
    last = min(first + TILE, len(every)) - 1
    if every.begins[last] < 0:  # the undated come last, and are held against all
        return True
    ends = every.ends[other : other + TILE]
    return bool(every.begins[first] - ends.max() <= window * SECONDS)


def _links(
    every: Numbers, mine: Tile, other: Tile, window: int
) -> tuple[list[tuple[int, int, float]], int]:
    pairs = possible(mine, other)
    here, there = mine.numbers[pairs[:, 0]], other.numbers[pairs[:, 1]]
    gap = every.begins[here] - every.ends[there]
    dated = (every.begins[here] >= 0) & (every.begins[there] >= 0)
    pairs = pairs[(there < here) & (~dated | (gap <= window * SECONDS))]
    sketches = {row: mine.sketch(row) for row in np.unique(pairs[:, 0]).tolist()}
    others = {row: other.sketch(row) for row in np.unique(pairs[:, 1]).tolist()}
    found = []
    for row, column in pairs.tolist():
        bits = pair_score.__wrapped__(others[column], sketches[row])
        if bits > JOIN:
            found.append((int(other.numbers[column]), int(mine.numbers[row]), bits))
    return found, len(pairs)


# --- links by keys --------------------------------------------------------------


def send_keys(folder: Folder, settings: Settings, name: str, buckets: int) -> Answer:
    """Sends the keys of a tile's reports to their buckets."""
    path = f"{WORK}/tiles/{name}.npz"
    postings = []
    tile = load_tile(folder, path) if folder.has(path) else None
    for row, place in enumerate(tile.numbers.tolist() if tile else ()):
        assert tile is not None
        keys = np.array(sketch_keys(tile.sketch(row)), np.uint64)
        postings.append((keys & _LOW) << _SHIFT | np.uint64(place))
    every = np.concatenate([np.empty(0, np.uint64), *postings])
    place_of = bucket_of(every >> _SHIFT, buckets)
    send_numbers(folder, f"{WORK}/keys/{name}.bin", every, place_of, buckets)
    return {"keys": len(every)}


def meet(folder: Folder, settings: Settings, name: str, item: tuple[int, int]) -> Answer:
    """The pairs of reports of a bucket that share a key and lie within the window."""
    bucket, buckets = item
    every = numbers(folder)
    groups = g.grouped(g.distinct(receive_numbers(folder, f"{WORK}/keys", bucket, buckets)))
    near = g.candidate_pairs(groups, plain)
    timely = g.timely_pairs(groups, every.begins) if every.dated else near[:0]
    pairs = g.distinct(np.concatenate([near, timely]))
    lefts, rights = (pairs >> _SHIFT).astype(np.int64), (pairs & _LOW).astype(np.int64)
    dated = (every.begins[lefts] >= 0) & (every.begins[rights] >= 0)
    gap = every.begins[rights] - every.ends[lefts]
    chosen = ~dated | (gap <= settings.window * SECONDS)
    count = len(tiles(len(every)))
    send_numbers(folder, f"{WORK}/met/{name}.bin", pairs[chosen], rights[chosen] // TILE, count)
    return {"pairs": int(chosen.sum())}


def link_met(folder: Folder, settings: Settings, name: str, first: int) -> Answer:
    """The links of a tile's reports among the pairs that share a key."""
    every = numbers(folder)
    count = len(tiles(len(every)))
    pairs = g.distinct(receive_numbers(folder, f"{WORK}/met", first // TILE, count))
    found: list[tuple[int, int, float]] = []
    lefts, rights = (pairs >> _SHIFT).astype(np.int64), (pairs & _LOW).astype(np.int64)
    mine = load_sketches(folder, f"{WORK}/kept/{name}.bin", np.unique(rights))
    for place in np.unique(lefts // TILE).tolist():
        chosen = lefts // TILE == place
        other = tiles(len(every))[place][0]
        there = load_sketches(folder, f"{WORK}/kept/{other}.bin", np.unique(lefts[chosen]))
        for left, right in zip(lefts[chosen].tolist(), rights[chosen].tolist(), strict=True):
            bits = pair_score.__wrapped__(there[left], mine[right])
            if bits > JOIN:
                found.append((left, right, bits))
    _keep_links(folder, name, found)
    return {"links": len(found), "scored": len(pairs)}
