"""What a command takes: seconds, seconds of processors, and memory of its processes, shared pages counted once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parents[2]
# Seconds between two looks at the processes, or so many times what the last one took: looks are work as well, and would
# be taken from what is measured where that has all processors.
PAUSE, REST = 0.2, 100


@dataclass(frozen=True, slots=True)
class Figures:
    """What a command took: seconds that passed and that processors worked; MB (2**20) at most of its first process, of
    any other, and of all together, by proportional memory (PSS); ``load``: of the machine, when it began."""

    name: str
    seconds: float
    worked: float
    first: float
    worker: float
    together: float
    load: float


class Looks:
    """Memory and work of a process and all below it, as seen at each look."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.first = self.worker = self.together = 0
        self._worked: dict[tuple[int, float], float] = {}

    def look(self) -> None:
        """Look at the processes that there are."""
        try:
            parent = psutil.Process(self.pid)
            processes = [parent, *parent.children(recursive=True)]
        except psutil.Error:
            return
        sizes = []
        for process in processes:
            try:
                times = process.cpu_times()
                self._worked[process.pid, process.create_time()] = times.user + times.system
                sizes.append(_pss(process.pid))
            except (psutil.Error, OSError):
                sizes.append(0)
        self.first, self.together = max(self.first, sizes[0]), max(self.together, sum(sizes))
        self.worker = max([self.worker, *sizes[1:]])

    @property
    def worked(self) -> float:
        """Seconds of processors of all that were seen, those of engines too, which nobody waits for."""
        return sum(self._worked.values())


def _pss(pid: int) -> int:
    """Proportional memory of a process, in bytes."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def measured(name: str, command: Sequence[str], folder: Path) -> Figures:
    """Run a command in ``folder``. Raises SystemExit with what it told when it fails; documents may, in ``align``."""
    environment = {
        **os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]), "SOURCE_DATE_EPOCH": "0",
        # Ray tells its makers nothing, and its workers do not wait for all other programs.
        "RAY_USAGE_STATS_ENABLED": "0", "RAY_worker_niceness": "0",
    }  # fmt: skip
    load, start, before = os.getloadavg()[0], time.perf_counter(), os.times()
    with open(folder / "told.txt", "wb") as told:
        process = subprocess.Popen(command, cwd=folder, env=environment, stderr=told, stdout=told)
        looks = Looks(process.pid)
        while process.poll() is None:
            looked = time.perf_counter()
            looks.look()
            time.sleep(max(PAUSE, REST * (time.perf_counter() - looked)))
    seconds, after = time.perf_counter() - start, os.times()
    if process.returncode not in ((0, 1) if "duiqi" in command else (0,)):
        raise SystemExit((folder / "told.txt").read_text("utf-8", "replace"))
    reaped = after.children_user + after.children_system - before.children_user - before.children_system
    megabytes = (size / 2**20 for size in (looks.first, looks.worker, looks.together))
    figures = Figures(name, seconds, max(reaped, looks.worked), *megabytes, load)
    print(
        f"{name:34} {seconds:8.1f} s {figures.worked:8.1f} s of processors; MB: first {figures.first:.0f}, "
        f"a worker {figures.worker:.0f}, all {figures.together:.0f}; load {load:.1f}",
        flush=True,
    )
    return figures


def write_part(out: Path, part: str, figures: Sequence[Figures], **facts: Any) -> None:
    """Leave the figures of a part as JSON, for the page."""
    out.mkdir(parents=True, exist_ok=True)
    machine = {"processors": os.cpu_count(), "python": sys.version.split()[0]}
    known = {"part": part, **machine, **facts, "figures": [asdict(each) for each in figures]}
    (out / f"{part}.json").write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"written: {out / f'{part}.json'}", flush=True)


def read_part(out: Path, part: str) -> dict[str, Any] | None:
    """The figures of a part; None when it was not measured."""
    path = out / f"{part}.json"
    if not path.exists():
        return None
    known: dict[str, Any] = json.loads(path.read_text("utf-8"))
    known["figures"] = [Figures(**each) for each in known["figures"]]
    return known
