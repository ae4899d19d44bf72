"""SIGTERM ends a run as Control-C does: workers are stopped and temporary files removed."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn


class Terminated(BaseException):
    """The process was told to end. Like KeyboardInterrupt it is no Exception, so that only the command takes it."""


@contextmanager
def sigterm_raises() -> Iterator[None]:
    """Within, SIGTERM raises ``Terminated``, unless a program that calls the command has a use of its own for it."""
    in_main_thread = threading.current_thread() is threading.main_thread()
    if not in_main_thread or signal.getsignal(signal.SIGTERM) != signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _terminate(number: int, frame: object) -> NoReturn:
    # A second one must not break into the removal of what the first one left.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Terminated
