"""The ``align`` command as the tests run it, and two small texts for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

# Environment of a subprocess: nothing from the caller that could change the output.
PLAIN = {key: value for key, value in os.environ.items() if key not in ("PYTHONHASHSEED", "SOURCE_DATE_EPOCH")}
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
