"""Files that arrive in a folder: told once each, when they do not change any more."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from duiqi.batch.arrivals import SETTLE, Arrivals


def test_a_file_is_told_once_it_is_whole(tmp_path: Path) -> None:
    arrivals = Arrivals(tmp_path)
    first, second = tmp_path / "a.txt", tmp_path / "sub" / "b.txt"
    first.write_text("half")
    assert arrivals.look(0.0) == (set(), set())
    assert arrivals.look(SETTLE - 0.1) == (set(), set())
    first.write_text("whole now")
    assert arrivals.look(SETTLE) == (set(), set())
    second.parent.mkdir()
    second.write_text("b")
    assert arrivals.look(2 * SETTLE) == ({first}, {first})
    assert arrivals.look(3 * SETTLE) == ({second}, {first, second})
    assert arrivals.look(4 * SETTLE) == (set(), {first, second})


def test_what_changes_is_told_again_and_what_goes_is_not(tmp_path: Path) -> None:
    arrivals = Arrivals(tmp_path)
    path = tmp_path / "a.txt"
    path.write_text("a")
    arrivals.look(0.0)
    assert arrivals.look(SETTLE) == ({path}, {path})
    os.utime(path, (1, 1))
    assert arrivals.look(SETTLE + 1) == (set(), set())
    assert arrivals.look(2 * SETTLE + 1) == ({path}, {path})
    path.unlink()
    assert arrivals.look(3 * SETTLE + 1) == (set(), set())
    shutil.rmtree(tmp_path)
    with pytest.raises(FileNotFoundError):
        arrivals.look(4 * SETTLE)
