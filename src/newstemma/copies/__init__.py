"""Copies: which texts of a pile hold the same words, and where.

The theory. Ten words in a row that stand in two texts are seldom chance, so each text
leaves *fingerprints*: hashes of six words in a row, of which every ten words keep at least
one. Who rewrites a text changes the words but keeps names and things near each other,
so each text also leaves *content pairs*: two words with content within four words, in
whatever order. Texts that share a fingerprint, or several rare pairs, are candidates, and
one verifier compares these word by word: what is the same, where, how much of each.

What can go wrong: a footer on every page makes copies of them all, and a phrase of the
trade makes copies of strangers; while the most printed wire, shared by thousands, is the
last thing to be dropped as too common. So commonness is judged by outlet, by time and by
what else the holders share, never by a number alone.
"""

from newstemma.copies.answers import Answer, Match
from newstemma.copies.index import Index
from newstemma.copies.pairs import (
    Bundle,
    Direction,
    Document,
    Found,
    Kind,
    Pair,
    Passage,
)
from newstemma.copies.search import find
from newstemma.copies.storage import IndexBroken, IndexBusy, NotAnIndex

__all__ = [
    "Answer",
    "Bundle",
    "Direction",
    "Document",
    "Found",
    "Index",
    "IndexBroken",
    "IndexBusy",
    "Kind",
    "Match",
    "NotAnIndex",
    "Pair",
    "Passage",
    "find",
]
