"""Runs over a folder when things go wrong: nothing half-written, no process left, and the next run makes it whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from support.commands import EN, PLAIN, SOON, ZH, processes_of

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="signals and folders of Linux")]

DOCUMENTS = 40
KILLS = 50


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of short documents, and what an undisturbed run makes of it in ``out`` beside it."""
    root = tmp_path_factory.mktemp("source")
    (root / "in").mkdir()
    for number in range(DOCUMENTS):
        text = f"{ZH}第{number}号文件。\n{EN}Document number {number}.\n"
        (root / "in" / f"r{number:02d}.txt").write_text(text, encoding="utf-8")
    assert subprocess.run(command(root / "in", root / "out"), env=PLAIN, timeout=120).returncode == 0
    return root


def command(folder: Path, out: Path) -> list[str]:
    """A run with two processes."""
    return [sys.executable, "-m", "duiqi", str(folder), "-o", str(out), "--jobs", "2", "--quiet"]


def started(folder: Path, out: Path) -> subprocess.Popen[bytes]:
    """The same, in a group of its own."""
    return subprocess.Popen(command(folder, out), stderr=subprocess.PIPE, env=PLAIN, start_new_session=True)


def outputs(out: Path) -> dict[str, bytes]:
    """All that a run wrote but the manifest, temporary files too."""
    return {path.name: path.read_bytes() for path in out.iterdir() if not path.name.startswith(".duiqi.")}


def ended(process: subprocess.Popen[bytes]) -> str:
    """What it told, once it and all its processes have ended."""
    _, err = process.communicate(timeout=60)
    deadline = time.monotonic() + SOON
    while (left := processes_of(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left == []
    # A process that is killed while it starts another leaves that one with a complaint of Python's own.
    assert not [line for line in err.decode().splitlines() if line.startswith("  File") and "/duiqi/" in line]
    return err.decode()


def wait_for(is_so: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def workers_of(pid: int) -> list[psutil.Process]:
    """Its workers; multiprocessing has a process of its own that counts resources."""
    children = psutil.Process(pid).children()
    return [child for child in children if "spawn_main" in " ".join(child.cmdline())]


def test_workers_that_are_killed_cost_nothing(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = started(source / "in", out)
    wait_for(lambda: len(list(out.glob("*.tmx"))) or process.poll() is not None)
    # All at once: a document whose process is killed twice has failed.
    for worker in workers_of(process.pid):
        worker.kill()
    assert ended(process) == ""
    assert process.returncode == 0
    assert outputs(out) == outputs(source / "out")


def test_killed_fifty_times(source: Path, tmp_path: Path) -> None:
    out, chance, amid = tmp_path / "out", random.Random(17), 0

    def there() -> int:
        return len(list(out.glob("*.tmx")))

    for number in range(KILLS):
        before = there()
        process = started(source / "in", out)
        if number % 4 == 0:  # while it works
            wait_for(lambda before=before, process=process: there() > before or process.poll() is not None)
            time.sleep(chance.uniform(0.0, 0.1))
        else:  # from before it has begun on
            time.sleep(chance.uniform(0.0, 0.8))
        process.kill()
        ended(process)
        amid += before < there() < DOCUMENTS
        if there() == DOCUMENTS:
            shutil.rmtree(out)
    assert amid >= KILLS / 10
    assert subprocess.run(command(source / "in", out), env=PLAIN, timeout=120).returncode == 0
    assert outputs(out) == outputs(source / "out")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with little room."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=192k", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk(source: Path, small_disk: Path) -> None:
    out = small_disk / "out"
    process = started(source / "in", out)
    err = ended(process)
    # Either outputs had no room and failed, or the manifest had none and the run ended.
    assert process.returncode in (1, 2)
    assert "has room" in err
    whole = outputs(source / "out")
    left = outputs(out)
    assert len(left) < DOCUMENTS
    assert all(whole[name] == content for name, content in left.items())
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    assert subprocess.run(command(source / "in", out), env=PLAIN, timeout=120).returncode == 0
    assert outputs(out) == whole


def test_a_file_that_cannot_be_read(source: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    shutil.copytree(source / "in", folder)
    (folder / "r00.txt").unlink()
    # Not even root can read it: the system says "Input/output error".
    (folder / "r00.txt").symlink_to("/proc/self/mem")
    process = started(folder, out)
    assert ended(process) == f"align: {folder}/r00.txt: cannot be read: Input/output error\n"
    assert process.returncode == 1
    assert outputs(out) == {name: text for name, text in outputs(source / "out").items() if name != "r00.tmx"}


def test_the_output_folder_is_removed(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = started(source / "in", out)
    wait_for(lambda: list(out.glob("*.tmx")))
    out.rename(tmp_path / "gone")
    err = ended(process)
    assert process.returncode == 2
    assert err == (
        f"align: {out}/.duiqi.sqlite: was removed during the run, and with it what became of the documents; "
        "run it again\n"
    )
    assert subprocess.run(command(source / "in", out), env=PLAIN, timeout=120).returncode == 0
    assert outputs(out) == outputs(source / "out")


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_watching(source: Path, tmp_path: Path, sent: signal.Signals) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()

    def heed() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    words = [*command(folder, out), "--watch"]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, env=PLAIN, start_new_session=True, preexec_fn=heed)
    shutil.copy(source / "in" / "r00.txt", folder)
    wait_for((out / "r00.tmx").exists)
    again = subprocess.run(command(folder, out), env=PLAIN, capture_output=True, timeout=60)
    assert (again.returncode, b"another run is writing to it" in again.stderr) == (2, True)
    for name in ("r01.txt", "r02.txt"):
        shutil.copy(source / "in" / name, folder)
    wait_for(lambda: len(list(out.glob("*.tmx"))) == 3)
    at = time.monotonic()
    process.send_signal(sent)
    assert ended(process) == ""
    assert time.monotonic() - at < SOON
    assert process.returncode == 0
    whole = outputs(source / "out")
    assert outputs(out) == {name: whole[name] for name in ("r00.tmx", "r01.tmx", "r02.tmx")}
