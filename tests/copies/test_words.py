"""Words out of texts: what meets, where it stands, and that both ways of computing agree."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.copies import plain
from newstemma.copies.words import Kernels, compiled, cut_all, cut_one

SAME = [
    ("case", "The Harbour", "the HARBOUR"),
    ("accents", "Geoană café", "Geoana cafe"),
    ("decomposed", "caf\u0065\u0301", "café"),
    ("apostrophes", "don't", "don\u2019t"),
    ("an invisible manifest", "har\ufe01bour", "harbour"),
    ("quotation marks", "\u201cHarbour,\u201d", '"Harbour"'),
]


@pytest.mark.parametrize(("why", "one", "other"), SAME, ids=[row[0] for row in SAME])
def test_words_meet(why: str, one: str, other: str) -> None:
    assert cut_one(one).hashes.tolist() == cut_one(other).hashes.tolist()


def test_a_word_knows_its_place() -> None:
    text = "«Ärger» im 漢字-Viertel"
    words = cut_one(text)
    found = [text[s : s + n] for s, n in zip(words.starts, words.lengths, strict=True)]
    assert found == ["Ärger", "im", "漢", "字", "Viertel"]


def test_function_words_have_no_content() -> None:
    assert cut_one("the of and").contents.tolist() == [0, 0, 0]
    assert all(cut_one("harbour minister").contents)


def test_roots_meet_where_words_do_not() -> None:
    one, other = cut_one("announced"), cut_one("announcement")
    assert one.contents.tolist() == other.contents.tolist()
    assert one.hashes.tolist() != other.hashes.tolist()


TEXTS = st.lists(st.text(alphabet="ab cé’'.\n1漢\ufe01Ж", max_size=60), max_size=8)


@given(TEXTS)
def test_the_order_of_chunks_does_not_matter(texts: list[str]) -> None:
    whole = cut_all(texts)
    assert whole.texts == len(texts)
    for number, text in enumerate(texts):
        assert whole.of(number).hashes.tolist() == cut_one(text).hashes.tolist()
        assert whole.of(number).starts.tolist() == cut_one(text).starts.tolist()


@given(st.lists(st.integers(0, 2**32 - 1), min_size=10, max_size=80))
def test_ten_words_in_a_row_leave_a_fingerprint(words: list[int]) -> None:
    hashes = np.array(words, np.uint32)
    _, places = plain.fingerprints(hashes, np.array([0, len(words)], np.int64))
    marked = set(places.tolist())
    for first in range(len(words) - 9):
        assert marked & set(range(first, first + 5))


@pytest.mark.slow
@given(TEXTS)
def test_compiled_words_are_the_same(texts: list[str]) -> None:
    kernels = compiled()
    assert kernels is not None, "the extra `fast` is part of the development install"
    one, other = cut_all(texts, Kernels(10**9)), cut_all(texts, Kernels(-1))
    for left, right in zip(one, other, strict=True):
        assert left.tolist() == right.tolist()
    prints = [loops.fingerprints(one.hashes, one.bounds) for loops in (plain, kernels)]
    assert prints[0][0].tolist() == prints[1][0].tolist()
    assert prints[0][1].tolist() == prints[1][1].tolist()
    wanted = np.ones(one.texts, np.bool_)
    pairs = [
        sorted(loops.content_pairs(one.contents, one.bounds, wanted).tolist())
        for loops in (plain, kernels)
    ]
    assert pairs[0] == pairs[1]


@pytest.mark.slow
@given(st.lists(st.lists(st.integers(0, 5), max_size=40), min_size=1, max_size=6))
def test_compiled_comparison_is_the_same(texts: list[list[int]]) -> None:
    from newstemma.copies import matching, matching_kernels

    hashes = np.array([word for text in texts for word in text], np.uint32)
    bounds = np.cumsum([0, *map(len, texts)], dtype=np.int64)
    words = hashes, hashes.astype(np.uint16), bounds
    sides = np.array([(i, j) for i in range(len(texts)) for j in range(len(texts))], np.int64)
    for name in ("match_all", "meet_all"):
        one = getattr(matching, name)(words, sides[:, 0], sides[:, 1])
        other = getattr(matching_kernels, name)(words, sides[:, 0], sides[:, 1])
        assert [np.array(part).tolist() for part in one] == [
            np.array(part).tolist() for part in other
        ]
