"""The inner loops over whole arrays, with numpy alone; `kernels` says what each gives."""

from __future__ import annotations

from typing import Any

import numpy as np

from newstemma.copies import constants as c

_FACTOR = np.uint64(c.FACTOR)
_MIX_ONE, _MIX_TWO = np.uint64(c.MIX_ONE), np.uint64(c.MIX_TWO)
_RUN_FACTOR = np.uint64(c.RUN_FACTOR)
_HALF, _UP, _SHIFT, _TOP = np.uint64(33), np.uint64(29), np.uint64(32), np.uint64(48)
_SLOT = np.uint64(44)
_LONE = np.uint32(1 << 31)
_LAST = np.uint64(0xFFFFFFFFFFFFFFFF)
_LONGEST = 65535


def _mix(value: Any) -> Any:
    value = value ^ (value >> _HALF)
    value = value * _MIX_ONE
    value = value ^ (value >> _UP)
    value = value * _MIX_TWO
    return value ^ (value >> _HALF)


def cut(folds: Any, edges: Any, empty: Any) -> Any:
    """The words of texts laid end to end, text t at edges[t]..edges[t + 1], a break between."""
    kept = np.flatnonzero(folds != 1)
    letters = folds[kept]
    firsts, stops = _word_bounds(letters)
    whole, root, counts = _hashes(letters, firsts, stops)
    starts, ends = kept[firsts], kept[stops - 1] + 1
    text = np.searchsorted(edges, starts, side="right") - 1
    barren = (counts < 2) | (empty[(whole >> _SLOT).astype(np.int64)] != 0)
    contents = np.where(barren, np.uint64(0), np.maximum(root >> _TOP, np.uint64(1)))
    bounds = np.searchsorted(starts, edges).astype(np.int64)
    return (
        (whole >> _SHIFT).astype(np.uint32),
        contents.astype(np.uint16),
        (starts - edges[text]).astype(np.uint32),
        np.minimum(ends - starts, _LONGEST).astype(np.uint16),
        bounds,
    )


def _word_bounds(letters: Any) -> Any:
    """The first letter of each word, and the place after its last."""
    inside, lone = letters > 1, letters >= _LONE
    begins = inside.copy()
    begins[1:] &= ~inside[:-1] | lone[1:] | lone[:-1]
    ends = inside.copy()
    ends[:-1] &= ~inside[1:] | begins[1:]
    return np.flatnonzero(begins), np.flatnonzero(ends) + 1


def _hashes(letters: Any, firsts: Any, stops: Any) -> Any:
    counts = np.minimum(stops - firsts, c.HASHED)
    value, root = np.zeros(len(firsts), np.uint64), np.zeros(len(firsts), np.uint64)
    for step in range(int(counts.max(initial=0))):
        longer = np.flatnonzero(counts > step)
        value[longer] = value[longer] * _FACTOR + letters[firsts[longer] + step]
        if step + 1 == c.ROOT:
            root[longer] = value[longer]
    opening = letters[firsts]
    own = (counts < c.ROOT) | ((opening >= 48) & (opening <= 57))
    return _mix(value), _mix(np.where(own, value, root)), counts


def fingerprints(hashes: Any, bounds: Any) -> Any:
    """The winnowed runs of words: their keys, and the index of the first word of each."""
    size = len(hashes)
    if size == 0:
        return np.empty(0, np.uint32), np.empty(0, np.int64)
    values, valid = _run_values(hashes, bounds)
    # Past its last run each text has RUN - 1 places that are none: a window ends among them.
    padded = np.concatenate([values, np.full(c.WINDOW, _LAST)])
    opens = valid.copy()
    whole = np.concatenate([valid, np.zeros(c.WINDOW, np.bool_)])[c.WINDOW - 1 :][:size]
    firsts = bounds[:-1][bounds[:-1] < size]
    opens &= whole | np.isin(np.arange(size), firsts)
    windows = np.lib.stride_tricks.sliding_window_view(padded, c.WINDOW)[:size][opens]
    best = c.WINDOW - 1 - windows[:, ::-1].argmin(axis=1)
    places = np.unique(np.flatnonzero(opens) + best)
    return (values[places] >> _SHIFT).astype(np.uint32), places.astype(np.int64)


def _run_values(hashes: Any, bounds: Any) -> Any:
    size = len(hashes)
    padded = np.concatenate([hashes, np.zeros(c.RUN, np.uint32)]).astype(np.uint64)
    value = np.zeros(size, np.uint64)
    for step in range(c.RUN):
        value = value * _RUN_FACTOR + padded[step : step + size]
    text = np.searchsorted(bounds, np.arange(size), side="right") - 1
    valid = np.arange(size) + c.RUN <= bounds[text + 1]
    return np.where(valid, _mix(value), _LAST), valid


def pair_key(one: Any, other: Any) -> Any:
    """The key of two contents, in whatever order they come."""
    low = np.minimum(one, other).astype(np.uint64)
    high = np.maximum(one, other).astype(np.uint64)
    return _mix((low << np.uint64(16)) | high) >> _SHIFT


def content_pairs(contents: Any, bounds: Any, wanted: Any) -> Any:
    """key << 32 | text of each pair of content words near each other, in the wanted texts."""
    size = len(contents)
    text = (np.searchsorted(bounds, np.arange(size), side="right") - 1).astype(np.uint64)
    chosen = (contents != 0) & wanted[text.astype(np.int64)] if size else contents != 0
    found = [np.empty(0, np.uint64)]
    for step in range(1, min(c.REACH, size - 1) + 1):
        one, other = slice(None, -step), slice(step, None)
        near = chosen[one] & chosen[other] & (text[one] == text[other])
        near &= contents[one] != contents[other]
        keys = pair_key(contents[one][near], contents[other][near])
        found.append((keys << _SHIFT) | text[one][near])
    return np.concatenate(found)


def pair_up(texts: Any, edges: Any, most: int) -> Any:
    """low << 32 | high for each two texts of each group of 2 to `most` that share a key."""
    counts = np.diff(edges)
    group = np.repeat(np.arange(len(counts)), counts)
    group[counts[group] > most] = -1
    wide = texts.astype(np.uint64)
    found = [np.empty(0, np.uint64)]
    for step in range(1, min(most, len(texts))):
        one, other = slice(None, -step), slice(step, None)
        same = (group[one] == group[other]) & (group[one] >= 0)
        if not same.any():
            break
        found.append((wide[one][same] << _SHIFT) | wide[other][same])
    return np.concatenate(found)
