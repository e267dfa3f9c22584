"""What a batch needs from whoever runs its tasks: one protocol, whose docstrings are its contract.

Every engine passes the same tests (`tests/engines`). A task reads files and writes files and
gives back a small answer; what large things it makes never go through the engine. So an engine
has one verb, and a task may be run twice: the second run writes the same files again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from newstemma.errors import Misuse, NewstemmaError


@dataclass(frozen=True, slots=True)
class Task:
    """A function of a module, and what it is called with; all of it can be pickled.

    `name` says in errors and progress which part of the work it is.
    """

    name: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...] = ()


class TaskFailed(NewstemmaError):
    """A task raised; `task` names it, `why` is what it raised, in words."""

    def __init__(self, task: str, why: str) -> None:
        super().__init__(f"{task}: {why}")
        self.task = task
        self.why = why

    def __reduce__(self) -> tuple[type[TaskFailed], tuple[str, str]]:
        """How it comes back from a worker."""
        return TaskFailed, (self.task, self.why)


def carry_out(task: Task) -> Any:
    """The answer of a task; whatever it raises becomes `TaskFailed`, with the cause behind it.

    The one place that catches everything: a task is anybody's function, and the contract of
    every engine is that an error names its task. It runs where the task runs, so that an
    error whose type is not known elsewhere, or cannot be pickled, comes back as words.
    """
    try:
        return task.function(*task.arguments)
    except Exception as error:
        raise TaskFailed(task.name, told(error)) from error


def told(error: BaseException) -> str:
    """What was raised, in one line."""
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


class WorkersLost(Misuse):
    """The workers of a task were lost again and again: killed for memory, or the node died."""

    def __init__(self, task: str, times: int) -> None:
        super().__init__(
            f"{task}: the worker was lost {times} times; if the system killed it for memory, "
            "give fewer workers or a smaller --memory, and go on with --resume"
        )
        self.task = task


class Engine(Protocol):
    """Runs tasks, in this process or elsewhere."""

    name: str
    workers: int
    """How many tasks run at once."""

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Any]]:
        """The answer of each task with its place in `tasks`, in the order they are done.

        A task whose worker was lost is run again, on another one. Raises `TaskFailed` where a
        task raises, and `WorkersLost` where its worker was lost `TRIES` times; what has been
        done until then stays done. Lazy: what is not taken may not be run.
        """

    def close(self) -> None:
        """Lets go of the workers; closing twice is no error."""


TRIES = 5
"""Times that a task may lose its worker: a node that dies takes one of them."""
