"""Near copies across parts: the pairs that `copies.find` gives, with its own steps.

The theory. What `find` does in the memory of one process is taken apart where things must
meet: fingerprints and content pairs are exchanged by key, candidate pairs by their later
report. Furniture needs two looks, for a key is furniture by how much of its holders is common
altogether: first each bucket counts, then, the counts brought together, each bucket judges.
A key that thousands hold gives each of them with its first two holders, so no list is
quadratic; pairs are dealt out by a hash of the later report, so the hot report does not make
a hot part. What can go wrong: time. Bundles are found by one process, from near-equal pairs.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

from newstemma.batch.exchange import (
    Array,
    bucket_of,
    load_arrays,
    receive_numbers,
    save_arrays,
    send_numbers,
)
from newstemma.batch.folders import Folder
from newstemma.batch.job import WORK, Answer
from newstemma.batch.numbering import numbers
from newstemma.batch.parquet import lay_rows, laying, read_file
from newstemma.batch.settings import Settings
from newstemma.batch.words import (
    keep_shown,
    keep_words,
    kernels_for,
    loops_for,
    words_of,
    words_of_part,
)
from newstemma.copies import groups as g
from newstemma.copies.bundles import NEARLY_ALL, bundle, members_of, spread
from newstemma.copies.comparing import Compared, compare
from newstemma.copies.furniture import commonness, hidden
from newstemma.copies.judging import direction_of
from newstemma.copies.pairs import Passage
from newstemma.copies.search import FEWEST_RARE, groups_upto
from newstemma.copies.words import cut_all

_SHIFT = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
PAIRS_AT_ONCE = 20_000
"""Pairs compared together at most: some 40,000 reports of 300 words are 150 MB of words."""
_WORD_BYTES, _WORD_CHARACTERS = 12, 6
_OVER = 4
"""Times its words that a pair holds while it is compared: copies of them, and what matches."""


class Corpus(NamedTuple):
    """What the tasks of near copies know of the whole: the files, their length, the buckets."""

    parts: list[str]
    characters: int
    prints: int
    contents: int
    pairs: int


EXCHANGES = ("prints", "contents", "pairs")


def plan(characters: int, settings: Settings) -> Answer:
    """Into how many buckets each exchange of a corpus of so many characters goes."""
    words = max(1, characters // _WORD_CHARACTERS)
    # Of three words one is a fingerprint; a content pair of each gives up to five candidates.
    volumes = (words * 8 // 3, words * 8 * 5, words * 8 * 5)
    return {name: settings.buckets(volume) for name, volume in zip(EXCHANGES, volumes, strict=True)}


# --- fingerprints ---------------------------------------------------------------


def cut(folder: Folder, settings: Settings, name: str, item: tuple[Corpus, int]) -> Answer:
    """Cuts the reports of a part into words; sends its fingerprints to their buckets."""
    corpus, part = item
    path = f"reports/{name}.parquet"
    texts = (row["text"] for row in read_file(folder, path, ["text"])) if folder.has(path) else ()
    kernels = kernels_for(corpus.characters)
    words = cut_all(texts, kernels)
    keep_words(folder, name, words)
    mine = numbers(folder).of_part(part)
    keys, places = loops_for(corpus.characters).fingerprints(words.hashes, words.bounds)
    owner = np.repeat(np.arange(words.texts), np.diff(words.bounds))[places]
    totals = np.bincount(owner, minlength=words.texts)
    save_arrays(folder, f"{WORK}/totals/{name}.npz", numbers=mine, totals=totals)
    postings = keys.astype(np.uint64) << _SHIFT | mine[owner].astype(np.uint64)
    send_numbers(folder, f"{WORK}/prints/{name}.bin", postings, bucket_of(keys, corpus.prints),
                 corpus.prints)  # fmt: skip
    return {"words": len(words.hashes), "fingerprints": len(keys)}


def count_common(folder: Folder, settings: Settings, name: str, item: tuple[Corpus, int]) -> Answer:
    """How many fingerprints of each report are common, in one bucket."""
    corpus, bucket = item
    every = numbers(folder)
    postings = receive_numbers(folder, f"{WORK}/prints", bucket, corpus.prints)
    groups = g.grouped(g.distinct(postings))
    counts = commonness(groups, every.outlets, every.begins).counts(len(every))
    texts = np.flatnonzero(counts)
    save_arrays(folder, f"{WORK}/common/{name}.npz", texts=texts, counts=counts[texts])
    return {"postings": len(postings), "common": len(texts)}


def share_common(folder: Folder, corpus: Corpus) -> Answer:
    """The share of each report's fingerprints that is common."""
    size = len(numbers(folder))
    totals, common = np.zeros(size), np.zeros(size)
    for part in corpus.parts:
        kept = load_arrays(folder, f"{WORK}/totals/{part}.npz")
        totals[kept["numbers"]] = kept["totals"]
    for file in folder.names(f"{WORK}/common"):
        kept = load_arrays(folder, f"{WORK}/common/{file}")
        common[kept["texts"]] += kept["counts"]
    share = common / np.maximum(totals, 1)
    save_arrays(folder, f"{WORK}/share.npz", share=share)
    return {"reports": size}


