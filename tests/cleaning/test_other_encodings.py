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
