"""Several documents at a time, each in a process of its own, and the results in order."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn, TypeVar

from duiqi.errors import InputError

Result = TypeVar("Result")


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    work: Callable[..., Result], tasks: Sequence[tuple[Any, ...]], names: Sequence[str], jobs: int
) -> Iterator[Result | InputError]:
    """``work(*task)`` for each task, in order, ``jobs`` at a time.

    A process that dies, as when memory runs out, costs only the task that it dies of: the result is then an InputError
    for the file in ``names``. With one job all is done in this process.
    """
    if min(jobs, len(tasks)) <= 1:
        yield from (work(*task) for task in tasks)
        return
    from concurrent.futures.process import BrokenProcessPool

    done = 0
    while done < len(tasks):
        try:
            for result in _pooled(work, tasks[done:], jobs):
                yield result
                done += 1
        except BrokenProcessPool:
            # It may have died of another one that was worked on at the same time: this one is tried alone.
            yield _tried_alone(work, tasks[done], names[done])
            done += 1


def _pooled(work: Callable[..., Result], tasks: Sequence[tuple[Any, ...]], jobs: int) -> Iterator[Result]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Fresh processes: a fork would copy whatever locks NumPy's threads hold.
    pool = ProcessPoolExecutor(min(jobs, len(tasks)), get_context("spawn"), initializer=_start_worker)
    try:
        for future in [pool.submit(_unless_interrupted, work, task) for task in tasks]:
            yield future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _tried_alone(work: Callable[..., Result], task: tuple[Any, ...], name: str) -> Result | InputError:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return next(_pooled(work, [task], 1))
    except BrokenProcessPool:
        return InputError(
            "the process that worked on it died",
            path=name,
            advice="it may have run out of memory; leave the file out, or split it",
        )


# Set in a worker at Control-C, so that it leaves documents that already wait in its queue.
_interrupted = False


def _unless_interrupted(work: Callable[..., Result], task: tuple[Any, ...]) -> Result:
    if _interrupted:
        sys.exit(1)
    return work(*task)


def _start_worker() -> None:
    signal.signal(signal.SIGINT, _stop_worker)


def _stop_worker(number: int, frame: object) -> NoReturn:
    """Leave without a traceback, after temporary files are removed."""
    global _interrupted
    _interrupted = True
    sys.exit(1)
