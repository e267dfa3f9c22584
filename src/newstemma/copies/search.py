"""All copies within a pile of texts, in memory: `find`.

Fingerprints first. Texts that turn out nearly the same are bundled, and only the first of a
bundle goes on to the search for paraphrase: so what a thousand outlets printed does not make
its own words look common, and what is a paraphrase of one is one of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias, overload

import numpy as np
from numpy.typing import NDArray

from newstemma.copies import groups as g
from newstemma.copies.bundles import bundle, members_of, spread
from newstemma.copies.comparing import Compared, compare, joined_pairs
from newstemma.copies.furniture import furniture, hidden
from newstemma.copies.judging import direction_of
from newstemma.copies.pairs import UNDATED, Bundle, Document, Found, Pair, documents_of, interval
from newstemma.copies.words import PAIR, Kernels, Words, cut_all, in_order
from newstemma.model import Report

Array: TypeAlias = NDArray[Any]
FEWEST_RARE = 3
"""Rare content pairs that make two texts a candidate; each fewer doubles the comparing."""
_SHIFT = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


class Pile(NamedTuple):
    """Documents without their texts, in order of time, undated last."""

    ids: list[str]
    words: Words
    outlets: Array
    intervals: Array

    @property
    def begins(self) -> Array:
        """The first second of each text; below 0 where it has no date."""
        return self.intervals[:, 0]


def find(items: Iterable[Document | Report | str], *, kernels: Kernels | None = None) -> Found:
    """All pairs of the items that share text, with the places, and the bundles.

    Items are documents, reports, or bare texts, which are known by their number from 0. They
    are read once, and only their words are kept, 12 bytes each. The result does not depend
    on their order but for this: of two that are undated, the one given earlier stands first.
    """
    kernels = kernels or Kernels()
    pile = _pile(items, kernels)
    literal, hashes = _literal(pile, kernels)
    heads = bundle(literal, pile.words.texts)
    shown = pile.words._replace(hashes=hashes)
    rewritten = _rewritten(pile, shown, heads, literal, kernels.loops)
    found = joined_pairs(literal, rewritten)
    bundles = [
        Bundle(pile.ids[members[0]], tuple(pile.ids[member] for member in members))
        for members in members_of(heads)
    ]
    return Found(len(pile.ids), Pairs(pile, found), tuple(bundles))


def _pile(items: Iterable[Document | Report | str], kernels: Kernels) -> Pile:
    ids: list[str] = []
    outlets: list[str | None] = []
    stamps: list[tuple[int, int]] = []

    def texts() -> Iterator[str]:
        for document in documents_of(items):
            ids.append(document.id)
            outlets.append(document.outlet)
            stamps.append(interval(document.when))
            yield document.text

    words = cut_all(texts(), kernels)
    intervals = np.array(stamps, np.int64).reshape(-1, 2)
    undated = intervals[:, 0] == UNDATED
    order = np.lexsort((intervals[:, 1], intervals[:, 0], undated))
    numbers = {name: number for number, name in enumerate(dict.fromkeys(outlets)) if name}
    owners = np.array([numbers.get(name or "", -1) for name in outlets], np.int64)
    named = [ids[number] for number in order.tolist()]
    return Pile(named, in_order(words, order), owners[order], intervals[order])


def _literal(pile: Pile, kernels: Kernels) -> tuple[Compared, Array]:
    """The pairs that share words in a row, and the hashes without furniture."""
    words, loops = pile.words, kernels.loops
    keys, places = loops.fingerprints(words.hashes, words.bounds)
    owner = np.repeat(np.arange(words.texts, dtype=np.uint32), np.diff(words.bounds))
    texts = owner[places]
    postings = keys.astype(np.uint64) << _SHIFT | texts
    groups = g.grouped(g.distinct(postings))
    totals = np.bincount(texts, minlength=words.texts)
    common = furniture(groups, pile.outlets, pile.begins, totals)
    hashes = words.hashes
    if common.any():
        wide = np.repeat(groups.keys, groups.sizes).astype(np.uint64) << _SHIFT | groups.texts
        concerned = np.bincount(groups.texts[common], minlength=words.texts) > 0
        theirs = np.flatnonzero(concerned[texts])
        theirs = theirs[np.isin(postings[theirs], wide[common])]
        hashes = hidden(hashes, places[theirs], texts[theirs])
        groups = g.grouped(wide[~common])
    pairs, _ = g.counted(g.candidate_pairs(groups, loops))
    lefts, rights = _sides(pairs)
    loops = kernels.expect(len(pairs) * PAIR)
    return compare(words._replace(hashes=hashes), lefts, rights, loops, only="literal"), hashes


def _rewritten(pile: Pile, shown: Words, heads: Array, literal: Compared, loops: Any) -> Compared:
    """The pairs that share content in other words, but for those already found."""
    first = heads == np.arange(len(heads))
    groups = g.grouped(g.distinct(loops.content_pairs(shown.contents, shown.bounds, first)))
    rare = groups_upto(groups, loops)
    timely = g.timely_pairs(groups, pile.begins) if (pile.begins >= 0).any() else rare[:0]
    pairs, _ = g.counted(np.concatenate([rare, timely]), FEWEST_RARE)
    known = literal.lefts.astype(np.uint64) << _SHIFT | literal.rights.astype(np.uint64)
    lefts, rights = _sides(pairs[~np.isin(pairs, known)])
    found = compare(shown, lefts, rights, loops, only="rewritten")
    more = spread(found, heads, known)
    return joined_pairs(found, compare(shown, *_sides(more), loops, only="rewritten"))


def groups_upto(groups: g.Groups, loops: Any) -> Array:
    """The pairs of the groups of a few, and of no others."""
    found: Array = loops.pair_up(groups.texts, groups.edges, g.FEW)
    return found


def _sides(pairs: Array) -> tuple[Array, Array]:
    return (pairs >> _SHIFT).astype(np.int64), (pairs & _LOW).astype(np.int64)


class Pairs(Sequence[Pair]):
    """The pairs found, each made when it is asked for: in order of first, then second."""

    def __init__(self, pile: Pile, found: Compared) -> None:
        self._pile = pile
        self._found = found
        self._order = np.lexsort((found.rights, found.lefts))

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, index: int) -> Pair: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Pair, ...]: ...
    def __getitem__(self, index: int | slice) -> Pair | tuple[Pair, ...]:
        if isinstance(index, slice):
            return tuple(self._pair(int(place)) for place in self._order[index])
        return self._pair(int(self._order[index]))

    def _pair(self, place: int) -> Pair:
        found, pile = self._found, self._pile
        left, right = int(found.lefts[place]), int(found.rights[place])
        return Pair(
            first=pile.ids[left],
            second=pile.ids[right],
            kind=found.kind(place),
            direction=direction_of(pile.intervals[left], pile.intervals[right]),
            first_share=round(float(found.left_shares[place]), 3),
            second_share=round(float(found.right_shares[place]), 3),
            passages=found.passages(place, pile.words),
        )
