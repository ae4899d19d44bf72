"""How far a run is: a bar on a terminal, elsewhere a line every so often."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from duiqi.cli.terminal.logs import bars, log

# Seconds between two lines where there is no terminal: 120 in an hour, and yet one sees soon that something moves.
EVERY = 30.0


class Progress:
    """``total`` documents of which ``done`` are done and ``failed`` failed. Shown unless ``quiet``."""

    def __init__(self, total: int, quiet: bool = False) -> None:
        self.total, self.done, self.failed = total, 0, 0
        self._start = self._told = time.monotonic()
        self._lines = not quiet
        self._bar: Any = None
        if not quiet and total > 1 and sys.stderr.isatty():
            # tqdm brings time left, rates and widths of terminals right; NLTK brings tqdm.
            from tqdm import tqdm

            self._lines = False
            self._bar = tqdm(total=total, unit=" documents", file=sys.stderr, leave=False, dynamic_ncols=True)
            bars.append(self._bar)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            bars.remove(self._bar)
            self._bar.close()

    def step(self, failed: bool = False) -> None:
        """One more is done, or has failed."""
        self.done += 1
        self.failed += failed
        if self._bar is not None:
            if failed:
                self._bar.set_postfix_str(f"{self.failed} failed", refresh=False)
            self._bar.update()
        elif self._lines and (now := time.monotonic()) - self._told >= EVERY and self.done < self.total:
            self._told = now
            log(self.line(now - self._start), logging.INFO)

    def line(self, seconds: float) -> str:
        """How far it is after so many seconds: ``1,234 of 5,000 documents, 98.0 a second, 0:00:38 left, 2 failed``."""
        rate = self.done / seconds
        left = round((self.total - self.done) / rate)
        clock = f"{left // 3600}:{left // 60 % 60:02d}:{left % 60:02d}"
        return f"{self.done:,} of {self.total:,} documents, {rate:.1f} a second, {clock} left, {self.failed} failed"


@contextmanager
def counting(what: str, quiet: bool = False) -> Iterator[Callable[[int], object] | None]:
    """A count of ``what`` on a terminal, which the function that is given adds to; None where nothing is shown."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    # What takes less than a second needs none.
    with tqdm(unit=f" {what}", file=sys.stderr, leave=False, dynamic_ncols=True, delay=1.0) as bar:
        bars.append(bar)
        try:
            yield bar.update
        finally:
            bars.remove(bar)
