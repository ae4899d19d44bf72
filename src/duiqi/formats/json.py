"""JSON: messages by their keys, texts with a field for each language, or a list of records with two such fields."""

from __future__ import annotations

import json
from typing import Any

from duiqi.blocks.contents import Reading
from duiqi.blocks.keyed.dictionaries import reading_of_values
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.encoding import decode


def read_json(data: bytes, name: str, encoding: str | None = None, columns: tuple[str, str] | None = None) -> Reading:
    """The texts of a file that is JSON. Raises InputError with the line for what is none, UnreadFormat for data
    without texts that have keys."""
    text, encoding = decode(data, name, encoding)
    return reading_of_values(_parsed(text, name), name, encoding, columns)


def _parsed(text: str, name: str) -> Any:
    try:
        # Numbers only tell entries apart: they are kept as they stand, also giant ones.
        return json.loads(text.lstrip("\ufeff"), strict=False, parse_int=str, parse_float=lambda digits: None)
    except json.JSONDecodeError as error:
        raise InputError(
            f"this is no JSON: {error.msg}", path=name, line=error.lineno, advice="check it with python -m json.tool"
        ) from error
    except RecursionError as error:
        raise InputError("it is nested too deep", path=name, advice="check what it is") from error


FORMAT = Format(
    name="json",
    label="JSON",
    # .arb: Application Resource Bundle, the messages of Flutter programs.
    suffixes=(".json", ".arb"),
    read_table=read_json,
)
