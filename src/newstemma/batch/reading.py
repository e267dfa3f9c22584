"""The first stages: inputs into parts of pages, pages into reports.

The theory. Inputs are read once, in order, and laid down as parts of about `PAGES` pages, so
that a crawl in one file is work for many and ten thousand small files are few parts. Each part
is cleaned by itself. The same page twice is one report, wherever the two stood: their digests
are compared before anything is cleaned. What can go wrong: an outlet's furniture is learned
from the pages of one part, so with few pages of an outlet in each part less of it is known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

import numpy as np

from newstemma.batch.exchange import Array, load_arrays, save_arrays
from newstemma.batch.folders import Folder
from newstemma.batch.inputs import Input, pages_of
from newstemma.batch.job import WORK, Answer
from newstemma.batch.parquet import lay_rows, read_file, write_rows
from newstemma.batch.settings import MEGABYTE, Settings
from newstemma.copies.pairs import documents_of, interval
from newstemma.model import Page, Rejected, Report, Voice
from newstemma.reports import clean
from newstemma.reports.cleaning import digest
from newstemma.reports.furniture import without_furniture
from newstemma.stores.packing import pack

READ_AT_ONCE = 64 * MEGABYTE
"""Bytes of inputs that one task reads; a larger file is one task."""
PAGES = 1_000
"""Pages of a part; fewer lose an outlet's furniture, more lose more work with a worker."""
FULL = 24 * MEGABYTE
"""Bytes of a part: pages of HTML fill it before there are `PAGES` of them."""


# --- inputs into parts of pages -------------------------------------------------


def read_inputs(folder: Folder, settings: Settings, name: str, inputs: list[Input]) -> Answer:
    """Lays down the pages of some inputs as parts; says what each holds."""
    rejected: list[Rejected] = []
    parts: list[dict[str, Any]] = []
    for pages in _parted(_only_pages(inputs, rejected)):
        part = f"{name}-{len(parts):04d}"
        _keep_pages(folder, part, pages)
        parts.append({"name": part, "pages": len(pages), "bytes": sum(map(_size, pages))})
    lay_rows(folder, "rejected", f"read-{name}", [rejected_row(one) for one in rejected])
    return {"parts": parts, "rejected": len(rejected)}


def _only_pages(inputs: Iterable[Input], rejected: list[Rejected]) -> Iterator[Page]:
    for one in inputs:
        for page in pages_of(one):
            if isinstance(page, Page):
                yield page
            else:
                rejected.append(page)


def _parted(pages: Iterable[Page]) -> Iterator[list[Page]]:
    part: list[Page] = []
    size = 0
    for page in pages:
        part.append(page)
        size += _size(page)
        if len(part) >= PAGES or size >= FULL:
            yield part
            part, size = [], 0
    if part:
        yield part


def _size(page: Page) -> int:
    return len(page.content)


def _keep_pages(folder: Folder, part: str, pages: list[Page]) -> None:
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    table = arrow.table(
        {
            "content": arrow.array([_raw(page.content) for page in pages], arrow.binary()),
            "is_text": [isinstance(page.content, str) for page in pages],
            "media_type": [page.media_type for page in pages],
            "origin": [_raw(page.origin) for page in pages],
            "url": [None if page.url is None else _raw(page.url) for page in pages],
            "fetched": [page.fetched.isoformat() if page.fetched else "" for page in pages],
            "given": [json.dumps(page.given) for page in pages],
            "given_by": [str(page.given_by) for page in pages],
        }
    )
    with folder.writing(f"{WORK}/pages/{part}.parquet") as file:
        parquet.write_table(table, file, compression="zstd", row_group_size=200)
    digests = np.array([int(digest(page), 16) for page in pages], np.uint64)
    save_arrays(folder, f"{WORK}/digests/{part}.npz", digests=digests)


