"""Documents that share a key, as groups; and groups as candidate pairs, never too many.

A group of a few gives every pair. A group of thousands, a wire and all who printed it,
gives each member with the first two only: 20,000 copies are 40,000 candidates, not 200
million. Documents are numbered in order of time, so the first is the earliest.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
FEW = 12
"""Holders of a key up to which every pair of them is a candidate."""
ANCHORS = 2
"""Earliest holders that each member of a large group is compared with."""
WINDOW = 3 * 86_400
"""Seconds within which a pair of content words may be common and still betray a paraphrase:
what everybody writes about this week's summit was rare last month."""
_SHIFT = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


class Groups(NamedTuple):
    """Group g is texts[edges[g]:edges[g + 1]], ascending, all holding keys[g]."""

    keys: Array
    texts: Array
    edges: Array

    @property
    def sizes(self) -> Array:
        """How many hold each key."""
        return np.diff(self.edges)


def distinct(values: Array) -> Array:
    """The values sorted, each once. (`np.unique` takes thirty times as long.)"""
    ordered: Array = np.sort(values)
    first: Array = np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(ordered)]
    found: Array = ordered[first]
    return found


def counted(values: Array, least: int = 1) -> tuple[Array, Array]:
    """The values that come at least so often, sorted, and how often."""
    ordered = np.sort(values)
    firsts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(ordered)])
    counts = np.diff(np.concatenate([firsts, [len(ordered)]]))
    chosen = counts >= least
    return ordered[firsts[chosen]], counts[chosen]


def grouped(postings: Array) -> Groups:
    """Distinct sorted postings, key << 32 | text, as groups of two and more."""
    keys = (postings >> _SHIFT).astype(np.uint32)
    change = np.concatenate([[True], keys[1:] != keys[:-1]])[: len(keys)]
    # A key that one text alone holds, nine in ten, is left out before anything is copied.
    shared = ~(change & np.concatenate([change[1:], [True]])[: len(keys)])
    keys, texts, change = keys[shared], (postings[shared] & _LOW).astype(np.uint32), change[shared]
    firsts = np.flatnonzero(change)
    return Groups(keys[firsts], texts, np.concatenate([firsts, [len(keys)]]).astype(np.int64))


def candidate_pairs(groups: Groups, loops: Any) -> Array:
    """earlier << 32 | later, once for each key that two texts share."""
    return np.concatenate([loops.pair_up(groups.texts, groups.edges, FEW), _stars(groups)])


def _stars(groups: Groups) -> Array:
    """Each member of a large group with the first `ANCHORS` members."""
    large = np.flatnonzero(groups.sizes > FEW)
    member = np.repeat(groups.sizes > FEW, groups.sizes)
    texts = groups.texts[member].astype(np.uint64)
    sizes = groups.sizes[large]
    first = np.repeat(np.cumsum(sizes) - sizes, sizes)
    found = [np.empty(0, np.uint64)]
    for anchor in range(ANCHORS if len(texts) else 0):
        later = np.arange(len(texts)) > first + anchor
        found.append((texts[first + anchor] << _SHIFT | texts)[later])
    return np.concatenate(found)


def timely_pairs(groups: Groups, begins: Array) -> Array:
    """Pairs of a large group that lie within `WINDOW`, where few holders do.

    `begins` are the seconds the texts are from, ascending.
    """
    member = np.repeat(groups.sizes > FEW, groups.sizes)
    texts = groups.texts[member].astype(np.int64)
    group = np.repeat(np.arange(len(groups.sizes)), groups.sizes)[member]
    when = begins[texts]
    crowd = _near(group, when, FEW)
    found = [np.empty(0, np.uint64)]
    for step in range(1, min(FEW, len(texts))):
        near = _near(group, when, step) & ~crowd
        one, other = texts[:-step][near[:-step]], texts[step:][near[:-step]]
        found.append(one.astype(np.uint64) << _SHIFT | other.astype(np.uint64))
    return np.concatenate(found)


def _near(group: Array, when: Array, step: int) -> Array:
    """Which members have the one `step` places on in their group, and within the window."""
    near = np.zeros(len(group), np.bool_)
    if step < len(group):
        near[:-step] = (group[:-step] == group[step:]) & (when[step:] - when[:-step] <= WINDOW)
    return near
