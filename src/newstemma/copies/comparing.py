"""Candidate pairs compared: what they share word for word, and side by side.

Candidates come from fingerprints or content pairs, in memory or from the index; one verifier
looks at all of them, so both channels and both ways give the same kinds and passages.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from newstemma.copies import matching, plain
from newstemma.copies.judging import KIND_RULES, Evidence, kinds_of, proves_copying
from newstemma.copies.pairs import Kind, Passage
from newstemma.copies.words import Words
from newstemma.model import Span

Numbers: TypeAlias = NDArray[np.int64]
Rows: TypeAlias = NDArray[Any]
_NO_RUNS = np.empty((0, 7), np.int32)
DENSE = 0.85
"""Share of a passage's words that match where it was taken over, not rewritten."""


class Compared(NamedTuple):
    """Pairs of texts that share something, in the order they were asked for.

    `kinds` indexes `KIND_RULES`; `rows` holds the passages: first and end word in the left
    text, first and end word in the right text, words that are the same; those of pair p are
    rows[edges[p]:edges[p + 1]].
    """

    lefts: Numbers
    rights: Numbers
    kinds: NDArray[np.int8]
    left_shares: NDArray[np.float32]
    right_shares: NDArray[np.float32]
    rows: Rows
    edges: Numbers

    def kind(self, pair: int) -> Kind:
        """The kind of a pair."""
        return KIND_RULES[int(self.kinds[pair])].kind

    def passages(self, pair: int, words: Words) -> tuple[Passage, ...]:
        """The passages of a pair as code points, in order of the right text."""
        left, right = words.of(int(self.lefts[pair])), words.of(int(self.rights[pair]))
        rows = self.rows[self.edges[pair] : self.edges[pair + 1]].tolist()
        return tuple(
            Passage(_span(left, first, end), _span(right, other, other_end), same)
            for first, end, other, other_end, same in rows
        )


def _span(words: Words, first: int, end: int) -> Span:
    last = int(words.starts[end - 1]) + int(words.lengths[end - 1])
    return Span(int(words.starts[first]), last)


def compare(
    words: Words, lefts: Numbers, rights: Numbers, loops: Any = plain, *, only: str = ""
) -> Compared:
    """Those of the pairs that share text, with their kind and passages.

    `only` "literal" asks for those that share words in a row, "rewritten" for those that
    share content, where it is known already that they share no words in a row.
    """
    match_all, meet_all = _verifier(loops)
    arrays = words.hashes, words.contents, words.bounds
    runs = _NO_RUNS if only == "rewritten" else match_all(arrays, lefts, rights)
    seen = _evidence(words, (lefts, rights), runs)
    open_to = np.maximum(*seen.shares) < 0.5
    if only == "literal":
        # Passages that were taken over whole show an excerpt, whatever else there is.
        open_to &= seen.run & (seen.dense < DENSE * seen.same)
    unsure = np.flatnonzero(open_to)
    counts, drawn = meet_all(arrays, lefts[unsure], rights[unsure])
    for column, part in zip((seen.met, seen.first_pairs, seen.second_pairs), counts.T, strict=True):
        column[unsure] = part
    kinds = kinds_of(seen)
    rewritten = kinds == _PARAPHRASE
    drawn[:, 0] = unsure[drawn[:, 0]]
    rows = np.concatenate([runs[~rewritten[runs[:, 0]], :6], drawn[rewritten[drawn[:, 0]]]])
    shares = [
        np.where(rewritten, paired, plain_share).astype(np.float32)
        for paired, plain_share in zip(seen.pair_shares, seen.shares, strict=True)
    ]
    every = Compared(lefts, rights, kinds, shares[0], shares[1], rows, np.empty(0, np.int64))
    return _chosen(every, np.flatnonzero(kinds >= 0))


_PARAPHRASE = next(i for i, rule in enumerate(KIND_RULES) if rule.kind is Kind.PARAPHRASE)


def _verifier(loops: Any) -> tuple[Any, Any]:
    if loops is plain:
        return matching.match_all, matching.meet_all
    from newstemma.copies import matching_kernels

    return matching_kernels.match_all, matching_kernels.meet_all


def _evidence(words: Words, sides: tuple[Numbers, Numbers], runs: Rows) -> Evidence:
    count = len(sides[0])
    # A hidden word, its hash 0, counts neither as matching nor as a word that could.
    seen = np.concatenate([np.zeros(1, np.int64), np.cumsum(words.hashes != 0)])
    sizes = np.diff(seen[words.bounds])
    same = np.bincount(runs[:, 0], runs[:, 5], count).astype(np.int64)
    proven = runs[proves_copying(runs[:, 5], runs[:, 6]), 0]
    run = np.bincount(proven, minlength=count) > 0
    passages = np.bincount(runs[:, 0], minlength=count)
    spans = np.maximum(runs[:, 2] - runs[:, 1], runs[:, 4] - runs[:, 3])
    close = runs[runs[:, 5] >= DENSE * spans]
    dense = np.bincount(close[:, 0], close[:, 5], count).astype(np.int64)
    back = (np.diff(runs[:, 0]) == 0) & (np.diff(runs[:, 1]) < 0)
    orderly = np.bincount(runs[1:][back, 0], minlength=count) == 0
    nothing = [np.zeros(count, np.int64) for _ in range(3)]
    return Evidence(sizes[sides[0]], sizes[sides[1]], same, run, passages, orderly, dense, *nothing)


def _chosen(every: Compared, kept: Numbers) -> Compared:
    """The same with only these pairs, their passages in order of pair and place."""
    number = np.full(len(every.lefts), -1, np.int32)
    number[kept] = np.arange(len(kept))
    rows = every.rows.copy()
    rows[:, 0] = number[rows[:, 0]]
    rows = rows[rows[:, 0] >= 0]
    rows = rows[np.lexsort((rows[:, 3], rows[:, 0]))]
    edges = np.searchsorted(rows[:, 0], np.arange(len(kept) + 1)).astype(np.int64)
    return Compared._make([*(part[kept] for part in every[:5]), rows[:, 1:], edges])


def joined_pairs(*parts: Compared) -> Compared:
    """Several comparisons as one."""
    if len(parts) == 1:
        return parts[0]
    columns: list[Any] = [
        np.concatenate(column) for column in zip(*(p[:6] for p in parts), strict=True)
    ]
    edges, size = [np.zeros(1, np.int64)], 0
    for part in parts:
        edges.append(part.edges[1:] + size)
        size += len(part.rows)
    return Compared._make([*columns, np.concatenate(edges)])
