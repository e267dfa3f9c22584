"""Two texts compared word by word, compiled; `matching` says what each function gives."""

from __future__ import annotations

from typing import Any

import numpy as np

from newstemma.copies import constants as c
from newstemma.copies.kernels import _compiled, _mix, pair_key

_RUN_FACTOR = np.uint64(c.RUN_FACTOR)
_BITS = np.uint64(64 - 16)
_SLOTS = 1 << 16
_SEED, _GAP, _LEAST, _TRIED = c.SEED, c.GAP, c.LEAST, c.MOST_TRIED
_MOST, _REACH, _STRIDE, _FEWEST = c.MOST_PASSAGES, c.REACH, c.STRIDE, c.FEWEST_PAIRS
_MOST_PAIRS = c.MOST_PAIRS


@_compiled
def _slot(hashes: Any, place: int) -> Any:
    value = np.uint64(hashes[place])
    for step in range(1, _SEED):
        value = value * _RUN_FACTOR + np.uint64(hashes[place + step])
    return np.int64(_mix(value) >> _BITS)


@_compiled
def _agreeing(hashes: Any, left: int, right: int, room: int) -> int:
    """How many words agree from two places on, at most `room`; a hidden word (0) never does."""
    count = 0
    while count < room and hashes[left + count] == hashes[right + count] != 0:
        count += 1
    return count


@_compiled
def _enter(hashes: Any, first: int, stop: int, heads: Any, after: Any) -> None:
    """Enters the seeds of the left text: the places of each slot chained in order."""
    for place in range(stop - _SEED, first - 1, -1):
        slot = _slot(hashes, place)
        after[place - first] = heads[slot]
        heads[slot] = place


@_compiled
def _clear(hashes: Any, first: int, stop: int, heads: Any) -> None:
    for place in range(first, stop - _SEED + 1):
        heads[_slot(hashes, place)] = -1


@_compiled
def _best_start(hashes: Any, ends: Any, right: int, heads: Any, after: Any) -> Any:
    """Where in the left text the longest match of what stands at `right` begins, and its length."""
    first, stop, right_stop = ends
    place = heads[_slot(hashes, right)]
    best, length, tried = -1, 0, 0
    while place >= 0 and tried < _TRIED:
        count = _agreeing(hashes, place, right, min(stop - place, right_stop - right))
        if count >= _SEED:
            tried += 1
            if count > length:
                best, length = place, count
        place = after[place - first]
    return best, length


@_compiled
def _matches(hashes: Any, ends: Any, right: int, heads: Any, after: Any, found: Any) -> int:
    """Fills in (left, right, words) of the matches in order of the right text; how many."""
    _, stop, right_stop = ends
    count = 0
    left_end, right_end = -1, 0
    while right + _SEED <= right_stop:
        length = 0
        place = left_end + right - right_end
        if left_end >= 0 and place < stop:
            length = _agreeing(hashes, place, right, min(stop - place, right_stop - right))
        if length < _SEED:
            place, length = _best_start(hashes, ends, right, heads, after)
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
def match_all(words: Any, lefts: Any, rights: Any) -> Any:
    """The passages that are word for word in each pair: see `matching.match_all`."""
    hashes, contents, bounds = words
    longest = 1
    for text in range(len(bounds) - 1):
        longest = max(longest, bounds[text + 1] - bounds[text])
    heads = np.full(_SLOTS, -1, np.int64)
    after = np.empty(longest, np.int64)
    found = np.empty((longest, 3), np.int64)
    rows = np.empty((len(lefts) * _MOST, 7), np.int32)
    kept = 0
    entered = -1
    for pair in range(len(lefts)):
        first, stop = bounds[lefts[pair]], bounds[lefts[pair] + 1]
        if lefts[pair] != entered:
            if entered >= 0:
                _clear(hashes, bounds[entered], bounds[entered + 1], heads)
            _enter(hashes, first, stop, heads, after)
            entered = lefts[pair]
        right = bounds[rights[pair]]
        ends = (first, stop, bounds[rights[pair] + 1])
        count = _matches(hashes, ends, right, heads, after, found)
        more = _join(contents, found, count, rows[kept : kept + _MOST])
        rows[kept : kept + more, 0] = pair
        rows[kept : kept + more, 1:3] -= np.int32(first)
        rows[kept : kept + more, 3:5] -= np.int32(right)
        kept += more
    return rows[:kept]


@_compiled
def _pair_slot(key: Any, table: Any, stamp: int) -> Any:
    """Where a key is, or the free slot where it would be."""
    keys, stamps = table[0], table[1]
    slot = np.int64(key) & (len(keys) - 1)
    while stamps[slot] == stamp and keys[slot] != key:
        slot = (slot + 1) & (len(keys) - 1)
    return slot


@_compiled
def _enter_pairs(contents: Any, first: int, stop: int, table: Any, stamp: int) -> int:
    keys, stamps, places, hits = table
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
            key = pair_key(contents[place], contents[other])
            slot = _pair_slot(key, table, stamp)
            if stamps[slot] != stamp:
                keys[slot], stamps[slot], places[slot], hits[slot] = key, stamp, place, 0
    return count


@_compiled
def _meet_pairs(contents: Any, ends: Any, table: Any, stamp: int, points: Any) -> Any:
    """Fills in the places of the pairs that meet, in order of the right text; how many of all."""
    first, stop = ends
    _, stamps, places, hits = table
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
            slot = _pair_slot(pair_key(contents[place], contents[other]), table, stamp)
            if stamps[slot] == stamp and hits[slot] == 0:
                hits[slot] = 1
                points[met, 0], points[met, 1] = places[slot], place
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
    table = (
        np.zeros(_MOST_PAIRS * 2, np.uint64),
        np.full(_MOST_PAIRS * 2, -1, np.int64),
        np.zeros(_MOST_PAIRS * 2, np.int64),
        np.zeros(_MOST_PAIRS * 2, np.uint8),
    )
    points = np.empty((_MOST_PAIRS, 2), np.int64)
    counts = np.zeros((len(lefts), 3), np.int32)
    rows = np.empty((len(lefts) * _MOST, 6), np.int32)
    kept = 0
    for pair in range(len(lefts)):
        first, stop = bounds[lefts[pair]], bounds[lefts[pair] + 1]
        right, right_stop = bounds[rights[pair]], bounds[rights[pair] + 1]
        held = _enter_pairs(contents, first, stop, table, pair)
        other, met = _meet_pairs(contents, (right, right_stop), table, pair, points)
        counts[pair, 0], counts[pair, 1], counts[pair, 2] = met, held, other
        more = _draw(points, met, rows[kept : kept + _MOST])
        for row in rows[kept : kept + more]:
            row[0] = pair
            row[1], row[2] = row[1] - first, min(row[2], stop) - first
            row[3], row[4] = row[3] - right, min(row[4], right_stop) - right
        kept += more
    return counts, rows[:kept]
