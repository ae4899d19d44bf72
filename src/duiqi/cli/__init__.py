"""The ``align`` command: arguments in, exit status out. Results go to the output, all else to standard error.

Holds the commands, a file each, and what they share: groups of arguments, the words of the summary, runs over several
documents. Takes the words of the command line and gives the exit status. Never holds a stage of the work, and never is
imported by another room.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from duiqi.arrays.allocation import few_looks
from duiqi.cli.commands import COMMANDS, command
from duiqi.cli.terminal import on_standard_error
from duiqi.cli.terminal.shortage import shortage
from duiqi.cli.terminal.stopping import Terminated, sigterm_raises
from duiqi.cli.terminal.streams import errors_fault, make_usable, output_fault, say
from duiqi.errors import DuiqiError, InputError

__all__ = ["main"]

# As argparse ends for arguments that it cannot read.
UNUSABLE = 2
# As shells count them: 128 and the number of the signal.
INTERRUPTED, BROKEN_PIPE, TERMINATED = 130, 141, 143


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0 done, 1 done with failures among several inputs, 2 unusable
    input or arguments."""
    if arguments is None and "_ARGCOMPLETE" in os.environ:
        from duiqi.cli.completing import complete

        complete()
    words = list(sys.argv[1:] if arguments is None else arguments)
    make_usable()
    try:
        return _written(words)
    finally:
        errors_fault()  # there is nowhere to tell it


def _written(words: Sequence[str]) -> int:
    """The exit status, also by what became of standard output."""
    try:
        status = _status(words)
    except BrokenPipeError:
        # The reader of standard output, or of standard error, has gone, as with ``| head``.
        status = BROKEN_PIPE
    except (OSError, MemoryError) as error:
        output_fault()
        if not (lacking := shortage(error)):
            raise
        say(f"align: {lacking}")
        return UNUSABLE
    fault = output_fault()
    if isinstance(fault, BrokenPipeError):
        return BROKEN_PIPE
    if fault and status in (0, 1):
        say(f"align: standard output: cannot be written: {fault.strerror}")
        return UNUSABLE
    return status


def _status(words: Sequence[str]) -> int:
    try:
        with sigterm_raises(), on_standard_error(), few_looks():
            if words[:1] == ["align"] and not os.path.lexists("align"):
                words = words[1:]  # as in ``duiqi align release.txt``
            if words and words[0] in COMMANDS:
                chosen = command(words[0])
                parser = chosen.parser()
                parsed = parser.parse_intermixed_args(words[1:])
            else:
                chosen = command("align")
                parser = chosen.parser()
                parsed = parser.parse_args(words)
            if getattr(parsed, "output", None) == "":
                # A variable of a script that is not set; as a folder it would be the current one.
                parser.error("argument -o/--output: the name is empty")
            return chosen.run(parsed)
    except DuiqiError as error:
        say(f"align: {error}{_command_meant(words, error)}")
        return UNUSABLE
    except KeyboardInterrupt:
        say("align: interrupted")
        return INTERRUPTED
    except Terminated:
        say("align: terminated")
        return TERMINATED


def _command_meant(words: Sequence[str], error: DuiqiError) -> str:
    """What to add where the first word is no file, but nearly a command."""
    if not isinstance(error, InputError) or error.path != words[0] or os.path.lexists(words[0]):
        return ""
    from difflib import get_close_matches

    # A choice: a letter too many, too few or two in the wrong order in words of four letters and more.
    meant = get_close_matches(words[0], COMMANDS, n=1, cutoff=0.75)
    return f"; did you mean the command {meant[0]}?" if meant else ""
