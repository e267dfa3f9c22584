"""A batch on Ray: three nodes on one machine, nodes and workers killed under a task."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
Rows = dict[str, list[dict[str, Any]]]


def test_nodes_and_workers_killed_change_nothing(
    cluster: Any, pile: Path, made: str, rows_of: Callable[[str], Rows], tmp_path: Path
) -> None:
    # All stages: python -m bench.batch_kills
    from bench.batch_kills import strike

    marks = tmp_path / "marks"
    marks.mkdir()
    out = str(tmp_path / "out")
    blows = strike(cluster, str(pile), out, str(marks), ["tell"])
    assert blows == {"tell": 5}  # two nodes, two workers, and the run that went through
    assert rows_of(out) == rows_of(made)
