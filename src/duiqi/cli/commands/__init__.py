"""The commands: each is a file here with its ``parser()`` and its ``run(arguments)``, and a name in the table below.

Only the command that is asked for is imported. A command parses, calls and prints; it never holds a stage of the work.
"""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Protocol, cast

# The first word that asks for it. Without one of these it is ``align`` itself.
COMMANDS = (
    "analyse",
    "apply",
    "check",
    "clean",
    "convert",
    "corrections",
    "evaluate",
    "export",
    "filter",
    "fit",
    "formats",
    "memory",
    "plot",
    "pretranslate",
    "repair",
    "review",
    "segment",
    "status",
    "terms",
    "train-lexicon",
    "update",
)


class Command(Protocol):
    """What the file of a command holds."""

    def parser(self) -> argparse.ArgumentParser:
        """Its arguments; docs/cli.md is generated from them."""
        ...

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it and return the exit status."""
        ...


def command(name: str) -> Command:
    """The command ``name``, which is one of ``COMMANDS`` or ``align``."""
    return cast(Command, import_module(f"duiqi.cli.commands.{name.replace('-', '_')}"))
