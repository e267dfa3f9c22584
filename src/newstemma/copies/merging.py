"""Several segments as one, in memory that does not grow with them.

Postings are merged key range by key range: each range is cut out of every segment, the
deleted documents left out, the rest numbered anew, sorted and written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from newstemma.copies.segments import Segment, Writer

Numbers: TypeAlias = NDArray[np.int64]
BLOCK = 2_000_000
"""Postings sorted at once: 16 MB, and as much again."""
_SHIFT = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


def merge(segments: Sequence[Segment], kept: Sequence[Numbers], path: Path) -> int:
    """Writes the kept documents of the segments, in order, as one; its size in bytes."""
    writer = Writer(path)
    try:
        _put_all(writer, segments, kept)
        return writer.finish()
    except BaseException:
        writer.abandon()
        raise


def _put_all(writer: Writer, segments: Sequence[Segment], kept: Sequence[Numbers]) -> None:
    numbers = _renumbered(segments, kept)
    for name in ("fingerprints", "pairs"):
        writer.put(name, _postings(segments, numbers, name), "<u8")
    for name, kind in (
        ("hashes", "<u4"),
        ("contents", "<u2"),
        ("starts", "<u4"),
        ("lengths", "<u2"),
    ):
        writer.put(name, _words(segments, kept, name), kind)
    writer.put("bounds", [_edges(segments, kept, "bounds", 1)], "<i8")
    writer.put("names", _names(segments, kept), "<u1")
    writer.put("name_edges", [_edges(segments, kept, "name_edges", 2)], "<i8")
    for name in ("earliest", "latest"):
        writer.put(name, (s[name][k] for s, k in zip(segments, kept, strict=True)), "<i8")
    digests, order = _digests(segments, numbers)
    writer.put("digests", [digests], "<u8")
    writer.put("order", [order], "<u4")


def _renumbered(segments: Sequence[Segment], kept: Sequence[Numbers]) -> list[Numbers]:
    """For each segment the new number of each document, -1 for one that goes."""
    found, base = [], 0
    for segment, numbers in zip(segments, kept, strict=True):
        new = np.full(len(segment), -1, np.int64)
        new[numbers] = np.arange(base, base + len(numbers))
        base += len(numbers)
        found.append(new)
    return found


def _postings(
    segments: Sequence[Segment], numbers: Sequence[Numbers], name: str
) -> Iterator[NDArray[np.uint64]]:
    total = sum(len(segment[name]) for segment in segments)
    ranges = max(1, -(-total // BLOCK))
    edges = [round(step * 2**64 / ranges) for step in range(ranges + 1)]
    for low, high in pairwise(edges):
        parts = [
            _moved(_between(segment[name], low, high), new)
            for segment, new in zip(segments, numbers, strict=True)
        ]
        yield np.sort(np.concatenate(parts))


def _between(postings: Any, low: int, high: int) -> Any:
    begin = np.searchsorted(postings, np.uint64(low)) if low else 0
    end = np.searchsorted(postings, np.uint64(high)) if high < 2**64 else len(postings)
    return postings[begin:end]


def _moved(postings: Any, new: Numbers) -> Any:
    numbers = new[(postings & _LOW).astype(np.int64)]
    stay = numbers >= 0
    keys = (postings[stay] >> _SHIFT) << _SHIFT
    return keys | numbers[stay].astype(np.uint64)


def _words(segments: Sequence[Segment], kept: Sequence[Numbers], name: str) -> Iterator[Any]:
    for segment, numbers in zip(segments, kept, strict=True):
        bounds = segment["bounds"]
        for first, last in _stretches(numbers):
            yield segment[name][int(bounds[first]) : int(bounds[last + 1])]


def _names(segments: Sequence[Segment], kept: Sequence[Numbers]) -> Iterator[Any]:
    for segment, numbers in zip(segments, kept, strict=True):
        edges = segment["name_edges"]
        for first, last in _stretches(numbers):
            yield segment["names"][int(edges[2 * first]) : int(edges[2 * last + 2])]


def _stretches(numbers: Numbers) -> Iterator[tuple[int, int]]:
    """The first and last of each stretch of numbers without a gap."""
    if len(numbers) == 0:
        return
    breaks = np.flatnonzero(np.diff(numbers) != 1)
    firsts = np.concatenate([numbers[:1], numbers[breaks + 1]])
    lasts = np.concatenate([numbers[breaks], numbers[-1:]])
    yield from zip(firsts.tolist(), lasts.tolist(), strict=True)


def _edges(segments: Sequence[Segment], kept: Sequence[Numbers], name: str, each: int) -> Numbers:
    """The edges of what each document holds `each` of, from their sizes."""
    sizes = [
        np.diff(segment[name]).reshape(-1, each)[numbers].ravel()
        for segment, numbers in zip(segments, kept, strict=True)
    ]
    return np.cumsum(np.concatenate([np.zeros(1, np.int64), *sizes]), dtype=np.int64)


def _digests(segments: Sequence[Segment], numbers: Sequence[Numbers]) -> tuple[Any, Any]:
    order = np.concatenate(
        [
            new[segment["order"].astype(np.int64)]
            for segment, new in zip(segments, numbers, strict=True)
        ]
    )
    digests = np.concatenate([segment["digests"] for segment in segments])
    stay = order >= 0
    digests, order = digests[stay], order[stay]
    place = np.argsort(digests, kind="stable")
    return digests[place], order[place]
