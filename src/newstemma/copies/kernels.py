"""The inner loops as compiled array code; `plain` has the same functions without numba.

Each function here gives, number for number, what its namesake in `plain` gives; a test
holds them together. Imported only for long work: numba takes a quarter of a second to
import, and each kernel a second to compile, once for each machine.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numba
import numpy as np

from newstemma.copies import constants as c

_FACTOR = np.uint64(c.FACTOR)
_MIX_ONE, _MIX_TWO = np.uint64(c.MIX_ONE), np.uint64(c.MIX_TWO)
_RUN_FACTOR = np.uint64(c.RUN_FACTOR)
_HALF, _UP, _SHIFT, _TOP = np.uint64(33), np.uint64(29), np.uint64(32), np.uint64(48)
_SLOT = np.uint64(44)
_LONE = np.uint32(1 << 31)
_LAST = np.uint64(0xFFFFFFFFFFFFFFFF)
_HASHED, _ROOT, _RUN, _WINDOW, _REACH = c.HASHED, c.ROOT, c.RUN, c.WINDOW, c.REACH
_LONGEST = 65535

_SOURCES = ("constants.py", "kernels.py", "matching_kernels.py")
_EDITION = blake2b(
    b"".join(Path(__file__).with_name(name).read_bytes() for name in _SOURCES), digest_size=8
).hexdigest()


def _compiled(function: Callable[..., Any]) -> Any:
    # What numba keeps it finds again by name and by the file the function stands in. Our
    # numbers stand in another, and one kernel is built into the next: so the name tells all.
    function.__qualname__ = f"{function.__qualname__}_{_EDITION}"
    try:
        return numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # no folder to keep the machine code in: compile anew each time
        return numba.njit(nogil=True)(function)


@_compiled
def _mix(value: Any) -> Any:
    value ^= value >> _HALF
    value *= _MIX_ONE
    value ^= value >> _UP
    value *= _MIX_TWO
    return value ^ (value >> _HALF)


@_compiled
def _point(raw: Any, place: int) -> Any:
    """The code point that begins at a byte, and how many bytes it takes."""
    lead = np.uint32(raw[place])
    if lead < 0x80:
        return lead, 1
    size = 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
    point = lead & np.uint32(0x7F >> size)
    for step in range(1, size):
        point = (point << np.uint32(6)) | np.uint32(raw[place + step] & 0x3F)
    return point, size


@_compiled
def _word(raw: Any, place: int, table: Any) -> Any:
    """The word at a byte: the byte after it, code points passed, those up to its last letter,
    its hash and its root's, its letters, and a code point that the table does not know or 0."""
    value = root = np.uint64(0)
    count = passed = end = 0
    first = np.uint32(0)
    while True:
        point, size = _point(raw, place)
        fold = table[point]
        if fold == 2:
            return place, passed, end, value, root, count, point
        if fold == 0 or (fold >= _LONE and count > 0):
            break
        place += size
        passed += 1
        if fold == 1:
            continue
        end = passed
        count += 1
        if count == 1:
            first = fold
        if count <= _HASHED:
            value = value * _FACTOR + np.uint64(fold)
        if count == _ROOT:
            root = value
        if first >= _LONE:
            break
    if count < _ROOT or 48 <= first <= 57:
        root = value
    return place, passed, end, value, root, count, np.uint32(0)


