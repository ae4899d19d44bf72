"""Time and memory of the aligner, stage by stage and as texts grow.

    python -m tests.benchmarks.speed SHARED [--sizes 3000 30000] [--repeat 3] [--json FILE]
    python -m tests.benchmarks.speed SHARED --profile macdev|SIZE [--lines 40]

Every figure is taken in a process of its own with one thread (OMP_NUM_THREADS=1), warmed by a two-sentence text; CPU
time, the least of ``--repeat`` runs. The growing text is made of the development documents, repeated and shuffled by
document in the same order on both sides (seeded), until the Chinese side has the wanted number of sentences.
``--profile`` runs cProfile instead and prints the functions that take most time of their own.
"""

from __future__ import annotations

import argparse
import cProfile
import importlib
import json
import os
import pstats
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.measures import SEED, table

# The functions that make up each stage, where the caller looks them up. They do not call each other.
STAGES = {
    "Chinese words": [("duiqi.aligner.bitext.sides", "chinese_words")],
    "English stems": [("duiqi.aligner.bitext.sides", "english_stems")],
    "boundaries": [("duiqi.aligner.bitext.sides", "boundaries")],
    "table": [("duiqi.aligner.bitext.sides", "document_table")],
    "anchors": [
        ("duiqi.aligner.narrowing.anchors", "alike_sentences"),
        ("duiqi.aligner.narrowing.anchors", "find_anchors"),
    ],
    "first pass": [("duiqi.aligner.candidates.lattice", "candidate_lattice")],
    "lattice features": [
        ("duiqi.aligner.scoring.passes", "feature_context"),
        ("duiqi.aligner.scoring.passes", "feature_matrix"),
    ],
    "self-training": [("duiqi.aligner.scoring.passes", "learn_table")],
    "search": [("duiqi.aligner.scoring.passes", "posteriors"), ("duiqi.aligner.candidates.lattice", "best_path")],
}
SETS = ("macdev", "aca", "wmt22-enzh-resplit")
Document = tuple[list[str], list[str]]


def documents(shared: Path, names: Sequence[str]) -> list[Document]:
    """The sentences of gold documents."""
    from duiqi.evaluation import read_gold

    return [(list(d.zh), list(d.en)) for name in names for d in read_gold(shared / "gold" / name)]


def grown(shared: Path, size: int) -> Document:
    """The development documents, shuffled and repeated, to at least ``size`` Chinese sentences."""
    rng = random.Random(SEED)
    source = documents(shared, SETS)
    zh: list[str] = []
    en: list[str] = []
    while len(zh) < size:
        rng.shuffle(source)
        for left, right in source:
            if len(zh) < size:
                zh += left
                en += right
    return zh, en


def texts(shared: Path, what: str) -> list[Document]:
    """The texts named ``what``: macdev, or a number of sentences."""
    return [grown(shared, int(what))] if what.isdigit() else documents(shared, [what])


def warm() -> None:
    """Load what is loaded once a process."""
    from duiqi import align_sentences

    align_sentences(["他很好。", "我走了。"], ["He is fine.", "I left."])


def work_align(shared: Path, what: str) -> dict[str, Any]:
    """CPU seconds of each stage, of the whole, and of jieba alone; peak memory in MB."""
    from duiqi import align_sentences

    items = texts(shared, what)
    warm()
    spent = dict.fromkeys(STAGES, 0.0)
    for stage, functions in STAGES.items():
        for module, name in functions:
            _time(module, name, stage, spent)
    start = time.process_time()
    for zh, en in items:
        align_sentences(zh, en)
    total = time.process_time() - start
    # Kilobytes on Linux. Before jieba runs by itself.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "sentences": sum(len(zh) for zh, _ in items),
        "english": sum(len(en) for _, en in items),
        "total": total,
        "stages": {**spent, "rest": total - sum(spent.values())},
        "jieba": _jieba(items),
        "peak_mb": peak,
    }


def _time(module: str, name: str, stage: str, spent: dict[str, float]) -> None:
    """Have calls of ``module.name`` add their CPU time to the stage."""
    home = importlib.import_module(module)
    function: Callable[..., Any] = getattr(home, name)

    def timed(*args: Any, **named: Any) -> Any:
        start = time.process_time()
        result = function(*args, **named)
        spent[stage] += time.process_time() - start
        return result

    setattr(home, name, timed)


