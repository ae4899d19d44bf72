"""``align clean``."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_clean(align: Any, seed_path: Path, tmp_path: Path) -> None:
    result = align("clean", seed_path)
    assert result.out.decode("utf-8").startswith("6月18日晚,國務委員兼外交部長王毅在北京主持")
    assert result.err == (
        "belt-and-road-2020-06-18.txt: repairs: 126 (pinyin glosses 125, slipped bytes 1)\n"
        "  inferred from the rest of the document, so look at it:\n"
        "    line 9, slipped bytes: 重要作用?!耙粠б宦贰背h是團結( → 重要作用。“一帶一路”倡議是團結(\n"
    )
    cleaned = tmp_path / "cleaned.txt"
    assert align("clean", seed_path, "-o", cleaned, "--quiet").err == ""
    assert cleaned.read_bytes() == result.out
    assert align("clean", cleaned).out == result.out


def test_nothing_is_repaired(align: Any, seed_path: Path) -> None:
    result = align("clean", seed_path, "--no-repair")
    assert result.out == seed_path.read_bytes() + b"\n"
    assert result.err == "belt-and-road-2020-06-18.txt: repairs: none\n"


def test_explained(align: Any, seed_path: Path) -> None:
    result = align("clean", seed_path, "--repair", "slipped-bytes", "--explain")
    assert "  repairs     1 (slipped bytes 1)\n  damaged by  slipped bytes (" in result.err
    assert "倡議是團結( (inferred; slipped bytes, " in result.err
