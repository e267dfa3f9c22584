"""A bound moves only towards the better, and a fall past it fails."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

from quality.run import Bounds, Score, passes, raised, stage_names, verdict

BOUNDS: Bounds = {
    "floors": {"kin: F1": 0.9},
    "ceilings": {"kin: mean error": 0.1},
    "shown": ["kin: F1 of the peer"],
}


@pytest.mark.parametrize(
    ("name", "value", "good"),
    [
        ("kin: F1", 0.9, True),
        ("kin: F1", 0.899, False),
        ("kin: mean error", 0.1, True),
        ("kin: mean error", 0.101, False),
        ("kin: something new", 0.0, True),
        ("kin: F1", float("nan"), False),
        ("kin: F1 of the peer", 0.1, True),
    ],
)
def test_a_score_past_its_bound_fails(name: str, value: float, good: bool) -> None:
    assert passes(Score(name, value), BOUNDS) is good


def test_a_new_name_has_no_bound_yet() -> None:
    assert verdict(Score("kin: new", 0.5), BOUNDS) == "no bound yet"


def test_writing_raises_floors_and_lowers_ceilings_only() -> None:
    better = [Score("kin: F1", 0.95599), Score("kin: mean error", 0.0501)]
    worse = [Score("kin: F1", 0.1), Score("kin: mean error", 0.9)]
    assert raised(BOUNDS, better) == {
        "floors": {"kin: F1": 0.95},
        "ceilings": {"kin: mean error": 0.06},
        "shown": ["kin: F1 of the peer"],
    }
    assert raised(BOUNDS, worse) == BOUNDS


def test_a_new_name_becomes_a_floor_and_a_peer_does_not() -> None:
    found = raised(BOUNDS, [Score("kin: new", 0.5), Score("kin: F1 of the peer", 0.8)])
    assert found["floors"] == {"kin: F1": 0.9, "kin: new": 0.5}


@pytest.mark.parametrize("name", stage_names())
def test_every_stage_can_be_measured(name: str) -> None:
    assert callable(importlib.import_module(f"quality.stages.{name}").scores)


def test_bounds_belong_to_stages_there_are(root: Path) -> None:
    bounds = json.loads((root / "quality" / "floors.json").read_text("utf-8"))
    known = set(stage_names())
    named = {name.partition(": ")[0] for names in bounds.values() for name in names}
    assert named <= known
