"""JSON of unknown origin, parsed; what is wrong in it is told with its line."""

from __future__ import annotations

import json
from typing import Any

from duiqi.errors import InputError


def parsed_json(text: str, name: str) -> Any:
    """What ``text`` holds, whole numbers as text and others as nothing. Raises InputError with the line."""
    try:
        # Numbers only tell entries apart: they are kept as they stand, also giant ones.
        return json.loads(text.lstrip("\ufeff"), strict=False, parse_int=str, parse_float=lambda digits: None)
    except json.JSONDecodeError as error:
        raise InputError(
            f"this is no JSON: {error.msg}", path=name, line=error.lineno, advice="check it with python -m json.tool"
        ) from error
    except RecursionError as error:
        raise InputError("it is nested too deep", path=name, advice="check what it is") from error