def _raw(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")


def _pages(folder: Folder, part: str) -> Iterator[Page]:
    for row in read_file(folder, f"{WORK}/pages/{part}.parquet"):
        content: bytes = row["content"]
        yield Page(
            content=content.decode("utf-8", "surrogatepass") if row["is_text"] else content,
            media_type=row["media_type"],
            origin=row["origin"].decode("utf-8", "surrogatepass"),
            url=None if row["url"] is None else row["url"].decode("utf-8", "surrogatepass"),
            fetched=datetime.fromisoformat(row["fetched"]) if row["fetched"] else None,
            given=tuple((name, value) for name, value in json.loads(row["given"])),
            given_by=Voice(row["given_by"]),
        )


# --- the same page again --------------------------------------------------------


def find_repeated(folder: Folder, parts: list[str]) -> Answer:
    """Marks the pages that an earlier part, or place in the part, holds already."""
    digests = [load_arrays(folder, f"{WORK}/digests/{part}.npz")["digests"] for part in parts]
    every = np.concatenate(digests) if digests else np.empty(0, np.uint64)
    first = np.zeros(len(every), np.bool_)
    first[np.unique(every, return_index=True)[1]] = True
    at = 0
    for part, some in zip(parts, digests, strict=True):
        mine: Array = first[at : at + len(some)]
        if not mine.all():
            save_arrays(folder, f"{WORK}/first/{part}.npz", first=mine)
        at += len(some)
    return {"repeated": int(len(every) - first.sum())}


# --- pages into reports ---------------------------------------------------------


def clean_part(folder: Folder, settings: Settings, name: str, parts: list[str]) -> Answer:
    """The reports of some small parts, or of one large, as a file of the table `reports`."""
    reports: list[Report] = []
    rejected: list[Rejected] = []
    for part in parts:
        for found in without_furniture(_cleaned(folder, part, fast=settings.fast)):
            if isinstance(found, Report):
                reports.append(found)
            else:
                rejected.append(found)
    lay_rows(folder, "rejected", f"clean-{name}", [rejected_row(one) for one in rejected])
    return {"rejected": len(rejected), **keep_reports(folder, name, reports)}


def keep_reports(folder: Folder, name: str, reports: list[Report]) -> Answer:
    """Writes reports as a file of the table, and what numbers them beside it."""
    write_rows(folder, "reports", name, [report_row(one) for one in reports])
    columns = np.array([marks_of(one) for one in reports], np.int64).reshape(-1, 3).T
    kept = dict(zip(("begins", "ends", "outlets"), columns, strict=True))
    ids = np.array([one.id.encode("utf-8", "replace") for one in reports], np.bytes_)
    save_arrays(folder, f"{WORK}/marks/{name}.npz", ids=ids, **kept)
    return {"reports": len(reports), "characters": sum(len(one.text) for one in reports)}


def marks_of(report: Report) -> tuple[int, int, int]:
    """A report as numbers: first and last second it may be from, outlet (-1 unknown)."""
    (document,) = documents_of([report])
    begin, end = interval(document.when)
    outlet = -1
    if document.outlet:
        raw = document.outlet.encode("utf-8", "replace")
        outlet = int.from_bytes(blake2b(raw, digest_size=8).digest()) >> 1
    return begin, end, outlet


def _cleaned(folder: Folder, part: str, *, fast: bool) -> Iterator[Report | Rejected]:
    wanted: Any = None
    if folder.has(f"{WORK}/first/{part}.npz"):
        wanted = load_arrays(folder, f"{WORK}/first/{part}.npz")["first"]
    for place, page in enumerate(_pages(folder, part)):
        if wanted is None or wanted[place]:
            yield clean(page, fast=fast)


def report_row(report: Report) -> dict[str, Any]:
    """A report as a row of the table `reports`."""
    published = report.published
    return {
        "report": report.id,
        "url": sound(report.url),
        "origin": sound(report.origin),
        "outlet": sound(report.outlet),
        "owner": sound(report.owner),
        "language": sound(report.language),
        "title": sound(report.title),
        "authors": [sound(name) for name in report.authors],
        "published": published.when.astimezone(UTC) if published else None,
        "precision": str(published.precision) if published else None,
        "credits": [sound(credit.source) for credit in report.sources],
        "text": sound(report.text),
        "packed": pack(report),
    }


def rejected_row(page: Rejected) -> dict[str, Any]:
    """A rejected page as a row of the table `rejected`."""
    return {
        "origin": sound(page.origin),
        "url": sound(page.url),
        "line": page.line,
        "reason": page.reason,
        "detail": sound(page.detail),
    }


def sound(text: str | None) -> str | None:
    """The text with half characters, which no UTF-8 can carry, as the mark for what is lost.

    Offsets stay: each half is one code point before and after.
    """
    if text is None or text.isascii():
        return text
    return text.encode("utf-8", "replace").decode("utf-8")
