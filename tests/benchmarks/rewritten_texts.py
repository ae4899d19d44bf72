"""How far F1 falls when the gold texts are written otherwise: other marks, names, scripts, numbers, longer sentences.

    python -m tests.benchmarks.rewritten_texts SHARED [--only NAME…] [--sets NAME…]

Every text is aligned as it is and rewritten in each way, with the packaged weights. These were fitted on two of the
sets as they are, so that a fall is told as larger than it is.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from data.weights.texts import read_texts
from duiqi import align_sentences
from duiqi.aligner.fitting.texts import Text
from duiqi.evaluation import Scores, evaluate
from tests.benchmarks.measures import span_index, table
from tests.benchmarks.text_rewritings import REWRITINGS

SETS = ("macdev", "aca", "wmt22-enzh-resplit")


def f1(texts: list[Text]) -> float:
    """Strict F1 of all texts together."""
    return sum((evaluate(align_sentences(t.zh, t.en), span_index(t.beads)) for t in texts), Scores()).strict.f1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("--only", nargs="+", default=list(REWRITINGS), choices=list(REWRITINGS), metavar="NAME")
    parser.add_argument("--sets", nargs="+", default=SETS, metavar="NAME")
    options = parser.parse_args()
    sets = {name: read_texts(options.shared / "gold" / name) for name in options.sets}
    before = {name: f1(texts) for name, texts in sets.items()}
    rows = [["as they are", *(f"{value:.4f}" for value in before.values())]]
    for name in options.only:
        cells = []
        for folder, texts in sets.items():
            value = f1([REWRITINGS[name](text) for text in texts])
            cells.append(f"{value:.4f} ({value - before[folder]:+.4f})")
        rows.append([name, *cells])
    print(table(["", *sets], rows))


if __name__ == "__main__":
    main()
