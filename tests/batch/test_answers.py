"""What a batch gives: the same as the commands for one pile, whatever the engine and the parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newstemma import batch
from newstemma.batch import linking, near_copies, reading, sets
from newstemma.copies import find
from newstemma.dossiers import examine
from newstemma.engines import Engine, open_engine
from newstemma.families import Setting, simulate_archive
from newstemma.model import Page
from newstemma.pages import read_all
from newstemma.serve.wire import to_json
from tests.batch.piles import write_pages

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
    monkeypatch.setattr(sets, "COST", 4.0)
    monkeypatch.setattr(batch.Settings, "buckets", lambda self, volume: 7)
    out = str(tmp_path / "out")
    batch.run([str(pile)], out, open_engine("serial"))
    assert rows_of(out) == rows_of(made)


def test_less_memory_changes_the_parts_and_not_the_answer(
    pile: Path, made: str, rows_of: Callable[[str], Rows], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    # So little that every exchange has many buckets, and few pairs are compared at once.
    monkeypatch.setattr(batch.Settings, "room", 300_000)
    out = str(tmp_path / "out")
    little = batch.Settings(keep_work=True)
    batch.run([str(pile)], out, open_engine("serial"), settings=little)
    folder = batch.open_folder(out)
    texts = [row["text"] for row in batch.read_rows(folder, "reports")]
    corpus = near_copies.Corpus([], sum(map(len, texts)), 1, 1, 1)
    assert near_copies.at_once(little, corpus, len(texts)) < 20
    buckets = folder.names("_done/compare")
    assert len(buckets) > 4
    rows = rows_of(out)
    assert len(rows["near_copies"]) > 20
    assert rows == rows_of(made)


@st.composite
def archives(draw: st.DrawFn) -> list[Page]:
    """Pages of a few events, some of them printed again elsewhere, in any order."""
    seed, stories = draw(st.integers(0, 9_999)), draw(st.integers(1, 3))
    setting = Setting(reports=draw(st.integers(3, 6)))
    pages = list(simulate_archive(seed, stories, setting=setting).pages)
    for number in range(draw(st.integers(0, 14))):
        again = draw(st.sampled_from(pages))
        given = (("outlet", f"Print {number}"), ("url", f"https://print{number}.example/1"))
        pages.append(replace(again, given=given, url=given[1][1]))
    return draw(st.permutations(pages))


@pytest.mark.slow
@settings(max_examples=max(3, settings().max_examples // 20))
@given(archives())
def test_every_engine_gives_the_same(
    engine: Engine, rows_of: Callable[[str], Rows], pages: list[Page]
) -> None:
    with TemporaryDirectory() as here:
        source = str(write_pages(Path(here) / "crawl.jsonl", pages))
        batch.run([source], f"{here}/serial", open_engine("serial"))
        batch.run([source], f"{here}/there", engine, settings=batch.Settings(workers=2))
        assert rows_of(f"{here}/there") == rows_of(f"{here}/serial")
