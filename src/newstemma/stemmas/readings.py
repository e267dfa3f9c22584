"""The readings of a group of texts, and what they say of who stood between whom.

The theory is the editor's of old texts. A reading here is three words in a row, quotations,
paragraph breaks and the ends of the text included, so that a typo, a dropped sentence and a
quotation gone through another language all leave readings. A copy inherits its source's;
what two texts alone have, beyond what the others' own carelessness explains, they have from
each other. *Quentin's rule* (1926): where of three witnesses each pair agrees against the
third, none stands between the other two; so a source whose copy agrees with a third text
against it, while the third agrees with the source against the copy, is no source.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newstemma.stemmas.own import Phrase

Floats1d = NDArray[np.float64]
Floats2d = NDArray[np.float64]

# Third witnesses looked at for each text: its nearest. More change nothing but the cost.
THIRDS = 24
THIRDS_OF_MANY = 12
MANY = 60
# A reading of this share of the group or less, and no fewer than three, is rare.
RARE = 0.4


class Readings(NamedTuple):
    """Which member [member, reading] has which reading held by two members or more, how many
    readings stand behind each column, and how many readings each member has alone."""

    has: NDArray[np.float32]
    weight: NDArray[np.float32]
    alone: Floats1d


def readings_of(phrases: Sequence[frozenset[Phrase]]) -> Readings:
    """The readings of some texts; readings held by the same members are one column."""
    holders: dict[Phrase, list[int]] = {}
    for member, held in enumerate(phrases):
        for phrase in held:
            holders.setdefault(phrase, []).append(member)
    alone = np.zeros(len(phrases))
    columns: dict[tuple[int, ...], int] = {}
    for who in holders.values():
        if len(who) == 1:
            alone[who[0]] += 1.0
        else:
            key = tuple(who)
            columns[key] = columns.get(key, 0) + 1
    has = np.zeros((len(phrases), max(1, len(columns))), dtype=np.float32)
    for column, key in enumerate(sorted(columns)):
        has[list(key), column] = 1.0
    weight = np.array([columns[k] for k in sorted(columns)] or [0], dtype=np.float32)
    return Readings(has, weight, alone)


def reading_values(readings: Readings) -> dict[str, Floats2d]:
    """The values [source, target] of all clues that rest on readings, by clue name.

    Counts are logarithms of one more than the count: one reading more matters where there
    are few.
    """
    has, weight, alone = readings
    shared = np.asarray(has * weight @ has.T, dtype=np.float64)
    held = np.diag(shared)
    size = np.maximum(1.0, held + alone)
    elsewhere, lost = held[None, :] - shared, held[:, None] - shared
    gained = elsewhere + alone[None, :]
    lacking = lost + alone[:, None]
    only_two, few = _rare(has, weight)
    thirds = _thirds(readings, shared, size)
    expected = thirds.pop("expected")
    kept = shared / np.maximum(1.0, held)[None, :]
    log_gained = np.log1p(gained)
    values = {
        "readings it has and the source lacks": log_gained,
        "more such than from the best source": np.log1p(_beyond_best(gained)),
        "fewer such than from any other source": _lead(log_gained),
        "readings the source has and it lacks": np.log1p(lacking),
        "more such than in the nearest text": np.log1p(_beyond_best(lacking)),
        "readings of the source alone": np.repeat(np.log1p(alone)[:, None], len(has), axis=1),
        "readings found again": np.log1p(elsewhere),
        "share of readings found again": elsewhere / size[None, :],
        "readings lost that others keep": np.log1p(lost),
        "readings of these two alone": np.log1p(only_two),
        "readings of few": np.log1p(few),
        "such by chance": np.log1p(expected),
        "beyond chance": np.log1p(only_two) - np.log1p(expected),
        "share of what it has in common": kept,
        "less than with the nearest": kept - _others(kept, -9.0).max(axis=0)[None, :],
        **thirds,
    }
    for table in values.values():
        np.fill_diagonal(table, 0.0)
    return values


def _rare(has: NDArray[np.float32], weight: NDArray[np.float32]) -> tuple[Floats2d, Floats2d]:
    """How many readings each two have that nobody else has, and that few others have."""
    holders = has.sum(axis=0)
    most = max(3.0, RARE * len(has))
    two = has * (weight * (holders == 2)) @ has.T
    few = has * (weight * ((holders >= 3) & (holders <= most))) @ has.T
    return np.asarray(two, dtype=np.float64), np.asarray(few, dtype=np.float64)


def _others(values: Floats2d, fill: float) -> Floats2d:
    """The values with the diagonal filled."""
    table = values.copy()
    np.fill_diagonal(table, fill)
    return table


def _beyond_best(costs: Floats2d) -> Floats2d:
    """By how much each source costs its target more than the cheapest does."""
    if len(costs) < 2:
        return np.zeros_like(costs)
    gap: Floats2d = np.maximum(0.0, costs - _others(costs, np.inf).min(axis=0)[None, :])
    return gap


def _lead(costs: Floats2d) -> Floats2d:
    """For each target's cheapest source its lead over the next; 0 for the others."""
    found = np.zeros_like(costs)
    if len(costs) < 3:
        return found
    table = _others(costs, np.inf)
    order = np.argsort(table, axis=0, kind="stable")
    every = np.arange(len(costs))
    found[order[0], every] = table[order[1], every] - table[order[0], every]
    return found


def _thirds(readings: Readings, shared: Floats2d, size: Floats1d) -> dict[str, Floats2d]:
    """What third witnesses say of each [source, target], by clue name."""
    many = len(shared)
    most, mean, expected, beyond = (np.zeros((many, many)) for _ in range(4))
    near = _others(shared, -1.0)
    count = min(THIRDS if many <= MANY else THIRDS_OF_MANY, many - 1)
    beyond[:] = shared
    expected[:] = shared
    if many > 2:
        for target in range(many):
            thirds = np.argsort(-near[target], kind="stable")[:count]
            masked = readings.has[thirds] * (readings.has[target] * readings.weight)
            three = np.asarray(readings.has @ masked.T, dtype=np.float64)
            against_source = shared[target, thirds][None, :] - three
            against_target = shared[thirds].T - three
            both = np.minimum(against_source, against_target)
            own = thirds[None, :] == np.arange(many)[:, None]
            both[own] = 0.0
            most[:, target] = both.max(axis=1)
            mean[:, target] = both.sum(axis=1) / max(1, count - 1)
            rate = three / np.maximum(1.0, shared[:, target])[:, None]
            rate[own] = 0.0
            expected[:, target] *= np.prod(1.0 - np.minimum(rate, 0.999), axis=1)
            three[own] = 0.0
            beyond[:, target] -= three.max(axis=1)
    return {
        "none stands between": np.log1p(most),
        "none stands between, by all thirds": np.log1p(mean),
        "share that none explains": most / size[None, :],
        "shared beyond any third": np.log1p(np.maximum(0.0, beyond)),
        "expected": expected,
    }
