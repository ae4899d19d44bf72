"""Damaged files of every format end in a result or a message: a few of each here, more with ``benchmarks/fuzz.py``."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.fuzz import fuzz
from support.sound_files import formats, originals

from duiqi.cli import main


@pytest.mark.parametrize("name", formats())
def test_some_damaged_files(tmp_path: Path, name: str) -> None:
    assert list(fuzz([name], 10, tmp_path)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", formats())
def test_damaged_files(tmp_path: Path, name: str) -> None:
    assert list(fuzz([name], 50, tmp_path)) == []


@pytest.mark.parametrize("name", [name for name in formats() if not name.startswith(("pairs", "check"))])
def test_the_sound_files_are_read(tmp_path: Path, name: str) -> None:
    path, _ = originals(name, tmp_path)
    assert main([str(path), "-o", str(tmp_path / "o.tmx"), "--quiet"]) == 0
