"""How work grows with the size of its input, measured so that a busy machine does not matter."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable

RUNS = 3
TIMES = 4
# Linear work takes about TIMES as long for TIMES as much, quadratic work the square of that, 16.
LINEAR = 9.0
# In seconds of CPU time: what takes less is quick enough, and too short to be measured.
QUICK = 0.3


def cpu_time(work: Callable[[], object]) -> float:
    """The least CPU time of a few runs, in seconds: other processes only ever add to it."""
    taken = []
    # The garbage collector goes through all that other tests have left.
    gc.collect()
    gc.disable()
    try:
        for _ in range(RUNS):
            started = time.process_time()
            work()
            taken.append(time.process_time() - started)
            if taken[-1] < QUICK:
                break
    finally:
        gc.enable()
    return min(taken)


def grows_linearly(work: Callable[[int], object], size: int) -> bool:
    """Whether ``work(n)`` takes time in proportion to n, from ``size / TIMES`` to ``size``."""
    large = cpu_time(lambda: work(size))
    return large < QUICK or large < LINEAR * cpu_time(lambda: work(size // TIMES))


def calls_of(work: Callable[[], object]) -> int:
    """How many calls of Python functions the work makes, the same each time."""
    made = 0

    def count(frame: object, event: str, told: object) -> None:
        nonlocal made
        made += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return made
