"""Piles of pages as a crawler would leave them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from newstemma.families import simulate_archive
from newstemma.model import Page


def write_pages(path: Path, pages: Iterable[Page]) -> Path:
    """The pages as a crawler's JSON lines."""
    path.write_text("".join(_line(page) + "\n" for page in pages), "utf-8")
    return path


def write_pile(path: Path, seed: int, stories: int) -> Path:
    """The pages of a simulated pile as JSON lines."""
    return write_pages(path, simulate_archive(seed, stories).pages)


def _line(page: Page) -> str:
    content = page.content if isinstance(page.content, str) else page.content.decode()
    return json.dumps({**dict(page.given), "text": content, "url": page.url})
