"""What a shell is offered, asked as argcomplete's shell functions ask."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from support.commands import PLAIN

pytest.importorskip("argcomplete")


def offered(line: str, folder: Path) -> list[str]:
    """The words for the end of the line."""
    asked = {"_ARGCOMPLETE": "1", "_ARGCOMPLETE_IFS": "\n", "COMP_LINE": line, "COMP_POINT": str(len(line.encode()))}
    answer = folder / ".answer"
    environment = {**PLAIN, **asked, "_ARGCOMPLETE_STDOUT_FILENAME": str(answer), "_ARGCOMPLETE_SUPPRESS_SPACE": "1"}
    code = "import sys; from duiqi.cli import main; sys.exit(main())"
    subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, timeout=60, check=False)
    return sorted(answer.read_text(encoding="utf-8").split())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("align --keep-", ["--keep-equal", "--keep-unaligned"]),
        ("align a.txt --level ", ["both", "clause", "paragraph", "sentence"]),
        ("align sta", ["star.txt", "status"]),
        ("align status --", ["--help", "--json", "--merge", "--report"]),
        ("align ./sta", ["./star.txt"]),
    ],
)
def test_what_is_offered(line: str, words: list[str], tmp_path: Path) -> None:
    (tmp_path / "star.txt").touch()
    assert offered(line, tmp_path) == words
