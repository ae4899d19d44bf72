"""What damage costs: seconds from raw file to TMX of damaged documents, to those of the same document undamaged.

    python -m tests.benchmarks.damaged_speed SHARED [--only "WORD;…"] [--least RATIO]

Each process of ``damages.py`` damages every Chinese paragraph of the development novels (``gold/macdev``), of a quarter
of them and of all. Both languages stand in one file, a Chinese paragraph before its English one. CPU time in one
process, the least of two runs, all tables loaded before. The columns:

    read      loading and cleaning the damaged document
    to clean  the damaged document from file to sentences, and what the undamaged one takes from there, to the whole of
              the undamaged one
    growth    ``read`` of all to that of a quarter, to what it would be if it grew as the text does
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duiqi
from duiqi import pipeline
from duiqi.evaluation.gold import read_gold
from duiqi.joining import join_chinese
from tests.benchmarks.damages import PROCESSES, Process

# Gold beads in a paragraph, as in end_to_end.py.
PARAGRAPH = 4
QUARTER = 4


def paragraphs(shared: Path) -> list[tuple[str, str]]:
    """The paragraphs of the novels, Chinese and English."""
    found = []
    for document in read_gold(shared / "gold" / "macdev"):
        for start in range(0, len(document.beads), PARAGRAPH):
            beads = document.beads[start : start + PARAGRAPH]
            zh = join_chinese([document.zh[i] for bead in beads for i in bead[0]])
            en = " ".join(document.en[j] for bead in beads for j in bead[1])
            if zh and en:
                found.append((zh, en))
    return found


def damaged(process: Process, pairs: Sequence[tuple[str, str]]) -> str:
    """The text of a document whose Chinese paragraphs ``process`` has damaged."""
    before = [process.before(zh) for zh, _ in pairs]
    broken = process.damage(before, random.Random(process.name))
    return "\n\n".join(f"{zh}\n\n{en}" for zh, (_, en) in zip(broken, pairs, strict=True)) + "\n"


def seconds(work: Callable[[], Any], runs: int = 2) -> float:
    """The least CPU time of some runs."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("--only", default="", metavar="WORD;…", help="processes whose name holds one")
    parser.add_argument("--least", type=float, default=0.0, metavar="RATIO", help="print those from RATIO on")
    options = parser.parse_args()
    pairs = paragraphs(options.shared)
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / "novels.txt", Path(folder) / "novels.tmx"

        def whole() -> None:
            duiqi.save(pipeline.align(file), out)

        def read() -> None:
            pipeline.load_sides(file)

        def write(text: str) -> int:
            return file.write_text(text, encoding="utf-8", errors="surrogatepass")

        clean = "\n\n".join(f"{zh}\n\n{en}" for zh, en in pairs) + "\n"
        write(clean)
        whole()  # loads the tables
        total, reading = seconds(whole), seconds(read)
        print(f"undamaged: {len(clean):,} characters, {total:.2f} s, of these {reading:.2f} s to read")
        print(f"{'process':<44} {'read':>7} {'to clean':>9} {'growth':>7}")
        for process in PROCESSES:
            if not any(word in process.name for word in options.only.split(";")):
                continue
            times, lengths = [], []
            for count in (len(pairs) // QUARTER, len(pairs)):
                lengths.append(write(damaged(process, pairs[:count])))
                try:
                    times.append(seconds(read))
                except duiqi.InputError as error:
                    print(f"{process.name:<44} refused: {error}")
                    break
            if len(times) < 2:
                continue
            ratio = (times[1] + total - reading) / total
            if ratio >= options.least:
                growth = times[1] / times[0] * lengths[0] / lengths[1]
                print(f"{process.name:<44} {times[1]:7.2f} {ratio:9.2f} {growth:7.2f}", flush=True)


if __name__ == "__main__":
    main()
