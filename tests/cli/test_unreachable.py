"""Files and folders that the system gives no look at: told in a line with their name, status 2."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.commands import EN, ZH

# Longer than any file system takes.
LONG = "x" * 300

LOOKS = [
    (LONG,),
    (LONG, "en.txt"),
    ("r.txt", "-o", f"{LONG}.tmx"),
    ("in", "-o", LONG),
    ("r.txt", "--similarity", LONG),
    ("r.txt", "--corrections", LONG),
    ("--list", LONG, "-o", "out"),
    ("evaluate", LONG, LONG),
    ("fit", LONG, "-o", "w.json"),
    ("status", LONG),
    ("review", LONG, "-o", "r.html"),
    ("update", f"{LONG}.tmx", "r.txt"),
    ("terms", LONG, "-o", "t.tbx"),
]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("en.txt").write_text(EN, encoding="utf-8")
    for path in (Path("r.txt"), Path("in/r.txt")):
        path.write_text(ZH + EN, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("arguments", LOOKS, ids=lambda arguments: " ".join(arguments)[:12].rstrip("x "))
def test_a_name_that_is_too_long(align: Any, arguments: tuple[str, ...]) -> None:
    result = align(*arguments, "--quiet") if arguments[0] in ("in", "--list") else align(*arguments)
    assert result.status == 2
    assert result.err.count("\n") == 1
    assert LONG in result.err


@pytest.fixture
def locked(here: Path) -> Iterator[Path]:
    """A folder whose names can be listed, but not what they stand for."""
    folder = here / "in" / "locked"
    folder.mkdir()
    (folder / "c.jsonl").touch()
    folder.chmod(0o400)
    if os.path.exists(folder / "c.jsonl"):
        folder.chmod(0o700)
        pytest.skip("this user may look everywhere")
    yield folder
    folder.chmod(0o700)


def test_a_folder_in_a_folder_that_may_not_be_looked_into(align: Any, locked: Path) -> None:
    result = align("in", "-o", "out")
    assert (result.status, result.err) == (2, "align: in/locked/c.jsonl: cannot be read: Permission denied\n")
    assert not Path("out").exists()


def test_corrections_that_may_not_be_read_are_not_passed_over(align: Any, locked: Path) -> None:
    locked.chmod(0o000)
    Path("in/c.jsonl").touch()
    result = align("r.txt", "-o", "r.tmx", "--corrections", "in")
    assert (result.status, result.err) == (2, "align: in/locked: cannot be read: Permission denied\n")
    assert not Path("r.tmx").exists()
