"""Tasks one after another, here: what every other engine must agree with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from newstemma.engines.port import Task, carry_out


class Serial:
    """Runs each task in this process, in the order given."""

    name = "serial"
    workers = 1

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Any]]:
        """See `Engine.run`; what a task raised stands behind `TaskFailed` as its cause."""
        for place, task in enumerate(tasks):
            yield place, carry_out(task)

    def close(self) -> None:
        """There is nothing to let go of."""
