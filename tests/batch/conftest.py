"""A small pile as a crawler would leave it, and a batch of it made once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newstemma import batch
from newstemma.engines import open_engine
from newstemma.families import simulate_archive
from newstemma.model import Page

Rows = list[dict[str, Any]]


def as_line(page: Page) -> str:
    """A page as a line of a crawler's JSONL."""
    content = page.content if isinstance(page.content, str) else page.content.decode()
    return json.dumps({**dict(page.given), "text": content, "url": page.url})


def write_pile(path: Path, seed: int, stories: int) -> Path:
    pile = simulate_archive(seed, stories)
    path.write_text("".join(as_line(page) + "\n" for page in pile.pages), "utf-8")
    return path


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
