"""``align evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_evaluate(align: Any, tmp_path: Path) -> None:
    (tmp_path / "gold").write_text("[0]:[0]\n[1, 2]:[1]\n", encoding="utf-8")
    (tmp_path / "mine").write_text("[0]:[0]\n[1]:[1]\n[2]:[]\n", encoding="utf-8")
    result = align("evaluate", tmp_path / "mine", tmp_path / "gold", "--wrong")
    assert result.status == 0
    lines = result.out.decode("utf-8").splitlines()
    assert lines[1].split() == ["strict", "0.500", "0.500", "0.500", "2", "2"]
    assert lines[-1] == "[1]:[1] where gold has [1, 2]:[1]"
