"""Two texts compared word by word, with nothing but Python; `matching_kernels` does it compiled.

The right text is read once, in order. Where the next `SEED` words stand in the left text
too, the match is carried on as far as the words agree; the place where the last match would
go on is tried first, then the places of the same seed. Matches near each other in both
texts are one passage: an editor's other word does not end it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from newstemma.copies import constants as c
from newstemma.copies.plain import pair_key


def match_all(words: Any, lefts: Any, rights: Any) -> Any:
    """The passages that are word for word in each pair of texts.

    A row for each: the pair, first and end word in the left text, first and end word in
    the right one, how many words match, and how many of these have content. `words` are
    the hashes (0 for a word that is to meet nothing), contents and bounds of the texts.
    """
    hashes, contents, bounds = words
    rows: list[tuple[int, ...]] = []
    for pair, (left, right) in enumerate(zip(lefts.tolist(), rights.tolist(), strict=True)):
        one = hashes[bounds[left] : bounds[left + 1]].tolist()
        place = slice(bounds[right], bounds[right + 1])
        other, filled = hashes[place].tolist(), (contents[place] != 0).tolist()
        rows += [(pair, *row) for row in _passages(_matches(one, other), filled)]
    return np.array(rows, np.int32).reshape(-1, 7)


def _seeds(words: list[int]) -> dict[tuple[int, ...], list[int]]:
    places: dict[tuple[int, ...], list[int]] = {}
    for place in range(len(words) - c.SEED + 1):
        places.setdefault(tuple(words[place : place + c.SEED]), []).append(place)
    return places


def _matches(one: list[int], other: list[int]) -> list[tuple[int, int, int]]:
    seeds = _seeds(one)
    found: list[tuple[int, int, int]] = []
    right, shift = 0, None
    while right + c.SEED <= len(other):
        place = right + shift if shift is not None else len(one)
        length = _agreeing(one, other, place, right)
        if length < c.SEED:
            place, length = _best_start(one, other, right, seeds)
        if length < c.SEED:
            right += 1
            continue
        found.append((place, right, length))
        right += length
        shift = place + length - right
    return found


def _best_start(
    one: list[int], other: list[int], right: int, seeds: dict[tuple[int, ...], list[int]]
) -> tuple[int, int]:
    best, longest = -1, 0
    for place in seeds.get(tuple(other[right : right + c.SEED]), [])[: c.MOST_TRIED]:
        length = _agreeing(one, other, place, right)
        if length > longest:
            best, longest = place, length
    return best, longest


def _agreeing(one: list[int], other: list[int], left: int, right: int) -> int:
    count = 0
    for word, twin in zip(one[left:], other[right:], strict=False):
        if word != twin or word == 0:
            break
        count += 1
    return count


def _passages(matches: list[tuple[int, int, int]], filled: list[bool]) -> list[tuple[int, ...]]:
    rows: list[list[int]] = []
    for left, right, length in matches:
        rich = sum(filled[right : right + length])
        last = rows[-1] if rows else None
        if last and 0 <= left - last[1] <= c.GAP and right - last[3] <= c.GAP:
            last[1], last[3] = left + length, right + length
            last[4], last[5] = last[4] + length, last[5] + rich
        else:
            rows.append([left, left + length, right, right + length, length, rich])
    return [tuple(row) for row in rows if row[4] >= c.LEAST][: c.MOST_PASSAGES]


def meet_all(words: Any, lefts: Any, rights: Any) -> Any:
    """How many content pairs each two texts share, and where.

    Counts, a row for each two: pairs of both, of the left text, of the right one. And the
    passages drawn around them: which two, first and end word in the left text, first and
    end word in the right one, how many pairs. A pair counts where it first meets.
    """
    _, contents, bounds = words
    counts: list[tuple[int, int, int]] = []
    rows: list[tuple[int, ...]] = []
    for pair, (left, right) in enumerate(zip(lefts.tolist(), rights.tolist(), strict=True)):
        one = _pair_places(contents[bounds[left] : bounds[left + 1]])
        other = _pair_places(contents[bounds[right] : bounds[right + 1]])
        points = _meeting(one, other)
        counts.append((len(points), len(one), len(other)))
        sizes = int(bounds[left + 1] - bounds[left]), int(bounds[right + 1] - bounds[right])
        rows += [(pair, *row) for row in _drawn(points, sizes)]
    return np.array(counts, np.int32).reshape(-1, 3), np.array(rows, np.int32).reshape(-1, 6)


def _pair_places(contents: Any) -> list[tuple[int, int]]:
    """The key and the first word of each content pair, in order."""
    size = len(contents)
    found = []
    for step in range(1, min(c.REACH, size - 1) + 1):
        one, other = contents[:-step], contents[step:]
        places = np.flatnonzero((one != 0) & (other != 0) & (one != other))
        keys = pair_key(one[places], other[places])
        found += list(zip(places.tolist(), [step] * len(places), keys.tolist(), strict=True))
    return [(key, place) for place, _, key in sorted(found)][: c.MOST_PAIRS]


def _meeting(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> list[tuple[int, int]]:
    first: dict[int, int] = {}
    for key, place in one:
        first.setdefault(key, place)
    return [(first.pop(key), place) for key, place in other if key in first]


def _drawn(points: list[tuple[int, int]], sizes: tuple[int, int]) -> list[tuple[int, ...]]:
    rows: list[list[int]] = []
    for left, right in points:
        last = rows[-1] if rows else None
        near = last and last[0] - c.STRIDE <= left <= last[1] + c.STRIDE
        if last and near and right - last[3] <= c.STRIDE:
            last[0], last[1] = min(last[0], left), max(last[1], left)
            last[3], last[4] = right, last[4] + 1
        else:
            rows.append([left, left, right, right, 1])
    drawn: list[tuple[int, ...]] = [
        (low, min(high + 2, sizes[0]), first, min(end + 2, sizes[1]), met)
        for low, high, first, end, met in rows
        if met >= c.FEWEST_PAIRS
    ]
    return drawn[: c.MOST_PASSAGES]
