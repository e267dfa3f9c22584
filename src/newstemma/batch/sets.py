"""Linked sets: reports held together by links, and who makes stories of them.

The theory. `stories.group` never makes a story across two linked sets, so each is grouped alone.
A saga whose days are chained to one huge set is parted at its weakest links, until each part
can be grouped. That may tell one story as two, never two as one. Sets are then shared out in
order of time, so that tasks are of like cost.
"""

from __future__ import annotations

import numpy as np

from newstemma.batch.exchange import Array, load_arrays, save_arrays, send_bytes
from newstemma.batch.folders import Folder
from newstemma.batch.job import WORK, Answer
from newstemma.batch.numbering import numbers
from newstemma.batch.parquet import read_file
from newstemma.batch.settings import Settings
from newstemma.model import Report
from newstemma.stores.packing import pack, unpack
from newstemma.stories.agreement import JOIN

MOST_TOGETHER = 600
"""Reports of a linked set that is grouped whole. Larger sets are parted at their weakest links;
at 600 a set takes some seconds and 60 MB."""


def find_sets(folder: Folder, settings: Settings) -> Answer:
    """The set each report is in, named by its first report."""
    size = len(numbers(folder))
    kept = [load_arrays(folder, f"{WORK}/links/{file}") for file in folder.names(f"{WORK}/links")]
    lefts, rights, bits = (
        np.concatenate([np.empty(0, kind), *(one[name] for one in kept)])
        for name, kind in (("lefts", np.int64), ("rights", np.int64), ("bits", np.float64))
    )
    names, parted = sets_of(size, lefts, rights, bits)
    follows = load_arrays(folder, f"{WORK}/follows.npz")["follows"]
    names = names[follows]
    save_arrays(folder, f"{WORK}/sets.npz", names=names)
    sizes = np.bincount(names, minlength=size)
    return {"links": len(bits), "sets": int((sizes > 0).sum()), "parted": parted}


def sets_of(size: int, lefts: Array, rights: Array, bits: Array) -> tuple[Array, int]:
    """The first of each one's linked set, no set over `MOST_TOGETHER`; how many were parted.

    A larger set loses its weakest links, a bit at a time; what does not come apart by
    that is cut in order of time.
    """
    names = components(size, lefts, rights)
    sizes = np.bincount(names, minlength=size)
    parted = int((sizes > MOST_TOGETHER).sum())
    least = JOIN
    while (large := sizes[names] > MOST_TOGETHER).any():
        least += 0.5
        kept = bits > least
        lefts, rights, bits = lefts[kept], rights[kept], bits[kept]
        inside = large[lefts]
        if not inside.any():
            break
        names = np.where(large, components(size, lefts[inside], rights[inside]), names)
        sizes = np.bincount(names, minlength=size)
    return _cut(names), parted


def _cut(names: Array) -> Array:
    """Sets that are still too large, cut in order of time."""
    order = np.argsort(names, kind="stable")
    ordered = names[order]
    firsts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(order)])
    sizes = np.diff(np.append(firsts, len(order)))
    place = np.arange(len(order)) - np.repeat(firsts, sizes)
    start = np.arange(len(order)) - place % MOST_TOGETHER
    found = np.empty_like(names)
    found[order] = order[start]
    return found


def components(size: int, lefts: Array, rights: Array) -> Array:
    """The least number of the connected part each number is in."""
    names = np.arange(size)
    while len(lefts):
        one, other = names[lefts], names[rights]
        low, high = np.minimum(one, other), np.maximum(one, other)
        if not (low != high).any():
            break
        np.minimum.at(names, high, low)
        while (names[names] != names).any():
            names = names[names]
    return names


# --- sets dealt out --------------------------------------------------------------


def deal(folder: Folder, settings: Settings, name: str, item: tuple[int, int]) -> Answer:
    """Sends the reports of a part to those who make stories of them."""
    part, shares = item
    every = numbers(folder)
    share = load_arrays(folder, f"{WORK}/shares.npz")["share"]
    follows = load_arrays(folder, f"{WORK}/follows.npz")["follows"]
    sent: dict[int, list[bytes]] = {}
    if not folder.has(f"reports/{name}.parquet"):
        return {"reports": 0}
    rows = read_file(folder, f"reports/{name}.parquet", ["packed"])
    mine = every.of_part(part)
    for number, row in zip(mine.tolist(), rows, strict=True):
        head = np.array([number, follows[number]], np.int64).tobytes()
        packed = row["packed"] if follows[number] == number else _bare(row["packed"])
        sent.setdefault(int(share[number]), []).append(head + packed)
    send_bytes(folder, f"{WORK}/dealt/{name}.bin", sent, shares)
    return {"reports": len(mine)}


def _bare(packed: bytes) -> bytes:
    """All that a story says of a report that follows another: its id and when it was published."""
    report = unpack(Report, packed)
    return pack(Report(report.id, "", published=report.published))


def share_out(folder: Folder, settings: Settings) -> Answer:
    """Which task makes the stories of each set: sets in order of time, tasks of like cost."""
    names = load_arrays(folder, f"{WORK}/sets.npz")["names"]
    follows = load_arrays(folder, f"{WORK}/follows.npz")["follows"]
    size = len(names)
    looked_at = follows == np.arange(size)
    sizes = np.bincount(names, looked_at, size)
    followers = np.bincount(names, ~looked_at, size)
    cost = np.where(sizes > 0, sizes + sizes**2 / 100 + followers / 50, 0.0)
    share_of_set = np.floor((np.cumsum(cost) - cost) / COST).astype(np.int64)
    used, share_of_set[sizes > 0] = np.unique(share_of_set[sizes > 0], return_inverse=True)
    save_arrays(folder, f"{WORK}/shares.npz", share=share_of_set[names])
    return {"shares": len(used)}


COST = 150.0
"""Reports of a task that makes stories, or fewer where one is large: some five seconds of CPU.
A report of a story of n costs about 1 + n / 100 as much as one alone (measured)."""
