"""The ``align`` command: arguments in, exit status out. Results go to the output, all else to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from duiqi.cli.commands import COMMANDS
from duiqi.cli.parser import main_parser
from duiqi.cli.run import run
from duiqi.errors import DuiqiError

__all__ = ["main"]

# As shells count them: 128 and the number of the signal.
INTERRUPTED, BROKEN_PIPE = 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0 done, 1 done with failures among several inputs, 2 unusable
    input or arguments."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words and words[0] in COMMANDS:
            command = COMMANDS[words[0]]
            return command.run(command.parser().parse_intermixed_args(words[1:]))
        parser = main_parser()
        return run(parser.parse_args(words), parser)
    except DuiqiError as error:
        print(f"align: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("align: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of standard output has gone, as with ``| head``; Python must not complain about it on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
