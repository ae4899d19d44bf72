"""A run over documents that are never done, to be stopped."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from duiqi.batch.workers import in_task_order
from duiqi.cli.terminal.stopping import Terminated, sigterm_raises
from duiqi.io.files import atomic_write

DOCUMENTS = 2


def work(folder: str, number: int, stubborn: bool) -> None:
    """Write half a file, tell that and wait; a stubborn one does not heed that it should end."""
    if stubborn:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with atomic_write(Path(folder) / f"{number}.tmx") as stream:
        stream.write(b"half")
        Path(folder, f"{number}.pid").write_text(str(os.getpid()), encoding="ascii")
        time.sleep(600)


def main(folder: str, stubborn: bool) -> None:
    """Two documents in two processes, until SIGTERM."""
    tasks = [(folder, number, stubborn) for number in range(DOCUMENTS)]
    try:
        with sigterm_raises():
            list(in_task_order(work, tasks, [str(number) for number in range(DOCUMENTS)], DOCUMENTS))
    except Terminated:
        sys.exit(143)
