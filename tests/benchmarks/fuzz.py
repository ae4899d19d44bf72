"""Every reader on damaged files: bytes turned, cut out, doubled, put in, moved, also inside the parts of archives.

    python -m tests.benchmarks.fuzz [--files 500] [--only NAME]

Files of every format that is read, as documents and as pairs, are damaged and read by the command in this process,
every fiftieth in one of its own: it must end with exit status 0, 1 or 2, a message when it is 2, within 10 seconds of
CPU time and 500 MB, and never with a traceback. File number n of a format is the same each time. Exit status 1, with
what failed and where the file lies, when any does.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.fuzzed import damaged  # noqa: E402
from support.sound_files import formats, originals  # noqa: E402

import duiqi  # noqa: E402
from duiqi.cli import main as align  # noqa: E402

SECONDS, MEGABYTES = 10.0, 500
OWN_PROCESS = 50
# A run that tells its CPU time, and its peak memory in kB (0 where the system does not tell).
MEASURED = """
import re, sys, time
from pathlib import Path
from duiqi.cli import main
status = main(sys.argv[1:])
told = Path("/proc/self/status")
peak = re.search(r"VmHWM:\\s+(\\d+)", told.read_text())[1] if told.exists() else 0
print(time.process_time(), peak)
sys.exit(status)
"""


@dataclass(frozen=True)
class Failure:
    """What went wrong with file ``number`` of the format ``name``."""

    name: str
    number: int
    what: str


def fuzz(names: Sequence[str], files: int, folder: Path) -> Iterator[Failure]:
    """Read ``files`` damaged files of each format; what fails. The files that fail stay in ``folder``."""
    for name in names:
        place = folder / name.replace(".", "-")
        place.mkdir()
        path, parts = originals(name, place)
        sound = {part: part.read_bytes() for part in parts}
        for number in range(files):
            chance = random.Random(f"{name} {number}")
            part = chance.choice(parts)
            part.write_bytes(damaged(sound[part], chance))
            run = _in_a_process if number % OWN_PROCESS == OWN_PROCESS - 1 else _here
            what = run(_arguments(name, path, folder / "output"))
            if what:
                (folder / f"{number}-{part.name}").write_bytes(part.read_bytes())
                yield Failure(name, number, what)
            part.write_bytes(sound[part])


def _arguments(name: str, path: Path, output: Path) -> list[str]:
    if name == "check.tmx":
        return ["check", str(path)]
    if name.startswith("pairs."):
        return ["convert", str(path), "-o", f"{output}.jsonl"]
    if name.endswith(".zip"):  # a folder, which would be read by several processes
        return [str(path), "-o", f"{output}.tmx", "--jobs", "1", "--quiet"]
    return [str(path), "-o", f"{output}.tmx"]


def _here(arguments: Sequence[str]) -> str:
    """What is wrong with a run of the command in this process; empty when nothing is."""
    output, errors = io.TextIOWrapper(io.BytesIO()), io.StringIO()
    begin = time.process_time()
    _forget_peak()
    before = _peak()  # what the process holds for other reasons
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            status = align(arguments)
        except (Exception, SystemExit):
            return traceback.format_exc(limit=-3)
    return _wrong(status, errors.getvalue(), time.process_time() - begin, _peak() - before)


def _in_a_process(arguments: Sequence[str]) -> str:
    """The same in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(duiqi.__file__).parents[1])},
    )
    seconds, peak = done.stdout.split()[-2:] if done.stdout.split() else ("0", "0")
    return _wrong(done.returncode, done.stderr, float(seconds), int(peak) // 1024)


def _wrong(status: int, errors: str, seconds: float, megabytes: int) -> str:
    faults = (
        (status not in (0, 1, 2), f"exit status {status}"),
        ("Traceback" in errors, errors),
        (status == 2 and not errors.startswith("align: "), f"no message: {errors!r}"),
        (seconds > SECONDS, f"{seconds:.1f} s"),
        (megabytes > MEGABYTES, f"{megabytes} MB"),
    )
    return "; ".join(what for is_wrong, what in faults if is_wrong)


def _forget_peak() -> None:
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _peak() -> int:
    """The most memory since it was last forgotten, in MB; 0 where the system does not tell."""
    with contextlib.suppress(OSError):
        lines = Path("/proc/self/status").read_text().splitlines()
        return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)
    return 0


def main() -> int:
    """Fuzz all formats, or one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--only", choices=formats())
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    failed = 0
    for name in [arguments.only] if arguments.only else formats():
        begin = time.process_time()
        failures = list(fuzz([name], arguments.files, folder))
        failed += len(failures)
        seconds = time.process_time() - begin
        print(f"{name:13} {arguments.files} files, {len(failures)} failed, {seconds:.1f} s", flush=True)
        for failure in failures:
            print(f"    {failure.number}: {failure.what}")
    print(f"{failed} failed" + (f"; the files are in {folder}" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
