"""Who among the kept documents can hold a copy of a text: candidates out of the segments.

Keys are taken rarest first, up to a budget of postings, so a lookup costs the same whether
a key is held by ten documents or by a million, and the copies of the most printed wire are
still found: each of its keys names them. A key that one outlet prints day after day is that
outlet's furniture and says nothing about its documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from newstemma.copies.segments import Segment

Numbers: TypeAlias = NDArray[np.int64]
BUDGET = 200_000
"""Postings read for one lookup: some 2 ms. More finds more of a crowd of copies, no rarer one."""
RARE_PAIR = 12
"""Most documents that hold a content pair which can betray a paraphrase (findings: .92 at 12)."""
FEWEST_RARE = 4
"""Rare content pairs that make a candidate; fewer meet in any two reports of one topic."""


class Candidates(NamedTuple):
    """Documents by segment and number, with how many keys each shares, most first."""

    segments: Numbers
    numbers: Numbers
    counts: Numbers


class Keys(NamedTuple):
    """The keys of a text, without repeats."""

    fingerprints: NDArray[np.uint32]
    pairs: NDArray[np.uint32]


def candidates(segments: Sequence[Segment], keys: Keys, deleted: Sequence[Numbers]) -> Candidates:
    """Who shares a fingerprint, or several rare content pairs, with the text of these keys."""
    literal = _shared(segments, "fingerprints", keys.fingerprints, None)
    rewritten = _shared(segments, "pairs", keys.pairs, RARE_PAIR)
    strong = rewritten.counts >= FEWEST_RARE
    both = [np.concatenate([a, b[strong]]) for a, b in zip(literal, rewritten, strict=True)]
    alive = ~_gone(both[0], both[1], deleted)
    return _counted(both[0][alive], both[1][alive], both[2][alive])


def _shared(
    segments: Sequence[Segment], name: str, keys: NDArray[np.uint32], most: int | None
) -> Candidates:
    """Who holds the keys, each document once with its count of keys."""
    places = [segment.holders(name, keys) for segment in segments]
    held = np.sum([ends - begins for begins, ends in places] or [np.zeros(len(keys), int)], axis=0)
    chosen = _affordable(held, most)
    found = [np.empty((2, 0), np.int64)]
    for number, (segment, (begins, ends)) in enumerate(zip(segments, places, strict=True)):
        holders = _gather(segment[name], begins[chosen], ends[chosen])
        found.append(np.stack([np.full(len(holders), number, np.int64), holders]))
    owners, numbers = np.concatenate(found, axis=1)
    return _counted(owners, numbers, np.ones(len(owners), np.int64))


def _affordable(held: Numbers, most: int | None) -> Numbers:
    """Which keys to read: the rarest first, while the budget lasts."""
    order = np.argsort(held, kind="stable")
    order = order[held[order] > 0]
    if most is not None:
        order = order[held[order] <= most]
    spent = np.cumsum(held[order])
    enough = max(int(np.searchsorted(spent, BUDGET)), 1)
    return order[:enough]


def _gather(postings: NDArray[np.uint64], begins: Numbers, ends: Numbers) -> Any:
    """The documents in several stretches of the postings, at most `BUDGET` of each."""
    counts = np.minimum(ends - begins, BUDGET)
    held = counts > 0
    begins, counts = begins[held], counts[held]
    if len(counts) == 0:
        return np.empty(0, np.int64)
    steps = np.repeat(begins - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
    found = postings[np.arange(int(counts.sum())) + steps]
    return (found & np.uint64(0xFFFFFFFF)).astype(np.int64)


def _counted(owners: Numbers, numbers: Numbers, counts: Numbers) -> Candidates:
    """Each document once, its counts added up, most first, then in order of the index."""
    joint = (owners << 32) | numbers
    order = np.argsort(joint, kind="stable")
    joint, counts = joint[order], counts[order]
    firsts = np.flatnonzero(np.concatenate([[True], joint[1:] != joint[:-1]])[: len(joint)])
    sums = np.add.reduceat(counts, firsts) if len(firsts) else counts
    joint = joint[firsts]
    rank = np.argsort(-sums, kind="stable")
    return Candidates(joint[rank] >> 32, joint[rank] & 0xFFFFFFFF, sums[rank])


def _gone(owners: Numbers, numbers: Numbers, deleted: Sequence[Numbers]) -> NDArray[np.bool_]:
    gone = np.zeros(len(owners), np.bool_)
    for number, dead in enumerate(deleted):
        if len(dead):
            gone |= (owners == number) & np.isin(numbers, dead)
    return gone
