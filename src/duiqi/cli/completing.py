"""Completion of commands, options and files in a shell, by argcomplete, where that is installed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from duiqi.cli.commands import COMMANDS, command

# What argcomplete's shell functions set when they ask: how many words stand before the arguments.
ASKED = "_ARGCOMPLETE"


def complete() -> None:
    """Answer what the shell asks, and end; nothing when argcomplete is not installed."""
    try:
        import argcomplete
        from argcomplete.lexers import split_line
    except ImportError:
        return
    line, point = os.environ.get("COMP_LINE", ""), int(os.environ.get("COMP_POINT", 0))
    _, _, _, words, _ = split_line(line, point)
    words = words[int(os.environ[ASKED]) - 1 :]
    if len(words) > 1 and words[1] in COMMANDS:
        parser = command(words[1]).parser()
        # The name of the command counts to the name of the program.
        os.environ[ASKED] = str(int(os.environ[ASKED]) + 1)
    else:
        parser = command("align").parser()
        if len(words) <= 1:
            _first_word(parser)
    argcomplete.autocomplete(parser)


def _first_word(parser: Any) -> None:
    """Where the first word stands there may be a file, or a command."""
    from argcomplete.completers import FilesCompleter

    files = FilesCompleter()

    def either(prefix: str, **how: Any) -> Iterator[str]:
        yield from (name for name in COMMANDS if name.startswith(prefix))
        yield from files(prefix, **how)

    next(action for action in parser._actions if action.dest == "inputs").completer = either
