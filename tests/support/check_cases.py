"""Broken memories: a sound one with one thing changed each, and what ``align check`` must say.

``tests/cases/check/cases.json`` holds them: name, changes (old text, new text) to ``sound.tmx``, and the expected
findings, each with its line, rule and whole text.
"""

from __future__ import annotations

import json
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "cases" / "check"


def sound() -> bytes:
    return (FOLDER / "sound.tmx").read_bytes()


def cases() -> list[dict[str, object]]:
    return json.loads((FOLDER / "cases.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def broken(case: dict[str, object]) -> bytes:
    """The file of a case. ``\\udcXX`` in a change stands for the byte XX."""
    text = sound().decode("utf-8")
    for old, new in case["changes"]:  # type: ignore[attr-defined]
        if old not in text:
            raise ValueError(f"{case['name']}: {old!r} is not in sound.tmx")
        text = text.replace(old, new, 1)
    return text.encode(str(case.get("encoding", "utf-8")), "surrogateescape")
