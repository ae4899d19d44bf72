"""Work that goes wrong: given to the executor in place of the alignment of a document."""

from __future__ import annotations

import os
import re
import resource
import signal
import sys
import time
from pathlib import Path

from duiqi.batch.workers import in_order

GIGABYTE = 1 << 30
# Bytes that a worker may have, and bytes that the document needs.
ALLOWED, NEEDED = 2 * GIGABYTE, 10 * GIGABYTE


def work(kind: str, folder: str) -> str:
    """Leave a mark that it was tried, and do as ``kind`` says."""
    with open(Path(folder) / kind, "a", encoding="ascii") as marks:
        marks.write(f"{os.getpid()}\n")
    if kind == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif kind == "killed once":
        if len((Path(folder) / kind).read_text(encoding="ascii").splitlines()) == 1:
            os.kill(os.getpid(), signal.SIGKILL)
    elif kind == "hangs":
        time.sleep(600)
    elif kind == "hangs in C":
        stuck()
    elif kind == "needs 10 GB":
        resource.setrlimit(resource.RLIMIT_AS, (ALLOWED, ALLOWED))
        return str(len(bytearray(NEEDED)))
    return kind.upper()


def stuck() -> None:
    """A regular expression that takes for ever; meanwhile nothing else of the process gets the interpreter."""
    re.match(r"(a+)+$", "a" * 64 + "b")


def main(folder: str) -> None:
    """A run over two documents that keep the interpreter, to be killed."""
    tasks = [(f"n{number}", ("hangs in C", folder)) for number in range(2)]
    sys.exit(len(list(in_order(work, tasks, 2))))
