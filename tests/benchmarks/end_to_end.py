"""Where the time goes from raw file to TMX: seconds of loading, cleaning, segmenting, aligning and exporting.

    python -m tests.benchmarks.end_to_end SHARED [FILE…] [--pair ZH EN]… [--only WORD,…] [--before SRC [--after SRC]]
        [--svg FILE] [--above RATIO]

Measured are the development novels (``gold/macdev``) as plain text, each document of ``docs`` and ``real`` over 20 kB,
and the FILEs and pairs given, such as Debian's manuals (``install.zh_CN.txt.gz`` and ``install.en.txt.gz`` of
``installation-guide-amd64``). ``--before`` names the ``src`` folder of another version; the two then take turns.
Every document is measured in a process of its own with one thread, warmed by the reference document (``start.py`` tells
what the first one costs) and loaded once before, so that the libraries of its reader are there: CPU time, the least of
``--repeat`` runs, stage by stage. ``align_sentences`` on the same sentences has a process of its own, warmed alike, so
that neither finds words that the other has looked up. The columns:

    parse                     the libraries alone on the files (``plain_parse``), which is a part of loading
    (load + clean) / align    the part of reading, to be small
    without parse             the same but for what the libraries take
    all / sentences           raw file to TMX, to ``align_sentences`` on the same sentences

``--above RATIO`` names the documents whose reading takes more than RATIO of aligning.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.plain_parse import parse
from tests.benchmarks.stage_documents import documents, novels

# The functions that make up each stage, as the pipeline calls them. What else happens before the sentences are cut
# counts as loading.
STAGES = {
    "clean": "clean_document",
    "segment": "segment_document",
    "align": "align_segmented",
}
NAMES = ("load", "clean", "segment", "align", "export")
COLOURS = {"load": "#7aa6c2", "clean": "#c8553d", "segment": "#f2c14e", "align": "#588157", "export": "#9d8189"}
ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "samples" / "belt-and-road-2020-06-18.txt"
SENTENCES = "sentences.json"
# Beside the reference document, which is damaged: what NLTK is asked about, and more odd characters.
WARM_UP = """
他在这里住了很久，去过 São Paulo 和 Москва。\x92

