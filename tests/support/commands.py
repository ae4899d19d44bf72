"""The ``align`` command as the tests run it, and two small texts for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

# Environment of a subprocess: nothing from the caller that could change the output.
PLAIN = {key: value for key, value in os.environ.items() if key not in ("PYTHONHASHSEED", "SOURCE_DATE_EPOCH")}
# Seconds within which nothing of a run that was ended may be left: two, or ten times that where other things keep the
# processors busy.
SOON = 20.0
ZH, EN = (
    "会议在北京举行。\n我们感谢各国的支持。\n",
    "The meeting was held in Beijing.\nWe thank all countries for their support.\n",
)


class Result:
    """What a run gave."""

    def __init__(self, status: int, out: bytes, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def units(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.decode("utf-8").splitlines()]


def command(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process."""
    options.setdefault("env", PLAIN)
    words = [sys.executable, "-m", "duiqi.cli", *map(str, arguments)]
    return subprocess.run(words, capture_output=True, timeout=300, **options)


def processes_of(group: int) -> list[str]:
    """The processes of a group, other than those that wait to be buried."""
    listed = subprocess.run(["ps", "-e", "-o", "pgid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    return [row[2] for row in rows if row[0] == str(group) and not row[1].startswith("Z")]


def alive(pid: int) -> bool:
    """Whether there is such a process, other than one that waits to be buried."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")
