"""Piles of simulated reports of about 600 words, all of one story: the dear case.

A simulated report has 300 to 400 words, so each one here is two laid end to end, the i-th of
one family and as much of the i-th of another as makes the mean 600. What the stemma of such a
pile means is of no interest; what it costs is, and every report has relations to others in it.
"""

from __future__ import annotations

import html
import json
from pathlib import Path

from newstemma.families import Setting, base_stories, simulate
from newstemma.model import Report

SEED = 600
WORDS = 600


def texts(count: int) -> list[tuple[str, str]]:
    """Title and body of `count` reports; of fewer than asked the same, in the same order."""
    setting = Setting(reports=count, condensed=0.05, origins=4)
    first, second = (
        simulate(SEED, setting=setting, stories=[story]).reports for story in base_stories()[:2]
    )
    whole, rest = _words(first), _words(second)
    share = min(1.0, max(0.0, WORDS * count - whole) / rest)
    return [_joined(*pair, share) for pair in zip(_by_id(first), _by_id(second), strict=True)]


def _words(reports: tuple[Report, ...]) -> int:
    return sum(len(report.text.split()) for report in reports)


def _by_id(reports: tuple[Report, ...]) -> list[Report]:
    return sorted(reports, key=lambda report: report.id)


def _joined(one: Report, other: Report, share: float) -> tuple[str, str]:
    lines = other.text.splitlines()
    return one.title, "\n".join([one.text, *lines[: round(share * len(lines))]])


def words(count: int) -> float:
    """The mean length of the reports of a pile."""
    return sum(len(body.split()) for _, body in texts(count)) / count


def write_text(folder: Path, count: int) -> None:
    """The pile as extracted text, one file a report."""
    for number, (title, body) in enumerate(texts(count)):
        (folder / f"{number:03}.txt").write_text(f"{title}\n\n{body}\n", "utf-8")


def write_pages(folder: Path, count: int) -> None:
    """The pile as HTML pages."""
    for number, (title, body) in enumerate(texts(count)):
        lines = "\n".join(f"<p>{html.escape(line)}</p>" for line in body.splitlines())
        (folder / f"{number:03}.html").write_text(
            f"<!doctype html><html lang=en><head><title>{html.escape(title)}</title></head>"
            f"<body><nav><a href=/>Home</a></nav><article><h1>{html.escape(title)}</h1>\n"
            f"{lines}</article><footer>All rights reserved</footer></body></html>\n",
            "utf-8",
        )


def write_bodies(file: Path, count: int) -> None:
    """The bodies alone, as one JSON list: what a collation tool is given."""
    file.write_text(json.dumps([body for _, body in texts(count)]), "utf-8")
