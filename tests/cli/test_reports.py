"""``--report``: of a run, and of a folder that was written to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def test_the_report_of_a_run_and_of_its_folder(align: Any, folder: Path, tmp_path: Path) -> None:
    out, page = tmp_path / "out", tmp_path / "report.html"
    result = align(folder, "-o", out, "--jobs", 1, "--report", page)
    assert result.err.splitlines()[-1] == f"  report: {page}"
    figures = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    assert figures["outcomes"] == {"pending": 0, "done": 2, "failed": 1, "passed over": 0}
    assert (figures["pairs"], sum(figures["scores"])) == (4, 4)
    assert figures["layouts"] == {"two documents": 1, "zh-then-en": 1}
    before = page.read_bytes()
    page.unlink()
    assert align("status", out, "--report", page).status == 0
    assert page.read_bytes() == before
    assert {path.name for path in out.iterdir()} == {".duiqi.lock", ".duiqi.sqlite", "r1.tmx", "sub"}


def test_what_is_no_name_of_a_report(align: Any, folder: Path, tmp_path: Path) -> None:
    result = align(folder, "-o", tmp_path / "out", "--report", tmp_path / "report")
    assert (result.status, result.err) == (
        2,
        f"align: {tmp_path}/report: is no name of a page; name a file to write, such as report.html\n",
    )