def _jieba(items: Sequence[Document]) -> float:
    import jieba

    jieba.initialize()
    start = time.process_time()
    for zh, _ in items:
        for sentence in zh:
            list(jieba.cut(sentence))
    return time.process_time() - start


def work_first(shared: Path, what: str) -> dict[str, Any]:
    """CPU seconds of the first alignment in a process, of two sentences: imports, lexicon, jieba's dictionary."""
    start = time.process_time()
    warm()
    return {"seconds": time.process_time() - start}


WORKERS = {"align": work_align, "first": work_first}
# Wall time in a bare interpreter: of ``import duiqi``, and of loading the lexicon, NumPy being there.
_CLOCKED = "import time{before}; start = time.perf_counter(); {timed}; print(1000 * (time.perf_counter() - start))"
SNIPPETS = {
    "import": _CLOCKED.format(before="", timed="import duiqi"),
    "lexicon": _CLOCKED.format(before="; from duiqi.words.lexicon import load_lexicon", timed="load_lexicon()"),
}


def run(worker: str, shared: Path, what: str = "-") -> dict[str, Any]:
    """Run a worker in a process of its own."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": "0", **threads}
    command = [sys.executable, "-m", "tests.benchmarks.speed", str(shared), "--worker", worker, what]
    if worker in SNIPPETS:
        command = [sys.executable, "-c", SNIPPETS[worker]]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    result = json.loads(done.stdout)
    return result if isinstance(result, dict) else {"ms": result}


def least(worker: str, shared: Path, what: str, key: str, repeat: int) -> dict[str, Any]:
    """The run that took least."""
    return min((run(worker, shared, what) for _ in range(repeat)), key=lambda result: result[key])


def profile(shared: Path, what: str, lines: int) -> None:
    """Print the functions with most time of their own."""
    from duiqi import align_sentences

    items = texts(shared, what)
    warm()
    profiler = cProfile.Profile()
    profiler.enable()
    for zh, en in items:
        align_sentences(zh, en)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(lines)


def report(results: dict[str, Any]) -> str:
    """The figures as plain text, CPU seconds per 1,000 Chinese sentences."""
    columns = results["align"]
    rows = [
        [stage, *(f"{1000 * r['stages'][stage] / r['sentences']:.3f}" for r in columns.values())]
        for stage in (*STAGES, "rest")
    ]
    rows.append(["all", *(f"{1000 * r['total'] / r['sentences']:.3f}" for r in columns.values())])
    rows.append(["jieba alone", *(f"{1000 * r['jieba'] / r['sentences']:.3f}" for r in columns.values())])
    rows.append(["all / jieba alone", *(f"{r['total'] / r['jieba']:.2f}" for r in columns.values())])
    rows.append(["peak memory, MB", *(f"{r['peak_mb']:.0f}" for r in columns.values())])
    rows.append(["Chinese sentences", *(str(r["sentences"]) for r in columns.values())])
    out = [table(["CPU s / 1,000", *columns], rows)]
    if "growth" in results:
        out.append(f"seconds a sentence, largest to smallest text: {results['growth']:.3f}")
    out.append(f"lexicon loads in {results['lexicon']['ms']:.1f} ms")
    out.append(f"import duiqi takes {results['import']['ms']:.1f} ms")
    out.append(f"first alignment in a process: {results['first']['seconds']:.2f} CPU s")
    return "\n".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("--sizes", type=int, nargs="+", default=[3000, 30000], metavar="N")
    parser.add_argument("--repeat", type=int, default=3, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--profile", metavar="TEXT")
    parser.add_argument("--lines", type=int, default=40, metavar="N")
    parser.add_argument("--worker", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        worker, what = arguments.worker
        print(json.dumps(WORKERS[worker](arguments.shared, what)))
        return
    if arguments.profile:
        profile(arguments.shared, arguments.profile, arguments.lines)
        return
    align = {
        what: least("align", arguments.shared, what, "total", arguments.repeat)
        for what in ("macdev", *map(str, sorted(arguments.sizes)))
    }
    results: dict[str, Any] = {"align": align}
    if len(arguments.sizes) > 1:
        rates = [align[str(n)]["total"] / align[str(n)]["sentences"] for n in sorted(arguments.sizes)]
        results["growth"] = rates[-1] / rates[0]
    for worker, key in (("lexicon", "ms"), ("import", "ms"), ("first", "seconds")):
        results[worker] = least(worker, arguments.shared, "-", key, max(arguments.repeat, 5))
    print(report(results))
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