@_compiled
def cut(raw: Any, edges: Any, table: Any, empty: Any) -> Any:
    """The words of texts laid end to end as UTF-8, text t at edges[t]..edges[t + 1].

    A line end stands after each. Gives the columns of `words.Words`, and a code point that
    the table does not know, where it met one and gave up.
    """
    size = len(raw) + 1
    hashes, contents = np.empty(size, np.uint32), np.empty(size, np.uint16)
    starts, lengths = np.empty(size, np.uint32), np.empty(size, np.uint16)
    bounds = np.zeros(len(edges), np.int64)
    found = 0
    strange = np.uint32(0)
    for text in range(len(edges) - 1):
        place, stop, at = edges[text], edges[text + 1], 0
        while place < stop and strange == 0:
            point, wide = _point(raw, place)
            if table[point] < 2:
                place += wide
                at += 1
                continue
            place, passed, end, value, root, count, strange = _word(raw, place, table)
            whole = _mix(value)
            hashes[found] = whole >> _SHIFT
            barren = count < 2 or empty[whole >> _SLOT] != 0
            contents[found] = 0 if barren else max(_mix(root) >> _TOP, np.uint64(1))
            starts[found], lengths[found] = at, min(end, _LONGEST)
            found += 1
            at += passed
        bounds[text + 1] = found
    return hashes[:found], contents[:found], starts[:found], lengths[:found], bounds, strange


@_compiled
def _run_values(hashes: Any, first: int, stop: int, values: Any) -> int:
    """Fills in the mixed values of the runs of one text; how many there are."""
    count = stop - first - _RUN + 1
    for place in range(count):
        value = np.uint64(0)
        for step in range(_RUN):
            value = value * _RUN_FACTOR + np.uint64(hashes[first + place + step])
        values[place] = _mix(value)
    return max(count, 0)


@_compiled
def _least(values: Any, first: int, stop: int) -> int:
    best = first
    for place in range(first + 1, stop):
        if values[place] <= values[best]:
            best = place
    return best


@_compiled
def fingerprints(hashes: Any, bounds: Any) -> Any:
    """The winnowed runs of words: their keys, and the index of the first word of each."""
    longest = 0
    for text in range(len(bounds) - 1):
        longest = max(longest, bounds[text + 1] - bounds[text])
    values = np.empty(longest + 1, np.uint64)
    keys, places = np.empty(len(hashes), np.uint32), np.empty(len(hashes), np.int64)
    found = 0
    for text in range(len(bounds) - 1):
        first = bounds[text]
        count = _run_values(hashes, first, bounds[text + 1], values)
        before = -1
        for start in range(max(count - _WINDOW, 0) + 1 if count else 0):
            best = _least(values, start, min(start + _WINDOW, count))
            if best != before:
                keys[found] = values[best] >> _SHIFT
                places[found] = first + best
                found += 1
                before = best
    return keys[:found], places[:found]


@_compiled
def pair_key(one: Any, other: Any) -> Any:
    """The key of two contents, in whatever order they come."""
    low, high = min(one, other), max(one, other)
    return _mix((np.uint64(low) << np.uint64(16)) | np.uint64(high)) >> _SHIFT


@_compiled
def content_pairs(contents: Any, bounds: Any, wanted: Any) -> Any:
    """key << 32 | text of each pair of content words near each other, in the wanted texts."""
    packed = np.empty(len(contents) * _REACH, np.uint64)
    found = 0
    for text in range(len(bounds) - 1):
        if not wanted[text]:
            continue
        stop = bounds[text + 1]
        for place in range(bounds[text], stop):
            if contents[place] == 0:
                continue
            for other in range(place + 1, min(place + _REACH + 1, stop)):
                if contents[other] != 0 and contents[other] != contents[place]:
                    key = pair_key(contents[place], contents[other])
                    packed[found] = (key << _SHIFT) | np.uint64(text)
                    found += 1
    return packed[:found]


@_compiled
def pair_up(texts: Any, edges: Any, most: int) -> Any:
    """low << 32 | high for each two texts of each group of 2 to `most` that share a key.

    Group g holds texts[edges[g]:edges[g + 1]], ascending.
    """
    size = 0
    for group in range(len(edges) - 1):
        count = edges[group + 1] - edges[group]
        size += count * (count - 1) // 2 if count <= most else 0
    packed = np.empty(size, np.uint64)
    found = 0
    for group in range(len(edges) - 1):
        first, stop = edges[group], edges[group + 1]
        if stop - first > most:
            continue
        for one in range(first, stop):
            for other in range(one + 1, stop):
                packed[found] = (np.uint64(texts[one]) << _SHIFT) | np.uint64(texts[other])
                found += 1
    return packed
