"""What is told goes through the standard library's ``logging``, under the name ``duiqi``: to standard error as plain
lines, and into a file as JSON lines. Results never do."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import datetime, timezone
from typing import Any

from duiqi.errors import InputError
from duiqi.text.printable import printable

LOG = logging.getLogger("duiqi")
# A program that calls the library alone decides itself what it shows.
LOG.addHandler(logging.NullHandler())
# The bars that are shown, which are hidden while a line is printed.
bars: list[Any] = []
# Select Graphic Rendition (ECMA-48, 8.3.117): red for errors, yellow for warnings.
_COLOURS = {logging.ERROR: "31", logging.WARNING: "33"}


def tell(lines: Iterable[str], level: int = logging.INFO) -> None:
    """Tell a person these lines, which are not made where nobody is told them."""
    if not LOG.isEnabledFor(level):
        return
    for line in lines:
        log(line, level)


def warn(lines: Iterable[str]) -> None:
    """Tell warnings."""
    tell((f"align: warning: {line}" for line in lines), logging.WARNING)


def log(line: str, level: int, fields: Mapping[str, object] | None = None) -> None:
    """Tell a line; ``fields`` go into the log file with it."""
    LOG.log(level, "%s", line, extra={"fields": fields or {}})


@contextmanager
def on_standard_error() -> Iterator[None]:
    """Within, what is told is shown on standard error, from level INFO up."""
    handler = _Shown()
    handler.setLevel(logging.INFO)
    level, propagate = LOG.level, LOG.propagate
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    try:
        yield
    finally:
        LOG.removeHandler(handler)
        LOG.setLevel(level)
        LOG.propagate = propagate


def verbose() -> None:
    """Show what is told of single documents too."""
    LOG.setLevel(logging.DEBUG)
    for handler in LOG.handlers:
        if isinstance(handler, _Shown):
            handler.setLevel(logging.DEBUG)


@contextmanager
def to_file(path: str | None) -> Iterator[None]:
    """Within, all that is told, and of every document what became of it, is added to the file as JSON lines.

    Raises InputError when it cannot be written.
    """
    if path is None:
        with nullcontext():
            yield
        return
    try:
        handler = _LogFile(path)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror or error}", path=path) from error
    handler.setFormatter(_AsJson())
    handler.setLevel(logging.DEBUG)
    before = LOG.level
    LOG.addHandler(handler)
    LOG.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        LOG.removeHandler(handler)
        LOG.setLevel(before)
        handler.close()


class _Shown(logging.Handler):
    """Lines on standard error, above the bar if there is one."""

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        if record.levelno in _COLOURS and _coloured():
            line = f"\x1b[{_COLOURS[record.levelno]}m{line}\x1b[0m"
        try:
            with bars[-1].external_write_mode(file=sys.stderr) if bars else nullcontext():
                print(line, file=sys.stderr)
        except BrokenPipeError:
            raise
        except OSError:
            # A disk that is full of messages is no reason to end the work.
            return


class _LogFile(logging.FileHandler):
    """Lines in a file. When it takes no more, as on a full disk, that is told once, and the work goes on."""

    def __init__(self, path: str) -> None:
        # A byte of a file's name that is no UTF-8 is a surrogate, and so its escape in JSON.
        super().__init__(path, encoding="utf-8", errors="backslashreplace")
        self._path, self._is_told = path, False

    def handleError(self, record: logging.LogRecord) -> None:
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            raise
        self._tell(error)

    def close(self) -> None:
        try:
            super().close()
        except OSError as error:  # of what it could not write before
            self._tell(error)

    def _tell(self, error: OSError) -> None:
        if self._is_told:
            return
        self._is_told = True
        reason = error.strerror or error
        warn([printable(f"{self._path}: cannot be written on: {reason}; not all that is told is in it")])


class _AsJson(logging.Formatter):
    """A record as a line of JSON: time, level and message, and what fields it has."""

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds")
        told = {"time": time, "level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()}
        return json.dumps({**told, **getattr(record, "fields", {})}, ensure_ascii=False)


def _coloured() -> bool:
    """Whether standard error shows colours, and nobody minds (https://no-color.org)."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
