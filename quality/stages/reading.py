"""Reading measured on real pages: credits beside a person's notes, bodies beside trafilatura's.

`-m quality.stages.reading` lists every miss. Nothing here when ../shared is not at hand.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

from newstemma.model import Page, Report
from newstemma.reports import clean
from newstemma.reports.agencies import key_of, source_of

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
_WORD = re.compile(r"\w+")


def scores() -> dict[str, float]:
    """Shares in 0..1 and pages per CPU second; empty when the real data is not at hand."""
    if not SHARED.is_dir():
        return {}
    return {**credit_scores(), **body_scores()}


def rows(name: str) -> list[dict[str, Any]]:
    with gzip.open(SHARED / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


# --- credits ----------------------------------------------------------------


def credit_page(row: dict[str, Any]) -> Page:
    """Head and tail as one text, with the author as a crawler gives it."""
    text = f"{row['head']}\n\n{row['tail']}"
    given = (("authors", row["author"]),) if row["author"] != "None" else ()
    return Page(text, "text/plain", row["id"], given=given)


def wanted(row: dict[str, Any]) -> set[str]:
    """What a person wrote down, as far as head, tail or author line show it as a credit."""
    text = f"{row['head']} {row['tail']}"
    names = []
    wire, credit = row["wire"], row["credit"].removeprefix("h/t:").strip()
    if wire not in ("None", "NA") and (
        f"({wire})".lower() in text.lower() or wire == row["author"]
    ):
        names.append(wire)
    if credit != "None" and re.search(rf"h/?t\W+{re.escape(credit)}", text):
        names.append(credit)
    return {key_of(source_of(name)) for name in names}


def found(report: Report) -> set[str]:
    return {key_of(c.source) for c in report.sources}


def credit_misses() -> Iterator[tuple[str, set[str], set[str]]]:
    for row in rows("quotes/credits-third"):
        report = clean(credit_page(row))
        told = found(report) if isinstance(report, Report) else set()
        yield row["id"], wanted(row), told


def credit_scores() -> dict[str, float]:
    counts: Counter[str] = Counter()
    for _, right, told in credit_misses():
        counts["hit"] += len(right & told)
        counts["told"] += len(told)
        counts["right"] += len(right)
    return {
        "credits precision": counts["hit"] / max(1, counts["told"]),
        "credits recall": counts["hit"] / max(1, counts["right"]),
    }


# --- bodies -----------------------------------------------------------------


def overlap(gold: str, told: str) -> float:
    """F1 of word 4-grams, as the benchmark the pages come from counts."""
    left, right = _shingles(gold), _shingles(told)
    common = sum((left & right).values())
    total = sum(left.values()) + sum(right.values())
    return 2 * common / total if total else 1.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def bodies() -> Iterator[tuple[str, float, float]]:
    """For each page its id, our F1 and trafilatura's."""
    from trafilatura import extract

    for row in rows("pages/article-extraction-45"):
        report = clean(Page(row["html"], "text/html", row["id"], url=row["url"]))
        ours = report.text if isinstance(report, Report) else ""
        theirs = extract(row["html"], url=row["url"], include_comments=False) or ""
        yield row["url"], overlap(row["body"], ours), overlap(row["body"], theirs)


def body_scores() -> dict[str, float]:
    results = list(bodies())
    count = max(1, len(results))
    return {
        "body F1": sum(ours for _, ours, _ in results) / count,
        "body F1 of trafilatura": sum(theirs for _, _, theirs in results) / count,
    }


def speed() -> float:
    """Pages of HTML a CPU second, whole stage."""
    pages = [Page(r["html"], "text/html", r["id"]) for r in rows("pages/article-extraction-45")]
    start = process_time()
    for page in pages:
        clean(page)
    return len(pages) / (process_time() - start)


def _list_misses() -> None:
    for name, right, told in credit_misses():
        if right != told:
            print(f"{name}: wanted {sorted(right)}, told {sorted(told)}")
    for url, ours, theirs in bodies():
        if ours < 0.97 or ours < theirs - 0.005:
            print(f"{ours:.3f} (trafilatura {theirs:.3f}) {url}")
    print(f"{speed():.1f} pages a CPU second")


if __name__ == "__main__":
    _list_misses()
    for measure, value in scores().items():
        print(f"{measure}: {value:.3f}")
