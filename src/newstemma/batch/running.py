"""The stages of a batch in their order, and what is said of the whole: plan, manifest, result."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from newstemma.batch import linking, near_copies, reading, sets, telling
from newstemma.batch.folders import Folder, open_folder
from newstemma.batch.inputs import Input, expand, together
from newstemma.batch.job import DONE, WORK, Answer, Job, Told, peak
from newstemma.batch.numbering import number
from newstemma.batch.parquet import merge_files, merges, require_pyarrow
from newstemma.batch.settings import Settings
from newstemma.batch.tables import SCHEMA, TABLES
from newstemma.engines import Engine
from newstemma.errors import Misuse

MANIFEST = "manifest.json"
FORMAT = "newstemma-batch/1"
_DEPENDENCIES = ("numpy", "pyarrow", "trafilatura", "rapidfuzz")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a batch would do: its inputs, how many tasks read them, and sizes by rule of thumb.

    `missing` are inputs that are not there. `pages`, `seconds` (of one core) and `disk` are
    worked out from bytes by measured averages, which packed archives and long pages miss by
    a factor of three either way.
    """

    inputs: int
    bytes: int
    missing: tuple[str, ...]
    tasks: int
    pages: int
    seconds: int
    disk: int


# Averages measured with `python -m bench.batch`: bytes of a page of HTML, or a record of text, in
# a file that is not packed and in one that is; seconds of CPU a page; bytes written a page,
# the work that is taken away at the end with them.
PAGE_BYTES, PACKED_PAGE_BYTES = 3_000, 1_200
PACKED = (".gz", ".zst", ".parquet", ".pq")
PAGE_SECONDS = 0.06
PAGE_DISK = 30_000