def pair(folder: Folder, settings: Settings, name: str, item: tuple[Corpus, int]) -> Answer:
    """The candidate pairs of a bucket, and which of its postings are furniture."""
    corpus, bucket = item
    every = numbers(folder)
    share = load_arrays(folder, f"{WORK}/share.npz")["share"]
    postings = receive_numbers(folder, f"{WORK}/prints", bucket, corpus.prints)
    groups = g.grouped(g.distinct(postings))
    seen = commonness(groups, every.outlets, every.begins)
    common = seen.furniture(len(groups.texts), share)
    wide = np.repeat(groups.keys, groups.sizes).astype(np.uint64) << _SHIFT | groups.texts
    gone = wide[common]
    parts = every.parts[(gone & _LOW).astype(np.int64)]
    send_numbers(folder, f"{WORK}/hidden/{name}.bin", gone, parts, len(corpus.parts))
    groups = g.grouped(wide[~common]) if common.any() else groups
    pairs, _ = g.counted(g.candidate_pairs(groups, loops_for(corpus.characters)))
    _send_pairs(folder, "candidates", name, pairs, corpus)
    return {"pairs": len(pairs), "furniture": len(gone)}


def _send_pairs(folder: Folder, path: str, name: str, pairs: Array, corpus: Corpus) -> None:
    place = bucket_of(pairs & _LOW, corpus.pairs)
    send_numbers(folder, f"{WORK}/{path}/{name}.bin", pairs, place, corpus.pairs)


def hide(folder: Folder, settings: Settings, name: str, item: tuple[Corpus, int]) -> Answer:
    """Makes the words of a part under its furniture 0."""
    corpus, part = item
    gone = receive_numbers(folder, f"{WORK}/hidden", part, len(corpus.parts))
    if not len(gone):
        return {"hidden": 0}
    words = words_of_part(folder, name)
    mine = numbers(folder).of_part(part)
    keys, places = loops_for(corpus.characters).fingerprints(words.hashes, words.bounds)
    owner = np.repeat(np.arange(words.texts), np.diff(words.bounds))[places]
    postings = keys.astype(np.uint64) << _SHIFT | mine[owner].astype(np.uint64)
    theirs = np.flatnonzero(np.isin(postings, gone))
    hashes = hidden(words.hashes, places[theirs], owner[theirs])
    keep_shown(folder, name, hashes)
    return {"hidden": len(theirs)}


# --- comparing ------------------------------------------------------------------


def compare_literal(
    folder: Folder, settings: Settings, name: str, item: tuple[Corpus, int]
) -> Answer:
    """The pairs of a bucket that share words in a row."""
    corpus, bucket = item
    pairs = g.distinct(receive_numbers(folder, f"{WORK}/candidates", bucket, corpus.pairs))
    found = _compared(folder, settings, corpus, f"literal-{name}", pairs, "literal")
    known = found.lefts.astype(np.uint64) << _SHIFT | found.rights.astype(np.uint64)
    same = (found.left_shares >= NEARLY_ALL) & (found.right_shares >= NEARLY_ALL)
    save_arrays(folder, f"{WORK}/literal/{name}.npz", known=known, same=known[same])
    return {"candidates": len(pairs), "pairs": len(known)}


