"""What a batch gives: the same as the commands for one pile, whatever the engine and the parts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newstemma import batch
from newstemma.batch import linking, reading
from newstemma.copies import find
from newstemma.dossiers import examine
from newstemma.engines import open_engine
from newstemma.pages import read_all
from newstemma.serve.wire import to_json

Rows = dict[str, list[dict[str, Any]]]


def by_story(dossiers: Any) -> dict[str, Any]:
    return {one.story.id: to_json(one) for one in dossiers}


def test_dossiers_are_those_of_examine(pile: Path, made: str) -> None:
    # The events of the pile lie weeks apart; each is told within the window.
    wanted = by_story(examine(read_all([str(pile)])))
    assert by_story(batch.dossiers_of(made)) == wanted


def test_near_copies_are_those_of_find(made: str) -> None:
    reports = sorted(batch.reports_of(made), key=lambda report: report.id)
    found = find(reports)
    wanted = {
        (p.first, p.second, str(p.kind), str(p.direction), p.first_share, p.second_share,
         tuple((q.here.start, q.here.end, q.there.start, q.there.end, q.words)
               for q in p.passages))
        for p in found.pairs
    }  # fmt: skip
    rows = list(batch.read_rows(batch.open_folder(made), "near_copies"))
    got = {
        (r["first"], r["second"], r["kind"], r["direction"], r["first_share"], r["second_share"],
         tuple(tuple(one.values()) for one in r["passages"]))
        for r in rows
    }  # fmt: skip
    assert len(rows) == len(got)
    assert got == wanted
    bundles: dict[str, list[str]] = {}
    for row in batch.read_rows(batch.open_folder(made), "bundles"):
        bundles.setdefault(row["first"], []).append(row["report"])
    assert bundles == {one.first: list(one.members) for one in found.bundles}


def test_parts_and_buckets_change_nothing(
    pile: Path, made: str, rows_of: Callable[[str], Rows], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(reading, "PAGES", 7)
    monkeypatch.setattr(linking, "TILE", 5)
    monkeypatch.setattr(linking, "COST", 4.0)
    monkeypatch.setattr(batch.Settings, "buckets", lambda self, volume: 7)
    out = str(tmp_path / "out")
    batch.run([str(pile)], out, open_engine("serial"))
    assert rows_of(out) == rows_of(made)


@pytest.mark.slow
def test_processes_give_the_same(
    pile: Path, made: str, rows_of: Callable[[str], Rows], tmp_path: Path
) -> None:
    out = str(tmp_path / "out")
    engine = open_engine("processes", 2)
    batch.run([str(pile)], out, engine, settings=batch.Settings(workers=2))
    engine.close()
    assert rows_of(out) == rows_of(made)
