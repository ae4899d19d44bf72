"""String catalogues of Xcode (``.xcstrings``): JSON with the texts of all languages under each key.

Read: both languages of each key.
Left out: new and doubtful texts, other plural forms, other languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.keyed.json_text import parsed_json
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.model import SIDES, Omission
from duiqi.text.language_tags import side_of_tag

_VERSION = r'(?:"version"\s*:\s*"[^"]*"\s*,\s*)?'
BEGINNING = re.compile(rf'\s*\{{\s*{_VERSION}"sourceLanguage"\s*:\s*"[\w-]*"\s*,\s*{_VERSION}"strings"\s*:')
# What Xcode calls a text that nobody has checked, or that is not translated yet.
DOUBTFUL = ("needs_review", "new", "stale")
# A text that varies with a number, in the form that most numbers have, or with the device.
FORMS = ("other", "many", "few", "two", "one", "zero")
# Dictionaries in each other: ``variations``, by what, and which; and once more those by number within a device.
MAX_DEPTH = 6


def read_xcstrings(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """Both languages of each key, as a row; the key is the text of the source language where it has no other.

    Of several Chinese versions the first of the file is read. Left out: what is marked as not checked, other plural
    forms, other languages. Raises InputError for what is no catalogue.
    """
    text, encoding = decode(data, name, encoding)
    catalogue = parsed_json(text, name)
    strings = catalogue.get("strings") if isinstance(catalogue, dict) else None
    if not isinstance(strings, dict):
        raise InputError('it has no "strings", as catalogues have', path=name, advice="save it with Xcode again")
    source = str(catalogue.get("sourceLanguage", "en"))
    chinese = _first_chinese(strings, source)
    lines: list[Line] = []
    omissions: list[Omission] = []
    for row, (key, entry) in enumerate(strings.items()):
        texts = _localizations(entry)
        texts.setdefault(source, {"stringUnit": {"value": key, "state": "translated"}})
        for tag, localization in texts.items():
            side = side_of_tag(tag)
            if side not in SIDES or (side == "zh" and tag != chinese):
                continue
            state, forms = _forms(localization)
            if state in DOUBTFUL:
                omissions.append(Omission("doubtful translation", forms[0]))
            else:
                lines.append(Line(forms[0], side, "text", row, key))
            omissions += [Omission("plural form", form) for form in forms[1:]]
    return assemble(lines, name, encoding, [omission for omission in omissions if omission.text])


def _first_chinese(strings: Mapping[str, Any], source: str) -> str:
    tags = (tag for entry in strings.values() for tag in (source, *_localizations(entry)))
    return next((tag for tag in tags if side_of_tag(tag) == "zh"), "")


def _localizations(entry: Any) -> dict[str, Any]:
    found = entry.get("localizations") if isinstance(entry, dict) else None
    return dict(found) if isinstance(found, dict) else {}


def _forms(localization: Any) -> tuple[str, list[str]]:
    """The state of a text and its forms, the most usual one first."""
    found = _units(localization)
    state = next((state for state, _ in found if state in DOUBTFUL), "")
    return state, [text for _, text in found] or [""]


def _units(value: Any, depth: int = 0) -> list[tuple[str, str]]:
    """State and text of all that a localization holds; variations lie two deep, a number within a device."""
    if not isinstance(value, dict) or depth > MAX_DEPTH:
        return []
    unit = value.get("stringUnit")
    found = [(str(unit.get("state", "")), str(unit.get("value", "")))] if isinstance(unit, dict) else []
    inner = [key for key in FORMS if key in value] + [key for key in value if key not in (*FORMS, "stringUnit")]
    return found + [unit for key in inner for unit in _units(value[key], depth + 1)]


def is_catalogue(text: str) -> bool:
    """Whether ``text`` begins as Xcode writes it: with the language of the source, then the strings."""
    return bool(BEGINNING.match(text))


FORMAT = Format(
    name="xcstrings",
    label="a string catalogue of Xcode (XCSTRINGS)",
    suffixes=(".xcstrings",),
    read_document=read_xcstrings,
    recognises=is_catalogue,
)
