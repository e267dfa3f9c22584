"""A bar on the error channel while long work goes on, for a person at a terminal."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeElapsedColumn
from rich.text import Text


class _Rate(ProgressColumn):
    """Items a second; nothing before there is a rate."""

    def render(self, task: Task) -> Text:
        """The rate of the last half minute."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed else "")


class Bar:
    """A bar that moves while items come; how many will come is not known."""

    def __init__(self, doing: str) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            TextColumn("{task.completed:,.0f}"),
            BarColumn(bar_width=24),
            _Rate(),
            TimeElapsedColumn(),
            console=Console(file=sys.stderr, force_terminal=True),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
            refresh_per_second=5,
        )
        self._task = self._progress.add_task(doing, total=None)
        self._progress.start()

    def show(self, count: int) -> None:
        """So many items have come."""
        self._progress.update(self._task, completed=count)

    def close(self) -> None:
        """Takes the bar away."""
        self._progress.stop()