He worked for Brown Ltd. London knew him, approx. three years. Then he left the U.S. Navy, no one knew why.
"""


@dataclass(frozen=True, slots=True)
class Times:
    """CPU seconds of one version on one document: each stage, the libraries alone on its files, and the aligner alone
    on the sentences."""

    stages: dict[str, float]
    parse: float
    sentences: float

    @property
    def total(self) -> float:
        """From raw file to TMX."""
        return sum(self.stages.values())

    @property
    def reading(self) -> float:
        """Loading and cleaning to aligning."""
        return (self.stages["load"] + self.stages["clean"]) / self.stages["align"]

    @property
    def own(self) -> float:
        """The same without what the libraries take."""
        return self.reading - self.parse / self.stages["align"]


def measured(folder: Path, files: Sequence[str]) -> dict[str, Any]:
    """Run the stages on a document (one file, or one each language), in this process. Its sentences go to a file in
    ``folder``."""
    import duiqi

    pipeline = importlib.import_module("duiqi.pipeline")
    spent = dict.fromkeys(NAMES, 0.0)
    for stage, name in STAGES.items():
        setattr(pipeline, name, _timed(getattr(pipeline, name), stage, spent))
    out = _warmed(folder, files)
    for stage in NAMES:
        spent[stage] = 0.0
    gc.collect()
    start = time.process_time()
    alignment = pipeline.align(*files)
    aligned = time.process_time()
    duiqi.save(alignment, out)
    spent["export"] = time.process_time() - aligned
    spent["load"] = aligned - start - spent["clean"] - spent["segment"] - spent["align"]
    texts = [[sentence.text for sentence in side] for side in (alignment.zh, alignment.en)]
    (folder / SENTENCES).write_text(json.dumps(texts), encoding="utf-8")
    for file in files:
        parse(Path(file))
    start = time.process_time()
    for file in files:
        parse(Path(file))
    return {"stages": spent, "parse": time.process_time() - start}


def measured_alone(folder: Path, files: Sequence[str]) -> dict[str, Any]:
    """Run ``align_sentences`` on the sentences that ``measured`` left in ``folder``."""
    import duiqi

    _warmed(folder, files)
    zh, en = json.loads((folder / SENTENCES).read_text(encoding="utf-8"))
    gc.collect()
    start = time.process_time()
    duiqi.align_sentences(zh, en)
    return {"sentences": time.process_time() - start}


WORKERS = {"--worker": measured, "--alone": measured_alone}


def _warmed(folder: Path, files: Sequence[str]) -> Path:
    """Align and export the reference document, and load the one that is measured; where the export went."""
    import duiqi

    pipeline = importlib.import_module("duiqi.pipeline")
    warm, out = folder / "warm.txt", folder / "out.tmx"
    warm.write_text(SAMPLE.read_text(encoding="utf-8") + WARM_UP, encoding="utf-8")
    duiqi.save(pipeline.align(warm), out)
    pipeline.load_sides(*files)
    return out


def _timed(function: Callable[..., Any], stage: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*args: Any, **named: Any) -> Any:
        start = time.process_time()
        result = function(*args, **named)
        spent[stage] += time.process_time() - start
        return result

    return timed


def in_processes(sources: Sequence[Path], files: Sequence[Path], repeat: int) -> list[Times | str]:
    """The least of a few runs with the package in each of ``sources``, in turns; the message of one that fails."""
    runs: list[list[Times | str]] = [[] for _ in sources]
    for _ in range(repeat):
        for source, own in zip(sources, runs, strict=True):
            own.append(_run(source, files))
    return [next((run for run in own if isinstance(run, str)), None) or _least(own) for own in runs]


def _run(source: Path, files: Sequence[Path]) -> Times | str:
    environment = {**os.environ, "PYTHONPATH": str(source.resolve()), "OMP_NUM_THREADS": "1"}
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for worker in WORKERS:
            named = [worker, folder, *(str(file.resolve()) for file in files)]
            command = [sys.executable, "-m", "tests.benchmarks.end_to_end", *named]
            done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
            if done.returncode:
                return done.stderr.strip().split("\n")[-1]
            found |= json.loads(done.stdout)
    return Times(**found)


def _least(runs: Sequence[Times | str]) -> Times:
    """The least of each number."""
    times = [run for run in runs if isinstance(run, Times)]
    stages = {stage: min(run.stages[stage] for run in times) for stage in NAMES}
    return Times(stages, min(run.parse for run in times), min(run.sentences for run in times))


Results = list[tuple[str, str, "Times | str"]]


def report(results: Results) -> str:
    """A row for each document and version."""
    ratios = ["(load + clean) / align", "without parse", "all / sentences"]
    rows = [["document", "version", "parse", *NAMES, "all, s", *ratios]]
    for name, version, times in results:
        if isinstance(times, str):
            rows.append([name, version, times[:60], *[""] * (len(rows[0]) - 3)])
        else:
            stages = (times.stages[stage] for stage in NAMES)
            whole = times.total / times.sentences
            cells = [times.parse, *stages, times.total, times.reading, times.own, whole]
            rows.append([name, version, *(f"{cell:.2f}" for cell in cells)])
    widths = [max(len(row[k]) for row in rows if row[-1]) for k in range(len(rows[0]))]
    lines = (
        "  ".join(c.ljust(w) if k < 2 else c.rjust(w) for k, (c, w) in enumerate(zip(row, widths, strict=True)))
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)


def chart(results: Results) -> str:
    """A stacked bar for each document and version, seconds from left to right, as SVG."""
    drawn = [(name, version, times) for name, version, times in results if isinstance(times, Times)]
    left, width, height = 330, 640, 16
    scale = width / max((times.total for _, _, times in drawn), default=1.0)
    parts = []
    for k, stage in enumerate(NAMES):
        x = left + 90.0 * k
        parts.append(f'<rect x="{x}" y="8" width="12" height="12" fill="{COLOURS[stage]}"/>')
        parts.append(f'<text x="{x + 16}" y="18">{stage}</text>')
    for row, (name, version, times) in enumerate(drawn):
        y, x = 30 + height * row, float(left)
        parts.append(f'<text x="{left - 8}" y="{y + 11}" text-anchor="end">{_escaped(f"{name} {version}")}</text>')
        for stage in NAMES:
            length = times.stages[stage] * scale
            parts.append(
                f'<rect x="{x:.1f}" y="{y}" width="{length:.1f}" height="{height - 3}" fill="{COLOURS[stage]}"/>'
            )
            x += length
        parts.append(f'<text x="{x + 4:.1f}" y="{y + 11}">{times.total:.1f} s</text>')
    size = f'width="{left + width + 60}" height="{40 + height * len(drawn)}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="11">\n' + (
        "\n".join(parts) + "\n</svg>\n"
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE", help="more documents that hold both languages")
    parser.add_argument("--pair", type=Path, nargs=2, action="append", default=[], metavar=("ZH", "EN"))
    parser.add_argument("--only", default="", metavar="WORD,…", help="documents whose name holds one of these")
    parser.add_argument("--before", type=Path, metavar="SRC")
    parser.add_argument("--after", type=Path, default=ROOT / "src", metavar="SRC")
    parser.add_argument("--above", type=float, metavar="RATIO", help="name those whose reading takes more")
    parser.add_argument("--svg", type=Path, metavar="FILE")
    parser.add_argument("--repeat", type=int, default=2, metavar="N")
    options = parser.parse_args()
    versions = [("before", options.before), ("after", options.after)] if options.before else [("", options.after)]
    results: Results = []
    with tempfile.TemporaryDirectory() as folder:
        every = [
            *novels(options.shared, Path(folder)),
            *documents(options.shared / "docs"),
            *documents(options.shared / "real"),
            *((path.name, [path]) for path in options.files),
            *((zh.name, [zh, en]) for zh, en in options.pair),
        ]
        for name, files in every:
            if not any(word in name for word in options.only.split(",")):
                continue
            found = in_processes([source for _, source in versions], files, options.repeat)
            results += [(name, version, times) for (version, _), times in zip(versions, found, strict=True)]
            print(name, "done", file=sys.stderr)
    print(report(results))
    if options.above is not None:
        slow = [n for n, v, t in results if v != "before" and isinstance(t, Times) and t.reading > options.above]
        print(f"(load + clean) / align is above {options.above:g} for {len(slow)}: {', '.join(slow)}")
    if options.svg:
        options.svg.write_text(chart(results), encoding="utf-8")


if __name__ == "__main__":
    if worker := WORKERS.get(sys.argv[1] if len(sys.argv) > 1 else ""):
        print(json.dumps(worker(Path(sys.argv[2]), sys.argv[3:])))
    else:
        main()
