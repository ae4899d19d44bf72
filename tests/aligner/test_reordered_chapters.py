"""Chapters of a long text in another order, told by their numbers, and numbers that the words speak against."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.aligned import aligned_lines

from data.weights.texts import read_texts
from duiqi.aligner.fitting.texts import Text

ORDER = (3, 1, 5, 0, 4, 2)


def pairs(texts: list[Text], order: tuple[int, ...], numbers: tuple[int, ...]) -> set[tuple[str, str]]:
    """The pairs of novels with their English in this order, and these numbers of the English chapters."""
    zh = [line for k, text in enumerate(texts) for line in (f"第{'一二三四五六'[k]}章", *text.zh)]
    en = [line for k in order for line in (f"Chapter {numbers[k] + 1}", *texts[k].en)]
    return {(pair.zh, pair.en) for pair in aligned_lines(zh, en, one=False)}


@pytest.mark.slow
def test_chapters_in_any_order(shared: Path) -> None:
    texts = read_texts(shared / "gold" / "macdev")
    as_written = tuple(range(6))
    found = pairs(texts, as_written, as_written)
    assert pairs(texts, ORDER, as_written) == found
    wrongly_numbered = pairs(texts, as_written, ORDER)
    assert len(found & wrongly_numbered) > 0.99 * len(found)
