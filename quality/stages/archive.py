"""How well an archive groups real labelled piles as they come, and whether the order matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from newstemma.archive import Archive, open_archive
from quality.stages.stories import bcubed, in_order, pairwise, report_of, rows_of

SETS = ("basil", "allsides-to-2018-06", "meantime-en-es", "ecbplus-topics-1-22")
DISTRACTORS = "distractors-2018-h1"


def found_in(archive: Archive) -> dict[str, int]:
    """The number of the story of each report of an archive."""
    found: dict[str, int] = {}
    cursor = None
    while True:
        listed = archive.stories(limit=500, cursor=cursor)
        for entry in listed:
            found.update(dict.fromkeys(archive.story(entry.id).reports, len(found)))
        cursor = listed.cursor
        if cursor is None:
            return found


def streamed(rows: Sequence[Mapping[str, Any]], batch: int = 200) -> dict[str, int]:
    """Stories of rows that came in order of publication."""
    with open_archive(":memory:") as archive:
        for _ in archive.add(in_order([report_of(row) for row in rows]), batch=batch):
            pass
        return found_in(archive)


def score(rows: Sequence[Mapping[str, Any]], found: Mapping[str, int]) -> tuple[float, float]:
    """B-cubed and pairwise F1 over the rows with a label."""
    gold = {row["id"]: str(row["story"]) for row in rows if row.get("story")}
    here = {id: found[id] for id in gold}
    return bcubed(gold, here), pairwise(gold, here)


def scores() -> dict[str, float]:
    """Figures of every set at hand, and whether a shuffled BASIL gives the same stories."""
    table: dict[str, float] = {}
    for name in SETS:
        if rows := rows_of(name):
            found = score(rows, streamed(rows))
            table[f"archive {name} b-cubed"], table[f"archive {name} pairwise"] = found
    labelled, others = rows_of("allsides-to-2018-06"), rows_of(DISTRACTORS)
    if labelled and others:
        rows = labelled + others
        found = score(rows, streamed(rows))
        table["archive allsides mixed b-cubed"], table["archive allsides mixed pairwise"] = found
    if rows := rows_of("basil"):
        table["archive basil any order"] = _agreement(rows)
    return table


def _agreement(rows: Sequence[Mapping[str, Any]]) -> float:
    """B-cubed F1 of the stories of a shuffled pile, with those of the ordered one as the gold."""
    rows = list({row["id"]: row for row in rows}.values())  # three pages of the set share one id
    ordered = streamed(rows)
    with open_archive(":memory:") as archive:
        reports = [report_of(row) for row in rows]
        Random(0).shuffle(reports)
        for _ in archive.add(reports, batch=7):
            pass
        return bcubed({id: str(number) for id, number in ordered.items()}, found_in(archive))


if __name__ == "__main__":
    for name, value in scores().items():
        print(f"{name:45s} {value:.3f}")
