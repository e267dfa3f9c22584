"""How many planted near copies are found, class by class, and how many pairs are right.

A small run of `bench.copies`: 300 originals of real reports, each with seven copies.
"""

from __future__ import annotations

from bench.planted import SHARED, corpus, score
from newstemma.copies import find

FAMILIES = 300


def scores() -> dict[str, float]:
    """Recall by class and precision; nothing where the real reports are not at hand."""
    if not SHARED.exists():
        return {}
    items = corpus(FAMILIES)
    pairs = find([item.text for item in items]).pairs
    found = score(items, ((int(pair.first), int(pair.second)) for pair in pairs))
    recall = {f"recall, {kind}": value for kind, value in found.recall.items()}
    return {**recall, "precision": found.precision, "precision, strict": found.strict}
