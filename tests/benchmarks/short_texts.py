"""CPU time of short texts: news items, one after the other in one process, of two versions in turn.

    python -m tests.benchmarks.short_texts SHARED [--sizes 20 30] [--repeat 5] [--before SRC] [--json FILE]

The items are those of wmt22 with so many Chinese sentences. Each version runs in processes of its own with one thread,
in turns, so that a machine that is busy is so for both: a process aligns all news items once, so that words are known,
then those of the sizes named, three times. Milliseconds of CPU an item: least, and median over processes. ``--before``
is the ``src`` folder of another version.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.benchmarks.measures import table
from tests.benchmarks.speed import documents

NEWS = "wmt22-enzh-resplit"
ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 3


def used() -> float:
    """CPU seconds of this process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def work(shared: Path, least: int, most: int) -> dict[str, float]:
    """Milliseconds an item, and how many there are, with how many sentences."""
    from duiqi import align_sentences

    news = documents(shared, [NEWS])
    for zh, en in news:
        align_sentences(zh, en)
    items = [item for item in news if least <= len(item[0]) <= most]
    rounds = []
    for _ in range(ROUNDS):
        start = used()
        for zh, en in items:
            align_sentences(zh, en)
        rounds.append(1000 * (used() - start) / len(items))
    return {"items": len(items), "sentences": sum(len(zh) for zh, _ in items) / len(items), "ms": min(rounds)}


def run(source: Path, shared: Path, sizes: tuple[int, int]) -> dict[str, Any]:
    """The figures of one process."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    path = os.pathsep.join([str(source), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0", **threads}
    command = [sys.executable, "-m", "tests.benchmarks.short_texts", str(shared), "--worker", *map(str, sizes)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("--sizes", type=int, nargs=2, default=[20, 30], metavar=("LEAST", "MOST"))
    parser.add_argument("--repeat", type=int, default=5, metavar="N")
    parser.add_argument("--before", type=Path, metavar="SRC")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--worker", type=int, nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        print(json.dumps(work(arguments.shared, *arguments.worker)))
        return
    sources = {"this": ROOT / "src"} | ({"before": arguments.before} if arguments.before else {})
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in sources}
    for _ in range(arguments.repeat):
        for name, source in sources.items():
            runs[name].append(run(source, arguments.shared, tuple(arguments.sizes)))
    rows = []
    for name, found in runs.items():
        times = [each["ms"] for each in found]
        counts = str(found[0]["items"]), f"{found[0]['sentences']:.1f}"
        rows.append([name, *counts, f"{min(times):.2f}", f"{statistics.median(times):.2f}"])
    print(table(["version", "items", "sentences each", "ms each, least", "ms each, median"], rows))
    if arguments.json:
        arguments.json.write_text(json.dumps(runs, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
