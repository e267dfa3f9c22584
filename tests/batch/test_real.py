"""A batch of real reports: one answer from every engine, and the stories of `stories`."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from newstemma import batch
from newstemma.batch import linking
from newstemma.engines import Engine, open_engine
from newstemma.pages import read_all
from newstemma.reports import clean_all
from newstemma.stories import group

pytestmark = pytest.mark.slow
Rows = dict[str, list[dict[str, Any]]]
TAKEN = 60


@pytest.fixture(scope="module")
def crawl(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first reports of a set of some hundred, a hundred events in threes."""
    found = tmp_path_factory.mktemp("real") / "crawl.jsonl"
    with gzip.open(shared / "data" / "stories" / "basil.jsonl.gz", "rt", encoding="utf-8") as rows:
        found.write_text("".join(islice(rows, TAKEN)), "utf-8")
    return found


@pytest.fixture(scope="module")
def by_serial(crawl: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    out = str(tmp_path_factory.mktemp("real-made") / "out")
    batch.run([str(crawl)], out, open_engine("serial"))
    return out


def test_every_engine_gives_the_same(
    engine: Engine, crawl: Path, by_serial: str, rows_of: Callable[[str], Rows], tmp_path: Path
) -> None:
    out = str(tmp_path / "out")
    batch.run([str(crawl)], out, engine, settings=batch.Settings(workers=2))
    assert rows_of(out) == rows_of(by_serial)


@pytest.mark.parametrize("crowded", [linking.CROWDED, 0], ids=["all pairs", "by keys"])
def test_stories_are_those_of_the_command(
    crowded: int, crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "CROWDED", crowded)
    out = str(tmp_path / "out")
    batch.run([str(crawl)], out, open_engine("serial"))
    reports = [one for one in clean_all(read_all([str(crawl)])) if hasattr(one, "text")]
    wanted = sorted((story.id, story.reports) for story in group(reports))
    got = sorted((one.story.id, one.story.reports) for one in batch.dossiers_of(out))
    assert got == wanted
