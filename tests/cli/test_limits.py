"""What a document of a run may take: ``--timeout`` and ``--max-sentences``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.mark.slow
def test_a_document_that_takes_too_long_has_failed(align: Any, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = align(folder, "-o", out, "--quiet", "--timeout", "0.0001", "--jobs", 1)
    assert result.status == 1
    told = "it took longer than 0.0001 s; give it more time with --timeout, leave the file out, or split it"
    assert [line for line in result.err.splitlines() if "warning" not in line] == [
        f"align: {name}: {told}" for name in ("bad", "r1", "sub/r2")
    ]
    assert align("status", out).out.decode().splitlines()[-2] == (
        "3 documents: 0 done, 3 failed, 0 passed over, 0 pending"
    )
    assert align(folder, "-o", out, "--quiet", "--timeout", 600, "--retry-failed").status == 1
    assert {path.name for path in out.rglob("*.tmx")} == {"r1.tmx", "r2.tmx"}


def test_a_document_with_too_many_sentences(align: Any, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (folder / "r1.txt").unlink()
    (folder / "bad.txt").unlink()
    result = align(folder, "-o", out, "--max-sentences", 1, "--jobs", 1)
    assert result.status == 1
    told = (
        "it has 2 Chinese sentences, and 1 are allowed; allow more with --max-sentences, leave the document out, or "
        "split it"
    )
    files = f"{folder}/sub/r2.zh.txt {folder}/sub/r2.en.txt"
    assert f"align: {files}: {told}" in result.err.splitlines()
    assert align(folder, "-o", out, "--max-sentences", 2, "--jobs", 1, "--dry-run").out == b""
    assert align(folder, "-o", out, "--max-sentences", 2, "--jobs", 1, "--retry-failed").status == 0


@pytest.mark.parametrize("presegmented", [False, True])
def test_two_files_with_too_many_sentences(align: Any, folder: Path, presegmented: bool) -> None:
    files = [folder / "sub" / "r2.zh.txt", folder / "sub" / "r2.en.txt"]
    words = [*files, "--quiet", *(["--presegmented"] if presegmented else [])]
    assert align(*words, "--max-sentences", 1).status == 2
    assert align(*words, "--max-sentences", 2).status == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--timeout", "5"], "--timeout is for several documents"),
        (["--timeout", "0"], "argument --timeout: '0' is no number of seconds above 0"),
        (["--timeout", "nan"], "argument --timeout: 'nan' is no number of seconds above 0"),
        (["--max-sentences", "0"], "argument --max-sentences: '0' is no whole number from 1 up"),
        (
            ["--watch"],
            "--dry-run, --retry-failed, --report and --watch are for several documents and -o with a folder to write "
            "to",
        ),
    ],
)
def test_wrong_arguments(align: Any, seed_path: Path, words: list[str], told: str) -> None:
    result = align(seed_path, *words)
    assert (result.status, result.err.splitlines()[-1]) == (2, f"align: error: {told}")
