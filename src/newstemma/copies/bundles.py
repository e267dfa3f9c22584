"""Bundles: documents that hold nearly the same text, around the first of them.

Never by transitive closure: A like B and B like C says nothing of A and C (one real event
fused 227 reports that way). A document joins the bundle of an earlier one only where the two
were compared and each has nearly all of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from newstemma.copies.comparing import Compared
from newstemma.copies.groups import FEW, distinct

Array: TypeAlias = NDArray[Any]
NEARLY_ALL = 0.8
"""Share of the words, both ways, that makes two documents one text for the search."""
_SHIFT = np.uint64(32)


def bundle(found: Compared, texts: int) -> Array:
    """For each text the first text of its bundle: itself where it is in none, or the first."""
    heads = np.arange(texts)
    same = (found.left_shares >= NEARLY_ALL) & (found.right_shares >= NEARLY_ALL)
    lefts, rights = found.lefts[same], found.rights[same]
    order = np.lexsort((lefts, rights))
    # By ascending right side: a text's own place is settled before it can be a head.
    for left, right in zip(lefts[order].tolist(), rights[order].tolist(), strict=True):
        if heads[right] == right and heads[left] == left:
            heads[right] = left
    return heads


def members_of(heads: Array) -> Iterator[list[int]]:
    """The members of each bundle of two and more, its first first."""
    several = np.bincount(heads, minlength=len(heads))[heads] > 1 if len(heads) else heads > 0
    order = np.flatnonzero(several)
    order = order[np.argsort(heads[order], kind="stable")]
    ordered = heads[order]
    edges = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(ordered)])
    for members in np.split(order, edges[1:]):
        if len(members):
            yield members.tolist()


def spread(found: Compared, heads: Array, known: Array) -> Array:
    """Pairs to compare because the firsts of their bundles are a pair.

    earlier << 32 | later; only of bundles of a few, and none that is known already.
    """
    order = np.argsort(heads, kind="stable")
    sizes = np.bincount(heads, minlength=len(heads))
    firsts = np.cumsum(sizes) - sizes
    counts = np.where(sizes <= FEW, np.maximum(sizes, 1), 1)
    # Every member of the one with every member of the other, pair after pair.
    products = counts[found.lefts] * counts[found.rights]
    pair = np.repeat(np.arange(len(found.lefts)), products)
    place = np.arange(len(pair)) - np.repeat(np.cumsum(products) - products, products)
    lefts, rights = found.lefts[pair], found.rights[pair]
    one = _member(order, firsts, lefts, place // counts[rights])
    other = _member(order, firsts, rights, place % counts[rights])
    low, high = np.minimum(one, other), np.maximum(one, other)
    pairs = distinct(low.astype(np.uint64) << _SHIFT | high.astype(np.uint64))
    done = found.lefts.astype(np.uint64) << _SHIFT | found.rights.astype(np.uint64)
    return pairs[~np.isin(pairs, np.concatenate([known, done]))]


def _member(order: Array, firsts: Array, heads: Array, number: Array) -> Array:
    """The member of that number of each bundle; of one too large to spread, its first."""
    return np.where(number > 0, order[firsts[heads] + number], heads)
