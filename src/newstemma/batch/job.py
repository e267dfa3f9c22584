"""A job: stages over parts, each part done once, whatever is killed on the way.

The theory. A task writes its files, each by one rename, and after them its *done-marker*: a
small file with what it counted and what it cost. A part that has its marker is never done
again; a part without one is done from the beginning and writes the same files over. So a job
goes on where it was, on whatever engine, and nobody needs to know where it was killed.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from newstemma.batch.folders import Folder, open_folder
from newstemma.batch.settings import Settings
from newstemma.engines import Engine, Task

DONE = "_done"
"""The folder of the markers."""
WORK = "_work"
"""The folder of what one stage leaves for another; taken away when the job is done."""

Answer = dict[str, Any]
Work = Callable[[Folder, Settings, str, Any], Answer]
"""What a task does: in which folder, under which settings, the part's name, what it concerns."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage is: parts done of all, and seconds since it began."""

    stage: str
    done: int
    parts: int
    seconds: float

    @property
    def left(self) -> float | None:
        """Seconds it may still take, by the pace so far; none before the first part is done."""
        return self.seconds / self.done * (self.parts - self.done) if self.done else None


Told = Callable[[Progress], None]


@dataclass
class Job:
    """Runs the stages of a job in a folder on an engine.

    `cost` holds, for each stage, its parts, seconds of wall time and CPU, and peak bytes.
    """

    folder: Folder
    settings: Settings
    engine: Engine
    told: Told = lambda progress: None
    cost: dict[str, Answer] = field(default_factory=dict)

    def each(self, stage: str, work: Work, parts: Sequence[tuple[str, Any]]) -> dict[str, Answer]:
        """Runs a stage for each part (name, what it concerns); gives the answers by name."""
        begun = time.monotonic()
        answers = self._marked(stage, {name for name, _ in parts})
        before = len(answers)
        due = [(name, item) for name, item in parts if name not in answers]
        where = self.folder.address, self.settings, stage
        tasks = [Task(f"{stage} {n}", run_part, (*where, n, work, item)) for n, item in due]
        self.told(Progress(stage, before, len(parts), 0.0))
        for place, answer in self.engine.run(tasks):
            answers[due[place][0]] = answer
            made = len(answers) - before
            elapsed = time.monotonic() - begun
            self.told(Progress(stage, made, len(due), elapsed))
        self._count(stage, answers, time.monotonic() - begun)
        return {name: answers[name] for name, _ in parts}

    def once(self, stage: str, work: Callable[[], Answer]) -> Answer:
        """Runs what one process must do for the whole, here."""
        kept = self._marked(stage, {"whole"})
        if kept:
            return kept["whole"]
        answer = measured(work)
        mark(self.folder, stage, "whole", answer)
        self._count(stage, {"whole": answer}, answer["seconds"])
        return answer

    def _marked(self, stage: str, names: set[str]) -> dict[str, Answer]:
        found = {}
        for file in self.folder.names(f"{DONE}/{stage}"):
            name = file.removesuffix(".json")
            if name in names:
                with self.folder.read(f"{DONE}/{stage}/{file}") as raw:
                    found[name] = json.load(raw)
        return found

    def _count(self, stage: str, answers: dict[str, Answer], seconds: float) -> None:
        self.cost[stage] = {
            "parts": len(answers),
            "seconds": round(seconds, 2),
            "cpu": round(sum(a["cpu"] for a in answers.values()), 2),
            "peak": max((a["peak"] for a in answers.values()), default=0),
        }


def run_part(
    address: str, settings: Settings, stage: str, name: str, work: Work, item: Any
) -> Answer:
    """One part of a stage, in a worker: done, then marked as done."""
    folder = open_folder(address)
    answer = measured(lambda: work(folder, settings, name, item))
    mark(folder, stage, name, answer)
    return answer


def mark(folder: Folder, stage: str, name: str, answer: Answer) -> None:
    """Writes the done-marker of a part."""
    with folder.writing(f"{DONE}/{stage}/{name}.json") as file:
        file.write(json.dumps(answer, sort_keys=True).encode())


def measured(work: Callable[[], Answer]) -> Answer:
    """The answer of some work, with its seconds, CPU seconds and the peak of this process."""
    begun, spent = time.monotonic(), time.process_time()
    answer = work()
    answer["seconds"] = round(time.monotonic() - begun, 3)
    answer["cpu"] = round(time.process_time() - spent, 3)
    answer["peak"] = peak()
    return answer


def peak() -> int:
    """The most bytes this process ever held; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    kept = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kept if sys.platform == "darwin" else kept * 1024
