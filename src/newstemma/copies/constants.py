"""The numbers that both ways of computing share.

Sizes were set on the benchmark of `bench.copies`; each comment says what moves when it moves.
"""

from __future__ import annotations

from typing import Final

# --- words: hashed over their folded characters, a polynomial modulo 2^64, then mixed
FACTOR: Final = 0x100000001B3
MIX_ONE: Final = 0xFF51AFD7ED558CCD
MIX_TWO: Final = 0xC4CEB9FE1A85EC53
HASHED: Final = 40
"""Characters of a word that are hashed: longer words that begin alike are taken for one."""
ROOT: Final = 6
"""First letters by which a content word is known: a stem for the poor, in every alphabet.
At 5 "communist" is "community"; at 8 "decided" and "decision" part."""
EMPTY_SLOTS: Final = 1 << 20
"""Size of the table of words without content, by the upper bits of their hash."""

# --- fingerprints: runs of RUN words, of which each window of WINDOW keeps the least
RUN: Final = 6
WINDOW: Final = 5
"""RUN + WINDOW - 1 = 10 shared words in a row are sure to share a fingerprint. A wider window
makes the index smaller and lets short sentences slip through."""
RUN_FACTOR: Final = 0x9E3779B97F4A7C15

# --- content pairs: two content words within REACH words of each other, in any order
REACH: Final = 4
"""A rewriter swaps words and turns clauses, and leaves most names and nouns near each other."""

# --- verification
SEED: Final = 3
"""Words in a row that begin a match; it is then extended as far as the words agree."""
GAP: Final = 8
"""Words between two matches that still make one passage: an edited phrase, not a new sentence."""
LEAST: Final = 6
"""Matching words of a passage worth showing."""
MOST_PASSAGES: Final = 32
"""Passages shown of one pair; what else matches still counts in the share."""
MOST_TRIED: Final = 8
"""Places a seed is tried at: a refrain has many."""

# --- passages of a paraphrase, drawn around the content pairs that both texts hold
STRIDE: Final = 12
"""Words from one shared pair to the next of the same passage, in either text."""
FEWEST_PAIRS: Final = 3
"""Shared pairs of a passage: one or two meet by chance in any two reports of a topic."""
MOST_PAIRS: Final = 1 << 14
"""Content pairs of a text that are compared: some 13,000 words of it."""
