"""A small pile as a crawler would leave it, and a batch of it made once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newstemma import batch
from newstemma.engines import Engine, open_engine
from tests.batch.piles import write_pile

Rows = list[dict[str, Any]]


@pytest.fixture(scope="session")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two families of one event each, in one file of JSON lines."""
    return write_pile(tmp_path_factory.mktemp("pile") / "crawl.jsonl", 5, 2)


@pytest.fixture(scope="session")
def made(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A batch of the pile, one task after another."""
    out = str(tmp_path_factory.mktemp("made") / "out")
    batch.run([str(pile)], out, open_engine("serial"))
    return out


@pytest.fixture(scope="session")
def rows_of() -> Callable[[str], dict[str, Rows]]:
    """All tables of a batch, the rows of each in the order of their words."""

    def rows(out: str) -> dict[str, Rows]:
        from newstemma.batch.folders import open_folder

        folder = open_folder(out)
        return {t: sorted(batch.read_rows(folder, t), key=repr) for t in batch.TABLES}

    return rows


@pytest.fixture(scope="session", params=["processes", "ray"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An engine that runs tasks elsewhere, with two workers, kept for all tests."""
    cluster = request.getfixturevalue("cluster") if request.param == "ray" else None
    opened = open_engine(request.param, 2, cluster.address if cluster else None)
    yield opened
    opened.close()
