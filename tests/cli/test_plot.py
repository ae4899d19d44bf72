"""``align plot``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("matplotlib")


@pytest.mark.slow
def test_a_document_and_its_pairs(align: Any, seed_path: Path, tmp_path: Path) -> None:
    result = align("plot", seed_path, "-o", tmp_path / "p.svg")
    assert (result.status, result.err) == (0, f"{seed_path.name}: {tmp_path / 'p.svg'}\n")
    text = (tmp_path / "p.svg").read_text("utf-8")
    for label in ("candidates of the search", "anchors", "26 pairs, about", "Chinese sentences"):
        assert label in text
    assert align("plot", seed_path, "-o", tmp_path / "p.svg", "-q").err == ""
    align(seed_path, "-o", tmp_path / "p.jsonl")
    align(
        "plot",
        tmp_path / "p.jsonl",
        "-o",
        tmp_path / "q.svg",
        "--panels",
        "path,scores",
        "--gold",
        tmp_path / "p.jsonl",
    )
    text = (tmp_path / "q.svg").read_text("utf-8")
    assert "anchors" not in text
    assert "share right" in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("-o", "p.gif"), "align: p.gif: is not named as a picture; use one of .svg, .png, .pdf"),
        (("-o", "p.svg", "--panels", "words"), "align plot: error: --panels: 'words' is none of path, scores, types"),
    ],
)
def test_what_cannot_be_drawn(align: Any, seed_path: Path, words: tuple[str, ...], message: str) -> None:
    result = align("plot", seed_path, *words)
    assert result.status == 2
    assert result.err.splitlines()[-1] == message


def test_a_file_without_pairs(align: Any, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    failed = align("plot", tmp_path / "none.jsonl", "-o", tmp_path / "none.svg")
    assert (failed.status, failed.err) == (2, f"align: {tmp_path / 'none.jsonl'}: holds no pairs\n")


def test_pairs_of_several_documents(align: Any, tmp_path: Path) -> None:
    line = '{{"zh": "天气很好。", "en": "Fine.", "zh_ids": [0], "en_ids": [0], "document": "{}"}}\n'
    path = tmp_path / "p.jsonl"
    path.write_text(line.format("a") + line.format("b"), "utf-8")
    result = align("plot", path, "-o", tmp_path / "p.svg")
    assert (result.status, result.err) == (2, f"align: {path}: holds the pairs of 2 documents; give those of one\n")
