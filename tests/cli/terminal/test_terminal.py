"""What is shown on standard error, with and without a terminal, and what a log file keeps."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support.commands import EN, PLAIN, ZH

from duiqi.cli.runs.outcomes import FEW, NAMED
from duiqi.cli.terminal import on_standard_error
from duiqi.cli.terminal import progress as shown
from duiqi.cli.terminal.progress import Progress


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """More documents than are told of one by one, and more failures than are named."""
    root = tmp_path / "many"
    root.mkdir()
    for number in range(FEW):
        (root / f"r{number:02d}.txt").write_text(f"{ZH}{EN}", encoding="utf-8")
    for number in range(NAMED + 2):
        (root / f"bad{number:02d}.txt").write_text(" ", encoding="utf-8")
    return root


def test_of_many_documents_only_what_is_amiss_is_told(align: Any, many: Path, tmp_path: Path) -> None:
    out, log = tmp_path / "out", tmp_path / "log.jsonl"
    result = align(many, "-o", out, "--jobs", 1, "--log-file", log)
    assert result.status == 1
    lines = result.err.splitlines()
    assert lines[:2] == [
        f"{FEW + NAMED + 2} documents (-v and --dry-run name them):",
        f"  {FEW + NAMED + 2}: taken to hold both languages",
    ]
    assert lines[2 : 2 + NAMED] == [f"align: {many}/bad{n:02d}.txt: the file holds no text" for n in range(NAMED)]
    assert lines[2 + NAMED] == f"align: warning: 2 more failed (align status {out} names them)"
    assert lines[3 + NAMED].startswith(f"{FEW + NAMED + 2} documents, {NAMED + 2} failed: {2 * FEW} pairs, ")
    rows = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    documents = [row for row in rows if "document" in row]
    assert len(documents) == FEW + NAMED + 2
    assert {row["outcome"] for row in documents} == {"done", "failed"}
    assert {(row["pairs"], row["kept"]) for row in documents if row["outcome"] == "done"} == {(2, False)}
    assert {row["level"] for row in rows} == {"info", "debug", "error", "warning"}
    again = align(many, "-o", out, "-v")
    named = [line for line in again.err.splitlines() if line.endswith(": the file holds no text")]
    assert len(named) == NAMED + 2


def test_quiet_with_a_log_file(align: Any, folder: Path, tmp_path: Path) -> None:
    result = align(folder, "-o", tmp_path / "out", "-q", "--jobs", 1, "--log-file", tmp_path / "log")
    assert [line.split(": ")[0] for line in result.err.splitlines()] == ["align", "align"]
    rows = [json.loads(line) for line in (tmp_path / "log").read_text(encoding="utf-8").splitlines()]
    assert [row["document"] for row in rows if row.get("outcome") == "done"] == [
        "r1.txt",
        "sub/r2.zh.txt sub/r2.en.txt",
    ]


def test_a_log_file_that_cannot_be_written(align: Any, folder: Path, tmp_path: Path) -> None:
    result = align(folder, "-o", tmp_path / "out", "--log-file", tmp_path / "no" / "log")
    assert (result.status, result.err) == (
        2,
        f"align: {tmp_path}/no/log: cannot be written: No such file or directory\n",
    )
    assert not (tmp_path / "out").exists()


def test_a_line_every_so_often(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    now = 0.0
    monkeypatch.setattr(shown.time, "monotonic", lambda: now)
    with on_standard_error(), Progress(1_000) as progress:
        for number in range(1_000):
            now += 0.125
            progress.step(failed=number == 5)
    assert capsys.readouterr().err.splitlines() == [
        "240 of 1,000 documents, 8.0 a second, 0:01:35 left, 1 failed",
        "480 of 1,000 documents, 8.0 a second, 0:01:05 left, 1 failed",
        "720 of 1,000 documents, 8.0 a second, 0:00:35 left, 1 failed",
        "960 of 1,000 documents, 8.0 a second, 0:00:05 left, 1 failed",
    ]


def on_a_terminal(words: list[str], **environment: str) -> str:
    """What a terminal shows of the command."""
    import fcntl
    import pty
    import struct
    import termios

    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    run = [sys.executable, "-m", "duiqi", *words]
    plain = {key: value for key, value in PLAIN.items() if key != "NO_COLOR"} | {"TERM": "xterm"}
    with subprocess.Popen(run, stderr=child, env={**plain, **environment}) as process:
        os.close(child)
        shown = b""
        while True:
            try:
                part = os.read(parent, 1 << 16)
            except OSError:  # nobody has the other end any more
                break
            if not part:
                break
            shown += part
        process.wait(60)
    os.close(parent)
    return shown.decode("utf-8")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
def test_on_a_terminal(folder: Path, tmp_path: Path) -> None:
    red = f"\x1b[31malign: {folder}/bad.txt: the file holds no text\x1b[0m"
    words = [str(folder), "--jobs", "1", "-o"]
    bar = on_a_terminal([*words, str(tmp_path / "a")])
    assert red in bar
    assert "/3 [" in bar
    assert "1 failed" in bar
    plain = on_a_terminal([*words, str(tmp_path / "b")], NO_COLOR="1")
    assert "\x1b[3" not in plain
    assert f"align: {folder}/bad.txt: the file holds no text" in plain
    quiet = on_a_terminal([*words, str(tmp_path / "c"), "--quiet"])
    assert "/3 [" not in quiet


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_log_file_that_is_full(align: Any, folder: Path, tmp_path: Path) -> None:
    result = align(folder, "-o", tmp_path / "out", "-q", "--log-file", "/dev/full")
    assert result.status == 1  # for the document that fails
    warning = "align: warning: /dev/full: cannot be written on: No space left on device; not all that is told is in it"
    assert result.err.splitlines().count(warning) == 1
    assert "Traceback" not in result.err
    assert (tmp_path / "out" / "r1.tmx").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
def test_a_log_file_with_a_name_that_is_no_unicode(align: Any, folder: Path, tmp_path: Path) -> None:
    name = os.fsdecode(b"r\xff.txt")
    (folder / "r1.txt").rename(folder / name)
    result = align(folder, "-o", tmp_path / "out", "-q", "--log-file", tmp_path / "log")
    assert "Traceback" not in result.err
    rows = [json.loads(line) for line in (tmp_path / "log").read_text(encoding="utf-8").splitlines()]
    assert name in [row.get("document") for row in rows]
