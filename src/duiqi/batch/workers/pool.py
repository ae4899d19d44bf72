"""The workers of a run, and what has become of the tasks that they were given."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Generic, TypeAlias, TypeVar

from duiqi.batch.workers.process import Worker, stop
from duiqi.errors import InputError

Result = TypeVar("Result")
_LOG = logging.getLogger("duiqi.batch")

# Tasks that are held for a process where they are taken as needed: those that follow one that takes long wait for it,
# and should not keep the other processes waiting. A document takes from 20 ms to seconds.
AHEAD = 16


@dataclass(frozen=True, slots=True)
class Known(Generic[Result]):
    """A task of which the result is known: it keeps its place among the others, and no process is asked."""

    result: Result


Given: TypeAlias = "tuple[Any, ...] | Known[Any]"
# What is told of a task as soon as something is known of it: its number, and what that is.
Ready: TypeAlias = "Callable[[int, Result | InputError], None]"


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_task_order(
    work: Callable[..., Result],
    tasks: Sequence[tuple[Any, ...]],
    names: Sequence[str],
    jobs: int,
) -> Generator[Result | InputError, None, None]:
    """``in_order`` for tasks that are all there, each with its name in ``names``."""
    jobs = min(jobs, len(tasks))
    return in_order(work, zip(names, tasks, strict=True), jobs, ahead=sys.maxsize)


def in_order(
    work: Callable[..., Result],
    tasks: Iterable[tuple[str, Given]],
    jobs: int,
    *,
    ready: Ready[Result] | None = None,
    timeout: float | None = None,
    ahead: int | None = None,
) -> Generator[Result | InputError, None, None]:
    """``work(*task)`` for each task, which comes with its name, in order, ``jobs`` at a time.

    Tasks are taken as needed, and no more than ``ahead`` are held at a time (by default ``AHEAD`` a process), so
    that memory does not grow with their number. ``ready`` is told the number of a task, counted from 0, and what came
    of it, as soon as that is there, even when earlier tasks are not done; it is not told of what is ``Known``.

    When a worker process dies, for example because memory runs out, or is at a task for more than ``timeout`` seconds,
    it is replaced, ``ready`` is told of the InputError, which bears the task's name, and the task is tried once more
    when no other is at work; if that fails too the error is its result. With one job and no ``timeout`` everything is
    done in this process. An error that ``work`` raises is raised here, and ends all workers.
    """
    if jobs <= 1 and timeout is None:
        for number, (_, task) in enumerate(tasks):
            if isinstance(task, Known):
                yield task.result
                continue
            result = work(*task)
            if ready:
                ready(number, result)
            yield result
        return
    jobs = max(jobs, 1)
    yield from _Pool(work, tasks, _Limits(jobs, ahead or AHEAD * jobs, timeout), ready).results()


@dataclass(frozen=True, slots=True)
class _Limits:
    """How many workers there may be, how many tasks are held, how many seconds one may take."""

    jobs: int
    ahead: int
    timeout: float | None


class _Pool(Generic[Result]):
    """The workers, and what has become of the tasks, which go by their numbers."""

    def __init__(
        self,
        work: Callable[..., Result],
        tasks: Iterable[tuple[str, Given]],
        limits: _Limits,
        ready: Ready[Result] | None,
    ) -> None:
        self.work, self.limits, self.ready = work, limits, ready
        self.waiting = enumerate(tasks)
        # Those that were taken and whose results were not: each with its name.
        self.held: dict[int, tuple[str, Given]] = {}
        self.workers: list[Worker] = []
        self.answers: dict[int, tuple[Any, Exception | None, str]] = {}
        # Tasks whose process died, perhaps of what others did at the same time: they are tried once more, alone.
        self.alone: deque[int] = deque()
        self.tried: set[int] = set()

    def results(self) -> Generator[Result | InputError, None, None]:
        """What comes of all tasks, in order. An error that was raised is raised here, and ends all workers."""
        try:
            for number in count():
                self._hand_out()
                if number not in self.held:
                    return
                yield self._result(number)
        finally:
            workers, self.workers = self.workers, []
            stop(workers)

    def _result(self, number: int) -> Result | InputError:
        while number not in self.answers:
            self._hand_out()
            self._collect()
        result: Result
        result, error, trace = self.answers.pop(number)
        del self.held[number]
        self._hand_out()
        if error:
            raise error from RuntimeError(trace)
        return result

    def _hand_out(self) -> None:
        """Give idle workers a task each; new ones are started while there are fewer than may be."""
        if self.alone:
            if not any(worker.task is not None for worker in self.workers):
                workers, self.workers = self.workers, []
                stop(workers)
                self._give(self.alone.popleft())
            return
        while len(self.held) < self.limits.ahead and self._is_room():
            taken = next(self.waiting, None)
            if taken is None:
                return
            number, self.held[number] = taken
            task = self.held[number][1]
            if isinstance(task, Known):
                self.answers[number] = task.result, None, ""
            else:
                self._give(number)

    def _is_room(self) -> bool:
        return len(self.workers) < self.limits.jobs or any(worker.task is None for worker in self.workers)

    def _give(self, number: int) -> None:
        worker = next((worker for worker in self.workers if worker.task is None), None)
        if worker is None:
            worker = Worker(self.work, self.limits.timeout)
            self.workers.append(worker)
        task = self.held[number][1]
        assert not isinstance(task, Known)
        worker.give(number, task)

    def _collect(self) -> None:
        """Wait until a worker has an answer, has died, or is at its task for too long."""
        from multiprocessing.connection import wait

        busy = [worker for worker in self.workers if worker.task is not None]
        ends = [worker.end for worker in busy if worker.end is not None]
        rest = max(0.0, min(ends) - time.monotonic()) if ends else None
        spoken = wait([worker.connection for worker in busy], rest)
        for worker in busy:
            if worker.connection in spoken:
                self._hear(worker)
            elif worker.end is not None and worker.end <= time.monotonic():
                self._lose(
                    worker,
                    f"it took longer than {worker.timeout:g} s",
                    "give it more time with --timeout, leave the file out, or split it",
                )

    def _hear(self, worker: Worker) -> None:
        """Take what a worker sent."""
        try:
            answer = worker.answer()
        except (EOFError, OSError):
            self._lose(
                worker,
                "the process that worked on it died",
                "it may have run out of memory; leave the file out, or split it",
            )
            return
        number = worker.task
        if answer is not None and number is not None:
            worker.task = worker.end = None
            self.answers[number] = answer
            if self.ready and answer[1] is None:
                self.ready(number, answer[0])

    def _lose(self, worker: Worker, what: str, advice: str) -> None:
        """End a worker that died or hangs; its task is tried once more, alone, or has failed."""
        number = worker.task
        assert number is not None
        self.workers.remove(worker)
        stop([worker])
        error = InputError(what, path=self.held[number][0], advice=advice)
        if number in self.tried:
            self.answers[number] = error, None, ""
            self.tried.discard(number)
        else:
            self.tried.add(number)
            self.alone.append(number)
            _LOG.debug("%s: %s; it is tried once more, alone", error.path, what)
        if self.ready:
            self.ready(number, error)
