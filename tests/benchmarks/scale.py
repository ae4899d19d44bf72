"""Many documents, and long ones: time, memory, and what the manifest and the engines cost.

    python -m tests.benchmarks.scale SHARED --part PART [--out build/scale] [--documents N] [--repeat N]
        [--long N [N ...]] [--jobs N]
    python -m tests.benchmarks.scale_page build/scale      # docs/scale.md and its pictures, from what was left there

Each part runs by itself, and leaves ``PART.json``:

* ``throughput``: a corpus in JSON Lines, by one process into one output, by one and by two into files of 100 with a
  manifest, in turns (``--repeat``), and again with nothing to do;
* ``long``: two files of so many units, with a short document before them, whose work is the start;
* ``engines``: the same corpus by two processes, ``--engine ray``, and the programs of docs/scale.md; the outputs of all
  are compared;
* ``check``: a large corpus by all processors, to hold against what the others foretell;
* ``files``: so many tiny files in folders, half of them first: what memory each file costs;
* ``stream``: tiny documents beside columns of 100 kB that are not read: a file of 2 GB for 20,000.

The documents are 25 units each (less at the end of a text) of the development sets and of the documents in SHARED; from
the second round on a number is added, so that no two are the same. A unit is about a sentence a side. Every figure is
that of a command of its own; memory is proportional (PSS), looked at five times a second
at most, and so seldom that looking is a hundredth of one processor's work.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.scale_inputs import (
    UNITS,
    long_document,
    write_documents,
    write_files,
    write_large,
)
from tests.benchmarks.scale_measured import ROOT, measured, write_part

ALIGN = [sys.executable, "-m", "duiqi", "--quiet"]
SHARDS = ["--shard-size", "100"]
# Units of the document whose work is taken for the start of a program.
SHORT = 10
ONE, FILES, TWO, AGAIN = "one output, 1 process", "files and manifest, 1 process", "the same, 2 processes", "again"


def throughput(arguments: argparse.Namespace, folder: Path) -> None:
    """One process and two, without and with a manifest."""
    number = arguments.documents or 10_000
    size = write_documents(arguments.shared, number, folder)
    figures = []
    for turn in range(arguments.repeat):
        command = [*ALIGN, "corpus.jsonl", "--jobs", "1", "-o", f"all{turn}.jsonl"]
        figures.append(measured(ONE, command, folder))
        for name, jobs in ((FILES, "1"), (TWO, "2")):
            command = [*ALIGN, "corpus.jsonl", *SHARDS, "--jobs", jobs, "-o", f"out{jobs}-{turn}"]
            figures.append(measured(name, command, folder))
    _check_same(folder / "out1-0", folder / "out2-0")
    figures.append(measured(AGAIN, [*ALIGN, "corpus.jsonl", *SHARDS, "--jobs", "1", "-o", "out1-0"], folder))
    write_part(
        arguments.out, "throughput", figures, documents=number, size=size, units=UNITS, **_written(folder / "out1-0")
    )


def long(arguments: argparse.Namespace, folder: Path) -> None:
    """Documents with so many units, as two files."""
    figures = []
    for number in (SHORT, *arguments.long):
        for name, lines in zip(("zh", "en"), long_document(arguments.shared, number), strict=True):
            (folder / f"long.{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        # Short ones vary by more than a tenth: the middle of as many as are repeated.
        for _ in range(arguments.repeat if number <= arguments.long[0] else 1):
            command = [*ALIGN, "long.zh.txt", "long.en.txt", "-o", "long.jsonl"]
            figures.append(measured(f"{number} units", command, folder))
    write_part(arguments.out, "long", figures, short=SHORT, numbers=arguments.long)


def engines(arguments: argparse.Namespace, folder: Path) -> None:
    """Processes and engines on the same work."""
    number = arguments.documents or 2_000
    write_documents(arguments.shared, number, folder, parquet=True)
    command = [*ALIGN, "corpus.jsonl", *SHARDS, "--jobs", "2", "-o"]
    figures = [measured("2 processes", [*command, "processes"], folder)]
    figures.append(measured("--engine ray", [*command, "on-ray", "--engine", "ray"], folder))
    _check_same(folder / "processes", folder / "on-ray")
    expected: list[dict[str, Any]] | None = None
    for name, program in recipes().items():
        (folder / f"with_{name}.py").write_text(program, encoding="utf-8")
        figures.append(measured(f"program for {name}", [sys.executable, f"with_{name}.py"], folder))
        rows = _rows(folder, name)
        if expected is not None and rows != expected:
            raise SystemExit(f"{name} gives other rows")
        expected = rows
    write_part(arguments.out, "engines", figures, documents=number, rows=len(expected or ()))


def check(arguments: argparse.Namespace, folder: Path) -> None:
    """A large corpus, once."""
    number = arguments.documents or 100_000
    size = write_documents(arguments.shared, number, folder)
    command = [*ALIGN, "corpus.jsonl", "--shard-size", "1000", "--jobs", str(arguments.jobs), "-o", "out"]
    figures = [measured("check", command, folder)]
    write_part(
        arguments.out, "check", figures, documents=number, jobs=arguments.jobs, size=size, **_written(folder / "out")
    )


def files(arguments: argparse.Namespace, folder: Path) -> None:
    """Tiny files in folders."""
    number = arguments.documents or 100_000
    figures = []
    for name, count in (("half", number // 2), ("whole", number)):
        write_files(count, folder / name)
        command = [*ALIGN, name, "--shard-size", "1000", "--jobs", str(arguments.jobs), "-o", f"out-{name}"]
        figures.append(measured(f"{count} files", command, folder))
    write_part(arguments.out, "files", figures, numbers=[number // 2, number], jobs=arguments.jobs)


def stream(arguments: argparse.Namespace, folder: Path) -> None:
    """A large file of JSON Lines."""
    number = arguments.documents or 20_000
    figures, sizes = [], []
    for count in (number // 10, number):
        sizes.append(write_large(count, folder))
        command = [*ALIGN, "large.jsonl", "--zh-column", "zh", "--en-column", "en", "--shard-size", "1000"]
        figures.append(measured(f"{count} records", [*command, "--jobs", str(arguments.jobs), "-o", "out"], folder))
        shutil.rmtree(folder / "out")
    write_part(arguments.out, "stream", figures, numbers=[number // 10, number], sizes=sizes, jobs=arguments.jobs)


def recipes() -> dict[str, str]:
    """The programs of docs/scale.md, which align corpus.parquet."""
    page = (ROOT / "docs" / "scale.md").read_text("utf-8")
    programs = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    name = re.compile(r"^(?:import|from) (ray|pyspark|dask|datasets)\b", re.MULTILINE)
    return {name.findall(text)[0]: text for text in programs}


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """What a program wrote. Engines may write documents in another order; the rows of one stay together."""
    from pyarrow import parquet

    if name == "datasets":
        import datasets

        rows = datasets.load_from_disk(str(folder / name)).to_list()
    else:
        paths = sorted((folder / name.removeprefix("py")).glob("*.parquet"))
        rows = [row for path in paths for row in parquet.read_table(path).to_pylist()]
    return sorted(rows, key=lambda row: str(row["document"]))


def _check_same(one: Path, other: Path) -> None:
    for path in sorted(one.glob("part-*")):
        if path.read_bytes() != (other / path.name).read_bytes():
            raise SystemExit(f"{path} and {other / path.name} differ")


def _written(output: Path) -> dict[str, int]:
    """Bytes of the pairs and of the manifest."""
    pairs = sum(path.stat().st_size for path in output.glob("part-*"))
    return {"pairs": pairs, "manifest": (output / ".duiqi.sqlite").stat().st_size}


PARTS: dict[str, Callable[[argparse.Namespace, Path], None]] = {
    each.__name__: each for each in (throughput, long, engines, check, files, stream)
}


def _numbers(arguments: argparse.Namespace) -> Iterator[str]:
    if arguments.documents is not None and arguments.documents < 2:
        yield "--documents must be 2 or more"
    if sorted(set(arguments.long)) != arguments.long or arguments.long[0] <= SHORT:
        yield f"--long takes numbers above {SHORT} that ascend"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--part", choices=PARTS, required=True)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "scale")
    parser.add_argument("--documents", type=int)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--long", type=int, nargs="+", default=[1_000, 10_000, 50_000, 200_000])
    arguments = parser.parse_args()
    for problem in _numbers(arguments):
        parser.error(problem)
    with tempfile.TemporaryDirectory() as name:
        PARTS[arguments.part](arguments, Path(name))


if __name__ == "__main__":
    main()
