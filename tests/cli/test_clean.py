"""``align clean``."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_clean(align: Any, seed_path: Path, tmp_path: Path) -> None:
    result = align("clean", seed_path)
    assert result.out.decode("utf-8").startswith("6月18日晚,國務委員兼外交部長王毅在北京主持")
    assert result.err == "belt-and-road-2020-06-18.txt: repairs: 126 (pinyin glosses 125, slipped bytes 1)\n"
    cleaned = tmp_path / "cleaned.txt"
    assert align("clean", seed_path, "-o", cleaned, "--quiet").err == ""
    assert cleaned.read_bytes() == result.out
    assert align("clean", cleaned).out == result.out
