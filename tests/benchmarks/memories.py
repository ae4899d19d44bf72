"""Time and memory of all that is done with large memories, of one version or of two in one run.

    python -m tests.benchmarks.memories ../shared [--units 1000000] [--before TREE] [--steps update check …]

The units are couples of development pairs, each with a number of its own. Every step is a process of its own, the
commands as a user calls them; ``--before`` names the source tree of another version, whose steps run first and on the
same files. CPU seconds, and the most that was resident; searches in milliseconds of CPU, 100 of each kind.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duiqi.model import Pair

ROOT = Path(__file__).parents[2]
# Pairs that an update brings, half of them there already.
NEW, QUERIES = 10_000, 100
STEPS = {
    "check": ["check", "m.tmx", "--quiet"],
    "repair": ["repair", "m.tmx", "-o", "{out}/repaired.tmx", "--quiet"],
    "filter": ["filter", "m.tmx", "-o", "{out}/filtered.tmx", "--max-ratio", "2.5", "--duplicates", "exact", "--quiet"],
    "convert": ["convert", "m.tmx", "-o", "{out}/converted.jsonl", "--quiet"],
    "update": ["update", "{out}/updated.tmx", "new.jsonl", "--quiet"],
    "memory add": ["memory", "add", "{out}/m.db", "m.tmx", "--quiet"],
}


def pairs(shared: Path, units: int, seed: int = 1) -> Iterator[Pair]:
    """``units`` pairs with a number each."""
    from dataclasses import replace

    from tests.benchmarks.corpus import corpus

    for number, pair in enumerate(corpus(shared, units, seed)):
        yield replace(pair, zh=f"{pair.zh}共{number + 10}项。", en=f"{pair.en} {number + 10} items in all.")


def make(shared: Path, units: int, folder: Path) -> None:
    """``m.tmx`` and ``new.jsonl``."""
    from itertools import chain, islice

    from duiqi.export import save

    save(islice(pairs(shared, units), units), folder / "m.tmx")
    save(chain(pairs(shared, NEW // 2), pairs(shared, NEW // 2, seed=2)), folder / "new.jsonl")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--before", type=Path, help="the source tree of another version")
    parser.add_argument("--steps", nargs="+", choices=[*STEPS, "search"], default=[*STEPS, "search"])
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--search", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    shared = arguments.shared.resolve()
    if arguments.make:
        make(shared, arguments.units, arguments.make)
    elif arguments.search:
        search_all(shared, arguments.search)
    else:
        with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
            measure(shared, arguments, Path(folder))


def measure(shared: Path, arguments: argparse.Namespace, folder: Path) -> None:
    """Print a line for each step as it is done."""
    own = [sys.executable, "-m", "tests.benchmarks.memories", str(shared)]
    spent([*own, "--units", str(arguments.units), "--make", str(folder)], ROOT, ROOT)
    size = (folder / "m.tmx").stat().st_size
    print(f"{arguments.units:,} units, {size / 1e6:.0f} MB of TMX")
    trees = {"before": arguments.before.resolve()} if arguments.before else {}
    for name, tree in {**trees, "after": ROOT}.items():
        out = folder / name
        out.mkdir()
        for step in arguments.steps:
            if step == "search":
                command, where = [*own, "--search", str(out / "m.db")], ROOT
            else:
                command = [sys.executable, "-m", "duiqi", *(word.format(out=out) for word in STEPS[step])]
                where = folder
            if step == "update":
                os.link(folder / "m.tmx", out / "updated.tmx")  # the update replaces it, and leaves the other name
            seconds, peak = spent(command, tree, where)
            rate = f", {size / 1e6 / seconds:.1f} MB/s" if step in ("check", "repair", "filter", "convert") else ""
            print(f"{name:7s} {step:11s} {seconds:7.1f} s{rate}, {peak:5.0f} MB resident at most", flush=True)
        for made in out.iterdir():
            made.unlink()


def spent(command: Sequence[str], tree: Path, where: Path) -> tuple[float, float]:
    """CPU seconds and most resident megabytes of a process that imports duiqi from ``tree``. What this process itself
    holds counts in the second, so it imports nothing."""
    path = os.pathsep.join([str(tree / "src"), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}
    quiet = "--search" not in command
    process = subprocess.Popen(command, env=environment, cwd=where, stdout=subprocess.DEVNULL if quiet else None)
    _, status, usage = os.wait4(process.pid, 0)
    # A check exits with 1 when it has found something.
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"failed: {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def search_all(shared: Path, path: Path) -> None:
    """Print the times of searches of several kinds."""
    from duiqi.memory import look_up, open_memory, search

    sample, order = list(pairs(shared, QUERIES, seed=3)), random.Random(4)

    def piece(text: str, length: int) -> str:
        at = order.randrange(max(1, len(text) - length))
        return text[at : at + length]

    def words(text: str, length: int) -> str:
        parts = text.split()
        at = order.randrange(max(1, len(parts) - length))
        return " ".join(parts[at : at + length])

    with open_memory(path) as memory:
        tasks: dict[str, Callable[[Pair], object]] = {
            "one Chinese character": lambda pair: search(memory, piece(pair.zh, 1)),
            "two Chinese characters": lambda pair: search(memory, piece(pair.zh, 2)),
            "four Chinese characters": lambda pair: search(memory, piece(pair.zh, 4)),
            "one English word": lambda pair: search(memory, words(pair.en, 1)),
            "three English words": lambda pair: search(memory, words(pair.en, 3)),
            "a word of each": lambda pair: search(memory, f"{piece(pair.zh, 2)} {words(pair.en, 1)}"),
            "fuzzy, Chinese": lambda pair: look_up(memory, f"{pair.zh[:20]}了{pair.zh[20:]}"),
            "fuzzy, English": lambda pair: look_up(memory, f"Well, {pair.en}"),
        }
        for name, task in tasks.items():
            times = []
            for pair in sample:
                start = time.process_time()
                task(pair)
                times.append(1000 * (time.process_time() - start))
            times.sort()
            median, most = statistics.median(times), times[len(times) * 95 // 100]
            print(f"        {name:24s} median {median:6.1f} ms, 95% under {most:6.1f} ms, most {times[-1]:6.1f} ms")


if __name__ == "__main__":
    main()
