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
    result = align("in", "-o", "out", "-q")
    assert (result.status, result.err) == (1, "align: in/locked/c.jsonl: cannot be read: Permission denied\n")
    assert Path("out/r.tmx").exists()


@pytest.fixture
def shut(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose names cannot be listed, whoever asks, beside a link to a folder and one that leads nowhere."""
    folder = here / "in" / "shut"
    folder.mkdir()
    Path("in/gone.txt").symlink_to("nowhere.txt")
    Path("in/linked").symlink_to("/")
    scandir = os.scandir

    def guarded(path: Any = ".") -> Any:
        if os.path.abspath(os.fspath(path)) == os.fspath(folder):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    return folder


LEFT_OUT = """\
align: warning: passed over, links to folders, which are not followed: linked
align: in/gone.txt: cannot be read: No such file or directory
align: in/shut: cannot be read: Permission denied
"""


@pytest.mark.usefixtures("shut")
@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        (("in", "-o", "out"), "out/r.tmx"),
        (("in", "-o", "out", "--shard-size", "2"), "out/part-00000.jsonl"),
        (("in", "-o", "all.tmx"), "all.tmx"),
        (("update", "m.tmx", "in"), "m.tmx"),
        (("review", "in", "-o", "pages"), "pages/index.html"),
    ],
    ids=["each", "shards", "one", "update", "review"],
)
def test_the_rest_of_a_folder_is_aligned(align: Any, arguments: tuple[str, ...], output: str) -> None:
    result = align(*arguments, "--quiet")
    assert (result.status, result.err) == (1, LEFT_OUT)
    assert Path(output).exists()


@pytest.mark.usefixtures("shut")
def test_what_cannot_be_read_is_not_pruned(align: Any) -> None:
    result = align("update", "m.tmx", "in", "--prune", "--quiet")
    assert result.status == 2
    assert "--prune would remove what comes from the part that cannot be read" in result.err
    assert not Path("m.tmx").exists()


@pytest.mark.usefixtures("shut")
def test_a_corpus_of_which_a_folder_cannot_be_read(align: Any) -> None:
    Path("in/r.txt").rename("in/r.jsonl")
    Path("in/gone.txt").unlink()
    Path("in/r.jsonl").write_text('{"id": "1", "zh": "你好。", "en": "Hello."}\n', encoding="utf-8")
    result = align("in", "-o", "out")
    assert (result.status, result.err) == (2, f"align: {Path('in/shut')}: cannot be read: Permission denied\n")


def test_corrections_that_may_not_be_read_are_not_passed_over(align: Any, locked: Path) -> None:
    locked.chmod(0o000)
    Path("in/c.jsonl").touch()
    result = align("r.txt", "-o", "r.tmx", "--corrections", "in")
    assert (result.status, result.err) == (2, "align: in/locked: cannot be read: Permission denied\n")
    assert not Path("r.tmx").exists()


def test_a_pipe_in_a_folder_is_told(align: Any) -> None:
    os.mkfifo("in/pipe.txt")
    result = align("in", "-o", "out", "-q")
    assert (result.status, result.err) == (0, "align: warning: passed over, pipes, sockets or devices: pipe.txt\n")


@pytest.mark.usefixtures("shut")
def test_the_sums_of_a_folder_tell_what_of_it_is_not_readable(align: Any) -> None:
    assert "1 document, 0 failed, 2 parts of the folder not readable: 2 pairs" in align("in", "-o", "out").err


def test_a_termbase_that_is_not_there(align: Any) -> None:
    align("r.txt", "-o", "m.tmx")
    result = align("check", "m.tmx", "--termbase", "nofile")
    assert (result.status, result.err) == (2, "align: nofile: cannot be read: No such file or directory\n")
