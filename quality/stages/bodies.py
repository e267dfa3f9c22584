"""Bodies of real HTML pages beside their gold text, ours and the best libraries', and the speed.

`-m quality.stages.bodies` lists every miss and the pages per CPU second. F1 is of word 4-grams,
as the benchmark the pages come from counts. Speeds are ratios to trafilatura's: each page is
read by each in turn, the least CPU of three, so that a busy machine does no one wrong. Nothing
here when ../shared is not at hand; no resiliparse where it is not installed.
"""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from time import process_time
from typing import Any

from newstemma.model import Page, Report
from newstemma.reports import marks
from newstemma.reports.blocks import Kind
from newstemma.reports.cleaning import clean
from newstemma.reports.html import fast_body, html_sheet
from quality.stages.reading import SHARED, rows

_WORD = re.compile(r"\w+")
_TIMES = 3
Row = dict[str, Any]


def overlap(gold: str, told: str) -> float:
    left, right = _shingles(gold), _shingles(told)
    common = sum((left & right).values())
    total = sum(left.values()) + sum(right.values())
    return 2 * common / total if total else 1.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


# --- the readers compared ---------------------------------------------------


def whole(row: Row) -> str:
    marks._marked.cache_clear()  # read three times, a page would else be marked once
    report = clean(Page(row["html"], "text/html", row["id"], url=row["url"]))
    return report.text if isinstance(report, Report) else ""


def body(row: Row) -> str:
    lines = html_sheet(row["html"], row["url"]).lines
    return "\n".join(line.text for line in lines if line.kind is not Kind.CAPTION)


def fast(row: Row) -> str:
    return fast_body(row["html"])


def trafilatura(row: Row) -> str:
    from trafilatura import extract

    return extract(row["html"], url=row["url"], include_comments=False) or ""


def resiliparse(row: Row) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(row["html"], main_content=True, comments=False, alt_texts=False))


def readers() -> dict[str, Callable[[Row], str]]:
    found: dict[str, Callable[[Row], str]]
    found = {"whole stage": whole, "body": body, "fast path": fast, "trafilatura": trafilatura}
    return {**found, "resiliparse": resiliparse} if find_spec("resiliparse") else found


# --- measuring --------------------------------------------------------------


def measured() -> dict[str, tuple[list[float], float]]:
    """For each reader its F1 on every page, and its CPU seconds for all of them."""
    gc.set_threshold(200_000, 20, 100)  # as our command does; it helps every reader
    asked = readers()
    scored: dict[str, list[float]] = {name: [] for name in asked}
    spent = dict.fromkeys(asked, 0.0)
    for row in rows("pages/article-extraction-45"):
        for name, read in asked.items():
            best, text = min(_timed(read, row) for _ in range(_TIMES))
            scored[name].append(overlap(row["body"], text))
            spent[name] += best
    return {name: (scored[name], spent[name]) for name in asked}


def _timed(read: Callable[[Row], str], row: Row) -> tuple[float, str]:
    start = process_time()
    text = read(row)
    return process_time() - start, text


def scores() -> dict[str, float]:
    """F1 in 0..1, and how many times trafilatura's pages per CPU second."""
    if not SHARED.is_dir():
        return {}
    found = measured()
    _, theirs = found["trafilatura"]
    quality = {f"{name} F1": sum(each) / len(each) for name, (each, _) in found.items()}
    times = {
        f"{name}, times trafilatura's speed": theirs / spent
        for name, (_, spent) in found.items()
        if name != "trafilatura"
    }
    return quality | times


def _list() -> None:
    found = measured()
    names = [row["url"] for row in rows("pages/article-extraction-45")]
    theirs, _ = found["trafilatura"]
    for name in ("whole stage", "fast path"):
        for url, ours, other in zip(names, found[name][0], theirs, strict=True):
            if ours < 0.97 or ours < other - 0.005:
                print(f"{name}: {ours:.3f} (trafilatura {other:.3f}) {url}")
    for name, (each, spent) in found.items():
        print(f"{name}: {len(each) / spent:.1f} pages a CPU second")


if __name__ == "__main__":
    _list()
