"""Junk is not searched for ever."""

from __future__ import annotations

import pytest

from duiqi.cleaning import clean
from duiqi.cleaning.evidence import other_encodings
from duiqi.cleaning.evidence.redecode import Reading

JUNK = ("é" * 5_000, "éèê" * 1_500, "\n".join(["àçéèêëîïôûùüÿñ" * 9] * 60))


@pytest.mark.parametrize("found", [Reading("", 1e9), pytest.param(None, marks=pytest.mark.slow)])
def test_so_many_bytes_are_searched_in_vain(monkeypatch: pytest.MonkeyPatch, found: Reading | None) -> None:
    """With a search that finds nothing at once, and with the real one."""
    searched = []
    search = other_encodings.redecode

    def counted(tokens: list[int | None], *rest: object) -> Reading:
        searched.append(len(tokens))
        return found or search(tokens, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(other_encodings, "redecode", counted)
    for text in JUNK:
        searched.clear()
        assert clean(text).text == text
        assert sum(searched) <= 10_000


UTF_16 = "去年全省共检查了三百二十座水库，其中九座需要立即加固。\nIt doesn’t matter — “he” said.\n今年三千五百万元。"


@pytest.mark.parametrize("right", ["utf-16-le", "utf-16-be"])
def test_utf16_read_a_byte_at_a_time_comes_back(right: str) -> None:
    cleaned = clean(UTF_16.encode(right).decode("latin-1"))
    assert cleaned.text == UTF_16
    assert [(edit.process, edit.certainty) for edit in cleaned.edits] == [(f"{right} read as latin", "exact")]


@pytest.mark.parametrize("text", [UTF_16, UTF_16[30:60], UTF_16[:20]])
def test_utf16_read_in_the_other_order_comes_back(text: str) -> None:
    cleaned = clean(text.encode("utf-16-le").decode("utf-16-be", "replace"))
    assert cleaned.text.replace("\ufffd", "") == "".join(char for char in text if char in cleaned.text)
    assert cleaned.text.count("\ufffd") <= 4
    assert [edit.process for edit in cleaned.edits] == ["utf-16-le read as utf-16-be"]
