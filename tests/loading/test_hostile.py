"""Broken and hostile files end in exit status 2 with a message, in bounded time and memory, and harm no other file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support import hostile

from duiqi.cli import main
from duiqi.errors import InputError
from duiqi.loading import read_document

SECONDS = 10.0  # of CPU time, which other processes do not change
MEMORY = 500 * 1024  # kB
# The peak of the process's own memory: what wait4 tells counts that of the process it was forked from.
ALIGN = """
import re, sys, time
from duiqi.cli import main
status = main(sys.argv[1:])
print(time.process_time(), re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
sys.exit(status)
"""
# Slow to make or to read; the run of every file in a process of its own covers them.
SLOW = re.compile("bomb|huge|many-")


def test_there_are_enough() -> None:
    assert len(hostile.FILES) >= 100


@pytest.mark.parametrize("name", [name for name in hostile.FILES if not SLOW.search(name)])
def test_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(hostile.FILES[name]())
    with pytest.raises(InputError) as caught:
        read_document(path)
    message = str(caught.value)
    assert message.startswith(f"{path}:")
    assert "0x0" not in message
    assert not re.search(r"Error|Exception|Traceback|codec can't|NoneType", message)
    assert "root:" not in message  # of /etc/passwd


@pytest.mark.slow
@pytest.mark.parametrize("name", hostile.FILES)
def test_exit_status_time_and_memory(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(hostile.FILES[name]())
    output = tmp_path / "out.tmx"
    process = subprocess.run(
        [sys.executable, "-c", ALIGN, str(path), "-o", str(output)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(hostile.__file__).parents[2] / "src")},
    )
    errors = process.stderr
    assert process.returncode == 2, errors
    # A ZIP archive is a folder, of which lines on its documents come before.
    *before, last = errors.splitlines()
    assert last.startswith(f"align: {path}:")
    assert "Traceback" not in errors
    assert not before or name.endswith(".zip")
    assert not output.exists()
    seconds, memory = process.stdout.split()
    assert float(seconds) < SECONDS
    assert int(memory) < MEMORY


def test_the_rest_of_a_folder_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    names = ["cut.docx", "xxe.xml", "locked.pdf", "noise.txt", "deep.html", "no-chapter.epub"]
    for name in names:
        (folder / name).write_bytes(hostile.FILES[name]())
    (folder / "good.txt").write_text(f"{hostile.ZH}\n{hostile.EN}\n", "utf-8")
    assert main([str(folder), "-o", str(tmp_path / "out"), "--quiet", "--jobs", "1"]) == 1
    assert sorted(path.name for path in (tmp_path / "out").glob("[!.]*")) == ["good.tmx"]
    errors = capsys.readouterr().err.splitlines()
    assert len([line for line in errors if line.startswith("align: ")]) == len(names)
