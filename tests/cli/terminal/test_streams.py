"""Standard streams that are closed, full, or in another encoding."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.commands import EN, PLAIN, ZH, command

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a POSIX shell closes them")
FAULT = re.compile(r"align: standard output( or a temporary file cannot|: cannot) be written: (.*)\n")


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(ZH + EN, encoding="utf-8")
    return path


def in_shell(line: str, *words: object) -> subprocess.CompletedProcess[bytes]:
    """Run ``line``, in which ``$ALIGN`` is the command and ``$1`` the first of ``words``."""
    environment = {**PLAIN, "ALIGN": f"{sys.executable} -m duiqi"}
    return subprocess.run(["sh", "-c", line, "sh", *map(str, words)], capture_output=True, timeout=120, env=environment)


@pytest.mark.parametrize("line", ['$ALIGN "$1" >&-', "$ALIGN formats >&-"])
def test_results_that_go_nowhere_are_told(line: str, text: Path) -> None:
    result = in_shell(line, text)
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr
    fault = FAULT.search(result.stderr.decode())
    assert fault
    assert fault[2] == "Bad file descriptor"


def test_what_is_told_is_never_among_the_results(text: Path) -> None:
    result = in_shell('$ALIGN "$1" 2>&-', text)
    assert result.returncode == 0
    assert result.stdout == command(text, "-q").stdout


def test_a_file_never_takes_the_place_of_a_closed_stream(text: Path, tmp_path: Path) -> None:
    result = in_shell('$ALIGN "$1" -o "$2" <&- >&- 2>&-', text, tmp_path / "a.jsonl")
    assert result.returncode == 0
    assert (tmp_path / "a.jsonl").read_bytes() == command(text, "-q").stdout


def test_closed_standard_input(text: Path) -> None:
    result = in_shell("$ALIGN - <&-")
    assert (result.returncode, result.stderr) == (2, b"align: <input>: the file holds no text\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_no_room_for_a_short_result() -> None:
    result = in_shell("$ALIGN formats > /dev/full")
    fault = FAULT.fullmatch(result.stderr.decode())
    assert result.returncode == 2
    assert fault
    assert fault[2] == "No space left on device"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_no_room_for_what_is_told_does_not_end_the_work(text: Path) -> None:
    result = in_shell('$ALIGN "$1" 2> /dev/full', text)
    assert result.returncode == 0
    assert result.stdout == command(text, "-q").stdout
    assert in_shell("$ALIGN nothing.txt 2> /dev/full").returncode == 2


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ("ulimit -n 20", "Too many open files; use fewer --jobs, or raise the limits (ulimit -n, ulimit -u)"),
        ("ulimit -v 400000", "there is not enough memory; use fewer --jobs, or split the document"),
    ],
)
def test_what_the_system_does_not_give_is_told(limits: str, told: str, text: Path, tmp_path: Path) -> None:
    code = "bytearray(1 << 29)" if "-v" in limits else "[open('/dev/null') for _ in range(20)]"
    program = (
        f"import sys; from duiqi import cli; from duiqi.cli.commands import align\n"
        f"def run(arguments): {code}\n"
        f"align.run = run; sys.exit(cli.main(['x']))"
    )
    result = in_shell(f'{limits}; exec {sys.executable} -c "$1"', program)
    assert (result.returncode, result.stderr.decode()) == (2, f"align: {told}\n")


def test_the_reader_of_a_short_result_goes_away() -> None:
    result = in_shell("{ $ALIGN formats; echo $? >&2; } | true")
    assert result.stderr in (b"141\n", b"0\n")  # it may have gone after it took all


def test_results_are_utf8_whatever_the_locale(tmp_path: Path) -> None:
    pairs = tmp_path / "会议 — 😀.tsv"
    pairs.write_text("zh\ten\n会议在北京举行。\tThe meeting was held in Beijing in 2019.\n", encoding="utf-8")
    told = command("check", "--json", "--all", pairs).stdout
    assert "会议 — 😀.tsv".encode() in told
    for encoding in ("ascii", "gbk"):
        environment = {**PLAIN, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
        assert command("check", "--json", "--all", pairs, env=environment).stdout == told
