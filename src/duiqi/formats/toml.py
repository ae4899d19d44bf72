"""TOML: messages by their keys, as Hugo and go-i18n keep them, or records with a field for each language.

Read: texts by their keys, records with a field a language.
Left out: numbers, dates, comments.
"""

from __future__ import annotations

import re
import sys
from typing import Any

from duiqi.blocks.contents import Reading
from duiqi.blocks.keyed.dictionaries import reading_of_values
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.io.optional import need

LINE = re.compile(r"line (\d+)")


def read_toml(data: bytes, name: str, encoding: str | None = None, columns: tuple[str, str] | None = None) -> Reading:
    """The texts of a file that is TOML. Raises InputError with the line for what is none, UnreadFormat for data without
    texts that have keys."""
    text, encoding = decode(data, name, encoding)
    return reading_of_values(_parsed(text, name), name, encoding, columns, kind="TOML")


def _parsed(text: str, name: str) -> Any:
    """What ``text`` holds; floating point numbers as nothing."""
    # The standard library has it since Python 3.11.
    parser = need("tomllib" if sys.version_info >= (3, 11) else "tomli", "software", "TOML", name)
    try:
        return parser.loads(text.lstrip("\ufeff").replace("\r\n", "\n"), parse_float=lambda digits: None)
    except ValueError as error:
        line = LINE.search(str(error))
        raise InputError(
            f"this is no TOML: {str(error).partition(' (at')[0]}",
            path=name,
            line=int(line[1]) if line else None,
            advice="check it with a program for TOML, such as taplo",
        ) from error
    except RecursionError as error:
        raise InputError("it is nested too deep", path=name, advice="check what it is") from error


FORMAT = Format(
    name="toml",
    label="TOML",
    suffixes=(".toml",),
    read_table=read_toml,
    extra="software",
    library="tomli",
)