class Found(NamedTuple):
    """Compared pairs, by number."""

    lefts: Array
    rights: Array
    left_shares: Array
    right_shares: Array


def at_once(settings: Settings, corpus: Corpus, reports: int) -> int:
    """How many pairs a worker compares together, so that what they hold fits its room."""
    words = corpus.characters / _WORD_CHARACTERS / max(1, reports)
    held = 2 * words * _WORD_BYTES * _OVER + 1000
    return int(max(1, min(PAIRS_AT_ONCE, settings.room / held)))


def _compared(
    folder: Folder, settings: Settings, corpus: Corpus, name: str, pairs: Array, only: str
) -> Found:
    """Compares pairs, some at a time, and lays down a row for each that holds."""
    every = numbers(folder)
    # By the later report, so that pairs compared together are of few reports.
    pairs = pairs[np.argsort(pairs & _LOW, kind="stable")]
    step = at_once(settings, corpus, len(every))
    loops = loops_for(corpus.characters, len(pairs))
    made = [Found(*(np.empty(0, kind) for kind in _FOUND))]
    with laying(folder, "near_copies", name) as lay:
        for first in range(0, len(pairs), step):
            some = pairs[first : first + step]
            found, rows = _compared_at_once(folder, corpus, some, only, loops)
            made.append(found)
            lay(rows)
    return Found(*(np.concatenate(column) for column in zip(*made, strict=True)))


_FOUND = (np.int64, np.int64, np.float32, np.float32)


def _compared_at_once(
    folder: Folder, corpus: Corpus, pairs: Array, only: str, loops: ModuleType
) -> tuple[Found, list[dict[str, Any]]]:
    every = numbers(folder)
    lefts, rights = (pairs >> _SHIFT).astype(np.int64), (pairs & _LOW).astype(np.int64)
    texts = np.unique(np.concatenate([lefts, rights]))
    words = words_of(folder, corpus.parts, every, texts)
    here = np.searchsorted(texts, lefts), np.searchsorted(texts, rights)
    found = compare(words, *here, loops, only=only)
    lefts, rights = texts[found.lefts], texts[found.rights]
    rows = [
        {
            "first": every.id(left),
            "second": every.id(right),
            "kind": str(found.kind(place)),
            "direction": str(direction_of(every.interval(left), every.interval(right))),
            "first_share": round(float(found.left_shares[place]), 3),
            "second_share": round(float(found.right_shares[place]), 3),
            "passages": [_passage_row(one) for one in found.passages(place, words)],
        }
        for place, (left, right) in enumerate(zip(lefts.tolist(), rights.tolist(), strict=True))
    ]
    return Found(lefts, rights, found.left_shares, found.right_shares), rows


def _passage_row(passage: Passage) -> dict[str, int]:
    return {
        "first_start": passage.here.start,
        "first_end": passage.here.end,
        "second_start": passage.there.start,
        "second_end": passage.there.end,
        "words": passage.words,
    }


# --- bundles --------------------------------------------------------------------


def find_bundles(folder: Folder, corpus: Corpus) -> Answer:
    """Bundles the reports that hold nearly the same text; the table `bundles`."""
    every = numbers(folder)
    files = folder.names(f"{WORK}/literal")
    same = [load_arrays(folder, f"{WORK}/literal/{file}")["same"] for file in files]
    heads = bundle(_as_compared(np.concatenate([np.empty(0, np.uint64), *same])), len(every))
    save_arrays(folder, f"{WORK}/heads.npz", heads=heads)
    rows, bundles = [], 0
    for members in members_of(heads):
        first = every.id(members[0])
        rows += [{"first": first, "report": every.id(member)} for member in members]
        bundles += 1
    lay_rows(folder, "bundles", "whole", rows)
    return {"bundles": bundles, "bundled": len(rows)}


