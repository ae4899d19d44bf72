"""What it costs to begin: importing duiqi, ``align --help`` and the reference document, for two versions in one run.

    python -m tests.benchmarks.start BEFORE/src AFTER/src

The two take turns, so that a machine that slows down slows both. For each it prints the median CPU time in
milliseconds and the median peak memory in MB, and the ratio of after to before, pair by pair, as median.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from pathlib import Path

SEED = Path(__file__).resolve().parents[2] / "data" / "samples" / "belt-and-road-2020-06-18.txt"
JOBS = {
    "import duiqi": ["-c", "import duiqi"],
    "align --help": ["-m", "duiqi.cli", "--help"],
    "the sample to TMX": ["-m", "duiqi.cli", str(SEED), "-o", os.devnull, "--format", "tmx", "--quiet"],
}


def measured(source: Path, arguments: list[str]) -> tuple[float, float]:
    """CPU time in ms and peak memory in MB of one run with the package in ``source``."""
    environment = {**os.environ, "PYTHONPATH": str(source.resolve())}
    with open(os.devnull, "wb") as nowhere:
        actions = [(os.POSIX_SPAWN_DUP2, nowhere.fileno(), 1)]
        child = os.posix_spawn(sys.executable, [sys.executable, *arguments], environment, file_actions=actions)
        _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{' '.join(arguments)} failed with {source}")
    return (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024


def main() -> None:
    """Print a row for each job."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--runs", type=int, default=21)
    arguments = parser.parse_args()
    print(f"{'':20} {'before':>9} {'after':>9} {'ratio':>6}   {'before':>9} {'after':>9} {'ratio':>6}")
    for name, command in JOBS.items():
        pairs = [
            (measured(arguments.before, command), measured(arguments.after, command)) for _ in range(arguments.runs + 1)
        ][1:]  # the first run fills caches
        cells = []
        for k, unit in enumerate(("ms", "MB")):
            before, after = (statistics.median(pair[side][k] for pair in pairs) for side in (0, 1))
            ratio = statistics.median(pair[1][k] / pair[0][k] for pair in pairs)
            cells.append(f"{before:6.1f} {unit} {after:6.1f} {unit} {ratio:6.3f}")
        print(f"{name:20} {'   '.join(cells)}", flush=True)


if __name__ == "__main__":
    main()
