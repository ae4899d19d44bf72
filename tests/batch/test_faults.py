"""The executor when things go wrong: a document costs itself and no other, and nothing is left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest
from support.commands import alive

from duiqi.batch.workers import Known, in_order
from duiqi.errors import InputError

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="signals and limits of Linux")]

from support.faulty import work  # noqa: E402  # its module needs POSIX

# Seconds that a document may take where one hangs, and where none does: others must not, on a busy machine either.
LIMIT, NO_LIMIT = 3, 300
DIED = "the process that worked on it died; it may have run out of memory; leave the file out, or split it"
LONG = f"it took longer than {LIMIT} s; give it more time with --timeout, leave the file out, or split it"
# Seconds after which the system ends what keeps the interpreter are ten, and some to spare.
HARD_END = 30.0


@pytest.mark.parametrize(
    ("kind", "told", "result"),
    [
        ("killed", [DIED, DIED], DIED),
        ("killed once", [DIED, "KILLED ONCE"], "KILLED ONCE"),
        ("hangs", [LONG, LONG], LONG),
        ("hangs in C", [LONG, LONG], LONG),
        ("needs 10 GB", [DIED, DIED], DIED),
    ],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_costs_one_document(tmp_path: Path, kind: str, told: list[str], result: str, jobs: int) -> None:
    before = set(multiprocessing.active_children())
    heard: list[tuple[int, str]] = []

    def ready(number: int, found: str | InputError) -> None:
        heard.append((number, str(found)))

    kinds = ["a", "b", kind, "c", "d"]
    tasks = ((f"n{number}", (each, str(tmp_path))) for number, each in enumerate(kinds))
    results = list(in_order(work, tasks, jobs, ready=ready, timeout=LIMIT if LONG in told else NO_LIMIT))
    named = [f"n2: {each}" if each[0].islower() else each for each in (*told, result)]
    assert list(map(str, results)) == ["A", "B", named[-1], "C", "D"]
    assert [each for number, each in heard if number == 2] == named[:-1]
    assert len((tmp_path / kind).read_text().splitlines()) == 2
    assert set(multiprocessing.active_children()) <= before


def test_what_is_known_keeps_its_place_and_asks_no_process(tmp_path: Path) -> None:
    tasks = [(str(n), Known(n) if n % 3 else (f"m{n}", str(tmp_path))) for n in range(9)]
    for jobs in (1, 2):
        results = list(in_order(work, iter(tasks), jobs))
        assert results == ["M0", 1, 2, "M3", 4, 5, "M6", 7, 8]


def test_tasks_are_taken_as_they_are_needed(tmp_path: Path) -> None:
    taken = 0

    def tasks():  # type: ignore[no-untyped-def]
        nonlocal taken
        while True:
            taken += 1
            yield str(taken), ("a", str(tmp_path)) if taken % 2 else Known("A")

    results = in_order(work, tasks(), 2, ahead=10)
    for number in range(1, 200):
        assert next(results) == "A"
        assert taken <= number + 10
    results.close()
    assert list(islice(results, 1)) == []


def test_a_killed_parent_leaves_no_process_that_keeps_the_interpreter(tmp_path: Path) -> None:
    code = f"from support.faulty import main; main({str(tmp_path)!r})"
    paths = os.pathsep.join(path for path in sys.path if path)
    process = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": paths})
    marks = tmp_path / "hangs in C"
    try:
        while not marks.exists() or len(marks.read_text().splitlines()) < 2:
            time.sleep(0.05)
        workers = [int(line) for line in marks.read_text().splitlines()]
        time.sleep(0.5)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    deadline = time.monotonic() + HARD_END
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert [pid for pid in workers if alive(pid)] == []
