"""A batch on Ray: three nodes on one machine, a node and a worker killed under a task."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newstemma import batch
from newstemma.engines import open_engine

pytest.importorskip("ray", reason="the extra ray is not installed")
pytestmark = pytest.mark.slow
Rows = dict[str, list[dict[str, Any]]]


def test_ray_gives_the_same(
    pile: Path, made: str, rows_of: Callable[[str], Rows], tmp_path: Path
) -> None:
    out = str(tmp_path / "out")
    engine = open_engine("ray", 2)
    try:
        batch.run([str(pile)], out, engine, settings=batch.Settings(workers=2))
    finally:
        engine.close()
    assert rows_of(out) == rows_of(made)


def test_nodes_and_workers_killed_change_nothing(
    pile: Path, made: str, rows_of: Callable[[str], Rows], tmp_path: Path
) -> None:
    # All stages: python -m bench.batch_kills
    from bench.batch_kills import on_three_nodes

    marks = tmp_path / "marks"
    marks.mkdir()
    out = str(tmp_path / "out")
    blows = on_three_nodes(str(pile), out, str(marks), ["tell"])
    assert blows == {"tell": 5}  # two nodes, two workers, and the run that went through
    assert rows_of(out) == rows_of(made)
