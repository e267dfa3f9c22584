"""What an archive costs as it grows: CPU per added report, lookups, memory, disk.

    python -m bench.archive [1000 10000 100000] [--per-day 3000] [--folder DIR]

Short reports (a headline and a lead, about 45 words) of invented events, a few reports an
event, look-alikes among them, come day by day. At each size the cost of the last tenth is
printed, with the time of lookups, the memory of the process and the size of the file.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from newstemma.archive import Archive, open_archive
from newstemma.model import Moment, Precision, Report, Voice

START = datetime(2031, 1, 1, tzinfo=UTC)
FIRST = "bar cor dal fen gar hol jor kel lun mar nor pel ros sol tar var wen yor zel bren".split()
LAST = "aden berg dale ford gate ham holm lund mouth ness port rick stad ton vale wick".split()
DEEDS = """fire flood strike vote trial crash merger festival closure inquiry blast drought match
rescue protest contract storm election recall bankruptcy""".split()
COMMON = """officials said people year city government police report first told week group company
country national plan state public time law court minister against under week market house
service local council work million school security health power water road report""".split()


def name(random: Random) -> str:
    """An invented name of a place or a person."""
    return (
        random.choice(FIRST) + random.choice(("", "en", "is", "o")) + random.choice(LAST)
    ).title()


def event(number: int) -> dict[str, object]:
    """The words of one event: who, where, what, figures."""
    random = Random(f"event {number}")
    return {
        "names": [name(random) + (" " + name(random)) * (i % 2) for i in range(5)],
        "deed": random.choice(DEEDS),
        "figures": [str(random.randrange(12, 9000)) for _ in range(3)],
    }


def report(number: int, told: int, when: datetime) -> Report:
    """The `told`th report of an event: its words in another order among common ones."""
    facts, random = event(number), Random(f"report {number} {told}")
    names, deed, figures = facts["names"], facts["deed"], facts["figures"]
    assert isinstance(names, list)
    assert isinstance(figures, list)
    words = random.choices(COMMON, k=26)
    for word in (*random.sample(names, 4), str(deed), *random.sample(figures, 2)):
        words.insert(random.randrange(1, len(words)), word)
    text = " ".join(words).capitalize() + "."
    title = f"{names[0]} {deed}: {random.choice(COMMON)} {names[random.randrange(1, 5)]}"
    published = Moment(when, Precision.MINUTE, Voice.METADATA)
    return Report(f"{number}-{told}", text, title, outlet=name(random), language="en",
                  published=published)  # fmt: skip


def stream(per_day: int) -> Iterator[Report]:
    """Reports without end, in order of publication but for an hour here and there."""
    number = 0
    for day in range(10**6):
        number, made = one_day(day, per_day, number)
        yield from made


def one_day(day: int, size: int, number: int) -> tuple[int, list[Report]]:
    """So many reports of one day, of events numbered from there on; the last event's number."""
    random = Random(f"day {day}")
    made: list[Report] = []
    while len(made) < size:
        number += 1
        first = random.uniform(0, 20)
        for told in range(min(1 + int(random.paretovariate(1.3)), 60)):
            when = START + timedelta(days=day, hours=first + random.uniform(0, 4))
            made.append(report(number, told, when))
    return number, sorted(made[:size], key=lambda r: r.id[-3:] + str(r.published))


def percentile(values: list[float], share: float) -> float:
    """The value under which that share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def lookups(archive: Archive, ids: list[str]) -> list[float]:
    """Seconds of wall time for the story of a report and its list of reports."""
    spent = []
    for id in ids:
        begun = time.perf_counter()
        archive.story(archive.story_of(id))
        spent.append(time.perf_counter() - begun)
    return spent


def grow(archive: Archive, sizes: list[int], per_day: int, path: Path) -> None:
    """Grows an archive to each size and prints what it cost there."""
    reports, have, made = stream(per_day), 0, 0.0
    print(f"{'reports':>9} {'ms a report':>12} {'lookup p50':>11} {'p99 ms':>7} "
          f"{'peak MB':>8} {'file MB':>8} {'kB each':>8} {'stories':>8}")  # fmt: skip
    for size in sizes:
        step = min(500, max(1, size // 10))
        mark, spent, ids = size - max(step, size // 10), 0.0, []
        while have < size:
            batch = [next(reports) for _ in range(min(step, size - have))]
            begun = time.process_time()
            for _ in archive.add(batch, batch=500):
                pass
            if have >= mark:
                spent += time.process_time() - begun
                made += len(batch)
                ids += [one.id for one in batch[::25]]
            have += len(batch)
        times = lookups(archive, ids)
        disk = sum(file.stat().st_size for file in path.parent.glob(path.name + "*"))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size:9,} {1000 * spent / made:12.2f} {1000 * percentile(times, 0.5):11.2f} "
              f"{1000 * percentile(times, 0.99):7.2f} {peak:8.0f} {disk / 1e6:8.1f} "
              f"{disk / 1e3 / size:8.1f} {archive.counts()['stories']:8,}", flush=True)  # fmt: skip
        made = 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000, 100_000])
    parser.add_argument("--per-day", type=int, default=3000)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        path = Path(folder) / "news.db"
        with open_archive(path) as archive:
            grow(archive, sorted(asked.sizes), asked.per_day, path)


if __name__ == "__main__":
    main()
