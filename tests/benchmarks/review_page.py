"""How large the review page of a long document is, how fast it opens, and how fast it answers a key.

    python -m tests.benchmarks.review_page SHARED [--beads 10000]

The chapters of ``gold/macdev`` are aligned, and copied until there are so many beads. Chromium opens the page from
the disk. A response is the time from the event to the frame that shows what it did: a step to the next pair, a screen
down, an approval and a merge (which realign), an undo, and scrolling by the wheel. Told are the median and the 95th
percentile in milliseconds, of the page itself and as seen on the screen.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from duiqi.aligner import align_keeping_lattice
from duiqi.aligner.realigning import ReviewLattice
from duiqi.model import Sentence
from duiqi.review import Reviewed, review_page
from tests.review.browser import chromium

CHAPTERS = ("001", "002", "003", "004", "005", "006")
# What is pressed, so often: a key of the page, or the wheel.
PRESSED = {
    "next pair": ("ArrowDown", 100),
    "screen down": ("PageDown", 50),
    "approve": ("a", 30),
    "merge with next": ("m", 30),
    "undo": ("Control+z", 30),
    "next doubtful": ("n", 50),
}
# Runs in the page: how long a dispatched key takes until its handlers are done, and until the next frame is drawn.
TIMED = """async ([key, ctrlKey]) => {
  const start = performance.now();
  document.getElementById("grid").dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true }));
  const done = performance.now();
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return [done - start, performance.now() - start];
}"""
SCROLLED = """async (by) => {
  const start = performance.now();
  document.getElementById("grid").scrollTop += by;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return [0, performance.now() - start];
}"""


def reviewed(shared: Path, beads: int) -> Reviewed:
    """The chapters, aligned, and copied one after the other up to so many beads."""
    sides: list[list[Sentence]] = []
    for side in ("src", "tgt"):
        paths = [shared / "gold" / "macdev" / side / chapter for chapter in CHAPTERS]
        lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
        sides.append([Sentence(line, 0, len(line), k) for k, line in enumerate(lines)])
    alignment, lattice = align_keeping_lattice(sides[0], sides[1], source="long.txt")
    n, m, copies = len(sides[0]), len(sides[1]), range(-(-beads // len(alignment.beads)))
    copied = [
        replace(
            bead,
            zh=range(bead.zh.start + n * k, bead.zh.stop + n * k),
            en=range(bead.en.start + m * k, bead.en.stop + m * k),
        )
        for k in copies
        for bead in alignment.beads
    ]
    zh, en = (tuple(side * len(copies)) for side in sides)
    whole = replace(alignment, zh=zh, en=en, beads=tuple(copied))
    return Reviewed(whole, ReviewLattice.from_dict(_copied(lattice.as_dict(), copies)))


def _copied(lattice: dict[str, Any], copies: range) -> dict[str, Any]:
    """A lattice, as JSON has it, so many times."""
    n, m, size = lattice["n"], lattice["m"], len(lattice["score"])
    steps = {"zh": n, "en": m, "path": size}
    out: dict[str, Any] = {
        name: [value + steps.get(name, 0) * k for k in copies for value in column]
        for name, column in lattice.items()
        if isinstance(column, list) and name != "windows"
    }
    windows = [{**w, "zh": w["zh"] + n * k, "en": w["en"] + m * k} for k in copies for w in lattice["windows"]]
    return {**out, "n": n * len(copies), "m": m * len(copies), "windows": windows}


def measure(page: Any) -> dict[str, list[list[float]]]:
    """Milliseconds of each thing that is done: of the page itself, and until it is drawn."""
    found: dict[str, list[list[float]]] = {}
    for name, (key, times) in PRESSED.items():
        given = [key.removeprefix("Control+"), key.startswith("Control+")]
        found[name] = []
        for _ in range(times):
            if name in ("approve", "merge with next"):
                page.keyboard.press("ArrowDown")
            found[name].append(page.evaluate(TIMED, given))
    found["scroll"] = [page.evaluate(SCROLLED, 333) for _ in range(100)]
    found["scroll far"] = [page.evaluate(SCROLLED, 50_000) for _ in range(30)]
    return found


def main(shared: Path, beads: int) -> None:
    """Print the figures."""
    document = reviewed(shared, beads)
    html = review_page(document).encode("utf-8")
    size = len(document.lattice) if document.lattice else 0
    print(f"{len(document.alignment.beads):,} beads, {size:,} candidates")
    print(f"{len(html) / 1e6:.1f} MB, gzipped {len(gzip.compress(html)) / 1e6:.1f} MB")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        path = Path(folder) / "page.html"
        path.write_bytes(html)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        start = time.perf_counter()
        page.goto(path.as_uri())
        page.wait_for_selector(".row.current")
        print(f"opened in {time.perf_counter() - start:.2f} s")
        for name, times in measure(page).items():
            own, drawn = ([pair[k] for pair in times] for k in (0, 1))
            print(
                f"{name:16} median {statistics.median(own):6.1f} / {statistics.median(drawn):6.1f} ms"
                f"   95% {percentile(own):6.1f} / {percentile(drawn):6.1f} ms"
            )


def percentile(times: list[float]) -> float:
    """The 95th."""
    return sorted(times)[int(0.95 * (len(times) - 1))]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--beads", type=int, default=10_000)
    given = parser.parse_args()
    main(given.shared, given.beads)
