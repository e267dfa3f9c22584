"""The answer to "who else printed this": candidates verified, matches with their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from newstemma.copies.comparing import Compared, compare
from newstemma.copies.furniture import hidden
from newstemma.copies.groups import distinct
from newstemma.copies.judging import direction_of
from newstemma.copies.lookup import Candidates, Shelf, candidates, furniture, held
from newstemma.copies.pairs import UNDATED, Direction, Document, Kind, Passage, interval
from newstemma.copies.segments import Segment
from newstemma.copies.words import Kernels, Words, cut_one, joined

CHECKED = 4
"""Candidates compared for each match asked for: the ranking by keys is rough."""


@dataclass(frozen=True, slots=True)
class Match:
    """A kept document that shares text with the one asked about.

    `share` is the share of the asked text's words that stand there, `share_there` the share
    of that document's words that stand in the asked text. `source` says which of the two
    was out first: "theirs", "asked", or none where the dates do not tell. Passages are in
    order of the asked text, `here` in it, `there` in the kept one. `earliest` and `latest`
    bound when it was published, none where that is not known.
    """

    id: str
    outlet: str | None
    earliest: datetime | None
    latest: datetime | None
    kind: Kind
    source: str | None
    share: float
    share_there: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The matches, largest share of the asked text first; equal ones earliest first.

    `candidates` is how many kept documents share a fingerprint or several rare pairs, before
    any was compared: where it is far above the number of matches, ask with a higher limit.
    """

    matches: tuple[Match, ...]
    candidates: int


def answer(asked: Document, shelf: Shelf, wanted: tuple[set[str], int], kernels: Kernels) -> Answer:
    """The matches of a text among the kept documents."""
    left_out, limit = wanted
    text, found = _asked(cut_one(asked.text), shelf, kernels.loops)
    found_in = [
        (int(owner), int(number))
        for owner, number in _first(found, limit * CHECKED + len(left_out))
        if not left_out or shelf.segments[owner].id_of(number) not in left_out
    ]
    piles = [text, *(shelf.segments[owner].words.of(number) for owner, number in found_in)]
    size = sum(len(pile.hashes) for pile in piles)
    words = joined(piles)
    lefts = np.arange(1, len(piles), dtype=np.int64)
    # The loops the kernels chose hold for the comparison as well: about 6 characters a word.
    compared = compare(words, lefts, np.zeros_like(lefts), kernels.expect(6 * size))
    matches = sorted(_matches(compared, asked, (shelf.segments, found_in), words), key=_rank)
    return Answer(tuple(matches[:limit]), len(found.counts))


def _asked(text: Words, shelf: Shelf, loops: Any) -> tuple[Words, Candidates]:
    """The text with its furniture hidden, and who may hold a copy of the rest."""
    keys, places = loops.fingerprints(text.hashes, text.bounds)
    literal = held(shelf, "fingerprints", distinct(keys))
    common = furniture(shelf, literal, loops)
    if common.any():
        theirs = places[np.isin(keys, literal.keys[common])]
        hashes = hidden(text.hashes, theirs, np.zeros_like(theirs))
        literal, text = literal.but(common), text._replace(hashes=hashes)
    pairs = loops.content_pairs(text.contents, text.bounds, np.ones(1, np.bool_))
    rare = distinct(pairs >> np.uint64(32)).astype(np.uint32)
    return text, candidates(shelf, literal, held(shelf, "pairs", rare))


def _first(found: Candidates, count: int) -> Iterator[tuple[int, int]]:
    return zip(found.segments[:count].tolist(), found.numbers[:count].tolist(), strict=True)


def _matches(
    compared: Compared,
    asked: Document,
    kept: tuple[Sequence[Segment], Sequence[tuple[int, int]]],
    words: Words,
) -> Iterator[Match]:
    segments, held = kept
    asked_when = interval(asked.when)
    for pair in range(len(compared.lefts)):
        owner, number = held[int(compared.lefts[pair]) - 1]
        segment = segments[owner]
        stamps = int(segment["earliest"][number]), int(segment["latest"][number])
        yield Match(
            id=segment.id_of(number),
            outlet=segment.outlet_of(number),
            earliest=_moment(stamps[0]),
            latest=_moment(stamps[1]),
            kind=compared.kind(pair),
            source=_source(stamps, asked_when),
            share=float(compared.right_shares[pair]),
            share_there=float(compared.left_shares[pair]),
            passages=tuple(
                Passage(p.there, p.here, p.words) for p in compared.passages(pair, words)
            ),
        )


def _source(theirs: tuple[int, int], asked: tuple[int, int]) -> str | None:
    if direction_of(theirs, asked) is Direction.FIRST_TO_SECOND:
        return "theirs"
    return "asked" if direction_of(asked, theirs) is Direction.FIRST_TO_SECOND else None


def _moment(second: int) -> datetime | None:
    return None if second == UNDATED else datetime.fromtimestamp(second, UTC)


def _rank(match: Match) -> tuple[float, float, str]:
    first = match.earliest.timestamp() if match.earliest else float("inf")
    return -round(match.share, 2), first, match.id
