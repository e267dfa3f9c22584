"""Reading measured on real reports: credits beside a person's notes.

`-m quality.stages.reading` lists every miss. Nothing here when ../shared is not at hand.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newstemma.model import Page, Report
from newstemma.reports import clean
from newstemma.reports.agencies import key_of, source_of

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"


def scores() -> dict[str, float]:
    """Shares in 0..1; empty when the real data is not at hand."""
    if not SHARED.is_dir():
        return {}
    return credit_scores()


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


def _list_misses() -> None:
    for name, right, told in credit_misses():
        if right != told:
            print(f"{name}: wanted {sorted(right)}, told {sorted(told)}")


if __name__ == "__main__":
    _list_misses()
    for measure, value in scores().items():
        print(f"{measure}: {value:.3f}")