def plan(inputs: Iterable[str]) -> Plan:
    """What a batch of these inputs would do; nothing is read but the names and sizes."""
    found = expand(inputs)
    there = [one for one in found if one.bytes >= 0]
    pages = sum(max(1, one.bytes // _page_bytes(one)) for one in there)
    return Plan(
        inputs=len(there),
        bytes=sum(one.bytes for one in there),
        missing=tuple(one.name for one in found if one.bytes < 0),
        tasks=len(together(there, reading.READ_AT_ONCE)),
        pages=pages,
        seconds=int(pages * PAGE_SECONDS),
        disk=pages * PAGE_DISK,
    )


def _page_bytes(one: Input) -> int:
    return PACKED_PAGE_BYTES if one.name.lower().endswith(PACKED) else PAGE_BYTES


def run(
    inputs: Sequence[str],
    out: str,
    engine: Engine,
    *,
    settings: Settings | None = None,
    resume: bool = False,
    told: Told = lambda progress: None,
) -> Answer:
    """Runs a batch into the folder `out`; gives its manifest.

    The tables are those of `tables.TABLES`; the answer does not depend on the engine, nor on
    memory and workers. Raises `Misuse` where `out` holds other things, or a run that was not
    gone on with (`resume`), or one of other inputs, settings or release.
    """
    require_pyarrow()
    settings = settings or Settings()
    folder = open_folder(out)
    found = expand(inputs)
    manifest = begin(folder, found, settings, engine, resume=resume)
    if manifest["state"] == "done":
        return manifest
    job = Job(folder, settings, engine, told)
    return end(job, manifest, _stages(job, found))


def end(job: Job, manifest: Answer, counts: Answer) -> Answer:
    """Writes the manifest of a job that is done, and clears its work away; gives it."""
    costs = {"stages": job.cost, "peak": peak()}
    kept = {name: value for name, value in counts.items() if name in _COUNTED}
    manifest = {**manifest, "state": "done", "ended": _now(), "counts": kept, **costs}
    _write(job.folder, manifest)
    if not job.settings.keep_work:
        job.folder.remove(WORK)
        job.folder.remove(DONE)
    return manifest


def begin(
    folder: Folder, inputs: list[Input], settings: Settings, engine: Engine, *, resume: bool
) -> Answer:
    """The manifest of a run that begins or goes on."""
    if not inputs:
        raise Misuse("no input: give files, folders, globs or addresses")
    if folder.address.startswith("memory:") and engine.name != "serial":
        raise Misuse(f"{folder.address}: only this process sees it; give --engine serial")
    asked = _asked(inputs, settings)
    kept = manifest_of(folder)
    if kept is not None:
        _may_go_on(folder, kept, asked, resume=resume)
        return kept
    if folder.names("") or any(folder.has(table) for table in TABLES):
        raise Misuse(f"{folder.address}: holds other files; choose an empty or new folder")
    cost = {"memory": settings.memory, "workers": settings.at_once, "engine": engine.name}
    made = {**asked, "cost": cost, "state": "running", "begun": _now(), "versions": _versions()}
    try:
        _write(folder, made)
    except OSError as error:
        why = error.strerror or str(error)
        raise Misuse(f"{folder.address}: cannot be written: {why}") from error
    return made


def _asked(inputs: list[Input], settings: Settings) -> Answer:
    """What the tables depend on; a run goes on only where all of it is the same."""
    return {
        "format": FORMAT,
        "schema": SCHEMA,
        "newstemma": version("newstemma"),
        "answer": settings.answer_part(),
        "inputs": [asdict(one) for one in inputs],
    }


def _may_go_on(folder: Folder, kept: Answer, asked: Answer, *, resume: bool) -> None:
    """Raises `Misuse` unless the run kept in the folder is to go on, and is of what is asked."""
    if kept["state"] == "done" and not resume:
        raise Misuse(f"{folder.address}: holds a batch already; choose an empty or new folder")
    if not resume:
        raise Misuse(f"{folder.address}: holds a batch that was cut off; give --resume")
    for name, value in asked.items():
        if kept[name] != value:
            raise Misuse(f"{folder.address}: begun with other {name}; choose another folder")


def _write(folder: Folder, manifest: Answer) -> None:
    with folder.writing(MANIFEST) as file:
        file.write(json.dumps(manifest, indent=1, ensure_ascii=False).encode("utf-8", "replace"))


def manifest_of(folder: Folder) -> Answer | None:
    """The manifest in a folder; none where there is no batch."""
    if not folder.has(MANIFEST):
        return None
    with folder.read(MANIFEST) as file:
        kept: Answer = json.load(file)
    return kept


def _versions() -> dict[str, str]:
    return {"python": platform.python_version(), **{n: version(n) for n in _DEPENDENCIES}}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


# --- the stages -----------------------------------------------------------------


def _stages(job: Job, inputs: list[Input]) -> Answer:
    """All stages in their order; gives what was counted."""
    parts, counts = _reports(job, inputs)
    names = [name for name, _ in parts]
    counts |= job.once("number", lambda: number(job.folder, names))
    counts |= find_near_copies(job, names, counts["characters"])
    counts |= _told(job, names, counts["reports"])
    merge(job)
    return counts


def merge(job: Job) -> None:
    """Puts the small files of each table together, and makes the files of empty ones."""
    due = [
        (f"{table}-{place:06d}", (table, f"{place:06d}", pieces))
        for table in TABLES
        if table != "reports"
        for place, pieces in enumerate(merges(job.folder, table))
    ]
    job.each("merge", _merge, due)
    if not job.folder.names("reports"):
        merge_files(job.folder, "reports", "000000", [])


def _merge(
    folder: Folder, settings: Settings, name: str, item: tuple[str, str, list[str]]
) -> Answer:
    return {"rows": merge_files(folder, *item)}


_COUNTED = (
    "pages", "repeated", "rejected", "reports", "undated", "near_copies", "bundles", "followers",
    "links", "sets", "parted", "stories",
)  # fmt: skip


def _reports(job: Job, inputs: list[Input]) -> tuple[list[tuple[str, list[str]]], Answer]:
    tasks = [(f"{i:06d}", some) for i, some in enumerate(together(inputs, reading.READ_AT_ONCE))]
    read = job.each("read", reading.read_inputs, tasks)
    laid = [part for name, _ in tasks for part in read[name]["parts"]]
    again = job.once(
        "repeated", lambda: reading.find_repeated(job.folder, [part["name"] for part in laid])
    )
    parts = [(f"{i:06d}", some) for i, some in enumerate(merged(laid))]
    cleaned = job.each("clean", reading.clean_part, parts)
    rejected = sum(one["rejected"] for one in (*read.values(), *cleaned.values()))
    counts = {
        "pages": sum(part["pages"] for part in laid),
        "repeated": again["repeated"],
        "rejected": rejected,
        "reports": sum(one["reports"] for one in cleaned.values()),
        "characters": sum(one["characters"] for one in cleaned.values()),
    }
    return parts, counts


def merged(parts: Sequence[Any]) -> list[list[str]]:
    """The names of parts, small neighbours put together up to the size of a full part."""
    found: list[list[str]] = []
    pages = size = 0
    for part in parts:
        fits = pages + part["pages"] <= reading.PAGES and size + part["bytes"] <= reading.FULL
        if not (found and fits):
            found.append([])
            pages = size = 0
        found[-1].append(part["name"])
        pages += part["pages"]
        size += part["bytes"]
    return found


def find_near_copies(
    job: Job, names: list[str], characters: int, *, literal: bool = False
) -> Answer:
    """The stages that find near copies among numbered reports; only literal ones, if asked."""
    # Kept with the job: one gone on with under other settings has the buckets it began with.
    kept = job.once("plan", lambda: near_copies.plan(characters, job.settings))
    corpus = near_copies.Corpus(names, characters, *(kept[n] for n in near_copies.EXCHANGES))
    parts = [(name, (corpus, place)) for place, name in enumerate(names)]
    prints = [(f"{i:03d}", (corpus, i)) for i in range(corpus.prints)]
    contents = [(f"{i:03d}", (corpus, i)) for i in range(corpus.contents)]
    pairs = [(f"{i:03d}", (corpus, i)) for i in range(corpus.pairs)]
    job.each("cut", near_copies.cut, parts)
    job.each("count common", near_copies.count_common, prints)
    job.once("share common", lambda: near_copies.share_common(job.folder, corpus))
    job.each("pair", near_copies.pair, prints)
    job.each("hide", near_copies.hide, parts)
    found = job.each("compare", near_copies.compare_literal, pairs)
    bundled = job.once("bundle", lambda: near_copies.find_bundles(job.folder, corpus))
    count = sum(one["pairs"] for one in found.values())
    if literal:
        return {"near_copies": count, "bundles": bundled["bundles"]}
    job.each("cut contents", near_copies.cut_contents, parts)
    job.each("pair contents", near_copies.pair_contents, contents)
    rewritten = job.each("compare contents", near_copies.compare_rewritten, pairs)
    spread = job.each("compare bundles", near_copies.compare_spread, pairs)
    count += sum(one["pairs"] for stage in (rewritten, spread) for one in stage.values())
    return {"near_copies": count, "bundles": bundled["bundles"]}


def _told(job: Job, names: list[str], reports: int) -> Answer:
    folder, settings = job.folder, job.settings
    follow = job.once("follow", lambda: linking.find_followers(folder, settings))
    job.each("sketch", linking.sketch_part, [(name, i) for i, name in enumerate(names)])
    tiles = linking.tiles(reports)
    job.each("tile", linking.make_tile, [(name, (first, names)) for name, first in tiles])
    kept = job.once("way", lambda: linking.way(folder, settings))
    if kept["by_keys"]:
        _link_by_keys(job, tiles, reports)
    else:
        job.each("link", linking.link_tile, tiles)
    found = job.once("sets", lambda: sets.find_sets(folder, settings))
    shares = job.once("share out", lambda: sets.share_out(folder, settings))["shares"]
    job.each("deal", sets.deal, [(name, (i, shares)) for i, name in enumerate(names)])
    told = job.each("tell", telling.tell, [(f"{i:06d}", (i, shares)) for i in range(shares)])
    stories = sum(one["stories"] for one in told.values())
    return {**follow, **found, "stories": stories}


def _link_by_keys(job: Job, tiles: list[tuple[str, int]], reports: int) -> None:
    """The links of reports that share a key, where the days are too crowded for all pairs."""
    volume = reports * KEYS_A_REPORT * 8
    buckets = job.once("keys plan", lambda: {"buckets": job.settings.buckets(volume)})["buckets"]
    job.each("keys", linking.send_keys, [(name, buckets) for name, _ in tiles])
    job.each("meet", linking.meet, [(f"{i:03d}", (i, buckets)) for i in range(buckets)])
    job.each("link", linking.link_met, tiles)


KEYS_A_REPORT = 60
"""Keys of a report at most: pairs of its ten heaviest words, and of its six heaviest names."""
