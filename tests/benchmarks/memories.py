"""Time and memory of all that is done with large memories, of one version or of two in one run.

    python -m tests.benchmarks.memories ../shared [--units 1000000] [--before TREE] [--steps update check …]
        [--keep FOLDER] [--limit SECONDS]

The units are couples of development pairs, each with a number of its own. Every step is a process of its own, the
commands as a user calls them; ``--before`` names the source tree of another version, whose steps run last and on the
same files. CPU seconds, and the most that was resident; searches in milliseconds of CPU, 100 of each kind. A step that
takes more than ``--limit`` CPU seconds is stopped. With ``--keep`` the files and what was measured stay in a folder,
and a second run goes on where the first ended; at the end there is a table of all that the folder has.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duiqi.model import Pair

ROOT = Path(__file__).parents[2]
# Pairs that an update brings, half of them there already.
NEW, QUERIES = 10_000, 100
# Steps that read the memory once from end to end.
RATED = ("check", "repair", "filter", "convert")
STEPS = {
    "check": ["check", "m.tmx"],
    "repair": ["repair", "m.tmx", "-o", "{out}/repaired.tmx", "--quiet"],
    "filter": ["filter", "m.tmx", "-o", "{out}/filtered.tmx", "--max-ratio", "2.5", "--duplicates", "exact", "--quiet"],
    "convert": ["convert", "m.tmx", "-o", "{out}/converted.jsonl", "--quiet"],
    "update": ["update", "{out}/updated.tmx", "new.jsonl", "--quiet"],
    "memory add": ["memory", "add", "{out}/m.db", "m.tmx", "--quiet"],
}
# Where the version before has no ``filter``, its ``convert`` leaves out the same pairs.
FILTER_BEFORE = ["convert", *STEPS["filter"][1:]]


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
    parser.add_argument("--versions", nargs="+", choices=["after", "before"], default=["after", "before"])
    parser.add_argument("--steps", nargs="+", choices=[*STEPS, "search"], default=[*STEPS, "search"])
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where files and figures stay, to go on from")
    parser.add_argument("--limit", type=int, metavar="SECONDS", help="CPU seconds after which a step is stopped")
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--search", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    shared = arguments.shared.resolve()
    if arguments.make:
        make(shared, arguments.units, arguments.make)
    elif arguments.search:
        search_all(shared, arguments.search)
    elif arguments.keep:
        arguments.keep.mkdir(exist_ok=True)
        measure(shared, arguments, arguments.keep.resolve())
    else:
        with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
            measure(shared, arguments, Path(folder))


def measure(shared: Path, arguments: argparse.Namespace, folder: Path) -> None:
    """Print a line for each step as it is done, then a table of what the folder has."""
    own = [sys.executable, "-m", "tests.benchmarks.memories", str(shared)]
    if not (folder / "made").exists():
        spent([*own, "--units", str(arguments.units), "--make", str(folder)], ROOT, ROOT)
        (folder / "made").write_text(f"{arguments.units}\n")
    units, size = int((folder / "made").read_text()), (folder / "m.tmx").stat().st_size
    print(f"{units:,} units, {size / 1e6:.0f} MB of TMX")
    trees = {"after": ROOT, "before": arguments.before and arguments.before.resolve()}
    for name in arguments.versions:
        tree, out = trees[name], folder / name
        if tree is None:
            continue
        out.mkdir(exist_ok=True)
        for step in arguments.steps:
            if (name, step) in figures(folder):
                continue
            if step == "search":
                command, where = [*own, "--search", str(out / "m.db")], ROOT
            else:
                words = FILTER_BEFORE if (name, step) == ("before", "filter") else STEPS[step]
                command = [sys.executable, "-m", "duiqi", *(word.format(out=out) for word in words)]
                where = folder
            if step == "update":
                (out / "updated.tmx").unlink(missing_ok=True)
                os.link(folder / "m.tmx", out / "updated.tmx")  # the update replaces it, and leaves the other name
            measured = {"version": name, "step": step, **spent(command, tree, where, arguments.limit)}
            with (folder / "measured.jsonl").open("a", encoding="utf-8") as stream:
                print(json.dumps(measured, ensure_ascii=False), file=stream)
            print(f"{name:7s} {step:11s} {told(measured, size)}", flush=True)
    print(*table(figures(folder), size), sep="\n")


def figures(folder: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """What was measured, by version and step."""
    path = folder / "measured.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {(line["version"], line["step"]): line for line in map(json.loads, lines)}


def told(measured: dict[str, Any], size: int) -> str:
    """A step's figures in words; ``size`` is that of the memory in bytes."""
    if measured["step"] == "search":
        return "; ".join(f"{line['kind']} {line['median']:.0f} ({line['most']:.0f}) ms" for line in measured["lines"])
    more = "> " if measured["stopped"] else ""
    rate = f", {size / 1e6 / measured['seconds']:.1f} MB/s" if measured["step"] in RATED and not more else ""
    return f"{more}{measured['seconds']:.1f} s{', stopped' if more else rate}, {measured['peak']:.0f} MB"


def table(found: dict[tuple[str, str], dict[str, Any]], size: int) -> Iterator[str]:
    """The lines of a Markdown table."""
    versions = [name for name in ("before", "after") if any(version == name for version, _ in found)]
    yield f"| | {' | '.join(versions)} |"
    yield f"|---|{'---|' * len(versions)}"
    for step in STEPS:
        cells = [told(found[name, step], size) if (name, step) in found else "" for name in versions]
        yield f"| {step} | {' | '.join(cells)} |"
    by_kind = {
        name: {line["kind"]: line for line in found.get((name, "search"), {}).get("lines", [])} for name in versions
    }
    for kind in dict.fromkeys(kind for lines in by_kind.values() for kind in lines):
        cells = [
            f"{line['median']:.1f} ms, 95% under {line['most']:.1f}" if (line := lines.get(kind)) else ""
            for lines in by_kind.values()
        ]
        yield f"| {kind} | {' | '.join(cells)} |"


def spent(command: Sequence[str], tree: Path, where: Path, limit: int | None = None) -> dict[str, Any]:
    """CPU seconds, most resident megabytes and the JSON lines of a process that imports duiqi from ``tree``; whether
    it was stopped after ``limit`` CPU seconds. What this process itself holds counts in the second, so it imports
    nothing."""
    path = os.pathsep.join([str(tree / "src"), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}
    searches = "--search" in command
    process = subprocess.Popen(
        command, env=environment, cwd=where, stdout=subprocess.PIPE if searches else subprocess.DEVNULL
    )
    if limit is not None:
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (limit, limit + 5))
    lines = [json.loads(line) for line in process.stdout] if process.stdout else []
    _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    stopped = code in (-signal.SIGXCPU, -signal.SIGKILL) and limit is not None
    # A check exits with 1 when it has found something.
    if code not in (0, 1) and not stopped:
        raise SystemExit(f"failed: {' '.join(command)}")
    seconds = usage.ru_utime + usage.ru_stime
    return {"seconds": seconds, "peak": usage.ru_maxrss / 1024, "stopped": stopped, "lines": lines}


def search_all(shared: Path, path: Path) -> None:
    """Print the times of searches of several kinds, as JSON lines: the median, and what 95% are under."""
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
            print(json.dumps({"kind": name, "median": median, "most": most}))


if __name__ == "__main__":
    main()
