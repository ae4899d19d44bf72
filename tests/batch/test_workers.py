"""Documents worked on at a time: results in order, a process that dies costs one document, and none is left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.commands import SOON, alive
from support.endless import DOCUMENTS

from duiqi.batch.workers import in_task_order
from duiqi.errors import DataError, InputError


def square(number: int) -> int:
    """What is worked out; 3 kills the process, 13 cannot be done."""
    if number == 3:
        os._exit(1)
    if number == 13:
        raise DataError("13 is too many")
    return number * number


def squares(numbers: list[int], jobs: int) -> Iterator[int | InputError]:
    return in_task_order(square, [(number,) for number in numbers], [f"n{number}" for number in numbers], jobs)


@pytest.mark.parametrize(
    ("numbers", "jobs"),
    [([2, 3, 4], 2), pytest.param([0, 1, 2, 3, 4, 5], 3, marks=pytest.mark.slow)],
)
def test_a_process_that_dies_costs_one_document(numbers: list[int], jobs: int) -> None:
    results = list(squares(numbers, jobs))
    assert [result for result in results if isinstance(result, int)] == [n * n for n in numbers if n != 3]
    error = results[numbers.index(3)]
    assert isinstance(error, InputError)
    assert (
        str(error)
        == "n3: the process that worked on it died; it may have run out of memory; leave the file out, or split it"
    )


@pytest.mark.parametrize(("numbers", "jobs"), [([], 2), ([2], 2), ([1, 2, 4], 1)])
def test_what_needs_no_other_process_is_done_in_this_one(numbers: list[int], jobs: int) -> None:
    before = set(multiprocessing.active_children())
    results = squares(numbers, jobs)
    assert [next(results) for _ in numbers] == [n * n for n in numbers]
    assert set(multiprocessing.active_children()) == before


def test_results_are_in_order_and_whoever_gives_up_leaves_no_worker() -> None:
    before = set(multiprocessing.active_children())
    results = squares([1, 2, 4], 2)
    assert [next(results) for _ in range(3)] == [1, 4, 16]
    assert set(multiprocessing.active_children()) - before
    del results
    # Those of tests before may be gone by now; none of this one's is left.
    assert set(multiprocessing.active_children()) <= before


class Odd(Exception):
    """Cannot be put together again from its text alone."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} and {two}")


class TellsToEnd:
    """When it is deleted, its process is told to end: Python lets no exception out of that."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGTERM)


def told_where_it_cannot_leave(number: int) -> int:
    if number == 0:
        TellsToEnd()
        time.sleep(SOON)
    return number


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_worker_leaves_behind_what_lets_no_exception_out(capfd: pytest.CaptureFixture[str]) -> None:
    error, other = in_task_order(told_where_it_cannot_leave, [(0,), (1,)], ["n0", "n1"], 2)
    assert isinstance(error, InputError)
    assert other == 1
    assert capfd.readouterr().err == ""


def fail(what: str) -> None:
    if what == "arrival":
        raise Odd(1, 2)
    raise ValueError(lambda: 0)


@pytest.mark.parametrize(("what", "told"), [("arrival", "Odd: 1 and 2"), ("sending", "ValueError: <function ")])
def test_an_error_that_cannot_be_sent_is_told(what: str, told: str) -> None:
    with pytest.raises(RuntimeError, match=f"^{told}") as raised:
        next(in_task_order(fail, [(what,), (what,)], ["a", "b"], 2))
    assert "in fail" in str(raised.value.__cause__)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_in_a_worker_is_raised_here(jobs: int) -> None:
    before = set(multiprocessing.active_children())
    results = squares([1, 13], jobs)
    assert next(results) == 1
    with pytest.raises(DataError, match=r"^13 is too many$") as raised:
        next(results)
    assert jobs == 1 or "in square" in str(raised.value.__cause__)
    assert set(multiprocessing.active_children()) == before


def wait_until(seconds: float, is_so: Callable[[], bool]) -> bool:
    """Whether ``is_so()`` becomes true in that time."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("stubborn", [False, True])
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
def test_no_worker_is_left_behind(tmp_path: Path, sent: signal.Signals, stubborn: bool) -> None:
    code = f"from support.endless import main; main({str(tmp_path)!r}, {stubborn})"
    paths = os.pathsep.join(path for path in sys.path if path)
    process = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": paths})
    pids = [tmp_path / f"{number}.pid" for number in range(DOCUMENTS)]
    try:
        assert wait_until(60, lambda: all(path.exists() and path.stat().st_size for path in pids))
        workers = [int(path.read_text()) for path in pids]
        started = time.monotonic()
        process.send_signal(sent)
        assert process.wait(SOON) == (143 if sent == signal.SIGTERM else -signal.SIGKILL)
        assert wait_until(started + SOON - time.monotonic(), lambda: not any(map(alive, workers)))
    finally:
        process.kill()
    # What ends at once and cannot be stopped has no time to tidy up.
    assert stubborn or sorted(path.suffix for path in tmp_path.iterdir()) == [".pid"] * DOCUMENTS
