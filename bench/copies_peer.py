"""One peer over a corpus: python copies_peer.py NAME GRAM TEXTS.json PAIRS.json

Runs inside the environment of the peers, so it imports nothing of ours. It lower-cases and
splits the texts as their documentation shows, takes GRAM words in a row, and writes the
pairs found and the CPU seconds of the work itself, reading and writing left out.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

WORD = re.compile(r"\w+")
BANDS = 64


def shingles(text: str, gram: int) -> set[str]:
    words = WORD.findall(text.lower())
    return {" ".join(words[i : i + gram]) for i in range(max(len(words) - gram + 1, 1))}


def datasketch(texts: list[str], gram: int) -> Iterator[tuple[int, int]]:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.3, num_perm=128)
    for number, text in enumerate(texts):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([one.encode() for one in shingles(text, gram)])
        yield from ((int(other), number) for other in index.query(sketch))
        index.insert(str(number), sketch)


def rensa(texts: list[str], gram: int) -> Iterator[tuple[int, int]]:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.3, num_perm=128, num_bands=BANDS)
    sketches = RMinHash.from_token_sets([list(shingles(text, gram)) for text in texts], 128, 42)
    for number, sketch in enumerate(sketches):
        yield from ((other, number) for other in index.query(sketch))
        index.insert(number, sketch)


def gaoya(texts: list[str], gram: int) -> Iterator[tuple[int, int]]:
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=0.3,
        num_bands=42,
        band_size=3,
        analyzer="word",
        lowercase=True,
        ngram_range=(gram, gram),
    )
    for number, text in enumerate(texts):
        yield from ((other, number) for other in index.query(text))
        index.insert_document(number, text)


def main() -> int:
    name, gram, source, target = sys.argv[1:]
    texts = json.loads(Path(source).read_text("utf-8"))
    started = time.process_time()
    found = sorted(
        set({"datasketch": datasketch, "rensa": rensa, "gaoya": gaoya}[name](texts, int(gram)))
    )
    cpu = time.process_time() - started
    Path(target).write_text(json.dumps({"cpu": cpu, "pairs": found}), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
