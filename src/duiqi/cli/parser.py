"""The parser of a command, and how its help looks."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
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


class _UsualHelp(argparse.Action):
    """``-h`` of a command with many options: those that are used most."""

    def __init__(self, option_strings: Sequence[str], dest: str, usual: str, help: str) -> None:
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, help=help)
        self.usual = frozenset(usual.split())

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: object, values: object, option_string: str | None = None
    ) -> NoReturn:
        """Show it and end."""
        words = [action for action in parser._actions if not action.option_strings]
        options = [action for action in parser._actions if action.option_strings and action.dest != "help"]
        usual = [action for action in options if self.usual & {*action.option_strings}]
        help = _Help(parser.prog)
        help.add_usage(parser.usage, parser._actions, [])
        help.add_text(parser.description)
        for title, actions in (("input", words), ("the usual options", usual)):
            help.start_section(title)
            help.add_arguments(actions)
            help.end_section()
        help.add_text(parser.epilog)
        help.add_text(f"{parser.prog} --help tells of {len(options) - len(usual)} more options.")
        print(help.format_help(), end="")
        parser.exit()


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


def make_parser(name: str, description: str, epilog: str | None = None, usual: str = "") -> argparse.ArgumentParser:
    """A parser without abbreviations of its options. Where ``usual`` names some of many, ``-h`` tells of these only."""
    # No abbreviations: a script with --form would break the day a second option begins so.
    parser = _Parser(
        prog=name,
        description=description,
        epilog=epilog,
        formatter_class=_Help,
        allow_abbrev=False,
        add_help=not usual,
    )
    if usual:
        parser.add_argument("-h", dest="help", action=_UsualHelp, usual=usual, help="tell of the usual options and end")
        parser.add_argument("--help", action="help", help="tell of all options and end")
    return parser
