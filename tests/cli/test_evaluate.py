"""``align evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from support.corrected import aligned, corrections

from duiqi import save
from duiqi.corrections import Ruling, correction_lines
from duiqi.corrections.recording import Place, ruled


def test_evaluate(align: Any, tmp_path: Path) -> None:
    (tmp_path / "gold").write_text("[0]:[0]\n[1, 2]:[1]\n", encoding="utf-8")
    (tmp_path / "mine").write_text("[0]:[0]\n[1]:[1]\n[2]:[]\n", encoding="utf-8")
    result = align("evaluate", tmp_path / "mine", tmp_path / "gold", "--wrong")
    assert result.status == 0
    lines = result.out.decode("utf-8").splitlines()
    assert lines[1].split() == ["strict", "0.500", "0.500", "0.500", "2", "2"]
    assert lines[-1] == "[1]:[1] where gold has [1, 2]:[1]"


def test_corrections_are_gold(align: Any, tmp_path: Path) -> None:
    alignment, _ = aligned()
    merged = Place(range(1, 3), range(1, 2), beads=(Ruling(2, 1),))
    save(alignment, tmp_path / "p.jsonl")
    lines = correction_lines(corrections(alignment, ruled(alignment.beads[0]), merged))
    (tmp_path / "c.jsonl").write_text("".join(lines), "utf-8")
    result = align("evaluate", tmp_path / "p.jsonl", tmp_path / "c.jsonl", "--wrong")
    assert result.status == 0
    out = result.out.decode("utf-8").splitlines()
    assert out[1].split() == ["strict", "0.500", "0.500", "0.500", "2", "2"]
    assert out[-1] == "release.txt: [1]:[1] where gold has [1, 2]:[1]"
