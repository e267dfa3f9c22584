"""Tasks one after another, here: what every other engine must agree with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from newstemma.engines.port import Task, TaskFailed


class Serial:
    """Runs each task in this process, in the order given."""

    name = "serial"
    workers = 1

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Any]]:
        """See `Engine.run`; what a task raised stands behind `TaskFailed` as its cause."""
        for place, task in enumerate(tasks):
            try:
                answer = task.function(*task.arguments)
            except Exception as error:  # the contract: an error names its task
                raise TaskFailed(task.name, told(error)) from error
            yield place, answer

    def close(self) -> None:
        """There is nothing to let go of."""


def told(error: BaseException) -> str:
    """What was raised, in one line."""
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words}" if words else type(error).__name__
