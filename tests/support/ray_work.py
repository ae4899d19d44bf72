"""Work for Ray that ends the process that does it; Ray finds it by its name."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from duiqi.batch.corpus import Done
from duiqi.batch.sources import Record
from duiqi.errors import InputError


def deadly(record: Record) -> Done:
    """Kills the process for the record ``always``, and the first time for ``once``; a mark in the file ``text`` tells
    the times."""
    marks = Path(record.texts["text"])
    with open(marks, "a", encoding="ascii") as stream:
        stream.write(f"{os.getpid()}\n")
    times = len(marks.read_text(encoding="ascii").splitlines())
    if record.id == "always" or (record.id == "once" and times == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    return Done(InputError(f"{record.id} was done"))
