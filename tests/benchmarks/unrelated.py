"""How short texts that have nothing to do with each other come out, beside pieces that belong together.

    python -m tests.benchmarks.unrelated SHARED

For sizes of 1 to 20 sentences a side: in unrelated texts (development documents paired at random) the pairs that score
.9 or more, as a share of the Chinese sentences, and how many texts of each kind get a warning.
By the packaged weights.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from data.weights.texts import pieces, read_texts
from duiqi import Alignment, align_sentences
from tests.benchmarks.measures import table

SETS = ("macdev", "aca", "wmt22-enzh-resplit")
SIZES, DRAWS, SEED, SURE = (1, 2, 3, 4, 5, 8, 20), 200, 7, 0.9


def warned(alignments: list[Alignment]) -> str:
    """The share of texts with a warning."""
    return f"{sum(bool(a.warnings) for a in alignments) / len(alignments):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, metavar="SHARED")
    gold = parser.parse_args().shared / "gold"
    texts = {name: read_texts(gold / name) for name in SETS}
    rows = []
    for size in SIZES:
        rng = random.Random(SEED)
        apart = []
        for _ in range(DRAWS):
            one, other = rng.sample([t for name in SETS for t in texts[name][:12]], 2)
            i, j = (rng.randrange(max(1, len(side) - size)) for side in (one.zh, other.en))
            apart.append(align_sentences(one.zh[i : i + size], other.en[j : j + size]))
        sure = sum(bead.score >= SURE for a in apart for bead in a.beads if not bead.is_null)
        cells = [f"{sure / sum(len(a.zh) for a in apart):.3f}", warned(apart)]
        for name in SETS:
            cut = [p for t in texts[name] for p in pieces(t, (size,), rng) if p.zh and p.en]
            cells.append(warned([align_sentences(p.zh, p.en) for p in rng.sample(cut, min(DRAWS, len(cut)))]))
        rows.append([str(size), *cells])
    print(table(["sentences", "unrelated: >= .9", "warned", *(f"{name}: warned" for name in SETS)], rows))


if __name__ == "__main__":
    main()
