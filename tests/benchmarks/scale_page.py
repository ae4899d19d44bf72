"""Tables and pictures of docs/scale.md, from what ``tests.benchmarks.scale`` and ``.matching`` left.

    python -m tests.benchmarks.scale_page build/scale [--page docs/scale.md]

A table stands between ``<!-- scale: PART -->`` and ``<!-- end -->``; what was not measured stays as it is.
"""

from __future__ import annotations

import argparse
import re
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.ablation_page import markdown
from tests.benchmarks.scale import AGAIN, FILES, ONE, TWO
from tests.benchmarks.scale_measured import ROOT, Figures, read_part

Part = dict[str, Any]
COLOUR = "#4477aa"
# What the cost model reckons: documents, and how many sentences a side they have, by the part ``throughput``.
MODELLED = (("1 million documents", 1_000_000), ("1 billion sentences", 40_000_000))
CORES = 16


def throughput_table(part: Part) -> str:
    """Time and memory of the runs, the speed-up, and what the manifest costs."""
    number = part["documents"]
    rows = []
    for name in (ONE, FILES, TWO, AGAIN):
        same = [each for each in part["figures"] if each.name == name]
        seconds, worked = (_middle(same, key) for key in ("seconds", "worked"))
        memory = f"{max(x.first for x in same):.0f} MB", f"{max(x.worker for x in same):.0f} MB"
        rows.append([name, f"{number / seconds:.0f}", f"{worked / number * 1000:.1f}", *memory, _loads(same)])
    head = ("", "documents a second", "ms of processors a document", "first process", "a worker", "load before")
    one, files, two = (_named(part, name) for name in (ONE, FILES, TWO))
    manifest = (_middle(files, "worked") - _middle(one, "worked")) / number * 1000
    share = manifest / (_middle(one, "worked") / number * 1000)
    runs = f"the middle of {len(one)} runs each" if len(one) > 1 else "one run each"
    faster = f"{_middle(files, 'seconds') / _middle(two, 'seconds'):.2f}"
    # The runs themselves, one after another, give a load of as many as there are processors.
    if max(x.load for x in part["figures"]) > 2 * part["processors"]:
        faster = "not to be had, as other programs were at work (see the load), so seconds that pass say little"
    return (
        f"{number:,} documents, {part['size'] / 1e6:.0f} MB, {runs}:\n\n"
        f"{markdown(head, rows)}\n\n"
        f"Speed-up by a second process: {faster}. Files of 100 and the manifest cost {manifest:.1f} ms a document, "
        f"{share:.1%}."
    )


def long_table(part: Part) -> str:
    """Time and memory by length, without what a short document takes."""
    points = long_points(part)
    rows = [
        [f"{n:,}", f"{worked:.1f}", f"{worked / n * 1000:.2f} s", f"{memory:.0f} MB"] for n, worked, memory in points
    ]
    each = [worked / n for n, worked, _ in points]
    head = ("units", "seconds of processors", "for 1,000", "memory")
    return (
        f"{markdown(head, rows)}\n\n"
        f"The start, {_start(part):.1f} s, is taken off: it is what {part['short']} units take. From the least to the "
        f"most a thousand units take {max(each) / each[0]:.2f} times as long at most."
    )


def long_points(part: Part) -> list[tuple[int, float, float]]:
    """``(units, seconds of processors without the start, MB)``."""
    start, points = _start(part), []
    for number in part["numbers"]:
        same = _named(part, f"{number} units")
        points.append((number, _middle(same, "worked") - start, max(x.first for x in same)))
    return points


def engines_table(part: Part) -> str:
    """What each engine takes for the same work, over what processes take."""
    number, rows = part["documents"], []
    (reference,) = _named(part, "2 processes")
    for each in part["figures"]:
        cells = f"{each.seconds:.0f}", f"{each.worked / number * 1000:.1f}", f"{each.worked / reference.worked:.2f}"
        rows.append([each.name, *cells, f"{each.first:.0f} MB", f"{each.worker:.0f} MB", f"{each.together:.0f} MB"])
    head = ("", "seconds", "ms of processors a document", "over processes", "first process", "another", "all together")
    return f"{number:,} documents, two processes or workers; all give the same rows.\n\n{markdown(head, rows)}"


def files_table(part: Part) -> str:
    """What a file costs the first process."""
    few, many = part["figures"]
    each = (many.first - few.first) * 2**20 / (part["numbers"][1] - part["numbers"][0])
    return (
        f"{_memory_rows(part, 'files')}\n\n"
        f"So each file takes {each / 1000:.2f} kB in the first process: {each * 1e6 / 1e9:.2f} GB for a million."
    )


def stream_table(part: Part) -> str:
    """Memory by the size of a corpus."""
    return _memory_rows(part, "records")


def matching_table(part: Part) -> str:
    """How files are matched by their content, by their number."""
    rows = []
    for each in part["runs"]:
        times = (f"{each[key]:.1f}" for key in ("profile_ms", "candidates_ms", "align_ms"))
        shares = (f"{each[key]:.1%}" for key in ("among", "recall", "precision"))
        rows.append([f"{each['documents']:,}", *times, *shares, f"{each['memory']:.0f} MB"])
    head = (
        "documents a language", "ms each: words", "candidates", "aligning", "partner among the candidates", "found",
        "of pairs right", "memory",
    )  # fmt: skip
    return markdown(head, rows)


