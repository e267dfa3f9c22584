"""What `newstemma examine` costs on 3 to 100 reports, beside its bars and beside CollateX.

    python -m bench.examine [--sizes 3,10,30,100,300] [--no-peer]

Every figure is of a child process from a cold start. CollateX only collates: it is compared
with our `collate` alone, and, which is unfair to us, with the whole of `examine`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import peer, piles
from bench.measure import Cost, cheapest, run

ROOT = Path(__file__).resolve().parent.parent
START_BARS = {"--help": 0.15, "import": 0.3}
EXAMINE_BARS = {3: 1.5, 30: 3.0, 100: 10.0}
PEER_BAR = 50.0
PEER_SIZES = (3, 10)
# Past this CollateX is stopped and its cost given as "more than".
PEER_CAP = 180.0
STARTS = 5
DONE = (0, 3)

failures: list[str] = []


def against(label: str, cost: float, bar: float | None) -> str:
    if bar is None:
        return ""
    if cost >= bar:
        failures.append(f"{label}: {cost:.2f} CPU s, bar {bar} s")
    return f"  bar {bar} s: {'met' if cost < bar else 'MISSED'}"


# Runs of one pile, of which the cheapest counts: neighbours on a shared machine add up to half.
EXAMINED = 2


def starts() -> None:
    print(f"Starting, least CPU of {STARTS} runs")
    commands = {
        "--help": [sys.executable, "-m", "newstemma", "--help"],
        "import": [sys.executable, "-c", "import newstemma"],
    }
    for name, command in commands.items():
        cost = cheapest(command, times=STARTS)
        print(f"  {name:12} {cost}{against(name, cost.cpu, START_BARS[name])}")


def examine_costs(folder: Path, sizes: Sequence[int]) -> Iterator[tuple[int, Cost]]:
    for count in sizes:
        for kind, write in (("text", piles.write_text), ("pages", piles.write_pages)):
            pile = folder / f"{kind}-{count}"
            pile.mkdir()
            write(pile, count)
            command = [sys.executable, "-m", "newstemma", "examine", str(pile), "--json"]
            cost = cheapest(command, times=EXAMINED)
            label = f"{count} as {kind}"
            bar = EXAMINE_BARS.get(count) if kind == "text" else None
            failed = "" if cost.status in DONE else f"  EXIT {cost.status}"
            failures.extend([f"{label}: exit status {cost.status}"] if failed else [])
            print(f"  {label:14} {cost}{against(label, cost.cpu, bar)}{failed}", flush=True)
            if kind == "text":
                yield count, cost


def growth(costs: dict[int, Cost]) -> None:
    print("\nGrowth, extracted text: CPU ms a report")
    for count, cost in costs.items():
        print(f"  {count:4} reports {1000 * cost.cpu / count:8.1f}")


def collate_cost(pile: Path) -> float:
    """Least CPU seconds of three runs: a fifth of a second drowns in a machine's noise."""
    answer, found = pile.with_suffix(".cpu"), []
    for _ in range(3):
        run([sys.executable, str(ROOT / "bench" / "collate_run.py"), str(pile), str(answer)])
        found.append(float(answer.read_text("utf-8")))
    return min(found)


def beside_peer(folder: Path, costs: dict[int, Cost]) -> None:
    print(f"\nBeside CollateX, stopped after {PEER_CAP:.0f} s; bar {PEER_BAR:.0f} times its speed")
    for count in (size for size in PEER_SIZES if size in costs):
        bodies = folder / f"bodies-{count}.json"
        piles.write_bodies(bodies, count)
        theirs = run(peer.command(bodies), cap=PEER_CAP)
        ours = collate_cost(folder / f"text-{count}")
        least = "" if theirs.ended else "at least "
        alone, whole = theirs.cpu / ours, theirs.cpu / costs[count].cpu
        print(f"  {count:4} reports CollateX {theirs}")
        print(f"       collate alone {ours:.3f} CPU s: {least}{alone:.0f} times its speed")
        print(f"       all of examine {costs[count].cpu:.2f} CPU s: {least}{whole:.0f} times")
        if alone < PEER_BAR:
            failures.append(f"{count} reports: {alone:.0f} times CollateX's speed")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="3,10,30,100", help="numbers of reports")
    parser.add_argument("--no-peer", action="store_true", help="leave CollateX out")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    starts()
    with tempfile.TemporaryDirectory(prefix="newstemma-bench-") as name:
        print(f"\nExamining one story, reports of {piles.words(max(sizes)):.0f} words on average")
        costs = dict(examine_costs(Path(name), sizes))
        growth(costs)
        if not options.no_peer and peer.installed():
            beside_peer(Path(name), costs)
    print("\nBars missed:" if failures else "\nEvery bar met.", *failures, sep="\n  ")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
