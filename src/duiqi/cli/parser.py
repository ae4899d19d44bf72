"""The parser of a command, and how its help looks."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import NoReturn, TypeAlias

# What options are added to: a parser, or a group of one, which has a heading of its own in the help.
Parser: TypeAlias = "argparse.ArgumentParser | argparse._ArgumentGroup"


class _Help(argparse.HelpFormatter):
    """One usage line however many options there are, and texts of several lines as they are written."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        needed = [action for action in actions if action.required or not action.option_strings]
        super().add_usage(usage, [argparse.Action([], "options", metavar="[options]"), *needed], [], prefix)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return text if "\n" in text else super()._fill_text(text, width, indent)


class _Parser(argparse.ArgumentParser):
    """Names the option that a misspelled one may stand for."""

    def error(self, message: str) -> NoReturn:
        unknown = re.match("unrecognized arguments: (--[^ =]+)", message)
        if unknown:
            from difflib import get_close_matches

            options = [option for option in self._option_string_actions if option.startswith("--")]
            meant = get_close_matches(unknown[1], options, n=1)
            message += f"; did you mean {meant[0]}?" if meant else ""
        super().error(message)


def make_parser(name: str, description: str, epilog: str | None = None) -> argparse.ArgumentParser:
    """A parser without abbreviations of its options."""
    # No abbreviations: a script with --form would break the day a second option begins so.
    return _Parser(prog=name, description=description, epilog=epilog, formatter_class=_Help, allow_abbrev=False)