def model_table(out: Path) -> str | None:
    """What large corpora cost by the other parts; with the check if there is one."""
    known = read_part(out, "throughput")
    if known is None:
        return None
    number, files = known["documents"], _named(known, FILES)
    start = _middle(_named(known, AGAIN), "worked")
    each = (_middle(files, "worked") - start) / number
    rows = [
        [
            name,
            f"{each * documents / 3600:.1f} core-hours",
            f"{each * documents / 3600 / CORES:.1f} hours",
            f"{known['pairs'] / number * documents / 1e9:.1f} GB",
            f"{known['manifest'] / number * documents / 1e9:.2f} GB",
        ]
        for name, documents in MODELLED
    ]
    head = ("", f"work, at {each * 1000:.1f} ms a document", f"on {CORES} cores", "pairs, JSON Lines", "manifest")
    table = markdown(head, rows)
    if checked := read_part(out, "check"):
        (run,) = checked["figures"]
        count, foretold = checked["documents"], each * checked["documents"]
        table += (
            f"\n\nChecked by {count:,} documents in one run with {checked['jobs']} processes: {run.worked / 3600:.2f} "
            f"core-hours where {foretold / 3600:.2f} are foretold, {run.seconds / 60:.0f} minutes, pairs "
            f"{checked['pairs'] / 1e6:.0f} MB for {known['pairs'] / number * count / 1e6:.0f}, manifest "
            f"{checked['manifest'] / 1e6:.0f} MB for {known['manifest'] / number * count / 1e6:.0f}; the first process "
            f"took {run.first:.0f} MB, a worker {run.worker:.0f}."
        )
    return table


def _memory_rows(part: Part, what: str) -> str:
    rows = []
    for k, (count, each) in enumerate(zip(part["numbers"], part["figures"], strict=True)):
        size = [f"{part['sizes'][k] / 1e9:.2f} GB"] if "sizes" in part else []
        rows.append([f"{count:,}", *size, f"{each.first:.0f} MB", f"{each.worker:.0f} MB", f"{each.seconds:.0f} s"])
    sizes = ["size"] if "sizes" in part else []
    return markdown((what, *sizes, "first process", "a worker", "time"), rows)


def _named(part: Part, name: str) -> list[Figures]:
    return [each for each in part["figures"] if each.name == name]


def _middle(figures: Sequence[Figures], key: str) -> float:
    return statistics.median(getattr(each, key) for each in figures)


def _loads(figures: Sequence[Figures]) -> str:
    return f"{min(x.load for x in figures):.0f}–{max(x.load for x in figures):.0f}"


def _start(part: Part) -> float:
    return _middle(_named(part, f"{part['short']} units"), "worked")


def draw(out: Path, folder: Path) -> None:
    """Work a document, and seconds for 1,000 units, as ``scale.svg``."""
    many, lengths = read_part(out, "throughput"), read_part(out, "long")
    if many is None or lengths is None:
        return
    from matplotlib import pyplot

    pyplot.rcParams["svg.hashsalt"] = "duiqi"
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
    names = [ONE, FILES, TWO]
    bars = [_middle(_named(many, name), "worked") / many["documents"] * 1000 for name in names]
    if engines := read_part(out, "engines"):
        names += [each.name for each in engines["figures"][1:]]
        bars += [each.worked / engines["documents"] * 1000 for each in engines["figures"][1:]]
    left.barh(names[::-1], bars[::-1], color=COLOUR)
    left.set_xlabel("ms of processors a document, start included")
    points = long_points(lengths)
    right.plot([n for n, _, _ in points], [worked / n * 1000 for n, worked, _ in points], "o-", color=COLOUR)
    right.set_xscale("log")
    right.set_ylim(bottom=0)
    right.set_xlabel("units of a document")
    right.set_ylabel("seconds of processors per 1,000")
    figure.savefig(folder / "scale.svg", metadata={"Date": None})


TABLES: dict[str, Callable[[Part], str]] = {
    "throughput": throughput_table, "long": long_table, "engines": engines_table, "files": files_table,
    "stream": stream_table, "matching": matching_table,
}  # fmt: skip


def filled(page: str, out: Path) -> str:
    """The page with the table of each part that was measured."""
    tables = {name: table(part) for name, table in TABLES.items() if (part := read_part(out, name))}
    if model := model_table(out):
        tables["model"] = model
    for name, table in tables.items():
        pattern = re.compile(rf"(<!-- scale: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        page, found = pattern.subn(lambda match, table=table: f"{match[1]}\n{table}\n\n{match[2]}", page)
        if not found:
            raise SystemExit(f"the page has no place for {name}")
    return page


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "scale.md")
    arguments = parser.parse_args()
    arguments.page.write_text(filled(arguments.page.read_text("utf-8"), arguments.out), encoding="utf-8")
    draw(arguments.out, arguments.page.parent)


if __name__ == "__main__":
    main()
