"""Word alignments of CollateX for pairs of witnesses; run by the Python of .bench-venv only.

Reads a JSON list of pairs of word lists, writes for each pair the places of the words that
stand in one column, and the CPU seconds the whole took.
"""

import json
import sys
import time

from collatex import Collation, collate


def aligned(left: list[str], right: list[str]) -> list[tuple[int, int]]:
    witnesses = [
        {
            "id": name,
            "tokens": [{"t": w + " ", "n": w.lower(), "i": i} for i, w in enumerate(words)],
        }
        for name, words in (("A", left), ("B", right))
    ]
    collation = Collation.create_from_dict({"witnesses": witnesses})
    table = json.loads(collate(collation, output="json", segmentation=False))["table"]
    return [(a[0]["i"], b[0]["i"]) for a, b in zip(*table, strict=True) if a and b]


started = time.process_time()
with open(sys.argv[1], encoding="utf-8") as pairs:
    found = [aligned(left, right) for left, right in json.load(pairs)]
with open(sys.argv[2], "w", encoding="utf-8") as answer:
    json.dump({"pairs": found, "cpu": time.process_time() - started}, answer)
