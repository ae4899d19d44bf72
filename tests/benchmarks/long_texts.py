"""What grows with the length of a text: seconds a sentence, memory, and what is lost of F1.

    python -m tests.benchmarks.long_texts SHARED [--sizes 5000 30000] [--repeat 3] [--source SRC] [--json FILE]

The texts are the beginnings of one: the gold documents, Tatoeba's pairs (shuffled, 100 a piece) and those of TICO-19
(50 a piece), in an order drawn once (seeded). It has some 31,500 Chinese sentences; for more the pieces come again in
another order. ``F1, in pieces`` is that of the same text aligned as texts of the first size (cut between pieces): what
is lost in the long one is the difference. Each text in a process of its own with one thread, warmed by two sentences:
CPU time, the least of ``--repeat`` runs; peak memory, of the process, is read before the scoring. ``--source`` is the
``src`` folder of another version.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from duiqi import Alignment, align_sentences, read
from duiqi.evaluation import read_gold
from tests.benchmarks.measures import SEED, table
from tests.benchmarks.speed import SETS, warm

# Chinese and English sentences, and beads as (first of each, number of each).
Span = tuple[int, int, int, int]
Text = tuple[list[str], list[str], list[Span]]
TATOEBA_PIECE, TICO_PIECE = 100, 50


def pieces(shared: Path) -> list[Text]:
    """The pieces that the texts are made of, each with its gold beads."""
    found: list[Text] = []
    for name in SETS:
        for document in read_gold(shared / "gold" / name):
            beads = [
                (min(zh, default=0), min(en, default=0), len(zh), len(en)) for zh, en in document.beads if zh and en
            ]
            found.append((list(document.zh), list(document.en), beads))
    rows = [line.split("\t")[:2] for line in (shared / "train/tatoeba.cmn-eng.tsv").read_text("utf-8").splitlines()]
    random.Random(SEED).shuffle(rows)
    everyday = [(zh, en) for en, zh in rows]
    medical = [(pair.zh, pair.en) for pair in read(shared / "train/tico19.en-zh.tmx")]
    for lines, size in ((everyday, TATOEBA_PIECE), (medical, TICO_PIECE)):
        for first in range(0, len(lines), size):
            zh, en = (list(side) for side in zip(*lines[first : first + size], strict=True))
            found.append((zh, en, [(k, k, 1, 1) for k in range(len(zh))]))
    return found


def drawn(shared: Path, size: int) -> Iterator[Text]:
    """Pieces in the order drawn, as many as have ``size`` Chinese sentences."""
    rng, source, count = random.Random(SEED), pieces(shared), 0
    while True:
        rng.shuffle(source)
        for piece in source:
            if count >= size:
                return
            count += len(piece[0])
            yield piece


def joined(parts: Sequence[Text]) -> Text:
    """One text of them all."""
    zh, en, beads = list[str](), list[str](), list[Span]()
    for part_zh, part_en, part_beads in parts:
        beads += [(i + len(zh), j + len(en), n_zh, n_en) for i, j, n_zh, n_en in part_beads]
        zh += part_zh
        en += part_en
    return zh, en, beads


def cut(shared: Path, size: int, each: int) -> Iterator[Text]:
    """The text of ``size`` in parts of at least ``each`` Chinese sentences, cut between pieces."""
    parts: list[Text] = []
    for piece in drawn(shared, size):
        parts.append(piece)
        if sum(len(zh) for zh, _, _ in parts) >= each:
            yield joined(parts)
            parts = []
    if parts:
        yield joined(parts)


def f1(results: Sequence[tuple[Alignment, Sequence[Span]]]) -> float:
    """Strict F1 over the match beads of texts together."""
    right = found = wanted = 0
    for alignment, gold in results:
        ours = {(b.zh.start, b.en.start, len(b.zh), len(b.en)) for b in alignment.beads if not b.is_null}
        right, found, wanted = right + len(ours & set(gold)), found + len(ours), wanted + len(gold)
    return 2 * right / (found + wanted)


def work(shared: Path, size: int, each: int) -> dict[str, float]:
    """Seconds, megabytes and F1 of the text of ``size``, whole, or in parts where ``each`` is not 0."""
    texts = list(cut(shared, size, each)) if each else [joined(list(drawn(shared, size)))]
    warm()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    results, seconds = [], 0.0
    for zh, en, gold in texts:
        start = time.process_time()
        alignment = align_sentences(zh, en)
        seconds += time.process_time() - start
        results.append((alignment, gold))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sentences = sum(len(zh) for zh, _, _ in texts)
    return {"sentences": sentences, "seconds": seconds, "before_mb": before, "peak_mb": peak, "f1": f1(results)}


def run(source: Path, shared: Path, size: int, each: int, repeat: int) -> dict[str, float]:
    """The run that took least of those in a process of their own."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    path = os.pathsep.join([str(source), str(Path(__file__).resolve().parents[2])])
    command = [sys.executable, "-m", "tests.benchmarks.long_texts", str(shared), "--worker", str(size), str(each)]
    runs: list[dict[str, float]] = []
    for _ in range(repeat):
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0", **threads}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
        runs.append(json.loads(done.stdout))
    return min(runs, key=lambda result: result["seconds"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("--sizes", type=int, nargs="+", default=[5000, 30000], metavar="N")
    parser.add_argument("--repeat", type=int, default=3, metavar="N")
    parser.add_argument("--source", type=Path, default=Path(__file__).resolve().parents[2] / "src", metavar="SRC")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--worker", type=int, nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        print(json.dumps(work(arguments.shared, *arguments.worker)))
        return
    sizes = sorted(arguments.sizes)
    results: dict[str, Any] = {}
    rows = []
    for size in sizes:
        whole = run(arguments.source, arguments.shared, size, 0, arguments.repeat)
        parts = run(arguments.source, arguments.shared, size, sizes[0], 1) if size > sizes[0] else whole
        results[str(size)] = {"whole": whole, "pieces": parts}
        rate = whole["seconds"] / whole["sentences"]
        first = results[str(sizes[0])]["whole"]
        rows.append(
            [
                f"{whole['sentences']:.0f}",
                f"{1000 * rate:.3f}",
                f"{rate / (first['seconds'] / first['sentences']):.2f}",
                f"{whole['before_mb']:.0f}",
                f"{whole['peak_mb']:.0f}",
                f"{whole['f1']:.4f}",
                f"{parts['f1']:.4f}",
            ]
        )
    heads = ["Chinese sentences", "CPU s / 1,000", "to the first", "MB before", "MB at the peak", "F1", "F1, in pieces"]
    print(table(heads, rows))
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
