"""The contract of an engine: every filler gives what the serial one gives."""

from __future__ import annotations

import operator
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from newstemma.engines import ENGINES, Engine, Task, TaskFailed, WorkersLost, open_engine
from newstemma.engines.port import TRIES
from newstemma.errors import Misuse


def die_once(mark: Path, answer: int) -> int:
    """Kills its own process the first time, as the system does where memory ends."""
    if not mark.exists():
        mark.write_text("died")
        os.kill(os.getpid(), signal.SIGKILL)
    return answer


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def opened(name: str, workers: int, request: pytest.FixtureRequest) -> Engine:
    """The engine of that name; Ray on the cluster that all tests share."""
    address = request.getfixturevalue("cluster").address if name == "ray" else None
    return open_engine(name, workers, address)


def pow_and_process(number: int) -> tuple[int, int]:
    return number**2, os.getpid()


@pytest.fixture(
    scope="module",
    params=[
        "serial",
        pytest.param("processes", marks=pytest.mark.slow),
        pytest.param("ray", marks=pytest.mark.slow),
    ],
)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    made = opened(request.param, 2, request)
    yield made
    made.close()
    made.close()


def test_every_task_is_answered_once_with_its_place(engine: Engine) -> None:
    tasks = [Task(f"square {n}", operator.pow, (n, 2)) for n in range(9)]
    assert sorted(engine.run(tasks)) == [(n, n * n) for n in range(9)]


def test_no_task_gives_no_answer(engine: Engine) -> None:
    assert list(engine.run([])) == []


def test_an_error_names_the_task_and_what_was_raised(engine: Engine) -> None:
    tasks = [Task("fine", operator.truediv, (1, 1)), Task("part 7", operator.truediv, (1, 0))]
    with pytest.raises(TaskFailed, match="part 7: ZeroDivisionError: division by zero") as caught:
        list(engine.run(tasks))
    assert caught.value.task == "part 7"


def test_an_engine_goes_on_after_an_error(engine: Engine) -> None:
    with pytest.raises(TaskFailed):
        list(engine.run([Task("bad", operator.truediv, (1, 0))]))
    assert list(engine.run([Task("good", operator.add, (1, 2))])) == [(0, 3)]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["processes", "ray"])
def test_a_task_whose_worker_is_killed_is_run_again(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    engine = opened(name, 2, request)
    tasks = [Task(f"{n}", die_once, (tmp_path / str(n), n)) for n in range(3)]
    try:
        assert sorted(engine.run(tasks)) == [(0, 0), (1, 1), (2, 2)]
    finally:
        engine.close()


@pytest.mark.slow
def test_a_task_that_kills_every_worker_is_told_of() -> None:
    engine = open_engine("processes", 1)
    with pytest.raises(WorkersLost, match=f"lost {TRIES} times"):
        list(engine.run([Task("hungry", die)]))
    engine.close()


@pytest.mark.slow
def test_workers_that_hold_too_much_are_replaced() -> None:
    engine = open_engine("processes", 1, most=1)
    tasks = [Task(f"{n}", pow_and_process, (n,)) for n in range(4)]
    answers = dict(engine.run(tasks))
    engine.close()
    assert {place: square for place, (square, _) in answers.items()} == {0: 0, 1: 1, 2: 4, 3: 9}
    assert len({process for _, process in answers.values()}) == 2  # two tasks at hand at a time


def test_an_unknown_engine_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Misuse, match="serial, processes, ray"):
        open_engine("abacus")


def test_the_engines_are_those_of_the_command_line() -> None:
    from newstemma.serve.batching import ENGINES as OFFERED

    assert tuple(ENGINES) == OFFERED
