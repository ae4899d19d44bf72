"""Many documents, and long ones: time, memory, and what the manifest and the engines cost.

    python -m tests.benchmarks.scale SHARED [--documents 1000] [--repeat 2] [--engines] [--long 1000 10000]
        [--plot docs/scale.svg]

The documents are 25 units each (less at the end of a text) of the development sets and of the documents in SHARED, as
JSON Lines; from the second round on a number is added, so that no two are the same. A long document is all of them
after one another, in another order each round. Every figure is that of a command of its own: seconds that pass and, as
other programs may be at work, seconds that processors work (of the process and its children); memory is the most of the
proportional memory (PSS) of any process, looked at five times a second. Runs with one and two processes take turns. The
workers of Ray and of Spark are started by servers of theirs, so their seconds of processors are not counted.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

import psutil

from tests.benchmarks.matching import texts

ROOT = Path(__file__).parents[2]
# Units of a document: a news item.
UNITS = 25
PAUSE = 0.2
Unit = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a command took: seconds, seconds of processors, MB of its first process and of any other."""

    name: str
    seconds: float
    worked: float
    first: float
    worker: float


def units_of(shared: Path) -> list[list[Unit]]:
    """The units of each text."""
    return [list(zip(zh.split("\n"), en.split("\n"), strict=False)) for zh, en in texts(shared)]


def documents(shared: Path, number: int) -> Iterator[dict[str, str]]:
    """So many documents."""
    parts = [text[at : at + UNITS] for text in units_of(shared) for at in range(0, len(text), UNITS)]
    for n in range(number):
        turn, part = divmod(n, len(parts))
        zh, en = ("\n".join(side) for side in zip(*parts[part], strict=True))
        more = (f"\n第{turn}次。", f"\nTime number {turn}.") if turn else ("", "")
        yield {"id": f"d{n:07d}", "zh": zh + more[0], "en": en + more[1]}


def long_document(shared: Path, number: int) -> tuple[list[str], list[str]]:
    """A document with so many units."""
    all_texts, units = units_of(shared), list[Unit]()
    for turn in count():
        random.Random(turn).shuffle(all_texts)
        units += [unit for text in all_texts for unit in text]
        if len(units) >= number:
            return [zh for zh, _ in units[:number]], [en for _, en in units[:number]]
    raise AssertionError


