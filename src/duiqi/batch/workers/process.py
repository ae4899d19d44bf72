"""A process that does one task after another, and what it does when it is to end."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

# Seconds that a worker is left to remove its temporary files once it is told to end. A file is written in milliseconds.
GRACE = 1.0
# Seconds after which a worker tries again to leave. A callback of Python's takes microseconds.
MOMENT = 0.01
# prctl(2): the signal that the system sends a process when the one that started it has ended.
_PR_SET_PDEATHSIG = 1


class Worker:
    """A process that does one task after another; ``task`` is the number of the one that it is at, ``end`` when it must
    be done with it."""

    def __init__(self, work: Callable[..., object], timeout: float | None = None) -> None:
        from multiprocessing import get_context

        # Fresh processes: a fork would copy whatever locks NumPy's threads hold.
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        # What Linux tells of the end of is the thread, and only the main one ends with the process.
        in_main_thread = threading.current_thread() is threading.main_thread()
        self.process = context.Process(target=_serve, args=(theirs, work, in_main_thread), daemon=True)
        with interrupts_deferred():
            self.process.start()
        theirs.close()
        self.task: int | None = None
        self.timeout = timeout
        self.started = False
        self.end: float | None = None

    def give(self, number: int, task: tuple[Any, ...]) -> None:
        """Have a task done."""
        self.task = number
        if self.started:
            self._set_end()
        with suppress(OSError):  # It has died then, which is found when its answer is waited for.
            self.connection.send(task)

    def answer(self) -> tuple[Any, Exception | None, str] | None:
        """What it sent: the answer to its task, or None when it told that it has started, from which moment on its time
        counts. Raises EOFError or OSError when it has died."""
        sent: tuple[Any, Exception | None, str] | None = self.connection.recv()
        if sent is None:
            self.started = True
            self._set_end()
        return sent

    def _set_end(self) -> None:
        self.end = None if self.timeout is None else time.monotonic() + self.timeout


def stop(workers: list[Worker]) -> None:
    """End workers; those that do not heed it are killed. Control-C does not break into it."""
    with interrupts_deferred():
        for worker in workers:
            worker.process.terminate()
        deadline = time.monotonic() + GRACE
        for worker in workers:
            worker.process.join(max(0.0, deadline - time.monotonic()))
            if worker.process.exitcode is None:
                worker.process.kill()
                worker.process.join()
            worker.connection.close()


@contextmanager
def interrupts_deferred() -> Iterator[None]:
    """Control-C has effect only after the block. Processes that are started in it do not heed it from the first moment
    on; their parent ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    noted: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: noted.append(number))
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if sys.platform != "win32":
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        signal.signal(signal.SIGINT, before)
        if noted:
            signal.raise_signal(signal.SIGINT)


def _serve(connection: Connection, work: Callable[..., object], in_main_thread: bool) -> None:
    """Do the tasks that come until there are no more: what a worker does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    sys.unraisablehook = _leave_later
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if in_main_thread and sys.platform == "linux":
        _be_killed_without_parent()
    # Where nobody is there any more to work for, nothing is left to do.
    with suppress(EOFError, OSError):
        connection.send(None)
        while True:
            task = connection.recv()
            answer: tuple[object, Exception | None, str]
            try:
                answer = work(*task), None, ""
            except MemoryError:
                # As when the system kills it: what is left may be too little to go on with.
                sys.exit(1)
            except Exception as error:  # whatever it is, it is raised again where the task was given
                answer = None, _as_sent(error), traceback.format_exc()
            connection.send(answer)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _as_sent(error: Exception) -> Exception:
    """The error; one that could not be sent, or not be put together again where it arrives, as its text."""
    import pickle

    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _leave(number: int, frame: object) -> NoReturn:
    """Leave without a traceback, after temporary files are removed."""
    # A second one must not break into the removal.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(1)


def _leave_later(unraisable: sys.UnraisableHookArgs) -> None:
    """Leave a moment later where Python lets no exception through, as in its callbacks for modules and for what is
    deleted: it would print a traceback and go on."""
    if not isinstance(unraisable.exc_value, SystemExit):
        sys.__unraisablehook__(unraisable)
        return
    signal.signal(signal.SIGTERM, _leave)
    threading.Timer(MOMENT, _tell_main_thread).start()


def _tell_main_thread() -> None:
    """Have the main thread heed SIGTERM."""
    main = threading.main_thread().ident
    if sys.platform != "win32" and main is not None:
        # The main thread must wake up for it; one that has another signal before it would not be chosen by the system.
        signal.pthread_kill(main, signal.SIGTERM)
    else:
        os.kill(os.getpid(), signal.SIGTERM)


def _end_with_parent() -> None:
    """Wait until the process that started this one has ended, in whatever way, and end this one."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    _tell_main_thread()
    time.sleep(GRACE)
    os._exit(1)


def _be_killed_without_parent() -> None:
    """Have Linux end this process, too, should the one that started it end: a thread of Python cannot while a library's
    function, such as a regular expression, keeps the interpreter."""
    import ctypes
    from multiprocessing import parent_process

    libc = ctypes.CDLL(None)
    libc.signal.argtypes, libc.signal.restype = [ctypes.c_int, ctypes.c_void_p], ctypes.c_void_p
    # The library's own alarm() as handler needs no Python. It is called with the signal's number, which is 10, so that
    # the process has ten seconds for the gentle way, and then the alarm, which nobody handles, ends it.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    libc.signal(signal.SIGUSR1, ctypes.cast(libc.alarm, ctypes.c_void_p))
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGUSR1, 0, 0, 0)
    parent = parent_process()
    if parent is None or os.getppid() != parent.pid:  # it ended before that was said
        os.kill(os.getpid(), signal.SIGTERM)
