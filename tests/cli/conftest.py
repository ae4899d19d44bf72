"""What the tests of the commands start from."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest
from support.commands import EN, ZH, Result

from duiqi.cli import main


@pytest.fixture
def align(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run the command in this process."""

    def run(*arguments: object, stdin: bytes | None = None) -> Result:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfdbinary.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as exit:  # argparse
            status = exit.code if isinstance(exit.code, int) else 1
        captured = capfdbinary.readouterr()
        return Result(status, captured.out, captured.err.decode("utf-8"))

    return run


@pytest.fixture
def sides(tmp_path: Path, seed_path: Path) -> tuple[Path, Path]:
    """The sample as two files."""
    text = seed_path.read_text(encoding="utf-8")
    cut = text.index("On the evening")
    zh, en = tmp_path / "zh.txt", tmp_path / "en.txt"
    zh.write_text(text[:cut], encoding="utf-8")
    en.write_text(text[cut:], encoding="utf-8")
    return zh, en


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents, one of them unusable."""
    root = tmp_path / "releases"
    (root / "sub").mkdir(parents=True)
    (root / "r1.txt").write_text(ZH + EN, encoding="utf-8")
    (root / "sub" / "r2.zh.txt").write_text(ZH, encoding="utf-8")
    (root / "sub" / "r2.en.txt").write_text(EN, encoding="utf-8")
    (root / "bad.txt").write_bytes(b" \n")
    for name in ("a.png", "b.png", "c.png", "sub/d.png"):
        (root / name).write_bytes(b"\x89PNG")
    return root
