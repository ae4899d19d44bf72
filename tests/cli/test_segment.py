"""``align segment``."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_segment_feeds_presegmented(align: Any, seed_path: Path, tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        assert align("segment", seed_path, "--lang", lang, "-o", tmp_path / f"{lang}.txt").status == 0
    zh = (tmp_path / "zh.txt").read_text(encoding="utf-8").splitlines()
    assert len(zh) == 27
    both = align("segment", seed_path).out.decode("utf-8").splitlines()
    assert both == zh + (tmp_path / "en.txt").read_text(encoding="utf-8").splitlines()
    units = align(tmp_path / "zh.txt", tmp_path / "en.txt", "--presegmented", "--keep-unaligned").units
    assert [i for unit in units for i in unit["zh_ids"]] == list(range(27))
