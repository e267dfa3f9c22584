"""The weights of clues, trained by a script of this repository on simulated families.

`weights.tsv` holds one line per clue: table, name, weight. `tools/train_stemma.py` writes
it, to the byte the same on every run.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from newstemma.errors import Broken


@lru_cache(maxsize=1)
def tables() -> Mapping[str, Mapping[str, float]]:
    """All weights: table name to clue name to weight, in natural log-odds per unit."""
    text = resources.files("newstemma.stemmas").joinpath("weights.tsv").read_text("utf-8")
    found: dict[str, dict[str, float]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            table, name, weight = line.split("\t")
            found.setdefault(table, {})[name] = float(weight)
    return found


def weight(table: str, name: str) -> float:
    """The weight of one clue; `Broken` when the table in the package lacks it."""
    try:
        return tables()[table][name]
    except KeyError as error:
        raise Broken(f"weights.tsv has no {table} clue {name!r}: train again") from error
