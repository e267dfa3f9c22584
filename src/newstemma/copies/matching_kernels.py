"""Two texts compared word by word, compiled; `matching` says what each function gives."""

from __future__ import annotations

from typing import Any

import numpy as np

from newstemma.copies import constants as c
from newstemma.copies.kernels import _compiled, _mix, pair_key

_RUN_FACTOR = np.uint64(c.RUN_FACTOR)
_HALF = np.uint64(32)
_SLOTS = 1 << 16
_SEED, _GAP, _LEAST, _TRIED = c.SEED, c.GAP, c.LEAST, c.MOST_TRIED
_MOST, _REACH, _STRIDE, _FEWEST = c.MOST_PASSAGES, c.REACH, c.STRIDE, c.FEWEST_PAIRS
_MOST_PAIRS = c.MOST_PAIRS


@_compiled
def _seeds(hashes: Any) -> Any:
    """A number for the `SEED` words that begin at each place."""
    seeds = np.zeros(len(hashes), np.uint32)
    for place in range(len(hashes) - _SEED + 1):
        value = np.uint64(hashes[place])
        for step in range(1, _SEED):
            value = value * _RUN_FACTOR + np.uint64(hashes[place + step])
        seeds[place] = _mix(value) >> _HALF
    return seeds


@_compiled
def _mask(size: int) -> Any:
    """The slots for so many words, less one: few enough to stay in the fastest memory."""
    slots = 1024
    while slots < 4 * size and slots < _SLOTS:
        slots *= 2
    return np.uint32(slots - 1)


@_compiled
def _agreeing(hashes: Any, left: int, right: int, room: int) -> int:
    """How many words agree from two places on, at most `room`; a hidden word (0) never does."""
    count = 0
    while count < room and hashes[left + count] == hashes[right + count] != 0:
        count += 1
    return count


@_compiled
def _enter(seeds: Any, first: int, stop: int, heads: Any, after: Any) -> None:
    """Enters the seeds of the left text: the places of each slot chained in order."""
    mask = _mask(stop - first)
    heads[: mask + 1] = -1
    for place in range(stop - _SEED, first - 1, -1):
        slot = seeds[place] & mask
        after[place - first] = heads[slot]
        heads[slot] = place


@_compiled
def _best_start(hashes: Any, seeds: Any, after: Any, ends: Any, start: Any) -> Any:
    """Where in the left text the longest match of what stands at `right` begins, and its length.

    `start` is the first place of the chain, and `right`.
    """
    place, right = start
    first, stop, right_stop = ends
    best, length, tried = -1, 0, 0
    while place >= 0 and tried < _TRIED:
        count = 0
        if seeds[place] == seeds[right]:
            count = _agreeing(hashes, place, right, min(stop - place, right_stop - right))
        if count >= _SEED:
            tried += 1
            if count > length:
                best, length = place, count
        place = after[place - first]
    return best, length


@_compiled
def _matches(hashes: Any, table: Any, ends: Any, right: int, found: Any) -> int:
    """Fills in (left, right, words) of the matches in order of the right text; how many."""
    # Taken apart here, once: an array handed on within a tuple is counted at every call.
    seeds, heads, after = table
    first, stop, right_stop = ends
    mask = _mask(stop - first)
    count = 0
    left_end, right_end = -1, 0
    while right + _SEED <= right_stop:
        length = 0
        place = left_end + right - right_end
        if left_end >= 0 and place < stop:
            length = _agreeing(hashes, place, right, min(stop - place, right_stop - right))
        if length < _SEED:
            place = heads[seeds[right] & mask]
            if place >= 0:
                place, length = _best_start(hashes, seeds, after, ends, (place, right))
        if length < _SEED:
            right += 1
            continue
        found[count, 0], found[count, 1], found[count, 2] = place, right, length
        count += 1
        right += length
        left_end, right_end = place + length, right
    return count


@_compiled
def _rich(contents: Any, place: int, length: int) -> int:
    count = 0
    for word in range(place, place + length):
        count += contents[word] != 0
    return count


@_compiled
def _join(contents: Any, found: Any, count: int, rows: Any) -> int:
    """Joins matches into passages; fills in the rows of those long enough; how many."""
    kept = 0
    index = 0
    while index < count and kept < len(rows):
        left, right, length = found[index]
        left_end, right_end = left + length, right + length
        matched, rich = length, _rich(contents, right, length)
        index += 1
        while index < count:
            near_left, near_right = found[index, 0] - left_end, found[index, 1] - right_end
            if not (0 <= near_left <= _GAP and near_right <= _GAP):
                break
            more = found[index, 2]
            left_end, right_end = found[index, 0] + more, found[index, 1] + more
            matched += more
            rich += _rich(contents, found[index, 1], more)
            index += 1
        if matched >= _LEAST:
            row = rows[kept]
            row[1], row[2], row[3], row[4] = left, left_end, right, right_end
            row[5], row[6] = matched, rich
            kept += 1
    return kept


@_compiled
def _longest(bounds: Any) -> int:
    longest = 1
    for text in range(len(bounds) - 1):
        longest = max(longest, bounds[text + 1] - bounds[text])
    return longest


@_compiled
def _roomy(rows: Any, kept: int) -> Any:
    """The rows, or a copy of twice the room where the next pair may not find enough."""
    if kept + _MOST <= len(rows):
        return rows
    wider = np.empty((2 * len(rows) + _MOST, rows.shape[1]), np.int32)
    wider[:kept] = rows[:kept]
    return wider


