"""Our search over a corpus: python -m bench.copies_ours TEXTS.json PAIRS.json

As for the peers, the CPU seconds are of the work itself; importing the compiled loops and
fetching their machine code, which is done once a run, is told apart.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main() -> int:
    source, target = sys.argv[1:]
    texts = json.loads(Path(source).read_text("utf-8"))
    started = time.process_time()
    from newstemma.copies import find
    from newstemma.copies.words import Kernels

    find(texts[:50], kernels=Kernels(-1))
    ready = time.process_time()
    found = find(texts, kernels=Kernels(-1))
    done = time.process_time()
    pairs = [(int(pair.first), int(pair.second)) for pair in found.pairs]
    raw = {"cpu": done - ready, "start": ready - started, "pairs": pairs}
    Path(target).write_text(json.dumps(raw), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
