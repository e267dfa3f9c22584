"""What the stemma of one story costs as the story grows, after cleaning, beside its bars.

    python -m bench.stemma [--sizes 30,100,300,500]

One process, CPU seconds: the words of the reports, the likeness of all pairs, kinship and
trees. Every report of the pile has relations to the others, which is the dear case.
"""

from __future__ import annotations

import argparse
import time

from bench import piles
from newstemma.model import Report
from newstemma.stemmas import trace

BARS = {100: 2.0, 500: 30.0}


def reports(count: int) -> list[Report]:
    """A pile of `count` reports of 600 words."""
    return [
        Report(f"{number:04}", body, title=title, outlet=f"Outlet {number}", language="en")
        for number, (title, body) in enumerate(piles.texts(count))
    ]


def cost(count: int) -> float:
    """CPU seconds of the stemma of `count` reports."""
    pile = reports(count)
    started = time.process_time()
    trace(pile)
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="30,100,300,500", help="numbers of reports")
    cost(3)  # imports and tables
    for count in (int(size) for size in parser.parse_args().sizes.split(",")):
        seconds = cost(count)
        bar = BARS.get(count)
        verdict = "" if bar is None else f"  bar {bar} s: {'met' if seconds < bar else 'MISSED'}"
        ms = 1000 * seconds / count
        print(f"{count:5} reports {seconds:7.2f} CPU s {ms:7.1f} ms a report{verdict}", flush=True)


if __name__ == "__main__":
    main()