def _as_compared(pairs: Array) -> Compared:
    """Pairs that share all: as the search for bundles takes them."""
    lefts, rights = (pairs >> _SHIFT).astype(np.int64), (pairs & _LOW).astype(np.int64)
    ones = np.ones(len(pairs), np.float32)
    nothing = np.empty((0, 5), np.int32)
    kinds, edges = np.zeros(len(pairs), np.int8), np.zeros(len(pairs) + 1, np.int64)
    return Compared(lefts, rights, kinds, ones, ones, nothing, edges)


# --- paraphrase -----------------------------------------------------------------


def cut_contents(folder: Folder, settings: Settings, name: str, item: tuple[Corpus, int]) -> Answer:
    """Sends the content pairs of a part's reports, of a bundle only the first's."""
    corpus, part = item
    heads = load_arrays(folder, f"{WORK}/heads.npz")["heads"]
    mine = numbers(folder).of_part(part)
    words = words_of_part(folder, name)
    loops = loops_for(corpus.characters)
    postings = loops.content_pairs(words.contents, words.bounds, heads[mine] == mine)
    texts = mine[(postings & _LOW).astype(np.int64)].astype(np.uint64)
    postings = g.distinct((postings >> _SHIFT << _SHIFT) | texts)
    place = bucket_of(postings >> _SHIFT, corpus.contents)
    send_numbers(folder, f"{WORK}/contents/{name}.bin", postings, place, corpus.contents)
    return {"contents": len(postings)}


def pair_contents(
    folder: Folder, settings: Settings, name: str, item: tuple[Corpus, int]
) -> Answer:
    """The pairs that share a rare content pair of a bucket, as often as they do."""
    corpus, bucket = item
    begins = numbers(folder).begins
    postings = receive_numbers(folder, f"{WORK}/contents", bucket, corpus.contents)
    groups = g.grouped(g.distinct(postings))
    rare = groups_upto(groups, loops_for(corpus.characters))
    timely = g.timely_pairs(groups, begins) if (begins >= 0).any() else rare[:0]
    pairs = np.concatenate([rare, timely])
    _send_pairs(folder, "rare", name, pairs, corpus)
    return {"postings": len(postings), "pairs": len(pairs)}


def compare_rewritten(
    folder: Folder, settings: Settings, name: str, item: tuple[Corpus, int]
) -> Answer:
    """The pairs of a bucket that share content in other words; those that follow from them."""
    corpus, bucket = item
    rare = receive_numbers(folder, f"{WORK}/rare", bucket, corpus.pairs)
    pairs, _ = g.counted(rare, FEWEST_RARE)
    pairs = pairs[~np.isin(pairs, _known(folder, name))]
    found = _compared(folder, settings, corpus, f"rewritten-{name}", pairs, "rewritten")
    heads = load_arrays(folder, f"{WORK}/heads.npz")["heads"]
    every = found.lefts.astype(np.uint64) << _SHIFT | found.rights.astype(np.uint64)
    more = spread(_as_compared(every), heads, np.empty(0, np.uint64))
    _send_pairs(folder, "spread", name, more, corpus)
    return {"candidates": len(pairs), "pairs": len(found.lefts)}


def compare_spread(
    folder: Folder, settings: Settings, name: str, item: tuple[Corpus, int]
) -> Answer:
    """The pairs whose bundles were found to be paraphrase of each other."""
    corpus, bucket = item
    pairs = g.distinct(receive_numbers(folder, f"{WORK}/spread", bucket, corpus.pairs))
    pairs = pairs[~np.isin(pairs, _known(folder, name))]
    found = _compared(folder, settings, corpus, f"spread-{name}", pairs, "rewritten")
    return {"candidates": len(pairs), "pairs": len(found.lefts)}


def _known(folder: Folder, name: str) -> Array:
    known: Array = load_arrays(folder, f"{WORK}/literal/{name}.npz")["known"]
    return known
