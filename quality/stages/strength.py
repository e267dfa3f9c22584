"""Does a press release strengthen the finding? `strength/insciout-100` of `../shared`, in place.

Both sentences are read by `newstemma.collations.claims`; where one shows no step, nothing is
said to have moved. Nothing was set on these pairs.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from newstemma.collations.claims import Tie, tie_of

SET = Path(__file__).resolve().parents[3] / "shared/data/strength/insciout-100.jsonl.gz"
LABELS = ("exaggerates", "same", "downplays")


def told(finding: str, release: str) -> str:
    before, after = tie_of(finding), tie_of(release)
    if before == after or Tie.NONE in (before, after):
        return "same"
    return "exaggerates" if after > before else "downplays"


def f1(pairs: list[tuple[str, str]], label: str) -> float:
    both = sum(gold == found == label for gold, found in pairs)
    either = sum((gold == label) + (found == label) for gold, found in pairs)
    return 2 * both / either if either else 0.0


def scores() -> dict[str, float]:
    """Macro F1 of the three labels and each one's; empty where the set is absent."""
    if not SET.exists():
        return {}
    with gzip.open(SET, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    pairs = [
        (r["exaggeration_label"], told(r["abstract_conclusion"], r["press_release_conclusion"]))
        for r in rows
    ]
    each = {f"{label} F1": f1(pairs, label) for label in LABELS}
    flat = [(gold, "same") for gold, _ in pairs]
    return {
        "macro F1": sum(each.values()) / len(LABELS),
        "macro F1 of always same": sum(f1(flat, label) for label in LABELS) / len(LABELS),
        **each,
    }
