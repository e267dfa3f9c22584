"""What every test may lean on: the hypothesis profiles and the shared material."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# quick: the same examples every run, so a red run is red again; thorough: new ones each time.
settings.register_profile(
    "quick",
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile(
    "thorough",
    max_examples=1000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session")
def times() -> Callable[[int, int], int]:
    """How often to do what is costly: so often in the quick profile, so often in the thorough."""
    thorough = settings.get_current_profile_name() == "thorough"
    return lambda few, many: many if thorough else few


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real texts beside the project; skips where it is absent.

    Its texts are for measuring and may not be copied here, so a clone has none.
    """
    folder = ROOT.parent / "shared"
    if not (folder / "seeds").is_dir():
        pytest.skip("no ../shared beside the project: real texts are not part of it")
    return folder


@pytest.fixture(scope="session")
def cluster() -> Iterator[Any]:
    """Three nodes of Ray on this machine, joined once: what every test of Ray runs on."""
    ray = pytest.importorskip("ray", reason="the extra ray is not installed")
    from bench.batch_kills import three_nodes
    from newstemma.engines import open_engine

    with three_nodes() as made:
        open_engine("ray", 2, made.address)  # joined until the end, so that workers stay warm
        yield made
        ray.shutdown()
