"""Collate the texts of a JSON list with CollateX; run by the Python of .bench-venv only.

CollateX is under the GPL: it is installed by the benchmark, measured, and never imported by
anything of ours.
"""

import json
import sys

from collatex import Collation, collate

collation = Collation()
with open(sys.argv[1], encoding="utf-8") as texts:
    for number, text in enumerate(json.load(texts)):
        collation.add_plain_witness(f"W{number}", text)
print(collate(collation, output="json")[:80])
