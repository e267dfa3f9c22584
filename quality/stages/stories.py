"""How well reports are grouped into stories, on real labelled piles."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newstemma.model import Moment, Precision, Report, Story, Voice
from newstemma.stories import group, place

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "stories"
SETS = ("basil", "ecbplus-topics-1-22", "meantime-en-es", "allsides-to-2018-06")


def report_of(row: Mapping[str, Any]) -> Report:
    """A row of a labelled set as a report: nothing but what a page would give."""
    return Report(
        id=row["id"],
        text=row["text"],
        title=row["title"] or "",
        outlet=row.get("outlet"),
        published=_moment(row.get("published")),
    )


def _moment(stamp: str | None) -> Moment | None:
    if not stamp:
        return None
    when = datetime.fromisoformat(stamp)
    when = when.replace(tzinfo=when.tzinfo or UTC)
    precision = Precision.DAY if len(stamp) <= 10 else Precision.MINUTE
    return Moment(when, precision, Voice.METADATA)


def rows_of(name: str) -> list[dict[str, Any]]:
    """The rows of a set; an empty list where the data is not at hand."""
    path = DATA / f"{name}.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def bcubed(gold: Mapping[str, str], found: Mapping[str, int]) -> float:
    """B-cubed F1 of a grouping."""
    both = Counter((gold[k], found[k]) for k in gold)
    golds, founds = Counter(gold.values()), Counter(found[k] for k in gold)
    precision = sum(n * n / founds[f] for (_, f), n in both.items()) / len(gold)
    recall = sum(n * n / golds[g] for (g, _), n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def pairwise(gold: Mapping[str, str], found: Mapping[str, int]) -> float:
    """F1 over the pairs put together."""

    def pairs(counts: Counter[Any]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    both = pairs(Counter((gold[k], found[k]) for k in gold))
    wanted, put = pairs(Counter(gold.values())), pairs(Counter(found[k] for k in gold))
    return 2 * both / (wanted + put) if wanted + put else 1.0


def score(rows: Sequence[Mapping[str, Any]]) -> tuple[float, float]:
    """B-cubed and pairwise F1 of our grouping of these rows."""
    gold = {row["id"]: str(row["story"]) for row in rows if row.get("story")}
    found: dict[str, int] = defaultdict(lambda: -1)
    for number, story in enumerate(group([report_of(row) for row in rows])):
        found.update(dict.fromkeys(story.reports, number))
    return bcubed(gold, found), pairwise(gold, found)


def streamed(reports: Sequence[Report]) -> set[frozenset[str]]:
    """The stories, as sets of report ids, of reports placed one by one in the order given."""
    kept: dict[str, tuple[Story, list[Report]]] = {}
    known = {report.id: report for report in reports}
    for report in reports:
        placement = place(report, list(kept.values()))
        for story in placement.stories:
            del kept[story]
        for ids in placement.groups:
            name = " ".join(ids)
            kept[name] = Story(id=name, reports=ids), [known[i] for i in ids]
    return {frozenset(story.reports) for story, _ in kept.values()}


def in_order(reports: Sequence[Report]) -> list[Report]:
    """Reports by publication, then id; the undated last."""

    def key(report: Report) -> tuple[bool, str, str]:
        stamp = report.published.when.isoformat() if report.published else ""
        return not stamp, stamp, report.id

    return sorted(reports, key=key)


def agreement(rows: Sequence[Mapping[str, Any]]) -> float:
    """B-cubed F1 of the stream in order of publication, with our own batch as the gold."""
    reports = list({row["id"]: report_of(row) for row in rows}.values())
    batch = {one: str(number) for number, s in enumerate(group(reports)) for one in s.reports}
    stream = {one: number for number, ids in enumerate(streamed(in_order(reports))) for one in ids}
    return bcubed(batch, stream)


def scores() -> dict[str, float]:
    """B-cubed and pairwise F1 by set, for every set at hand, and how the stream agrees."""
    table: dict[str, float] = {}
    for name in SETS:
        if rows := rows_of(name):
            table[f"stories {name} b-cubed"], table[f"stories {name} pairwise"] = score(rows)
    if rows := rows_of("basil"):
        table["stories basil stream as batch"] = agreement(rows)
    return table


if __name__ == "__main__":
    for name, value in scores().items():
        print(f"{name:45s} {value:.3f}")
