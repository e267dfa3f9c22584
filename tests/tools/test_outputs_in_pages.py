"""The tool that fills pages with outputs: blocks are found, cut and replaced."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def tool(root: Path) -> dict[str, Any]:
    return runpy.run_path(str(root / "tools" / "tutorial_pages.py"))


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        (None, None, "a b c"),
        ("1", "2", "a b ..."),
        ("2", "3", "... b c"),
        ("2", "2", "... b ..."),
        ("1", "9", "a b c"),
    ],
)
def test_cutting_shows_that_lines_are_left_out(
    tool: dict[str, Any], first: str | None, last: str | None, kept: str
) -> None:
    cut: Callable[..., list[str]] = tool["cut"]
    assert cut(["a", "b", "c"], first, last) == kept.split()


def test_a_section_is_found_by_the_lines_around_it(tool: dict[str, Any]) -> None:
    page = "<!-- run: newstemma --help | {} Options to Commands -->\n```text\n```\n"
    whole, inside = (tool["filled"](page.format(word)) for word in ("from", "after"))
    assert whole.splitlines()[2] == "Options:"
    assert inside.splitlines()[2].strip().startswith("--version")
    assert "Commands:" not in whole


def test_python_blocks_are_run_and_nothing_else_is_touched(tool: dict[str, Any]) -> None:
    page = (
        "Before\n\n```python\nprint(1 + 1)\n```\n\n<!-- python: -->\n```text\nold\n```\n\nAfter\n"
    )
    assert tool["filled"](page) == page.replace("old", "2")
    assert tool["filled"]("```python\n1 / 0\n```\n") == "```python\n1 / 0\n```\n"


def test_command_blocks_hold_the_output(tool: dict[str, Any]) -> None:
    page = "<!-- run: newstemma --help | lines 1-1 -->\n```text\n```\n"
    assert tool["filled"](page) == (
        "<!-- run: newstemma --help | lines 1-1 -->\n```text\n"
        "Usage: newstemma [OPTIONS] COMMAND [ARGS]...\n...\n```\n"
    )
