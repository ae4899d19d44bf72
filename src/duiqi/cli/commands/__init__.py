"""The commands: each is a file here with its ``parser()`` and its ``run(arguments)``, and a line in the table below.

Only the command that is asked for is imported. A command parses, calls and prints; it never holds a stage of the work.
"""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Protocol, cast

# The first word that asks for it, and what the help of ``align`` says of it. Without one it is ``align`` itself.
COMMANDS = {
    "analyse": "count what of a text a local memory knows",
    "apply": "corrections put into pairs, without aligning anew",
    "check": "what is wrong in a memory or in pairs",
    "clean": "damaged text repaired",
    "convert": "pairs from any format to any other",
    "corrections": "corrections from a workbook that a person changed",
    "evaluate": "an alignment scored against a gold one",
    "export": "what a translation file lacks filled in from pairs",
    "filter": "a memory without the pairs that options name",
    "fit": "weights of your own, from corrected texts",
    "formats": "the formats that are read and written",
    "memory": "a local memory to fill and search",
    "plot": "a picture of an alignment",
    "pretranslate": "a text for a translator, with what a memory has",
    "repair": "a corrected copy of a memory",
    "review": "a page on which pairs are checked and corrected",
    "segment": "a text cut into sentences",
    "status": "what became of the documents of a folder",
    "terms": "terms that documents translate alike",
    "train-lexicon": "words learned from translated sentences",
    "update": "new documents into a memory",
}


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
