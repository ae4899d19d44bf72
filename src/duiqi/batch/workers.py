"""Several documents at a time, each in a process of its own, and the results in order.

No worker outlives its work: those of a run that is stopped are ended with it, and a worker whose parent process has
died, even by SIGKILL, ends itself. Either way it first removes its temporary files.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

from duiqi.errors import InputError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Result = TypeVar("Result")

# Seconds that a worker is left to remove its temporary files once it is told to end. A file is written in milliseconds.
GRACE = 1.0
# Tasks that are held for a process where they are taken as needed: those that follow one that takes long wait for it,
# and should not keep the other processes waiting. A document takes from 20 ms to seconds.
AHEAD = 16


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
    ready: Callable[[int, Result], None] | None = None,
) -> Generator[Result | InputError, None, None]:
    """``work(*task)`` for each task, in order, ``jobs`` at a time. ``ready`` is told the number of a task and what came
    of it as soon as it is there, even when earlier tasks are not done.

    When a worker process dies, for example because memory runs out, only its own task fails: the result is then an
    InputError that names the file in ``names``. With one job everything is done in this process.
    """
    if min(jobs, len(tasks)) <= 1:
        for number, task in enumerate(tasks):
            result = work(*task)
            if ready:
                ready(number, result)
            yield result
        return
    yield from _Pool(work, zip(names, tasks, strict=True), jobs, ready).results()


def in_order(
    work: Callable[..., Result],
    tasks: Iterable[tuple[str, tuple[Any, ...]]],
    jobs: int,
    *,
    ready: Callable[[int, Result], None] | None = None,
) -> Generator[Result | InputError, None, None]:
    """The same for tasks that come with their names and without end: they are taken as they are needed, and no more
    than ``AHEAD`` a process are held at a time, so that memory does not grow with them."""
    if jobs <= 1:
        for number, (_, task) in enumerate(tasks):
            result = work(*task)
            if ready:
                ready(number, result)
            yield result
        return
    yield from _Pool(work, tasks, jobs, ready, ahead=AHEAD * jobs).results()


class _Pool(Generic[Result]):
    """The workers, and what has become of the tasks, which go by their numbers. ``ahead``: how many may be held."""

    def __init__(
        self,
        work: Callable[..., Result],
        tasks: Iterable[tuple[str, tuple[Any, ...]]],
        jobs: int,
        ready: Callable[[int, Result], None] | None = None,
        ahead: int = sys.maxsize,
    ) -> None:
        self.work, self.jobs, self.ready, self.ahead = work, jobs, ready, ahead
        self.waiting = enumerate(tasks)
        # Those that were handed out and whose results were not: each with its name.
        self.held: dict[int, tuple[str, tuple[Any, ...]]] = {}
        self.workers: list[_Worker] = []
        self.answers: dict[int, tuple[Any, Exception | None, str] | None] = {}
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
            self.stop()

    def _result(self, number: int) -> Result | InputError:
        while number not in self.answers:
            self._hand_out()
            self._collect()
        answer = self.answers.pop(number)
        name, _ = self.held.pop(number)
        self._hand_out()
        if answer is None:
            return InputError(
                "the process that worked on it died",
                path=name,
                advice="it may have run out of memory; leave the file out, or split it",
            )
        result: Result
        result, error, trace = answer
        if error:
            raise error from RuntimeError(trace)
        return result

    def _hand_out(self) -> None:
        """Give idle workers a task each; new ones are started while there are fewer than may be."""
        if self.alone:
            if not any(worker.task is not None for worker in self.workers):
                self.stop()
                number = self.alone.popleft()
                self._start().give(number, self.held[number][1])
            return
        idle = [worker for worker in self.workers if worker.task is None]
        while (idle or len(self.workers) < self.jobs) and len(self.held) < self.ahead:
            taken = next(self.waiting, None)
            if taken is None:
                return
            number, self.held[number] = taken
            (idle.pop() if idle else self._start()).give(number, self.held[number][1])

    def _start(self) -> _Worker:
        self.workers.append(_Worker(self.work))
        return self.workers[-1]

    def _collect(self) -> None:
        """Wait until a worker has an answer, or has died."""
        from multiprocessing.connection import wait

        ready = wait([worker.connection for worker in self.workers if worker.task is not None])
        for worker in [worker for worker in self.workers if worker.connection in ready]:
            number, worker.task = worker.task, None
            assert number is not None
            try:
                answer = worker.connection.recv()
            except (EOFError, OSError):
                self.workers.remove(worker)
                worker.connection.close()
                if number in self.tried:
                    self.answers[number] = None
                else:
                    self.tried.add(number)
                    self.alone.append(number)
            else:
                self.answers[number] = answer
                if self.ready and answer[1] is None:
                    self.ready(number, answer[0])

    def stop(self) -> None:
        """End all workers."""
        workers, self.workers = self.workers, []
        for worker in workers:
            worker.process.terminate()
        deadline = time.monotonic() + GRACE
        for worker in workers:
            worker.process.join(max(0.0, deadline - time.monotonic()))
            if worker.process.exitcode is None:
                worker.process.kill()
                worker.process.join()
            worker.connection.close()


class _Worker:
    """A process that does one task after another; ``task`` is the number of the one that it is at."""

    def __init__(self, work: Callable[..., object]) -> None:
        from multiprocessing import get_context

        # Fresh processes: a fork would copy whatever locks NumPy's threads hold.
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        with _interrupts_ignored():
            self.process.start()
        theirs.close()
        self.task: int | None = None

    def give(self, number: int, task: tuple[Any, ...]) -> None:
        """Have a task done."""
        self.task = number
        with suppress(OSError):  # It has died then, which is found when its answer is waited for.
            self.connection.send(task)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Processes that are started here ignore Control-C from the first moment on; their parent ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve(connection: Connection, work: Callable[..., object]) -> None:
    """Do the tasks that come until there are no more: what a worker does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # Where nobody is there any more to work for, nothing is left to do.
    with suppress(EOFError, OSError):
        while True:
            task = connection.recv()
            answer: tuple[object, Exception | None, str]
            try:
                answer = work(*task), None, ""
            except Exception as error:  # whatever it is, it is raised again where the task was given
                answer = None, error, traceback.format_exc()
            connection.send(answer)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _leave(number: int, frame: object) -> NoReturn:
    """Leave without a traceback, after temporary files are removed."""
    # A second one must not break into the removal.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(1)


def _end_with_parent() -> None:
    """Wait until the process that started this one has ended, in whatever way, and end this one."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)