@_compiled
def match_all(words: Any, lefts: Any, rights: Any) -> Any:
    """The passages that are word for word in each pair: see `matching.match_all`."""
    hashes, contents, bounds = words
    longest = _longest(bounds)
    found = np.empty((longest, 3), np.int64)
    rows = np.empty((_MOST, 7), np.int32)
    table = (_seeds(hashes), np.empty(_SLOTS, np.int32), np.empty(longest, np.int32))
    kept = 0
    entered = -1
    for pair in range(len(lefts)):
        first, stop = bounds[lefts[pair]], bounds[lefts[pair] + 1]
        if lefts[pair] != entered:
            _enter(table[0], first, stop, table[1], table[2])
            entered = lefts[pair]
        right = bounds[rights[pair]]
        ends = (first, stop, bounds[rights[pair] + 1])
        count = _matches(hashes, table, ends, right, found)
        rows = _roomy(rows, kept)
        more = _join(contents, found, count, rows[kept : kept + _MOST])
        for row in rows[kept : kept + more]:
            row[0] = pair
            row[1], row[2], row[3], row[4] = (
                row[1] - first,
                row[2] - first,
                row[3] - right,
                row[4] - right,
            )
        kept += more
    return rows[:kept]


@_compiled
def _pair_slot(key: Any, keys: Any, places: Any, mask: Any) -> Any:
    """Where a key is, or the free slot where it would be."""
    slot = key & mask
    while places[slot] >= 0 and keys[slot] != key:
        slot = (slot + np.uint32(1)) & mask
    return slot


@_compiled
def _enter_pairs(contents: Any, first: int, stop: int, table: Any) -> int:
    """Enters the content pairs of the left text, each at its first place; how many there are."""
    keys, places, hits = table
    mask = _mask(3 * (stop - first))
    places[: mask + 1] = -1
    count = 0
    for place in range(first, stop):
        if contents[place] == 0:
            continue
        for other in range(place + 1, min(place + _REACH + 1, stop)):
            if contents[other] == 0 or contents[other] == contents[place]:
                continue
            if count == _MOST_PAIRS:
                return count
            count += 1
            key = np.uint32(pair_key(contents[place], contents[other]))
            slot = _pair_slot(key, keys, places, mask)
            if places[slot] < 0:
                keys[slot], places[slot], hits[slot] = key, place - first, -1
    return count


@_compiled
def _meet_pairs(contents: Any, ends: Any, table: Any, pair: int, points: Any) -> Any:
    """Fills in the places of the pairs that meet, in order of the right text; how many of all."""
    first, stop, mask = ends
    keys, places, hits = table
    count = 0
    met = 0
    for place in range(first, stop):
        if contents[place] == 0:
            continue
        for other in range(place + 1, min(place + _REACH + 1, stop)):
            if contents[other] == 0 or contents[other] == contents[place]:
                continue
            if count == _MOST_PAIRS:
                return count, met
            count += 1
            key = np.uint32(pair_key(contents[place], contents[other]))
            slot = _pair_slot(key, keys, places, mask)
            if places[slot] >= 0 and hits[slot] != pair:
                hits[slot] = pair
                points[met, 0], points[met, 1] = places[slot], place - first
                met += 1
    return count, met


@_compiled
def _draw(points: Any, count: int, rows: Any) -> int:
    """Draws passages around points near each other in both texts; how many."""
    kept = 0
    index = 0
    while index < count and kept < len(rows):
        left, right = points[index]
        low, high, last, met = left, left, right, 1
        index += 1
        while index < count:
            place = points[index, 0]
            if points[index, 1] - last > _STRIDE or not low - _STRIDE <= place <= high + _STRIDE:
                break
            low, high, last = min(low, place), max(high, place), points[index, 1]
            met += 1
            index += 1
        if met >= _FEWEST:
            row = rows[kept]
            row[1], row[2], row[3], row[4], row[5] = low, high + 2, right, last + 2, met
            kept += 1
    return kept


@_compiled
def meet_all(words: Any, lefts: Any, rights: Any) -> Any:
    """How many content pairs each two texts share, and where: see `matching.meet_all`."""
    _, contents, bounds = words
    slots = 2 * _SLOTS
    table = (np.zeros(slots, np.uint32), np.full(slots, -1, np.int32), np.zeros(slots, np.int32))
    points = np.empty((_MOST_PAIRS, 2), np.int64)
    counts = np.zeros((len(lefts), 3), np.int32)
    rows = np.empty((_MOST, 6), np.int32)
    kept = 0
    entered, held = -1, 0
    for pair in range(len(lefts)):
        first, stop = bounds[lefts[pair]], bounds[lefts[pair] + 1]
        right, right_stop = bounds[rights[pair]], bounds[rights[pair] + 1]
        if lefts[pair] != entered:
            held = _enter_pairs(contents, first, stop, table)
            entered = lefts[pair]
        ends = (right, right_stop, _mask(3 * (stop - first)))
        other, met = _meet_pairs(contents, ends, table, pair, points)
        counts[pair, 0], counts[pair, 1], counts[pair, 2] = met, held, other
        rows = _roomy(rows, kept)
        more = _draw(points, met, rows[kept : kept + _MOST])
        for row in rows[kept : kept + more]:
            row[0] = pair
            row[2], row[4] = min(row[2], stop - first), min(row[4], right_stop - right)
        kept += more
    return counts, rows[:kept]
