"""The CPU seconds of each step of cleaning, by measuring the functions themselves.

A step's time is its own: what a step inside it takes counts for the inner one.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from newstemma.model import Page
from newstemma.reports import marks
from newstemma.reports.cleaning import clean

# What a person calls the step, the module that calls it, and the name it calls it by.
STEPS: tuple[tuple[str, str, str], ...] = (
    ("markup to tree", "newstemma.reports.html", "lightened"),
    ("markup to tree", "newstemma.reports.html", "tree_of"),
    ("header fields", "newstemma.reports.html", "_structured"),
    ("header fields", "newstemma.reports.html", "_head_fields"),
    ("header fields", "newstemma.reports.html", "_marked_fields"),
    ("rows and captions", "newstemma.reports.html_lines", "layout_of"),
    ("rows and captions", "newstemma.reports.html_lines", "_take_captions"),
    ("own choice of body", "newstemma.reports.html_lines", "find_body"),
    ("second opinion (trafilatura)", "newstemma.reports.html_lines", "_extracted"),
    ("lines and what is around the body", "newstemma.reports.cleaning", "lay_out"),
    ("body from junk", "newstemma.reports.cleaning", "sift"),
    ("lines around the body", "newstemma.reports.cleaning", "read_around"),
    ("marks", "newstemma.reports.cleaning", "mark"),
    ("header, credits, dates", "newstemma.reports.cleaning", "_report"),
)
REST = "the rest"


class _Clock:
    """Spends time on whichever step is innermost."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._open = [REST]
        self._since = time.process_time()

    def turn(self) -> None:
        now = time.process_time()
        self.spent[self._open[-1]] += now - self._since
        self._since = now

    def watched(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            self.turn()
            self._open.append(name)
            try:
                found = function(*given, **named)
                return tuple(found) if isinstance(found, Iterator) else found
            finally:
                self.turn()
                self._open.pop()

        return timed


@contextlib.contextmanager
def _watching(clock: _Clock) -> Iterator[None]:
    kept = []
    for name, module, attribute in STEPS:
        home = importlib.import_module(module)
        plain = getattr(home, attribute)
        kept.append((home, attribute, plain))
        setattr(home, attribute, clock.watched(name, plain))
    try:
        yield
    finally:
        for home, attribute, plain in kept:
            setattr(home, attribute, plain)


def steps(pages: Sequence[Page]) -> dict[str, float]:
    """CPU seconds of each step over all pages, as the command runs them, once warm."""
    gc.set_threshold(200_000, 20, 100)
    for page in pages:
        clean(page)
    marks._marked.cache_clear()  # a text marked a moment ago would cost nothing
    clock = _Clock()
    with _watching(clock):
        for page in pages:
            clean(page)
        clock.turn()
    return dict(clock.spent)
