"""Pieces of an answer: words cut to length, places, and lists cut to a budget."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from newstemma.model import Span

Answer = dict[str, Any]

# An answer stays under 4,000 tokens (issue 7). Each model cuts text in its own way; this counts
# as the common ones do or more: a piece of a word, three digits, two signs, two letters of a
# script other than Latin.
BUDGET = 3_800
_TOKEN = re.compile(r"[a-zA-Z]{1,7}|[^\W\d_a-zA-Z]{1,2}|\d{1,3}|[^\w\s]{1,2}|_")
QUOTED = 220


def tokens(text: str) -> int:
    """About how many tokens a text costs a model, rather too many than too few."""
    return len(_TOKEN.findall(text))


def cut(text: str, most: int = QUOTED) -> str:
    """The text on one line, cut at a word with an ellipsis where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"


def place(report: str, span: Span) -> str:
    """Where words stand: report id and offsets in code points, half open."""
    return f"{report}:{span.start}-{span.end}"


def fitted(answer: Answer, lists: Sequence[str], budget: int = BUDGET, *, least: int = 1) -> Answer:
    """The answer with its lists shortened from the end until it fits; `left_out` counts what went.

    The longest list (in tokens) gives way first; the `least` first entries of each always stay.
    """
    left: dict[str, int] = dict(answer.get("left_out", {}))
    sizes = {name: [_size(entry) for entry in answer.get(name, [])] for name in lists}
    total = _size({key: value for key, value in answer.items() if key not in sizes})
    while total + sum(map(sum, sizes.values())) > budget:
        longest = max(sizes, key=lambda name: sum(sizes[name][least:]))
        if len(sizes[longest]) <= least:
            break
        sizes[longest].pop()
        left[longest] = left.get(longest, 0) + 1
    short = {
        key: value[: len(sizes[key])] if key in sizes else value for key, value in answer.items()
    }
    return {**short, "left_out": left} if left else short


def _size(value: Any) -> int:
    return tokens(json.dumps(value, ensure_ascii=False)) + 1