def measured(name: str, command: Sequence[str], folder: Path) -> Figures:
    """Run a command in ``folder``."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "SOURCE_DATE_EPOCH": "0"}
    start, before = time.perf_counter(), os.times()
    with open(folder / "told.txt", "wb") as told:
        process = subprocess.Popen(command, cwd=folder, env=environment, stderr=told, stdout=told)
        first, workers = 0, 0
        while process.poll() is None:
            try:
                parent = psutil.Process(process.pid)
                first = max(first, _pss(parent))
                workers = max([workers, *map(_pss, parent.children(recursive=True))])
            except psutil.Error:
                pass
            time.sleep(PAUSE)
    seconds, after = time.perf_counter() - start, os.times()
    if process.returncode not in (0, 1):
        raise SystemExit((folder / "told.txt").read_text("utf-8", "replace"))
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    figures = Figures(name, seconds, worked, first / 2**20, workers / 2**20)
    print(
        f"{name:28} {seconds:7.1f} s  {worked:7.1f} s of processors  {first >> 20:5} MB  {workers >> 20:5} MB",
        flush=True,
    )
    return figures


def _pss(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0


def runs(folder: Path, repeat: int, with_engines: bool) -> Iterator[Figures]:
    """The corpus in ``folder``: without and with a manifest, by one and two processes, by engines."""
    align = [sys.executable, "-m", "duiqi", "corpus.jsonl", "--quiet"]
    shards = ["--shard-size", "100"]
    for turn in range(repeat):
        yield measured("one output, 1 process", [*align, "--jobs", "1", "-o", f"all{turn}.jsonl"], folder)
        for jobs in (1, 2):
            words = [*align, *shards, "--jobs", str(jobs), "-o", f"out{jobs}-{turn}"]
            yield measured(f"shards, {jobs} process{'es' * (jobs > 1)}", words, folder)
    words = [*align, *shards, "--jobs", "1", "-o", "out1-0"]
    yield measured("again, nothing to do", words, folder)
    if with_engines:
        yield measured("ray, 2 workers", [*align, *shards, "--engine", "ray", "--jobs", "2", "-o", "ray0"], folder)
        _check_same(folder / "out1-0", folder / "ray0")
        for name, program in recipes().items():
            (folder / f"{name}.py").write_text(program, encoding="utf-8")
            yield measured(f"{name}, 2 workers", [sys.executable, f"{name}.py"], folder)
    _check_same(folder / "out1-0", folder / "out2-0")


def recipes() -> dict[str, str]:
    """The programs of docs/scale.md, which align corpus.parquet."""
    page = (ROOT / "docs" / "scale.md").read_text("utf-8")
    programs = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    named = {
        re.findall(r"^(?:import|from) (ray|pyspark|dask|datasets)\b", text, re.MULTILINE)[0]: text for text in programs
    }
    return {f"recipe for {name}": text for name, text in named.items()}


def _check_same(one: Path, other: Path) -> None:
    for path in sorted(one.glob("part-*")):
        if path.read_bytes() != (other / path.name).read_bytes():
            raise SystemExit(f"{path} and {other / path.name} differ")


def long_runs(shared: Path, folder: Path, numbers: Sequence[int]) -> Iterator[Figures]:
    """Documents with so many units, as two files."""
    for number in numbers:
        for name, lines in zip(("zh", "en"), long_document(shared, number), strict=True):
            (folder / f"long.{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, "-m", "duiqi", "long.zh.txt", "long.en.txt", "--quiet", "-o", "long.jsonl"]
        yield measured(f"{number} units", command, folder)


def draw(many: Sequence[Figures], long: Sequence[Figures], number: int, path: Path) -> None:
    """Work a document, and seconds for 1,000 units, as a picture."""
    from matplotlib import pyplot

    pyplot.rcParams["svg.hashsalt"] = "duiqi"
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
    # Neither Ray's processes nor Spark's are counted, and what finds nothing to do is no work.
    counted = [each for each in many if not re.search("again|ray|pyspark", each.name)]
    names = list(dict.fromkeys(each.name for each in counted))
    least = [min(each.worked for each in counted if each.name == name) / number * 1000 for name in names]
    left.barh(names[::-1], least[::-1], color="#4477aa")
    left.set_xlabel("ms of processors a document, start included")
    sizes = [int(each.name.split()[0]) for each in long]
    right.plot(
        sizes, [each.worked / size * 1000 for each, size in zip(long, sizes, strict=True)], "o-", color="#4477aa"
    )
    right.set_xscale("log")
    right.set_ylim(bottom=0)
    right.set_xlabel("units of a document")
    right.set_ylabel("seconds of processors per 1,000")
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--engines", action="store_true")
    parser.add_argument("--long", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--plot", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [json.dumps(each, ensure_ascii=False) for each in documents(arguments.shared, arguments.documents)]
        (folder / "corpus.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        if arguments.engines:
            from pyarrow import Table, parquet

            parquet.write_table(
                Table.from_pylist([json.loads(line) for line in lines]), folder / "corpus.parquet", row_group_size=100
            )
        size = (folder / "corpus.jsonl").stat().st_size
        print(f"{len(lines)} documents, {size / 2**20:.1f} MB")
        many = list(runs(folder, arguments.repeat, arguments.engines)) if lines else []
        if lines:
            written = sum(path.stat().st_size for path in (folder / "out1-0").glob("part-*"))
            manifest = (folder / "out1-0" / ".duiqi.sqlite").stat().st_size
            print(f"pairs {written / 2**20:.1f} MB, manifest {manifest / 2**20:.2f} MB")
        shutil.rmtree(folder / "ray0", ignore_errors=True)
        long = list(long_runs(arguments.shared, folder, arguments.long))
    for name in dict.fromkeys(each.name for each in many):
        same = [each for each in many if each.name == name]
        worked = statistics.median(each.worked for each in same)
        print(f"{name}: {worked / max(len(lines), 1) * 1000:.1f} ms of processors a document (median of {len(same)})")
    print(json.dumps([asdict(each) for each in (*many, *long)]))
    if arguments.plot:
        draw(many, long, len(lines), arguments.plot)


if __name__ == "__main__":
    main()
