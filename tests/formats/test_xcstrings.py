"""String catalogues of Xcode."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.reading import document, left

from duiqi.errors import InputError
from duiqi.pipeline import align


def unit(value: str, state: str = "translated") -> dict[str, Any]:
    return {"stringUnit": {"state": state, "value": value}}


def test_a_catalogue(tmp_path: Path) -> None:
    days = {"variations": {"plural": {"one": unit("%lld day"), "other": unit("%lld days")}}}
    strings = {
        "Minute": {"localizations": {"zh-Hans": unit("镑"), "fr": unit("Minute")}},
        "greeting": {"localizations": {"en": unit("Hello %@"), "zh-Hans": unit("你好 %@"), "zh-Hant": unit("你好！")}},
        "days": {"localizations": {"en": days, "zh-Hans": {"variations": {"plural": {"other": unit("%lld 天")}}}}},
        "Open": {"localizations": {"zh-Hans": unit("打开？", "needs_review")}},
        "Save": {},
    }
    found = document(tmp_path, "a.xcstrings", json.dumps({"sourceLanguage": "en", "strings": strings}))
    alignment = align(found)
    assert [(pair.zh, pair.en) for pair in alignment.pairs(unaligned=True)] == [
        ("镑", "Minute"),
        ("你好 %@", "Hello %@"),
        ("%lld 天", "%lld days"),
        ("", "Open"),
        ("", "Save"),
    ]
    assert alignment.zh[1].place == "greeting"
    assert left(found) == {"plural form": ["%lld day"], "doubtful translation": ["打开？"]}


@pytest.mark.parametrize(
    ("text", "line"), [('{"sourceLanguage": "en", "strings": []}', None), ('{"sourceLanguage": "en",\n"strings": {', 2)]
)
def test_what_is_no_catalogue(tmp_path: Path, text: str, line: int | None) -> None:
    with pytest.raises(InputError) as error:
        document(tmp_path, "a.xcstrings", text)
    assert (error.value.line, bool(error.value.advice)) == (line, True)
