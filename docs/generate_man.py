"""Write docs/man/align.1, the manual page, from the parsers of the ``align`` command.

    python docs/generate_man.py

A test fails while the file is not what this writes. The wheel installs it as share/man/man1/align.1;
``man duiqi`` is the same page. Its macros are those of man(7).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from duiqi._version import __version__
from duiqi.cli.commands import COMMANDS, command

FOLDER = Path(__file__).parent / "man"
# What another name of the command shows: the page itself, as so(1) has it.
ALIAS = ".so man1/align.1\n"
TAIL = """\
.SH EXIT STATUS
.TP
.B 0
done
.TP
.B 1
done, but some documents of a folder failed, or something was found by a check
.TP
.B 2
unusable input or arguments; nothing was written
.TP
.B 130, 143
ended by Control\\-C or SIGTERM
.SH ENVIRONMENT
.TP
.B SOURCE_DATE_EPOCH
the date that a TMX bears, in seconds; without it, none
.TP
.B XDG_CACHE_HOME
where jieba keeps its dictionary between runs, where it cuts the words
.SH EXAMPLES
.nf
align release.txt \\-o release.tmx
align zh.txt en.txt \\-o out.jsonl
align releases/ \\-o aligned/
align review release.txt \\-o review.html
align update memory.tmx releases/
.fi
"""


def man_page() -> str:
    """The text of align.1."""
    first, *others = [command(name).parser() for name in ("align", *sorted(COMMANDS))]
    lines = [f'.TH ALIGN 1 "" "duiqi {__version__}" "User Commands"', ".SH NAME"]
    lines += ["align, duiqi \\- Chinese–English parallel text to sentence pairs", ".SH SYNOPSIS"]
    for parser in (first, *others):
        lines += [f".B {_plain(parser.prog)}", _plain(_usage(parser)), ".br"]
    lines += [".SH DESCRIPTION", _plain(first.description or ""), ".SH OPTIONS", *_arguments(first), ".SH COMMANDS"]
    for parser in others:
        lines += [f".SS {_plain(parser.prog)}", _plain(parser.description or ""), *_arguments(parser)]
        lines += [".PP", _plain(parser.epilog)] if parser.epilog else []
    return "\n".join(lines) + "\n" + TAIL


def _usage(parser: argparse.ArgumentParser) -> str:
    repeated = {"+": "{0} [{0} …]", "*": "[{0} …]", "?": "[{0}]"}
    places = [action for action in parser._actions if not action.option_strings]
    return " ".join(
        ["[options]", *(repeated.get(str(action.nargs), "{0}").format(action.metavar) for action in places)]
    )


def _arguments(parser: argparse.ArgumentParser) -> list[str]:
    lines = []
    for action in parser._actions:
        if action.dest not in ("help", "version"):
            text = (action.help or "").replace("%%", "%")
            lines += [".TP", f".B {_plain(_name(action))}", _plain(text)]
    return lines


def _name(action: argparse.Action) -> str:
    if not action.option_strings:
        return str(action.metavar)
    value = ""
    if action.choices is not None:
        value = " {" + ",".join(map(str, action.choices)) + "}"
    elif action.metavar is not None:
        value = " " + " ".join(action.metavar if isinstance(action.metavar, tuple) else (action.metavar,))
    return ", ".join(action.option_strings) + value


def _plain(text: str) -> str:
    """Text in which troff sees no request and no escape."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "align.1").write_text(man_page(), encoding="utf-8")
    (FOLDER / "duiqi.1").write_text(ALIAS, encoding="utf-8")
