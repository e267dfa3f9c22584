"""What the evidence of two texts comes to: whether it is a copy, its kind, its direction.

The theory. Ten words in a row with four of content are seldom set twice by chance. Where
words were changed throughout, pairs of content words that stay near each other still show
the source: of two reports of one event by two hands few such pairs are common (99 in 100
have under .06 of them), of a rewritten text a fifth and more. What can go wrong: a form
letter, a list of results, a market report, which repeat themselves and are nobody's copy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from newstemma.copies.pairs import UNDATED, Direction, Kind

Counts: TypeAlias = NDArray[Any]
Flags: TypeAlias = NDArray[np.bool_]
Shares: TypeAlias = NDArray[np.float64]

RUN_OF_WORDS, RUN_OF_CONTENT = 10, 4
"""Fewest words, and fewest with content, of a passage that proves copying by itself. At 8
a tenth more of the planted sentences under ten words are found, and twice as many phrases
of the trade ("did not respond to a request for comment")."""
LONGER_RUN = 12
"""Words that prove it with two of content: "and if you do smile, they'll say ..."."""
LONG_RUN = 20
"""Words in a row that prove it whatever they are: scripts written without spaces have no
content words for us."""
PAIR_SHARE = 0.16
"""Least share of the shorter text's content pairs that makes a paraphrase."""
FEWEST_SHARED = 8
"""And how many pairs that must be at least, or two headlines of one event meet."""

BEYOND = 1.5
"""How many times the content pairs that lie in the matching runs: at 1 an excerpt among other
words is taken for a paraphrase, at 3 a paraphrase that keeps its quotations for an excerpt."""


class Evidence(NamedTuple):
    """What each two texts share, in words, a row for each two.

    `first` and `second` are the words of each text, `same` the matching ones, `run` whether a
    passage proves copying; `passages` counts those worth showing and `orderly` says
    that they come in the same order in both; `dense` the matching words of
    those that hold few others; `met` the content pairs in both, of `first_pairs` and
    `second_pairs`.
    """

    first: Counts
    second: Counts
    same: Counts
    run: Flags
    passages: Counts
    orderly: Flags
    dense: Counts
    met: Counts
    first_pairs: Counts
    second_pairs: Counts

    @property
    def shares(self) -> tuple[Shares, Shares]:
        """The share of each text's words that match."""
        return _share(self.same, self.first), _share(self.same, self.second)

    @property
    def pair_shares(self) -> tuple[Shares, Shares]:
        """The share of each text's content pairs that meet."""
        return _share(self.met, self.first_pairs), _share(self.met, self.second_pairs)

    @property
    def sizes(self) -> Shares:
        """The length of the shorter text as a share of the longer."""
        return _share(np.minimum(self.first, self.second), np.maximum(self.first, self.second))


def _share(part: Counts, whole: Counts) -> Shares:
    return np.minimum(1.0, part / np.maximum(whole, 1))


def proves_copying(words: Counts, content: Counts) -> Flags:
    """True where a passage of so many matching words, so many with content, is no chance."""
    told = (words >= RUN_OF_WORDS) & (content >= RUN_OF_CONTENT)
    return told | ((words >= LONGER_RUN) & (content > 1)) | (words >= LONG_RUN)


class KindRule(NamedTuple):
    """A kind, its test and why; the first that holds decides."""

    kind: Kind
    holds: Callable[[Evidence], Flags]
    reason: str


def _verbatim(seen: Evidence) -> Flags:
    return seen.run & seen.orderly & (np.minimum(*seen.shares) >= 0.93)


def _paraphrase(seen: Evidence) -> Flags:
    rewritten = (seen.met >= FEWEST_SHARED) & (np.maximum(*seen.pair_shares) >= PAIR_SHARE)
    # Words in a row hold content pairs too, so many for each word as the text has anywhere.
    explained = seen.dense * seen.first_pairs / np.maximum(seen.first, 1)
    return rewritten & (np.maximum(*seen.shares) < 0.5) & (seen.met > BEYOND * explained)


def _edited(seen: Evidence) -> Flags:
    return seen.run & (np.maximum(*seen.shares) >= 0.5) & (seen.sizes >= 0.7)


def _condensed(seen: Evidence) -> Flags:
    return seen.run & (np.maximum(*seen.shares) >= 0.5) & (seen.passages > 1)


def _excerpt(seen: Evidence) -> Flags:
    return seen.run


KIND_RULES: tuple[KindRule, ...] = (
    KindRule(
        Kind.VERBATIM, _verbatim, "Nearly every word stands in the other, both ways, in order."
    ),
    KindRule(Kind.PARAPHRASE, _paraphrase, "Other words, but the same content side by side."),
    KindRule(Kind.EDITED, _edited, "Most words are the same, and the length is alike."),
    KindRule(Kind.CONDENSED, _condensed, "The shorter is made of several parts of the longer."),
    KindRule(Kind.EXCERPT, _excerpt, "A part of one stands in the other, the rest does not."),
)


def kinds_of(seen: Evidence) -> NDArray[np.int8]:
    """The index of the rule that holds first; -1 where what they share may well be chance."""
    kinds = np.full(len(seen.first), -1, np.int8)
    for index in reversed(range(len(KIND_RULES))):
        kinds[KIND_RULES[index].holds(seen)] = index
    return kinds


def direction_of(first: Sequence[int], second: Sequence[int]) -> Direction:
    """Told where one was out before the other could be: their intervals do not overlap."""
    dated = UNDATED not in (first[0], second[0])
    if dated and first[1] < second[0]:
        return Direction.FIRST_TO_SECOND
    return Direction.UNDETERMINED
