"""What reading costs from HTML to marked report: speed, memory, and where the time goes.

    python -m bench.throughput [--pages 2000] [--flat 0] [--folder PATH]

Pages are the shipped sample's, or the HTML of real ones with `--real` where ../shared is at
hand, each made different by a number in it. Three parts: pages a second through `clean_all` as
the command runs it (a crew on all cores) beside trafilatura alone on the same pages; memory
while the pile grows, told in megabytes for each 10,000 pages; and, in one process, the CPU of
each step. `--flat 100000` reads that many short pages from one JSONL file: nothing may pile up.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.steps import steps
from newstemma import pages, reports
from newstemma.model import Page, Rejected
from newstemma.reports.crew import cores

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "data" / "pages" / "article-extraction-45.jsonl.gz"
SAMPLE = ROOT / "src" / "newstemma" / "sample" / "pages"
MEGABYTE = 1024 * 1024


def originals(real: bool) -> list[Page]:
    found = pages.read(REAL if real else SAMPLE)
    return [page for page in found if isinstance(page, Page) and page.media_type == "text/html"]


def repeated(few: list[Page], count: int) -> Iterator[Page]:
    """So many pages out of a few, no two the same."""
    for number in range(count):
        page = few[number % len(few)]
        content = f"{page.content!s}<!-- {number} -->"
        yield Page(content, page.media_type, f"{page.origin}#{number}", page.url)


def resident() -> float:
    """Megabytes this process holds now."""
    fields = Path("/proc/self/statm").read_text("ascii").split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def cpu() -> float:
    """CPU seconds of this process and of the workers that have ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def whole_stage(few: list[Page], count: int) -> None:
    started, spent, made = time.monotonic(), cpu(), 0
    for found in reports.clean_all(repeated(few, count)):
        made += not isinstance(found, Rejected)
    wall, used = time.monotonic() - started, cpu() - spent
    print(f"Whole stage, HTML to marked report: {count:,} pages on {cores()} cores")
    print(f"  {count / wall:.1f} pages a second, {count / used:.1f} a CPU second, {made:,} reports")


def trafilatura_alone(few: list[Page]) -> None:
    from trafilatura import extract

    sample = list(repeated(few, min(200, 4 * len(few))))
    started = time.process_time()
    for page in sample:
        extract(str(page.content), url=page.url, include_comments=False)
    used = time.process_time() - started
    print(f"  trafilatura alone, bodies only, one core: {len(sample) / used:.1f} a CPU second")


def where_time_goes(few: list[Page]) -> None:
    print("Where the time goes: CPU ms a page, in one process")
    spent = steps(few)
    total = sum(spent.values())
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        share = seconds / total
        print(f"  {name:34} {1000 * seconds / len(few):7.2f}  {share:5.1%}")


def write_pile(file: Path, count: int) -> None:
    """Short reports of one JSONL file, no two the same."""
    words = "The harbour of Port Sarn was closed on Tuesday after crane {} fell, the port said."
    with file.open("w", encoding="utf-8") as out:
        for number in range(count):
            print(json.dumps({"text": words.format(number), "title": "Crane falls"}), file=out)


def flat(count: int) -> None:
    """Reads a pile of a file, page by page, and tells what is held as it goes on."""
    with tempfile.TemporaryDirectory(prefix="newstemma-bench-") as folder:
        file = Path(folder) / "pile.jsonl"
        write_pile(file, count)
        size = file.stat().st_size / MEGABYTE
        print(f"Memory over {count:,} short pages of one file of {size:.0f} MB")
        started, mark = time.monotonic(), 0.0
        for number, _ in enumerate(reports.clean_all(pages.read(file)), 1):
            if number == min(5_000, count // 10):
                mark = resident()
            if number % max(1, count // 10) == 0:
                print(f"  {number:9,} pages  {resident():7.1f} MB", flush=True)
        grown = (resident() - mark) * 10_000 / count
        wall = time.monotonic() - started
        print(f"  {grown:.2f} MB for each 10,000 pages, {count / wall:.0f} pages a second")
        children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"  the largest worker held {children:.0f} MB")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2_000, help="HTML pages to read")
    parser.add_argument("--flat", type=int, default=0, help="short pages to read for memory")
    parser.add_argument("--real", action="store_true", help="the pages of ../shared")
    options = parser.parse_args()
    few = originals(options.real)
    if not few:
        print("no page to read: ../shared is not part of the project")
        return 1
    size = sum(len(page.content) for page in few) / len(few) / 1024
    print(f"{len(few)} pages of {size:.0f} KB on average")
    where_time_goes(few)
    if options.pages:
        whole_stage(few, options.pages)
        trafilatura_alone(few)
    if options.flat:
        flat(options.flat)
    return 0


if __name__ == "__main__":
    sys.exit(main())
