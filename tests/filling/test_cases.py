"""Files filled in: each case is a folder with the file, the pairs, what becomes of it, and what is told.

``python -m tests.filling.test_cases`` writes what becomes of them now, to be looked at as a change.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from duiqi.cli import main

CASES = Path(__file__).parents[1] / "cases" / "filling"
FOLDERS = sorted(path.name for path in CASES.iterdir())


def arguments(case: Path, output: Path) -> list[str]:
    """The words of the command line for a case."""
    source = next(case.glob("source.*"), None)
    into = next(case.glob("into.*"), case / f"into{source.suffix if source else ''}")
    words = ["export", str(case / "pairs.jsonl"), "--into", str(into), "-o", str(output)]
    return words + (["--source-file", str(source)] if source else [])


@pytest.mark.parametrize("name", FOLDERS)
def test_a_file_is_filled(name: str, tmp_path: Path, capsys: Any) -> None:
    case = CASES / name
    made = next(case.glob("expected.*"))
    output = tmp_path / made.name
    assert main(arguments(case, output)) == 0
    assert output.read_bytes() == made.read_bytes()
    told = capsys.readouterr().err.replace(str(output), "OUTPUT")
    assert told == (case / "told.txt").read_text("utf-8")


@pytest.mark.parametrize("name", FOLDERS)
def test_what_is_filled_is_there_then(name: str, tmp_path: Path, capsys: Any) -> None:
    """A second run changes nothing."""
    case = CASES / name
    made = next(case.glob("expected.*"))
    words = arguments(case, tmp_path / made.name)
    words[words.index("--into") + 1] = str(made)
    assert main(words) == 0
    assert (tmp_path / made.name).read_bytes() == made.read_bytes()
    assert ": 0 filled," in capsys.readouterr().err


if __name__ == "__main__":
    for folder in map(CASES.joinpath, FOLDERS):
        suffix = next(path for path in sorted(folder.iterdir()) if path.stem in ("into", "source")).suffix
        target = folder / f"expected{suffix}"
        done = subprocess.run(
            [sys.executable, "-m", "duiqi", *arguments(folder, target)], capture_output=True, text=True, check=True
        )
        (folder / "told.txt").write_text(done.stderr.replace(str(target), "OUTPUT"), "utf-8")
