"""An outlet's furniture: footers, boxes, stock phrases, which make no copy of their holders.

Commonness alone cannot tell a footer from a wire that thousands printed. What tells them
apart is the rest: holders of a wire have most of their words in common, pages with one
footer have nothing else. So a fingerprint is furniture where it is held by many documents
of one outlet over days, or, outlets unknown, of the pile, and in nine of ten of them most
fingerprints are not so common. What can go wrong: where no outlet is known, one paragraph
that hundreds put into stories of their own counts as furniture.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from newstemma.copies.constants import RUN, WINDOW
from newstemma.copies.groups import FEW, Groups

Array: TypeAlias = NDArray[Any]
OFTEN = 4
"""Documents of one outlet that make its line common, where they are days apart."""
DAYS_APART = 2 * 86_400
MOSTLY = 0.5
"""Share of a document's fingerprints: below it the common ones are not what it is about."""
OF_HOLDERS = 0.9
"""Share of the holders for which that must be so."""


class Commonness(NamedTuple):
    """Postings whose key may be furniture: their places in `groups.texts`, their texts, the
    run of one key and outlet each is in, and whether that run is common."""

    places: Array
    texts: Array
    run: Array
    common: Array

    def counts(self, texts: int) -> Array:
        """How many fingerprints of each text are common."""
        found: Array = np.bincount(self.texts, self.common, texts)
        return found

    def furniture(self, size: int, share: Array) -> Array:
        """Which of `size` postings are furniture, by the share of each text that is common."""
        found = np.zeros(size, np.bool_)
        aside = share[self.texts] < MOSTLY
        votes = np.bincount(self.run, aside) / np.maximum(np.bincount(self.run), 1)
        found[self.places] = self.common & (votes[self.run] >= OF_HOLDERS)
        return found


def furniture(groups: Groups, outlets: Array, begins: Array, totals: Array) -> Array:
    """Which postings (places in `groups.texts`) are furniture of their document.

    `outlets` numbers the outlet of each text, -1 where unknown; `begins` the second it is
    from, or a value below 0; `totals` how many fingerprints it has.
    """
    seen = commonness(groups, outlets, begins)
    share = seen.counts(len(totals)) / np.maximum(totals, 1)
    return seen.furniture(len(groups.texts), share)


def commonness(groups: Groups, outlets: Array, begins: Array) -> Commonness:
    """The postings of keys that one outlet, or everybody, has again and again, and others of
    keys held as often; the first half of `furniture`, for groups that come in parts."""
    least = OFTEN if (outlets >= 0).any() else FEW + 1
    chosen = np.flatnonzero(np.repeat(groups.sizes >= least, groups.sizes))
    group = np.repeat(np.arange(len(groups.sizes)), groups.sizes)[chosen]
    owners = outlets[groups.texts[chosen]]
    order = np.lexsort((owners, group))
    change = (group[order][1:] != group[order][:-1]) | (owners[order][1:] != owners[order][:-1])
    run = np.concatenate([[0], np.cumsum(change)])[: len(order)]
    texts = groups.texts[chosen[order]]
    return Commonness(chosen[order], texts, run, _common(run, owners[order], begins[texts]))


def _common(run: Array, owners: Array, begins: Array) -> Array:
    """Which postings are of a key that one outlet, or everybody, has again and again."""
    if len(run) == 0:
        return np.zeros(0, np.bool_)
    firsts = np.flatnonzero(np.concatenate([[True], run[1:] != run[:-1]]))
    sizes = np.bincount(run)
    dated = np.minimum.reduceat(begins, firsts) >= 0
    apart = np.maximum.reduceat(begins, firsts) - np.minimum.reduceat(begins, firsts) >= DAYS_APART
    often = (sizes >= OFTEN) & (owners[firsts] >= 0) & dated & apart
    return ((sizes > FEW) | often)[run]


def hidden(hashes: Array, places: Array, texts: Array) -> Array:
    """The hashes with the words under these fingerprints, in order of place, made 0.

    Between two of them in one text that are as near as neighbours are, all is hidden.
    """
    ends = places + RUN
    near = (np.diff(places) <= RUN + WINDOW) & (texts[1:] == texts[:-1])
    ends[:-1] = np.where(near, np.maximum(ends[:-1], places[1:]), ends[:-1])
    marks = np.zeros(len(hashes) + 1, np.int32)
    np.add.at(marks, places, 1)
    np.add.at(marks, np.minimum(ends, len(hashes)), -1)
    return np.where(np.cumsum(marks[:-1]) > 0, np.uint32(0), hashes)
