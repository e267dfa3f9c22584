"""Who among the kept documents can hold a copy of a text: candidates out of the segments.

Keys are taken rarest first, up to a budget of postings, so a lookup costs the same whether
a key is held by ten documents or by a million, and the copies of the most printed wire are
still found: each of its keys names them. A fingerprint whose many holders are otherwise
unlike is furniture, and says nothing about them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from newstemma.copies.comparing import compare
from newstemma.copies.furniture import MOSTLY
from newstemma.copies.groups import FEW
from newstemma.copies.segments import Segment
from newstemma.copies.words import joined

Numbers: TypeAlias = NDArray[np.int64]
BUDGET = 200_000
"""Postings read for one lookup: some 2 ms. More finds more of a crowd of copies, no rarer one."""
COMMON_BUDGET = 20_000
"""And of content pairs that are not rare."""
RARE_PAIR = 12
"""Most documents that hold a content pair which can betray a paraphrase (findings: .92 at 12)."""
FEWEST_RARE = 4
"""Rare content pairs that make a candidate; fewer meet in any two reports of one topic."""
MANY = 0.1
"""Share of all its content pairs that makes a candidate however common they are."""
SAMPLED = 6
"""Holders of a common fingerprint that are compared to tell a wire from a footer."""


class Candidates(NamedTuple):
    """Documents by segment and number, with how many keys each shares, most first."""

    segments: Numbers
    numbers: Numbers
    counts: Numbers


class Shelf(NamedTuple):
    """What is kept: the segments, and of each the numbers of its deleted documents."""

    segments: Sequence[Segment]
    deleted: Sequence[Numbers]


class Held(NamedTuple):
    """Where in each segment the postings of each key begin and end."""

    keys: NDArray[np.uint32]
    begins: list[Numbers]
    ends: list[Numbers]

    @property
    def counts(self) -> Numbers:
        """How many documents hold each key."""
        nobody = np.zeros(len(self.keys), np.int64)
        return sum((e - b for b, e in zip(self.begins, self.ends, strict=True)), nobody)

    def but(self, left_out: NDArray[np.bool_]) -> Held:
        """The same without some of the keys."""
        stay = ~left_out
        return Held(self.keys[stay], [b[stay] for b in self.begins], [e[stay] for e in self.ends])


def candidates(shelf: Shelf, literal: Held, rewritten: Held) -> Candidates:
    """Who shares a fingerprint, or several rare content pairs, with the text of these keys."""
    one = _shared(shelf, "fingerprints", literal, None)
    rare = _least(_shared(shelf, "pairs", rewritten, RARE_PAIR), FEWEST_RARE)
    # What a thousand printed is rare nowhere; but each of them has it nearly all.
    crowd = _shared(shelf, "pairs", rewritten, None, COMMON_BUDGET)
    crowd = _least(crowd, MANY * len(rewritten.keys))
    both = [np.concatenate(parts) for parts in zip(one, rare, crowd, strict=True)]
    alive = ~_gone(both[0], both[1], shelf.deleted)
    return _counted(both[0][alive], both[1][alive], both[2][alive])


def _least(found: Candidates, count: float) -> Candidates:
    strong = found.counts >= max(count, FEWEST_RARE)
    return Candidates._make(column[strong] for column in found)


def held(shelf: Shelf, name: str, keys: NDArray[np.uint32]) -> Held:
    """Who holds these keys."""
    places = [segment.holders(name, keys) for segment in shelf.segments]
    return Held(keys, [begins for begins, _ in places], [ends for _, ends in places])


def furniture(shelf: Shelf, literal: Held, loops: Any) -> NDArray[np.bool_]:
    """Which of the fingerprints are somebody's furniture: held by many that are otherwise unlike.

    Of more than `FEW` holders some are compared with each other; prints of one wire have
    half of their words in common, pages with one footer have not.
    """
    found = np.zeros(len(literal.keys), np.bool_)
    known: dict[tuple[tuple[int, int], ...], bool] = {}
    for place in np.flatnonzero(literal.counts > FEW).tolist():
        some = _some_holders(shelf, literal, place)
        if some not in known:
            known[some] = _unlike(shelf, some, loops)
        found[place] = known[some]
    return found


def _some_holders(shelf: Shelf, literal: Held, place: int) -> tuple[tuple[int, int], ...]:
    """`SAMPLED` holders of a key, spread over all of them."""
    chosen = np.linspace(0, literal.counts[place] - 1, SAMPLED).astype(np.int64)
    found: list[tuple[int, int]] = []
    passed = 0
    for owner, segment in enumerate(shelf.segments):
        begin, count = literal.begins[owner][place], literal.ends[owner][place]
        count = count - begin
        here = chosen[(chosen >= passed) & (chosen < passed + count)] - passed + begin
        numbers = segment["fingerprints"][here] & np.uint64(0xFFFFFFFF)
        found += [(owner, int(number)) for number in numbers]
        passed += int(count)
    return tuple(found)


def _unlike(shelf: Shelf, some: tuple[tuple[int, int], ...], loops: Any) -> bool:
    words = joined([shelf.segments[owner].words.of(number) for owner, number in some])
    lefts = np.arange(len(some) - 1, dtype=np.int64)
    found = compare(words, lefts, lefts + 1, loops, only="literal")
    return bool((np.maximum(found.left_shares, found.right_shares) < MOSTLY).all())


def _shared(
    shelf: Shelf, name: str, those: Held, most: int | None, budget: int = BUDGET
) -> Candidates:
    """Who holds the keys, each document once with its count of keys."""
    chosen = _affordable(those.counts, most, budget)
    found = [np.empty((2, 0), np.int64)]
    for owner, segment in enumerate(shelf.segments):
        begins, ends = those.begins[owner][chosen], those.ends[owner][chosen]
        holders = _gather(segment[name], begins, ends)
        found.append(np.stack([np.full(len(holders), owner, np.int64), holders]))
    owners, numbers = np.concatenate(found, axis=1)
    return _counted(owners, numbers, np.ones(len(owners), np.int64))


def _affordable(held: Numbers, most: int | None, budget: int) -> Numbers:
    """Which keys to read: the rarest first, while the budget lasts."""
    order = np.argsort(held, kind="stable")
    order = order[held[order] > 0]
    if most is not None:
        order = order[held[order] <= most]
    spent = np.cumsum(held[order])
    enough = max(int(np.searchsorted(spent, budget)), 1)
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
