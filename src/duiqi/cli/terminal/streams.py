"""The three standard streams as a shell may hand them over: closed, full, or in an encoding that lacks characters."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import TextIO


def make_usable() -> None:
    """Open what is closed, and have standard output take every character.

    What is closed must not be taken by the next file that is opened. From standard input nothing is read then, what is
    told on standard error is lost, and writing to standard output fails, as it should. Results are UTF-8 wherever they
    go but to a terminal, which keeps its encoding; a character that it lacks is shown as its number.
    """
    if sys.stdin is None:
        sys.stdin = open(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")  # noqa: SIM115 - to the end of the process
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: SIM115 - to the end of the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8", errors="backslashreplace")  # noqa: SIM115 - to the end of the process
    output = sys.stdout
    if isinstance(output, io.TextIOWrapper) and output.encoding.lower().replace("-", "") != "utf8":
        output.reconfigure(encoding=None if output.isatty() else "utf-8", errors="backslashreplace")


def say(line: str) -> None:
    """A line on standard error, if that takes it."""
    with suppress(OSError):
        print(line, file=sys.stderr)


def output_fault() -> OSError | None:
    """What keeps standard output from taking what was printed, if anything does."""
    return _fault(sys.stdout)


def errors_fault() -> OSError | None:
    """As ``output_fault``, of standard error."""
    return _fault(sys.stderr)


def _fault(stream: TextIO) -> OSError | None:
    try:
        stream.flush()
    except OSError as error:
        # Python must not complain about it on its way out, nor change the exit status.
        with suppress(OSError, ValueError):  # not all streams have a number
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return error
    return None
