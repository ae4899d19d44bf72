"""A run over a folder of small documents: time, memory and what is told.

    python -m tests.benchmarks.folder_run [--documents 5000] [--jobs 2] [SRC ...]

``SRC`` is the ``src`` of a version, by default this one; several are measured one after another. Each document is the
sample, told apart by a number. Seconds are those that pass and, in brackets, those that processors work. Memory is the
unique memory (USS) of a process, looked at twice a second: shared pages are counted for none. The digest is that of all
outputs.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
SAMPLE = next((ROOT / "data" / "samples").glob("*.txt"))
# Seconds between two looks at the memory.
PAUSE = 0.5


def make(folder: Path, documents: int) -> None:
    """So many small documents."""
    text = SAMPLE.read_text(encoding="utf-8")
    for number in range(documents):
        (folder / f"r{number:06d}.txt").write_text(f"{text}{number}\n", encoding="utf-8")


def uss(process: psutil.Process) -> int:
    """The unique memory of a process; 0 when it is gone."""
    try:
        return int(process.memory_full_info().uss)
    except psutil.Error:
        return 0


def measured(src: str, folder: Path, output: Path, words: list[str]) -> str:
    """Align the folder with the version in ``src``; the figures as a row."""
    environment = {**os.environ, "PYTHONPATH": src, "SOURCE_DATE_EPOCH": "0"}
    log = output.with_suffix(".err")
    start, before = time.perf_counter(), os.times()
    with open(log, "wb") as told:
        run = [sys.executable, "-m", "duiqi", str(folder), "-o", str(output), *words]
        process = subprocess.Popen(run, env=environment, stderr=told)
        parent, most, workers = psutil.Process(process.pid), 0, 0
        while process.poll() is None:
            most = max(most, uss(parent))
            try:
                workers = max([workers, *map(uss, parent.children())])
            except psutil.Error:
                break
            time.sleep(PAUSE)
        process.wait()
    seconds, after = time.perf_counter() - start, os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(output.rglob("[!.]*.tmx")):
        digest.update(path.name.encode() + path.read_bytes())
    lines = len(log.read_bytes().splitlines())
    return (
        f"{src}: {seconds:.1f} s ({worked:.1f} s), {most / 2**20:.0f} MB in the first process, "
        f"{workers / 2**20:.0f} MB in a worker at most, {lines} lines on standard error, "
        f"status {process.returncode}, outputs {digest.hexdigest()}"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sources", nargs="*", default=[str(ROOT / "src")])
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "in"
        folder.mkdir()
        make(folder, arguments.documents)
        for number, src in enumerate(arguments.sources):
            print(measured(src, folder, Path(name) / f"out{number}", ["--jobs", str(arguments.jobs)]), flush=True)


if __name__ == "__main__":
    main()
