"""Pieces of an answer: words cut to length, places, and lists cut to a budget."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from newstemma.model import Span

Answer = dict[str, Any]

# An answer stays under about 4,000 tokens (issue 7): news in JSON has some 3.5 characters each.
BUDGET = 12_000
QUOTED = 220


def cut(text: str, most: int = QUOTED) -> str:
    """The text on one line, cut at a word with an ellipsis where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"


def place(report: str, span: Span) -> str:
    """Where words stand: report id and offsets in code points, half open."""
    return f"{report}:{span.start}-{span.end}"


def fitted(answer: Answer, lists: Sequence[str], budget: int = BUDGET) -> Answer:
    """The answer with its lists shortened from the end until it fits; `left_out` counts what went.

    The longest list (in characters) gives way first; the first entry of each always stays.
    """
    left: dict[str, int] = {}
    sizes = {name: [_size(entry) for entry in answer.get(name, [])] for name in lists}
    total = _size({key: value for key, value in answer.items() if key not in sizes})
    while total + sum(map(sum, sizes.values())) > budget:
        longest = max(sizes, key=lambda name: sum(sizes[name][1:]))
        if len(sizes[longest]) < 2:
            break
        sizes[longest].pop()
        left[longest] = left.get(longest, 0) + 1
    short = {
        key: value[: len(sizes[key])] if key in sizes else value for key, value in answer.items()
    }
    return {**short, "left_out": left} if left else short


def _size(value: Any) -> int:
    return len(json.dumps(value, ensure_ascii=False)) + 2
