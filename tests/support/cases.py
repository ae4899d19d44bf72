"""Cases in files of one JSON object a line; a known failure has its reason under ``xfail``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[1] / "cases"


def cases(name: str) -> list[Any]:
    """The parameters that a file below ``tests/cases`` holds."""
    found = []
    for line in (CASES / name).read_text("utf-8").splitlines():
        case = json.loads(line)
        marks = [pytest.mark.xfail(strict=True, reason=case["xfail"])] if "xfail" in case else []
        found.append(pytest.param(case, id=case.get("name") or case["text"][:30], marks=marks))
    return found
