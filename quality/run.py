"""Run every measure of `quality/stages`, print score, bound and verdict, fail on a fall.

Called as `python -m quality.run` from the top folder.
Bounds stand in `quality/floors.json`: under "floors" a score may not fall below, under
"ceilings" it may not rise above; what is under "shown" is another tool's score or a number of
items, printed to compare with. `--write` moves a bound only towards the better; a new name
becomes a floor.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import pkgutil
import sys
import time
from pathlib import Path
from typing import NamedTuple, TypedDict

from quality import stages

ROOT = Path(__file__).resolve().parent.parent
BOUNDS = ROOT / "quality" / "floors.json"
# A measure on 200 families moves by a case or two with a Python or a numpy: bounds are cut to
# two places, so they forgive that and little else.
PLACES = 100


class Score(NamedTuple):
    """A measured number under its full name, `stage: what was counted`."""

    name: str
    value: float


class Bounds(TypedDict):
    """The bounds of scores by full name."""

    floors: dict[str, float]
    ceilings: dict[str, float]
    shown: list[str]


def stage_names() -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules(stages.__path__))


def measure(stage: str) -> list[Score]:
    module = importlib.import_module(f"quality.stages.{stage}")
    return [Score(f"{stage}: {name}", float(value)) for name, value in module.scores().items()]


def verdict(score: Score, bounds: Bounds) -> str:
    if math.isnan(score.value):
        return "NOT A NUMBER"
    floor, ceiling = bounds["floors"].get(score.name), bounds["ceilings"].get(score.name)
    if floor is not None:
        return f">= {floor:<7.3f} " + ("ok" if score.value >= floor else "FELL")
    if ceiling is not None:
        return f"<= {ceiling:<7.3f} " + ("ok" if score.value <= ceiling else "ROSE")
    return "for comparison" if score.name in bounds["shown"] else "no bound yet"


def passes(score: Score, bounds: Bounds) -> bool:
    return not verdict(score, bounds).endswith(("FELL", "ROSE", "NOT A NUMBER"))


def raised(bounds: Bounds, scores: list[Score]) -> Bounds:
    floors, ceilings = dict(bounds["floors"]), dict(bounds["ceilings"])
    for name, value in scores:
        if name in ceilings:
            ceilings[name] = min(ceilings[name], math.ceil(value * PLACES) / PLACES)
        elif name not in bounds["shown"]:
            floors[name] = max(floors.get(name, -math.inf), math.floor(value * PLACES) / PLACES)
    return Bounds(
        floors=dict(sorted(floors.items())),
        ceilings=dict(sorted(ceilings.items())),
        shown=bounds["shown"],
    )


def _run(names: list[str], bounds: Bounds) -> list[Score]:
    found: list[Score] = []
    for name in names:
        started = time.process_time()
        scores = measure(name)
        print(f"\n{name} ({time.process_time() - started:.1f} CPU s)")
        if not scores:
            print("  nothing to measure on here: its texts are not part of the project")
        for score in scores:
            label = score.name.removeprefix(f"{name}: ")
            print(f"  {label:58} {score.value:8.3f}  {verdict(score, bounds)}", flush=True)
        found += scores
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", metavar="NAME", help="one stage", choices=stage_names())
    parser.add_argument("--write", action="store_true", help="move bounds towards the better")
    options = parser.parse_args()
    bounds: Bounds = json.loads(BOUNDS.read_text("utf-8"))
    scores = _run([options.only] if options.only else stage_names(), bounds)
    failed = [score.name for score in scores if not passes(score, bounds)]
    if options.write:
        BOUNDS.write_text(json.dumps(raised(bounds, scores), indent=2) + "\n", "utf-8")
    print(f"\n{len(scores)} scores, {len(failed)} past their bound", *failed, sep="\n  ")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
