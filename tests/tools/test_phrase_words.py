"""The words beside the junk phrases are those any line they match must hold."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = runpy.run_path(str(ROOT / "tools" / "phrase_words.py"))
ROWS = TOOL["PHRASES"].read_text("utf-8").splitlines()[1:]


def test_the_table_is_what_the_tool_writes():
    assert TOOL["rows"]()[1:] == ROWS


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("sign[- ]?(?:in|up) to (?:unlock|read)", ("sign",)),
        ("^(?:follow|like|join) us", ("follow", "join", "like")),
        ("(?:free )?tips", ("tips",)),
        ("(?:tips){0,3}", ()),
        ("^[a-z]+$", ()),
        ("(?i:tips)", ()),
        ("(?:tips|[a-z]+)", ()),
        ("(?!tips)ab", ()),
    ],
)
def test_words_needed(pattern, expected):
    assert TOOL["needed"](pattern) == expected


@pytest.mark.parametrize(
    "line",
    ["sign in to unlock member-only benefits", "follow us on telegram", "all rights reserved"],
)
def test_a_matched_line_holds_a_word(line):
    matched = [row.split("\t") for row in ROWS if re.search(row.split("\t")[2], line)]
    assert matched
    assert all(not words or any(w in line for w in words.split("|")) for *_, words in matched)
