"""Near copies found among 60,000 items with planted copies, beside datasketch, rensa, gaoya.

    python -m bench.copies [--families 7500] [--no-peers] [--growth 1000,10000,100000]

Everybody gets the same texts in a process of their own. The peers give pairs of items;
we give the places as well, and the kind. Their settings are those of the best recall.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import copies_growth
from bench.planted import CLASSES, Item, Score, corpus, score

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "out" / "copies-peers"
PYTHON = FOLDER / "bin" / "python"
PEERS = ("rensa 3", "rensa 5", "gaoya 5", "datasketch 5")
PACKAGES = ("datasketch", "rensa", "gaoya")
# Name, words of a shingle: how many times its speed we must have.
SPEED_BARS = {"rensa 3": 3.0, "datasketch 5": 15.0}
RECALL_BARS = {"copy": 0.99, "sentence": 0.95, "paraphrase": 0.90, "version": 0.98}
PRECISION_BAR = 0.90

failures: list[str] = []


def installed() -> list[str]:
    """The peers that could be installed, in an environment of their own."""
    if not PYTHON.exists():
        subprocess.call([sys.executable, "-m", "venv", str(FOLDER)])
    there = []
    for package in PACKAGES:
        quiet = ["--quiet", "--disable-pip-version-check"]
        if subprocess.call([PYTHON, "-m", "pip", "install", *quiet, package]):
            print(f"{package} could not be installed: no comparison with it in this run")
        else:
            there.append(package)
    return there


def run(command: list[str], target: Path) -> dict[str, Any]:
    subprocess.run([*command, str(target)], check=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(target.read_text("utf-8"))
    return found


def told(name: str, cpu: float, found: Score) -> None:
    recall = " ".join(f"{found.recall.get(kind, 0):9.3f}" for kind in (*CLASSES, "version"))
    print(f"  {name:13} {cpu:7.2f} {recall} {found.precision:9.3f} {found.strict:7.3f}", flush=True)


def check(ours: Score, cpu: float, peers: dict[str, tuple[float, Score]]) -> None:
    for kind, least in RECALL_BARS.items():
        if ours.recall.get(kind, least) < least:
            failures.append(f"{kind}: {ours.recall[kind]:.3f} of {least}")
    if ours.precision < PRECISION_BAR:
        failures.append(f"precision: {ours.precision:.3f} of {PRECISION_BAR}")
    for name, (theirs, found) in peers.items():
        bar = SPEED_BARS.get(name)
        print(f"  {theirs / cpu:6.1f} times the speed of {name}" + (f", bar {bar}" if bar else ""))
        if bar and theirs / cpu < bar:
            failures.append(f"speed: {theirs / cpu:.1f} times {name}, bar {bar}")
        worse = [k for k, value in found.recall.items() if value > ours.recall[k]]
        failures.extend(f"{kind}: {name} finds more" for kind in worse)


def compare(items: list[Item], folder: Path, peers: bool) -> None:
    texts = folder / "texts.json"
    texts.write_text(json.dumps([item.text for item in items]), "utf-8")
    words = sum(len(item.text.split()) for item in items)
    print(f"{len(items):,} items, {words:,} words; CPU s, recall by class, precision")
    print(" " * 22 + "".join(f"{kind:>10}" for kind in (*CLASSES, "version")) + " precision strict")
    mine = run([sys.executable, "-m", "bench.copies_ours", str(texts)], folder / "ours")
    ours = score(items, mine["pairs"])
    told("newstemma", mine["cpu"], ours)
    others = {}
    there = installed() if peers else []
    for name in (peer for peer in PEERS if peer.split()[0] in there):
        script = str(ROOT / "bench" / "copies_peer.py")
        theirs = run([str(PYTHON), script, *name.split(), str(texts)], folder / "theirs")
        others[name] = theirs["cpu"], score(items, theirs["pairs"])
        told(name, *others[name])
    print(f"  starting the compiled loops: {mine['start']:.2f} CPU s, once a run")
    check(ours, mine["cpu"], others)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--families", type=int, default=7500)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--growth", default="1000,10000,100000", help="sizes of the index")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newstemma-bench-") as name:
        if options.families:
            compare(corpus(options.families), Path(name), not options.no_peers)
        sizes = [int(size) for size in options.growth.split(",") if size]
        failures.extend(copies_growth.growth(sizes, Path(name)))
    print("\nBars missed:" if failures else "\nEvery bar met.", *failures, sep="\n  ")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
