"""JSON of unknown origin, parsed; what is wrong in it is told with its line."""

from __future__ import annotations

import json
from typing import Any

from duiqi.errors import InputError


def parsed_json(text: str, name: str) -> Any:
    """What ``text`` holds, whole numbers as text and others as nothing. Raises InputError with the line."""
    try:
        return _parsed(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise InputError(
            f"this is no JSON: {error.msg}", path=name, line=error.lineno, advice="check it with python -m json.tool"
        ) from error
    except RecursionError as error:
        raise InputError("it is nested too deep", path=name, advice="check what it is") from error


def parsed_records(text: str) -> list[Any] | None:
    """What each line of ``text`` holds, where these are several records (JSON Lines); None for other texts."""
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    if len(lines) < 2 or not all(line.lstrip().startswith("{") and line.rstrip().endswith("}") for line in lines):
        return None
    try:
        return [_parsed(line) for line in lines]
    except (json.JSONDecodeError, RecursionError):
        return None


def _parsed(text: str) -> Any:
    # Numbers only tell entries apart: they are kept as they stand, also giant ones.
    return json.loads(text, strict=False, parse_int=str, parse_float=lambda digits: None)
